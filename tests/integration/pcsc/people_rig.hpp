// SPDX-License-Identifier: Apache-2.0
// The simulated My Number Cards of the invented people.
#pragma once

#include <memory>
#include <string>

#include "drivers/mynumber/surface_record.hpp"
#include "sim/card/my_number_card.hpp"

namespace uketsuke::test {

sim::Person person(const std::string& key);
/// A new card with full counters and `photo` in its face record.
std::shared_ptr<sim::MyNumberCard> card_of(const std::string& key);
base::Bytes photo();
drivers::mynumber::SurfaceRoots surface_roots();

}  // namespace uketsuke::test
