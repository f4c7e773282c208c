// SPDX-License-Identifier: Apache-2.0
// A kiosk's way to a desk on the same machine: a Unix socket that the desk listens on. The desk may come, go and hang;
// the kiosk is not held up by it.
#pragma once

#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>
#include <thread>

#include "firmware/ports/clinic.hpp"
#include "firmware/ports/clock.hpp"
#include "firmware/ports/desk.hpp"
#include "line_socket.hpp"
#include "outbox.hpp"

namespace uketsuke::desk_link {

/// Thread-safe; talks on a thread of its own.
class SocketLink : public ports::DeskFeed, public ports::DeskSource {
public:
    struct Options {
        std::filesystem::path socket;
        std::string kiosk;           ///< its name on the desk
        std::string languages = {};  ///< as Hello's
        Outbox::Bounds bounds = {};
    };
    /// The clock must outlive it. Errors: internal (no randomness, no descriptor).
    static base::Result<std::unique_ptr<SocketLink>> create(Options options, const ports::Clock& clock);
    ~SocketLink() override;

    void tell(domain::DeskReport report) override;
    std::vector<domain::DeskAnswer> wait(std::stop_token stop) override;
    /// All that was told is with the desk.
    [[nodiscard]] bool all_taken() const;

private:
    SocketLink(Options options, std::string run, base::Descriptor wake, const ports::Clock& clock);
    void run(const std::stop_token& stop);
    void converse(LineSocket line, const std::stop_token& stop);
    bool send_waiting(LineSocket& line);
    bool hear(std::string_view line);
    void hear(const Welcome& welcome);
    void hear(const Taken& taken);
    void hear(const domain::DeskAnswer& answer);
    void rest(const std::stop_token& stop, base::Duration how_long);
    base::WipedText greeting();

    const Options options_;
    const std::string run_;
    const base::Descriptor wake_;  ///< eventfd: there is something to send, or it ends
    const ports::Clock& clock_;
    mutable std::mutex mutex_;
    std::condition_variable_any answered_, rested_;
    Outbox outbox_;
    std::optional<domain::StepReached> here_;     ///< the last step, for a desk that has just begun, and
    std::optional<domain::ReadinessTold> ready_;  ///< the last look
    std::vector<domain::DeskAnswer> answers_;
    std::uint64_t sent_ = 0;  ///< over this connection
    bool welcome_ = false;    ///< alike: the desk has said what it has
    std::jthread thread_;     ///< ends first
};

}  // namespace uketsuke::desk_link
