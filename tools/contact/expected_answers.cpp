// SPDX-License-Identifier: Apache-2.0
// The status words that the facts tell of.
#include <algorithm>
#include <array>

#include "expectations.hpp"

namespace uketsuke::tools::contact {
namespace {

/// By the command's name; what is not here is not held against anything. 63C0 to 63CF stand as 63C0.
struct ExpectedAnswer {
    std::string_view command;
    std::array<std::uint16_t, 4> statuses;
    Word told, source;
};
constexpr std::uint16_t kCounter = 0x63C0;
constexpr std::array kAnswers{
    ExpectedAnswer{"SELECT application", {0x9000, 0x6A82}, "9000 or 6A82", "card facts A3, 1"},
    ExpectedAnswer{"SELECT file", {0x9000, 0x6A82}, "9000 or 6A82", "card facts A3, 2"},
    ExpectedAnswer{"READ BINARY", {0x9000, 0x6982, 0x6B00, 0x6986}, "9000, 6982, 6986 or 6B00", "card facts A3, 3"},
    ExpectedAnswer{"tries left?", {kCounter, 0x6984, 0x6300, 0x9000}, "63Cx, 6984, 6300 or 9000", "card facts A3, 5"},
    ExpectedAnswer{"VERIFY", {0x9000, kCounter, 0x6984}, "9000, 63Cx or 6984", "card facts A3, 6"},
    ExpectedAnswer{"SIGN", {0x9000, 0x6982, 0x6985}, "9000, 6982 or 6985", "card facts A3, 7"},
};

bool is_expected(const ExpectedAnswer& expected, StatusWord status) {
    const bool counter = (status.value & 0xFFF0) == kCounter;
    const auto value = counter ? kCounter : status.value;
    return std::find(expected.statuses.begin(), expected.statuses.end(), value) != expected.statuses.end();
}

bool same(const Deviation& one, const Deviation& other) { return words_of(one) == words_of(other); }

}  // namespace

std::vector<Deviation> compare_answers(const std::vector<card::Exchange>& log) {
    std::vector<Deviation> found;
    for (const auto& exchange : log) {
        const auto command = Word::of_command(exchange.command.header, exchange.command.data_length);
        const auto expected = std::find_if(kAnswers.begin(), kAnswers.end(),
                                           [&](const ExpectedAnswer& one) { return one.command == command.text(); });
        if (exchange.error || expected == kAnswers.end() || is_expected(*expected, exchange.status)) continue;
        Deviation deviation{command, exchange.status, expected->told, expected->source};
        if (exchange.application != nullptr) deviation.application = Word::of(*exchange.application);
        if (exchange.file) deviation.file = FileNumber{*exchange.file};
        if (std::none_of(found.begin(), found.end(), [&](const Deviation& one) { return same(one, deviation); }))
            found.push_back(std::move(deviation));
    }
    return found;
}

}  // namespace uketsuke::tools::contact
