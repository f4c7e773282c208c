// SPDX-License-Identifier: Apache-2.0
// The codes in one picture, by zbar.
#pragma once

#include <array>
#include <memory>
#include <string_view>
#include <vector>

#include "firmware/domain/code.hpp"
#include "firmware/domain/image.hpp"

namespace zbar {
struct zbar_image_scanner_s;
}

namespace uketsuke::drivers::codes {

/// What stands in a code as it was read: any bytes.
struct Found {
    domain::CodeKind kind{};
    base::WipedText bytes;
    bool operator==(const Found&) const = default;
};

/// Thread-bound. What zbar keeps of the last picture goes with this.
class CodeFinder {
public:
    CodeFinder();
    ~CodeFinder();
    CodeFinder(CodeFinder&&) noexcept = default;
    CodeFinder& operator=(CodeFinder&&) noexcept = default;

    /// Each code once, in no order; QR codes however they are turned, bar codes that lie along or across the picture
    /// within about ten degrees, once it was turned by so many. An image that is not what it says holds none. Bar codes
    /// of fewer than four signs are taken for chance.
    [[nodiscard]] std::vector<Found> find(const domain::Image& image, double turned = 0);

private:
    struct Free {
        void operator()(zbar::zbar_image_scanner_s* scanner) const;
    };
    std::unique_ptr<zbar::zbar_image_scanner_s, Free> scanner_;
};

/// Turned by these, one picture after another, no bar code lies more than 11 degrees from a row or column.
inline constexpr std::array kTurns{0.0, 45.0, 22.5, 67.5};

/// A text that somebody could use: printable UTF-8 of 1 to kLongestCode bytes.
[[nodiscard]] bool usable(std::string_view bytes);

}  // namespace uketsuke::drivers::codes
