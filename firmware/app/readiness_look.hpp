// SPDX-License-Identifier: Apache-2.0
// A look at the kiosk's readiness while it runs: what the machine tells, what the flow knows, and the devices that the
// kiosk holds itself, each on the lane that it belongs to.
#pragma once

#include <functional>
#include <mutex>
#include <optional>

#include "card_jobs.hpp"
#include "devices.hpp"
#include "face_jobs.hpp"
#include "firmware/flow/effect.hpp"
#include "lanes.hpp"

namespace uketsuke::app {

/// run() and note_card() from any thread.
class ReadinessLook {
public:
    using Told = std::function<void(const readiness::Report&)>;
    using PrinterFound = std::function<void(const base::Result<void>&)>;

    /// All must outlive the look; the lanes must be idle or gone before it is destroyed.
    ReadinessLook(const Devices& devices, Lanes& lanes, const CardJobs& card, const FaceJobs& face,
                  PrinterFound printer_found)
        : devices_(devices), lanes_(lanes), card_(card), face_(face), printer_found_(std::move(printer_found)) {}

    /// Some seconds later, on the printer's lane, the report is told and put where others find it. A camera is on for
    /// a moment, of which brightness and size are kept and no picture; beside somebody's visit none is.
    void run(const flow::LookAtReadiness& known, Told told);
    /// A card was read, or why not: what the kiosk can tell of its reader, since a card that is laid down begins a
    /// visit.
    void note_card(const std::optional<base::ErrorCode>& failed);

private:
    struct LastCard {
        base::WallTime at{};
        std::optional<base::ErrorCode> failed;
    };
    void look_at_face_camera(readiness::Report& report, const flow::LookAtReadiness& known) const;
    void look_at_card_camera(readiness::Report& report) const;
    void look_at_card(readiness::Report& report) const;
    void look_at_printer(readiness::Report& report) const;
    void keep(const readiness::Report& report);

    const Devices& devices_;
    Lanes& lanes_;
    const CardJobs& card_;
    const FaceJobs& face_;
    const PrinterFound printer_found_;
    mutable std::mutex mutex_;
    std::optional<LastCard> last_card_;
};

}  // namespace uketsuke::app
