// SPDX-License-Identifier: Apache-2.0
// Durable counters in one small file: each write replaces the whole file (temporary file, fsync, rename, fsync folder),
// so after a power cut the file is the old one or the new one. A checksum tells damage; a damaged file is refused,
// never taken for zero: a counter that starts again would give two results the same name.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "firmware/ports/clinic.hpp"

namespace uketsuke::drivers::store {

/// Thread-bound to the files lane. One process at a time.
class FileCounterStore : public ports::CounterStore {
public:
    /// Errors: file_unreadable (not readable, or damaged: the detail says which). A missing file is a fresh store.
    static base::Result<std::unique_ptr<FileCounterStore>> create(std::filesystem::path file);
    /// Zero for a name never written.
    base::Result<std::uint64_t> read(std::string_view name) override;
    /// Durable when it returns. Names are a-z, 0-9 and '_'. Errors: file_unreadable (could not be written; the old
    /// value stands), internal (the name).
    base::Result<void> write(std::string_view name, std::uint64_t value) override;

private:
    using Counters = std::map<std::string, std::uint64_t, std::less<>>;
    FileCounterStore(std::filesystem::path file, Counters counters);
    const std::filesystem::path file_;
    Counters counters_;
};

}  // namespace uketsuke::drivers::store
