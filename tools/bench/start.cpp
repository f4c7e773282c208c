// SPDX-License-Identifier: Apache-2.0
#include "start.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdio>

#include "firmware/base/descriptor.hpp"
#include "firmware/base/file.hpp"
#include "sim/rig/simulated_settings.hpp"
#include "spread.hpp"

namespace uketsuke::tools::bench {
namespace {

constexpr double kFirstPicture = 80;  ///< ms, the goal
constexpr int kTimes = 20;
constexpr std::string_view kStands = "the first picture stands";

/// The settings' text: what differs from their defaults.
std::string settings_in(const std::filesystem::path& folder) {
    const auto set = sim::installed({}, {}, folder);
    return fmt::format(
        "[face]\nmodels = \"{}\"\ndecoder = \"{}\"\n[card]\ntrusted_issuer = \"{}\"\nauthorities = \"{}\"\n"
        "[service]\nca = \"{}\"\ncertificate = \"{}\"\nkey = \"{}\"\n[results]\nfolder = \"{}\"\n"
        "[guidance]\nfile = \"{}\"\n[staff_calls]\nfile = \"{}\"\n[audit]\njournal = \"{}\"\n[state]\nfolder = \"{}\"\n"
        "[log]\nlevel = \"info\"\n",
        set.face_models.string(), set.face_decoder.string(), set.card_trusted_issuer.string(),
        set.card_authorities.string(), set.service_ca.string(), set.service_certificate.string(),
        set.service_key.string(), set.results_folder.string(), set.guidance_file.string(),
        set.staff_calls_file.string(), set.audit_journal.string(), set.state_folder.string());
}

/// With its log in `log`; −1: it could not be started.
pid_t start_kiosk(const std::filesystem::path& settings, int log) {
    std::string program = UKETSUKE, option = "--config", file = settings.string(), panel = "SDL_VIDEODRIVER=dummy";
    std::array<char*, 4> words{program.data(), option.data(), file.data(), nullptr};
    std::array<char*, 2> environment{panel.data(), nullptr};
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, log, STDERR_FILENO);
    pid_t pid = -1;
    if (::posix_spawn(&pid, program.c_str(), &actions, nullptr, words.data(), environment.data()) != 0) pid = -1;
    posix_spawn_file_actions_destroy(&actions);
    return pid;
}

/// Milliseconds until the log says that the first picture stands; nullopt when it ends before.
std::optional<double> first_picture(const std::filesystem::path& settings, std::string& log) {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) return std::nullopt;
    const base::Descriptor hears(ends[0]);
    base::Descriptor tells(ends[1]);
    const auto start = Stopwatch::now();
    const auto pid = start_kiosk(settings, tells.get());
    tells.reset();
    if (pid < 0) return std::nullopt;
    std::optional<double> took;
    std::array<char, 4096> words{};
    log.clear();
    for (ssize_t got = 1; got > 0 && !took;) {
        got = ::read(hears.get(), words.data(), words.size());
        if (got > 0) log.append(words.data(), static_cast<std::size_t>(got));
        if (log.find(kStands) != std::string::npos) took = since(start);
    }
    ::kill(pid, SIGTERM);
    ::waitpid(pid, nullptr, 0);
    return took;
}

}  // namespace

bool bench_start(Figures& figures) {
    const sim::TemporaryFolder folder;
    const auto settings = folder.path() / "uketsuke.toml";
    if (!base::replace_file(settings, settings_in(folder.path()))) return false;
    Spread spread;
    std::string log;
    for (int i = 0; i < kTimes; ++i) {
        const auto took = first_picture(settings, log);
        if (!took) {
            fmt::print(stderr, "uketsuke-bench: uketsuke showed no picture: {}\n", log);
            return false;
        }
        spread.add(*took);
    }
    const auto figure = fmt::format("{:.0f} ms p50, {:.0f} ms worst{}", spread.at(0.5), spread.at(1),
                                    goal(spread.at(0.5), kFirstPicture));
    fmt::print("\nStart of uketsuke -> first picture, {} times: {}\n", kTimes, figure);
    figures.add("start of `uketsuke` → first picture, libraries loaded and no screen attached", figure);
    return true;
}

}  // namespace uketsuke::tools::bench
