// SPDX-License-Identifier: Apache-2.0
// Results once more, as HL7 FHIR in JSON, in a folder of their own under the same names. They come after the result
// itself: where one cannot be written the clinic has its result all the same, the patient goes on, and the desk is told.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>

#include "firmware/base/folder.hpp"
#include "firmware/base/wiped_text.hpp"
#include "firmware/ports/clinic.hpp"
#include "firmware/ports/clock.hpp"

namespace uketsuke::reception {

/// Around the link that delivers the result. deliver() and look_after() are thread-bound to the files lane.
class FhirFolder : public ports::ReceptionLink {
public:
    struct Places {
        std::filesystem::path folder;  ///< must exist
        std::string facility_code;
        std::chrono::hours remove_after{168};
    };
    /// The FHIR bundle of a document that was judged.
    using Bundle = std::function<base::Result<base::WipedText>(std::string_view xml)>;

    /// Removes what a crash left half-written. The clock must outlive it. Errors: file_unreadable (no such folder).
    static base::Result<std::unique_ptr<FhirFolder>> create(std::unique_ptr<ports::ReceptionLink> results,
                                                            Places places, Bundle bundle, const ports::Clock& clock);
    /// As the link's.
    base::Result<std::string> deliver(const domain::Eligibility& eligibility, const Begin& begin) override;
    base::Result<void> tell_desk(const domain::DeskNote& note) override { return results_->tell_desk(note); }
    /// The link's news; fhir_undeliverable, once for all that could not be written since the last look. Removes what
    /// lies there longer than `remove_after`, by the time in its name: who reads FHIR may leave the files there.
    base::Result<std::vector<domain::DeskNote>> look_after() override;

private:
    FhirFolder(std::unique_ptr<ports::ReceptionLink> results, Places places, Bundle bundle, base::Folder folder,
               const ports::Clock& clock);
    base::Result<void> put(std::string_view name, const domain::Eligibility& eligibility);

    const std::unique_ptr<ports::ReceptionLink> results_;
    const Places places_;
    const Bundle bundle_;
    base::Folder folder_;
    bool missing_ = false;  ///< one could not be written
    const ports::Clock& clock_;
};

}  // namespace uketsuke::reception
