// SPDX-License-Identifier: Apache-2.0
#include "card_front_figures.hpp"

#include <fmt/format.h>
#include <time.h>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

#include "drivers/card_front/printed_number_reader.hpp"
#include "sim/camera/card_front_camera.hpp"

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

using Nets = std::shared_ptr<drivers::card_front::GlyphNets>;

Nets load(const std::filesystem::path& models) {
    auto nets = drivers::card_front::GlyphNets::load(models);
    if (!nets) throw std::runtime_error(nets.error().detail);
    return *nets;
}

CardFrontReading attempt(const Nets& nets, const CardFrontCase& one, std::uint64_t seed, bool back) {
    WaitClock clock;
    SimulatedCardFrontCamera tray(
        clock, [&](base::Duration duration) { clock.pass(duration); }, seed);
    tray.lay(one.picture(back));
    tray.set_tray(one.tray);
    WatchedCamera camera(tray);
    drivers::card_front::PrintedNumberReader reader(camera, clock, nets);
    const double start = work_ms();
    const auto number = reader.read(kCardFrontToday);
    const double ms = work_ms() - start - camera.work() + static_cast<double>(clock.mono().time_since_epoch().count());
    if (!number) return {number.error().detail, ms};
    const auto digits = number->expose();
    const auto right = one.person.number_b();
    return {std::equal(digits.begin(), digits.end(), right.begin(), right.end()) ? kRead : kWrong, ms};
}

void count(CardFrontTally& tally, const CardFrontReading& made) {
    ++tally.cards;
    tally.times.push_back(made.ms);
    if (made.word == kRead)
        ++tally.read;
    else if (made.word == kWrong)
        ++tally.wrong;
    else
        ++tally.why[made.word];
    if (made.word == kRead && made.ms > kGoalTime) ++tally.late;
}

/// Which lines of the table a card belongs to.
std::vector<std::string> parts_of(const CardFrontCase& one) {
    const auto line = std::find_if(kCardFrontConditions.begin(), kCardFrontConditions.end(),
                                   [&](const auto& each) { return each.condition == one.condition; });
    return {std::string(line->name), one.taught ? "fonts it has learnt" : "fonts it has not",
            one.print.western_birth ? "foreign residents"
            : one.minor             ? "minors"
                                    : "adults"};
}

CardFrontTally& part(CardFrontFigures& figures, const std::string& name) {
    for (auto& [known, tally] : figures.parts)
        if (known == name) return tally;
    return figures.parts.emplace_back(name, CardFrontTally{}).second;
}

CardFrontFigures empty_figures(std::uint64_t first_seed) {
    CardFrontFigures figures;
    figures.first_seed = first_seed;
    for (const auto& line : kCardFrontConditions) part(figures, std::string(line.name));
    for (const char* name : {"fonts it has learnt", "fonts it has not", "adults", "minors", "foreign residents"})
        part(figures, name);
    return figures;
}

void add_card(CardFrontFigures& figures, const CardFrontCase& one, const CardReading& card) {
    const int before = figures.wrong();
    count(figures.all, card.front);
    for (const auto& name : parts_of(one)) count(part(figures, name), card.front);
    if (card.back) count(figures.backs, *card.back);
    if (figures.wrong() != before) figures.wrong_seeds.push_back(card.seed);
}

CardReading read_card(const Nets& nets, const CardFrontCase& one, std::uint64_t seed, bool with_back) {
    return {seed, attempt(nets, one, seed, false),
            with_back ? std::optional(attempt(nets, one, seed, true)) : std::nullopt};
}

std::string line_of(const std::string& name, const CardFrontTally& tally) {
    std::string why;
    for (const auto& [word, times] : tally.why) why += fmt::format("  {} {}", word, times);
    return fmt::format("  {:<20}{:>7}{:>9.1f} %{:>7}{:>7}{:>8.0f}{:>8.0f} {}\n", name, tally.cards,
                       100 * tally.read_in_time(), tally.wrong, tally.cards - tally.read - tally.wrong,
                       tally.time_at(0.5), tally.time_at(0.95), why);
}

}  // namespace

double CardFrontTally::time_at(double part) const {
    if (times.empty()) return 0;
    auto sorted = times;
    std::sort(sorted.begin(), sorted.end());
    return sorted[std::min(sorted.size() - 1, static_cast<std::size_t>(part * static_cast<double>(sorted.size())))];
}

std::string CardFrontFigures::bound() const {
    std::string text = fmt::format("wrong digits: {} of {} cards and {} backs", wrong(), all.cards, backs.cards);
    for (const auto seed : wrong_seeds) text += fmt::format(", seed {}", seed);
    if (wrong() == 0 && all.cards > 0)
        text += fmt::format(": at most 1 in {} (95 %, rule of three, our own rendering)", all.cards / 3);
    return text;
}

std::string CardFrontFigures::table() const {
    std::string text = fmt::format(
        "Printed digits, {} rendered cards, seeds from {}\n  {:<20}{:>7}{:>11}{:>7}{:>7}{:>8}{:>8}  not read, "
        "because\n",
        all.cards, first_seed, "", "cards", "read <1 s", "wrong", "not", "p50 ms", "p95 ms");
    for (const auto& [name, tally] : parts) text += line_of(name, tally);
    return text + line_of("all", all) + line_of("the back", backs) + "  " + bound() +
           "\n  times: one core's work and the camera's 15 pictures a second\n";
}

std::string CardFrontFigures::markdown() const {
    auto text = fmt::format(
        "{} cards, seeds from {}:\n\n| | cards | read within 1 s | wrong | not read | p50 ms | p95 ms |\n"
        "|---|--:|--:|--:|--:|--:|--:|\n",
        all.cards, first_seed);
    const auto line = [&](const std::string& name, const CardFrontTally& tally) {
        text += fmt::format("| {} | {} | {:.1f} % | {} | {} | {:.0f} | {:.0f} |\n", name, tally.cards,
                            100 * tally.read_in_time(), tally.wrong, tally.cards - tally.read - tally.wrong,
                            tally.time_at(0.5), tally.time_at(0.95));
    };
    for (const auto& [name, tally] : parts) line(name, tally);
    line("all", all);
    line("the back", backs);
    return text + "\nOf it, " + bound() + ".\n";
}

CardFrontFigures measure_card_front(const CardFrontRun& run,
                                    const std::function<void(const CardFrontFigures&)>& progress) {
    const int before = cv::getNumThreads();
    cv::setNumThreads(1);
    auto figures = empty_figures(run.first_seed);
    std::map<std::uint64_t, CardReading> known;
    if (run.log != nullptr) known = run.log->known();
    std::mutex mutex;
    std::atomic<int> next = 0;
    const auto work = [&](const Nets& nets) {
        for (int i = next++; i < run.cards; i = next++) {
            const auto seed = run.first_seed + static_cast<std::uint64_t>(i);
            const auto one = card_front_case(seed, kCardFrontToday);
            const auto there = known.find(seed);
            const auto card =
                there != known.end() ? there->second : read_card(nets, one, seed, i % kCardsForABack == 0);
            const std::scoped_lock lock(mutex);
            if (run.log != nullptr && there == known.end()) run.log->add(card);
            add_card(figures, one, card);
            if (progress) progress(figures);
        }
    };
    std::vector<std::thread> others;
    for (int i = 1; i < run.threads; ++i) others.emplace_back([&] { work(load(run.models)); });
    work(load(run.models));
    for (auto& other : others) other.join();
    cv::setNumThreads(before);
    return figures;
}

}  // namespace uketsuke::sim
