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
#include <utility>

#include "firmware/base/file.hpp"
#include "firmware/base/log.hpp"
#include "journal_line.hpp"

namespace uketsuke::audit {
namespace {

using base::ErrorCode;

/// Longer than any line that complaint_about() lets pass.
constexpr std::uint64_t kTail = 16 * 1024;
constexpr std::string_view kReopened = "journal_reopened";

base::Unexpected<base::Error> unwritable(std::string why) {
    return base::fail(ErrorCode::audit_unwritable, std::move(why));
}
base::Unexpected<base::Error> system_error(std::string_view what) {
    return unwritable(fmt::format("{}: {}", what, std::strerror(errno)));
}

base::Result<base::Descriptor> open_locked(const std::filesystem::path& file) {
    base::Descriptor journal(::open(file.c_str(), O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0640));
    if (!journal) return system_error(file.string());
    if (::flock(journal.get(), LOCK_EX | LOCK_NB) != 0) return unwritable(file.string() + " is in use");
    return journal;
}

}  // namespace

FileJournal::FileJournal(std::filesystem::path file, base::Descriptor descriptor, const ports::Clock& clock)
    : file_(std::move(file)), descriptor_(std::move(descriptor)), clock_(clock), head_(kNoHash) {}

base::Result<std::unique_ptr<FileJournal>> FileJournal::create(std::filesystem::path file, const ports::Clock& clock) {
    auto descriptor = open_locked(file);
    if (!descriptor) return base::fail(descriptor.error());
    std::unique_ptr<FileJournal> journal(new FileJournal(std::move(file), std::move(*descriptor), clock));
    if (auto taken = journal->take_up_tail(); !taken) return base::fail(taken.error());
    return journal;
}

/// Finds the last whole line, checks it, and cuts off what a power cut left behind it.
base::Result<void> FileJournal::take_up_tail() {
    struct stat status {};
    if (::fstat(descriptor_.get(), &status) != 0 || !S_ISREG(status.st_mode)) return unwritable("no regular file");
    const auto size = static_cast<std::uint64_t>(status.st_size);
    std::string tail(std::min(size, kTail), '\0');
    if (::pread(descriptor_.get(), tail.data(), tail.size(), static_cast<off_t>(size - tail.size())) !=
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
    if (auto ready = check(); !ready) return ready;
    const bool begun_again = size_ == 0 && number_ > 0;
    if (begun_again)
        if (auto linked = add({kReopened, session_, {}}); !linked) return linked;
    return add(record);
}

base::Result<void> FileJournal::add(const domain::AuditRecord& record) {
    LineFacts facts{number_ + 1, record.visit, {}, head_, {}};
    const auto line = print_line(facts, clock_.wall(), record) + "\n";
    if (auto written = write_line(line); !written) return written;
    size_ += line.size();
    number_ = facts.number;
    session_ = facts.session;
    head_ = facts.hash;
    return {};
}

bool FileJournal::in_place() const {
    struct stat ours {};
    struct stat there {};
    return ::fstat(descriptor_.get(), &ours) == 0 && ::lstat(file_.c_str(), &there) == 0 &&
           ours.st_dev == there.st_dev && ours.st_ino == there.st_ino;
}

base::Result<void> FileJournal::reopen() {
    auto descriptor = open_locked(file_);
    if (!descriptor) return base::fail(descriptor.error());
    struct stat status {};
    if (::fstat(descriptor->get(), &status) != 0 || !S_ISREG(status.st_mode) || status.st_size != 0)
        return unwritable("another file stands in the journal's place");
    base::warn("audit", "{} was no longer there and is begun again", file_.string());
    descriptor_ = std::move(*descriptor);
    size_ = 0;
    return {};
}

base::Result<void> FileJournal::check() {
    if (!in_place())
        if (auto again = reopen(); !again) return again;
    struct stat status {};
    struct statvfs disk {};
    if (::fstat(descriptor_.get(), &status) != 0 || ::fstatvfs(descriptor_.get(), &disk) != 0)
        return system_error("stat");
    if (static_cast<std::uint64_t>(status.st_size) < size_)
        return unwritable("the journal was cut: move it away, and a new one goes on");
    if ((disk.f_flag & ST_RDONLY) != 0) return unwritable("the disk is read-only");
    if (disk.f_bavail * disk.f_frsize < kTail) return unwritable("the disk is full");
    return {};
}

base::Result<void> FileJournal::write_line(const std::string& line) {
    // Cuts off a torn line, or the part of an earlier one that did not fit on the disk.
    if (::ftruncate(descriptor_.get(), static_cast<off_t>(size_)) != 0) return system_error("truncate");
    auto written = base::write_all(descriptor_.get(), line);
    if (written && ::fdatasync(descriptor_.get()) == 0) return {};
    auto failed = written ? system_error("fsync") : unwritable(written.error().detail);
    if (::ftruncate(descriptor_.get(), static_cast<off_t>(size_)) != 0) base::warn("audit", "the part of a line stays");
    return failed;
}

base::Result<JournalCheck> verify_journal(const std::filesystem::path& file) {
    const auto text = base::read_file(file);
    if (!text) return base::fail(text.error());
    JournalCheck check{0, kNoHash, {}, {}, {}};
    std::uint64_t number = 0;
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
        if (check.records == 0 && facts->event == kReopened && facts->number > 1) {
            check.head = check.follows = facts->prev;
            number = facts->number - 1;
        }
        if (facts->prev != check.head || facts->number != ++number)
            return bad("the line does not follow the one before it");
        ++check.records;
        check.head = facts->hash;
        rest.remove_prefix(end + 1);
    }
    return check;
}

}  // namespace uketsuke::audit
