// SPDX-License-Identifier: Apache-2.0
// Kiosks on other machines, over the broker: what its streams hold goes to the desk's list, in order and once, however
// often the line breaks; what clerks do goes back.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>

#include "board.hpp"
#include "desk/line/authority.hpp"
#include "desk/line/broker.hpp"

namespace uketsuke::desk {

/// Which kiosks are there, by what they say each second.
class Presence {
public:
    static constexpr std::chrono::seconds kSilence{5};
    /// True: somebody is back who another one had replaced, so two kiosks use one identity.
    bool heard(const std::string& kiosk, const std::string& instance, base::MonoTime now);
    /// A report of it, which tells no instance.
    void heard(const std::string& kiosk, base::MonoTime now);
    [[nodiscard]] bool there(const std::string& kiosk, base::MonoTime now) const;
    /// Those that have fallen silent since the last call.
    std::vector<std::string> fallen_silent(base::MonoTime now);

private:
    struct Kiosk {
        std::string instance;
        std::set<std::string> replaced;
        base::MonoTime last{};
        bool there = false;
    };
    std::map<std::string, Kiosk> kiosks_;
};

/// Thread-safe; works on threads of its own.
class BrokerKiosks {
public:
    using Sent = line::Broker::Stored;
    /// Writes down that a member is out; false: not now.
    using Expelled = std::function<bool(const std::string& name)>;
    static constexpr std::size_t kMostNames = 600;

    /// All must outlive it. `authority`: of the desk that keeps the broker; nullptr at the others. Errors: as
    /// line::Broker::open.
    static base::Result<std::unique_ptr<BrokerKiosks>> open(const line::Identity& identity,
                                                            const line::Authority* authority, base::Duration keep_names,
                                                            Board& board, const ports::Clock& clock);
    ~BrokerKiosks();

    /// Who hears, from now on, of each member that was expelled, also while no desk ran.
    void on_expelled(Expelled hears);
    /// It has told something over the broker.
    [[nodiscard]] bool knows(const std::string& kiosk) const;
    /// Before it is written down and said: of all desks one may. `before`: another one has it; `no`: the kiosk or the
    /// broker is not there now.
    Sent claim(const Board::Answering& answering);
    /// It was claimed, and is not said after all.
    void give_up(const Board::Answering& answering);
    /// `no`: as above.
    Sent send(const Board::Answering& answering);

private:
    struct Named {
        std::string kiosk, run;
        domain::PersonNamed person;
        base::MonoTime since;
    };
    BrokerKiosks(std::unique_ptr<line::Broker> broker, const line::Authority* authority, base::Duration keep_names,
                 Board& board, const ports::Clock& clock);
    [[nodiscard]] std::optional<line::Letter> letter_for(const Board::Answering& answering);
    void settle(const std::string& matter, const line::Heard& heard);
    void begin_again(const desk_link::Hello& hello);
    void repeat_closed();
    void tell_expelled(const std::vector<line::Member>& members);
    void run(const std::stop_token& stop);
    void look();
    bool keep();
    void follow();
    void hear_event(const line::Heard& heard);
    void hear_report(const std::string& kiosk, const line::Heard& heard);
    void hear(const std::string& kiosk, desk_link::Hello hello, base::WallTime at);
    void hear_action(const std::string& kiosk, const line::Heard& heard);
    void hear_name(const line::Heard& heard);
    void hear_here(const line::Heard& heard);
    void alive(const std::string& kiosk);
    void warn_of_two(const std::string& kiosk);
    void check_for_gap();
    void place_names();

    const std::unique_ptr<line::Broker> broker_;
    const line::Authority* const authority_;
    const base::Duration keep_names_;
    Board& board_;
    const ports::Clock& clock_;
    const std::string instance_;
    mutable std::mutex mutex_;
    std::condition_variable_any ends_;
    Presence presence_;
    std::map<std::string, desk_link::Hello> kiosks_;  ///< the last run of each
    std::deque<Named> names_;                         ///< of which no row is known yet
    std::map<std::string, base::MonoTime> warned_;    ///< of two with one identity
    std::uint64_t last_event_ = 0, actions_ = 0;
    std::uint64_t expected_ = 1;  ///< turn of the next event
    bool gap_ = false;            ///< an event did not arrive
    std::uint64_t connection_ = 0, last_checked_ = 0;
    base::MonoTime checked_{};
    std::set<std::string> places_;        ///< kiosks for whom the broker has one
    std::map<std::string, int> rounds_;   ///< how often each matter was claimed and is free again
    std::set<std::string> to_repeat_to_;  ///< kiosks that have come, and may have to hear that they are closed
    Expelled expelled_;
    std::unique_ptr<line::Ear> events_, persons_, here_;
    std::jthread thread_;  ///< ends first
};

}  // namespace uketsuke::desk
