// SPDX-License-Identifier: Apache-2.0
#include "file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include "descriptor.hpp"

namespace uketsuke::base {
namespace {

Unexpected<Error> system_error(std::string_view what) {
    return fail(ErrorCode::file_unreadable, fmt::format("{}: {}", what, std::strerror(errno)));
}

Result<void> write_part(const std::filesystem::path& part, std::string_view content) {
    ::unlink(part.c_str());
    const Descriptor out(::open(part.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0640));
    if (!out) return system_error("create");
    if (auto written = write_all(out.get(), content); !written) return written;
    if (::fsync(out.get()) != 0) return system_error("fsync");
    return {};
}

Result<void> sync_folder(const std::filesystem::path& folder) {
    const Descriptor in(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!in || ::fsync(in.get()) != 0) return system_error("fsync of the folder");
    return {};
}

std::filesystem::path folder_of(const std::filesystem::path& file) {
    return file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
}

}  // namespace

Result<std::string> read_file(const std::filesystem::path& file) {
    const Descriptor in(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    if (!in) return system_error(file.string());
    std::string content;
    std::array<char, 16 * 1024> block;
    for (;;) {
        const auto count = ::read(in.get(), block.data(), block.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return system_error(file.string());
        if (count == 0) return content;
        content.append(block.data(), static_cast<std::size_t>(count));
    }
}

Result<void> write_all(int descriptor, std::string_view content) {
    while (!content.empty()) {
        const auto written = ::write(descriptor, content.data(), content.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return system_error("write");
        content.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
}

Result<Bytes> read_bytes(const std::filesystem::path& file) {
    const auto text = read_file(file);
    if (!text) return fail(text.error());
    const auto view = as_bytes(*text);
    return Bytes(view.begin(), view.end());
}

Result<void> replace_file(const std::filesystem::path& file, std::string_view content) {
    const auto folder = folder_of(file);
    const auto part = folder / kPartName;
    if (auto written = write_part(part, content); !written) {
        ::unlink(part.c_str());
        return written;
    }
    if (::rename(part.c_str(), file.c_str()) != 0) {
        auto failed = system_error("rename");
        ::unlink(part.c_str());
        return failed;
    }
    auto synced = sync_folder(folder);
    if (!synced) ::unlink(file.c_str());
    return synced;
}

void remove_part(const std::filesystem::path& folder) { ::unlink((folder / kPartName).c_str()); }

}  // namespace uketsuke::base
