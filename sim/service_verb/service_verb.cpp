// SPDX-License-Identifier: Apache-2.0
#include "service_verb.hpp"

#include <fmt/format.h>

#include <charconv>
#include <csignal>

#include "firmware/command_line/command_line.hpp"
#include "sim/line_server/line_server.hpp"
#include "standing_service.hpp"

namespace uketsuke::sim {
namespace {

constexpr base::Duration kTurn{200};  ///< how long a signal may wait
constexpr int kLastPort = 65535;

volatile std::sig_atomic_t ended = 0;
void end(int) { ended = 1; }

struct Place {
    std::string host;
    int port = 0;
};

std::optional<Place> place_of(const std::string& words) {
    const auto colon = words.rfind(':');
    if (colon == std::string::npos || colon == 0) return std::nullopt;
    Place place{words.substr(0, colon), -1};
    const auto* last = words.data() + words.size();
    const auto [stop, error] = std::from_chars(words.data() + colon + 1, last, place.port);
    if (error != std::errc{} || stop != last || place.port < 0 || place.port > kLastPort) return std::nullopt;
    return place;
}

CLI::Validator a_place() {
    return {[](const std::string& words) {
                return place_of(words) ? std::string() : "write HOST:PORT, e.g. 127.0.0.1:8443; port 0 is any free one";
            },
            ""};
}

CLI::Validator a_time() {
    return {[](const std::string& words) {
                return base::parse_iso8601(words) ? std::string() : "write 2026-11-24T09:00:00+09:00";
            },
            ""};
}

int give_up(const base::Error& error, std::string_view remedy) {
    fmt::print(stderr, "uketsuke-sim: {}: {}; {}\n", base::name_of(error.code), error.detail, remedy);
    return 1;
}

std::string_view remedy_of(const base::Error& error) {
    if (error.code == base::ErrorCode::internal)
        return "take another host or port, or port 0 for any that is free (--listen)";
    return "build the program anew, which makes its keys, or name a file that can be written (--record, --socket)";
}

int work(StandingService& service, LineServer& lines) {
    bool going = true;
    const auto handle = [&](const std::string& line, LineServer::Who) -> std::string {
        if (line == "quit") {
            going = false;
            return "bye";
        }
        const auto answer = service.command(line);
        if (answer) return "ok: " + *answer;
        return fmt::format("error: {}: {}", base::name_of(answer.error().code), answer.error().detail);
    };
    while (going && ended == 0) {  // also when no words can come any more
        lines.turn(kTurn, handle);
        std::fflush(stdout);
    }
    return 0;
}

}  // namespace

void describe(CLI::App& verb, ServiceWishes& wishes) {
    verb.add_option("--listen", wishes.listen, "where; port 0 is any that is free")
        ->type_name("HOST:PORT")
        ->check(a_place());
    verb.add_option("--socket", wishes.socket, "takes words here too")->type_name("FILE");
    verb.add_option("--record", wishes.record, "gets a JSON line for each request")->type_name("FILE");
    verb.add_option("--people", wishes.people, "a folder of one's own people beside those of sim/people")
        ->type_name("DIR");
    verb.add_option("--today", wishes.today, "its date and time when it starts")->type_name("TIME")->check(a_time());
}

int run_service(const ServiceWishes& wishes) {
    std::signal(SIGINT, end);
    std::signal(SIGTERM, end);
    const auto place = place_of(wishes.listen).value_or(Place{});
    Paths paths;
    paths.own_people = wishes.people;
    auto service = StandingService::start({.paths = paths,
                                           .host = place.host,
                                           .port = place.port,
                                           .record = wishes.record,
                                           .today = base::parse_iso8601(wishes.today)});
    if (!service) return give_up(service.error(), remedy_of(service.error()));
    auto lines = LineServer::create(wishes.socket);
    if (!lines) return give_up(lines.error(), remedy_of(lines.error()));
    fmt::print("{}\nThe line above tells where. Words: {}\n", (*service)->where(), *(*service)->command("help"));
    std::fflush(stdout);
    return work(**service, *lines);
}

}  // namespace uketsuke::sim
