// SPDX-License-Identifier: Apache-2.0
// Which kiosks clerks have closed, in a file: one that is closed stays so, whatever is switched off and on again.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "firmware/domain/staff.hpp"

namespace uketsuke::desk {

/// Thread-bound to its owner.
class ClosedKiosks {
public:
    /// In memory alone.
    ClosedKiosks() = default;
    /// What lies in that file; one that is none closes nothing, and is said to the log.
    explicit ClosedKiosks(std::filesystem::path file);

    /// nullptr: it is open. Valid until the next change.
    [[nodiscard]] const domain::DeskAnswer* find(const std::string& kiosk) const;
    /// What cannot be written holds until the desk ends, and is said to the log.
    void close(const std::string& kiosk, domain::DeskAnswer how);
    void open(const std::string& kiosk);

private:
    void keep() const;
    std::filesystem::path file_;
    std::map<std::string, domain::DeskAnswer> closed_;
};

}  // namespace uketsuke::desk
