// SPDX-License-Identifier: Apache-2.0
// Random visits with cards that are torn out anywhere: the machine never burns a try that no hand confirmed. The card
// counts for itself.
#include <cstdio>
#include <cstdlib>
#include <random>

#include "card_rig.hpp"

using namespace uketsuke;
using namespace uketsuke::test;
using Name = sim::ApplicationName;

namespace {

constexpr int kLongestDialogue = 40;

/// What hands confirmed, and what the card says reached it.
struct Count {
    int pins = 0, numbers = 0;
    bool operator<=(const Count& other) const { return pins <= other.pins && numbers <= other.numbers; }
    Count& operator+=(const Count& other) {
        pins += other.pins;
        numbers += other.numbers;
        return *this;
    }
};

Count verified(const sim::MyNumberCard& card) {
    return {verifies(card, kPin), verifies(card, kNumberB) + verifies(card, kTextNumberB)};
}

struct Tries {
    int pin, face, text;
    explicit Tries(const sim::MyNumberCard& card)
        : pin(card.tries_left(Name::jpki, kPin)),
          face(card.tries_left(Name::card_front, kNumberB)),
          text(card.tries_left(Name::text, kTextNumberB)) {}
    [[nodiscard]] int burnt_since(const Tries& before) const {
        return std::max(0, before.pin - pin) + std::max(0, before.face - face) + std::max(0, before.text - text);
    }
    [[nodiscard]] bool used_up() const { return pin <= 1 || face <= 6 || text <= 6; }
};

struct Totals {
    int sessions = 0, torn = 0, cards = 0, whole = 0;
    int wrong = 0, burnt = 0;  ///< wrong digits that hands held; tries that are gone from the cards
    Count hands, sent;
};

/// The dialogues of one insertion, in any order, until one fails.
class Patient {
public:
    Patient(std::mt19937_64& random, sim::TerminalSignature& terminal) : random_(random), terminal_(terminal) {}

    /// The error that ended the visit, if any. `confirmed` counts the hands; `wrong` those that held wrong digits.
    std::optional<ErrorCode> visit(Insertion& card, Count& confirmed, int& wrong) {
        auto info = card.applications->identify();
        if (!info) return info.error().code;
        for (int step = static_cast<int>(random_() % 3); step >= 0; --step)
            if (const auto error = one(card, *info, confirmed, wrong)) return error;
        return std::nullopt;
    }

private:
    std::optional<ErrorCode> one(Insertion& card, domain::CardInfo& info, Count& confirmed, int& wrong) {
        const bool right = random_() % 4 != 0;
        switch (random_() % 4) {
            case 0: {
                if (info.pin.left < 2) return std::nullopt;
                ++confirmed.pins;
                wrong += right ? 0 : 1;
                const auto outcome = card.pin(right ? "1234" : "0000", info.pin.left);
                if (outcome) info.pin = outcome->left;
                return outcome ? std::nullopt : std::optional(outcome.error().code);
            }
            case 1: return number(confirmed, wrong, right, [&] { return code(card.face(digits(right))); });
            case 2:
                return number(confirmed, wrong, right,
                              [&] { return code(card.applications->holder(base::Secret(digits(right)))); });
            default: return code(terminal_.sign(*card.session, card.applications->certificate(), nonce()));
        }
    }
    template <class Dialogue>
    std::optional<ErrorCode> number(Count& confirmed, int& wrong, bool right, Dialogue dialogue) {
        ++confirmed.numbers;
        wrong += right ? 0 : 1;
        return dialogue();
    }
    template <class Result>
    static std::optional<ErrorCode> code(const Result& result) {
        return result ? std::nullopt : std::optional(result.error().code);
    }
    static std::string digits(bool right) {
        static const auto number = person("hanako").number_b();
        return right ? number : "22222222222222";
    }

    std::mt19937_64& random_;
    sim::TerminalSignature& terminal_;
};

/// One torn visit and a look afterwards.
void torn_session(const std::shared_ptr<sim::MyNumberCard>& card, Patient& patient, sim::TearDice& dice,
                  Totals& totals) {
    const Tries before(*card);
    const auto sent_before = verified(*card);
    Count confirmed;
    int wrong = 0;
    sim::CardFaults faults;
    faults.tear = dice.next(kLongestDialogue);
    card->set_faults(faults);
    std::optional<ErrorCode> error;
    {
        Insertion torn(card);
        error = patient.visit(torn, confirmed, wrong);
    }
    const bool fired = card->faults().tear.fired == 1;
    card->set_faults({});
    ++totals.sessions;
    totals.torn += fired ? 1 : 0;
    totals.whole += error ? 0 : 1;
    auto allowed = sent_before;
    allowed += confirmed;
    REQUIRE(verified(*card) <= allowed);
    const Tries now(*card);
    totals.wrong += wrong;
    totals.burnt += now.burnt_since(before);
    REQUIRE(now.burnt_since(before) <= wrong);
    if (!fired && error) REQUIRE(*error == ErrorCode::number_b_refused);
    Insertion next(card);
    const auto info = next.applications->identify();
    REQUIRE(info);
    REQUIRE(info->pin.left == now.pin);
    totals.hands += confirmed;
}

/// Twenty lines in all.
void tell_progress(int done, int sessions) {
    if (done % (sessions / 20) != 0) return;
    std::printf("%d of %d torn sessions\n", done, sessions);
    std::fflush(stdout);
}

void torn_sessions(int sessions) {
    const char* given = std::getenv("UKETSUKE_SEED");
    const auto seed = given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device{}();
    std::printf("torn sessions: seed %llu\n", static_cast<unsigned long long>(seed));
    std::fflush(stdout);
    INFO("UKETSUKE_SEED=" << seed);
    std::mt19937_64 random(seed);
    sim::TearDice dice(seed);
    const auto born = sim::MyNumberCard::create(person("hanako"), pki(), base::Bytes(900, std::uint8_t{0x5A})).value();
    const auto terminal = sim::TerminalSignature::create(TEST_PKI).value();
    Patient patient(random, *terminal);
    Totals totals;
    std::shared_ptr<sim::MyNumberCard> card;
    while (totals.sessions < sessions) {
        if (!card || Tries(*card).used_up() || card->log().headers.size() > 2000) {
            if (card) totals.sent += verified(*card);
            card = born->twin();
            ++totals.cards;
        }
        torn_session(card, patient, dice, totals);
        tell_progress(totals.sessions, sessions);
    }
    totals.sent += verified(*card);
    std::printf(
        "torn sessions: %d (%d torn, %d went through) on %d cards; confirmed %d PINs and %d numbers, the cards were "
        "sent %d and %d; hands held wrong digits %d times, %d tries were burnt\n",
        totals.sessions, totals.torn, totals.whole, totals.cards, totals.hands.pins, totals.hands.numbers,
        totals.sent.pins, totals.sent.numbers, totals.wrong, totals.burnt);
    CHECK(totals.burnt <= totals.wrong);
    CHECK(totals.torn > sessions / 4);
    CHECK(totals.whole > sessions / 20);
    CHECK(totals.sent <= totals.hands);
}

}  // namespace

TEST_CASE("twenty thousand random torn sessions burn no try beyond the hands that confirmed it") {
    torn_sessions(20000);
}

TEST_CASE("a million random torn sessions burn no try beyond the hands that confirmed it", "[.long]") {
    torn_sessions(1000000);
}
