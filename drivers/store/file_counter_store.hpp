// SPDX-License-Identifier: Apache-2.0
// Durable counters in one small file: each write replaces the whole file (temporary file, fsync, rename, fsync folder),
// so after a power cut the file is the old one or the new one. A checksum tells damage; a damaged file is refused,
// never taken for zero: a counter that starts again would give two results the same name.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "firmware/ports/clinic.hpp"

namespace uketsuke::drivers::store {

/// Thread-safe. One process at a time.
class FileCounterStore : public ports::CounterStore {
public:
    /// Where there is no file: the first start of a kiosk begins one, with nothing counted, and it stands on the disk
    /// at once. Afterwards a missing file is damage like any other.
    enum class Missing { begin, fault };
    /// Errors: file_unreadable (not readable, missing, or damaged: the detail says which).
    static base::Result<std::unique_ptr<FileCounterStore>> create(std::filesystem::path file,
                                                                  Missing missing = Missing::begin);
    /// Zero for a name never written.
    base::Result<std::uint64_t> read(std::string_view name) override;
    /// Durable when it returns. Names are a-z, 0-9 and '_'. Errors: internal (the name); file_unreadable: the old value
    /// stands, or, when the folder could not be synced, the new one until a power cut.
    base::Result<void> write(std::string_view name, std::uint64_t value) override;
    base::Result<void> write_all(std::span<const Count> counts) override;

private:
    using Counters = std::map<std::string, std::uint64_t, std::less<>>;
    FileCounterStore(std::filesystem::path file, Counters counters);
    const std::filesystem::path file_;
    std::mutex mutex_;
    Counters counters_;
};

}  // namespace uketsuke::drivers::store
