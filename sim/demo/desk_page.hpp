// SPDX-License-Identifier: Apache-2.0
// What the clerks' page shows after the demo's visits, as one file that a browser opens without any server.
#pragma once

#include <memory>

#include "desk/board.hpp"
#include "desk/kiosks.hpp"
#include "firmware/app/system_clock.hpp"
#include "sim/paths/paths.hpp"

namespace uketsuke::sim {

/// A desk without a page, which the demo's kiosk tells. The people are simulated: their names stand in the file.
class DeskPage {
public:
    /// Listens in a folder of its own. Errors: file_unreadable.
    static base::Result<std::unique_ptr<DeskPage>> create();

    [[nodiscard]] std::filesystem::path socket() const { return folder_.path() / "desk.sock"; }
    /// The last visit that it heard of is over, and named.
    [[nodiscard]] bool complete();
    /// Errors: file_unreadable.
    base::Result<void> write(const std::filesystem::path& file);

private:
    DeskPage() = default;
    const TemporaryFolder folder_;
    const app::SystemClock clock_;
    desk::Board board_{clock_, std::chrono::minutes{30}};
    std::unique_ptr<desk::Kiosks> kiosks_;
};

}  // namespace uketsuke::sim
