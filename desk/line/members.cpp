// SPDX-License-Identifier: Apache-2.0
#include "members.hpp"

#include <fmt/format.h>

#include "names.hpp"

namespace uketsuke::desk::line {
namespace {

using Subjects = std::vector<std::string>;

Subjects may_publish(const Member& member) {
    const auto& name = member.name;
    switch (member.kind) {
        case Member::Kind::kiosk:
            return {report_of(name), name_of(name), here_of(name), fmt::format("$JS.ACK.{}.{}.>", kEvents, name)};
        case Member::Kind::desk:
            return {action_for("*"), fmt::format("$JS.API.CONSUMER.CREATE.{}", kEvents),
                    fmt::format("$JS.API.CONSUMER.CREATE.{}", kNames), fmt::format("$JS.API.STREAM.INFO.{}", kEvents)};
        case Member::Kind::keeper: return {action_for("*"), "$JS.API.>"};
    }
    return {};
}

Subjects may_hear(const Member& member) {
    const auto inbox = inbox_of(member.name) + ".>";
    if (member.kind == Member::Kind::kiosk) return {hands_to(member.name), inbox};
    return {here_of("*"), inbox};
}

std::string quoted(const Subjects& subjects) {
    std::string list;
    for (const auto& subject : subjects) list += fmt::format("{}\"{}\"", list.empty() ? "" : ", ", subject);
    return list;
}

std::string user_line(const Member& member) {
    return fmt::format("    {{ user: \"{}\", permissions: {{ publish: [{}], subscribe: [{}] }} }}\n", member.user,
                       quoted(may_publish(member)), quoted(may_hear(member)));
}

}  // namespace

std::string inbox_of(std::string_view name) { return fmt::format("_INBOX_{}", name); }

std::string broker_settings(const std::string& listen, const BrokerFiles& files, const std::vector<Member>& members) {
    std::string users;
    for (const auto& member : members) users += user_line(member);
    return fmt::format(
        "# Written by uketsuke-desk from its members: changes here are lost.\n"
        "listen: \"{}\"\n"
        "server_name: uketsuke\n"
        "pid_file: \"{}\"\n"
        "max_payload: 16384\n"
        "max_connections: 256\n"
        "jetstream {{ store_dir: \"{}\", max_memory_store: 67108864, max_file_store: 536870912 }}\n"
        "tls {{ cert_file: \"{}\", key_file: \"{}\", ca_file: \"{}\", verify_and_map: true, timeout: 5 }}\n"
        "authorization {{ users: [\n{}  ] }}\n",
        listen, files.pid.string(), files.store.string(), files.certificate.string(), files.key.string(),
        files.authority.string(), users);
}

}  // namespace uketsuke::desk::line
