// SPDX-License-Identifier: Apache-2.0
// The doctor before a daemon that refuses, speaks another version, or fails in any other way.
#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>

#include "fake_pcsc.hpp"
#include "tests/support/made_usb.hpp"
#include "tools/card/commands.hpp"

using namespace uketsuke;
using namespace uketsuke::tools::card;
using test::FakePcsc;

namespace {

Machine machine() {
    Machine made;
    made.processes = made.usb = made.socket = "/nowhere";
    return made;
}

bool says(const Answer& answer, const std::string& words) { return answer.out.find(words) != answer.out.npos; }

}  // namespace

TEST_CASE("a daemon that refuses this user is answered with polkit's rule") {
    auto& pcsc = FakePcsc::instance();
    pcsc.reset();
    pcsc.fail_next("SCardEstablishContext", SCARD_W_SECURITY_VIOLATION);
    pcsc.fail_next("SCardEstablishContext", SCARD_W_SECURITY_VIOLATION);
    const auto answer = tools::card::answer({"doctor"}, machine());
    CHECK(answer.exit == kNotAllowed);
    CHECK(says(answer, "error 072 reader_denied"));
    CHECK(says(answer, "/etc/polkit-1/rules.d/"));
}

TEST_CASE("a daemon that refuses once, as one does that is shutting down, is asked again") {
    auto& pcsc = FakePcsc::instance();
    pcsc.reset();
    pcsc.fail_next("SCardEstablishContext", SCARD_W_SECURITY_VIOLATION);
    CHECK(tools::card::answer({"doctor"}, machine()).exit == kNoCard);
}

TEST_CASE("a daemon of another version is told from one that is not there") {
    auto& pcsc = FakePcsc::instance();
    pcsc.reset();
    pcsc.fail_next("SCardEstablishContext", SCARD_E_SERVICE_STOPPED);
    const auto answer = tools::card::answer({"doctor"}, machine());
    CHECK(answer.exit == kNoDaemon);
    CHECK(says(answer, "another version of the protocol"));
}

TEST_CASE("whatever a call of the daemon returns, the doctor ends with a class of trouble and the next call is well") {
    const auto call = GENERATE(as<std::string>(), "SCardEstablishContext", "SCardListReaders", "SCardGetStatusChange",
                               "SCardConnect", "SCardTransmit");
    for (const LONG code :
         {SCARD_F_INTERNAL_ERROR, SCARD_E_NO_SERVICE, SCARD_E_SERVICE_STOPPED, SCARD_F_COMM_ERROR,
          SCARD_E_INVALID_HANDLE, SCARD_E_UNKNOWN_READER, SCARD_E_NO_READERS_AVAILABLE, SCARD_E_READER_UNAVAILABLE,
          SCARD_E_SHARING_VIOLATION, SCARD_E_NO_SMARTCARD, SCARD_W_REMOVED_CARD, SCARD_E_NOT_TRANSACTED,
          SCARD_W_RESET_CARD, SCARD_W_UNRESPONSIVE_CARD, SCARD_E_PROTO_MISMATCH, SCARD_E_INSUFFICIENT_BUFFER}) {
        CAPTURE(call, static_cast<std::uint32_t>(code));
        auto& pcsc = FakePcsc::instance();
        pcsc.reset();
        pcsc.insert();
        pcsc.fail_next(call, code);
        const auto answer = tools::card::answer({"doctor"}, machine());
        CHECK(answer.exit != kDefect);
        CHECK(answer.exit != kWrongWords);
        CHECK(pcsc.open_contexts() == 0);
        CHECK(pcsc.open_handles() == 0);
    }
}

TEST_CASE("the doctor tells where a reader is plugged in, and which tells nothing") {
    auto& pcsc = FakePcsc::instance();
    pcsc.reset();
    pcsc.plug("SONY 00 01", 0x00200107);
    const test::MadeUsb usb;
    usb.plug("1-1.4", 7, "054c", "0dc8");
    auto here = machine();
    here.usb = usb.devices();
    const auto answer = tools::card::answer({"doctor"}, here);
    CHECK(says(answer, "SONY 00 01 is at USB port 1-1.4 (054c:0dc8)."));
    CHECK(says(answer, "Fake reader 00 00 tells no USB port: the kiosk knows it by its full name."));
    CHECK(pcsc.open_handles() == 0);
}

TEST_CASE("--bind puts the port into the settings, and every other byte stays") {
    auto& pcsc = FakePcsc::instance();
    pcsc.reset();
    pcsc.unplug(FakePcsc::kReader);
    pcsc.plug("SONY 00 00", 0x00200107);
    const test::MadeUsb usb;
    usb.plug("1-1.4", 7, "054c", "0dc8");
    auto here = machine();
    here.usb = usb.devices();
    CHECK(says(tools::card::answer({"doctor", "--bind"}, here), "under [reader]: port = \"1-1.4\""));

    const auto file = usb.devices() / "uketsuke.toml";
    const std::string head = "# ours\n[reader]\nname = \"SONY\"  # under the card\n";
    std::ofstream(file) << head << "\n[log]\nlevel = \"info\"\n";
    const auto answer = tools::card::answer({"doctor", "--bind", "--config", file.string()}, here);
    INFO(answer.out);
    CHECK(answer.exit == kFine);
    std::ifstream in(file);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    CHECK(text == "# ours\n[reader]\nport = \"1-1.4\"\nname = \"SONY\"  # under the card\n\n[log]\nlevel = \"info\"\n");

    // Bound to it, another port is told, and can be bound to in its place.
    pcsc.unplug("SONY 00 00");
    pcsc.plug("SONY 00 00", 0x00200209);
    usb.plug("2-3", 9, "054c", "0dc8");
    const auto elsewhere = tools::card::answer({"doctor", "--config", file.string()}, here);
    CHECK(elsewhere.exit == kNoReader);
    CHECK(says(elsewhere, "No reader of that name is at the settings' reader.port \"1-1.4\"."));
    CHECK(tools::card::answer({"doctor", "--bind", "--config", file.string()}, here).exit == kFine);
    std::ifstream again(file);
    CHECK(std::string{std::istreambuf_iterator<char>(again), {}}.find("\nport = \"2-3\"\n") != std::string::npos);
}

TEST_CASE("--bind takes the reader with the card, a device of two slots once, and guesses nothing") {
    auto& pcsc = FakePcsc::instance();
    pcsc.reset();
    pcsc.unplug(FakePcsc::kReader);
    const test::MadeUsb usb;
    usb.plug("1-1", 7, "04e6", "5724");
    usb.plug("1-2", 9, "072f", "2200");
    auto here = machine();
    here.usb = usb.devices();
    CHECK(tools::card::answer({"doctor", "--bind"}, here).exit == kNoReader);
    pcsc.plug("Dual 00 00", 0x00200107);
    pcsc.plug("Dual 00 01", 0x00200107);
    CHECK(says(tools::card::answer({"doctor", "--bind"}, here), "port = \"1-1\""));
    pcsc.plug("Other 01 00", 0x00200109);
    CHECK(says(tools::card::answer({"doctor", "--bind"}, here), "It could be any of these: Dual 00 00, Other 01 00."));
    pcsc.insert("Other 01 00");
    CHECK(says(tools::card::answer({"doctor", "--bind"}, here), "port = \"1-2\""));
    CHECK(says(tools::card::answer({"doctor", "--bind", "--reader", "Dual"}, here), "port = \"1-1\""));
}

TEST_CASE("--bind binds a reader that tells no port by its full name, and says so") {
    auto& pcsc = FakePcsc::instance();
    pcsc.reset();
    const auto answer = tools::card::answer({"doctor", "--bind"}, machine());
    CHECK(says(answer, "tells no USB port, so its full name must do"));
    CHECK(says(answer, "name = \"Fake reader 00 00\""));
}

TEST_CASE(
    "with the kiosk's settings the doctor tells of its readiness, and the exit code stays that of reader and card") {
    auto& pcsc = FakePcsc::instance();
    pcsc.reset();
    const test::Scratch scratch;
    const auto file = scratch.path / "kiosk.toml";
    std::ofstream(file) << "[results]\nkiosk = \"k1\"\n";
    auto here = machine();
    here.premises = [](const config::Config& config) {
        CHECK(config.results_kiosk == "k1");
        using namespace readiness;
        return readiness::Report{
            {},
            {{Part::disk, {Level::wrong, "空き 3 MB"}}, {Part::journal, {Level::ready, "12件"}}, {Part::printer, {}}}};
    };
    const auto without = tools::card::answer({"doctor"}, here);
    CHECK_FALSE(says(without, "監査記録"));
    const auto with = tools::card::answer({"doctor", "--config", file.string()}, here);
    CHECK(with.exit == without.exit);
    CHECK(says(with, "× ディスクの空き：空き 3 MB"));
    CHECK(says(with, std::string(readiness::remedy_of(readiness::Part::disk))));
    CHECK(says(with, "○ 監査記録：12件"));
    CHECK_FALSE(says(with, std::string(readiness::name_of(readiness::Part::printer))));
}
