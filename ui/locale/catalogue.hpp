// SPDX-License-Identifier: Apache-2.0
// The words of the screens in one language, a gettext file. Message ids are keys ("pin_entry.title"). Where a line may
// break is the language's rule (languages.hpp); "\n" is a line end that must stay; "{n}" and other names in braces are
// filled in.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "firmware/base/error.hpp"

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

/// The text with every "{n}" replaced by the number, with leading zeros up to `width` digits.
std::string fill(std::string text, int n, int width = 1);
/// The text with every `hole` ("{date}") replaced.
std::string fill(std::string text, std::string_view hole, std::string_view value);

}  // namespace uketsuke::ui
