// SPDX-License-Identifier: Apache-2.0
#include "play.hpp"

#include <fmt/format.h>

#include <cstdlib>

#include "sim/real_rig/real_rig.hpp"
#include "sim/rig/virtual_rig.hpp"
#include "sim/scenario/player.hpp"

namespace uketsuke::sim {
namespace {

template <class R>
base::Result<std::unique_ptr<Rig>> make(const Script& script, const std::filesystem::path& folder,
                                        typename R::Options options) {
    options.start = script.start;
    options.folder = folder;
    options.settings = script.settings;
    auto rig = R::create(std::move(options));
    if (!rig) return base::fail(rig.error());
    return std::unique_ptr<Rig>(std::move(*rig));
}

std::string play(const std::filesystem::path& file, const std::string& service_url, Outcome& outcome) {
    const auto script = load_script(file);
    if (!script) return script.error().detail;
    const TemporaryFolder folder;
    auto rig = script->rig == Script::Rig::real ? make<RealRig>(*script, folder.path(), {.service_url = service_url})
                                                : make<VirtualRig>(*script, folder.path(), {});
    if (!rig) return fmt::format("no rig: {} {}", base::name_of(rig.error().code), rig.error().detail);
    Player::Options options;
    options.people = Paths{}.people;
    options.goldens = std::filesystem::path(file).parent_path() / "golden";
    options.update_goldens = std::getenv("UPDATE_GOLDENS") != nullptr;
    Player player(**rig, options);
    outcome = player.play(*script);
    return outcome.problems.empty() ? "" : outcome.problems.front();
}

}  // namespace

int play_files(const std::vector<std::string>& files, const std::string& service_url) {
    int failed = 0, goldens = 0;
    for (const auto& file : files) {
        Outcome outcome;
        const auto problem = play(file, service_url, outcome);
        goldens += outcome.goldens;
        failed += problem.empty() ? 0 : 1;
        fmt::print("{}  {}  {} steps{}{}\n", problem.empty() ? "ok  " : "FAIL",
                   std::filesystem::path(file).stem().string(), outcome.steps, problem.empty() ? "" : "\n      ",
                   problem);
        std::fflush(stdout);
    }
    fmt::print("scenarios: {} played, {} failed, {} goldens compared\n", files.size(), failed, goldens);
    return failed == 0 ? 0 : 1;
}

}  // namespace uketsuke::sim
