// SPDX-License-Identifier: Apache-2.0
// A whole result document to begin with, and how to spoil it.
#pragma once

#include <catch2/catch.hpp>
#include <string>

#include "firmware/eligibility/oqs_document.hpp"

namespace uketsuke::test {

/// When the patient of the sample agreed.
inline base::WallTime agreed() { return base::parse_iso8601("2026-01-05T09:14:59+09:00").value(); }

inline eligibility::OqsDocument sample() {
    eligibility::OqsDocument document;
    document.executed = base::parse_iso8601("2026-01-05T09:15:00+09:00").value();
    document.facility_code = "1319999999";
    document.identifier = "visit-1";
    document.validity = domain::Validity::valid;
    eligibility::OqsInsured insured;
    insured.consents = eligibility::OqsConsents::of({true, true, true, false}, agreed());
    insured.insurer_number = "39139999";
    insured.number = "00012345";
    insured.name = "架空　花子 <&\"'>";
    insured.name_kana = "ｶｸｳ ﾊﾅｺ";
    insured.sex = 2;
    insured.birth = {1948, 3, 12};
    insured.address = "東京都見本区見本町１－１";
    insured.postcode = "100-0000";
    insured.ratio = "010";
    insured.insurer_name = "見本県後期高齢者医療広域連合";
    document.insured.push_back(insured);
    return document;
}

inline std::string changed(std::string xml, std::string_view from, std::string_view to) {
    const auto at = xml.find(from);
    REQUIRE(at != std::string::npos);
    return xml.replace(at, from.size(), to);
}

inline std::string without(const std::string& xml, const std::string& element) {
    const auto from = xml.find("<" + element + ">"), to = xml.find("</" + element + ">");
    REQUIRE(from != std::string::npos);
    return xml.substr(0, from) + xml.substr(to + element.size() + 3);
}

inline void check_garbled(const std::string& xml) {
    INFO(xml.substr(0, 300));
    const auto parsed = eligibility::parse_document(xml);
    REQUIRE_FALSE(parsed.has_value());
    CHECK(parsed.error().code == base::ErrorCode::service_garbled);
}

}  // namespace uketsuke::test
