// SPDX-License-Identifier: Apache-2.0
// The languages of the screens. One more is one line here and its texts beside this file, <code>.po; that both are
// there is checked when this is compiled, and that no text is missing by tests/unit/ui/locale_test.cpp. Which of them a
// kiosk offers its settings say (language.offered): by itself only those that somebody has reviewed.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue.hpp"
#include "firmware/flow/visit.hpp"

namespace uketsuke::ui {

/// The two faces that a language is written in. The screens draw with these files and with no others.
struct Font {
    std::string_view family;  ///< as the files name it
    std::string_view regular, bold;
    double capital = 0;  ///< height of a capital letter, em; in scripts without capitals that of the Latin ones beside
    bool operator==(const Font&) const = default;
};

/// Where a line may end, besides at "\n".
enum class Breaks : std::uint8_t {
    spaces,   ///< after a space
    phrases,  ///< after a space and at '|', which stands between phrases and nowhere else (Japanese, Burmese)
    letters,  ///< where Unicode allows it (UAX 14): in scripts without spaces
};

struct LanguageRow {
    std::string_view code;      ///< BCP 47, and the name of its .po
    std::string_view own_name;  ///< as its speakers call it: what a button says; marked where a line may end
    Font font;
    Breaks breaks = Breaks::spaces;
    std::string_view reviewer;     ///< who has read its texts; empty: nobody yet
    std::array<Font, 2> others{};  ///< for what `font` does not have, in this order; no family: none
    double leading = 1;            ///< from line to line, of that in Japanese: marks above and below need room
    double rise = 0;               ///< em by which letters stand higher, where more of them lies below the baseline
    bool operator==(const LanguageRow&) const = default;
};

/// Debian's fonts-morisawa-bizud-gothic. Text sizes are those of this font: others are drawn so large that their
/// capitals are as high.
inline constexpr Font kBizUdGothic{"BIZ UDPGothic", "/usr/share/fonts/truetype/bizud-gothic/BIZUDPGothic-Regular.ttf",
                                   "/usr/share/fonts/truetype/bizud-gothic/BIZUDPGothic-Bold.ttf", 0.765};

/// Debian's fonts-noto-cjk: a family for each way to write the same characters.
constexpr Font noto_cjk(std::string_view family) {
    return {family, "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
            "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc", 0.733};
}

/// Debian's fonts-noto-core.
inline constexpr Font kNotoSans{"Noto Sans", "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf",
                                "/usr/share/fonts/truetype/noto/NotoSans-Bold.ttf", 0.714};
inline constexpr Font kNotoDevanagari{"Noto Sans Devanagari",
                                      "/usr/share/fonts/truetype/noto/NotoSansDevanagari-Regular.ttf",
                                      "/usr/share/fonts/truetype/noto/NotoSansDevanagari-Bold.ttf", 0.714};
inline constexpr Font kNotoMyanmar{"Noto Sans Myanmar", "/usr/share/fonts/truetype/noto/NotoSansMyanmar-Regular.ttf",
                                   "/usr/share/fonts/truetype/noto/NotoSansMyanmar-Bold.ttf", 0.714};

/// Debian's fonts-ipamj-mincho: the forms of the registers of people (Moji_Joho), in one weight.
inline constexpr Font kIpamjMincho{"IPAmjMincho", "/usr/share/fonts/truetype/ipamj/ipamjm.ttf",
                                   "/usr/share/fonts/truetype/ipamj/ipamjm.ttf", 0.765};

/// Names and other words from outside, on the screens of every language: who writes each of their letters is looked up
/// (ui/paint/name_fonts.hpp). A node's language may be this one.
inline constexpr LanguageRow kNames{
    "names", "", kBizUdGothic, Breaks::spaces, "", {noto_cjk("Noto Sans CJK JP"), kIpamjMincho}};

inline constexpr std::string_view kTeam = "the project's team";

/// A flow::Language is a place in this table, or in the part of it that a kiosk offers.
inline constexpr std::array kLanguages{
    LanguageRow{"ja", "日本語", kBizUdGothic, Breaks::phrases, kTeam},
    LanguageRow{"en", "English", kBizUdGothic, Breaks::spaces, kTeam},
    LanguageRow{"ja-x-easy", "やさしい|日本語", kBizUdGothic, Breaks::phrases},
    LanguageRow{"zh-Hans", "简体中文", noto_cjk("Noto Sans CJK SC"), Breaks::letters},
    LanguageRow{"zh-Hant", "繁體中文", noto_cjk("Noto Sans CJK TC"), Breaks::letters},
    LanguageRow{"ko", "한국어", noto_cjk("Noto Sans CJK KR"), Breaks::spaces},
    LanguageRow{"vi", "Tiếng Việt", kNotoSans, Breaks::spaces, "", {kBizUdGothic}},
    LanguageRow{"pt-BR", "Português", kBizUdGothic, Breaks::spaces},
    LanguageRow{"es", "Español", kBizUdGothic, Breaks::spaces},
    LanguageRow{"fil", "Filipino", kBizUdGothic, Breaks::spaces},
    LanguageRow{"ne", "नेपाली", kNotoDevanagari, Breaks::spaces, "", {kNotoSans, kBizUdGothic}, 1.05, 0.05},
    LanguageRow{"my", "မြန်မာ", kNotoMyanmar, Breaks::phrases, "", {kNotoSans, kBizUdGothic}, 1.3, 0.11},
};

/// Languages with their texts, each read when it is first asked for. Immutable to see; thread-safe.
class Languages {
public:
    struct Source {
        LanguageRow row;  ///< what it points to must outlive the result
        std::string_view po;
    };
    /// Reads all of them at once. Errors: config_invalid with the code and the line of its .po.
    static base::Result<Languages> create(std::span<const Source> sources);
    /// For sources that were read before, as tests have read those of the table: what is wrong with one later on is a
    /// defect.
    explicit Languages(std::span<const Source> sources);

    [[nodiscard]] int count() const { return static_cast<int>(rows_.size()); }
    [[nodiscard]] std::span<const LanguageRow> rows() const { return rows_; }
    [[nodiscard]] std::optional<flow::Language> named(std::string_view code) const;
    /// A language that is not there is a defect: std::out_of_range.
    [[nodiscard]] const LanguageRow& row(flow::Language language) const;
    [[nodiscard]] const Catalogue& words(flow::Language language) const;
    [[nodiscard]] const Catalogue& words(std::string_view code) const;

private:
    class Words;
    std::vector<LanguageRow> rows_;
    std::vector<std::shared_ptr<Words>> words_;
};

/// Those of the table.
const Languages& languages();
/// Those that somebody has reviewed: what a kiosk offers unless it is told otherwise.
const Languages& reviewed_languages();
/// Those with these codes, in this order. Errors: config_invalid: no code, one twice, or one that the table has not.
base::Result<Languages> languages_with(std::span<const std::string> codes);
/// Their sources, as they were at build time, in the table's order.
std::span<const Languages::Source> embedded_languages();

}  // namespace uketsuke::ui
