// SPDX-License-Identifier: Apache-2.0
// The file of revocation lists, which somebody else brings anew every day. It is read on a thread of its own: a long
// list takes a while, and a card must not wait for it.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "revocation_lists.hpp"

namespace uketsuke::drivers::mynumber {

class RevocationFile {
public:
    /// Reads the file once, then looks every kLookEvery whether it changed. A file that is missing is noted: it may
    /// come later. Errors: file_unreadable (there, but cut off or not understood).
    static base::Result<std::unique_ptr<RevocationFile>> open(std::filesystem::path file,
                                                              const Authorities& authorities);
    ~RevocationFile();
    RevocationFile(const RevocationFile&) = delete;

    /// What was read last; nullptr before anything was. Never waits for a file. Thread-safe.
    [[nodiscard]] std::shared_ptr<const RevocationLists> lists() const;
    /// Looks now. When the file has changed and cannot be read, what was read before still counts. Thread-safe.
    base::Result<void> look();

    static constexpr std::chrono::seconds kLookEvery{10};

private:
    RevocationFile(std::filesystem::path file, const Authorities& authorities)
        : file_(std::move(file)), authorities_(authorities) {}
    void look_again(const std::stop_token& ended);

    struct Seen {
        bool there = false;
        std::filesystem::file_time_type written{};
        std::uintmax_t size = 0;
        bool operator==(const Seen&) const = default;
    };
    [[nodiscard]] Seen seen_now() const;

    std::filesystem::path file_;
    Authorities authorities_;
    std::mutex looking_;
    std::optional<Seen> seen_;  ///< under looking_
    mutable std::mutex mutex_;
    std::shared_ptr<const RevocationLists> lists_;  ///< under mutex_
    std::condition_variable_any wake_;
    std::jthread thread_;
};

}  // namespace uketsuke::drivers::mynumber
