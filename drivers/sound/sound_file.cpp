// SPDX-License-Identifier: Apache-2.0
#include "sound_file.hpp"

#include <sndfile.h>

#include <algorithm>
#include <cstring>
#include <memory>

namespace uketsuke::drivers::sound {
namespace {

using Handle = std::unique_ptr<SNDFILE, decltype(&sf_close)>;
constexpr sf_count_t kLongest = 24000 * 600;  // frames of one recording: a header may promise anything

/// A file in memory, as libsndfile's callbacks want it.
struct Memory {
    std::string bytes;
    sf_count_t at = 0;

    sf_count_t seek(sf_count_t offset, int whence) {
        const auto size = static_cast<sf_count_t>(bytes.size());
        const auto from = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? at : size;
        return at = std::clamp<sf_count_t>(from + offset, 0, size);
    }
    sf_count_t read(void* to, sf_count_t count) {
        count = std::min(count, static_cast<sf_count_t>(bytes.size()) - at);
        std::memcpy(to, bytes.data() + at, static_cast<std::size_t>(count));
        at += count;
        return count;
    }
    sf_count_t write(const void* from, sf_count_t count) {
        bytes.resize(std::max(bytes.size(), static_cast<std::size_t>(at + count)));
        std::memcpy(bytes.data() + at, from, static_cast<std::size_t>(count));
        at += count;
        return count;
    }
};

Memory& of(void* user) { return *static_cast<Memory*>(user); }

SF_VIRTUAL_IO calls() {
    return {[](void* user) { return static_cast<sf_count_t>(of(user).bytes.size()); },
            [](sf_count_t offset, int whence, void* user) { return of(user).seek(offset, whence); },
            [](void* to, sf_count_t count, void* user) { return of(user).read(to, count); },
            [](const void* from, sf_count_t count, void* user) { return of(user).write(from, count); },
            [](void* user) { return of(user).at; }};
}

base::Unexpected<base::Error> unreadable(const std::string& name) {
    return base::fail(base::ErrorCode::file_unreadable, name + ": " + sf_strerror(nullptr));
}

}  // namespace

base::Result<ui::Samples> decoded(std::string_view bytes, const std::string& name) {
    Memory memory{std::string(bytes)};
    auto io = calls();
    SF_INFO info{};
    const Handle file(sf_open_virtual(&io, SFM_READ, &info, &memory), &sf_close);
    if (!file) return unreadable(name);
    if (info.channels < 1 || info.channels > 8 || info.frames > kLongest)
        return base::fail(base::ErrorCode::file_unreadable, name + ": too long, or too many channels");
    std::vector<std::int16_t> all(static_cast<std::size_t>(info.frames * info.channels));
    const auto frames = sf_readf_short(file.get(), all.data(), info.frames);
    ui::Samples samples{info.samplerate, {}};
    for (sf_count_t i = 0; i < frames; ++i) samples.values.push_back(all[static_cast<std::size_t>(i * info.channels)]);
    return samples;
}

base::Result<std::string> as_flac(const ui::Samples& samples) {
    Memory memory;
    auto io = calls();
    SF_INFO info{};
    info.samplerate = samples.rate;
    info.channels = 1;
    info.format = SF_FORMAT_FLAC | SF_FORMAT_PCM_16;
    Handle file(sf_open_virtual(&io, SFM_WRITE, &info, &memory), &sf_close);
    if (!file) return base::fail(base::ErrorCode::internal, std::string("FLAC: ") + sf_strerror(nullptr));
    const auto count = static_cast<sf_count_t>(samples.values.size());
    if (sf_writef_short(file.get(), samples.values.data(), count) != count)
        return base::fail(base::ErrorCode::internal, std::string("FLAC: ") + sf_strerror(file.get()));
    file.reset();
    return std::move(memory.bytes);
}

base::Result<void> write_wav(const std::filesystem::path& path, std::span<const float> stereo, int rate) {
    SF_INFO info{};
    info.samplerate = rate;
    info.channels = 2;
    info.format = SF_FORMAT_WAV | SF_FORMAT_PCM_16;
    const Handle file(sf_open(path.c_str(), SFM_WRITE, &info), &sf_close);
    if (!file) return unreadable(path.string());
    sf_command(file.get(), SFC_SET_CLIPPING, nullptr, SF_TRUE);
    const auto count = static_cast<sf_count_t>(stereo.size() / 2);
    if (sf_writef_float(file.get(), stereo.data(), count) != count) return unreadable(path.string());
    return {};
}

}  // namespace uketsuke::drivers::sound
