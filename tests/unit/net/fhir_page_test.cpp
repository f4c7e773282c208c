// SPDX-License-Identifier: Apache-2.0
// docs/fhir.md: which rules the FHIR file keeps, where they come from, and a worked sample.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "firmware/eligibility/fhir_bundle.hpp"
#include "jp_core_rules.hpp"
#include "sample_document.hpp"

using namespace uketsuke;
using namespace test;

namespace {

std::string page() {
    std::ostringstream out;
    out << "# A result as HL7 FHIR R4\n\n"
           "Where `results.fhir_folder` is set, each result is written there too, as a FHIR R4 Bundle (collection) in "
           "JSON,\n"
           "under the same name with `.json`. XmlMsg remains the result: what stands where is in the last column of\n"
           "[result_documents.md](result_documents.md), and what has no place there is not carried over. No official\n"
           "mapping of the eligibility check to FHIR is public; this one is ours.\n\n"
           "Patient, Coverage and Organization follow JP Core. `Coverage.status` is that of the record, always "
           "`active`:\n"
           "whether the insurance counts is `CoverageEligibilityResponse.insurance.inforce`, and it is left out where "
           "the\n"
           "answer is that several were found. A document that can be read has ended well, so `outcome` is always\n"
           "`complete`; an answer that is an error gives no file. A member id of which a part is not told, or has "
           "another\n"
           "form than its rule asks, stands without a value, with `data-absent-reason`; a 枝番 of one digit gets a zero "
           "in\n"
           "front, another one than of two digits is left out. An insurer beside a 医療扶助 has a Coverage of its own; "
           "what\n"
           "the result says of period, ratio and items is told with the 医療扶助. A Consent is written for each kind of\n"
           "record that the patient lets be seen, for the 24 hours from when that was agreed to, also at an earlier "
           "visit;\n"
           "what was refused, or not asked, leaves none.\n\n"
           "## Rules\n\n"
           "Printed from `tests/unit/net/jp_core_rules.cpp`. Each is broken once by its test, and held against more "
           "than\n"
           "100 drawn documents; the base definitions of R4 are held by npm's `fhir`, whose invariants are not run: "
           "those\n"
           "that matter are rows here.\n\n"
           "| rule | what it asks | source |\n|---|---|---|\n";
    for (const auto& rule : fhir_rules()) out << "| " << rule.id << " | " << rule.says << " | " << rule.source << " |\n";
    out << "\n## A worked sample\n\nOf a made-up person.\n\n```json\n"
        << std::string_view(eligibility::fhir_bundle(sample())) << "```\n";
    return out.str();
}

}  // namespace

TEST_CASE("the page about FHIR is what the rules and the writer say") {
    const std::string file = "docs/fhir.md";
    if (std::getenv("UPDATE_GOLDENS") != nullptr) std::ofstream(file) << page();
    std::ifstream in(file);
    CHECK(std::string(std::istreambuf_iterator<char>(in), {}) == page());
}
