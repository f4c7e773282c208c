// SPDX-License-Identifier: Apache-2.0
// The doctor before a daemon that refuses, speaks another version, or fails in any other way.
#include <catch2/catch.hpp>

#include "fake_pcsc.hpp"
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
