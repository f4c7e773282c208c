// SPDX-License-Identifier: Apache-2.0
#include "card_faults.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "object_reader.hpp"

namespace uketsuke::sim {
namespace {

using Member = Fault CardFaults::*;

struct Named {
    std::string_view word;
    Member fault;
};
constexpr std::array kNamed{
    Named{"foreign", &CardFaults::foreign},
    Named{"garbage", &CardFaults::garbage},
    Named{"wrong", &CardFaults::wrong_status},
    Named{"stuck", &CardFaults::hang},
    Named{"mute", &CardFaults::mute},
    Named{"two", &CardFaults::two},
    Named{"short", &CardFaults::short_answers},
    Named{"intermittent", &CardFaults::flickers},
    Named{"locked", &CardFaults::locked},
    Named{"first6f00", &CardFaults::first_apdu_6f00},
    Named{"longform", &CardFaults::long_form_lengths},
    Named{"filler", &CardFaults::extra_filler},
    Named{"drips", &CardFaults::drips},
    Named{"nofiller", &CardFaults::no_filler},
    Named{"exactlength", &CardFaults::exact_length},
    Named{"copied", &CardFaults::no_key},
    Named{"copied otherkey", &CardFaults::other_key},
    Named{"tampered", &CardFaults::tampered_photo},
    Named{"tampered name", &CardFaults::tampered_name},
    Named{"tampered address", &CardFaults::tampered_address},
    Named{"tampered birth", &CardFaults::tampered_birth},
    Named{"tampered key", &CardFaults::tampered_card_key},
    Named{"tampered expiry", &CardFaults::tampered_expiry},
    Named{"tampered signature", &CardFaults::tampered_signature},
    Named{"tampered issuer", &CardFaults::tampered_issuer},
    Named{"tampered attributes", &CardFaults::tampered_attributes},
    Named{"tampered digest", &CardFaults::tampered_digest},
};

/// Where each tampering strikes: in the middle of this object, inside the file's one outer object.
struct Spot {
    Member fault;
    ApplicationName application;
    FileId file;
    std::uint32_t tag;
};
constexpr std::array kSpots{
    Spot{&CardFaults::tampered_photo, ApplicationName::card_front, 0x0002, 0xDF27},
    Spot{&CardFaults::tampered_name, ApplicationName::card_front, 0x0002, 0xDF25},
    Spot{&CardFaults::tampered_address, ApplicationName::card_front, 0x0002, 0xDF26},
    Spot{&CardFaults::tampered_birth, ApplicationName::card_front, 0x0002, 0xDF22},
    Spot{&CardFaults::tampered_card_key, ApplicationName::card_front, 0x0002, 0xDF24},
    Spot{&CardFaults::tampered_expiry, ApplicationName::card_front, 0x0002, 0xDF29},
    Spot{&CardFaults::tampered_signature, ApplicationName::card_front, 0x0002, 0xDF28},
    Spot{&CardFaults::tampered_issuer, ApplicationName::card_front, 0x0004, 0x5F37},
    Spot{&CardFaults::tampered_issuer, ApplicationName::text, 0x0004, 0x5F37},
    Spot{&CardFaults::tampered_attributes, ApplicationName::text, 0x0002, 0xDF22},
    Spot{&CardFaults::tampered_digest, ApplicationName::text, 0x0003, 0xDF32},
};

std::optional<std::size_t> middle_of(base::ByteView content, std::uint32_t tag) {
    const auto outer = first_object(content);
    const auto value = outer ? value_of(outer->value, tag) : std::nullopt;
    if (!value || value->empty()) return std::nullopt;
    return static_cast<std::size_t>(value->data() - content.data()) + value->size() / 2;
}

/// Words cut at blanks, taken from the front.
struct Words {
    std::string_view rest;

    bool take(std::string_view word) {
        const bool there = rest.starts_with(word) && (rest.size() == word.size() || rest[word.size()] == ' ');
        if (there) rest.remove_prefix(std::min(rest.size(), word.size() + 1));
        return there;
    }
    template <class Number>
    bool take_number(Number& into, int base = 10) {
        const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), into, base);
        return error == std::errc{} && take(rest.substr(0, static_cast<std::size_t>(end - rest.data())));
    }
    [[nodiscard]] bool done() const { return rest.empty(); }
};

bool parse_tear(Words words, Tear& tear) {
    if (!words.take("tear") || !words.take_number(tear.at_apdu) || tear.at_apdu < 1) return false;
    tear.acted = words.take("after");
    if (tear.acted || !words.take("at")) return words.done();
    tear.acted = words.take_number(tear.answered);
    return tear.acted && words.done();
}

bool parse_wrong(Words words, WrongAnswer& wrong) {
    return words.take("wrong") && words.take_number(wrong.at_apdu) && wrong.at_apdu > 0 &&
           words.take_number(wrong.status, 16) && words.done();
}

bool parse_late(Words words, Lateness& late) {
    late.once = words.take("delayed");
    int ms = 0;
    if ((!late.once && !words.take("slow")) || !words.take_number(ms) || ms <= 0 || !words.done()) return false;
    late.by = base::Duration{ms};
    return true;
}

bool parse_hang(Words words, Hang& hang) {
    return words.take("hang") && words.take_number(hang.at_apdu) && hang.at_apdu > 0 && words.done();
}

}  // namespace

base::Result<CardFaults> parse_card_faults(std::string_view words) {
    CardFaults faults;
    for (const auto& [word, fault] : kNamed)
        if (word == words) {
            (faults.*fault).on = true;
            return faults;
        }
    if (words == "none" || parse_tear({words}, faults.tear) || parse_wrong({words}, faults.wrong_answer) ||
        parse_hang({words}, faults.silence) || parse_late({words}, faults.late))
        return faults;
    return base::fail(base::ErrorCode::config_invalid, fmt::format("a card cannot be '{}'", words));
}

int fired(const CardFaults& faults) {
    int sum = faults.tear.fired + faults.wrong_answer.fired + faults.silence.fired + faults.late.fired;
    for (const auto& named : kNamed) sum += (faults.*named.fault).fired;
    return sum;
}

void tamper(CardFaults& faults, ApplicationName application, FileId file, base::ByteView content, std::size_t offset,
            base::Bytes& part) {
    for (const auto& spot : kSpots) {
        auto& fault = faults.*spot.fault;
        if (!fault.on || spot.application != application || spot.file != file) continue;
        const auto victim = middle_of(content, spot.tag);
        if (!victim || *victim < offset || *victim >= offset + part.size()) continue;
        part[*victim - offset] ^= 1;
        fault.fires();
    }
}

Tear TearDice::next(int longest) {
    Tear tear;
    tear.at_apdu = 1 + static_cast<int>(random_() % static_cast<std::uint64_t>(longest));
    tear.acted = random_() % 3 != 0;
    if (tear.acted && random_() % 2 == 0) tear.answered = random_() % 258;
    return tear;
}

}  // namespace uketsuke::sim
