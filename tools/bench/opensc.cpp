// SPDX-License-Identifier: Apache-2.0
#include "opensc.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <functional>

#include "drivers/mynumber/applications.hpp"
#include "firmware/base/file.hpp"
#include "output_of.hpp"
#include "spread.hpp"

namespace uketsuke::tools::bench {
namespace {

constexpr int kTimes = 5;
constexpr const char *kUserId = "1", *kAuthorityId = "3";  ///< OpenSC's names of the certificates

/// The certificates that were read, as Base64 without line ends; empty: not read.
using Read = std::vector<std::string>;

std::string base64(base::ByteView der) {
    std::string text(4 * ((der.size() + 2) / 3) + 1, '\0');
    text.resize(static_cast<std::size_t>(
        EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), der.data(), static_cast<int>(der.size()))));
    return text;
}

std::string body_of_pem(std::string pem) {
    constexpr std::string_view kBegin = "-----BEGIN CERTIFICATE-----", kEnd = "-----END CERTIFICATE-----";
    const auto begin = pem.find(kBegin), end = pem.find(kEnd);
    if (begin == pem.npos || end == pem.npos) return {};
    auto body = pem.substr(begin + kBegin.size(), end - begin - kBegin.size());
    body.erase(std::remove(body.begin(), body.end(), '\n'), body.end());
    return body;
}

Read read_ours(bool with_authority) {
    drivers::pcsc::PcscReader reader({.reader_name = std::string(sim::kCardReader)});
    const auto session = open_card(reader);
    if (!session) return {};
    drivers::mynumber::MyNumberApplications card(*session, {});
    if (!card.identify()) return {};
    Read read{base64(card.certificate())};
    if (!with_authority) return read;
    const auto authority = card.authority_certificate();
    if (!authority) return {};
    read.push_back(base64(*authority));
    return read;
}

Read read_theirs(const std::string& environment, bool with_authority) {
    Read read;
    std::vector<const char*> ids{kUserId};
    if (with_authority) ids.push_back(kAuthorityId);
    for (const auto* id : ids) {
        const auto pem = output_of(environment + " pkcs15-tool --reader 0 --read-certificate " + id);
        if (!pem) return {};
        read.push_back(body_of_pem(*pem));
    }
    return read;
}

struct Cost {
    Spread wall;
    double commands = 0, bytes = 0, air = 0;  ///< of one time
};

/// One way of reading, and what it takes beside reading: its start.
struct Reader {
    std::function<Read()> read;
    double start = 0;
    Cost cost = {};
};

/// Reads once. False: not what was expected.
bool measure(sim::RealRig& rig, const Read& expected, Reader& reader) {
    const auto commands = rig.exchanges();
    const auto bytes = rig.bytes_on_air();
    const auto air = rig.air_time();
    const auto begin = Stopwatch::now();
    const auto got = reader.read();
    reader.cost.wall.add(since(begin) - reader.start);
    reader.cost.commands = rig.exchanges() - commands;
    reader.cost.bytes = static_cast<double>(rig.bytes_on_air() - bytes);
    reader.cost.air = Millis(rig.air_time() - air).count();
    return !got.empty() && got == expected;
}

void print(const char* whose, const Cost& cost) {
    fmt::print("  {:<36}{:>10.0f}{:>12.0f}{:>13.0f}{:>11.0f}\n", whose, cost.commands, cost.bytes, cost.air,
               cost.wall.at(0.5));
}

std::string times(const Cost& theirs, const Cost& ours) {
    return fmt::format("{:.1f} × the commands, {:.2f} × the bytes, {:.2f} × the modelled time, {:.2f} × the wall time",
                       theirs.commands / ours.commands, theirs.bytes / ours.bytes, theirs.air / ours.air,
                       theirs.wall.at(0.5) / ours.wall.at(0.5));
}

/// Milliseconds that pkcs15-tool takes to start and to say how it is used.
double start_of_process() {
    Spread spread;
    for (int i = 0; i < kTimes; ++i) {
        const auto start = Stopwatch::now();
        static_cast<void>(output_of("pkcs15-tool --help"));
        spread.add(since(start));
    }
    return spread.at(0.5);
}

struct Sides {
    std::string as_installed, told;  ///< environments
    double start;                    ///< of a process
};

bool compare(sim::RealRig& rig, const Sides& sides, bool with_authority, Figures& figures) {
    const double start = sides.start * (with_authority ? 2 : 1);
    const auto expected = read_ours(with_authority);
    Reader ours{[&] { return read_ours(with_authority); }};
    Reader told{[&] { return read_theirs(sides.told, with_authority); }, start};
    Reader plain{[&] { return read_theirs(sides.as_installed, with_authority); }, start};
    for (int i = 0; i < kTimes; ++i)  // by turns: what else the machine does meets all of them
        for (auto* reader : {&ours, &told, &plain})
            if (!measure(rig, expected, *reader)) return false;
    const std::string what = with_authority ? "the user's certificate and its CA's" : "the user's certificate";
    fmt::print("{}: {:>{}}{:>12}{:>13}{:>11}\n", what, "commands", 45 - what.size(), "bytes", "modelled ms", "wall ms");
    print("our driver", ours.cost);
    print("pkcs15-tool, told that it is jpki", told.cost);
    print("pkcs15-tool as installed", plain.cost);
    figures.add(
        fmt::format("`pkcs15-tool` reading {} beside our driver ({:.0f} commands, modelled {:.0f} ms, wall {:.0f} "
                    "ms)",
                    what, ours.cost.commands, ours.cost.air, ours.cost.wall.at(0.5)),
        fmt::format("{}; told which card it is: {}", times(plain.cost, ours.cost), times(told.cost, ours.cost)));
    return true;
}

}  // namespace

bool bench_opensc(sim::RealRig& rig, Figures& figures) {
    fmt::print("\nReading the same beside OpenSC, {} times each, about half a minute …\n", kTimes);
    std::fflush(stdout);
    const sim::TemporaryFolder folder;
    const auto config = folder.path() / "opensc.conf";
    if (!base::replace_file(config, "app default { card_drivers = jpki; }\n")) return false;
    const auto home = fmt::format("HOME='{}' XDG_CACHE_HOME='{}'", folder.path().string(), folder.path().string());
    const Sides sides{home, fmt::format("{} OPENSC_CONF='{}'", home, config.string()), start_of_process()};
    if (!rig.insert(domain::kCardSlot)) return false;
    const bool compared = compare(rig, sides, false, figures) && compare(rig, sides, true, figures);
    fmt::print("  the start of one pkcs15-tool, taken off: {:.0f} ms; for two certificates it runs twice\n",
               sides.start);
    return take_away(rig) && compared;
}

}  // namespace uketsuke::tools::bench
