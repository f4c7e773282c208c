// SPDX-License-Identifier: Apache-2.0
#include "fhir_folder.hpp"

#include <utility>

#include "firmware/base/log.hpp"
#include "result_name.hpp"

namespace uketsuke::reception {

namespace {

constexpr std::string_view kXml = ".xml", kJson = ".json";

std::string with_end(std::string_view name, std::string_view end) {
    return std::string(name.substr(0, name.rfind('.'))).append(end);
}

}  // namespace

using base::ErrorCode;

FhirFolder::FhirFolder(std::unique_ptr<ports::ReceptionLink> results, Places places, Bundle bundle, base::Folder folder,
                       const ports::Clock& clock)
    : results_(std::move(results)),
      places_(std::move(places)),
      bundle_(std::move(bundle)),
      folder_(std::move(folder)),
      clock_(clock) {}

base::Result<std::unique_ptr<FhirFolder>> FhirFolder::create(std::unique_ptr<ports::ReceptionLink> results,
                                                             Places places, Bundle bundle, const ports::Clock& clock) {
    auto folder = base::Folder::open(places.folder);
    if (!folder) return base::fail(folder.error());
    folder->remove_parts();
    return std::unique_ptr<FhirFolder>(
        new FhirFolder(std::move(results), std::move(places), std::move(bundle), std::move(*folder), clock));
}

base::Result<std::string> FhirFolder::deliver(const domain::Eligibility& eligibility, const Begin& begin) {
    auto name = results_->deliver(eligibility, begin);
    if (!name) return name;
    if (const auto written = put(with_end(*name, kJson), eligibility); !written) {
        base::warn("reception", "no FHIR file: {}", written.error().detail);
        missing_ = true;
    }
    return name;
}

base::Result<void> FhirFolder::put(std::string_view name, const domain::Eligibility& eligibility) {
    if (auto there = folder_.follow(); !there) return there;
    const auto bundle = bundle_(eligibility.document);
    if (!bundle) return base::fail(bundle.error());
    if (auto written = folder_.put(name, *bundle); !written) return written;
    return folder_.sync();
}

base::Result<std::vector<domain::DeskNote>> FhirFolder::look_after() {
    for (const auto& name : folder_.names()) {
        const auto given = time_of_name(with_end(name, kXml), places_.facility_code);
        if (!name.ends_with(kJson) || !given || clock_.wall() - *given < places_.remove_after) continue;
        if (const auto removed = folder_.remove(name); !removed) base::warn("reception", "{}", removed.error().detail);
    }
    auto news = results_->look_after();
    if (!news || !std::exchange(missing_, false)) return news;
    news->push_back({domain::DeskNote::Kind::alert, "fhir", ErrorCode::fhir_undeliverable, {}, {}});
    return news;
}

}  // namespace uketsuke::reception
