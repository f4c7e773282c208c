// SPDX-License-Identifier: Apache-2.0
#include "journal_end.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "firmware/base/descriptor.hpp"
#include "firmware/base/system_error.hpp"

namespace uketsuke::audit {
namespace {

using base::ErrorCode;

/// Longer than any line that complaint_about() lets pass.
constexpr std::uint64_t kTail = 16 * 1024;
constexpr std::string_view kLineStart = R"({"n":)";

/// The last `size` bytes.
base::Result<std::string> read_tail(int descriptor, std::uint64_t file_size, std::uint64_t size) {
    std::string tail(size, '\0');
    for (std::size_t done = 0; done < size;) {
        const auto got =
            ::pread(descriptor, tail.data() + done, size - done, static_cast<off_t>(file_size - size + done));
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return base::system_error(ErrorCode::audit_unwritable, "read");
        done += static_cast<std::size_t>(got);
    }
    return tail;
}

/// The last right line of a text. `whole`: the text begins where a line begins.
std::optional<JournalEnd> last_line_of(std::string_view text, bool whole) {
    for (auto end = text.rfind('\n'); end != std::string_view::npos; end = end > 0 ? text.rfind('\n', end - 1) : end) {
        const auto before = end == 0 ? std::string_view::npos : text.rfind('\n', end - 1);
        if (before == std::string_view::npos && !whole) return std::nullopt;
        const auto start = before == std::string_view::npos ? 0 : before + 1;
        if (auto facts = read_line(text.substr(start, end - start)))
            return JournalEnd{std::move(facts), end + 1, std::string(text.substr(end + 1))};
        if (end == 0 || before == std::string_view::npos) return std::nullopt;
    }
    return std::nullopt;
}

/// A first line that a power cut tore, and nothing else: settings that name another file must not empty it.
bool is_torn_first_line(std::string_view text) {
    return text.front() == '\0' || text.starts_with(kLineStart) || kLineStart.starts_with(text);
}

}  // namespace

base::Result<JournalEnd> end_of_journal(int descriptor) {
    struct stat status {};
    if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode))
        return base::fail(ErrorCode::audit_unwritable, "no regular file");
    const auto size = static_cast<std::uint64_t>(status.st_size);
    if (size == 0) return JournalEnd{};
    for (const auto part : {std::min(size, kTail), size}) {
        const auto text = read_tail(descriptor, size, part);
        if (!text) return base::fail(text.error());
        if (auto end = last_line_of(*text, part == size)) {
            end->size += size - part;
            return std::move(*end);
        }
        if (part == size && is_torn_first_line(*text)) return JournalEnd{{}, 0, *text};
    }
    return base::fail(ErrorCode::audit_unwritable, "holds no line of a journal");
}

base::Result<JournalEnd> end_of_journal(const std::filesystem::path& file) {
    const base::Descriptor in(::open(file.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    if (!in && errno == ENOENT) return JournalEnd{};
    if (!in) return base::system_error(ErrorCode::audit_unwritable, file.string());
    return end_of_journal(in.get());
}

}  // namespace uketsuke::audit
