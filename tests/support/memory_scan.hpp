// SPDX-License-Identifier: Apache-2.0
// Looks for known bytes in the memory of other processes and in files.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "firmware/base/bytes.hpp"

namespace uketsuke::test {

/// Something that must not be found.
struct Trace {
    std::string what;
    base::Bytes bytes;   ///< 4 to kLongestTrace; the first four are not all zero
    bool alone = false;  ///< counts only where no letter or digit of ASCII stands beside it
};

struct Hit {
    const Trace* trace;
    std::string where;  ///< the mapping or file, the offset, and in hex what stands around it
};

/// Thread-safe; the hits point into it.
class MemoryScan {
public:
    static constexpr std::size_t kLongestTrace = 64;

    explicit MemoryScan(std::vector<Trace> traces);

    /// In all readable mappings of a process but files that it cannot write (code, fonts). nullopt: we may not look.
    [[nodiscard]] std::optional<std::vector<Hit>> process(pid_t pid) const;
    /// In all regular files below a folder, or in one file.
    [[nodiscard]] std::vector<Hit> files(const std::filesystem::path& where) const;
    [[nodiscard]] const std::vector<Trace>& traces() const { return traces_; }

private:
    /// A part of a process or of a file, and what it is called.
    struct Region {
        std::uint64_t from = 0, to = 0;
        std::string name;
    };
    /// Reads some of it from this place on; how much, or nothing.
    using Read = std::function<ssize_t(std::uint64_t from, std::span<std::uint8_t> into)>;
    void look_through(const Region& region, const Read& read, std::vector<Hit>& hits) const;
    void compare(base::ByteView bytes, std::size_t at, std::uint64_t origin, const Region& region,
                 std::vector<Hit>& hits) const;

    static constexpr std::size_t kHashes = 1 << 16;

    std::vector<Trace> traces_;
    std::vector<std::vector<std::uint16_t>> by_hash_{kHashes};  ///< indices into traces_, by the first four bytes
    std::vector<char> wanted_ = std::vector<char>(kHashes);
};

/// The processes that this one started.
std::vector<pid_t> children_of(pid_t pid);

}  // namespace uketsuke::test
