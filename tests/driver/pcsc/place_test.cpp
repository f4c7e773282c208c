// SPDX-License-Identifier: Apache-2.0
// Which reader is the kiosk's: by USB port, by full name where it tells none, and never one that nobody accepted.
#include <algorithm>

#include "reader_on_fake.hpp"
#include "tests/support/made_usb.hpp"
#include "tests/support/people.hpp"

using namespace uketsuke;
using drivers::pcsc::PcscOptions;
using test::FakePcsc;
using test::Kind;

namespace {

constexpr const char* kSony = "SONY FeliCa RC-S300/S 00 00";
constexpr const char* kAcs = "ACS ACR1252 00 01";
using Names = std::vector<std::string>;

/// USB's channel type, bus and device number.
constexpr std::uint32_t channel(std::uint32_t bus, std::uint32_t device) { return 0x00200000 | bus << 8 | device; }

/// A kiosk whose accepted readers are `accepted`, all of which it is asked about is in `asked`.
struct Counter {
    test::MadeUsb usb;
    Names accepted{"usb 1-1.4 054c:0dc8"}, asked;
    test::ReaderOnFake rig;

    explicit Counter(std::string port = {}, std::string name = {}) : rig(options(std::move(port), std::move(name))) {
        rig.pcsc.unplug(FakePcsc::kReader);
        usb.plug("usb1", 1, "1d6b", "0002");
        usb.plug("1-1.4", 7, "054c", "0dc8");
        usb.plug("1-2", 9, "072f", "223b");
        usb.plug("2-1.4", 7, "054c", "0dc8");
    }
    PcscOptions options(std::string port, std::string name) {
        PcscOptions made;
        made.reader_name = std::move(name);
        made.processes = "/nowhere";
        made.port = std::move(port);
        made.usb_devices = usb.devices();
        made.admit = [this](const Names& there) {
            asked = there;
            auto may = there;
            std::erase_if(may, [&](const auto& one) {
                return std::find(accepted.begin(), accepted.end(), one) == accepted.end();
            });
            return may;
        };
        return made;
    }
    std::string why() { return rig.state.reason ? std::string(base::name_of(rig.state.reason->code)) : "none"; }
    /// After a few looks.
    std::string reader_of_card() {
        for (int i = 0; i < 3; ++i) rig.look();
        return rig.state.kind == Kind::present ? rig.reader.reader_of(rig.state.card) : why();
    }
};

}  // namespace

TEST_CASE("a reader is known by its USB port and what is plugged in there") {
    Counter counter;
    counter.rig.pcsc.plug(kSony, channel(1, 7));
    CHECK(counter.rig.until(Kind::empty));
    CHECK(counter.asked == Names{"usb 1-1.4 054c:0dc8"});
    counter.rig.pcsc.insert(kSony);
    CHECK(counter.reader_of_card() == kSony);
    counter.rig.check_works();
}

TEST_CASE("asking for the port neither powers a card nor sends it anything") {
    Counter counter;
    counter.rig.pcsc.plug(kSony, channel(1, 7));
    counter.rig.pcsc.insert(kSony, test::card_of("hanako"));
    CHECK(counter.reader_of_card() == kSony);
    CHECK(counter.rig.pcsc.calls("SCardGetAttrib") == 1);
    CHECK(counter.rig.pcsc.sent().empty());
    CHECK(counter.rig.pcsc.open_handles() == 0);
}

TEST_CASE("the same model on another port is not the kiosk's, and its card is not looked at") {
    Counter counter;
    counter.rig.pcsc.plug(kSony, channel(2, 7));
    counter.rig.pcsc.insert(kSony, test::card_of("hanako"));
    CHECK(counter.reader_of_card() == "reader_changed");
    CHECK(counter.asked == Names{"usb 2-1.4 054c:0dc8"});
    CHECK(counter.rig.pcsc.sent().empty());
    counter.accepted = {"usb 2-1.4 054c:0dc8"};  // somebody accepts it, and it goes on by itself
    CHECK(counter.reader_of_card() == kSony);
}

TEST_CASE("a reader that is plugged in later needs a person, with a card or without one") {
    const bool with_card = GENERATE(true, false);
    Counter counter;
    counter.rig.pcsc.plug(kSony, channel(1, 7));
    REQUIRE(counter.rig.until(Kind::empty));
    counter.rig.pcsc.plug(kAcs, channel(1, 9));
    if (with_card) counter.rig.pcsc.insert(kAcs, test::card_of("hanako"));
    CHECK(counter.rig.until(Kind::down));
    CHECK(counter.why() == "reader_changed");
    CHECK(counter.rig.state.reason->detail.find("usb 1-2 072f:223b") != std::string::npos);
    // Nor does a card in the right one begin a visit before somebody came.
    counter.rig.pcsc.insert(kSony, test::card_of("hanako"));
    CHECK(counter.reader_of_card() == "reader_changed");
    counter.rig.pcsc.unplug(kAcs);
    CHECK(counter.reader_of_card() == kSony);
    CHECK(counter.rig.pcsc.sent().empty());
}

TEST_CASE("a visit goes on when another reader is plugged in beside its own, and no other begins") {
    Counter counter;
    counter.rig.pcsc.plug(kSony, channel(1, 7));
    counter.rig.pcsc.insert(kSony);
    auto session = counter.rig.open();
    counter.rig.pcsc.plug(kAcs, channel(1, 9));
    counter.rig.pcsc.insert(kAcs);
    CHECK(counter.reader_of_card() == kSony);
    CHECK(session->transmit(*base::from_hex("00A4040C")));
    session.reset();
    CHECK(counter.reader_of_card() == kSony);
    counter.rig.pcsc.remove(kSony);
    CHECK(counter.rig.until(Kind::down));
    CHECK(counter.why() == "reader_changed");
}

TEST_CASE("another device that takes the name of the one before is asked anew") {
    const bool daemon_tells = GENERATE(true, false);
    Counter counter;
    counter.rig.pcsc.tells_of_plugs = daemon_tells;
    counter.rig.pcsc.plug(kSony, channel(1, 7));
    counter.rig.pcsc.insert(kSony);
    REQUIRE(counter.reader_of_card() == kSony);
    counter.rig.pcsc.remove(kSony);
    REQUIRE(counter.rig.until(Kind::empty));
    // Between two looks: as many readers as before, of the same names.
    counter.rig.pcsc.unplug(kSony);
    counter.rig.pcsc.plug(kSony, channel(1, 9));
    CHECK(counter.rig.until(Kind::down));
    CHECK(counter.why() == "reader_changed");
}

TEST_CASE("bound to a port, the reader there is the kiosk's and no other disturbs it") {
    Counter counter("1-1.4");
    counter.rig.pcsc.plug(kAcs, channel(1, 9));
    counter.rig.pcsc.insert(kAcs);
    CHECK(counter.reader_of_card() == "reader_missing");
    CHECK(counter.rig.state.reason->detail.find("at USB port 1-1.4") != std::string::npos);
    counter.rig.pcsc.plug(kSony, channel(1, 7));
    CHECK(counter.reader_of_card() == "none");
    counter.rig.pcsc.insert(kSony);
    CHECK(counter.reader_of_card() == kSony);
    counter.rig.pcsc.plug("A third 00 02");  // tells no port, so it is not at this one
    CHECK(counter.reader_of_card() == kSony);
}

TEST_CASE("a reader that tells no port is known by its full name") {
    Counter counter;
    counter.accepted = {"Old reader 00 00"};
    counter.rig.pcsc.plug("Old reader 00 00");
    counter.rig.pcsc.insert("Old reader 00 00");
    CHECK(counter.reader_of_card() == "Old reader 00 00");
    counter.rig.pcsc.remove("Old reader 00 00");
    counter.rig.pcsc.plug("Old reader 00 01");
    CHECK(counter.rig.until(Kind::down));
    CHECK(counter.why() == "reader_changed");
    // So is one on another bus than USB, and a USB reader where nothing of the USB is to be seen.
    using drivers::pcsc::place_of;
    const auto context = drivers::pcsc::Context::establish();
    counter.rig.pcsc.plug("Serial 00 02", 0x00010001);
    CHECK(place_of(*context, "Serial 00 02", counter.usb.devices()).value().port.empty());
    counter.rig.pcsc.plug(kSony, channel(1, 7));
    CHECK(place_of(*context, kSony, "/nowhere").value().port.empty());
}

TEST_CASE("a reader in use, or one that is just going, is asked again and not taken meanwhile") {
    Counter counter;
    counter.rig.pcsc.plug(kSony, channel(1, 7));
    counter.rig.pcsc.insert(kSony);
    counter.rig.pcsc.hold(true, kSony);
    CHECK(counter.reader_of_card() == "reader_missing");
    CHECK(counter.rig.pcsc.calls("SCardConnect") == 0);  // beside a transaction it would wait for its end
    counter.rig.pcsc.hold(false, kSony);
    CHECK(counter.reader_of_card() == kSony);
    counter.rig.pcsc.remove(kSony);
    REQUIRE(counter.rig.until(Kind::empty));
    counter.usb.unplug("1-1.4");  // the kernel is quicker than the daemon
    counter.rig.pcsc.unplug(kSony);
    counter.rig.pcsc.plug(kSony, channel(1, 7));
    CHECK(counter.rig.until(Kind::down));
    CHECK(counter.why() == "reader_missing");
}

TEST_CASE("whatever asking for the port returns, the reader is not taken for another one's, and works afterwards") {
    const auto call = GENERATE(as<std::string>(), "SCardConnect", "SCardGetAttrib", "SCardDisconnect");
    for (const LONG code :
         {SCARD_F_INTERNAL_ERROR, SCARD_E_NO_SERVICE, SCARD_F_COMM_ERROR, SCARD_E_UNKNOWN_READER,
          SCARD_E_READER_UNAVAILABLE, SCARD_E_SHARING_VIOLATION, SCARD_E_NO_SMARTCARD, SCARD_E_INVALID_HANDLE}) {
        CAPTURE(call, static_cast<std::uint32_t>(code));
        Counter counter;
        counter.rig.pcsc.plug(kSony, channel(1, 7));
        counter.rig.pcsc.insert(kSony);
        counter.rig.pcsc.fail_next(call, code);
        counter.rig.look();
        CHECK(counter.why() != "reader_denied");
        CHECK(counter.rig.until(Kind::present));
        counter.rig.check_works();
    }
}
