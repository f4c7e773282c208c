// SPDX-License-Identifier: Apache-2.0
// Whether a text holds anything of a person or of what their card holds.
#pragma once

#include <string>
#include <unordered_set>
#include <vector>

#include "sim/people/person.hpp"

namespace uketsuke::test {

/// Everything that identifies a person or their card: names, digits, dates, addresses, and every byte of every file,
/// key and certificate of the card, as they are, in hex and in base64.
class Canary {
public:
    explicit Canary(const sim::Person& person, base::ByteView photo);
    /// What was found, in words; empty: nothing.
    [[nodiscard]] std::string found_in(const std::string& text) const;
    /// For the test of the test: some of what must be found.
    [[nodiscard]] std::vector<std::string> samples() const;

private:
    void add(base::ByteView bytes);

    std::vector<std::string> texts_;           ///< anywhere
    std::vector<std::string> tokens_;          ///< as a whole number or word: too short to stand alone by design
    std::unordered_set<std::string> windows_;  ///< of kWindow characters
    std::vector<std::string> samples_;
};

}  // namespace uketsuke::test
