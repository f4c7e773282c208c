// SPDX-License-Identifier: Apache-2.0
// How strong one pitch is in a piece of sound (Goertzel), for tests that listen.
#pragma once

#include <cmath>
#include <cstdint>
#include <numbers>
#include <span>

namespace uketsuke::test {

/// Amplitude of a sine of `hertz`, as a share of full scale; the piece is weighted by a raised cosine, so that its ends
/// do not count as other pitches.
inline double amplitude(std::span<const std::int16_t> piece, double hertz, int rate) {
    const double step = 2 * std::numbers::pi * hertz / rate;
    double real = 0, imaginary = 0;
    for (std::size_t i = 0; i < piece.size(); ++i) {
        const double at = static_cast<double>(i);
        const double weight = 1 - std::cos(2 * std::numbers::pi * at / static_cast<double>(piece.size()));
        real += weight * piece[i] * std::cos(step * at);
        imaginary += weight * piece[i] * std::sin(step * at);
    }
    return piece.empty() ? 0 : 2 * std::hypot(real, imaginary) / static_cast<double>(piece.size()) / 32768;
}

}  // namespace uketsuke::test
