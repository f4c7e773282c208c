// SPDX-License-Identifier: Apache-2.0
#define SDL_MAIN_HANDLED
#include "window_times.hpp"

#include <SDL.h>
#include <fmt/format.h>
#include <time.h>

#include <fstream>

#include "sim/real_rig/real_rig.hpp"
#include "spread.hpp"
#include "ui/screens/screens.hpp"

namespace uketsuke::tools::bench {
namespace {

constexpr double kTouch = 50, kPreview = 30, kIdle = 1;  ///< the goals: ms, pictures a second, % of a core
constexpr int kTouches = 100;
int pictures = 0;  ///< that reached the window

}  // namespace
}  // namespace uketsuke::tools::bench

/// Goes before SDL's own: the dummy driver shows nothing, so nothing is lost.
extern "C" int SDL_UpdateWindowSurfaceRects(SDL_Window*, const SDL_Rect*, int) {
    ++uketsuke::tools::bench::pictures;
    return 0;
}

namespace uketsuke::tools::bench {
namespace {

double cpu_seconds() {
    timespec time{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

double resident_mb() {
    std::ifstream in("/proc/self/statm");
    double all = 0, resident = 0;
    in >> all >> resident;
    return resident * 4096 / 1e6;
}

void run(sim::RealRig& rig, base::Duration time) {
    rig.advance_until([] { return false; }, time);
}

void button(std::uint32_t type, const ui::Rect& rect, double px_per_mm) {
    SDL_Event event{};
    event.type = type;
    event.button.button = SDL_BUTTON_LEFT;
    event.button.x = static_cast<int>((rect.x + rect.w / 2) * px_per_mm);
    event.button.y = static_cast<int>((rect.y + rect.h / 2) * px_per_mm);
    event.button.timestamp = SDL_GetTicks();
    SDL_PushEvent(&event);
}

/// The language is changed to and fro: each time the whole screen is another one.
std::optional<Spread> touches(sim::RealRig& rig) {
    Spread spread;
    std::optional<Stopwatch::time_point> changed;
    rig.kiosk().watch([&](const flow::Visit&, const flow::Event& event, const flow::Step&) {
        if (std::holds_alternative<flow::Tap>(event)) changed = Stopwatch::now();
    });
    for (int i = 0; i < kTouches; ++i) {
        const auto* node = rig.kiosk().scene().find("language");
        if (node == nullptr) return {};
        const auto rect = node->rect;
        changed.reset();
        button(SDL_MOUSEBUTTONDOWN, rect, ui::Panel{}.px_per_mm());
        run(rig, std::chrono::milliseconds{60});
        const auto let_go = Stopwatch::now();
        button(SDL_MOUSEBUTTONUP, rect, ui::Panel{}.px_per_mm());
        if (!rig.advance_until([&] { return changed.has_value(); }, std::chrono::seconds{5})) return {};
        spread.add(Millis(*changed - let_go).count());
        run(rig, ui::kBounce);
    }
    return spread;
}

bool to_face_capture(sim::RealRig& rig, const sim::Paths& paths) {
    const auto at = [&](flow::State state) {
        return rig.advance_until([&] { return rig.kiosk().visit().state == state; }, std::chrono::seconds{20});
    };
    auto person = sim::load_person(paths.people / "hanako.toml");
    if (!person || !at(flow::State::idle) || !rig.hold(*person) || !rig.insert(domain::kCardSlot)) return false;
    if (!at(flow::State::choose_identity)) return false;
    rig.kiosk().handle(ui::Input{flow::Tap{flow::Action::choose_face}});
    return at(flow::State::face_capture);
}

std::string pace(double rate) {
    return fmt::format("{:.1f} a second (goal {:.0f}: {})", rate, kPreview, rate >= kPreview - 0.5 ? "met" : "missed");
}

}  // namespace

bool bench_window(Figures& figures) {
    ::setenv("SDL_VIDEODRIVER", "dummy", 1);
    const sim::TemporaryFolder folder;
    sim::RealRig::Options options;
    options.start = *base::parse_iso8601("2026-11-24T09:00:00+09:00");
    options.folder = folder.path();
    options.window = true;
    auto created = sim::RealRig::create(options);
    if (!created) {
        fmt::print(stderr, "uketsuke-bench: {}\n", created.error().detail);
        return false;
    }
    auto& rig = **created;
    fmt::print("\nThe window, without a screen\n");
    std::fflush(stdout);
    run(rig, std::chrono::seconds{2});
    constexpr std::chrono::seconds kRest{10};
    const double before = cpu_seconds();
    const auto start = Stopwatch::now();
    run(rig, kRest);
    const double idle = 100 * (cpu_seconds() - before) / (since(start) / 1000);
    // Nobody is there: the face is looked for in each picture, and the screen stays.
    if (!rig.look("nobody") || !to_face_capture(rig, options.paths)) {
        fmt::print(stderr, "uketsuke-bench: no face was asked for\n");
        return false;
    }
    run(rig, std::chrono::seconds{1});
    const int shown = pictures;
    const auto filmed = Stopwatch::now();
    run(rig, std::chrono::seconds{5});
    const double rate = (pictures - shown) / (since(filmed) / 1000);
    const auto spread = touches(rig);
    if (!spread) {
        fmt::print(stderr, "uketsuke-bench: a touch was not answered\n");
        return false;
    }
    const auto touch = fmt::format("{:.0f} ms p50, {:.0f} ms p99{}", spread->at(0.5), spread->at(0.99),
                                   goal(spread->at(0.99), kTouch));
    const auto preview = pace(rate);
    const auto rest =
        fmt::format("{:.1f} % of a core{}, with the simulator's threads, and SDL's dummy driver polling each ms", idle,
                    goal(idle, kIdle));
    const double memory = resident_mb();
    auto painter = ui::paint::Painter::create(ui::Panel{});
    if (!painter) return false;
    for (const auto& language : ui::languages().rows()) {
        ui::ViewModel view;
        view.language = ui::languages().named(language.code).value();
        view.screen = flow::State::consent;
        painter->paint(ui::layout(view, {ui::Panel{}, painter->measure()}, ui::languages()));
    }
    const auto more = fmt::format("{:.0f} MB more than the two of the product", resident_mb() - memory);
    fmt::print("  touch -> changed picture, while the camera runs  {}\n", touch);
    fmt::print("  preview                                          {}\n", preview);
    fmt::print("  idle                                             {}\n", rest);
    fmt::print("  a screen in each of twelve languages             {}\n", more);
    figures.add("touch → changed picture, while the camera and the face networks run", touch);
    figures.add("pictures of the live preview", preview);
    figures.add("idle kiosk", rest);
    figures.add("memory of a painter that has written twelve languages", more);
    return true;
}

}  // namespace uketsuke::tools::bench
