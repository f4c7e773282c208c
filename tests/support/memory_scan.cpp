// SPDX-License-Identifier: Apache-2.0
#include "memory_scan.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstring>
#include <fstream>
#include <sstream>

#include "firmware/base/descriptor.hpp"

namespace uketsuke::test {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kPiece = 1 << 20, kBlock = 64, kAround = 24;

std::uint32_t hash_at(const std::uint8_t* bytes) {
    std::uint32_t four = 0;
    std::memcpy(&four, bytes, sizeof four);
    return four * 2654435761U >> 16U;
}

bool is_word(std::uint8_t byte) { return std::isalnum(byte) != 0; }

bool stands_alone(base::ByteView bytes, std::size_t at, std::size_t size) {
    const auto end = at + size;
    return (at == 0 || !is_word(bytes[at - 1])) && (end == bytes.size() || !is_word(bytes[end]));
}

/// Most memory is empty: the place from which on it is worth looking again. No trace begins with four zeros.
std::size_t behind_zeros(base::ByteView bytes, std::size_t at, std::size_t end) {
    static constexpr std::array<std::uint8_t, kBlock> kZeros{};
    const auto first = at;
    while (at + kBlock < end && std::memcmp(bytes.data() + at, kZeros.data(), kBlock) == 0) at += kBlock;
    return at == first ? at : at - 3;
}

}  // namespace

MemoryScan::MemoryScan(std::vector<Trace> traces) : traces_(std::move(traces)) {
    for (std::size_t i = 0; i < traces_.size(); ++i) {
        const auto hash = hash_at(traces_[i].bytes.data());
        by_hash_[hash].push_back(static_cast<std::uint16_t>(i));
        wanted_[hash] = 1;
    }
}

void MemoryScan::compare(base::ByteView bytes, std::size_t at, std::uint64_t origin, const Region& region,
                         std::vector<Hit>& hits) const {
    for (const auto index : by_hash_[hash_at(bytes.data() + at)]) {
        const auto& trace = traces_[index];
        const auto size = trace.bytes.size();
        if (size > bytes.size() - at || !std::equal(trace.bytes.begin(), trace.bytes.end(), bytes.data() + at))
            continue;
        if (trace.alone && !stands_alone(bytes, at, size)) continue;
        const auto begin = at < kAround ? 0 : at - kAround, end = std::min(bytes.size(), at + size + kAround);
        hits.push_back({&trace, fmt::format("{}+{:x} {}", region.name, origin + at,
                                            base::to_hex(bytes.subspan(begin, end - begin)))});
    }
}

/// Piece by piece; each begins one byte before the first place that the one before left to it, for `alone`.
void MemoryScan::look_through(const Region& region, const Read& read, std::vector<Hit>& hits) const {
    base::Bytes piece(kPiece);
    std::size_t first = 0;
    for (auto origin = region.from; origin < region.to;) {
        const auto wanted = std::min<std::uint64_t>(kPiece, region.to - origin);
        const auto got = read(origin, std::span(piece).first(wanted));
        if (got < 4) return;
        const auto bytes = base::ByteView(piece).first(static_cast<std::size_t>(got));
        const bool last = origin + bytes.size() >= region.to;
        const auto end = bytes.size() - (last ? 3 : kLongestTrace);
        for (auto at = first; at < end; ++at) {
            if (at % kBlock == 0) at = behind_zeros(bytes, at, end);
            if (at < end && wanted_[hash_at(bytes.data() + at)] != 0) compare(bytes, at, origin, region, hits);
        }
        if (last) return;
        origin += end - 1;
        first = 1;
    }
}

std::optional<std::vector<Hit>> MemoryScan::process(pid_t pid) const {
    const auto folder = fs::path("/proc") / std::to_string(pid);
    if (::access((folder / "mem").c_str(), R_OK) != 0) return std::nullopt;
    const auto read = [pid](std::uint64_t from, std::span<std::uint8_t> into) {
        const iovec here{into.data(), into.size()}, there{reinterpret_cast<void*>(from), into.size()};
        return ::process_vm_readv(pid, &here, 1, &there, 1, 0);
    };
    std::vector<Hit> hits;
    std::ifstream maps(folder / "maps");
    for (std::string line; std::getline(maps, line);) {
        Region where;
        char dash = 0;
        std::string rights, offset, device, file;
        std::istringstream(line) >> std::hex >> where.from >> dash >> where.to >> rights >> offset >> device >> file >>
            where.name;
        const bool of_file = where.name.starts_with('/');
        if (rights[0] != 'r' || (of_file && rights[1] != 'w') || where.name.starts_with("[v")) continue;
        look_through(where, read, hits);
    }
    return hits;
}

std::vector<Hit> MemoryScan::files(const fs::path& where) const {
    std::vector<Hit> hits;
    const auto look_at = [&](const fs::path& file) {
        const base::Descriptor opened{::open(file.c_str(), O_RDONLY | O_CLOEXEC)};
        std::error_code gone;
        const auto size = fs::file_size(file, gone);
        const auto read = [&](std::uint64_t from, std::span<std::uint8_t> into) {
            return ::pread(opened.get(), into.data(), into.size(), static_cast<off_t>(from));
        };
        if (opened && !gone) look_through({0, size, file.string()}, read, hits);
    };
    if (fs::is_regular_file(where)) look_at(where);
    if (fs::is_directory(where))
        for (const auto& entry : fs::recursive_directory_iterator(where))
            if (entry.is_regular_file()) look_at(entry.path());
    return hits;
}

std::vector<pid_t> children_of(pid_t pid) {
    std::vector<pid_t> children;
    for (const auto& entry : fs::directory_iterator("/proc")) {
        std::ifstream status(entry.path() / "status");
        std::string key, value;
        while (status >> key && std::getline(status >> std::ws, value))
            if (key == "PPid:" && value == std::to_string(pid)) children.push_back(std::stoi(entry.path().filename()));
    }
    return children;
}

}  // namespace uketsuke::test
