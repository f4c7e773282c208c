// SPDX-License-Identifier: Apache-2.0
#include "journal_anchor.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>

namespace uketsuke::audit {
namespace {

constexpr std::string_view kNumber = "journal_number", kSession = "journal_session";
constexpr std::array<std::string_view, 4> kHead{"journal_head_1", "journal_head_2", "journal_head_3", "journal_head_4"};
constexpr std::size_t kPart = 16;  ///< hex digits of a counter

std::uint64_t part_of(std::string_view head, std::size_t i) {
    const auto hex = head.substr(i * kPart, kPart);
    std::uint64_t value = 0;
    std::from_chars(hex.data(), hex.data() + hex.size(), value, 16);
    return value;
}

}  // namespace

base::Result<Anchor> read_anchor(ports::CounterStore& store) {
    const auto number = store.read(kNumber);
    if (!number) return base::fail(number.error());
    const auto session = store.read(kSession);
    if (!session) return base::fail(session.error());
    Anchor anchor{*number, static_cast<std::uint32_t>(*session), {}};
    for (const auto name : kHead) {
        const auto part = store.read(name);
        if (!part) return base::fail(part.error());
        anchor.head += fmt::format("{:016x}", *part);
    }
    return anchor;
}

base::Result<void> write_anchor(ports::CounterStore& store, const Anchor& anchor) {
    const std::array counts{
        ports::CounterStore::Count{kNumber, anchor.number},
        ports::CounterStore::Count{kSession, anchor.session},
        ports::CounterStore::Count{kHead[0], part_of(anchor.head, 0)},
        ports::CounterStore::Count{kHead[1], part_of(anchor.head, 1)},
        ports::CounterStore::Count{kHead[2], part_of(anchor.head, 2)},
        ports::CounterStore::Count{kHead[3], part_of(anchor.head, 3)},
    };
    return store.write_all(counts);
}

std::string_view disagreement(const Anchor& noted, const LineFacts& last, bool signature_right) {
    if (!signature_right) return "signature";
    if (last.number < noted.number) return "shorter";
    if (last.number > noted.number + 1) return "longer";
    const auto& noted_line = last.number == noted.number ? last.hash : last.prev;
    return noted_line == noted.head ? "" : "other";
}

}  // namespace uketsuke::audit
