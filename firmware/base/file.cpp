// SPDX-License-Identifier: Apache-2.0
#include "file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "descriptor.hpp"
#include "folder.hpp"
#include "system_error.hpp"

namespace uketsuke::base {
namespace {

std::filesystem::path folder_of(const std::filesystem::path& file) {
    return file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
}

}  // namespace

Result<std::string> read_file(const std::filesystem::path& file) {
    const Descriptor in(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    if (!in) return system_error(ErrorCode::file_unreadable, file.string());
    std::string content;
    std::array<char, 16 * 1024> block;
    for (;;) {
        const auto count = ::read(in.get(), block.data(), block.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return system_error(ErrorCode::file_unreadable, file.string());
        if (count == 0) return content;
        content.append(block.data(), static_cast<std::size_t>(count));
    }
}

Result<void> write_all(int descriptor, std::string_view content) {
    while (!content.empty()) {
        const auto written = ::write(descriptor, content.data(), content.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return system_error(ErrorCode::file_unreadable, "write");
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
    const auto folder = Folder::open(folder_of(file));
    if (!folder) return fail(folder.error());
    if (auto put = folder->put(file.filename().string(), content); !put) return put;
    return folder->sync();
}

}  // namespace uketsuke::base
