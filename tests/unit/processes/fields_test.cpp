// SPDX-License-Identifier: Apache-2.0
// Messages between the kiosk's processes as bytes.
#include "firmware/processes/fields.hpp"

#include <rapidcheck.h>

#include "firmware/processes/link_messages.hpp"

using namespace uketsuke;
using namespace uketsuke::processes;

namespace {

enum class Colour : std::uint8_t { red, green, blue };

struct Inner {
    std::string text;
    std::optional<int> maybe;
    static constexpr auto kFields = std::tuple(&Inner::text, &Inner::maybe);
    bool operator==(const Inner&) const = default;
};
struct Everything {
    std::int64_t number = 0;
    std::uint16_t small = 0;
    bool yes = false;
    Colour colour{};
    base::WipedText text;
    base::Bytes bytes;
    std::vector<Inner> list;
    base::Duration length{};
    base::WallTime at{};
    base::Result<Inner> result = Inner{};
    static constexpr auto kFields =
        std::tuple(&Everything::number, &Everything::small, &Everything::yes, &Everything::colour, &Everything::text,
                   &Everything::bytes, &Everything::list, &Everything::length, &Everything::at, &Everything::result);
    bool operator==(const Everything&) const = default;
};

template <class T>
T any() {
    return *rc::gen::arbitrary<T>();
}

Everything any_message() {
    Everything all;
    all.number = any<std::int64_t>();
    all.small = any<std::uint16_t>();
    all.yes = any<bool>();
    all.colour = *rc::gen::element(Colour::red, Colour::green, Colour::blue);
    const auto text = any<std::string>();
    all.text.assign(text.begin(), text.end());
    const auto bytes = any<std::vector<std::uint8_t>>();
    all.bytes.assign(bytes.begin(), bytes.end());
    for (int i = *rc::gen::inRange(0, 4); i > 0; --i)
        all.list.push_back({any<std::string>(), any<bool>() ? std::optional(any<int>()) : std::nullopt});
    all.length = base::Duration{any<std::int32_t>()};
    all.at = base::WallTime{std::chrono::seconds{any<std::int32_t>()}};
    if (any<bool>())
        all.result = base::fail(base::ErrorCode::card_busy, any<std::string>());
    else
        all.result = Inner{any<std::string>(), any<int>()};
    return all;
}

}  // namespace

TEST_CASE("what is written is read again, whatever it is") {
    CHECK(rc::check([] {
        const auto all = any_message();
        const auto read = read_message<Everything>(write_message(all));
        RC_ASSERT(read.has_value());
        RC_ASSERT(*read == all);
    }));
}

TEST_CASE("a message that was cut, or has something behind it, is none") {
    CHECK(rc::check([] {
        auto bytes = write_message(any_message());
        auto longer = bytes;
        longer.push_back(any<std::uint8_t>());
        RC_ASSERT(!read_message<Everything>(longer).has_value());
        bytes.resize(*rc::gen::inRange<std::size_t>(0, bytes.size()));
        RC_ASSERT(!read_message<Everything>(bytes).has_value());
    }));
}

TEST_CASE("any bytes are read as a message or refused, and what is read writes the same bytes") {
    int good = 0;
    CHECK(rc::check([&] {
        auto bytes = write_message(any_message());
        for (int i = *rc::gen::inRange(1, 4); i > 0; --i)
            bytes.at(*rc::gen::inRange<std::size_t>(0, bytes.size())) = any<std::uint8_t>();
        const auto read = read_message<Everything>(bytes);
        if (read) RC_ASSERT(write_message(*read) == bytes);
        good += read ? 1 : 0;
    }));
    CHECK(good > 0);
}

TEST_CASE("a length that is larger than what came reserves nothing") {
    Writer writer;
    writer.put(std::uint64_t{1} << 60);
    std::vector<Inner> list;
    std::string text;
    CHECK_FALSE(Reader(writer.bytes()).take(list));
    CHECK_FALSE(Reader(writer.bytes()).take(text));
}

TEST_CASE("a number that its type does not hold, and an enumerator that there is not, are refused") {
    Writer writer;
    writer.put(std::int64_t{70000});
    std::uint16_t small = 0;
    CHECK_FALSE(Reader(writer.bytes()).take(small));
    Colour colour{};
    for (const std::int64_t wrong : {3L, -1L, 1L << 40}) {
        Writer one;
        one.put(wrong);
        CHECK_FALSE(Reader(one.bytes()).take(colour));
    }
    const base::Bytes neither{2};
    bool yes = false;
    CHECK_FALSE(Reader(neither).take(yes));
}
