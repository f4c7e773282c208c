// SPDX-License-Identifier: Apache-2.0
#include "jpeg2000.hpp"

#include <openjpeg.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>

#include "decoder_wire.hpp"

namespace uketsuke::models::decoder {
namespace {

using Data = std::span<const std::uint8_t>;

/// Where OpenJPEG stands in the input.
struct Cursor {
    Data data;
    std::size_t at = 0;
};

OPJ_SIZE_T read_some(void* buffer, OPJ_SIZE_T wanted, void* user) {
    auto& cursor = *static_cast<Cursor*>(user);
    const auto count = std::min(wanted, cursor.data.size() - cursor.at);
    if (count == 0) return static_cast<OPJ_SIZE_T>(-1);
    std::memcpy(buffer, cursor.data.data() + cursor.at, count);
    cursor.at += count;
    return count;
}

OPJ_OFF_T skip_some(OPJ_OFF_T count, void* user) {
    auto& cursor = *static_cast<Cursor*>(user);
    if (count < 0 || static_cast<std::size_t>(count) > cursor.data.size() - cursor.at) return -1;
    cursor.at += static_cast<std::size_t>(count);
    return count;
}

OPJ_BOOL seek_to(OPJ_OFF_T place, void* user) {
    auto& cursor = *static_cast<Cursor*>(user);
    if (place < 0 || static_cast<std::size_t>(place) > cursor.data.size()) return OPJ_FALSE;
    cursor.at = static_cast<std::size_t>(place);
    return OPJ_TRUE;
}

template <class T>
using Owned = std::unique_ptr<T, void (*)(T*)>;

std::optional<OPJ_CODEC_FORMAT> format_of(Data data) {
    constexpr std::array<std::uint8_t, 12> kBox{0, 0, 0, 12, 'j', 'P', ' ', ' ', 13, 10, 0x87, 10};
    constexpr std::array<std::uint8_t, 4> kCodestream{0xFF, 0x4F, 0xFF, 0x51};
    const auto begins = [data](const auto& mark) {
        return data.size() >= mark.size() && std::equal(mark.begin(), mark.end(), data.begin());
    };
    if (begins(kBox)) return OPJ_CODEC_JP2;
    if (begins(kCodestream)) return OPJ_CODEC_J2K;
    return std::nullopt;
}

Owned<opj_stream_t> stream_over(Cursor& cursor) {
    Owned<opj_stream_t> stream(opj_stream_default_create(OPJ_TRUE), [](opj_stream_t* old) { opj_stream_destroy(old); });
    if (!stream) return stream;
    opj_stream_set_user_data(stream.get(), &cursor, nullptr);
    opj_stream_set_user_data_length(stream.get(), cursor.data.size());
    opj_stream_set_read_function(stream.get(), read_some);
    opj_stream_set_skip_function(stream.get(), skip_some);
    opj_stream_set_seek_function(stream.get(), seek_to);
    return stream;
}

bool size_allowed(const opj_image_t& image) {
    return image.x1 > image.x0 && image.y1 > image.y0 && image.x1 - image.x0 <= kMostSide &&
           image.y1 - image.y0 <= kMostSide && (image.numcomps == 1 || image.numcomps == 3);
}

bool same_form(const opj_image_comp_t& part, const opj_image_comp_t& first) {
    return part.dx == first.dx && part.dy == first.dy && part.w == first.w && part.h == first.h &&
           part.sgnd == first.sgnd;
}

/// The first part is brightness or red. The others may be colour differences, of half the size and signed.
bool component_allowed(const opj_image_comp_t& part, const opj_image_comp_t& first) {
    return first.dx == 1 && first.dy == 1 && first.sgnd == 0 && part.dx <= 2 && part.dy <= 2 && part.w > 0 &&
           part.h > 0 && part.w <= first.w && part.h <= first.h && part.w <= kMostSide && part.h <= kMostSide &&
           part.prec >= 8 && part.prec <= 16;
}

/// Brightness and two colour differences (sYCC, e-YCC): the brightness is the grey picture already.
bool is_brightness_first(const opj_image_t& image) {
    return image.color_space == OPJ_CLRSPC_SYCC || image.color_space == OPJ_CLRSPC_EYCC;
}

/// The header is judged before memory is spent on the pixels.
bool header_allowed(const opj_image_t& image) {
    return size_allowed(image) && std::all_of(image.comps, image.comps + image.numcomps, [&](const auto& part) {
               return component_allowed(part, image.comps[0]);
           });
}

bool decoded(const opj_image_t& image) {
    return header_allowed(image) && std::all_of(image.comps, image.comps + image.numcomps, [&](const auto& part) {
               return part.data != nullptr && (is_brightness_first(image) || same_form(part, image.comps[0]));
           });
}

int sample(const opj_image_comp_t& part, std::size_t at) {
    return std::clamp(part.data[at] >> (part.prec - 8), 0, 255);
}

GreyPicture to_grey(const opj_image_t& image) {
    const auto* parts = image.comps;
    GreyPicture grey{parts[0].w, parts[0].h, std::vector<std::uint8_t>(std::size_t{parts[0].w} * parts[0].h)};
    for (std::size_t i = 0; i < grey.pixels.size(); ++i)
        grey.pixels[i] = static_cast<std::uint8_t>(
            image.numcomps == 1 || is_brightness_first(image)
                ? sample(parts[0], i)
                : (299 * sample(parts[0], i) + 587 * sample(parts[1], i) + 114 * sample(parts[2], i)) / 1000);
    return grey;
}

}  // namespace

std::optional<GreyPicture> decode_jpeg2000(Data data) {
    const auto format = format_of(data);
    if (!format) return {};
    Cursor cursor{data};
    const auto stream = stream_over(cursor);
    const Owned<opj_codec_t> codec(opj_create_decompress(*format), opj_destroy_codec);
    opj_dparameters_t parameters;
    opj_set_default_decoder_parameters(&parameters);
    if (!stream || !codec || !opj_setup_decoder(codec.get(), &parameters)) return {};
    opj_image_t* made = nullptr;
    const bool header_read = opj_read_header(stream.get(), codec.get(), &made);
    const Owned<opj_image_t> image(made, opj_image_destroy);
    if (!header_read || !image || !header_allowed(*image)) return {};
    if (!opj_decode(codec.get(), stream.get(), image.get()) || !opj_end_decompress(codec.get(), stream.get()) ||
        !decoded(*image))
        return {};
    return to_grey(*image);
}

}  // namespace uketsuke::models::decoder
