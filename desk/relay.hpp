// SPDX-License-Identifier: Apache-2.0
// A kiosk's end of the line over the broker, beside the kiosk in a process of its own: to the kiosk it is a desk at a
// Unix socket, and what the kiosk tells is taken once the broker has it. Until then it waits in the kiosk.
#pragma once

#include <atomic>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <set>

#include "desk/line/broker.hpp"
#include "firmware/base/wiped_text.hpp"
#include "firmware/ports/clock.hpp"
#include "kiosks.hpp"

namespace uketsuke::desk {

/// Thread-safe; works on threads of its own.
class Relay : public Hearer {
public:
    /// An action that took longer than this to arrive is not handed on.
    static constexpr std::chrono::minutes kActionCounts{2};
    static constexpr std::size_t kMostNames = 600;

    struct Options {
        std::filesystem::path socket;
        base::Duration keep_names{1'800'000};
    };
    /// The clock must outlive it. Errors: as Broker::open and Kiosks::listen.
    static base::Result<std::unique_ptr<Relay>> start(const line::Identity& identity, const Options& options,
                                                      const ports::Clock& clock);

    std::optional<desk_link::Welcome> greet(const desk_link::Hello& hello) override;
    bool hear(const desk_link::Hello& from, desk_link::Told told) override;
    void left(const std::string& kiosk) override;
    void look() override;

private:
    struct Named {
        std::string id, run;
        base::WipedText text;
        base::MonoTime since;
    };
    Relay(std::unique_ptr<line::Broker> broker, const line::Identity& identity, std::string instance,
          const Options& options, const ports::Clock& clock);
    line::Broker::Stored put(const std::string& subject, const std::string& id, const std::string& run,
                             std::string_view text);
    void tell_names_again();
    void tell_status();
    void act(const line::Heard& heard);
    bool hand_on(const line::Heard& heard);
    void read_handed_on();
    bool note_handed_on(std::uint64_t stamp);

    const std::unique_ptr<line::Broker> broker_;
    const std::string name_, instance_;
    const std::filesystem::path socket_, handed_on_file_, certificate_;
    base::MonoTime told_{};  ///< when the status was
    bool told_broker_ = false;
    const base::Duration keep_names_;
    const ports::Clock& clock_;
    std::mutex mutex_;                   ///< of what the ear uses, too
    std::optional<std::string> run_;     ///< of the kiosk that is there
    std::set<std::uint64_t> handed_on_;  ///< stamps of actions, of the last minutes; in a file, too
    std::string last_run_;
    std::uint64_t last_ = 0;  ///< of that run, that the broker has
    std::uint64_t greetings_ = 0, connection_ = 0;
    std::deque<Named> names_;  ///< for a broker that began anew
    std::atomic<Kiosks*> to_kiosk_ = nullptr;
    std::unique_ptr<Kiosks> kiosks_;
    std::unique_ptr<line::Ear> ear_;  ///< ends first
};

}  // namespace uketsuke::desk
