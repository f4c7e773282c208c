// SPDX-License-Identifier: Apache-2.0
// A connection to the broker (nats-server with JetStream) under an identity. It comes and goes by itself; nothing here
// waits longer than kPatience for it.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/base/error.hpp"
#include "firmware/base/time.hpp"
#include "identity.hpp"

namespace uketsuke::desk::line {

/// What is put into a stream.
struct Letter {
    std::string subject;
    std::string_view text;
    std::string id;  ///< under which it is taken once
    std::vector<std::pair<const char*, std::string>> headers;
};

/// What came. Views last as long as the call.
struct Heard {
    std::string_view subject, text, reply;
    std::uint64_t sequence = 0;  ///< in the stream, and
    std::uint64_t turn = 0;      ///< as this listener gets them, from 1; 0: out of no stream
    std::uint64_t stamp = 0;     ///< alike: when the broker took it, in nanoseconds by its clock
    base::WallTime at{};         ///< the same
    std::function<std::string(const char* key)> header;  ///< empty: it has none
};
using Hears = std::function<void(const Heard&)>;

/// Listens on a thread of its own until it is dropped.
class Ear {
public:
    virtual ~Ear() = default;
};

/// Thread-safe. Ears must be dropped before it.
class Broker {
public:
    static constexpr base::Duration kPatience{2000};
    enum class Stored : std::uint8_t { now, before, no };

    /// Returns before there is a connection. Errors: file_unreadable (the identity's files), internal.
    static base::Result<std::unique_ptr<Broker>> open(const Identity& identity);
    virtual ~Broker() = default;

    [[nodiscard]] virtual bool there() const = 0;
    /// Another number with each connection; 0: there is none now.
    [[nodiscard]] virtual std::uint64_t connection() const = 0;
    /// Waits until the stream has it. `before`: one of that id was there. `no`: it may have arrived all the same.
    virtual Stored store(const Letter& letter) = 0;
    /// To whoever listens now.
    virtual void tell(const std::string& subject, const std::string& text) = 0;
    /// nullptr: not now.
    virtual std::unique_ptr<Ear> listen(const std::string& subject, Hears hears) = 0;
    /// What is in the stream from that number on, and what follows. nullptr: not now.
    virtual std::unique_ptr<Ear> follow(const char* stream, std::uint64_t from, Hears hears) = 0;

    /// The number of the last letter in the stream, 0: it is empty. nullopt: not now.
    virtual std::optional<std::uint64_t> last(const char* stream) = 0;

    /// The keeper alone: makes the streams or sets them to this; a kiosk's place, from which it gets its actions.
    virtual bool make_streams(base::Duration keep_names) = 0;
    virtual bool make_place(const std::string& kiosk) = 0;
};

}  // namespace uketsuke::desk::line
