// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mutex>
#include <optional>

#include "firmware/ports/clock.hpp"
#include "firmware/ports/eligibility.hpp"
#include "lanes.hpp"
#include "mailbox.hpp"

namespace uketsuke::app {

/// Asks between visits whether the service is there, so that the idle screen says so before a patient lays down a card
/// for nothing; what a visit hears of it counts as much. Each answer also brings the service's time, for ClockCheck.
/// Posts DeviceDown and DeviceUp when the service, or what is wrong with it, has changed.
class ServiceMonitor {
public:
    /// Failures in a row that are an outage: a line that is gone for a moment is none. One answer ends it.
    static constexpr int kFailures = 2;
    /// After a failure, where the pace is not faster.
    static constexpr base::Duration kAgain{15000};
    /// As long as the clock is doubted, alike; and for the service's time alone.
    static constexpr base::Duration kForTime{60000}, kForTimeAlone{3600000};

    /// `pace` zero: asks for the time alone, and posts nothing. All must outlive the monitor; the lanes must be idle or
    /// gone before it is destroyed.
    ServiceMonitor(ports::EligibilityClient& service, const ports::Clock& clock, Lanes& lanes, Mailbox& mailbox,
                   base::Duration pace)
        : service_(service), clock_(clock), lanes_(lanes), mailbox_(mailbox), pace_(pace) {}

    /// Called once a second between visits, on the kiosk's thread: asks when it is due, at first at once, unless the
    /// last question has not come back yet.
    void look(bool clock_right);
    /// An event of the kiosk, on its thread: a visit's question to the service was answered, or was not.
    void hear(const flow::Event& event);

private:
    [[nodiscard]] base::Duration until_next(bool clock_right) const;
    void ask();
    void count(std::optional<base::ErrorCode> wrong);
    void tell(std::optional<base::ErrorCode> wrong);

    ports::EligibilityClient& service_;
    const ports::Clock& clock_;
    Lanes& lanes_;
    Mailbox& mailbox_;
    const base::Duration pace_;
    std::optional<base::MonoTime> last_;  ///< when it was asked, or a visit heard of it

    std::mutex mutex_;  ///< of what follows
    bool asking_ = false;
    int failures_ = 0;                     ///< in a row
    std::optional<base::ErrorCode> told_;  ///< what is wrong, as it was told
};

}  // namespace uketsuke::app
