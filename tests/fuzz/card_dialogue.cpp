// SPDX-License-Identifier: Apache-2.0
#include "card_dialogue.hpp"

#include <array>

#include "drivers/mynumber/applications.hpp"
#include "drivers/pcsc/whole_answer.hpp"
#include "targets.hpp"
#include "tests/support/my_number_watch.hpp"

namespace uketsuke::fuzz {
namespace {

using drivers::mynumber::MyNumberApplications;

constexpr std::size_t kMostCommands = 400;

/// Reads answers out of the bytes, one after another, until there are no more.
class Answers {
public:
    explicit Answers(base::ByteView bytes) : rest_(bytes) {}

    base::Result<base::Bytes> next() {
        if (rest_.size() < 2 || ++given_ > kMostCommands) return base::fail(base::ErrorCode::card_removed);
        const auto size = std::min<std::size_t>(rest_[0] << 8 | rest_[1], rest_.size() - 2);
        const auto answer = rest_.subspan(2, size);
        rest_ = rest_.subspan(2 + size);
        if (answer.size() < 2) return base::fail(base::ErrorCode::card_garbled);
        return base::Bytes(answer.begin(), answer.end());
    }

private:
    base::ByteView rest_;
    std::size_t given_ = 0;
};

class FuzzedCard : public ports::CardSession {
public:
    explicit FuzzedCard(base::ByteView bytes) : answers_(bytes) {}

    base::Result<base::Bytes> transmit(base::ByteView command) override {
        watch_.see(command);
        require(watch_.forbidden().empty(), "no command names My Number");
        if (command.size() > 5 && command[1] == 0x20) ++verifies_;
        return drivers::pcsc::complete_exchange(command, [this](base::ByteView) { return answers_.next(); });
    }
    [[nodiscard]] domain::CardRef card() const override { return {}; }
    [[nodiscard]] std::size_t longest_answer() const override { return 65536; }

    /// VERIFYs with data since the last call.
    int take_verifies() { return std::exchange(verifies_, 0); }

private:
    Answers answers_;
    test::MyNumberWatch watch_;
    int verifies_ = 0;
};

}  // namespace

void apdu_exchange(base::ByteView bytes) {
    constexpr std::array<std::uint8_t, 5> kRead{0x00, 0xB0, 0x82, 0x00, 0x00};
    constexpr std::array<std::uint8_t, 9> kVerify{0x00, 0x20, 0x00, 0x80, 0x04, '1', '2', '3', '4'};
    if (bytes.empty()) return;
    const bool verify = bytes[0] == 0x20;
    const auto command = verify ? base::ByteView(kVerify) : base::ByteView(kRead);
    Answers answers(bytes.subspan(1));
    int times = 0;
    const auto answer = drivers::pcsc::complete_exchange(command, [&](base::ByteView one) {
        times += one[1] == command[1] ? 1 : 0;
        return answers.next();
    });
    require(times <= (verify ? 1 : 2), "a VERIFY is sent once, a reading once more with the right Le");
    if (!answer) return;
    require(answer->size() >= 2 && answer->size() <= 65538, "an answer has its status word and an end");
    const auto end = base::ByteView(*answer).last(2);
    const auto tries = drivers::mynumber::StatusWord{static_cast<std::uint16_t>(end[0] << 8 | end[1])}.tries();
    require(!tries || (tries->left >= 0 && tries->left <= 15), "a counter has four bits");
}

void card_dialogue(base::ByteView bytes) {
    FuzzedCard card(bytes);
    MyNumberApplications applications(card, {});
    const auto info = applications.identify();
    require(card.take_verifies() == 0, "identification burns no try");
    if (!info) return;
    const auto digits = applications.profile()->number_b_digits;
    static_cast<void>(applications.face_record(base::Secret(std::string(digits, '1'))));
    static_cast<void>(applications.holder(base::Secret(std::string(digits, '1'))));
    require(card.take_verifies() <= 1, "照合番号B is sent once an insertion");
    static_cast<void>(applications.verify_and_sign(base::Secret("1234"), info->pin, {}));
    require(card.take_verifies() <= 1, "a PIN is sent once");
}

}  // namespace uketsuke::fuzz
