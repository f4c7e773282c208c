// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <memory>

#include "devices.hpp"
#include "lanes.hpp"
#include "mailbox.hpp"
#include "vault.hpp"

namespace uketsuke::app {

/// Holds one advice back until it has stood for a second, so that the words on the screen do not flicker (ui facts
/// UI-16). A prompt, and looking ahead again after one, come at once: the person has only seconds to follow.
class AdviceHold {
public:
    static constexpr base::Duration kHold{1000};
    /// The advice to show from now on, when it changes.
    std::optional<domain::FaceAdvice> hear(domain::FaceAdvice advice, base::MonoTime now);

private:
    std::optional<domain::FaceAdvice> candidate_, shown_;
    base::MonoTime since_;
};

/// Camera and face attempt of the present visit. start(), allow_long_moves() and stop() from the kiosk's thread, the
/// rest on the face lane.
class FaceJobs {
public:
    FaceJobs(const Devices& devices, Vault& vault, Lanes& lanes, Mailbox& mailbox)
        : devices_(devices), vault_(vault), lanes_(lanes), mailbox_(mailbox) {}

    /// Switches the sensor on and looks frame by frame, posting AdviceHeld, LookDoubted, LiveReady or CameraFailed.
    /// `long_moves`: a movement may take twice as long.
    void start(domain::Ticket ticket, bool long_moves = false);
    /// From now on a movement of the attempt that runs may take twice as long; none runs: nothing.
    void allow_long_moves() { longer_ = true; }
    /// No frame is taken after this; the attempt stays for the decision.
    void stop();
    /// The attempt's one decision; it is wiped afterwards. Errors: face_not_found, portrait_without_face.
    base::Result<domain::Verdict> decide(std::uint32_t visit);
    void close();
    /// The sensor is off, and no attempt waits for its decision. On the face lane.
    [[nodiscard]] bool at_rest() const { return !capture_ && !attempt_; }

private:
    void open_camera(domain::Ticket ticket, std::uint32_t run, bool long_moves);
    void put_place(const std::optional<domain::FacePlace>& place);
    void look(domain::Ticket ticket, std::uint32_t run);
    void fail(domain::Ticket ticket, const base::Error& error);
    void tell(domain::Ticket ticket, const ports::Observation& seen, base::MonoTime now);
    void next(domain::Ticket ticket, std::uint32_t run);

    const Devices& devices_;
    Vault& vault_;
    Lanes& lanes_;
    Mailbox& mailbox_;
    std::atomic<std::uint32_t> run_{0};  ///< counts starts and stops; work of an earlier run ends by itself
    std::atomic<bool> longer_{false};    ///< asked for, and not yet told to the attempt
    std::unique_ptr<ports::Capture> capture_;
    std::unique_ptr<ports::FaceAttempt> attempt_;
    AdviceHold hold_;
    bool enough_told_ = false, doubt_told_ = false;
};

}  // namespace uketsuke::app
