// SPDX-License-Identifier: Apache-2.0
// My Number is never asked for: every command of every dialogue, undisturbed and torn at each of its commands.
// (scenario_test holds the same of all scenarios.)
#include "card_rig.hpp"
#include "tests/support/my_number_watch.hpp"

using namespace uketsuke;
using namespace uketsuke::test;

namespace {

/// Shows the watch what it passes on.
class WatchedSession : public ports::CardSession {
public:
    WatchedSession(ports::CardSession& session, MyNumberWatch& watch) : session_(session), watch_(watch) {
        watch_.begin();
    }
    base::Result<base::Bytes> transmit(base::ByteView command) override {
        watch_.see(command);
        return session_.transmit(command);
    }
    [[nodiscard]] domain::CardRef card() const override { return session_.card(); }
    [[nodiscard]] std::size_t longest_answer() const override { return session_.longest_answer(); }

private:
    ports::CardSession& session_;
    MyNumberWatch& watch_;
};

using Applications = drivers::mynumber::MyNumberApplications;
using Dialogue = std::function<void(ports::CardSession&, Applications&)>;

std::vector<Dialogue> dialogues() {
    const auto number = [] { return base::Secret(person("hanako").number_b()); };
    return {
        [](auto&, Applications& card) {
            static_cast<void>(card.authority_certificate());
            static_cast<void>(card.card_front_info());
            static_cast<void>(card.number_b_tries());
        },
        [](auto&, Applications& card) { static_cast<void>(card.verify_and_sign(base::Secret("1234"), {3}, nonce())); },
        [](auto&, Applications& card) { static_cast<void>(card.verify_and_sign(base::Secret("0000"), {3}, nonce())); },
        [=](auto&, Applications& card) { static_cast<void>(card.face_record(number())); },
        [](auto&, Applications& card) { static_cast<void>(card.face_record(base::Secret("11111111111111"))); },
        [=](auto&, Applications& card) { static_cast<void>(card.holder(number())); },
        [](auto&, Applications& card) { static_cast<void>(card.holder(base::Secret("11111111111111"))); },
        [](ports::CardSession& session, Applications& card) {
            static const auto terminal = sim::TerminalSignature::create(TEST_PKI).value();
            static_cast<void>(terminal->sign(session, card.certificate(), nonce()));
        },
    };
}

/// How many commands reached the card.
std::size_t play(const Dialogue& dialogue, const std::shared_ptr<sim::MyNumberCard>& card,
                 drivers::mynumber::Reads reads, MyNumberWatch& watch) {
    Insertion insertion(card);
    WatchedSession session(*insertion.session, watch);
    Applications applications(session, drivers::mynumber::FaceRecordRoots{pki().face_record_root}, reads);
    if (applications.identify()) dialogue(session, applications);
    return card->log().headers.size();
}

}  // namespace

TEST_CASE("no command of any dialogue, whole or torn, names a file of My Number") {
    MyNumberWatch watch;
    const auto born = card_of("hanako");
    for (const auto& dialogue : dialogues())
        for (const bool short_ids : {false, true}) {
            const drivers::mynumber::Reads reads{251, short_ids, short_ids};
            const auto length = static_cast<int>(play(dialogue, born->twin(), reads, watch));
            REQUIRE(length > 5);
            for (int at = 1; at <= length; ++at)
                for (const std::uint16_t status : {0, 0x6F00, 0x6982, 0x6A82}) {
                    const auto card = born->twin();
                    sim::CardFaults faults;
                    if (status == 0)
                        faults.tear.at_apdu = at;
                    else
                        faults.wrong_answer = {at, status, 0};
                    card->set_faults(faults);
                    play(dialogue, card, reads, watch);
                }
        }
    for (const auto& header : watch.forbidden()) UNSCOPED_INFO(header);
    CHECK(watch.forbidden().empty());
    CHECK(watch.commands() > 10000);
    for (const int file : {0x0006, 0x000A, 0x000B, 0x0017, 0x0018}) CHECK(watch.saw(MyNumberWatch::kJpki, file));
    for (const int file : {0x0002, 0x0003, 0x0004, 0x0012}) CHECK(watch.saw(MyNumberWatch::kFace, file));
    for (const int file : {0x0002, 0x0003, 0x0004, 0x0015}) CHECK(watch.saw(MyNumberWatch::kText, file));
}

TEST_CASE("the watch sees what it is for") {
    for (const char* command : {"00A4020C020001", "00B0810011", "00A4020C020014", "002000940C", "00200094"}) {
        MyNumberWatch watch;
        watch.see(base::from_hex("00A4040C0AD3921000310001010408").value());
        watch.see(base::from_hex(command).value());
        INFO(command);
        CHECK(watch.forbidden().size() == 1);
    }
    for (const char* command : {"00A4020C020005", "00B0850000", "00A4020C020013", "00200093"}) {
        MyNumberWatch watch;
        watch.see(base::from_hex("00A4040C0AD3921000310001010402").value());
        watch.see(base::from_hex(command).value());
        INFO(command);
        CHECK(watch.forbidden().size() == 1);
    }
}
