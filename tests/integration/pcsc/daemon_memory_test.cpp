// SPDX-License-Identifier: Apache-2.0
// What the daemon remembers of a PIN: the bytes of a VERIFY are looked for in all memory of our own pcscd.
#include <cstdio>
#include <functional>
#include <random>

#include "daemon_rig.hpp"
#include "drivers/mynumber/applications.hpp"
#include "tests/support/memory_scan.hpp"
#include "tests/support/people.hpp"

using namespace uketsuke;
using drivers::mynumber::MyNumberApplications;
using test::card_of;
using test::DaemonRig;

namespace {

/// How often the bytes stand in the process's memory; −1 when we may not look.
int hits(pid_t process, const base::Bytes& bytes) {
    const test::MemoryScan scan({{"digits", bytes}});
    const auto found = scan.process(process);
    return found ? static_cast<int>(found->size()) : -1;
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
            static_cast<void>(card.face_record(base::Secret(digits)));
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
    DaemonRig rig;
    const auto daemon = rig.pcscd.pid();
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
        MyNumberApplications applications(*session, test::face_record_roots());
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

TEST_CASE("the daemon keeps a photo that came in one answer, and none that came in pieces") {
    DaemonRig rig;
    const auto daemon = rig.pcscd.pid();
    if (hits(daemon, trace_of("1234")) < 0) {
        WARN("the memory of pcscd may not be read here");
        return;
    }
    std::minstd_rand random(5);
    const auto left_after = [&](bool in_one) {
        base::Bytes photo(5000);  // nobody else's
        for (auto& byte : photo) byte = static_cast<std::uint8_t>(random() >> 8);
        auto session =
            rig.insert_and_open(sim::MyNumberCard::create(test::person("hanako"), test::pki(), photo).value());
        MyNumberApplications applications(*session, test::face_record_roots(), {.personal_in_one = in_one});
        REQUIRE(applications.identify());
        const auto record = applications.face_record(base::Secret(test::person("hanako").number_b()));
        REQUIRE(record);
        REQUIRE(record->photo_jp2 == photo);
        int left = 0;
        for (std::ptrdiff_t part = 0; part < 16; ++part)
            left += hits(daemon, {photo.begin() + part * 300, photo.begin() + part * 300 + 32});
        std::printf("pcscd's memory: after a photo was read %s, 16 places of it stand there %d times\n",
                    in_one ? "in one" : "in pieces", left);
        session.reset();
        rig.slot.remove();
        return left;
    };
    CHECK(left_after(false) == 0);
    CHECK(left_after(true) > 0);  // or this test would find nothing anywhere
}
