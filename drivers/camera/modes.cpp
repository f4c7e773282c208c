// SPDX-License-Identifier: Apache-2.0
#include "modes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <tuple>

#include "picture.hpp"

namespace uketsuke::drivers::camera {
namespace {

constexpr unsigned kMostListed = 64;
constexpr double kLargest = 4;
constexpr auto kType = V4L2_BUF_TYPE_VIDEO_CAPTURE;

/// Seconds; nothing where the driver says nothing.
std::optional<double> seconds_of(const v4l2_fract& period) {
    if (period.numerator == 0 || period.denominator == 0) return std::nullopt;
    return static_cast<double>(period.numerator) / period.denominator;
}

bool shorter(const v4l2_fract& one, const v4l2_fract& other) {
    return seconds_of(one).value_or(0) < seconds_of(other).value_or(0);
}

/// The nearest in steps from the least on.
unsigned fitted(unsigned value, unsigned least, unsigned most, unsigned step) {
    if (value <= least) return least;
    const unsigned steps = (value - least + std::max(step, 1U) - 1) / std::max(step, 1U);
    return std::min(least + steps * std::max(step, 1U), most);
}

/// Of the periods that are told, the shortest that is not beyond kMostRate, else the longest.
v4l2_fract period_of(const Device& device, const Mode& mode) {
    constexpr v4l2_fract kShortest{1, kMostRate};
    std::optional<v4l2_fract> best, longest;
    for (unsigned index = 0; index < kMostListed; ++index) {
        v4l2_frmivalenum told{};
        told.index = index;
        told.pixel_format = mode.format;
        told.width = mode.width;
        told.height = mode.height;
        if (!device.control(VIDIOC_ENUM_FRAMEINTERVALS, &told)) break;
        if (told.type != V4L2_FRMIVAL_TYPE_DISCRETE) {
            if (shorter(kShortest, told.stepwise.min)) return told.stepwise.min;
            return shorter(told.stepwise.max, kShortest) ? told.stepwise.max : kShortest;
        }
        if (!seconds_of(told.discrete)) continue;
        if (!longest || shorter(*longest, told.discrete)) longest = told.discrete;
        if (!shorter(told.discrete, kShortest) && (!best || shorter(told.discrete, *best))) best = told.discrete;
    }
    return best ? *best : longest.value_or(v4l2_fract{});
}

/// What the driver would make of the wanted size; the wanted one where it does not say that either.
Mode tried(const Device& device, std::uint32_t format, const Wanted& wanted) {
    v4l2_format answer{};
    answer.type = kType;
    answer.fmt.pix.width = wanted.width;
    answer.fmt.pix.height = wanted.height;
    answer.fmt.pix.pixelformat = format;
    answer.fmt.pix.field = V4L2_FIELD_NONE;
    if (!device.control(VIDIOC_TRY_FMT, &answer)) return {format, wanted.width, wanted.height};
    return {answer.fmt.pix.pixelformat, answer.fmt.pix.width, answer.fmt.pix.height};
}

std::vector<Mode> modes_of(const Device& device, std::uint32_t format, const Wanted& wanted) {
    std::vector<Mode> modes;
    for (unsigned index = 0; index < kMostListed; ++index) {
        v4l2_frmsizeenum told{};
        told.index = index;
        told.pixel_format = format;
        if (!device.control(VIDIOC_ENUM_FRAMESIZES, &told)) break;
        if (told.type == V4L2_FRMSIZE_TYPE_DISCRETE) {
            modes.push_back({format, told.discrete.width, told.discrete.height});
            continue;
        }
        const auto& range = told.stepwise;
        modes.push_back({format, fitted(wanted.width, range.min_width, range.max_width, range.step_width),
                         fitted(wanted.height, range.min_height, range.max_height, range.step_height)});
        break;
    }
    if (modes.empty()) modes.push_back(tried(device, format, wanted));
    for (auto& mode : modes) mode.period = period_of(device, mode);
    return modes;
}

/// All that we read, where the driver tells none.
std::vector<std::uint32_t> formats_of(const Device& device) {
    std::vector<std::uint32_t> formats;
    bool any = false;
    for (unsigned index = 0; index < kMostListed; ++index) {
        v4l2_fmtdesc told{};
        told.index = index;
        told.type = kType;
        if (!device.control(VIDIOC_ENUM_FMT, &told)) break;
        any = true;
        if (reads(told.pixelformat)) formats.push_back(told.pixelformat);
    }
    if (!any) formats.assign(kFormats.begin(), kFormats.end());
    return formats;
}

/// Smaller is better.
auto rank(const Mode& mode, const Wanted& wanted) {
    const auto period = seconds_of(mode.period);
    const bool slow = period && *period * wanted.rate > 1.001;  // 1001/30000 is 30 a second
    const double scale = scale_of(mode.width, mode.height, wanted);
    const bool small = scale < 1;
    const double size = small ? -scale : static_cast<double>(mode.width) * mode.height;
    const bool grey = mode.format == V4L2_PIX_FMT_GREY;
    const auto* place = std::find(kFormats.begin(), kFormats.end(), mode.format);
    return std::tuple(grey, slow, small, size, place - kFormats.begin(), period.value_or(0));
}

}  // namespace

double scale_of(unsigned width, unsigned height, const Wanted& wanted) {
    return std::min(static_cast<double>(width) / wanted.width, static_cast<double>(height) / wanted.height);
}

bool is_near(unsigned width, unsigned height, const Wanted& wanted) {
    const double scale = scale_of(width, height, wanted);
    return scale >= kSmallest && scale <= kLargest;
}

bool is_taken(std::uint32_t format, const Wanted& wanted) {
    return wanted.infrared ? format == V4L2_PIX_FMT_GREY : reads(format);
}

std::vector<Mode> modes_of(const Device& device, const Wanted& wanted) {
    std::vector<Mode> all;
    for (const auto format : formats_of(device)) {
        const auto some = modes_of(device, format, wanted);
        all.insert(all.end(), some.begin(), some.end());
    }
    return all;
}

std::vector<Mode> best_of(std::span<const Mode> modes, const Wanted& wanted) {
    std::vector<Mode> best;
    std::copy_if(modes.begin(), modes.end(), std::back_inserter(best), [&](const Mode& mode) {
        return is_taken(mode.format, wanted) && is_near(mode.width, mode.height, wanted);
    });
    std::stable_sort(best.begin(), best.end(),
                     [&](const Mode& one, const Mode& other) { return rank(one, wanted) < rank(other, wanted); });
    return best;
}

std::string text_of(const Mode& mode) {
    std::string name(4, ' ');
    for (std::size_t i = 0; i < name.size(); ++i) {
        const auto letter = static_cast<char>(mode.format >> (8 * i) & 0x7F);
        name[i] = letter < ' ' ? '?' : letter;
    }
    const auto period = seconds_of(mode.period);
    return fmt::format("{} {}x{}{}", name, mode.width, mode.height,
                       period ? fmt::format(" at {:.3g}", 1 / *period) : "");
}

}  // namespace uketsuke::drivers::camera
