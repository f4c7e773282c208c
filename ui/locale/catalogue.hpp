// SPDX-License-Identifier: Apache-2.0
// The words of the screens, one gettext file a language, compiled in. Message ids are keys ("pin_entry.title"). In
// Japanese a '|' stands where a line may break (between phrases and nowhere else); other languages break at spaces.
// "\n" is a line end that must stay; "{n}" and other names in
// braces are filled in.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "firmware/base/error.hpp"
#include "firmware/base/time.hpp"
#include "firmware/flow/session.hpp"

namespace uketsuke::ui {

/// Thread-safe after construction.
class Catalogue {
public:
    /// Reads the part of the .po format that this project writes: comments, msgid, msgstr, continued strings.
    /// Errors: config_invalid with the line.
    static base::Result<Catalogue> parse(std::string_view po);

    [[nodiscard]] bool has(std::string_view key) const { return texts_.find(key) != texts_.end(); }
    /// A key that is not there is a defect: std::out_of_range.
    [[nodiscard]] const std::string& text(std::string_view key) const;
    [[nodiscard]] const std::map<std::string, std::string, std::less<>>& all() const { return texts_; }

private:
    std::map<std::string, std::string, std::less<>> texts_;
};

/// The compiled-in texts of a language.
const Catalogue& catalogue(flow::Language language);
/// The text with every "{n}" replaced by the number, with leading zeros up to `width` digits.
std::string fill(std::string text, int n, int width = 1);
/// The text with every `hole` ("{date}") replaced.
std::string fill(std::string text, std::string_view hole, std::string_view value);
/// "2027年3月12日", "12 March 2027".
std::string written(base::Date date, flow::Language language);
/// Foreign text for one line of `width` full-width letters: cut with "…" when it is longer, without marks of its own.
std::string shortened(std::string_view text, int width);
/// The source of catalogue(), as it was at build time.
std::string_view embedded_po(flow::Language language);

}  // namespace uketsuke::ui
