// SPDX-License-Identifier: Apache-2.0
// A person who uses keys and ears alone.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "line_words.hpp"
#include "player.hpp"

namespace uketsuke::sim {
namespace {

using ui::KeypadKey;
using ui::voice::Command;

/// By what is printed on it ("5", "Enter"), and held ("5 held").
std::optional<KeypadKey> key_with_cap(const std::string& cap) {
    for (const auto& row : ui::voice::key_table())
        if (row.cap == cap) return row.key;
    return {};
}

/// The one that gives this command here.
std::optional<KeypadKey> key_for(std::string_view command, bool typing) {
    for (const auto& row : ui::voice::key_table())
        if (const auto& gives = typing ? row.typing : row.elsewhere; gives && name_of(*gives) == command)
            return row.key;
    return {};
}

const Problem kSilent{"a kiosk that speaks", "this one does not"};
constexpr base::Duration kLongest = std::chrono::minutes{3};  ///< that something is said at once

}  // namespace

void Player::press(const KeypadKey& key) {
    rig_.kiosk().handle(ui::Input{key});
    advance_until([] { return false; }, kSettle);
}

/// Until nothing is being said, and a key counts.
void Player::listen() {
    advance_until([&] { return !rig_.kiosk().voice()->speech().speaking(); }, kLongest);
    advance_until([] { return false; }, ui::kDebounce);
}

/// Goes on until the focus stands on it: at most once round.
Player::Trouble Player::key_to(const std::string& label) {
    const auto scene = [&] { return rig_.kiosk().voice()->scene(); };
    const auto first = scene().focus;
    do {
        const auto now = scene();
        const auto* node = now.find(now.focus);
        if (node != nullptr && ui::plain(node->text) == label) return {};
        press(*key_for("next", true));
    } while (scene().focus != first);
    return Problem{fmt::format("[{}] among what can be chosen", label), "once round, and it was not there"};
}

/// A key by its cap goes down at once; for a command the person listens to the end first.
Player::Trouble Player::key(const Line& line) {
    const auto* voice = rig_.kiosk().voice();
    if (voice == nullptr) return kSilent;
    const auto& words = line.words;
    if (words[0] == "to" && words.size() == 2) {
        listen();
        return key_to(words[1]);
    }
    if (words[0] == "type" && words.size() == 2) {
        advance_until([] { return false; }, ui::kDebounce);
        for (const char digit : words[1]) press({KeypadKey::Name::digit, digit - '0'});
        return {};
    }
    const auto cap = key_with_cap(fmt::format("{}", fmt::join(words, " ")));
    if (cap) return press(*cap), Trouble{};
    const auto command = key_for(words[0], ui::voice::takes_digits(voice->scene()));
    if (!command) return Problem{"a key by its cap, or a command that has one", words[0]};
    listen();
    press(*command);
    return {};
}

Player::Trouble Player::headphones(const Line& line) {
    if (line.words[0] != "in" && line.words[0] != "out") return Problem{"in or out", line.words[0]};
    if (!rig_.kiosk().visit().comfort.spoken) heard_ = 0;  // another person
    rig_.kiosk().handle(ui::Input{ui::HeadphonesChanged{line.words[0] == "in"}});
    advance_until([] { return false; }, kSettle);
    return {};
}

/// All of the words are in something that was said since what was heard last, or in that.
Player::Trouble Player::heard(const Line& line) {
    const auto* voice = rig_.kiosk().voice();
    if (voice == nullptr) return kSilent;
    auto words = line.words;
    const auto limit = take_limit(words);
    std::string all;
    const auto said_so = [&] {
        const auto& said = voice->speech().transcript();
        if (said.size() < heard_) heard_ = 0;  // another person
        all.clear();
        for (auto i = heard_; i < said.size(); ++i) {
            all += said[i].words + "\n";
            const auto has = [&](const std::string& word) { return said[i].words.find(word) != std::string::npos; };
            if (!std::ranges::all_of(words, has)) continue;
            heard_ = i;
            return true;
        }
        return false;
    };
    if (advance_until(said_so, limit)) return {};
    return Problem{fmt::format("{}", fmt::join(words, ", ")), all};
}

/// Nothing that was said to this person has the words in it.
Player::Trouble Player::unheard(const Line& line) const {
    const auto* voice = rig_.kiosk().voice();
    if (voice == nullptr) return kSilent;
    for (const auto& said : voice->speech().transcript())
        for (const auto& word : line.words)
            if (said.words.find(word) != std::string::npos)
                return Problem{fmt::format("nothing with {}", word), said.words};
    return {};
}

}  // namespace uketsuke::sim
