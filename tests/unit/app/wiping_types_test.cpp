// SPDX-License-Identifier: Apache-2.0
// What is secret is wiped by its type, without anybody's asking.
#include <catch2/catch.hpp>
#include <optional>

#include "firmware/domain/card.hpp"
#include "firmware/domain/eligibility.hpp"
#include "firmware/domain/image.hpp"
#include "wiped.hpp"

using namespace uketsuke;
using test::WatchedBlock;

TEST_CASE("bytes are wiped when they grow, are replaced, or are dropped") {
    std::optional<base::Bytes> bytes(std::in_place, 100, std::uint8_t{7});
    const WatchedBlock block(bytes->data(), bytes->size());
    SECTION("grow") { bytes->insert(bytes->end(), 1000, 7); }
    SECTION("are replaced") { *bytes = base::Bytes(3, 7); }
    SECTION("shrink") {
        bytes->resize(3);
        bytes->shrink_to_fit();
    }
    SECTION("are dropped") { bytes.reset(); }
    CHECK(block.zero_when_freed());
}

TEST_CASE("what clear() left over is wiped with the rest") {
    std::optional<base::Bytes> bytes(std::in_place, 100, std::uint8_t{7});
    const WatchedBlock block(bytes->data(), bytes->size());
    bytes->clear();
    bytes.reset();
    CHECK(block.zero_when_freed());
}

TEST_CASE("a wiped text is wiped when it grows or is dropped") {
    std::optional<base::WipedText> text(std::in_place, 100, 'x');
    const WatchedBlock block(text->data(), text->size());
    SECTION("grows") { text->append(1000, 'x'); }
    SECTION("is dropped") { text.reset(); }
    CHECK(block.zero_when_freed());
}

TEST_CASE("pictures, assertions, face records and result documents are of such types") {
    SECTION("a copy of a picture") {
        const domain::Image image{20, 10, 1, base::Bytes(200, 9)};
        std::optional copy(image);
        const WatchedBlock block(copy->pixels.data(), copy->pixels.size());
        copy.reset();
        CHECK(block.zero_when_freed());
    }
    SECTION("an assertion") {
        std::optional<domain::Assertion> assertion({base::Bytes(300, 1), base::Bytes(256, 2), {}});
        const WatchedBlock block(assertion->signature.data(), assertion->signature.size());
        assertion.reset();
        CHECK(block.zero_when_freed());
    }
    SECTION("a face record") {
        std::optional record(domain::FaceRecord{base::Bytes(300, 1)});
        const WatchedBlock block(record->photo_jp2.data(), record->photo_jp2.size());
        record.reset();
        CHECK(block.zero_when_freed());
    }
    SECTION("a result document") {
        std::optional<domain::Eligibility> eligibility({{}, base::WipedText(500, 'x')});
        const WatchedBlock block(eligibility->document.data(), eligibility->document.size());
        eligibility.reset();
        CHECK(block.zero_when_freed());
    }
}
