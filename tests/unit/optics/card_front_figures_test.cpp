// SPDX-License-Identifier: Apache-2.0
// How well printed digits are read, on seeds that were not used to set the reader up. With UPDATE_GOLDENS=1 the table
// goes into docs/card_front.md. The long run, half an hour of two cores: card_front_figures_test "[.long]". Broken off,
// it goes on where it stopped when it is called again: what was read stands in card_front_figures.log in the build
// folder, as long as the program and the networks are the same.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <cstdio>
#include <cstdlib>
#include <fstream>

#include "firmware/base/file.hpp"
#include "sim/card_front_eval/card_front_figures.hpp"

using namespace uketsuke;

namespace {

constexpr std::uint64_t kNormalSeed = sim::kFirstMeasuredSeed + 110'000'000;
constexpr std::uint64_t kLongSeed = sim::kFirstMeasuredSeed + 100'000'000;
constexpr double kGoal = 0.95;   ///< read within a second
constexpr double kFloor = 0.90;  ///< below it something broke
const std::string kPage = SOURCE_DIR "/docs/card_front.md";

/// What stands on the page between `<!-- name -->` and `<!-- end -->`.
std::pair<std::size_t, std::size_t> place_of(const std::string& page, const std::string& name) {
    const auto mark = "<!-- " + name + " -->\n";
    const auto from = page.find(mark);
    REQUIRE(from != std::string::npos);
    const auto end = page.find("<!-- end -->", from);
    REQUIRE(end != std::string::npos);
    return {from + mark.size(), end};
}

std::string page() {
    const auto text = base::read_file(kPage);
    REQUIRE(text);
    return *text;
}

/// Puts a run's table on the page, when asked to.
void keep(const std::string& name, const sim::CardFrontFigures& figures) {
    if (std::getenv("UPDATE_GOLDENS") == nullptr) return;
    auto text = page();
    const auto [from, end] = place_of(text, name);
    text.replace(from, end - from, "\n" + figures.markdown() + "\n");
    std::ofstream(kPage, std::ios::binary) << text;
}

/// What is measured: this program and the networks of the manifest.
std::string mark() {
    std::string all;
    for (const char* file : {"/proc/self/exe", MODELS_DIR "/manifest.toml"}) {
        const auto content = base::read_file(file);
        REQUIRE(content);
        all += *content;
    }
    return fmt::format("{:016x}", std::hash<std::string>{}(all));
}

sim::CardFrontFigures measure(std::uint64_t seed, int cards, int step, int threads, sim::CardFrontLog* log = nullptr) {
    const auto say = [&](const sim::CardFrontFigures& now) {
        if (now.all.cards % step != 0 || now.all.cards == cards) return;
        fmt::print("{} of {} cards, seeds from {}: {:.1f} % read, {}\n", now.all.cards, cards, seed,
                   100 * now.all.read_in_time(), now.bound());
        std::fflush(stdout);
    };
    auto figures = sim::measure_card_front({MODELS_DIR, seed, cards, threads, log}, say);
    fmt::print("{}  goal: {:.0f} % read within a second: {}\n", figures.table(), 100 * kGoal,
               figures.all.read_in_time() >= kGoal ? "met" : "missed");
    return figures;
}

}  // namespace

TEST_CASE("300 card pictures by chance: no wrong digit, nine of ten read within a second, no back read") {
    const auto figures = measure(kNormalSeed, 300, 100, 1);
    keep("normal", figures);
    CHECK(figures.all.wrong == 0);
    CHECK(figures.all.read_in_time() >= kFloor);
    CHECK(figures.backs.read + figures.backs.wrong == 0);
    CHECK(figures.backs.why.at("wrong_side") >= figures.backs.cards * 9 / 10);
}

TEST_CASE("a run that was broken off goes on where it stopped, unless something else is measured now") {
    const auto file = BINARY_DIR "/card_front_log_test";
    const sim::CardFrontReading back{"wrong_side", 6.5};
    {
        sim::CardFrontLog log(file, "one");
        for (int i = 0; i < 3; ++i)
            log.add({kNormalSeed + static_cast<std::uint64_t>(i),
                     {"odd_word", 2000},
                     i == 0 ? std::optional(back) : std::nullopt});
    }
    std::ofstream(file, std::ios::app) << kNormalSeed + 3 << " read 13";  // cut off
    sim::CardFrontLog log(file, "one");
    CHECK(log.known().size() == 3);
    const auto figures = sim::measure_card_front({MODELS_DIR, kNormalSeed, 4, 2, &log});
    CHECK(figures.all.why.at("odd_word") == 3);
    CHECK(figures.all.read == 1);
    CHECK(figures.backs.why.at("wrong_side") == 1);
    CHECK(sim::CardFrontLog(file, "one").known().size() == 4);
    CHECK(sim::CardFrontLog(file, "another").known().empty());
}

TEST_CASE("30,000 card pictures by chance: no wrong digit", "[.long]") {
    sim::CardFrontLog log(BINARY_DIR "/card_front_figures.log", mark());
    const auto figures = measure(kLongSeed, 30'000, 500, 2, &log);
    keep("long", figures);
    log.remove();
    CHECK(figures.all.wrong == 0);
    CHECK(figures.all.read_in_time() >= kFloor);
    CHECK(figures.backs.read + figures.backs.wrong == 0);
}
