// SPDX-License-Identifier: Apache-2.0
#include "picture_seeds.hpp"

#include <openjpeg.h>

#include <algorithm>
#include <array>
#include <functional>
#include <memory>
#include <stdexcept>

namespace uketsuke::fuzz {
namespace {

constexpr OPJ_UINT32 kSide = 24;

template <class T>
using Owned = std::unique_ptr<T, void (*)(T*)>;

struct Shape {
    OPJ_UINT32 components = 1, bits = 8;
    std::function<void(opj_cparameters_t&)> coding = [](opj_cparameters_t&) {};
};

const std::vector<Shape> kShapes{
    {},
    {3, 8, [](auto& p) { p.tcp_mct = 1; }},
    {1, 16},
    {1, 8, [](auto& p) { p.irreversible = 1, p.tcp_rates[0] = 8; }},
    {3, 8, [](auto& p) { p.tcp_mct = 1, p.irreversible = 1; }},
    {1, 8, [](auto& p) { p.tile_size_on = OPJ_TRUE, p.cp_tdx = 10, p.cp_tdy = 7, p.numresolution = 2; }},
    {1, 8, [](auto& p) { p.tcp_numlayers = 3, p.tcp_rates[0] = 20, p.tcp_rates[1] = 8, p.tcp_rates[2] = 1; }},
    {3, 8, [](auto& p) { p.prog_order = OPJ_RPCL; }},
    {3, 8, [](auto& p) { p.prog_order = OPJ_CPRL, p.numresolution = 3; }},
    {1, 8, [](auto& p) { p.csty = 0x06; }},  // start of packet, end of packet header
    {1, 8, [](auto& p) { p.mode = 0x3F; }},  // bypass, reset, terminate, causal, predictable, segmentation symbols
    {1, 8, [](auto& p) { p.cblockw_init = 4, p.cblockh_init = 4, p.numresolution = 1; }},
    {1, 8, [](auto& p) { p.res_spec = 1, p.prcw_init[0] = 8, p.prch_init[0] = 8, p.csty = 0x01; }},
    {1, 8, [](auto& p) { p.roi_compno = 0, p.roi_shift = 3; }},
};

/// A picture that is neither flat nor noise.
Owned<opj_image_t> picture(const Shape& shape) {
    std::array<opj_image_cmptparm_t, 3> parts{};
    for (auto& part : parts) {
        part.dx = part.dy = 1;
        part.w = part.h = kSide;
        part.prec = shape.bits;
    }
    Owned<opj_image_t> image(
        opj_image_create(shape.components, parts.data(), shape.components == 1 ? OPJ_CLRSPC_GRAY : OPJ_CLRSPC_SRGB),
        opj_image_destroy);
    image->x1 = image->y1 = kSide;
    for (OPJ_UINT32 part = 0; part < shape.components; ++part)
        for (OPJ_UINT32 at = 0; at < kSide * kSide; ++at)
            image->comps[part].data[at] =
                static_cast<OPJ_INT32>((at * (5 + part) + at / kSide * at % 37) % (1U << shape.bits));
    return image;
}

struct Output {
    base::Bytes bytes;
    std::size_t at = 0;
};

OPJ_SIZE_T put(void* from, OPJ_SIZE_T count, void* user) {
    auto& output = *static_cast<Output*>(user);
    if (output.bytes.size() < output.at + count) output.bytes.resize(output.at + count);
    std::copy_n(static_cast<const std::uint8_t*>(from), count,
                output.bytes.begin() + static_cast<std::ptrdiff_t>(output.at));
    output.at += count;
    return count;
}
OPJ_OFF_T skip(OPJ_OFF_T count, void* user) {
    static_cast<Output*>(user)->at += static_cast<std::size_t>(count);
    return count;
}
OPJ_BOOL seek(OPJ_OFF_T place, void* user) {
    static_cast<Output*>(user)->at = static_cast<std::size_t>(place);
    return OPJ_TRUE;
}

base::Bytes codestream(const Shape& shape) {
    opj_cparameters_t parameters;
    opj_set_default_encoder_parameters(&parameters);
    parameters.cod_format = 0;
    parameters.tcp_numlayers = 1;
    parameters.cp_disto_alloc = 1;
    parameters.numresolution = 4;
    shape.coding(parameters);
    const auto image = picture(shape);
    const Owned<opj_codec_t> codec(opj_create_compress(OPJ_CODEC_J2K), opj_destroy_codec);
    const Owned<opj_stream_t> stream(opj_stream_default_create(OPJ_FALSE), opj_stream_destroy);
    Output output;
    opj_stream_set_user_data(stream.get(), &output, nullptr);
    opj_stream_set_write_function(stream.get(), put);
    opj_stream_set_skip_function(stream.get(), skip);
    opj_stream_set_seek_function(stream.get(), seek);
    if (!opj_setup_encoder(codec.get(), &parameters, image.get()) ||
        !opj_start_compress(codec.get(), image.get(), stream.get()) || !opj_encode(codec.get(), stream.get()) ||
        !opj_end_compress(codec.get(), stream.get()))
        throw std::logic_error("OpenJPEG does not make this picture");
    return std::move(output.bytes);
}

}  // namespace

std::vector<base::Bytes> small_codestreams() {
    std::vector<base::Bytes> all;
    for (const auto& shape : kShapes) all.push_back(codestream(shape));
    return all;
}

}  // namespace uketsuke::fuzz
