// SPDX-License-Identifier: Apache-2.0
// What the tests of journal, result folder and counters share: a folder of their own, a clock, a disk that fails.
#pragma once

#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "firmware/base/file.hpp"
#include "firmware/ports/clock.hpp"
#include "tests/support/scratch.hpp"

namespace uketsuke::test {

namespace fs = std::filesystem;

class FixedClock : public ports::Clock {
public:
    [[nodiscard]] base::MonoTime mono() const override { return {}; }
    [[nodiscard]] base::WallTime wall() const override {
        return base::parse_iso8601("2026-01-05T09:15:00+09:00").value();
    }
};

/// While it lives, no file of this process grows beyond `bytes`: writes come back short, then fail, as on a full disk.
/// Binds root too, which a read-only folder does not.
class FullDisk {
public:
    explicit FullDisk(rlim_t bytes) {
        ::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit limit{bytes, before_.rlim_max};
        REQUIRE(::setrlimit(RLIMIT_FSIZE, &limit) == 0);
    }
    ~FullDisk() { ::setrlimit(RLIMIT_FSIZE, &before_); }

private:
    rlimit before_{};
};

inline std::string read(const fs::path& file) { return base::read_file(file).value(); }
inline void write(const fs::path& file, const std::string& text) { std::ofstream(file, std::ios::binary) << text; }

inline std::vector<std::string> lines_of(const std::string& text) {
    std::istringstream in(text);
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}
inline std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const auto& line : lines) text += line + "\n";
    return text;
}
inline std::size_t files_in(const fs::path& folder) {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator{}));
}

inline const FixedClock kClock;

}  // namespace uketsuke::test
