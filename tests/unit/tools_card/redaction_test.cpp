// SPDX-License-Identifier: Apache-2.0
// What may be shown of a command does not depend on its data: there is nowhere for it to go.
#include <catch2/catch.hpp>
#include <random>

#include "tools/card/report.hpp"
#include "tools/card/tracing_session.hpp"

using namespace uketsuke;
using drivers::mynumber::CommandView;
using drivers::mynumber::view_of;
using tools::card::Exchange;
using tools::card::TracingSession;
using tools::card::Value;

// A report takes words, counts and yes or no; a view holds no container and no pointer into what it was made of.
static_assert(!std::is_constructible_v<Value, base::Secret&> && !std::is_constructible_v<Value, base::Secret>);
static_assert(!std::is_constructible_v<Value, base::Bytes> && !std::is_constructible_v<Value, base::ByteView>);
static_assert(!std::is_constructible_v<Value, std::uint8_t> && !std::is_constructible_v<Value, char>);
static_assert(std::is_trivially_copyable_v<CommandView> && std::is_trivially_copyable_v<Exchange>);

namespace {

base::Bytes noise(std::size_t size, std::mt19937& random) {
    base::Bytes bytes(size);
    for (auto& byte : bytes) byte = static_cast<std::uint8_t>(random());
    return bytes;
}

base::Bytes command(std::initializer_list<std::uint8_t> header, const base::Bytes& data) {
    base::Bytes bytes(header);
    bytes.push_back(static_cast<std::uint8_t>(data.size()));
    bytes.insert(bytes.end(), data.begin(), data.end());
    return bytes;
}

/// Answers every command with noise of a length, and 9000.
class NoisyCard final : public ports::CardSession {
public:
    explicit NoisyCard(unsigned seed) : random_(seed) {}
    base::Result<base::Bytes> transmit(base::ByteView) override {
        auto answer = noise(200, random_);
        answer.insert(answer.end(), {0x90, 0x00});
        return answer;
    }
    [[nodiscard]] domain::CardRef card() const override { return {}; }

private:
    std::mt19937 random_;
};

}  // namespace

TEST_CASE("two commands that differ in their data alone look the same") {
    const auto seed = GENERATE(1U, 2U, 3U);
    std::mt19937 random(seed);
    const std::initializer_list<std::uint8_t> headers[] = {
        {0x00, 0x20, 0x00, 0x80}, {0x00, 0x20, 0x00, 0x92}, {0x00, 0x24, 0x01, 0x80}, {0x80, 0x2A, 0x00, 0x80},
        {0x80, 0x2A, 0x00, 0x00}, {0x00, 0x84, 0x00, 0x00}, {0x00, 0x88, 0x00, 0x99}, {0x80, 0xA2, 0x00, 0xC1},
        {0x00, 0xDA, 0x12, 0x34}, {0xFF, 0xFF, 0xFF, 0xFF}};
    for (const auto& header : headers)
        for (int i = 0; i < 1000; ++i) {
            const auto size = 1 + random() % 255;
            const auto one = command(header, noise(size, random)), other = command(header, noise(size, random));
            REQUIRE(view_of(one) == view_of(other));
            REQUIRE(view_of(one).data_length == size);
        }
}

TEST_CASE("a view names what SELECT and short identifiers name, and nothing that is not known") {
    using namespace drivers::mynumber;
    CHECK(view_of(select_application(kCardFront)).application->key == "card_front");
    CHECK(view_of(*base::from_hex("00A4040C0AD392F000260100000002")).application == nullptr);
    CHECK(view_of(*base::from_hex("00A4040C0AD392F0")).application == nullptr);  // cut short
    CHECK(view_of(select_file(jpki::kUserPin)).file == 0x0018);
    CHECK(view_of(read_first(jpki::kUserCertificate, 251)).file == 0x000A);
    CHECK_FALSE(view_of(read_binary(251, 251)).file);
    CHECK_FALSE(view_of(query_tries()).file);
    CHECK(view_of(query_tries(jpki::kUserPin)).file == 0x0018);
    CHECK(view_of(read_binary(0, 4000)).data_length == 0);  // extended Le, no data
    CHECK(view_of({}) == CommandView{});
}

TEST_CASE("commands and status words have names") {
    using namespace drivers::mynumber;
    CHECK(name_of_command({0x00, 0x20, 0x00, 0x80}, 0) == "tries left?");
    CHECK(name_of_command({0x00, 0x20, 0x00, 0x80}, 4) == "VERIFY");
    CHECK(name_of_command({0x00, 0xA4, 0x04, 0x0C}, 10) == "SELECT application");
    CHECK(name_of_command({0x00, 0x77, 0x00, 0x00}, 0) == "?");
    CHECK(words_of({0x9000}) == "done");
    CHECK(words_of({0x63C1}) == "1 try left");
    CHECK(words_of({0x63C0}) == "0 tries left");
    CHECK(words_of({0x6984}) == "blocked");
    CHECK(words_of({0x1234}) == "?");
}

TEST_CASE("what a trace keeps of a dialogue is the same whatever the PIN and the card's answers are") {
    const auto trace = [](const base::Bytes& pin, unsigned seed) {
        std::vector<Exchange> log;
        TracingSession session(std::make_unique<NoisyCard>(seed), log);
        using namespace drivers::mynumber;
        for (const auto& one : {select_application(kJpki), select_file(jpki::kUserPin),
                                command({0x00, 0x20, 0x00, 0x80}, pin), read_binary(0, 200)})
            CHECK(session.transmit(one).value().size() == 202);
        for (auto& exchange : log) exchange.time = {};
        return log;
    };
    const auto one = trace({'9', '1', '7', '3'}, 1), other = trace({'0', '0', '0', '0'}, 2);
    REQUIRE(one.size() == other.size());
    for (std::size_t i = 0; i < one.size(); ++i) {
        CHECK(one[i].command == other[i].command);
        CHECK(one[i].status.value == other[i].status.value);
        CHECK(one[i].answer_length == other[i].answer_length);
        CHECK(one[i].file == other[i].file);
    }
    CHECK(one[2].file == 0x0018);
    CHECK(one[2].application->key == "jpki");
    CHECK(one[2].command.data_length == 4);
}

TEST_CASE("a card that is pulled leaves its error in the trace") {
    struct Gone final : ports::CardSession {
        base::Result<base::Bytes> transmit(base::ByteView) override {
            return base::fail(base::ErrorCode::card_removed);
        }
        [[nodiscard]] domain::CardRef card() const override { return {}; }
    };
    std::vector<Exchange> log;
    TracingSession session(std::make_unique<Gone>(), log);
    CHECK_FALSE(session.transmit(drivers::mynumber::query_tries()));
    CHECK(log.at(0).error == base::ErrorCode::card_removed);
}
