// SPDX-License-Identifier: Apache-2.0
#include "counter.hpp"

#include <fmt/format.h>

#include <array>
#include <catch2/catch.hpp>
#include <fstream>
#include <regex>
#include <thread>

#include "drivers/pcsc/reader_list.hpp"
#include "tests/support/patience.hpp"

namespace uketsuke::test {
namespace {

namespace fs = std::filesystem;

/// 2026-04-01, noon in Japan: what the tests call today.
constexpr base::WallTime kToday{std::chrono::seconds{1775012400}};

const sim::TestPki& pki() {
    static const auto loaded = sim::TestPki::load(TEST_PKI).value();
    return loaded;
}

/// The places of the whole program: they remember when a card last left.
sim::VpcdCard& place(std::size_t reader) {
    static std::array<sim::VpcdCard, 2> places{sim::VpcdCard(daemon().port()),
                                               sim::VpcdCard(static_cast<std::uint16_t>(daemon().port() + 1))};
    return places.at(reader);
}

base::Bytes photo() {
    auto jp2 = base::from_hex(
                   "0000000C6A5020200D0A870A"                                       // signature
                   "00000014667479706A703220000000006A703220"                       // ftyp
                   "0000001E6A703268000000166968647200000140000000F0000107070000")  // jp2h { ihdr 320 x 240 }
                   .value();
    for (int i = 0; jp2.size() < 5000; ++i) jp2.push_back(static_cast<std::uint8_t>(i * 7 + i / 251));
    return jp2;
}

bool seen(std::size_t reader, bool card) {
    const auto context = drivers::pcsc::Context::establish();
    if (!context) return false;
    const auto readers = drivers::pcsc::list_readers(*context);
    return readers && readers->size() > reader && (*readers)[reader].card == card;
}

void wait_until_seen(std::size_t reader, bool card) {
    const auto end = std::chrono::steady_clock::now() + kPatience;
    while (!seen(reader, card) && std::chrono::steady_clock::now() < end)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
}

}  // namespace

sim::PrivatePcscd& daemon() {
    static const auto started = [] {
        auto made = sim::PrivatePcscd::create();
        if (!made) throw std::runtime_error(made.error().detail);
        (*made)->serve_this_process();
        return std::move(*made);
    }();
    return *started;
}

sim::Person person(const std::string& key) { return sim::load_person(fs::path(TEST_PEOPLE) / (key + ".toml")).value(); }
std::shared_ptr<sim::MyNumberCard> card_of(const sim::Person& person) {
    return sim::MyNumberCard::create(person, pki(), photo()).value();
}
std::shared_ptr<sim::MyNumberCard> card_of(const std::string& key) { return card_of(person(key)); }

Counter::Counter() : number_b(person("hanako").number_b()) {
    fs::create_directory(folder_ / "proc");
    fs::create_directory(folder_ / "usb");
    machine.processes = folder_ / "proc";
    machine.usb = folder_ / "usb";
    machine.socket = daemon().socket_path();
    machine.now = kToday;
    machine.ask = [this](const char*) {
        ++asked;
        return base::Secret(number_b);
    };
}

Counter::~Counter() { remove(); }

void Counter::lay(std::shared_ptr<sim::VirtualCard> card, std::size_t reader) {
    REQUIRE(place(reader).insert(std::move(card)));
    wait_until_seen(reader, true);
    REQUIRE(seen(reader, true));
}

void Counter::remove() {
    for (const std::size_t reader : {0, 1}) {
        if (!place(reader).inserted()) continue;
        place(reader).remove();
        wait_until_seen(reader, false);
    }
}

Answer Counter::tool(Words words) {
    auto answer = tools::card::answer(words, machine);
    return {answer.exit, steady(std::move(answer.out)), steady(std::move(answer.err))};
}

fs::path Counter::write(const std::string& name, const std::string& content) const {
    fs::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name, std::ios::binary) << content;
    return folder_ / name;
}

std::string Counter::settings(const std::string& more) const {
    return write(
        "uketsuke.toml",
        fmt::format("[card]\ntrusted_issuer = \"{0}/face_record_root.pub\"\nauthorities = \"{0}/auth_ca.crt\"\n"
                    "revocation_lists = \"{0}/auth_ca.crl\"\n{1}\n",
                    TEST_PKI, more));
}

std::string steady(std::string text) {
    const auto same = [&](const char* pattern, const std::string& instead) {
        text = std::regex_replace(text, std::regex(pattern), instead);
    };
    same(R"([ 0-9]{4}\.[0-9]{2} ms)", "   0.10 ms");  // keeps the column
    same(R"([0-9]+\.[0-9] ms)", "1.0 ms");
    same(R"("microseconds": [0-9]+)", R"("microseconds": 100)");
    same(R"("user": [0-9]+)", R"("user": 1000)");
    same(R"(\.cpp:[0-9]+)", ".cpp:1");
    same("…[0-9a-f]{4}", "…4a1f");
    same(R"([^ "]*/libpcsclite[^ "]*)", "/usr/lib/x86_64-linux-gnu/libpcsclite.so.1.0.0");
    same(R"((built for |"built_for": ")[0-9.]+)", "$011.9.9");
    same(R"([^ "]*/pcscd\.comm)", "/run/pcscd/pcscd.comm");
    return text;
}

}  // namespace uketsuke::test
