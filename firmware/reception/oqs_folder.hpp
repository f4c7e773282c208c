// SPDX-License-Identifier: Apache-2.0
// Hands results to the clinic's computer the way it expects them: a file OQSsiquc01res_face_<id>_<yyyyMMddHHmmss>.xml
// in a folder that it watches (domain facts §3.1). The name appears only when the whole document is on the disk.
//
// The folder is a place, not a name: it is held from the start, and when its name leads elsewhere (the share was
// unmounted) nothing is delivered until it leads back, or to a folder with the marker.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "firmware/base/folder.hpp"
#include "firmware/domain/desk_guide.hpp"
#include "firmware/ports/clinic.hpp"
#include "firmware/ports/clock.hpp"
#include "late_touch.hpp"

namespace uketsuke::reception {

/// The counter's name in the CounterStore.
constexpr std::string_view kResultCounter = "result_files";

class OqsFolder : public ports::ReceptionLink {
public:
    struct Places {
        std::filesystem::path folder;         ///< of the results; must exist
        std::string marker;                   ///< name of a file that marks the right folder; empty: none
        std::filesystem::path staff_calls;    ///< log, one line a note; not in `folder`, whose watcher takes files away
        std::string facility_code;            ///< ten digits
        domain::DeskGuide guide;              ///< words for the clerk, and what counts on which day
        std::chrono::minutes tell_after{60};  ///< a result that nobody fetched
        std::chrono::hours remove_after{168};
        std::chrono::milliseconds touch_after{500};  ///< for programs that wait for a change; 0: never
    };
    /// Removes what a crash left half-written. Counters and clock must outlive it.
    /// Errors: result_undeliverable (no such folder, or without its marker), config_invalid (the facility code).
    static base::Result<std::unique_ptr<OqsFolder>> create(Places places, ports::CounterStore& counters,
                                                           const ports::Clock& clock);
    /// Takes a new number first, so that no name is ever used twice, whatever fails later. Once the name stands there
    /// it is delivered: that the name may be lost in a power cut (the folder cannot be synced) is only logged.
    base::Result<std::string> deliver(const domain::Eligibility& eligibility, const Begin& begin) override;
    /// Removes results of this facility that lie there too long, and tells once of those that lie there long. Their age
    /// is what their names say. One that was moved away, into a folder within this one too, is none of ours.
    base::Result<std::vector<domain::DeskNote>> look_after() override;
    /// Appends one line and logs it: when, kind, where, for how many calls it stands, the visit's 受付番号, whose code
    /// it was, the number that the patient's screen shows, and what to do: "2026-01-05T09:15:00+09:00 advice
    /// service_failed 【050】 …してください：資格確認書 → …". Errors: result_undeliverable.
    base::Result<void> tell_desk(const domain::DeskNote& note) override;

private:
    OqsFolder(Places places, base::Folder folder, ports::CounterStore& counters, const ports::Clock& clock);
    base::Result<void> stand_in_folder();
    base::Result<std::string> next_name();
    void touch_later(const std::string& name);
    const Places places_;
    base::Folder folder_;   ///< files lane
    LateTouch late_touch_;  ///< files lane
    bool waiting_ = false;  ///< files lane: the desk was told of results that nobody fetches
    ports::CounterStore& counters_;
    const ports::Clock& clock_;
};

}  // namespace uketsuke::reception
