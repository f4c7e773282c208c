// SPDX-License-Identifier: Apache-2.0
// What JP Core and HL7 FHIR R4 ask of a bundle beyond its structure, a rule a row. npm's fhir holds the structure.
#pragma once

#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <string_view>

namespace uketsuke::test {

using FhirJson = nlohmann::json;

struct FhirRule {
    std::string_view id;
    std::string_view says;
    std::string_view source;
    /// What is wrong in the bundle; empty: nothing.
    std::string (*broken)(const FhirJson& bundle);
    /// Changes a right bundle so that exactly this is wrong in it.
    void (*spoil)(FhirJson& bundle);
};
std::span<const FhirRule> fhir_rules();
/// "R1012: …; …" of all that are broken.
std::string broken_rules(const FhirJson& bundle);
/// The first resource of that type; the bundle must have one.
FhirJson& resource_in(FhirJson& bundle, std::string_view type);

}  // namespace uketsuke::test
