// SPDX-License-Identifier: Apache-2.0
// Who joins and leaves the line between kiosks and desks: kept in a folder beside the broker, whose settings are
// written anew with each change, and which is asked to read them.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "firmware/base/error.hpp"
#include "firmware/base/time.hpp"
#include "identity.hpp"
#include "members.hpp"

namespace uketsuke::desk::line {

/// All of it is in files: several programs may have one folder open. Thread-safe.
class Authority {
public:
    static constexpr std::chrono::minutes kCodeCounts{30};

    /// Makes what is not there yet: keys, the membership of the desk itself ("keeper"), the broker's settings.
    /// `listen`: where the broker is, "192.0.2.10:4222". Errors: file_unreadable, config_invalid, internal.
    static base::Result<Authority> open(const std::filesystem::path& folder, const std::string& listen);

    /// The secret of a code that counts once, until `now` + kCodeCounts. Errors: config_invalid (the name), internal,
    /// file_unreadable.
    [[nodiscard]] base::Result<std::string> invite(Member::Kind kind, const std::string& name,
                                                   base::WallTime now) const;
    /// Whoever has that secret becomes what it was drawn for; who had the name before is out. Errors: config_invalid
    /// (no such code, or it has ended; no request), file_unreadable, internal.
    [[nodiscard]] base::Result<Membership> admit(std::string_view secret, std::string_view request,
                                                 base::WallTime now) const;
    /// Errors: config_invalid (nobody has that name), file_unreadable.
    [[nodiscard]] base::Result<void> expel(std::string_view name) const;
    [[nodiscard]] base::Result<std::vector<Member>> members() const;

    /// Has the broker read its settings again, for a change that it missed while it started.
    void refresh() const;

    /// The keeper's own identity; the settings of the broker.
    [[nodiscard]] std::filesystem::path own_identity() const { return folder_ / "keeper"; }
    [[nodiscard]] std::filesystem::path settings_file() const { return folder_ / "nats.conf"; }

private:
    Authority(std::filesystem::path folder, std::string listen)
        : folder_(std::move(folder)), listen_(std::move(listen)) {}
    [[nodiscard]] base::Result<void> make_keys() const;
    [[nodiscard]] base::Result<void> make_keeper() const;
    [[nodiscard]] base::Result<void> write(const std::vector<Member>& members) const;
    [[nodiscard]] base::Result<void> put(const Member& member) const;
    [[nodiscard]] base::Result<Membership> sign(const Member& member, EVP_PKEY& key) const;
    [[nodiscard]] std::optional<Member> redeem(std::string_view secret, base::WallTime now) const;
    [[nodiscard]] BrokerFiles files() const;

    std::filesystem::path folder_;
    std::string listen_;
};

}  // namespace uketsuke::desk::line
