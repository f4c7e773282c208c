// SPDX-License-Identifier: Apache-2.0
#include "held_card.hpp"

#include <fmt/format.h>

#include <charconv>

namespace uketsuke::sim {
namespace {

using base::ErrorCode;

/// "tear 7" or "tear 7 after".
std::optional<Tear> parse_tear(std::string_view words) {
    if (!words.starts_with("tear ")) return {};
    words.remove_prefix(5);
    Tear tear;
    const auto [end, error] = std::from_chars(words.data(), words.data() + words.size(), tear.at_apdu);
    const std::string_view rest(end, static_cast<std::size_t>(words.data() + words.size() - end));
    if (error != std::errc{} || tear.at_apdu < 1 || (!rest.empty() && rest != " after")) return {};
    tear.acted = !rest.empty();
    return tear;
}

Fault* fault_named(CardFaults& faults, std::string_view word) {
    if (word == "foreign") return &faults.foreign;
    if (word == "garbage") return &faults.garbage;
    if (word == "wrong") return &faults.wrong_status;
    if (word == "tampered") return &faults.tampered_photo;
    if (word == "stuck") return &faults.hang;
    if (word == "first6f00") return &faults.first_apdu_6f00;
    if (word == "longform") return &faults.long_form_lengths;
    return nullptr;
}

}  // namespace

base::Result<void> HeldCard::load(const std::filesystem::path& pki) {
    auto loaded = TestPki::load(pki);
    if (!loaded) return base::fail(loaded.error());
    pki_ = std::move(*loaded);
    return {};
}

base::Result<void> HeldCard::take(const Person& person) {
    auto photo = person.has_photo() ? photo_(person) : base::Result<base::Bytes>(base::Bytes{});
    if (!photo) return base::fail(photo.error());
    auto card = MyNumberCard::create(person, *pki_, std::move(*photo));
    if (!card) return base::fail(card.error());
    person_ = person;
    card_ = std::move(*card);
    return {};
}

base::Result<void> HeldCard::take(std::string_view key) {
    const auto person = load_person(people_ / (std::string(key) + ".toml"));
    return person ? take(*person) : base::fail(person.error());
}

base::Result<void> HeldCard::fault(std::string_view words) {
    if (!card_) return base::fail(ErrorCode::config_invalid, "no card is held");
    CardFaults faults;
    if (const auto tear = parse_tear(words)) {
        faults.tear = *tear;
    } else if (auto* named = fault_named(faults, words)) {
        named->on = true;
    } else if (words != "none") {
        return base::fail(ErrorCode::config_invalid, fmt::format("a card cannot be '{}'", words));
    }
    card_->set_faults(faults);
    return {};
}

int HeldCard::fired() const {
    if (!card_) return 0;
    const auto f = card_->faults();
    return f.foreign.fired + f.garbage.fired + f.wrong_status.fired + f.tampered_photo.fired + f.hang.fired +
           f.first_apdu_6f00.fired + f.long_form_lengths.fired + f.tear.fired;
}

}  // namespace uketsuke::sim
