// SPDX-License-Identifier: Apache-2.0
// Until when that counts by which the kiosk is believed and believes others: its own certificate, the service's CA, the
// cards' CAs, their revocation lists. One that ends is told to staff before patients meet it.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "firmware/app/devices.hpp"
#include "firmware/config/config.hpp"

namespace uketsuke::wiring {

/// From when until when something counts.
struct Span {
    base::WallTime from{}, until{};
};

/// A file of the settings. It may hold several certificates, or lists: staff are told of each that ends.
struct Term {
    /// Which of them must count, or the kiosk is out of service. Its own certificate stands first in its file, before
    /// those of whoever issued it; one CA that counts still serves; each list that is overdue is missed.
    enum class Needs { first, any, all, none };
    std::string_view key;   ///< of the settings, which names the file
    base::ErrorCode ended;  ///< what it is when it has ended
    Needs needs;
    bool told_ahead = true;  ///< false: it is renewed every few days, by somebody else
    std::vector<Span> all{};
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
    /// Sentences of loose_files() that the last look found and the one before did not: each is in the log once as long
    /// as it holds.
    [[nodiscard]] const std::vector<std::string>& loosened() const { return loosened_; }

private:
    /// Of each that ends soon, by its key and end: the kAhead that was told last.
    using Told = std::map<std::pair<std::string_view, base::WallTime>, int>;
    void look_at_modes();
    std::optional<domain::DeskNote> look(const Term& term, const Span& span, base::WallTime now, Told& told) const;

    const config::Config& config_;
    Told told_;
    std::vector<std::string> loose_, loosened_;
};

}  // namespace uketsuke::wiring
