// SPDX-License-Identifier: Apache-2.0
#include "card_verb.hpp"

#include <fmt/format.h>

#include <charconv>
#include <csignal>

#include "card_desk.hpp"
#include "line_server.hpp"
#include "sim/vpcd/private_pcscd.hpp"

namespace uketsuke::sim {
namespace {

constexpr std::uint16_t kVpcdPort = 35963;  ///< of the package vsmartcard-vpcd
constexpr base::Duration kLook{50};         ///< how often the card is asked for news

volatile std::sig_atomic_t stopped = 0;
void stop(int) { stopped = 1; }

struct Wishes {
    std::string person = "hanako", socket, atr{kCardAtrs[0].name};
    int port = kVpcdPort, rate = 0;
    bool own_daemon = false;
};

bool read_number(const std::string& text, int& into) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), into);
    return error == std::errc{} && end == text.data() + text.size();
}

/// The word that was not understood, or empty.
std::string parse(const std::vector<std::string>& words, Wishes& wishes) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto& word = words[i];
        if (word == "--private") {
            wishes.own_daemon = true;
            continue;
        }
        if (++i >= words.size()) return word;
        if (word == "--person" || word == "--persona")
            wishes.person = words[i];
        else if (word == "--socket")
            wishes.socket = words[i];
        else if (word == "--atr")
            wishes.atr = words[i];
        else if (word == "--port" ? !read_number(words[i], wishes.port)
                                  : word != "--rate" || !read_number(words[i], wishes.rate))
            return fmt::format("{} {}", word, words[i]);
    }
    return {};
}

int unknown(const std::string& word) {
    std::string atrs, rates;
    for (const auto& atr : kCardAtrs) atrs += fmt::format(" {}", atr.name);
    for (const auto rate : kAirRates) rates += fmt::format(" {}", rate);
    fmt::print(stderr,
               "uketsuke-sim: '{}' is not known here\n"
               "  card [--persona PERSON] [--port P | --private] [--socket FILE] [--atr ATR] [--rate KBITS]\n"
               "  ATR: hex, or one of{}\n  KBITS: one of{}\n",
               word, atrs, rates);
    return 2;
}

int fail(const std::string& why) {
    fmt::print(stderr, "uketsuke-sim: {}\n", why);
    return 1;
}

std::string told(const base::Error& error) { return fmt::format("{}: {}", base::name_of(error.code), error.detail); }

/// The daemon of our own, when it is wished; null otherwise.
base::Result<std::unique_ptr<PrivatePcscd>> daemon(Wishes& wishes) {
    if (!wishes.own_daemon) return std::unique_ptr<PrivatePcscd>();
    auto started = PrivatePcscd::create();
    if (!started) return base::fail(started.error());
    wishes.port = (*started)->port();
    fmt::print("A pcscd of our own runs {}. For your programs:\n  export PCSCLITE_CSOCK_NAME={}\n", (*started)->way(),
               (*started)->socket_path());
    return started;
}

int work(CardDesk& desk, LineServer& lines) {
    bool going = true;
    const auto handle = [&](const std::string& line) -> std::string {
        if (line == "quit") {
            going = false;
            return "bye";
        }
        const auto answer = desk.command(line);
        return answer ? "ok: " + *answer : "error: " + told(answer.error());
    };
    while (going && stopped == 0) {
        going = lines.turn(kLook, handle) && going;
        for (const auto& line : desk.news()) fmt::print("  {}\n", line);
        std::fflush(stdout);
    }
    return 0;
}

}  // namespace

int run_card(const std::vector<std::string>& words) {
    Wishes wishes;
    if (const auto word = parse(words, wishes); !word.empty()) return unknown(word);
    const auto atr = find_atr(wishes.atr);
    const auto air = AirLink::at(wishes.rate);
    if (!atr) return unknown("--atr " + wishes.atr);
    if (wishes.rate != 0 && !air) return unknown(fmt::format("--rate {}", wishes.rate));
    const auto own = daemon(wishes);
    if (!own) return fail(told(own.error()));
    auto desk = CardDesk::create({{}, static_cast<std::uint16_t>(wishes.port), *atr, air});
    if (!desk) return fail(told(desk.error()));
    if (const auto taken = (*desk)->take(wishes.person); !taken) return fail(told(taken.error()));
    auto lines = LineServer::create(wishes.socket);
    if (!lines) return fail(told(lines.error()));
    const auto laid = (*desk)->command("insert");
    if (!laid)
        return fail(
            fmt::format("no virtual reader listens on port {}: install the packages pcscd and vsmartcard-vpcd and "
                        "restart pcscd (or use --private, which needs no daemon of the machine)",
                        wishes.port));
    fmt::print("{}. Words: {}\n", *laid, *(*desk)->command("help"));
    std::fflush(stdout);
    std::signal(SIGINT, stop);
    std::signal(SIGTERM, stop);
    return work(**desk, *lines);
}

}  // namespace uketsuke::sim
