// SPDX-License-Identifier: Apache-2.0
// Results once more, as HL7 FHIR in JSON, in a folder of their own under the same names. They come after the result
// itself, on a lane of their own: where one cannot be written, or the folder hangs, the clinic has its result all the
// same, the patient has gone on, and the desk is told.
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

class FhirFolder : public ports::ResultCopies {
public:
    struct Places {
        std::filesystem::path folder;  ///< must exist
        std::string facility_code;
        std::chrono::hours remove_after{168};
    };
    /// The FHIR bundle of a document that was judged.
    using Bundle = std::function<base::Result<base::WipedText>(std::string_view xml)>;

    /// Removes what a crash left half-written. The clock must outlive it. Errors: file_unreadable (no such folder).
    static base::Result<std::unique_ptr<FhirFolder>> create(Places places, Bundle bundle, const ports::Clock& clock);
    base::Result<void> put(std::string_view name, const domain::Eligibility& eligibility) override;
    /// fhir_undeliverable, once for all that could not be written since the last look. Removes what lies there longer
    /// than `remove_after`, by the time in its name: who reads FHIR may leave the files there.
    std::vector<domain::DeskNote> look_after() override;

private:
    FhirFolder(Places places, Bundle bundle, base::Folder folder, const ports::Clock& clock);
    base::Result<void> write(std::string_view name, const domain::Eligibility& eligibility);

    const Places places_;
    const Bundle bundle_;
    base::Folder folder_;
    bool missing_ = false;  ///< one could not be written
    const ports::Clock& clock_;
};

}  // namespace uketsuke::reception
