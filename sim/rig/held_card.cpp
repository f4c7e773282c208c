// SPDX-License-Identifier: Apache-2.0
#include "held_card.hpp"

#include <algorithm>

namespace uketsuke::sim {
namespace {

using base::ErrorCode;

}  // namespace

base::Result<void> HeldCard::load(const std::filesystem::path& pki) {
    auto loaded = TestPki::load(pki);
    if (!loaded) return base::fail(loaded.error());
    pki_ = std::make_shared<const TestPki>(std::move(*loaded));
    return {};
}

base::Result<void> HeldCard::take(const Person& person) {
    auto photo = person.has_photo() ? photo_(person) : base::Result<base::Bytes>(base::Bytes{});
    if (!photo) return base::fail(photo.error());
    auto card = MyNumberCard::create(person, *pki_, std::move(*photo), shape_);
    if (!card) return base::fail(card.error());
    relayed_ = instead_ = false;
    person_ = person;
    keep(std::move(*card));
    return {};
}

void HeldCard::keep(std::shared_ptr<MyNumberCard> card) {
    card_ = std::move(card);
    if (pass_) card_->set_pass(pass_);
}

base::Result<void> HeldCard::take(std::string_view key) {
    const auto person = person_named(people_, key);
    return person ? take(*person) : base::fail(person.error());
}

base::Result<void> HeldCard::take_instead(std::string_view key) {
    if (auto taken = take(key); !taken) return taken;
    instead_ = true;
    return {};
}

base::Result<void> HeldCard::fault(std::string_view words) {
    if (!card_) return base::fail(ErrorCode::config_invalid, "no card is held");
    constexpr std::string_view kRelayed = "relayed ";
    if (words.starts_with(kRelayed)) return relay(words.substr(kRelayed.size()));
    const auto faults = parse_card_faults(words);
    if (!faults) return base::fail(faults.error());
    card_->set_faults(*faults);
    instead_ = false;
    return {};
}

std::vector<Application> HeldCard::contents() const {
    const auto keys = CardKeys::load(*pki_, person_);
    const auto photo = person_.has_photo() ? photo_(person_) : base::Result<base::Bytes>(base::Bytes{});
    return keys && photo ? card_contents(person_, *pki_, *keys, *photo, shape_) : std::vector<Application>{};
}

base::Result<void> HeldCard::relay(std::string_view key) {
    const auto other = person_named(people_, key);
    if (!other) return base::fail(other.error());
    auto photo = photo_(person_);
    if (!photo) return base::fail(photo.error());
    auto card = MyNumberCard::create_relay(person_, *other, *pki_, std::move(*photo));
    if (!card) return base::fail(card.error());
    keep(std::move(*card));
    relayed_ = true;
    return {};
}

/// A relay fires when something is signed with the other key, a card in another's place when it is asked anything.
int HeldCard::fired() const {
    if (!card_) return 0;
    const auto log = card_->log();
    const auto signs = [](const SentHeader& sent) {
        return sent.application == ApplicationName::jpki && sent[1] == 0x2A;
    };
    const auto relayed = relayed_ ? std::count_if(log.headers.begin(), log.headers.end(), signs) : 0;
    const auto instead = instead_ ? log.headers.size() : 0;
    return sim::fired(card_->faults()) + static_cast<int>(relayed) + static_cast<int>(instead);
}

}  // namespace uketsuke::sim
