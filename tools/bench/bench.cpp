// SPDX-License-Identifier: Apache-2.0
#include "bench.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <fstream>

#include "card_times.hpp"
#include "crowd_times.hpp"
#include "dock_times.hpp"
#include "document_times.hpp"
#include "face_times.hpp"
#include "firmware/base/file.hpp"
#include "line_times.hpp"
#include "opensc.hpp"
#include "sim/card_front_eval/card_front_figures.hpp"
#include "sim/real_rig/real_rig.hpp"
#include "spread.hpp"
#include "start.hpp"
#include "ui/screens/screens.hpp"
#include "visits.hpp"
#include "voice_times.hpp"
#include "window_times.hpp"

namespace uketsuke::tools::bench {
namespace {

/// Resident memory of a process in MB, from /proc.
double resident_mb(const std::string& pid) {
    std::ifstream status("/proc/" + pid + "/statm");
    double pages = 0, resident = 0;
    status >> pages >> resident;
    return resident * static_cast<double>(::sysconf(_SC_PAGESIZE)) / 1e6;
}

/// Full repaint of a screen, and of one camera frame over a standing screen.
bool bench_screens(Figures& figures) {
    const ui::Panel panel;
    auto painter = ui::paint::Painter::create(panel);
    if (!painter) return false;
    const ui::MeasuredPanel measured{panel, painter->measure()};
    flow::Visit visit;
    visit.info = domain::CardInfo{{}, {3}, {}};
    Spread still, moving;
    domain::Frame frame;
    frame.image = {640, 480, 3, base::Bytes(640 * 480 * 3, 128)};
    for (int i = 0; i < 60; ++i) {
        visit.state = i % 2 == 0 ? flow::State::consent : flow::State::choose_identity;
        const auto start = Stopwatch::now();
        painter->paint(ui::layout(ui::project(visit, {}), measured));
        still.add(since(start));
    }
    visit.state = flow::State::face_capture;
    const auto scene = ui::layout(ui::project(visit, {}), measured);
    painter->paint(scene);
    for (int i = 0; i < 200; ++i) {
        const auto start = Stopwatch::now();
        painter->paint(scene, {&frame, {}, i});
        moving.add(since(start));
    }
    fmt::print("\nScreens, 1280x800, one core\n");
    fmt::print("  layout and full repaint              {:7.1f} ms p50  {:7.1f} ms p99\n", still.at(0.5),
               still.at(0.99));
    fmt::print("  camera frame over a standing screen  {:7.2f} ms p50  {:7.2f} ms p99  = {:.0f} frames/s possible\n",
               moving.at(0.5), moving.at(0.99), 1000 / moving.at(0.5));
    figures.add("screens, one core: full repaint; camera frame over a standing screen",
                fmt::format("{:.1f} ms; {:.2f} ms (the display draws 30 a second)", still.at(0.5), moving.at(0.5)));
    return true;
}

/// The digits printed on rendered cards, on seeds of its own.
void bench_card_front(Figures& figures) {
    constexpr std::uint64_t kSeed = sim::kFirstMeasuredSeed + 500'000;
    constexpr int kCards = 200;
    fmt::print("\nReading {} card pictures, about half a minute …\n", kCards);
    std::fflush(stdout);
    const auto measured =
        sim::measure_card_front({.models = sim::Paths{}.models, .first_seed = kSeed, .cards = kCards});
    fmt::print("{}", measured.table());
    const auto& all = measured.all;
    const int in_time = all.read - all.late;
    figures.add("printed digits of rendered cards",
                fmt::format("{} of {} read within 1 s (goal 95 %: {}; {:.0f} ms p50, one core); {} read wrong{}",
                            in_time, all.cards, 100 * in_time >= 95 * all.cards ? "met" : "missed", all.time_at(0.5),
                            all.wrong, all.wrong == 0 ? fmt::format(" (at most 1 in {}, 95 %)", all.cards / 3) : ""));
}

void bench_memory(double ready, Figures& figures) {
    const double memory = resident_mb("self");
    fmt::print("\nStart and memory\n");
    fmt::print(
        "  start -> ready for a card            {:7.0f} ms (with the simulator's daemon, service and networks)\n",
        ready);
    fmt::print("  resident memory                      {:7.0f} MB (kiosk and simulator in one process)\n", memory);
    figures.add("memory", fmt::format("{:.0f} MB, kiosk and simulator in one process", memory));
}

/// False: something did not reach its end, and why was said.
bool bench_kiosk(Figures& figures) {
    const sim::TemporaryFolder folder;
    sim::RealRig::Options options;
    options.start = *base::parse_iso8601("2026-11-24T09:00:00+09:00");
    options.folder = folder.path();
    options.air_time = true;
    const auto start = Stopwatch::now();
    auto created = sim::RealRig::create(options);
    if (!created) {
        fmt::print(stderr, "uketsuke-sim: {}: {}\n", base::name_of(created.error().code), created.error().detail);
        return false;
    }
    auto& rig = **created;
    const auto idle = [&] { return rig.kiosk().visit().state == flow::State::idle; };
    if (!rig.advance_until(idle, std::chrono::seconds{20})) return false;
    const auto ready = since(start);
    fmt::print("Here: {}.\n", rig.about());
    auto person = sim::load_person(options.paths.people / "hanako.toml");
    if (!person || !rig.hold(*person) || !rig.look("hanako")) return false;
    if (!rig.fault("service", fmt::format("slow {}", kRoundTrip.count()))) return false;
    if (!bench_visits(rig, false, figures) || !bench_visits(rig, true, figures) || !bench_card_part(rig, figures) ||
        !bench_opensc(rig, figures)) {
        const auto& visit = rig.kiosk().visit();
        fmt::print(stderr, "uketsuke-sim: a visit did not reach its end (screen {}{}{})\n", flow::name_of(visit.state),
                   visit.error ? ": " : "", visit.error ? base::name_of(*visit.error) : "");
        return false;
    }
    bench_memory(ready, figures);
    return true;
}

}  // namespace

int run_bench(const std::filesystem::path& readme) {
    Figures figures;
    if (!bench_face(figures) || !bench_kiosk(figures) || !bench_start(figures) || !bench_line(figures) ||
        !bench_documents(figures) || !bench_screens(figures) || !bench_window(figures) || !bench_dock(figures) ||
        !bench_crowd(figures) || !bench_voice(figures))
        return 1;
    bench_card_front(figures);
    fmt::print("\n{}", figures.table());
    if (readme.empty()) return 0;
    if (const auto written = figures.write_into(readme); !written) {
        fmt::print(stderr, "uketsuke-sim: {}\n", written.error().detail);
        return 1;
    }
    fmt::print("\nThe table stands in {}.\n", readme.string());
    return 0;
}

}  // namespace uketsuke::tools::bench
