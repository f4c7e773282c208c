// SPDX-License-Identifier: Apache-2.0
// The simulated My Number Cards of the invented people, and what they are believed by.
#pragma once

#include <memory>
#include <string>

#include "drivers/mynumber/checked_record.hpp"
#include "sim/card/my_number_card.hpp"

namespace uketsuke::test {

const sim::TestPki& pki();
/// Of sim/people, by the file's stem.
sim::Person person(const std::string& key);
/// A new card with full counters and `photo` in its face record.
std::shared_ptr<sim::MyNumberCard> card_of(const std::string& key);
/// The same with a short photo, for tests that need many: made once a person, then copied. Thread-safe.
std::shared_ptr<sim::MyNumberCard> light_card_of(const std::string& key);
/// Bytes of a photo's size.
base::Bytes photo();
drivers::mynumber::FaceRecordRoots face_record_roots();

/// The PIN files that dialogues verify against: 0018 of 公的個人認証AP, 照合番号B of 券面事項確認AP and of
/// 券面事項入力補助AP.
constexpr sim::FileId kPin = 0x0018, kNumberB = 0x0012, kTextNumberB = 0x0015;
/// VERIFYs with data that the card was sent for a PIN file.
int verifies(const sim::MyNumberCard& card, sim::FileId pin);

}  // namespace uketsuke::test
