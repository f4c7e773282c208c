// SPDX-License-Identifier: Apache-2.0
// The real uketsuke, as a process.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/scratch.hpp"

namespace uketsuke::test {

using Clock = std::chrono::steady_clock;
using Arguments = std::vector<std::string>;

/// Looks every few milliseconds; false when it did not come true within ten seconds.
bool eventually(const std::function<bool()>& true_now);

std::string read_text(const std::filesystem::path& file);

/// Runs headless; killed when dropped.
class Program {
public:
    /// `environment` is added to this process's; `input` is what it reads.
    Program(const Arguments& arguments, const Arguments& environment = {}, std::string_view input = {});
    ~Program();
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;

    [[nodiscard]] bool running();
    void signal(int number) const;
    /// The exit code; −1 when a signal ended it, nullopt when it still runs after ten seconds.
    std::optional<int> exit_code();
    [[nodiscard]] std::string out() const { return read_text(folder_ / "out"); }
    [[nodiscard]] std::string err() const { return read_text(folder_ / "err"); }
    /// What it wrote to its outputs lies here.
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
    [[nodiscard]] pid_t pid() const { return pid_; }

private:
    Scratch scratch_;
    const std::filesystem::path& folder_ = scratch_.path;
    pid_t pid_ = -1;
    std::optional<int> status_;
};

}  // namespace uketsuke::test
