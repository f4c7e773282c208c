// SPDX-License-Identifier: Apache-2.0
// Until when that counts by which the kiosk is believed and believes others: its own certificate, the service's CA, the
// cards' CAs, their revocation lists. One that ends is told to staff before patients meet it.
#pragma once

#include <filesystem>
#include <map>
#include <string_view>
#include <vector>

#include "firmware/app/devices.hpp"
#include "firmware/config/config.hpp"

namespace uketsuke::wiring {

struct Term {
    std::string_view key;   ///< of the settings, which names the file
    base::ErrorCode ended;  ///< what it is when it has ended
    base::WallTime from{};  ///< where a file holds several: of the one that lasts longest
    base::WallTime until{};
    bool told_ahead = true;  ///< false: it is renewed every few days, by somebody else
    bool needed = true;      ///< without it the kiosk is out of service
};

/// Errors: file_unreadable (a file is gone, or holds none of what it should).
base::Result<std::vector<Term>> terms_of(const config::Config& config);

/// What others than its owner may do with a file of the settings and must not, in words: read the private key, write
/// what the kiosk trusts.
std::vector<std::string> loose_files(const config::Config& config);

/// Looks at both. Thread-bound to the files lane.
class TermsWatch {
public:
    /// Days before the end on which staff are told, once each; and on the day itself.
    static constexpr std::array kAhead{60, 30, 7, 1, 0};

    explicit TermsWatch(const config::Config& config) : config_(config) {}
    app::PremisesLook look(base::WallTime now);

private:
    const config::Config& config_;
    std::map<std::string_view, int> told_;  ///< the kAhead that was told last
    bool modes_told_ = false;
};

}  // namespace uketsuke::wiring
