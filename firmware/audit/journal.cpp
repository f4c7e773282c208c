// SPDX-License-Identifier: Apache-2.0
#include "journal.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "firmware/base/file.hpp"
#include "firmware/base/log.hpp"
#include "journal_line.hpp"

namespace uketsuke::audit {
namespace {

using base::ErrorCode;

/// Longer than any line that complaint_about() lets pass.
constexpr std::uint64_t kTail = 16 * 1024;

base::Unexpected<base::Error> unwritable(std::string why) {
    return base::fail(ErrorCode::audit_unwritable, std::move(why));
}
base::Unexpected<base::Error> system_error(std::string_view what) {
    return unwritable(fmt::format("{}: {}", what, std::strerror(errno)));
}

}  // namespace

FileJournal::FileJournal(int descriptor, const ports::Clock& clock)
    : descriptor_(descriptor), clock_(clock), head_(kNoHash) {}

FileJournal::~FileJournal() { ::close(descriptor_); }

base::Result<std::unique_ptr<FileJournal>> FileJournal::create(std::filesystem::path file, const ports::Clock& clock) {
    const int descriptor = ::open(file.c_str(), O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0640);
    if (descriptor < 0) return system_error(file.string());
    std::unique_ptr<FileJournal> journal(new FileJournal(descriptor, clock));
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) return unwritable(file.string() + " is in use");
    if (auto taken = journal->take_up_tail(); !taken) return base::fail(taken.error());
    return journal;
}

/// Finds the last whole line, checks it, and cuts off what a power cut left behind it.
base::Result<void> FileJournal::take_up_tail() {
    struct stat status {};
    if (::fstat(descriptor_, &status) != 0 || !S_ISREG(status.st_mode)) return unwritable("no regular file");
    const auto size = static_cast<std::uint64_t>(status.st_size);
    std::string tail(std::min(size, kTail), '\0');
    if (::pread(descriptor_, tail.data(), tail.size(), static_cast<off_t>(size - tail.size())) !=
        static_cast<ssize_t>(tail.size()))
        return system_error("read");

    const auto end = tail.rfind('\n');
    const auto whole = end == std::string::npos ? 0 : end + 1;
    const auto torn = tail.size() - whole;
    size_ = size - torn;
    if (whole == 0 && size > kTail) return unwritable("the last line is too long");
    if (whole > 0) {
        const auto before = end == 0 ? std::string::npos : tail.rfind('\n', end - 1);
        const auto start = before == std::string::npos ? 0 : before + 1;
        const auto last = read_line(std::string_view(tail).substr(start, end - start));
        if (!last) return unwritable("the last line is not right: run the verifier");
        number_ = last->number;
        session_ = last->session;
        head_ = last->hash;
    }
    if (torn == 0) return {};
    base::warn("audit", "cut off {} bytes of a torn line", torn);
    return append({"journal_torn", session_, {{"bytes", fmt::to_string(torn)}}});
}

base::Result<void> FileJournal::append(const domain::AuditRecord& record) {
    if (auto complaint = complaint_about(record); !complaint.empty()) return unwritable(std::move(complaint));
    LineFacts facts{number_ + 1, record.session, head_, {}};
    const auto line = print_line(facts, clock_.wall(), record) + "\n";
    if (auto written = write_line(line); !written) return written;
    size_ += line.size();
    number_ = facts.number;
    session_ = facts.session;
    head_ = facts.hash;
    return {};
}

base::Result<void> FileJournal::check() {
    struct stat status {};
    struct statvfs disk {};
    if (::fstat(descriptor_, &status) != 0 || ::fstatvfs(descriptor_, &disk) != 0) return system_error("stat");
    if (status.st_nlink == 0) return unwritable("the journal was removed");
    if (static_cast<std::uint64_t>(status.st_size) < size_) return unwritable("the journal was cut");
    if ((disk.f_flag & ST_RDONLY) != 0) return unwritable("the disk is read-only");
    if (disk.f_bavail * disk.f_frsize < kTail) return unwritable("the disk is full");
    return {};
}

base::Result<void> FileJournal::write_line(const std::string& line) {
    if (auto ready = check(); !ready) return ready;
    // Cuts off a torn line, or the part of an earlier one that did not fit on the disk.
    if (::ftruncate(descriptor_, static_cast<off_t>(size_)) != 0) return system_error("truncate");
    auto written = base::write_all(descriptor_, line);
    if (written && ::fdatasync(descriptor_) == 0) return {};
    auto failed = written ? system_error("fsync") : unwritable(written.error().detail);
    if (::ftruncate(descriptor_, static_cast<off_t>(size_)) != 0) base::warn("audit", "the part of a line stays");
    return failed;
}

base::Result<JournalCheck> verify_journal(const std::filesystem::path& file) {
    const auto text = base::read_file(file);
    if (!text) return base::fail(text.error());
    JournalCheck check{0, kNoHash, {}, {}};
    const auto bad = [&](std::string reason) {
        check.first_bad_line = check.records + 1;
        check.reason = std::move(reason);
        return check;
    };
    for (std::string_view rest = *text; !rest.empty();) {
        const auto end = rest.find('\n');
        if (end == std::string_view::npos) return bad("the line has no end");
        const auto facts = read_line(rest.substr(0, end));
        if (!facts) return bad("the line was changed");
        if (facts->prev != check.head || facts->number != check.records + 1)
            return bad("the line does not follow the one before it");
        ++check.records;
        check.head = facts->hash;
        rest.remove_prefix(end + 1);
    }
    return check;
}

}  // namespace uketsuke::audit
