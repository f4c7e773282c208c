// SPDX-License-Identifier: Apache-2.0
// A folder as a place: held open, so that what is put into it lands there and nowhere else, whatever its name leads to
// meanwhile (a share that was unmounted, a link that somebody set).
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "descriptor.hpp"
#include "error.hpp"
#include "time.hpp"
#include "wiped_text.hpp"

namespace uketsuke::base {

/// What a file is called while it is being written, or ".uketsuke.<random>.part" where something that cannot be removed
/// stands in its way. Each file has a name of its own, since several threads write into one folder. What a crash left
/// is written over, or removed by remove_parts(): one process a folder.
std::string part_of(std::string_view name);

/// Thread-bound; may be moved.
class Folder {
public:
    /// Errors: file_unreadable (no folder, or not ours to read).
    static Result<Folder> open(std::filesystem::path path);

    /// The name that it was opened by still leads to it.
    [[nodiscard]] bool in_place() const;
    /// Goes where the name leads now, for a folder of which nothing depends on being the same one. Errors:
    /// file_unreadable; then it stays where it was.
    Result<void> follow();
    [[nodiscard]] bool holds(std::string_view name) const;
    [[nodiscard]] std::vector<std::string> names() const;
    /// A regular file of at most `most` bytes; no link is followed, and nothing is waited for. Errors: file_unreadable.
    [[nodiscard]] Result<WipedText> read(std::string_view name, std::size_t most) const;
    /// `content` under `name`: whole, or nothing. `begin` is asked when all but the name is on the disk; false gives
    /// up. Errors: file_unreadable with the system's reason, or that it was given up.
    [[nodiscard]] Result<void> put(
        std::string_view name, std::string_view content,
        const std::function<bool()>& begin = [] { return true; }) const;
    /// The same, and nothing that stands under that name is written over (where the file system knows that request;
    /// where it does not, what stood there before `begin`).
    [[nodiscard]] Result<void> put_new(std::string_view name, std::string_view content,
                                       const std::function<bool()>& begin) const;
    /// The names stand on the disk. Shares of some kinds cannot do that (EINVAL, ENOTSUP), which is no failure: there
    /// the server keeps what it has confirmed. Errors: file_unreadable.
    [[nodiscard]] Result<void> sync() const;
    /// Errors: file_unreadable.
    [[nodiscard]] Result<void> remove(std::string_view name) const;
    /// When it was written, by the clock of who keeps the folder; nothing: it is not there.
    [[nodiscard]] std::optional<WallTime> changed(std::string_view name) const;
    /// Sets the times of what stands there (no link is followed) to now. Errors: file_unreadable.
    [[nodiscard]] Result<void> touch(std::string_view name) const;
    /// The same place once more, for another thread. Errors: file_unreadable.
    [[nodiscard]] Result<Folder> twin() const;
    void remove_parts() const;

private:
    Folder(std::filesystem::path path, Descriptor held) : path_(std::move(path)), held_(std::move(held)) {}
    using Rename = int (*)(int folder, const char* part, const char* name);  ///< 0, or errno
    [[nodiscard]] Result<void> put(std::string_view name, std::string_view content, const std::function<bool()>& begin,
                                   Rename rename) const;
    [[nodiscard]] Result<std::string> write_part(std::string_view target, std::string_view content) const;

    std::filesystem::path path_;
    Descriptor held_;
};

/// Whether two places lie on one file system; false where one cannot be looked at.
bool on_one_file_system(const std::filesystem::path& one, const std::filesystem::path& other);

}  // namespace uketsuke::base
