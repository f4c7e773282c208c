// SPDX-License-Identifier: Apache-2.0
// uketsuke-link: the kiosk's process with the network and the key. It opens no device and no share.
#include <fmt/format.h>

#include <cstdio>
#include <utility>

#include "firmware/app/system_clock.hpp"
#include "firmware/base/environment.hpp"
#include "firmware/base/terminal.hpp"
#include "firmware/command_line/command_line.hpp"
#include "firmware/command_line/ending.hpp"
#include "firmware/processes/link_messages.hpp"
#include "firmware/processes/link_server.hpp"
#include "firmware/wiring/service_line.hpp"

using namespace uketsuke;

namespace {

enum Exit : int { kDone = 0, kBadSettings = 2, kNotStarted = 3 };

constexpr auto kExitCodes =
    "Exit codes:\n"
    "  0  ended as asked\n"
    "  2  the command line or the settings are wrong (file:line:column tells where)\n"
    "  3  not started: something the settings name is missing or not usable (key, certificate, CA, socket)\n";

int complain(Exit code, std::string_view sentence) {
    fmt::print(stderr, "uketsuke-link: {}\n", sentence);
    return code;
}

int serve(config::Config config) {
    base::seal_memory();
    const command_line::Ending ending;
    const auto socket = std::exchange(config.service_link, {});  // here the line is opened, there it is asked for
    if (socket.empty()) return complain(kBadSettings, "service.link is empty: the kiosk asks the service itself");
    const app::SystemClock clock;
    const auto line = wiring::open_line(config, clock, {});
    if (!line) return complain(kNotStarted, line.error().detail);
    const processes::LinkEnds ends{**line, wiring::open_responder(config)};
    const auto server = processes::CallServer::listen(
        {.socket = socket, .rows = processes::kLinkRows}, [&](std::uint8_t call, base::ByteView question) {
            return processes::answer_link_call(ends, call, question);
        });
    if (!server) return complain(kNotStarted, "service.link: " + server.error().detail);
    ending.wait();
    return kDone;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("uketsuke-link: network and key of a face-authentication My Number Card reader", "uketsuke-link");
    std::string file;
    app.add_option("--config", file, "the kiosk's settings; serves its socket until SIGTERM or SIGINT")
        ->type_name("FILE")
        ->required();
    app.footer(kExitCodes);
    if (const auto end = command_line::read_or_end(app, argc, argv)) return *end;
    base::clean_environment(false);
    auto config = config::load_config(file);
    if (!config) return complain(kBadSettings, config.error().detail);
    return serve(std::move(*config));
}
