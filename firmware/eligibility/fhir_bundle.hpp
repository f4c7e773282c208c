// SPDX-License-Identifier: Apache-2.0
// A result document as HL7 FHIR R4, for programs that read that instead of XmlMsg. Resources follow JP Core where it
// has a profile (Patient, Coverage, Organization); docs/fhir.md lists each rule with its source. What goes where is
// ours: no official mapping of the eligibility check to FHIR is public.
#pragma once

#include "oqs_document.hpp"

namespace uketsuke::eligibility {

/// A Bundle (collection, JSON in UTF-8): Patient (where something was found) · Organization (the facility, then one for
/// each payer) · Coverage (one for each result, one for the insurer beside a 医療扶助, one for each 医療費助成 that the
/// patient uses) · CoverageEligibilityResponse · Consent (one for each kind of record that may be looked at, 24 hours).
/// Each Coverage has exactly one member id: of the insurer, or of the public payer (R1012). The same document gives the
/// same bytes.
WipedText fhir_bundle(const OqsDocument& document);

}  // namespace uketsuke::eligibility
