// SPDX-License-Identifier: Apache-2.0
#include "bench.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <numeric>

#include "bench_card.hpp"
#include "firmware/base/file.hpp"
#include "models/eval/measure/speed.hpp"
#include "sim/real_rig/real_rig.hpp"
#include "sim/surface_eval/surface_figures.hpp"
#include "ui/screens/screens.hpp"

namespace uketsuke::sim {
namespace {

using Clock = std::chrono::steady_clock;
using Millis = std::chrono::duration<double, std::milli>;

constexpr int kVisits = 10;
constexpr base::Duration kRoundTrip{50};  ///< modelled network, one way of thinking: each answer takes this long more

double since(Clock::time_point start) { return Millis(Clock::now() - start).count(); }

struct Spread {
    std::vector<double> values;
    void add(double value) { values.push_back(value); }
    [[nodiscard]] double at(double part) const {
        auto sorted = values;
        std::sort(sorted.begin(), sorted.end());
        return sorted.empty() ? 0
                              : sorted[std::min(sorted.size() - 1,
                                                static_cast<std::size_t>(part * static_cast<double>(sorted.size())))];
    }
    [[nodiscard]] double mean() const {
        return values.empty() ? 0
                              : std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
    }
};

/// Resident memory of a process in MB, from /proc.
double resident_mb(const std::string& pid) {
    std::ifstream status("/proc/" + pid + "/statm");
    double pages = 0, resident = 0;
    status >> pages >> resident;
    return resident * static_cast<double>(::sysconf(_SC_PAGESIZE)) / 1e6;
}

/// Milliseconds at which a visit entered its states.
class Marks {
public:
    explicit Marks(Rig& rig) : rig_(rig) {
        rig.kiosk().watch([this](const flow::Session&, const flow::Event&, const flow::Step& step) {
            times_[step.session.state] = rig_.now();
        });
    }
    double between(flow::State from, flow::State to) { return Millis(times_[to] - times_[from]).count(); }

private:
    Rig& rig_;
    std::map<flow::State, base::MonoTime> times_;
};

bool wait_for(Rig& rig, flow::State state) {
    return rig.advance_until([&] { return rig.kiosk().session().state == state; }, std::chrono::seconds{20});
}

void tap(Rig& rig, flow::Action action) { rig.kiosk().handle(ui::Input{flow::Tap{action}}); }

struct VisitTimes {
    double insert_to_seen = 0;  ///< vpcd looks every 400 ms
    double wall = 0;            ///< card seen → result on the screen, a hand taking no time
    double card = 0;            ///< modelled time on the air
    double decision = 0;        ///< face only
    double film = 0;            ///< face only: camera on → both faces there
};

std::optional<VisitTimes> visit(RealRig& rig, Marks& marks, bool by_face) {
    using S = flow::State;
    if (!wait_for(rig, S::idle)) return {};
    const auto inserted = Clock::now();
    if (!rig.insert(domain::kCardSlot) || !wait_for(rig, S::reading_card)) return {};
    VisitTimes times;
    times.insert_to_seen = since(inserted);
    const auto start = Clock::now();
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

bool bench_visits(RealRig& rig, Marks& marks, bool by_face) {
    Spread seen, wall, card, over, decision, film;
    fmt::print("\nMeasuring {} visits by {}, about a minute …\n", kVisits, by_face ? "face" : "PIN");
    std::fflush(stdout);
    const double network = 3.0 * static_cast<double>(kRoundTrip.count());  // challenge, authenticate, confirm
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
    fmt::print("  modelled: card on the air (106 kbit/s) {:5.0f} ms + network 3 x {} ms\n", card.mean(),
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
    return true;
}

/// Full repaint of a screen, and of one camera frame over a standing screen.
bool bench_screens() {
    const ui::Panel panel;
    auto painter = ui::paint::Painter::create(panel);
    if (!painter) return false;
    flow::Session session;
    session.info = domain::CardInfo{{}, {3}, {}};
    Spread still, moving;
    domain::Frame frame;
    frame.image = {640, 480, 3, std::vector<std::uint8_t>(640 * 480 * 3, 128)};
    for (int i = 0; i < 60; ++i) {
        session.state = i % 2 == 0 ? flow::State::consent : flow::State::choose_identity;
        const auto start = Clock::now();
        painter->paint(ui::layout(ui::project(session, {}), panel));
        still.add(since(start));
    }
    session.state = flow::State::face_capture;
    const auto scene = ui::layout(ui::project(session, {}), panel);
    painter->paint(scene);
    for (int i = 0; i < 200; ++i) {
        const auto start = Clock::now();
        painter->paint(scene, {&frame, {}, i});
        moving.add(since(start));
    }
    fmt::print("\nScreens, 1280x800, one core\n");
    fmt::print("  layout and full repaint              {:7.1f} ms p50  {:7.1f} ms p99\n", still.at(0.5),
               still.at(0.99));
    fmt::print("  camera frame over a standing screen  {:7.2f} ms p50  {:7.2f} ms p99  = {:.0f} frames/s possible\n",
               moving.at(0.5), moving.at(0.99), 1000 / moving.at(0.5));
    return true;
}

/// The face pipeline alone, in ratios to one forward of its detector. Before anything else, so that memory is its own.
bool bench_face() {
    const Paths paths;
    fmt::print("Measuring the face pipeline, about half a minute …\n");
    std::fflush(stdout);
    const auto speed = models::eval::measure_speed(
        {paths.models, paths.decoder, paths.portraits, {{"taro.png", "taro"}}, 60, 100, {}});
    if (!speed) {
        fmt::print(stderr, "uketsuke-sim: {}\n", speed.error().detail);
        return false;
    }
    const double forward = speed->forward.at(0.5);
    fmt::print("Face, one thread; one forward of the detector takes {:.1f} ms\n", forward);
    const auto line = [&](const char* what, const models::eval::Timing& timing) {
        fmt::print("  {:<37}{:7.1f} ms p50  {:7.1f} ms p99  = {:.2f} forwards\n", what, timing.at(0.5), timing.at(0.99),
                   timing.at(0.5) / forward);
    };
    line("frame, after enough are gathered", speed->looked_at);
    line("frame, until there are enough", speed->taken);
    for (const auto& other : speed->others) line((other.name + " alone").c_str(), other);
    line("last byte of the photo -> decision", speed->decision);
    fmt::print("  networks loaded and verified         {:7.0f} ms\n", speed->nets_ready);
    fmt::print("  resident memory with them            {:7.0f} MB ({:.0f} before)\n\n", speed->resident,
               speed->resident_before);
    return true;
}

/// The digits printed on rendered cards, on seeds of its own.
void bench_surface() {
    constexpr std::uint64_t kSeed = kFirstMeasuredSeed + 500'000;
    constexpr int kCards = 200;
    fmt::print("\nReading {} card pictures, about half a minute …\n", kCards);
    std::fflush(stdout);
    fmt::print("{}", measure_surface(kSeed, kCards).table());
}

}  // namespace

int run_bench() {
    if (!bench_face()) return 1;
    const TemporaryFolder folder;
    RealRig::Options options;
    options.start = *base::parse_iso8601("2026-11-24T09:00:00+09:00");
    options.folder = folder.path();
    options.air_time = true;
    const auto start = Clock::now();
    auto created = RealRig::create(options);
    if (!created) {
        fmt::print(stderr, "uketsuke-sim: {}: {}\n", base::name_of(created.error().code), created.error().detail);
        return 1;
    }
    auto& rig = **created;
    if (!wait_for(rig, flow::State::idle)) return 1;
    const auto ready = since(start);
    fmt::print("Here: {}.\n", rig.about());
    auto person = load_person(options.paths.people / "hanako.toml");
    if (!person || !rig.hold(*person) || !rig.look("hanako")) return 1;
    if (!rig.fault("service", fmt::format("slow {}", kRoundTrip.count()))) return 1;
    Marks marks(rig);
    const bool done =
        bench_card_part(rig) && bench_visits(rig, marks, false) && bench_visits(rig, marks, true) && bench_screens();
    fmt::print("\nStart and memory\n");
    fmt::print(
        "  start -> ready for a card            {:7.0f} ms (with the simulator's daemon, service and networks)\n",
        ready);
    fmt::print("  resident memory                      {:7.0f} MB (kiosk and simulator in one process)\n",
               resident_mb("self"));
    bench_surface();
    if (!done)
        fmt::print(stderr, "uketsuke-sim: a visit did not reach its end (screen {})\n",
                   flow::name_of(rig.kiosk().session().state));
    return done ? 0 : 1;
}

}  // namespace uketsuke::sim
