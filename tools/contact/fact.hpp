// SPDX-License-Identifier: Apache-2.0
// What a report of a first contact may hold: an allowlist by type. A text of a card, a person or a file has no way in,
// nor has a number of six digits or more: no date, no 照合番号, no key.
#pragma once

#include <algorithm>
#include <compare>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "drivers/mynumber/card_map.hpp"
#include "drivers/mynumber/status_word.hpp"
#include "firmware/base/error.hpp"
#include "firmware/base/secret.hpp"
#include "firmware/domain/face.hpp"
#include "tools/card/kind.hpp"

namespace uketsuke::tools::contact {

/// A word of this program's own source: written as a literal, or out of one of its tables.
class Word {
public:
    consteval Word(const char* literal) : text_(literal) {}
    static Word of(base::ErrorCode code) { return {base::name_of(code), 0}; }
    static Word of(domain::FaceAdvice advice) { return {domain::name_of(advice), 0}; }
    static Word of(domain::FaceDecision decision);
    static Word of(const drivers::mynumber::KnownApplication& application) { return {application.key, 0}; }
    static Word of(const drivers::mynumber::KnownCounter& counter) { return {counter.key, 0}; }
    static Word of(const card::Kind& kind) { return {kind.key, 0}; }
    /// Of a command by its header: "VERIFY".
    static Word of_command(const std::array<std::uint8_t, 4>& header, std::size_t data_length);
    /// A pixel format that the camera's driver reads: "YUYV"; "other" for any else.
    static Word of_pixel_format(std::uint32_t format);

    [[nodiscard]] std::string_view text() const { return text_; }
    bool operator==(const Word&) const = default;
    auto operator<=>(const Word&) const = default;

private:
    constexpr Word(std::string_view text, int) : text_(text) {}
    std::string_view text_;
};

/// A number of five digits at most; what is more is told as that most.
class Count {
public:
    static constexpr std::int64_t kMost = 99'999;
    template <class T>
    requires(std::integral<T> && !std::same_as<T, bool> && sizeof(T) > 1) Count(T number)
        : value_(std::cmp_less(number, 0)          ? 0
                 : std::cmp_greater(number, kMost) ? kMost
                                                   : number) {}
    [[nodiscard]] std::int64_t value() const { return value_; }
    bool operator==(const Count&) const = default;

private:
    std::int64_t value_;
};

/// A measure with three decimals: milliseconds, frames a second, a score. As large as a Count.
class Measure {
public:
    explicit Measure(double value);
    [[nodiscard]] double value() const { return value_; }
    bool operator==(const Measure&) const = default;

private:
    double value_;
};

using drivers::mynumber::StatusWord;

/// The number of a file (EF) on a card.
struct FileNumber {
    std::uint16_t value = 0;
    auto operator<=>(const FileNumber&) const = default;
};

/// A tag of a card's object. Of one that is in none of the known classes only that it is there.
class Tag {
public:
    explicit Tag(std::uint32_t written);
    [[nodiscard]] std::uint32_t value() const { return value_; }  ///< 0: another
    bool operator==(const Tag&) const = default;

private:
    std::uint32_t value_;
};

/// What the reader says on power: at most 33 bytes (ISO 7816-3), made of reader and card kind.
class Atr {
public:
    explicit Atr(base::ByteView bytes) : size_(std::min(bytes.size(), bytes_.size())) {
        std::copy_n(bytes.begin(), size_, bytes_.begin());
    }
    [[nodiscard]] base::ByteView bytes() const { return {bytes_.data(), size_}; }
    bool operator==(const Atr&) const = default;

private:
    std::array<std::uint8_t, 33> bytes_{};
    std::size_t size_;
};

/// Vendor and product of a USB device.
struct UsbId {
    std::uint16_t vendor = 0, product = 0;
    /// "054c:0dc8"; nullopt for anything else.
    static std::optional<UsbId> read(std::string_view text);
    bool operator==(const UsbId&) const = default;
};

/// One fact of a report.
using Fact = std::variant<bool, Count, Measure, Word, StatusWord, FileNumber, Tag, Atr, UsbId>;
static_assert(!std::is_constructible_v<Fact, std::string> && !std::is_constructible_v<Fact, std::string_view> &&
              !std::is_constructible_v<Fact, base::Secret> && !std::is_constructible_v<Fact, base::Bytes> &&
              !std::is_constructible_v<Fact, base::ByteView>);

/// As people read it: "9000", "0002", "DF21", "054c:0dc8", "12.5".
std::string text_of(const Fact& fact);
/// As JSON writes it: numbers and yes or no as such, all else as a string.
std::string json_of(const Fact& fact);

}  // namespace uketsuke::tools::contact
