// SPDX-License-Identifier: Apache-2.0
#include "bench_card.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "drivers/mynumber/applications.hpp"
#include "sim/card/terminal_signature.hpp"

namespace uketsuke::sim {
namespace {

using Clock = std::chrono::steady_clock;
using Millis = std::chrono::duration<double, std::milli>;

constexpr int kTimes = 5;
/// What is not in a file: the number, two signatures and the DigestInfos that they are over; the terminal's
/// certificate, the challenge and the answer to it.
constexpr std::size_t kOtherUsefulBytes = 14 + 2 * (256 + 51) + 568 + 16 + 256;

/// Counts the bytes of files that come over.
class FileMeter : public ports::CardSession {
public:
    explicit FileMeter(ports::CardSession& session) : session_(session) {}
    base::Result<base::Bytes> transmit(base::ByteView command) override {
        auto answer = session_.transmit(command);
        if (answer && command.size() > 1 && command[1] == 0xB0) bytes += answer->size() - 2;
        return answer;
    }
    [[nodiscard]] domain::CardRef card() const override { return session_.card(); }
    [[nodiscard]] std::size_t longest_answer() const override { return session_.longest_answer(); }
    std::size_t bytes = 0;

private:
    ports::CardSession& session_;
};

/// The files' bytes; nullopt when the dialogue failed.
std::optional<std::size_t> dialogue(ports::CardSession& session, RealRig& rig, TerminalSignature& terminal) {
    FileMeter meter(session);
    drivers::mynumber::MyNumberApplications card(meter, rig.trusted_issuers());
    if (!card.identify() || !card.surface_tries()) return std::nullopt;
    if (!card.surface_record(base::Secret(rig.person().number_b()))) return std::nullopt;
    if (!terminal.sign(meter, card.certificate(), {})) return std::nullopt;
    return meter.bytes;
}

std::unique_ptr<ports::CardSession> open(drivers::pcsc::PcscReader& reader) {
    ports::SlotState state;
    for (int i = 0; i < 5 && state.kind != ports::SlotState::Kind::present; ++i) state = reader.wait(state, {});
    auto session = reader.open(state.card);
    return session ? std::move(*session) : nullptr;
}

}  // namespace

bool bench_card_part(RealRig& rig) {
    fmt::print("\nMeasuring the card's part of {} face visits, about half a minute …\n", kTimes);
    std::fflush(stdout);
    const auto terminal = TerminalSignature::create(Paths{}.card_pki);
    if (!terminal) return false;
    const auto idle = [&] { return rig.kiosk().session().state == flow::State::idle; };
    std::vector<double> over;
    double ratio = 0;
    for (int i = 0; i < kTimes; ++i) {
        if (!rig.insert(domain::kCardSlot)) return false;
        drivers::pcsc::PcscReader reader({.longest_answer = 65536});
        auto session = open(reader);  // the kiosk does not: nobody lets it run meanwhile
        if (!session) return false;
        const auto start = Clock::now();
        const auto files = dialogue(*session, rig, **terminal);
        if (!files) return false;
        over.push_back(Millis(Clock::now() - start).count() / Millis(rig.air_time()).count());
        ratio = static_cast<double>(rig.bytes_on_air()) / static_cast<double>(*files + kOtherUsefulBytes);
        session.reset();
        rig.remove(domain::kCardSlot);
        if (!rig.advance_until(idle, std::chrono::seconds{20})) return false;
    }
    std::sort(over.begin(), over.end());
    fmt::print("Card's part of a face visit, {} times, through pcscd\n", kTimes);
    fmt::print("  commands to the card                 {:7d}\n", rig.exchanges());
    fmt::print("  bytes on the air / useful bytes      {:7.3f}   (goal 1.06)\n", ratio);
    fmt::print("  wall / modelled time on the air      {:7.3f} p50  {:7.3f} worst   (of {:.0f} ms; goal 1.03)\n",
               over[over.size() / 2], over.back(), Millis(rig.air_time()).count());
    return true;
}

}  // namespace uketsuke::sim
