// SPDX-License-Identifier: Apache-2.0
#include "commands.hpp"

#include <algorithm>
#include <array>

namespace uketsuke::drivers::escpos {
namespace {

using base::ErrorCode;

constexpr std::uint8_t kDle = 0x10, kEot = 0x04, kEsc = 0x1B, kGs = 0x1D;
constexpr int kBand = 128;  ///< rows at a time: small printers have small buffers
constexpr int kHead = 8;    ///< bytes of GS v 0 before the dots
constexpr std::uint8_t kFeed = 3, kHalf = 128;

void append(base::Bytes& bytes, std::initializer_list<int> more) {
    for (const int byte : more) bytes.push_back(static_cast<std::uint8_t>(byte));
}

std::uint8_t eight_dots(const domain::Image& picture, int x, int y, int width) {
    int dots = 0;
    for (int bit = 0; bit < 8; ++bit) {
        const int at = x + bit;
        const bool dark =
            at < width && picture.pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width) +
                                         static_cast<std::size_t>(at)] < kHalf;
        dots = dots << 1 | (dark ? 1 : 0);
    }
    return static_cast<std::uint8_t>(dots);
}

void append_band(base::Bytes& bytes, const domain::Image& picture, int from, int rows, int width) {
    const int across = (width + 7) / 8;
    append(bytes, {kGs, 'v', '0', 0, across & 0xFF, across >> 8, rows & 0xFF, rows >> 8});
    for (int y = from; y < from + rows; ++y)
        for (int x = 0; x < width; x += 8) bytes.push_back(eight_dots(picture, x, y, width));
}

struct Fault {
    Query query;
    std::uint8_t bits;
    ErrorCode code;
    const char* words;
};
/// The cause before the fact: an open cover is offline, too.
constexpr std::array kFaults{Fault{Query::paper, 0x60, ErrorCode::slip_paper_out, "the paper has ended"},
                             Fault{Query::offline, 0x04, ErrorCode::slip_failed, "the cover is open"},
                             Fault{Query::offline, 0x20, ErrorCode::slip_paper_out, "printing stopped: no paper"},
                             Fault{Query::error, 0x08, ErrorCode::slip_failed, "the cutter is blocked"},
                             Fault{Query::error, 0x60, ErrorCode::slip_failed, "an error of the printer"},
                             Fault{Query::offline, 0x40, ErrorCode::slip_failed, "an error of the printer"},
                             Fault{Query::printer, 0x08, ErrorCode::slip_failed, "the printer is offline"}};

}  // namespace

base::Bytes printed(const domain::Image& picture, int width) {
    base::Bytes bytes;
    append(bytes, {kEsc, '@'});
    const int dots = std::min(width, picture.width);
    for (int y = 0; y < picture.height; y += kBand)
        append_band(bytes, picture, y, std::min(kBand, picture.height - y), dots);
    append(bytes, {kEsc, 'd', kFeed, kGs, 'V', 66, 0});
    return bytes;
}

base::Bytes resync(int width) {
    base::Bytes bytes(static_cast<std::size_t>(kHead + (width + 7) / 8 * kBand), 0);
    append(bytes, {kEsc, '@', kEsc, 'd', kFeed, kGs, 'V', 66, 0});
    return bytes;
}

base::Bytes question(Query query) {
    base::Bytes bytes;
    append(bytes, {kDle, kEot, static_cast<int>(query)});
    return bytes;
}

base::Result<void> judge(Query query, std::uint8_t status) {
    constexpr std::uint8_t kFixed = 0x93, kAsFixed = 0x12;
    if ((status & kFixed) != kAsFixed) return base::fail(ErrorCode::slip_failed, "what answers is no receipt printer");
    for (const auto& fault : kFaults)
        if (fault.query == query && (status & fault.bits) != 0) return base::fail(fault.code, fault.words);
    return {};
}

}  // namespace uketsuke::drivers::escpos
