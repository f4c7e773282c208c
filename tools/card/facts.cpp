// SPDX-License-Identifier: Apache-2.0
#include "facts.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "finding_words.hpp"

namespace uketsuke::tools::card {

Finding atr_of(const drivers::pcsc::ListedReader& reader) {
    const auto& atr = reader.atr;
    const bool contactless =
        atr.size() > 3 && atr[0] == 0x3B && (atr[1] & 0xF0) == 0x80 && atr[2] == 0x80 && atr[3] == 0x01;
    return note("atr", fmt::format("{} ({}; nothing depends on it).", spaced_hex(atr),
                                   contactless ? "contactless" : "contact, or made up by the reader"))
        .with("atr", spaced_hex(atr))
        .with("contactless", contactless);
}

Finding applications_of(const drivers::mynumber::Survey& survey) {
    std::vector<std::string> names, keys;
    for (const auto* application : survey.present) {
        names.emplace_back(application->name);
        keys.emplace_back(application->key);
    }
    const auto words = names.empty() ? std::string("None of a My Number Card's applications answers.")
                                     : fmt::format("These applications answer: {}.", fmt::join(names, ", "));
    return note("applications", words).with("applications", keys);
}

}  // namespace uketsuke::tools::card
