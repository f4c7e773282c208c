// SPDX-License-Identifier: Apache-2.0
// The languages of the screens. One more is one line here and its texts beside this file, <code>.po; that both are
// there is checked when this is compiled, and that no text is missing by tests/unit/ui/locale_test.cpp.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "catalogue.hpp"
#include "firmware/flow/visit.hpp"

namespace uketsuke::ui {

/// The two faces that a language is written in. The screens draw with these files and with no others.
struct Font {
    std::string_view family;  ///< as the files name it
    std::string_view regular, bold;
    double capital = 0;  ///< height of a capital letter, em
    bool operator==(const Font&) const = default;
};

/// Where a line may end, besides at "\n".
enum class Breaks : std::uint8_t {
    spaces,   ///< after a space
    phrases,  ///< after a space and at '|', which stands between phrases and nowhere else (Japanese)
    letters,  ///< where Unicode allows it (UAX 14): in scripts without spaces
};

struct LanguageRow {
    std::string_view code;      ///< BCP 47, and the name of its .po
    std::string_view own_name;  ///< as its speakers call it: what a button says
    Font font;
    Breaks breaks = Breaks::spaces;
    bool operator==(const LanguageRow&) const = default;
};

/// Debian's fonts-morisawa-bizud-gothic.
inline constexpr Font kBizUdGothic{"BIZ UDPGothic", "/usr/share/fonts/truetype/bizud-gothic/BIZUDPGothic-Regular.ttf",
                                   "/usr/share/fonts/truetype/bizud-gothic/BIZUDPGothic-Bold.ttf", 0.765};

/// A flow::Language is a place in this table.
inline constexpr std::array kLanguages{
    LanguageRow{"ja", "日本語", kBizUdGothic, Breaks::phrases},
    LanguageRow{"en", "English", kBizUdGothic, Breaks::spaces},
};

/// Languages with their texts. Immutable; thread-safe.
class Languages {
public:
    struct Source {
        LanguageRow row;  ///< what it points to must outlive the result
        std::string_view po;
    };
    /// Errors: config_invalid with the code and the line of its .po.
    static base::Result<Languages> create(std::span<const Source> sources);

    [[nodiscard]] int count() const { return static_cast<int>(rows_.size()); }
    [[nodiscard]] std::span<const LanguageRow> rows() const { return rows_; }
    [[nodiscard]] std::optional<flow::Language> named(std::string_view code) const;
    /// A language that is not there is a defect: std::out_of_range.
    [[nodiscard]] const LanguageRow& row(flow::Language language) const;
    [[nodiscard]] const Catalogue& words(flow::Language language) const;
    [[nodiscard]] const Catalogue& words(std::string_view code) const;

private:
    std::vector<LanguageRow> rows_;
    std::vector<Catalogue> words_;
};

/// Those of the table.
const Languages& languages();
/// Their sources, as they were at build time, in the table's order.
std::span<const Languages::Source> embedded_languages();

}  // namespace uketsuke::ui
