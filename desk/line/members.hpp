// SPDX-License-Identifier: Apache-2.0
// Who may speak with the broker, and what: the broker's settings are written from it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace uketsuke::desk::line {

struct Member {
    enum class Kind : std::uint8_t {
        kiosk,  ///< tells of itself alone, and hears what is for it alone
        desk,   ///< hears all, and tells kiosks what to do
        keeper  ///< the desk beside the broker: makes streams, too
    } kind = Kind::kiosk;
    std::string name;
    std::string user;  ///< the certificate's name, new with each enrolment: of an earlier one the broker knows nothing
    bool operator==(const Member&) const = default;
};

struct BrokerFiles {
    std::filesystem::path authority, certificate, key, pid, store;
};

/// The settings of nats-server: TLS with client certificates, each member's own subjects and no others.
std::string broker_settings(const std::string& listen, const BrokerFiles& files, const std::vector<Member>& members);
/// Subjects for answers to a member's own questions. Others may not listen there.
std::string inbox_of(std::string_view name);

}  // namespace uketsuke::desk::line
