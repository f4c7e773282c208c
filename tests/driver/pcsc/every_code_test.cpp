// SPDX-License-Identifier: Apache-2.0
// Every call to libpcsclite of every dialogue, answered with every code of pcsclite.h, and with success and nonsense.
#include "disturbed.hpp"

using namespace uketsuke;
using namespace uketsuke::test;

namespace {

/// SCARD_F_…, SCARD_E_…, SCARD_W_…, and one that is in no header.
std::vector<LONG> every_code() {
    std::vector<LONG> codes;
    for (LONG code = SCARD_F_INTERNAL_ERROR; code <= SCARD_E_SERVER_TOO_BUSY; ++code) codes.push_back(code);
    for (LONG code = SCARD_W_UNSUPPORTED_CARD; code <= SCARD_W_CARD_NOT_AUTHENTICATED; ++code) codes.push_back(code);
    codes.push_back(0x801000FF);
    return codes;
}

base::Bytes long_answer(std::size_t size) {
    base::Bytes bytes(size, 0xA5);
    bytes[size - 2] = 0x90, bytes[size - 1] = 0x00;
    return bytes;
}

/// What a call of this name is answered instead.
std::vector<CallFault> faults_of(const std::string& call) {
    std::vector<CallFault> faults;
    const bool sends = call == "SCardTransmit";
    for (const auto code : every_code()) faults.push_back({code});
    // When the card acted and only the answer is lost, a code of each meaning will do.
    if (sends)
        for (const LONG code : {SCARD_E_NOT_TRANSACTED, SCARD_W_RESET_CARD, SCARD_E_SHARING_VIOLATION,
                                SCARD_F_COMM_ERROR, SCARD_W_SECURITY_VIOLATION, SCARD_E_UNEXPECTED})
            faults.push_back({code, true});
    if (call == "SCardListReaders")
        for (const auto* names : {"", "00", "0000", "616263", "61626300"})
            faults.push_back({SCARD_S_SUCCESS, false, *base::from_hex(names)});
    if (sends)
        for (const auto& answer : {base::Bytes{},
                                   {0x90},
                                   {0x90, 0x00},
                                   {0x63, 0xC9},
                                   {0x12, 0x34},
                                   {0x61, 0x10},
                                   long_answer(40),
                                   long_answer(300),
                                   long_answer(65539)})
            for (const bool acted : {false, true}) faults.push_back({SCARD_S_SUCCESS, acted, answer});
    return faults;
}

}  // namespace

TEST_CASE("whatever any call returns, the visit ends with a name, burns nothing, and the next one goes through") {
    Tally tally;
    std::size_t calls_in_all = 0;
    for (const auto& dialogue : dialogues()) {
        const auto calls = calls_of(dialogue);
        for (auto nth = calls_in_common(dialogue); nth < calls.size(); ++nth, ++calls_in_all)
            for (const auto& fault : faults_of(calls[nth])) {
                INFO(dialogue.name << ": call " << nth + 1 << " of " << calls.size() << ", " << calls[nth] << ", "
                                   << std::hex << fault.code << (fault.acted ? " acted" : ""));
                Disturbed visit(dialogue);
                visit.pcsc.fault_at(static_cast<int>(nth) + 1, fault);
                const auto outcome = visit.visit();
                tally.count(outcome);
                REQUIRE(visit.pcsc.fired());
                visit.check(outcome);
                visit.check_next_visit();
            }
    }
    std::printf("%zu calls of %zu dialogues, %zu codes\n", calls_in_all, dialogues().size(), every_code().size());
    tally.print("every code at every call");
}
