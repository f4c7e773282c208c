// SPDX-License-Identifier: Apache-2.0
#include "revocation_file.hpp"

#include <malloc.h>

#include "firmware/base/log.hpp"

namespace uketsuke::drivers::mynumber {

base::Result<std::unique_ptr<RevocationFile>> RevocationFile::open(std::filesystem::path file,
                                                                   const Authorities& authorities) {
    std::unique_ptr<RevocationFile> made(new RevocationFile(std::move(file), authorities));
    if (auto read = made->look(); !read) return base::fail(read.error());
    made->thread_ = std::jthread([file = made.get()](const std::stop_token& ended) { file->look_again(ended); });
    return made;
}

RevocationFile::~RevocationFile() = default;

std::shared_ptr<const RevocationLists> RevocationFile::lists() const {
    const std::scoped_lock lock(mutex_);
    return lists_;
}

base::Result<void> RevocationFile::look() {
    const std::scoped_lock one_at_a_time(looking_);
    const auto now = seen_now();
    if (now == seen_) return {};
    seen_ = now;
    if (!now.there) {
        base::warn("card", "revocation lists: {} is not there", file_.string());
        return {};
    }
    auto read = RevocationLists::load(file_, authorities_);
    ::malloc_trim(0);  // the file's bytes were many, and are not needed again until tomorrow
    if (!read) {
        base::warn("card", "revocation lists: {}", read.error().detail);
        return base::fail(read.error());
    }
    base::info("card", "revocation lists read: {}", read->summary());
    auto made = std::make_shared<const RevocationLists>(std::move(*read));
    const std::scoped_lock lock(mutex_);
    lists_.swap(made);
    return {};
}

RevocationFile::Seen RevocationFile::seen_now() const {
    std::error_code missing;
    const auto written = std::filesystem::last_write_time(file_, missing);
    if (missing) return {};
    const auto size = std::filesystem::file_size(file_, missing);
    return {true, written, size};
}

void RevocationFile::look_again(const std::stop_token& ended) {
    std::mutex waiting;
    std::unique_lock lock(waiting);
    while (!wake_.wait_for(lock, ended, kLookEvery, [&] { return ended.stop_requested(); })) static_cast<void>(look());
}

}  // namespace uketsuke::drivers::mynumber
