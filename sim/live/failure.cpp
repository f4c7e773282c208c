// SPDX-License-Identifier: Apache-2.0
#include "failure.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "firmware/base/file.hpp"
#include "sim/scenario/player.hpp"

namespace uketsuke::sim {
namespace {

constexpr std::size_t kJournalLines = 20;

}  // namespace

void leave_failure(Rig& rig, const std::filesystem::path& folder, std::string& problem) {
    const auto journal = fmt::format("{}", fmt::join(Player::last_lines(rig.journal(), kJournalLines), "\n"));
    const auto picture = ui::paint::write_png(rig.picture(), folder / "failure.png");
    const auto text = base::replace_file(folder / "failure.txt", fmt::format("{}\n\n{}\n", problem, journal));
    problem += picture && text ? fmt::format("\n  left:     {0}/failure.png, {0}/failure.txt", folder.string())
                               : "\n  and the failure's picture and text could not be written";
}

}  // namespace uketsuke::sim
