// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <set>

#include "ui/locale/dates.hpp"
#include "ui/locale/languages.hpp"

using namespace uketsuke;
using ui::Catalogue;

namespace {

/// The names in braces, in alphabetical order.
std::vector<std::string> holes(const std::string& text) {
    std::vector<std::string> names;
    for (auto at = text.find('{'); at != std::string::npos; at = text.find('{', at + 1))
        names.push_back(text.substr(at, text.find('}', at) - at + 1));
    std::sort(names.begin(), names.end());
    return names;
}

}  // namespace

TEST_CASE("a catalogue reads comments, continued strings and escapes") {
    const auto read = Catalogue::parse(
        "# a comment\nmsgid \"\"\nmsgstr \"Language: ja\\n\"\n\nmsgid \"a.b\"\nmsgstr \"one \"\n"
        "\"\\\"two\\\"\\nthree\"\n");
    REQUIRE(read);
    CHECK(read->text("a.b") == "one \"two\"\nthree");
    CHECK(read->all().size() == 1);
    CHECK_THROWS_AS(read->text("no.such"), std::out_of_range);
}

TEST_CASE("a broken catalogue is refused with its line") {
    const auto line_of = [](std::string_view po) { return Catalogue::parse(po).error().detail.substr(0, 6); };
    CHECK(line_of("msgid \"a\"\nmsgstr nothing\n") == "line 2");
    CHECK(line_of("\"lost\"\n") == "line 1");
    CHECK(line_of("msgid \"a\"\nmsgstr \"1\"\nmsgid \"a\"\nmsgstr \"2\"\n") == "line 4");
}

TEST_CASE("every language has the texts of the first, with the same placeholders, and no others") {
    const auto& first = ui::languages().words(ui::kLanguages.front().code).all();
    for (const auto& row : ui::kLanguages) {
        const auto& words = ui::languages().words(row.code);
        for (const auto& [key, text] : first) {
            INFO(row.code << ".po, msgid \"" << key << "\"");
            REQUIRE(words.has(key));
            CHECK_FALSE(words.text(key).empty());
            CHECK(holes(words.text(key)) == holes(text));
        }
        for (const auto& [key, text] : words.all()) {
            INFO(row.code << ".po, msgid \"" << key << "\" is in no other language");
            CHECK(first.count(key) == 1);
        }
    }
}

namespace {

/// Texts that may well be the same in two languages.
struct SameAnywhere {
    std::string_view begin;  ///< of the keys
    std::string_view reason;
};
constexpr std::array kSameAnywhere{
    SameAnywhere{"common.language", "the word that people look for who cannot read the present language"},
    SameAnywhere{"choose_phone.iphone", "a name of a product"},
    SameAnywhere{"choose_phone.android", "a name of a product"},
    SameAnywhere{"prescription_choice.issued", "nothing but what is filled in"},
    SameAnywhere{"subsidy.issuer", "nothing but what is filled in"},
    SameAnywhere{"fallback.number", "nothing but what is filled in"},
    SameAnywhere{"fallback.plus", "a sign"},
};

std::string without_marks(std::string text) {
    std::erase(text, '|');
    return text;
}

/// Keys of texts that are the same in both.
std::vector<std::string> same_in(const Catalogue& one, const Catalogue& other) {
    std::vector<std::string> same;
    for (const auto& [key, text] : one.all()) {
        const auto excused = [&](const SameAnywhere& row) { return std::string_view(key).starts_with(row.begin); };
        if (std::ranges::any_of(kSameAnywhere, excused)) continue;
        if (without_marks(text) == without_marks(other.text(key))) same.push_back(key);
    }
    return same;
}

}  // namespace

TEST_CASE("no catalogue is a copy of another one: at most 2 % of its texts are the same") {
    const auto rows = ui::languages().rows();
    for (auto one = rows.begin(); one != rows.end(); ++one)
        for (auto other = std::next(one); other != rows.end(); ++other) {
            const auto& words = ui::languages().words(one->code);
            const auto same = same_in(words, ui::languages().words(other->code));
            INFO(one->code << " and " << other->code << ": " << (same.empty() ? "" : same.front()));
            CHECK(same.size() * 50 <= words.all().size());
        }
    CHECK(same_in(ui::languages().words("en"), ui::languages().words("en")).size() > 400);
}

TEST_CASE("each catalogue says who reviewed it, as the table does") {
    for (const auto& [row, po] : ui::embedded_languages()) {
        INFO(row.code);
        const auto reviewer = row.reviewer.empty() ? "nobody yet" : std::string(row.reviewer);
        CHECK(po.find("\n# Reviewed by: " + reviewer + ".\n") != std::string_view::npos);
    }
    CHECK(ui::reviewed_languages().named("ja").has_value());
    CHECK(ui::reviewed_languages().count() == 2);
}

TEST_CASE("a reviewer finds in Japanese what the words with a legal effect say") {
    constexpr std::array kLegal{"consent.", "consent_items.", "consent_more.", "item.", "registration_", "review."};
    for (const auto& [row, po] : ui::embedded_languages()) {
        if (!row.reviewer.empty() || row.code.starts_with("ja")) continue;
        for (const auto& [key, text] : ui::languages().words(row.code).all()) {
            if (std::ranges::none_of(kLegal, [&](const char* begin) { return key.starts_with(begin); })) continue;
            INFO(row.code << " " << key);
            const auto at = po.find("\nmsgid \"" + key + "\"");
            REQUIRE(at != std::string_view::npos);
            const auto line = po.rfind('\n', at - 1) + 1;
            CHECK(po.substr(line, 9) == "#. back: ");
        }
    }
}

TEST_CASE("a kiosk can offer any part of the table, and nothing else") {
    using Codes = std::vector<std::string>;
    const auto refused = [](const Codes& codes) { return ui::languages_with(codes).error().detail; };
    const auto some = ui::languages_with(Codes{"vi", "ja"}).value();
    CHECK(some.count() == 2);
    CHECK(some.named("vi") == flow::Language{0});
    CHECK(some.words("vi").text("common.retry") == ui::languages().words("vi").text("common.retry"));
    CHECK_FALSE(some.named("en"));
    CHECK(refused({"ja", "xx"}).find("no \"xx\" here, but ja, en, ") == 0);
    CHECK(refused({"ja", "ja"}) == "\"ja\" is there twice");
    CHECK(refused({}) == "no language is left");
}

TEST_CASE("every error has its sentence") {
    for (const auto& line : base::error_catalogue()) {
        INFO(line.name);
        CHECK(ui::languages().words(flow::Language{}).has("error." + std::string(line.name)));
    }
}

TEST_CASE("marks stand between phrases where a language breaks there, and nowhere else") {
    for (const auto& row : ui::kLanguages)
        for (const auto& [key, text] : ui::languages().words(row.code).all()) {
            INFO(row.code << ".po, msgid \"" << key << "\"");
            if (row.breaks != ui::Breaks::phrases) {
                CHECK(text.find('|') == std::string::npos);
                continue;
            }
            for (const auto* never : {"|、", "|。", "|ー", "|っ", "|を", "||"})
                CHECK(text.find(never) == std::string::npos);
            CHECK((text.front() != '|' && text.back() != '|'));
        }
}

namespace {

/// Its letters, one string each.
std::vector<std::string> letters_of(std::string_view text) {
    std::vector<std::string> letters;
    for (const char c : text) {
        if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) letters.emplace_back();
        letters.back() += c;
    }
    return letters;
}

/// A kanji or a katakana letter: after a particle they begin a phrase.
bool begins_phrase(std::string_view letter) {
    return letter.size() == 3 && ((letter >= "ァ" && letter <= "ヺ") || (letter >= "一" && letter <= "龥"));
}

/// Where a phrase ends in a Japanese text and no mark says so: after a particle, after 、 and 。, and in what
/// is too long for one.
std::string unmarked_in(std::string_view text) {
    constexpr std::array kParticles{"を", "は", "が", "に", "で", "と", "も", "の", "へ", "て", "ら"};
    constexpr std::size_t kLongest = 13;
    const auto letters = letters_of(text);
    std::size_t length = 0;
    for (std::size_t i = 0; i + 1 < letters.size(); ++i) {
        const auto &now = letters[i], &next = letters[i + 1];
        const bool ends = now == "|" || now == "\n" || now == " ";
        length = ends || now.size() == 1 ? 0 : length + 1;
        if (length > kLongest) return "long";
        if ((now == "、" || now == "。") && next != "|" && next != "\n") return now;
        // この, その, こども: no phrase ends there.
        const bool in_word = i > 0 && (letters[i - 1] == "こ" || letters[i - 1] == "そ");
        if (std::ranges::find(kParticles, now) == kParticles.end() || !begins_phrase(next) || in_word) continue;
        if (now == "ら" && (i == 0 || letters[i - 1] != "か")) continue;
        if (now == "も" && next == "医") continue;  // こども医療費, a name
        return now + next;
    }
    return {};
}

}  // namespace

TEST_CASE("a Japanese text of more than one phrase has a mark at each") {
    CHECK(unmarked_in("カードを|置いて").empty());
    CHECK(unmarked_in("カードを置いて") == "を置");
    CHECK(unmarked_in("ケースから出して") == "ら出");
    CHECK(unmarked_in("はい、そうです") == "、");
    CHECK(unmarked_in("このカードでは|使えません").empty());
    for (const auto* language : {"ja", "ja-x-easy"})
        for (const auto& [key, text] : ui::languages().words(language).all()) {
            INFO(language << ".po, msgid \"" << key << "\": " << text);
            CHECK(unmarked_in(text).empty());
        }
}

TEST_CASE("a language is known by its code, and has a name that no other has") {
    std::set<std::string_view> names;
    for (const auto& row : ui::languages().rows()) {
        CHECK(ui::languages().row(ui::languages().named(row.code).value()) == row);
        CHECK(names.insert(row.own_name).second);
    }
    CHECK_FALSE(ui::languages().named("xx"));
    CHECK_THROWS_AS(ui::languages().words("xx"), std::out_of_range);
}

TEST_CASE("each language writes a date in its own order, with its own words and digits") {
    struct Written {
        std::string_view language, sentence, list, digits;
    };
    constexpr std::array kDates{
        Written{"ja", "令和9年（2027年）|3月12日", "令和9年3月12日", "2027-03-12"},
        Written{"en", "12 March 2027", "12 March 2027", "2027-03-12"},
        Written{"ja-x-easy", "2027年3月12日", "2027年3月12日", "2027-03-12"},
        Written{"zh-Hans", "2027年3月12日", "2027年3月12日", "2027-03-12"},
        Written{"zh-Hant", "2027年3月12日", "2027年3月12日", "2027-03-12"},
        Written{"ko", "2027년 3월 12일", "2027년 3월 12일", "2027-03-12"},
        Written{"vi", "12 tháng 3 năm 2027", "12 tháng 3 năm 2027", "2027-03-12"},
        Written{"pt-BR", "12 de mar. de 2027", "12 de mar. de 2027", "2027-03-12"},
        Written{"es", "12 de mar. de 2027", "12 de mar. de 2027", "2027-03-12"},
        Written{"fil", "Marso 12, 2027", "Marso 12, 2027", "2027-03-12"},
        Written{"ne", "२०२७ मार्च १२", "२०२७ मार्च १२", "२०२७-०३-१२"},
        Written{"my", "၂၀၂၇ မတ် ၁၂", "၂၀၂၇ မတ် ၁၂", "၂၀၂၇-၀၃-၁၂"},
    };
    static_assert(kDates.size() == ui::kLanguages.size());
    constexpr base::Date kDay{2027, 3, 12};
    for (const auto& [language, sentence, list, digits] : kDates) {
        INFO(language);
        CHECK(ui::written(kDay, language) == sentence);
        CHECK(ui::listed(kDay, language) == list);
        CHECK(ui::in_digits(kDay, language) == digits);
    }
    CHECK_THROWS_AS(ui::written(kDay, "xx"), std::out_of_range);
}

TEST_CASE("every month has its name, and no two the same") {
    for (const auto& row : ui::kLanguages) {
        std::set<std::string> names;
        for (int month = 1; month <= 12; ++month) names.insert(ui::written({2027, month, 20}, row.code));
        INFO(row.code);
        CHECK(names.size() == 12);
    }
}

TEST_CASE("an era begins on its day, and its first year has a name") {
    CHECK(ui::listed({2019, 4, 30}, "ja") == "平成31年4月30日");
    CHECK(ui::listed({2019, 5, 1}, "ja") == "令和元年5月1日");
    CHECK(ui::listed({2020, 1, 1}, "ja") == "令和2年1月1日");
    CHECK(ui::listed({1989, 1, 8}, "ja") == "平成元年1月8日");
    CHECK(ui::listed({1989, 1, 7}, "ja") == "1989年1月7日");
}

TEST_CASE("what is filled in is not filled in itself") {
    CHECK(ui::fill("until {date}.", "{date}", "12 March 2027") == "until 12 March 2027.");
    CHECK(ui::fill("{date}", "{date}", "a {date}") == "a {date}");
}

TEST_CASE("numbers are filled in") {
    CHECK(ui::fill("あと{n}回", 2) == "あと2回");
    CHECK(ui::fill("{n}/{n}", 42, 3) == "042/042");
}
