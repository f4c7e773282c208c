// SPDX-License-Identifier: Apache-2.0
#include "card_verb.hpp"

#include <fmt/format.h>

#include <csignal>

#include "card_on_reader.hpp"
#include "firmware/command_line/command_line.hpp"
#include "sim/line_server/line_server.hpp"
#include "sim/vpcd/private_pcscd.hpp"

namespace uketsuke::sim {
namespace {

constexpr base::Duration kLook{50};  ///< how often the card is asked for news

volatile std::sig_atomic_t stopped = 0;
void stop(int) { stopped = 1; }

CLI::Validator known_atr() {
    std::string names;
    for (const auto& atr : kCardAtrs) names += fmt::format(" {}", atr.name);
    return {[names](const std::string& word) {
                return find_atr(word) ? std::string() : fmt::format("ATR is hex, or one of{}", names);
            },
            ""};
}

int fail(const std::string& why) {
    fmt::print(stderr, "uketsuke-sim: {}\n", why);
    return 1;
}

std::string told(const base::Error& error) { return fmt::format("{}: {}", base::name_of(error.code), error.detail); }

/// The daemon of our own, when it is wished; null otherwise.
base::Result<std::unique_ptr<PrivatePcscd>> daemon(CardWishes& wishes) {
    if (!wishes.own_daemon) return std::unique_ptr<PrivatePcscd>();
    auto started = PrivatePcscd::create();
    if (!started) return base::fail(started.error());
    wishes.port = (*started)->port();
    fmt::print("A pcscd of our own runs {}. For your programs:\n  export PCSCLITE_CSOCK_NAME={}\n", (*started)->way(),
               (*started)->socket_path());
    return started;
}

/// Nothing without --like.
base::Result<std::optional<Likeness>> likeness(const CardWishes& wishes) {
    if (wishes.like.empty()) return std::optional<Likeness>();
    auto like = read_likeness(wishes.like);
    return like ? base::Result<std::optional<Likeness>>(std::move(*like)) : base::fail(like.error());
}

base::Bytes atr_of(const CardWishes& wishes, const std::optional<Likeness>& like) {
    if (wishes.atr.empty() && like && !like->atr.empty()) return like->atr;
    return *find_atr(wishes.atr.empty() ? kCardAtrs[0].name : std::string_view(wishes.atr));
}

std::string person_of(const CardWishes& wishes, const std::optional<Likeness>& like) {
    if (!wishes.person.empty()) return wishes.person;
    return like ? like->person : "hanako";
}

int work(CardOnReader& on_reader, LineServer& lines) {
    bool going = true;
    const auto handle = [&](const std::string& line, LineServer::Who) -> std::string {
        if (line == "quit") {
            going = false;
            return "bye";
        }
        const auto answer = on_reader.command(line);
        return answer ? "ok: " + *answer : "error: " + told(answer.error());
    };
    while (going && stopped == 0) {
        going = lines.turn(kLook, handle) && going;
        for (const auto& line : on_reader.news()) fmt::print("  {}\n", line);
        std::fflush(stdout);
    }
    return 0;
}

}  // namespace

void describe(CLI::App& verb, CardWishes& wishes) {
    std::vector<int> rates{0};
    for (const auto rate : kAirRates) rates.push_back(rate);
    verb.add_option("--persona,--person", wishes.person, "whose card it is: a name of sim/people")->type_name("PERSON");
    verb.add_option("--people", wishes.people, "a folder of one's own people beside those of sim/people")
        ->type_name("DIR");
    auto* port =
        verb.add_option("--port", wishes.port, "where the virtual reader listens")->check(CLI::Range(1, 65535));
    verb.add_flag("--private", wishes.own_daemon, "a pcscd of our own, which needs no daemon of the machine")
        ->excludes(port);
    verb.add_option("--socket", wishes.socket, "takes words here too")->type_name("FILE");
    verb.add_option("--atr", wishes.atr, "hex, or a name")->type_name("ATR")->check(known_atr());
    auto* rate =
        verb.add_option("--rate", wishes.rate, "takes as long on the air as a card at so many kbit/s; 0: no time")
            ->type_name("KBITS")
            ->check(CLI::IsMember(rates));
    verb.add_option("--like", wishes.like,
                    "a card like that of a first contact: its report.json (docs/first-contact.md)")
        ->type_name("FILE")
        ->excludes(rate);
}

int run_card(CardWishes wishes) {
    const auto like = likeness(wishes);
    if (!like) return fail(told(like.error()));
    const auto air = AirLink::at(wishes.rate);
    const auto own = daemon(wishes);
    if (!own) return fail(told(own.error()));
    Paths paths;
    paths.own_people = wishes.people;
    auto on_reader =
        CardOnReader::create({paths, static_cast<std::uint16_t>(wishes.port), atr_of(wishes, *like), air, *like});
    if (!on_reader) return fail(told(on_reader.error()));
    if (const auto taken = (*on_reader)->take(person_of(wishes, *like)); !taken) return fail(told(taken.error()));
    for (const auto& line : (*on_reader)->not_followed()) fmt::print("not like the report: {}\n", line);
    auto lines = LineServer::create(wishes.socket);
    if (!lines) return fail(told(lines.error()));
    const auto laid = (*on_reader)->command("insert");
    if (!laid)
        return fail(
            fmt::format("no virtual reader listens on port {}: install the packages pcscd and vsmartcard-vpcd and "
                        "restart pcscd (or use --private, which needs no daemon of the machine)",
                        wishes.port));
    fmt::print("{}. Words: {}\n", *laid, *(*on_reader)->command("help"));
    std::fflush(stdout);
    std::signal(SIGINT, stop);
    std::signal(SIGTERM, stop);
    return work(**on_reader, *lines);
}

}  // namespace uketsuke::sim
