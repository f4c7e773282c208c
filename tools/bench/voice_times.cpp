// SPDX-License-Identifier: Apache-2.0
#include "voice_times.hpp"

#include <fmt/format.h>
#include <sys/resource.h>

#include "sim/paths/paths.hpp"
#include "spread.hpp"
#include "tools/voice/render.hpp"

namespace uketsuke::tools::bench {
namespace {

constexpr double kAllowed = 30;  ///< seconds that a build may take for them

double seconds(const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

/// Of the processor, by this program and those that it waited for: what else runs does not count.
double used() {
    double all = 0;
    for (const auto who : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
        rusage usage{};
        ::getrusage(who, &usage);
        all += seconds(usage.ru_utime) + seconds(usage.ru_stime);
    }
    return all;
}

}  // namespace

bool bench_voice(Figures& figures) {
    const sim::TemporaryFolder folder;
    const auto start = Stopwatch::now();
    const double before = used();
    int made = 0;
    for (const std::string language : {"ja", "en"}) {  // those of the build
        const auto rendered = voice::render(language, folder.path() / language);
        if (!rendered) {
            fmt::print("\nVoice: not measured ({})\n", rendered.error().detail);
            return true;
        }
        made += rendered->made;
    }
    const double waited = since(start) / 1000, busy = (used() - before) / 2;
    const auto figure = fmt::format("{} recordings: {:.0f} s of each of two cores{}; {:.0f} s beside what else ran",
                                    made, busy, goal(busy, kAllowed), waited);
    fmt::print("\nVoice, all texts read aloud by espeak-ng\n  {}\n", figure);
    figures.add("placeholder voices of the build (ja, en), read aloud from nothing", figure);
    return made > 0;
}

}  // namespace uketsuke::tools::bench
