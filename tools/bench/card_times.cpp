// SPDX-License-Identifier: Apache-2.0
#include "card_times.hpp"

#include <fmt/format.h>

#include <cstdio>

#include "drivers/mynumber/applications.hpp"
#include "sim/card/terminal_signature.hpp"
#include "spread.hpp"

namespace uketsuke::tools::bench {
namespace {

constexpr int kTimes = 5;
constexpr double kMostBytes = 1.06, kMostTime = 1.03;  ///< goals
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
std::optional<std::size_t> dialogue(ports::CardSession& session, sim::RealRig& rig, sim::TerminalSignature& terminal) {
    FileMeter meter(session);
    drivers::mynumber::MyNumberApplications card(meter, rig.trusted_issuers());
    if (!card.identify() || !card.number_b_tries()) return std::nullopt;
    if (!card.face_record(base::Secret(rig.person().number_b()))) return std::nullopt;
    if (!terminal.sign(meter, card.certificate(), {})) return std::nullopt;
    return meter.bytes;
}

/// What was measured of several visits' card part, with one way of reading.
struct CardPart {
    Spread wall, over, poll, rest;  ///< rest: of the time from the insertion to the first command, without vpcd's look
    int commands = 0;
    double bytes = 0;  ///< on the air, over the useful ones
    double modelled = 0;
};

bool one_visit(sim::RealRig& rig, sim::TerminalSignature& terminal, std::size_t longest_answer, CardPart& part) {
    drivers::pcsc::PcscReader reader({.reader_name = std::string(sim::kCardReader), .longest_answer = longest_answer});
    reader.wait({}, {});  // the reader waits for a card, as in the product
    if (!rig.insert(domain::kCardSlot)) return false;
    auto session = open_card(reader);
    if (!session) return false;
    const auto start = Stopwatch::now();
    const auto files = dialogue(*session, rig, terminal);
    if (!files) return false;
    part.wall.add(since(start));
    part.modelled = Millis(rig.air_time()).count();
    part.over.add(part.wall.values.back() / part.modelled);
    part.commands = rig.exchanges();
    part.bytes = static_cast<double>(rig.bytes_on_air()) / static_cast<double>(*files + kOtherUsefulBytes);
    const auto moments = rig.moments();
    part.poll.add(Millis(moments.looked - moments.laid).count());
    part.rest.add(Millis(moments.commanded - moments.looked).count());
    session.reset();
    return take_away(rig);
}

std::optional<CardPart> card_part(sim::RealRig& rig, sim::TerminalSignature& terminal, std::size_t longest_answer) {
    CardPart part;
    for (int i = 0; i < kTimes; ++i)
        if (!one_visit(rig, terminal, longest_answer, part)) return std::nullopt;
    return part;
}

void tell(const char* way, const CardPart& part) {
    fmt::print("Card's part of a face visit, {} times, through pcscd, {}\n", kTimes, way);
    fmt::print("  commands to the card                 {:7d}\n", part.commands);
    fmt::print("  bytes on the air / useful bytes      {:7.3f}{}\n", part.bytes, goal(part.bytes, kMostBytes));
    fmt::print("  wall / modelled time on the air      {:7.3f} p50  {:7.3f} worst   (of {:.0f} ms){}\n",
               part.over.at(0.5), part.over.at(1), part.modelled, goal(part.over.at(0.5), kMostTime));
    fmt::print("  insertion -> first command           {:7.1f} ms p50; vpcd's look, every 400 ms: {:.0f} ms p50\n",
               part.rest.at(0.5), part.poll.at(0.5));
}

std::string in_words(const CardPart& part) {
    return fmt::format("{} commands; {:.3f} × the useful bytes on the air{}; wall {:.3f} × the modelled {:.0f} ms{}",
                       part.commands, part.bytes, goal(part.bytes, kMostBytes), part.over.at(0.5), part.modelled,
                       goal(part.over.at(0.5), kMostTime));
}

}  // namespace

std::unique_ptr<ports::CardSession> open_card(drivers::pcsc::PcscReader& reader) {
    ports::SlotState state;
    for (int i = 0; i < 5 && state.kind != ports::SlotState::Kind::present; ++i) state = reader.wait(state, {});
    auto session = reader.open(state.card);
    return session ? std::move(*session) : nullptr;
}

bool take_away(sim::RealRig& rig) {
    rig.remove(domain::kCardSlot);
    return rig.advance_until([&] { return rig.kiosk().visit().state == flow::State::idle; }, std::chrono::seconds{20});
}

bool bench_card_part(sim::RealRig& rig, Figures& figures) {
    fmt::print("\nMeasuring the card's part of {} face visits, about a minute …\n", 2 * kTimes);
    std::fflush(stdout);
    const auto terminal = sim::TerminalSignature::create(sim::Paths{}.card_pki);
    if (!terminal) return false;
    const auto extended = card_part(rig, **terminal, 65536);
    const auto plain = extended ? card_part(rig, **terminal, 256) : std::nullopt;
    if (!plain) return false;
    tell("reader with extended commands", *extended);
    tell("reader with short commands", *plain);
    figures.add("card's part of a face visit, through pcscd, extended commands", in_words(*extended));
    figures.add("the same, reader with short commands only", in_words(*plain));
    figures.add(
        "insertion → first command",
        fmt::format("{:.0f} ms p50, {:.0f} ms worst; apart: the virtual reader's look for a card, every 400 ms, {:.0f} "
                    "ms p50",
                    extended->rest.at(0.5), extended->rest.at(1), extended->poll.at(0.5)));
    return true;
}

}  // namespace uketsuke::tools::bench
