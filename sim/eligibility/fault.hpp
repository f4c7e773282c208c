// SPDX-License-Identifier: Apache-2.0
// What may go wrong at the simulated eligibility service, and a count of how often it did: a fault that did not fire
// proves nothing.
#pragma once

#include <mutex>
#include <optional>
#include <string_view>

#include "firmware/base/error.hpp"
#include "firmware/base/time.hpp"

namespace uketsuke::sim {

enum class ServiceStep { health, challenge, authenticate, register_use, confirm, number };
std::string_view name_of(ServiceStep step);

struct ServiceFault {
    enum class Kind {
        none,
        off,          ///< the line is cut before an answer; nothing was done
        stuck,        ///< no answer at all; nothing was done
        reset,        ///< does its work, and the line is cut before the answer
        slow,         ///< does its work, answers after `delay`
        delayed,      ///< the same, the next request alone
        garbage,      ///< does its work, answers with nonsense
        truncated,    ///< does its work, answers with the first half of the answer
        huge,         ///< does its work, answers with more than anybody takes
        error,        ///< answers HTTP 500; nothing was done
        wrong,        ///< answers with the answer to another request
        refused,      ///< says no
        maintenance,  ///< says that it is being maintained
        renewal,      ///< cannot ask the authority about a renewed certificate or a registration; takes no step
        pending,  ///< confirm only: does its work, and says that it is still at it (処理中); for `delay`, if there is
                  ///< one, after it was asked first
        failed,        ///< confirm only: nothing is done, and the document says so, with a code (異常終了)
        ignored,       ///< register only: nothing is done, and the answer says so
        untrusted,     ///< shows the certificate of another CA; whole connections, so it takes no step
        intermittent,  ///< like off, at every other request, beginning with the next; health is none
    } kind = Kind::none;
    base::Duration delay{0};          ///< slow, delayed, pending
    std::optional<ServiceStep> step;  ///< only there; else everywhere
};

std::string_view name_of(ServiceFault::Kind kind);

/// "off", "slow 3000", "garbage confirm", "slow 3000 confirm", "delayed 7000", "pending 20000", "none". Errors:
/// config_invalid.
base::Result<ServiceFault> parse_service_fault(std::string_view words);

/// Thread-safe.
class FaultSwitch {
public:
    /// Takes effect with the next request; the count starts again at zero.
    void set(ServiceFault fault);
    /// How often the present fault fired.
    [[nodiscard]] int fired() const;
    /// What happens to this request; counts it.
    ServiceFault take(ServiceStep step);
    /// Whether this connection shows the wrong certificate; counts it.
    bool take_untrusted();
    /// Whether the certificate authority cannot be asked; counts it.
    bool take_renewal();
    /// Whether the fault is still the one that was set when a request met it (a stuck request waits for its end).
    [[nodiscard]] bool still(ServiceFault::Kind kind) const;

private:
    bool take_whole(ServiceFault::Kind kind);
    mutable std::mutex mutex_;
    ServiceFault fault_;
    int met_ = 0;
    int fired_ = 0;
};

}  // namespace uketsuke::sim
