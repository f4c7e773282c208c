// SPDX-License-Identifier: Apache-2.0
#include "visits.hpp"

#include <fmt/format.h>

#include <map>
#include <memory>

#include "spread.hpp"

namespace uketsuke::tools::bench {
namespace {

constexpr int kVisits = 20;
constexpr double kAnswers = 3;  ///< of the service in a visit: challenge, authenticate, confirm

/// When a visit entered its states and what else happened, by the machine's clock: the rig's stands still for a late
/// picture. The kiosk keeps a watcher as long as it lives, so what is noted is shared with it.
class Marks {
public:
    explicit Marks(sim::Rig& rig) {
        rig.kiosk().watch(
            [noted = noted_](const flow::Visit& before, const flow::Event& event, const flow::Step& step) {
                const auto now = Stopwatch::now();
                const auto state = step.visit.state;
                noted->times[state] = now;
                if (state == flow::State::reading_card) noted->line.clear();
                if (state != before.state || std::holds_alternative<flow::AdviceHeld>(event) ||
                    std::holds_alternative<flow::PortraitReady>(event))
                    noted->line.push_back({now, words_of(event), state});
            });
    }
    double between(flow::State from, flow::State to) const {
        return Millis(noted_->times[to] - noted_->times[from]).count();
    }
    /// The last visit step by step, from the choice of the way.
    void print() const {
        for (const auto& one : noted_->line)
            fmt::print("  {:6.0f} ms  {:20} -> {}\n",
                       Millis(one.time - noted_->times[flow::State::choose_identity]).count(), one.what,
                       flow::name_of(one.state));
    }

private:
    static std::string_view words_of(const flow::Event& event) {
        const auto* held = std::get_if<flow::AdviceHeld>(&event);
        return held == nullptr ? flow::name_of(flow::kind_of(event)) : domain::name_of(held->advice);
    }

    struct Noted {
        struct Line {
            Stopwatch::time_point time;
            std::string_view what;
            flow::State state;
        };
        std::map<flow::State, Stopwatch::time_point> times;
        std::vector<Line> line;
    };
    const std::shared_ptr<Noted> noted_ = std::make_shared<Noted>();
};

bool wait_for(sim::Rig& rig, flow::State state) {
    return rig.advance_until([&] { return rig.kiosk().visit().state == state; }, std::chrono::seconds{20});
}

void tap(sim::Rig& rig, flow::Action action) { rig.kiosk().handle(ui::Input{flow::Tap{action}}); }

struct VisitTimes {
    double insert_to_seen = 0;  ///< vpcd looks every 400 ms
    double wall = 0;            ///< card seen → result on the screen, a hand taking no time
    double card = 0;            ///< modelled time on the air
    double decision = 0;        ///< face only
    double film = 0;            ///< face only: camera on → both faces there
};

std::optional<VisitTimes> visit(sim::RealRig& rig, Marks& marks, bool by_face) {
    using S = flow::State;
    if (!wait_for(rig, S::idle)) return {};
    const auto inserted = Stopwatch::now();
    if (!rig.insert(domain::kCardSlot) || !wait_for(rig, S::reading_card)) return {};
    VisitTimes times;
    times.insert_to_seen = since(inserted);
    const auto start = Stopwatch::now();
    if (!wait_for(rig, S::choose_identity)) return {};
    tap(rig, by_face ? flow::Action::choose_face : flow::Action::choose_pin);
    if (!by_face) {
        for (const char digit : std::string("1234"))
            rig.kiosk().handle(ui::Input{ui::PinKey{ui::PinKey::Kind::digit, digit - '0'}});
        tap(rig, flow::Action::confirm);
    }
    if (!wait_for(rig, S::consent)) return {};
    tap(rig, flow::Action::agree_none);  // a consent would stand for the day and not be asked again
    if (!wait_for(rig, S::result_valid)) return {};
    times.wall = since(start);
    times.card = Millis(rig.air_time()).count();
    if (by_face) {
        times.film = marks.between(S::choose_identity, S::face_deciding);
        times.decision = marks.between(S::face_deciding, S::terminal_challenge);
    }
    rig.remove(domain::kCardSlot);
    return wait_for(rig, S::idle) ? std::optional{times} : std::nullopt;
}

}  // namespace

bool bench_visits(sim::RealRig& rig, bool by_face, Figures& figures) {
    Marks marks(rig);
    Spread seen, wall, card, over, decision, film;
    fmt::print("\nMeasuring {} visits by {}, about a minute …\n", kVisits, by_face ? "face" : "PIN");
    std::fflush(stdout);
    const double network = kAnswers * static_cast<double>(kRoundTrip.count());
    for (int i = 0; i < kVisits; ++i) {
        const auto times = visit(rig, marks, by_face);
        if (!times) return false;
        seen.add(times->insert_to_seen);
        wall.add(times->wall);
        card.add(times->card);
        over.add(times->wall / (times->card + network));
        decision.add(times->decision);
        film.add(times->film);
    }
    fmt::print("Check-in by {}, {} visits, hands take no time\n", by_face ? "face" : "PIN", kVisits);
    fmt::print("  card seen -> result on screen        {:7.0f} ms p50  {:7.0f} ms worst\n", wall.at(0.5), wall.at(1));
    fmt::print("  modelled: card on the air (106 kbit/s) {:5.0f} ms + network {:.0f} x {} ms\n", card.mean(), kAnswers,
               kRoundTrip.count());
    fmt::print("  wall / (card + network)              {:7.2f} p50    {:7.2f} worst\n", over.at(0.5), over.at(1));
    if (by_face) {
        fmt::print(
            "  of it: camera on -> live face and photo there  {:5.0f} ms p50 (the card's photo is read meanwhile)\n",
            film.at(0.5));
        fmt::print("  of it: face decision                 {:7.0f} ms p50  {:7.0f} ms worst\n", decision.at(0.5),
                   decision.at(1));
    }
    fmt::print(
        "  apart: insert -> card seen           {:7.0f} ms p50  {:7.0f} ms worst (the virtual reader looks every 400 "
        "ms)\n",
        seen.at(0.5), seen.at(1));
    if (by_face) {
        fmt::print("  the last visit, from the choice:\n");
        marks.print();
        figures.add("check-in by face, the same, with two prompts that the simulated person follows",
                    fmt::format("{:.1f} s, of it {:.1f} s before the camera; {:.2f} × ({:.0f} ms + {:.0f} ms)",
                                wall.at(0.5) / 1000, film.at(0.5) / 1000, over.at(0.5), card.mean(), network));
    } else {
        figures.add(
            "check-in by PIN: card seen → result on screen, hands take no time",
            fmt::format("{:.2f} s; {:.2f} × (card on the air {:.0f} ms, modelled at 106 kbit/s, + {:.0f} network "
                        "answers of {} ms)",
                        wall.at(0.5) / 1000, over.at(0.5), card.mean(), kAnswers, kRoundTrip.count()));
    }
    return true;
}

}  // namespace uketsuke::tools::bench
