// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "sim/people/invented.hpp"

namespace CLI {
class App;
}

namespace uketsuke::sim {

/// `person new`: what is told of somebody; the rest is invented.
struct NewPerson {
    std::string key, name, kana, address, birth, issued, certificate_until, pin, portrait, remark;
    std::string insurer, high_cost, medium = "card", generation = "today";
    int sex = 0, validity = 1, disease = 0;
    std::uint64_t seed = 1;
    bool unregistered = false, revoked = false, locked = false;
};

/// Binds the verb's words; `work` is set to what one of its own verbs does, which returns the program's exit code.
/// docs/people.md.
void describe_person(CLI::App& verb, std::function<int()>& work);

/// As told, whole. Errors: config_invalid with what does not fit.
base::Result<Person> new_person(const NewPerson& wishes);
/// So many random people into a folder; they have one set of keys and certificates of their own. Errors: those of
/// make_own_keys(), file_unreadable.
base::Result<void> write_random_people(const std::filesystem::path& folder, std::uint64_t seed, int count);
/// Of a result file, in the words of `person from`: what was written and what of its shape could not be kept. Errors:
/// those of read_document(), anonymised() and of files.
base::Result<std::string> person_from(const std::filesystem::path& result, const std::filesystem::path& folder,
                                      const std::string& key, std::uint64_t seed);

}  // namespace uketsuke::sim
