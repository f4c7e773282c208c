// SPDX-License-Identifier: Apache-2.0
// What the daemon remembers of a PIN: the bytes of a VERIFY are looked for in all memory of our own pcscd.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <sstream>

#include "drivers/mynumber/applications.hpp"
#include "rig.hpp"
#include "tests/support/people.hpp"

using namespace uketsuke;
using drivers::mynumber::MyNumberApplications;
using test::card_of;
using test::Rig;
namespace fs = std::filesystem;

namespace {

/// The pcscd that this program started.
std::string our_daemon() {
    for (const auto& entry : fs::directory_iterator("/proc")) {
        std::ifstream status(entry.path() / "status");
        std::string key, value, name, parent;
        while (status >> key && std::getline(status >> std::ws, value)) {
            if (key == "Name:") name = value;
            if (key == "PPid:") parent = value;
        }
        if (name == "pcscd" && parent == std::to_string(::getpid())) return entry.path().filename();
    }
    return {};
}

/// How often the bytes stand in the process's memory; -1 when we may not look.
int hits(const std::string& process, base::ByteView bytes) {
    const int memory = ::open(("/proc/" + process + "/mem").c_str(), O_RDONLY | O_CLOEXEC);
    if (memory < 0) return -1;
    int found = 0;
    std::ifstream maps("/proc/" + process + "/maps");
    for (std::string line; std::getline(maps, line);) {
        std::uint64_t from = 0, to = 0;
        char dash = 0;
        std::string rights;
        std::istringstream(line) >> std::hex >> from >> dash >> to >> rights;
        if (!rights.starts_with("rw")) continue;
        base::Bytes region(to - from);
        const auto got = ::pread(memory, region.data(), region.size(), static_cast<off_t>(from));
        if (got <= 0) continue;
        const auto end = region.begin() + got;
        for (auto at = region.begin(); (at = std::search(at, end, bytes.begin(), bytes.end())) != end; ++at) ++found;
    }
    ::close(memory);
    return found;
}

/// The bytes of a VERIFY with these digits, or the digits alone when they are long enough to be nothing else.
base::Bytes trace_of(const std::string& digits) {
    std::string trace = digits;
    if (digits.size() < 8) trace = std::string("\0\x20\0\x80", 4) + static_cast<char>(digits.size()) + digits;
    return {trace.begin(), trace.end()};
}

struct Dialogue {
    const char* name;
    std::string digits;
    std::function<void(MyNumberApplications&, const domain::CardInfo&)> run;
};

std::vector<Dialogue> dialogues() {
    const auto right = test::person("hanako").number_b();
    const auto pin = [](const std::string& digits) {
        return [digits](MyNumberApplications& card, const domain::CardInfo& info) {
            static_cast<void>(card.verify_and_sign(base::Secret(digits), info.pin, {}));
        };
    };
    const auto face = [](const std::string& digits) {
        return [digits](MyNumberApplications& card, const domain::CardInfo&) {
            static_cast<void>(card.surface_record(base::Secret(digits)));
        };
    };
    const auto holder = [](const std::string& digits) {
        return [digits](MyNumberApplications& card, const domain::CardInfo&) {
            static_cast<void>(card.holder(base::Secret(digits)));
        };
    };
    return {{"right PIN", "1234", pin("1234")},
            {"wrong PIN", "9753", pin("9753")},
            {"right number", right, face(right)},
            {"wrong number", "19283746554738", face("19283746554738")},
            {"attributes", right, holder(right)}};
}

}  // namespace

TEST_CASE("the daemon holds a VERIFY that nothing followed, and none after any dialogue of ours") {
    Rig rig;
    const auto daemon = our_daemon();
    REQUIRE_FALSE(daemon.empty());
    if (hits(daemon, trace_of("1234")) < 0) {
        WARN("the memory of pcscd may not be read here");
        return;
    }
    {
        auto session = rig.insert_and_open(card_of("hanako"));
        for (const char* command : {"00A4040C0AD392F000260100000001", "00A4020C020018", "002000800438353239"})
            REQUIRE(session->transmit(*base::from_hex(command)));
        const auto left = hits(daemon, trace_of("8529"));
        std::printf("pcscd's memory: a VERIFY that nothing followed stands there %d times\n", left);
        CHECK(left > 0);  // or this test would find nothing anywhere
    }
    rig.slot.remove();
    for (const auto& dialogue : dialogues()) {
        auto session = rig.insert_and_open(card_of("hanako"));
        MyNumberApplications applications(*session, test::surface_roots());
        const auto info = applications.identify();
        REQUIRE(info);
        dialogue.run(applications, *info);
        const auto left = hits(daemon, trace_of(dialogue.digits));
        std::printf("pcscd's memory: after %s the digits stand there %d times\n", dialogue.name, left);
        INFO(dialogue.name);
        CHECK(left == 0);
        session.reset();
        rig.slot.remove();
    }
}
