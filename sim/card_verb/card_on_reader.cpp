// SPDX-License-Identifier: Apache-2.0
#include "card_on_reader.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "drivers/mynumber/command_view.hpp"
#include "firmware/base/file.hpp"
#include "timed_card.hpp"

namespace uketsuke::sim {
namespace {

using base::ErrorCode;
using base::Result;
using Answer = Result<std::string>;

struct Word {
    std::string_view usage, says;
};
constexpr std::array kWords{
    Word{"insert", "lays the card on the reader"},
    Word{"remove", "takes it away"},
    Word{"swap PERSON", "another person's card, as fast as a hand is"},
    Word{"swap PERSON fast", "within one look of the daemon, which then notices nothing"},
    Word{"fault WORDS", "breaks the card: the words of device 'card' in docs/scenarios.md; fault none mends it"},
    Word{"tries", "what the card's own counters say, and how many VERIFYs reached it"},
    Word{"status", "whose card it is, where it is, the fault in force and how often it fired"},
    Word{"people", "the names for swap"},
    Word{"help", "the words; help WORD: what it does"},
    Word{"quit", "ends the program, and the card leaves the reader"}};

/// All of them, or what one does.
Answer help(const std::string& word) {
    std::vector<std::string> lines;
    for (const auto& each : kWords) {
        if (word.empty()) lines.emplace_back(each.usage);
        if (each.usage == word || each.usage.starts_with(word + " "))
            lines.push_back(fmt::format("{}: {}", each.usage, each.says));
    }
    if (lines.empty()) return base::fail(ErrorCode::config_invalid, fmt::format("'{}' is not known; help", word));
    return fmt::format("{}", fmt::join(lines, " | "));
}

std::string_view name_of(ApplicationName application) {
    switch (application) {
        case ApplicationName::jpki: return "公的個人認証AP";
        case ApplicationName::card_front: return "券面事項確認AP";
        case ApplicationName::text: return "券面事項入力補助AP";
        case ApplicationName::juki: return "住基AP";
        case ApplicationName::common: return "共通カードAP";
        case ApplicationName::issuer_domain: return "issuer's domain";
    }
    return "";
}

std::pair<std::string, std::string> first_word(const std::string& line) {
    const auto end = std::min(line.find(' '), line.size());
    return {line.substr(0, end), end < line.size() ? line.substr(end + 1) : std::string()};
}

}  // namespace

std::string describe(const SentHeader& sent) {
    const auto file = sent.file ? fmt::format("{:04X}", *sent.file) : std::string("-");
    const auto ended = sent.status ? fmt::format("{:04X}", *sent.status) : std::string("no answer");
    return fmt::format("{:02X} {:02X} {:02X} {:02X}  {:>3} bytes  {:<22} {} {}  {}", sent[0], sent[1], sent[2], sent[3],
                       sent.lc, drivers::mynumber::name_of_command(sent, sent.lc), name_of(sent.selected), file, ended);
}

CardOnReader::CardOnReader(Options options)
    : options_(std::move(options)),
      held_({options_.paths.people, options_.paths.own_people},
            [this](const Person& person) {
                return base::read_bytes(options_.paths.portraits / (person.portrait + ".jp2"));
            }),
      slot_(options_.port) {}

Result<std::unique_ptr<CardOnReader>> CardOnReader::create(Options options) {
    std::unique_ptr<CardOnReader> on_reader(new CardOnReader(std::move(options)));
    if (auto loaded = on_reader->held_.load(on_reader->options_.paths.card_pki); !loaded)
        return base::fail(loaded.error());
    if (on_reader->options_.like) on_reader->held_.set_shape(on_reader->options_.like->shape);
    return on_reader;
}

Result<void> CardOnReader::take(std::string_view person) {
    if (auto taken = held_.take(person); !taken) return taken;
    fault_.clear();
    held_.card()->set_atr(options_.atr);
    if (options_.like && options_.like->first_command_fails) {
        CardFaults faults;
        faults.first_apdu_6f00.on = true;
        held_.card()->set_faults(faults);
    }
    told_ = 0;
    return {};
}

std::vector<std::string> CardOnReader::not_followed() const {
    if (!options_.like) return {};
    return sim::not_followed(*options_.like, held_.contents());
}

Answer CardOnReader::command(const std::string& line) {
    const auto [verb, rest] = first_word(line);
    if (verb == "swap") return swap(rest);
    if (verb == "fault") return fault(rest);
    if (verb == "help") return help(rest);
    if (verb.empty()) return base::fail(ErrorCode::config_invalid, "an empty line; " + *help({}));
    if (!rest.empty()) return base::fail(ErrorCode::config_invalid, fmt::format("'{}' takes no words", verb));
    if (verb == "insert") return insert();
    if (verb == "remove") return remove();
    if (verb == "tries") return tries();
    if (verb == "status") return status();
    if (verb == "people") return people();
    return base::fail(ErrorCode::config_invalid, fmt::format("'{}' is not known; {}", verb, *help({})));
}

Answer CardOnReader::insert(base::Duration hand) {
    std::shared_ptr<VirtualCard> card = held_.card();
    if (options_.like) card = std::make_shared<TimedCard>(card, options_.like->times);
    if (options_.air) card = std::make_shared<PacedCard>(card, *options_.air, PacedCard::sleeping());
    if (auto laid = slot_.insert(card, hand); !laid) return base::fail(laid.error());
    laid_ = true;
    return status();
}

Answer CardOnReader::remove() {
    slot_.remove();
    laid_ = false;
    return status();
}

Answer CardOnReader::swap(const std::string& words) {
    const auto [person, manner] = first_word(words);
    if (!manner.empty() && manner != "fast")
        return base::fail(ErrorCode::config_invalid, fmt::format("'{}' is no manner to swap", manner));
    if (auto taken = take(person); !taken) return base::fail(taken.error());
    return insert(manner == "fast" ? base::Duration{0} : VpcdCard::kHand);
}

Answer CardOnReader::fault(const std::string& words) {
    if (auto set = held_.fault(words); !set) return base::fail(set.error());
    fault_ = words == "none" ? "" : words;
    return status();
}

Answer CardOnReader::tries() const {
    const auto& card = *held_.card();
    return fmt::format("PIN {}, signature password {}, 照合番号B {}; VERIFYs so far: {}", card.tries_left(0x0018),
                       card.tries_left(0x001B), card.tries_left(0x0012), [&] {
                           int sum = 0;
                           for (const auto& [file, count] : card.log().verifies) sum += count;
                           return sum;
                       }());
}

Answer CardOnReader::status() const {
    const auto card =
        fmt::format("{}'s card {}", held_.person().key, slot_.inserted() ? "lies on the reader" : "is in the hand");
    return fault_.empty() ? card : fmt::format("{}; fault {}, fired {}", card, fault_, held_.fired());
}

Answer CardOnReader::people() const {
    const auto all = load_people({options_.paths.people, options_.paths.own_people});
    if (!all) return base::fail(all.error());
    std::string names;
    for (const auto& person : *all) names += (names.empty() ? "" : " ") + person.key;
    return names;
}

std::vector<std::string> CardOnReader::news() {
    std::vector<std::string> lines;
    for (const auto& sent : held_.card()->sent_after(told_)) lines.push_back(describe(sent));
    told_ += lines.size();
    if (laid_ && !slot_.inserted()) {
        laid_ = false;
        lines.emplace_back("the card left the field");
    }
    return lines;
}

}  // namespace uketsuke::sim
