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

FhirFolder::FhirFolder(Places places, Bundle bundle, base::Folder folder, const ports::Clock& clock)
    : places_(std::move(places)), bundle_(std::move(bundle)), folder_(std::move(folder)), clock_(clock) {}

base::Result<std::unique_ptr<FhirFolder>> FhirFolder::create(Places places, Bundle bundle, const ports::Clock& clock) {
    auto folder = base::Folder::open(places.folder);
    if (!folder) return base::fail(folder.error());
    folder->remove_parts();
    return std::unique_ptr<FhirFolder>(new FhirFolder(std::move(places), std::move(bundle), std::move(*folder), clock));
}

base::Result<void> FhirFolder::put(std::string_view name, const domain::Eligibility& eligibility) {
    const auto written = write(with_end(name, kJson), eligibility);
    if (written) return {};
    missing_ = true;
    return base::fail(ErrorCode::fhir_undeliverable, written.error().detail);
}

base::Result<void> FhirFolder::write(std::string_view name, const domain::Eligibility& eligibility) {
    if (auto there = folder_.follow(); !there) return there;
    const auto bundle = bundle_(eligibility.document);
    if (!bundle) return base::fail(bundle.error());
    if (auto written = folder_.put(name, *bundle); !written) return written;
    return folder_.sync();
}

std::vector<domain::DeskNote> FhirFolder::look_after() {
    for (const auto& name : folder_.names()) {
        const auto given = time_of_name(with_end(name, kXml), places_.facility_code);
        if (!name.ends_with(kJson) || !given || clock_.wall() - *given < places_.remove_after) continue;
        if (const auto removed = folder_.remove(name); !removed) base::warn("reception", "{}", removed.error().detail);
    }
    if (!std::exchange(missing_, false)) return {};
    return {{domain::DeskNote::Kind::alert, "fhir", ErrorCode::fhir_undeliverable, {}, {}}};
}

}  // namespace uketsuke::reception
