// SPDX-License-Identifier: Apache-2.0
#include "folder.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

#include "file.hpp"
#include "system_error.hpp"

namespace uketsuke::base {
namespace {

constexpr std::string_view kPartStart = ".uketsuke.", kPartEnd = ".part";
constexpr int kPartNames = 8;  ///< tried, before it is given up

bool is_part(std::string_view name) {
    return name.size() >= kPartStart.size() + kPartEnd.size() - 1 && name.starts_with(kPartStart) &&
           name.ends_with(kPartEnd);
}

std::string part_name(std::string_view name, int attempt) {
    if (attempt == 0) return part_of(name);
    std::uint64_t number = 0;
    if (::getrandom(&number, sizeof number, 0) != sizeof number) number = static_cast<std::uint64_t>(attempt);
    return fmt::format("{}{:016x}{}", kPartStart, number, kPartEnd);
}

/// A name may hold no folder: what is put into this one stays in it.
std::string plain(std::string_view name) { return std::filesystem::path(name).filename().string(); }

}  // namespace

std::string part_of(std::string_view name) { return fmt::format("{}{}{}", kPartStart, plain(name), kPartEnd); }

Result<Folder> Folder::open(std::filesystem::path path) {
    Descriptor held(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!held) return system_error(ErrorCode::file_unreadable, path.string());
    return Folder(std::move(path), std::move(held));
}

bool Folder::in_place() const {
    struct stat ours {};
    struct stat there {};
    return ::fstat(held_.get(), &ours) == 0 && ::stat(path_.c_str(), &there) == 0 && ours.st_dev == there.st_dev &&
           ours.st_ino == there.st_ino;
}

Result<void> Folder::follow() {
    if (in_place()) return {};
    auto there = open(path_);
    if (!there) return fail(there.error());
    *this = std::move(*there);
    return {};
}

Result<WipedText> Folder::read(std::string_view name, std::size_t most) const {
    const Descriptor in(::openat(held_.get(), plain(name).c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    if (!in) return system_error(ErrorCode::file_unreadable, "open");
    struct stat status {};
    if (::fstat(in.get(), &status) != 0 || !S_ISREG(status.st_mode))
        return fail(ErrorCode::file_unreadable, "no regular file");
    if (static_cast<std::size_t>(status.st_size) > most) return fail(ErrorCode::file_unreadable, "too large");
    WipedText text(static_cast<std::size_t>(status.st_size), '\0');
    std::size_t got = 0;
    while (got < text.size()) {
        const auto count = ::read(in.get(), text.data() + got, text.size() - got);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return system_error(ErrorCode::file_unreadable, "read");
        if (count == 0) break;
        got += static_cast<std::size_t>(count);
    }
    text.resize(got);
    return text;
}

bool Folder::holds(std::string_view name) const {
    return ::faccessat(held_.get(), plain(name).c_str(), F_OK, AT_SYMLINK_NOFOLLOW) == 0;
}

std::vector<std::string> Folder::names() const {
    std::vector<std::string> all;
    // Opened anew: a copy of the descriptor would share its place in the list.
    const int again = ::openat(held_.get(), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (again < 0) return all;
    const std::unique_ptr<DIR, int (*)(DIR*)> list(::fdopendir(again), ::closedir);
    if (!list) return ::close(again), all;
    for (const auto* entry = ::readdir(list.get()); entry != nullptr; entry = ::readdir(list.get()))
        all.emplace_back(entry->d_name);
    return all;
}

/// The name under which it stands.
Result<std::string> Folder::write_part(std::string_view target, std::string_view content) const {
    for (int attempt = 0; attempt < kPartNames; ++attempt) {
        auto name = part_name(target, attempt);
        ::unlinkat(held_.get(), name.c_str(), 0);
        const Descriptor out(
            ::openat(held_.get(), name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0640));
        if (!out && errno == EEXIST) continue;  // a folder that another hand made
        if (!out) return system_error(ErrorCode::file_unreadable, "create");
        auto written = write_all(out.get(), content);
        if (written && ::fsync(out.get()) != 0) written = system_error(ErrorCode::file_unreadable, "fsync");
        if (written) return name;
        ::unlinkat(held_.get(), name.c_str(), 0);
        return fail(written.error());
    }
    return fail(ErrorCode::file_unreadable, "create: something stands in the way of every name");
}

Result<void> Folder::put(std::string_view name, std::string_view content, const std::function<bool()>& begin) const {
    return put(name, content, begin, [](int folder, const char* part, const char* to) {
        return ::renameat(folder, part, folder, to) == 0 ? 0 : errno;
    });
}

Result<void> Folder::put_new(std::string_view name, std::string_view content,
                             const std::function<bool()>& begin) const {
    if (holds(name)) return fail(ErrorCode::file_unreadable, "something stands under that name");
    return put(name, content, begin, [](int folder, const char* part, const char* to) {
        if (::renameat2(folder, part, folder, to, RENAME_NOREPLACE) == 0) return 0;
        if (errno != EINVAL && errno != ENOSYS) return errno;
        return ::renameat(folder, part, folder, to) == 0 ? 0 : errno;
    });
}

Result<void> Folder::put(std::string_view name, std::string_view content, const std::function<bool()>& begin,
                         Rename rename) const {
    const auto part = write_part(name, content);
    if (!part) return fail(part.error());
    const auto give_up = [&](Error error) {
        ::unlinkat(held_.get(), part->c_str(), 0);
        return fail(std::move(error));
    };
    if (!begin()) return give_up({ErrorCode::file_unreadable, "no longer wanted"});
    if (const int wrong = rename(held_.get(), part->c_str(), plain(name).c_str()); wrong != 0)
        return give_up({ErrorCode::file_unreadable, fmt::format("rename: {}", std::strerror(wrong))});
    return {};
}

Result<void> Folder::sync() const {
    if (::fsync(held_.get()) == 0 || errno == EINVAL || errno == ENOTSUP) return {};
    return system_error(ErrorCode::file_unreadable, "fsync of the folder");
}

Result<void> Folder::remove(std::string_view name) const {
    if (::unlinkat(held_.get(), plain(name).c_str(), 0) != 0) return system_error(ErrorCode::file_unreadable, "remove");
    return {};
}

std::optional<WallTime> Folder::changed(std::string_view name) const {
    struct stat status {};
    if (::fstatat(held_.get(), plain(name).c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) return std::nullopt;
    return WallTime(std::chrono::seconds(status.st_mtim.tv_sec));
}

Result<void> Folder::touch(std::string_view name) const {
    if (::utimensat(held_.get(), plain(name).c_str(), nullptr, AT_SYMLINK_NOFOLLOW) != 0)
        return system_error(ErrorCode::file_unreadable, "touch");
    return {};
}

Result<Folder> Folder::twin() const {
    Descriptor held(::fcntl(held_.get(), F_DUPFD_CLOEXEC, 0));
    if (!held) return system_error(ErrorCode::file_unreadable, path_.string());
    return Folder(path_, std::move(held));
}

void Folder::remove_parts() const {
    for (const auto& name : names())
        if (is_part(name)) ::unlinkat(held_.get(), name.c_str(), 0);
}

bool on_one_file_system(const std::filesystem::path& one, const std::filesystem::path& other) {
    struct stat first {};
    struct stat second {};
    return ::stat(one.c_str(), &first) == 0 && ::stat(other.c_str(), &second) == 0 && first.st_dev == second.st_dev;
}

}  // namespace uketsuke::base
