// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <vector>

#include "sim/card/test_pki.hpp"
#include "sim/eligibility/registry.hpp"
#include "sim/paths/paths.hpp"
#include "sim/people/person.hpp"

namespace uketsuke::sim {

/// The people of all rigs of a program, read once: what takes most of a rig's start. Immutable.
struct Cast {
    std::vector<Person> people;
    std::shared_ptr<const TestPki> pki;
    std::unique_ptr<const Registry> registry;  ///< whose twins the services of the rigs are

    /// Errors: those of load_people(), TestPki::load() and Registry::create().
    static base::Result<std::shared_ptr<const Cast>> load(const Paths& paths);
};

}  // namespace uketsuke::sim
