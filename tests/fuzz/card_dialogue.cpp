// SPDX-License-Identifier: Apache-2.0
#include "card_dialogue.hpp"

#include "drivers/mynumber/applications.hpp"
#include "drivers/pcsc/apdu.hpp"
#include "targets.hpp"
#include "tests/support/my_number_watch.hpp"

namespace uketsuke::fuzz {
namespace {

using drivers::mynumber::MyNumberApplications;

constexpr std::size_t kMostCommands = 400;

class FuzzedCard : public ports::CardSession {
public:
    explicit FuzzedCard(base::ByteView bytes) : rest_(bytes) {}

    base::Result<base::Bytes> transmit(base::ByteView command) override {
        watch_.see(command);
        require(watch_.forbidden().empty(), "no command names My Number");
        if (command.size() > 5 && command[1] == 0x20) ++verifies_;
        return drivers::pcsc::complete_exchange(command, [this](base::ByteView one) { return exchange(one); });
    }
    [[nodiscard]] domain::CardRef card() const override { return {}; }
    [[nodiscard]] std::size_t longest_answer() const override { return 65536; }

    /// VERIFYs with data since the last call.
    int take_verifies() { return std::exchange(verifies_, 0); }

private:
    base::Result<base::Bytes> exchange(base::ByteView) {
        if (rest_.size() < 2 || ++commands_ > kMostCommands) return base::fail(base::ErrorCode::card_removed);
        const auto size = std::min<std::size_t>(rest_[0] << 8 | rest_[1], rest_.size() - 2);
        const auto answer = rest_.subspan(2, size);
        rest_ = rest_.subspan(2 + size);
        if (answer.size() < 2) return base::fail(base::ErrorCode::card_garbled);
        return base::Bytes(answer.begin(), answer.end());
    }

    base::ByteView rest_;
    test::MyNumberWatch watch_;
    std::size_t commands_ = 0;
    int verifies_ = 0;
};

}  // namespace

void card_dialogue(base::ByteView bytes) {
    FuzzedCard card(bytes);
    MyNumberApplications applications(card, {});
    const auto info = applications.identify();
    require(card.take_verifies() == 0, "identification burns no try");
    if (!info) return;
    const auto digits = applications.profile()->surface_number_digits;
    static_cast<void>(applications.surface_record(base::Secret(std::string(digits, '1'))));
    static_cast<void>(applications.holder(base::Secret(std::string(digits, '1'))));
    require(card.take_verifies() <= 1, "照合番号B is sent once an insertion");
    static_cast<void>(applications.verify_and_sign(base::Secret("1234"), info->pin, {}));
    require(card.take_verifies() <= 1, "a PIN is sent once");
}

}  // namespace uketsuke::fuzz
