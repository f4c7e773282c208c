// SPDX-License-Identifier: Apache-2.0
#include "held_card.hpp"

namespace uketsuke::sim {
namespace {

using base::ErrorCode;

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
    const auto faults = parse_card_faults(words);
    if (!faults) return base::fail(faults.error());
    card_->set_faults(*faults);
    return {};
}

int HeldCard::fired() const { return card_ ? sim::fired(card_->faults()) : 0; }

}  // namespace uketsuke::sim
