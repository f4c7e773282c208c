// SPDX-License-Identifier: Apache-2.0
#include "jpeg.hpp"

#include <array>
#include <csetjmp>
#include <cstddef>
#include <cstdio>  // jpeglib.h needs FILE

#include <jpeglib.h>

#include <jerror.h>

#ifndef JCS_EXTENSIONS
#error "this libjpeg is not libjpeg-turbo: it gives no BGR"
#endif

namespace uketsuke::drivers::camera {
namespace {

/// One picture's decoding. No member needs its destructor: libjpeg leaves by longjmp.
struct Job {
    struct Block {
        void* data;
        std::size_t size;
    };

    jpeg_decompress_struct info;
    jpeg_error_mgr errors;
    jpeg_memory_mgr own;  ///< libjpeg's memory functions, before ours stood around them
    std::jmp_buf out;
    std::array<Block, 256> blocks;  ///< all that it has allocated; a picture takes some fifty
    std::size_t count;
    bool broken;
};

Job& job_of(j_common_ptr info) { return *static_cast<Job*>(info->client_data); }

[[noreturn]] void leave(j_common_ptr info) { std::longjmp(job_of(info).out, 1); }

/// Warnings, which libjpeg goes on after by making something up; above 0 they are none.
void hear(j_common_ptr info, int level) {
    if (level < 0 && info->err->msg_code != JWRN_EXTRANEOUS_DATA) job_of(info).broken = true;
}

void note(j_common_ptr info, void* data, std::size_t size) {
    auto& job = job_of(info);
    if (job.count == job.blocks.size()) leave(info);
    job.blocks[job.count++] = {data, size};
}

void* take_small(j_common_ptr info, int pool, std::size_t size) {
    auto* const data = job_of(info).own.alloc_small(info, pool, size);
    note(info, data, size);
    return data;
}

void* take_large(j_common_ptr info, int pool, std::size_t size) {
    auto* const data = job_of(info).own.alloc_large(info, pool, size);
    note(info, data, size);
    return data;
}

/// Rows stand behind each other, each with some room at its end, into which fast code writes too.
template <class Item>
void note_rows(j_common_ptr info, Item** rows, JDIMENSION width, JDIMENSION count) {
    for (JDIMENSION row = 0; row < count; ++row) {
        const auto gap = row + 1 < count ? rows[row + 1] - rows[row] : rows[row] - rows[row > 0 ? row - 1 : 0];
        const auto room = std::ptrdiff_t{width} + 256;
        note(info, rows[row], sizeof(Item) * static_cast<std::size_t>(gap >= width && gap < room ? gap : width));
    }
}

JSAMPARRAY take_samples(j_common_ptr info, int pool, JDIMENSION width, JDIMENSION count) {
    auto* const rows = job_of(info).own.alloc_sarray(info, pool, width, count);
    note_rows(info, rows, width, count);
    return rows;
}

JBLOCKARRAY take_blocks(j_common_ptr info, int pool, JDIMENSION width, JDIMENSION count) {
    auto* const rows = job_of(info).own.alloc_barray(info, pool, width, count);
    note_rows(info, rows, width, count);
    return rows;
}

void begin(Job& job) {
    job.info.err = jpeg_std_error(&job.errors);
    job.errors.error_exit = leave;
    job.errors.emit_message = hear;
    job.errors.output_message = [](j_common_ptr) {};
    job.info.client_data = &job;
    jpeg_create_decompress(&job.info);
    auto& memory = *job.info.mem;
    job.own = memory;
    memory.alloc_small = take_small;
    memory.alloc_large = take_large;
    memory.alloc_sarray = take_samples;
    memory.alloc_barray = take_blocks;
}

/// Only what is decoded in one go, row by row: then the memory above is all that libjpeg has of the picture.
bool is_camera_picture(Job& job, base::ByteView jpeg, int width, int height) {
    jpeg_mem_src(&job.info, jpeg.data(), jpeg.size());
    jpeg_read_header(&job.info, TRUE);
    return static_cast<int>(job.info.image_width) == width && static_cast<int>(job.info.image_height) == height &&
           !job.info.progressive_mode && !job.info.arith_code && !jpeg_has_multiple_scans(&job.info) &&
           (job.info.num_components == 1 || job.info.num_components == 3);
}

void read_rows(Job& job, std::uint8_t* bgr) {
    job.info.out_color_space = JCS_EXT_BGR;
    jpeg_start_decompress(&job.info);
    while (job.info.output_scanline < job.info.output_height) {
        JSAMPROW row = bgr + std::size_t{job.info.output_scanline} * job.info.output_width * 3;
        jpeg_read_scanlines(&job.info, &row, 1);
    }
}

/// False: libjpeg gave up. Without anything here that a longjmp would leave behind.
bool run(Job& job, base::ByteView jpeg, int width, int height, std::uint8_t* bgr) {
    if (setjmp(job.out) != 0) return false;
    begin(job);
    if (!is_camera_picture(job, jpeg, width, height)) return false;
    read_rows(job, bgr);
    return !job.broken;
}

}  // namespace

bool bgr_from_jpeg(base::ByteView jpeg, int width, int height, std::uint8_t* bgr) {
    Job job{};
    const bool whole = run(job, jpeg, width, height, bgr);
    for (std::size_t i = 0; i < job.count; ++i) base::wipe(job.blocks[i].data, job.blocks[i].size);
    jpeg_destroy_decompress(&job.info);
    return whole;
}

}  // namespace uketsuke::drivers::camera
