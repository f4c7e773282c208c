// SPDX-License-Identifier: Apache-2.0
#include "surface_figures.hpp"

#include <fmt/format.h>
#include <time.h>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

#include "drivers/surface/printed_surface_reader.hpp"
#include "sim/camera/surface_camera.hpp"

namespace uketsuke::sim {
namespace {

constexpr double kGoalTime = 1000;  ///< milliseconds
constexpr int kCardsForABack = 10;

/// Work of this thread, so that other programs on the machine do not count.
double work_ms() {
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

/// Moves only when somebody waits.
class WaitClock : public ports::Clock {
public:
    [[nodiscard]] base::MonoTime mono() const override { return now_; }
    [[nodiscard]] base::WallTime wall() const override { return {}; }
    void pass(base::Duration duration) { now_ += duration; }

private:
    base::MonoTime now_{};
};

/// Hands on a camera and keeps account of the work that its pictures are.
class WatchedCamera : public ports::Camera {
public:
    explicit WatchedCamera(ports::Camera& camera) : camera_(camera) {}
    base::Result<void> probe() override { return camera_.probe(); }
    base::Result<std::unique_ptr<ports::Capture>> open() override {
        auto capture = camera_.open();
        if (!capture) return base::fail(capture.error());
        return std::unique_ptr<ports::Capture>(std::make_unique<Watched>(std::move(*capture), work_));
    }
    [[nodiscard]] double work() const { return work_; }

private:
    struct Watched : ports::Capture {
        Watched(std::unique_ptr<ports::Capture> inner, double& work) : inner_(std::move(inner)), work_(work) {}
        base::Result<domain::Frame> next_frame(base::Duration limit) override {
            const double start = work_ms();
            auto frame = inner_->next_frame(limit);
            work_ += work_ms() - start;
            return frame;
        }
        [[nodiscard]] std::string identity() const override { return inner_->identity(); }
        std::unique_ptr<ports::Capture> inner_;
        double& work_;
    };
    ports::Camera& camera_;
    double work_ = 0;
};

struct Attempt {
    base::Result<base::Secret> number;
    double ms;
};

Attempt attempt(const SurfaceCase& one, std::uint64_t seed, bool back) {
    WaitClock clock;
    SimulatedSurfaceCamera tray(
        clock, [&](base::Duration duration) { clock.pass(duration); }, seed);
    tray.lay(one.picture(back));
    tray.set_tray(one.tray);
    WatchedCamera camera(tray);
    drivers::surface::PrintedSurfaceReader reader(camera, clock);
    const double start = work_ms();
    auto number = reader.read(kSurfaceToday);
    const double work = work_ms() - start - camera.work();
    return {std::move(number), work + static_cast<double>(clock.mono().time_since_epoch().count())};
}

void count(SurfaceTally& tally, const Attempt& made, const std::string& right) {
    ++tally.cards;
    tally.times.push_back(made.ms);
    if (!made.number) {
        ++tally.why[made.number.error().detail];
        return;
    }
    const auto digits = made.number->expose();
    const bool good = std::equal(digits.begin(), digits.end(), right.begin(), right.end());
    ++(good ? tally.read : tally.wrong);
    if (good && made.ms > kGoalTime) ++tally.late;
}

/// Which lines of the table a card belongs to.
std::vector<std::string> parts_of(const SurfaceCase& one) {
    const auto line = std::find_if(kSurfaceConditions.begin(), kSurfaceConditions.end(),
                                   [&](const auto& each) { return each.condition == one.condition; });
    return {std::string(line->name), one.taught ? "fonts it has learnt" : "fonts it has not",
            one.print.western_birth ? "foreign residents"
            : one.minor             ? "minors"
                                    : "adults"};
}

SurfaceTally& part(SurfaceFigures& figures, const std::string& name) {
    for (auto& [known, tally] : figures.parts)
        if (known == name) return tally;
    return figures.parts.emplace_back(name, SurfaceTally{}).second;
}

SurfaceFigures empty_figures(std::uint64_t first_seed) {
    SurfaceFigures figures;
    figures.first_seed = first_seed;
    for (const auto& line : kSurfaceConditions) part(figures, std::string(line.name));
    for (const char* name : {"fonts it has learnt", "fonts it has not", "adults", "minors", "foreign residents"})
        part(figures, name);
    return figures;
}

void add_card(SurfaceFigures& figures, const SurfaceCase& one, std::uint64_t seed, const Attempt& front,
              const std::optional<Attempt>& back) {
    const auto right = one.person.number_b();
    const int before = figures.wrong();
    count(figures.all, front, right);
    for (const auto& name : parts_of(one)) count(part(figures, name), front, right);
    if (back) count(figures.backs, *back, right);
    if (figures.wrong() != before) figures.wrong_seeds.push_back(seed);
}

std::string line_of(const std::string& name, const SurfaceTally& tally) {
    std::string why;
    for (const auto& [word, times] : tally.why) why += fmt::format("  {} {}", word, times);
    return fmt::format("  {:<20}{:>7}{:>9.1f} %{:>7}{:>7}{:>8.0f}{:>8.0f} {}\n", name, tally.cards,
                       100 * tally.read_in_time(), tally.wrong, tally.cards - tally.read - tally.wrong,
                       tally.time_at(0.5), tally.time_at(0.95), why);
}

}  // namespace

double SurfaceTally::time_at(double part) const {
    if (times.empty()) return 0;
    auto sorted = times;
    std::sort(sorted.begin(), sorted.end());
    return sorted[std::min(sorted.size() - 1, static_cast<std::size_t>(part * static_cast<double>(sorted.size())))];
}

std::string SurfaceFigures::bound() const {
    std::string text = fmt::format("wrong digits: {} of {} cards and {} backs", wrong(), all.cards, backs.cards);
    for (const auto seed : wrong_seeds) text += fmt::format(", seed {}", seed);
    if (wrong() == 0 && all.cards > 0)
        text += fmt::format(": at most 1 in {} (95 %, rule of three, our own rendering)", all.cards / 3);
    return text;
}

std::string SurfaceFigures::table() const {
    std::string text = fmt::format(
        "Printed digits, {} rendered cards, seeds from {}\n  {:<20}{:>7}{:>11}{:>7}{:>7}{:>8}{:>8}  not read, "
        "because\n",
        all.cards, first_seed, "", "cards", "read <1 s", "wrong", "not", "p50 ms", "p95 ms");
    for (const auto& [name, tally] : parts) text += line_of(name, tally);
    return text + line_of("all", all) + line_of("the back", backs) + "  " + bound() +
           "\n  times: one core's work and the camera's 15 pictures a second\n";
}

std::string SurfaceFigures::markdown() const {
    auto text = fmt::format(
        "{} cards, seeds from {}:\n\n| | cards | read within 1 s | wrong | not read | p50 ms | p95 ms |\n"
        "|---|--:|--:|--:|--:|--:|--:|\n",
        all.cards, first_seed);
    const auto line = [&](const std::string& name, const SurfaceTally& tally) {
        text += fmt::format("| {} | {} | {:.1f} % | {} | {} | {:.0f} | {:.0f} |\n", name, tally.cards,
                            100 * tally.read_in_time(), tally.wrong, tally.cards - tally.read - tally.wrong,
                            tally.time_at(0.5), tally.time_at(0.95));
    };
    for (const auto& [name, tally] : parts) line(name, tally);
    line("all", all);
    line("the back", backs);
    return text + "\nOf it, " + bound() + ".\n";
}

SurfaceFigures measure_surface(std::uint64_t first_seed, int count,
                               const std::function<void(const SurfaceFigures&)>& progress, int threads) {
    const int before = cv::getNumThreads();
    cv::setNumThreads(1);
    auto figures = empty_figures(first_seed);
    std::mutex mutex;
    std::atomic<int> next = 0;
    const auto work = [&] {
        for (int i = next++; i < count; i = next++) {
            const auto seed = first_seed + static_cast<std::uint64_t>(i);
            const auto one = surface_case(seed, kSurfaceToday);
            const auto made = attempt(one, seed, false);
            const auto back = i % kCardsForABack == 0 ? std::optional(attempt(one, seed, true)) : std::nullopt;
            const std::scoped_lock lock(mutex);
            add_card(figures, one, seed, made, back);
            if (progress) progress(figures);
        }
    };
    std::vector<std::thread> others;
    for (int i = 1; i < threads; ++i) others.emplace_back(work);
    work();
    for (auto& other : others) other.join();
    cv::setNumThreads(before);
    return figures;
}

}  // namespace uketsuke::sim
