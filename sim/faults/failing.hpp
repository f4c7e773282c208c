// SPDX-License-Identifier: Apache-2.0
// How a device misbehaves that has no words of its own for it, and a switch that counts how often it did.
#pragma once

#include <functional>
#include <mutex>
#include <string_view>

#include "firmware/base/error.hpp"
#include "firmware/base/time.hpp"

namespace uketsuke::sim {

struct Failing {
    enum class Kind {
        none,
        off,           ///< every call fails
        garbage,       ///< answers with what makes no sense
        wrong,         ///< answers with something that makes sense and is not so
        slow,          ///< each call takes so much longer
        delayed,       ///< the next call does
        intermittent,  ///< every other call fails, beginning with the next
    } kind = Kind::none;
    base::Duration time{0};
};
/// "off", "slow 300", "delayed 4000", "none" … Errors: config_invalid (no such word; more than an hour).
base::Result<Failing> parse_failing(std::string_view words);

/// One of a device's own words, on the thread of the device.
struct NamedFault {
    std::string_view word = "none";  ///< of the table, so it outlives this
    int fired = 0;

    /// Whether to misbehave so now; counts when so.
    bool fires(std::string_view as) {
        fired += word == as ? 1 : 0;
        return word == as;
    }
};

/// Set on one thread, met on another.
class Switch {
public:
    /// Lets time pass on the thread of the call.
    using Pass = std::function<void(base::Duration)>;
    explicit Switch(Pass pass) : pass_(std::move(pass)) {}

    base::Result<void> set(std::string_view words);
    /// A call meets the device: takes the time that it takes, and says what becomes of it: none, off, garbage or wrong.
    Failing::Kind meet();
    /// The same for who can only fail.
    bool fails() { return meet() != Failing::Kind::none; }
    [[nodiscard]] int fired() const;

private:
    Failing take();
    const Pass pass_;
    mutable std::mutex mutex_;
    Failing failing_;
    int met_ = 0, fired_ = 0;
};

}  // namespace uketsuke::sim
