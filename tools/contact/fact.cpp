// SPDX-License-Identifier: Apache-2.0
#include "fact.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <cmath>

#include "drivers/camera/picture.hpp"
#include "drivers/mynumber/command_view.hpp"

namespace uketsuke::tools::contact {
namespace {

template <class... Cases>
struct Overloaded : Cases... {
    using Cases::operator()...;
};
template <class... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

/// DFxx, FFxx, 5Fxx and 7Fxx (card facts A4–A6), and the tags of one byte that certificates and keys begin with.
bool known_class(std::uint32_t tag) {
    constexpr std::array<std::uint32_t, 6> kShort{0x01, 0x30, 0x86, 0x90, 0x91, 0xA1};
    if (tag <= 0xFF) return std::find(kShort.begin(), kShort.end(), tag) != kShort.end();
    const auto first = tag >> 8;
    return first == 0xDF || first == 0xFF || first == 0x5F || first == 0x7F;
}

std::optional<std::uint16_t> hex_word(std::string_view text) {
    const auto bytes = text.size() == 4 ? base::from_hex(text) : std::nullopt;
    if (!bytes || bytes->size() != 2) return std::nullopt;
    return static_cast<std::uint16_t>((*bytes)[0] << 8 | (*bytes)[1]);
}

bool is_bare(const Fact& fact) {
    return std::holds_alternative<bool>(fact) || std::holds_alternative<Count>(fact) ||
           std::holds_alternative<Measure>(fact);
}

}  // namespace

Word Word::of(domain::FaceDecision decision) {
    switch (decision) {
        case domain::FaceDecision::match: return "match";
        case domain::FaceDecision::no_match: return "no_match";
        case domain::FaceDecision::not_live: return "not_live";
        case domain::FaceDecision::challenge_failed: return "challenge_failed";
    }
    return "other";
}

Word Word::of_command(const std::array<std::uint8_t, 4>& header, std::size_t data_length) {
    return {drivers::mynumber::name_of_command(header, data_length), 0};
}

Word Word::of_pixel_format(std::uint32_t format) {
    switch (format) {
        case V4L2_PIX_FMT_YUYV: return "YUYV";
        case V4L2_PIX_FMT_UYVY: return "UYVY";
        case V4L2_PIX_FMT_NV12: return "NV12";
        case V4L2_PIX_FMT_MJPEG: return "MJPG";
        case V4L2_PIX_FMT_JPEG: return "JPEG";
        case V4L2_PIX_FMT_GREY: return "GREY";
        default: return "other";
    }
}

Measure::Measure(double value)
    : value_(std::isfinite(value)
                 ? std::round(std::clamp(value, -double(Count::kMost), double(Count::kMost)) * 1000) / 1000
                 : 0) {}

Tag::Tag(std::uint32_t written) : value_(known_class(written) ? written : 0) {}

std::optional<UsbId> UsbId::read(std::string_view text) {
    if (text.size() != 9 || text[4] != ':') return std::nullopt;
    const auto vendor = hex_word(text.substr(0, 4)), product = hex_word(text.substr(5));
    if (!vendor || !product) return std::nullopt;
    return UsbId{*vendor, *product};
}

std::string text_of(const Fact& fact) {
    return std::visit(
        Overloaded{[](bool yes) { return std::string(yes ? "true" : "false"); },
                   [](Count count) { return fmt::to_string(count.value()); },
                   [](Measure measure) { return fmt::format("{}", measure.value()); },
                   [](Word word) { return std::string(word.text()); },
                   [](StatusWord status) { return fmt::format("{:04X}", status.value); },
                   [](FileNumber file) { return fmt::format("{:04X}", file.value); },
                   [](Tag tag) { return tag.value() == 0 ? std::string("other") : fmt::format("{:02X}", tag.value()); },
                   [](const Atr& atr) { return fmt::format("{:02X}", fmt::join(atr.bytes(), " ")); },
                   [](UsbId id) { return fmt::format("{:04x}:{:04x}", id.vendor, id.product); }},
        fact);
}

/// No text that is written has a quote or a backslash: words are this program's own, all else is digits and hex.
std::string json_of(const Fact& fact) { return is_bare(fact) ? text_of(fact) : "\"" + text_of(fact) + "\""; }

}  // namespace uketsuke::tools::contact
