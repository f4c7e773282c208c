// SPDX-License-Identifier: Apache-2.0
#include "unfinished_document.hpp"

#include <string_view>

#include "firmware/eligibility/oqs_document.hpp"

namespace uketsuke::sim {
namespace {

constexpr std::string_view kGood = "<SegmentOfResult>1</SegmentOfResult>";
constexpr std::string_view kPending =
    "<SegmentOfResult>2</SegmentOfResult><ErrorCode>UKT0002</ErrorCode>"
    "<ErrorMessage>処理中です。しばらくしてから照会してください。</ErrorMessage>";
constexpr std::string_view kFailed =
    "<SegmentOfResult>9</SegmentOfResult><ErrorCode>UKT0009</ErrorCode>"
    "<ErrorMessage>システムでエラーが発生しました。</ErrorMessage>";
constexpr std::string_view kBody = "<MessageBody>", kBodyEnd = "</MessageBody>";

/// A good document's header, but for what became of it.
std::string without_result(base::WallTime executed, const std::string& visit, const std::string& facility_code,
                           std::string_view told) {
    eligibility::OqsDocument document;
    document.executed = executed;
    document.facility_code = facility_code;
    document.identifier = visit;
    auto xml = eligibility::build_document(document);
    xml.erase(xml.find(kBody), xml.find(kBodyEnd) + kBodyEnd.size() - xml.find(kBody));
    return xml.replace(xml.find(kGood), kGood.size(), told);
}

}  // namespace

std::string pending_document(base::WallTime executed, const std::string& visit, const std::string& facility_code) {
    return without_result(executed, visit, facility_code, kPending);
}

std::string failed_document(base::WallTime executed, const std::string& visit, const std::string& facility_code) {
    return without_result(executed, visit, facility_code, kFailed);
}

}  // namespace uketsuke::sim
