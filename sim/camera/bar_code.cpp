// SPDX-License-Identifier: Apache-2.0
#include "bar_code.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>

namespace uketsuke::sim {
namespace {

using Widths = std::vector<int>;

base::Unexpected<base::Error> no_such(const char* what) { return base::fail(base::ErrorCode::config_invalid, what); }

void add(Widths& all, std::string_view digits) {
    for (const char width : digits) all.push_back(width - '0');
}

/// Of each sign a digit a bar or space; 104 starts code set B, 106 stops.
constexpr std::array<std::string_view, 107> kCode128{
    "212222", "222122", "222221", "121223", "121322", "131222", "122213", "122312", "132212", "221213", "221312",
    "231212", "112232", "122132", "122231", "113222", "123122", "123221", "223211", "221132", "221231", "213212",
    "223112", "312131", "311222", "321122", "321221", "312212", "322112", "322211", "212123", "212321", "232121",
    "111323", "131123", "131321", "112313", "132113", "132311", "211313", "231113", "231311", "112133", "112331",
    "132131", "113123", "113321", "133121", "313121", "211331", "231131", "213113", "213311", "213131", "311123",
    "311321", "331121", "312113", "312311", "332111", "314111", "221411", "431111", "111224", "111422", "121124",
    "121421", "141122", "141221", "112214", "112412", "122114", "122411", "142112", "142211", "241211", "221114",
    "413111", "241112", "134111", "111242", "121142", "121241", "114212", "124112", "124211", "411212", "421112",
    "421211", "212141", "214121", "412121", "111143", "111341", "131141", "114113", "114311", "411113", "411311",
    "113141", "114131", "311141", "411131", "211412", "211214", "211232", "2331112"};

base::Result<Widths> code128(std::string_view text) {
    constexpr int kStart = 104, kModulus = 103, kStop = 106;
    std::vector<int> signs{kStart};
    int sum = kStart;
    for (const char c : text) {
        if (c < ' ' || c > '~') return no_such("no sign of a CODE128 of set B");
        sum += (c - ' ') * static_cast<int>(signs.size());
        signs.push_back(c - ' ');
    }
    signs.push_back(sum % kModulus);
    signs.push_back(kStop);
    Widths all;
    for (const int sign : signs) add(all, kCode128.at(static_cast<std::size_t>(sign)));
    return all;
}

struct Sign {
    char letter;
    std::string_view widths;
};
/// The last one stands at both ends.
constexpr std::array<Sign, 44> kCode39{
    {{'0', "111331311"}, {'1', "311311113"}, {'2', "113311113"}, {'3', "313311111"}, {'4', "111331113"},
     {'5', "311331111"}, {'6', "113331111"}, {'7', "111311313"}, {'8', "311311311"}, {'9', "113311311"},
     {'A', "311113113"}, {'B', "113113113"}, {'C', "313113111"}, {'D', "111133113"}, {'E', "311133111"},
     {'F', "113133111"}, {'G', "111113313"}, {'H', "311113311"}, {'I', "113113311"}, {'J', "111133311"},
     {'K', "311111133"}, {'L', "113111133"}, {'M', "313111131"}, {'N', "111131133"}, {'O', "311131131"},
     {'P', "113131131"}, {'Q', "111111333"}, {'R', "311111331"}, {'S', "113111331"}, {'T', "111131331"},
     {'U', "331111113"}, {'V', "133111113"}, {'W', "333111111"}, {'X', "131131113"}, {'Y', "331131111"},
     {'Z', "133131111"}, {'-', "131111313"}, {'.', "331111311"}, {' ', "133111311"}, {'$', "131313111"},
     {'/', "131311131"}, {'+', "131113131"}, {'%', "111313131"}, {'*', "131131311"}}};
/// The last four stand at the ends.
constexpr std::array<Sign, 20> kNw7{{{'0', "1111133"}, {'1', "1111331"}, {'2', "1113113"}, {'3', "3311111"},
                                     {'4', "1131131"}, {'5', "3111131"}, {'6', "1311113"}, {'7', "1311311"},
                                     {'8', "1331111"}, {'9', "3113111"}, {'-', "1113311"}, {'$', "1133111"},
                                     {':', "3111313"}, {'/', "3131113"}, {'.', "3131311"}, {'+', "1131313"},
                                     {'A', "1133131"}, {'B', "1313113"}, {'C', "1113133"}, {'D', "1113331"}}};

std::optional<std::string_view> widths_of(std::span<const Sign> signs, char letter) {
    const auto found = std::ranges::find(signs, letter, &Sign::letter);
    return found == signs.end() ? std::nullopt : std::optional(found->widths);
}

/// With a narrow space between two signs.
base::Result<Widths> in_signs(std::string_view text, std::span<const Sign> signs) {
    Widths all;
    for (const char letter : text) {
        const auto widths = widths_of(signs, letter);
        if (!widths) return no_such("a sign that this kind of bar code has not");
        if (!all.empty()) all.push_back(1);
        add(all, *widths);
    }
    return all;
}

base::Result<Widths> code39(std::string_view text) {
    if (text.find('*') != text.npos) return no_such("* stands at both ends by itself");
    return in_signs("*" + std::string(text) + "*", kCode39);
}

base::Result<Widths> nw7(std::string_view text) {
    const auto at_end = [](char letter) { return letter >= 'A' && letter <= 'D'; };
    const bool ends = text.size() > 2 && at_end(text.front()) && at_end(text.back());
    if (!ends || std::any_of(text.begin() + 1, text.end() - 1, at_end))
        return no_such("an NW-7 begins and ends with A, B, C or D, and has none between");
    return in_signs(text, kNw7);
}

/// Of its right half; the left half has the same, or, where kTurned says so, backwards.
constexpr std::array<std::string_view, 10> kJan{"3211", "2221", "2122", "1411", "1132",
                                                "1231", "1114", "1312", "1213", "3112"};
/// By the first digit, which has no bars of its own.
constexpr std::array<std::string_view, 10> kTurned{"000000", "001011", "001101", "001110", "010011",
                                                   "011001", "011100", "010101", "010110", "011010"};

bool is_jan(std::string_view text) {
    int sum = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] < '0' || text[i] > '9') return false;
        sum += (text[i] - '0') * (i % 2 == 0 ? 1 : 3);
    }
    return text.size() == 13 && sum % 10 == 0;
}

base::Result<Widths> jan(std::string_view text) {
    if (!is_jan(text)) return no_such("a JAN has 13 digits, and the last one fits the others");
    const auto& turned = kTurned.at(static_cast<std::size_t>(text[0] - '0'));
    Widths all;
    add(all, "111");
    for (std::size_t i = 1; i < text.size(); ++i) {
        std::string widths(kJan.at(static_cast<std::size_t>(text[i] - '0')));
        if (i <= turned.size() && turned[i - 1] == '1') std::ranges::reverse(widths);
        add(all, widths);
        if (i == turned.size()) add(all, "11111");
    }
    add(all, "111");
    return all;
}

}  // namespace

base::Result<std::vector<int>> bar_widths(std::string_view text, domain::CodeKind kind) {
    switch (kind) {
        case domain::CodeKind::code128: return code128(text);
        case domain::CodeKind::code39: return code39(text);
        case domain::CodeKind::codabar: return nw7(text);
        case domain::CodeKind::jan: return jan(text);
        case domain::CodeKind::qr: break;
    }
    return no_such("no bar code");
}

}  // namespace uketsuke::sim
