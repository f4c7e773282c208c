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
#include "firmware/base/system_error.hpp"
#include "journal_anchor.hpp"
#include "journal_line.hpp"

namespace uketsuke::audit {
namespace {

using base::ErrorCode;

/// What the disk must have room for: more than any line that complaint_about() lets pass.
constexpr std::uint64_t kRoom = 16 * 1024;
constexpr int kTornFiles = 100;  ///< names that are tried for one place

base::Unexpected<base::Error> unwritable(std::string why) {
    return base::fail(ErrorCode::audit_unwritable, std::move(why));
}
base::Result<base::Descriptor> open_locked(const std::filesystem::path& file) {
    base::Descriptor journal(::open(file.c_str(), O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0640));
    if (!journal) return base::system_error(ErrorCode::audit_unwritable, file.string());
    if (::flock(journal.get(), LOCK_EX | LOCK_NB) != 0) return unwritable(file.string() + " is in use");
    return journal;
}

}  // namespace

FileJournal::FileJournal(std::filesystem::path file, base::Descriptor descriptor, const ports::Clock& clock,
                         Witness witness)
    : file_(std::move(file)), descriptor_(std::move(descriptor)), clock_(clock), witness_(witness), head_(kNoHash) {}

base::Result<std::unique_ptr<FileJournal>> FileJournal::create(std::filesystem::path file, const ports::Clock& clock,
                                                               Witness witness) {
    auto descriptor = open_locked(file);
    if (!descriptor) return base::fail(descriptor.error());
    std::unique_ptr<FileJournal> journal(new FileJournal(std::move(file), std::move(*descriptor), clock, witness));
    if (auto taken = journal->take_up(); !taken) return base::fail(taken.error());
    return journal;
}

/// Finds the last right line and goes on from it. What cannot be written down yet is written with the next record.
base::Result<void> FileJournal::take_up() {
    auto end = end_of_journal(descriptor_.get());
    if (!end) return base::fail(end.error());
    size_ = end->size;
    torn_ = std::move(end->torn);
    if (end->last) {
        number_ = end->last->number;
        session_ = end->last->session;
        head_ = end->last->hash;
        last_time_ = end->last->time;
    }
    if (!torn_.empty()) {
        base::warn("audit", "cut off {} bytes of a torn line", torn_.size());
        first_.push_back({"journal_torn", session_, {{"bytes", fmt::to_string(torn_.size())}}});
    }
    if (auto held = hold_against_store(*end); !held) return held;
    if (const auto written = write_first(); !written) base::warn("audit", "{}", written.error().detail);
    return {};
}

base::Result<void> FileJournal::hold_against_store(const JournalEnd& end) {
    if (witness_.store == nullptr) return {};
    const auto noted = read_anchor(*witness_.store);
    if (!noted) return unwritable(noted.error().detail);
    const auto& last = end.last;
    if (noted->number == 0 && (!last || last->signature.empty())) {
        if (!last) return {};  // the first start
        first_.push_front({"journal_taken_up", session_, {}});
        return keep_copy();
    }
    std::string_view how;
    if (!last) {  // moved away while the kiosk was off: add() says so in the first line
        number_ = noted->number;
        session_ = noted->session;
        head_ = noted->head;
        how = "missing";
    } else {
        const bool right = witness_.key == nullptr || witness_.key->public_half().verifies(last->hash, last->signature);
        how = disagreement(*noted, *last, right);
    }
    if (how.empty()) return {};
    disagrees_ = true;
    base::warn("audit", "the journal {} and the counters do not agree: {}", file_.string(), how);
    first_.push_front({"journal_disagrees", session_, {{"how", std::string(how)}}});
    return {};
}

/// What a kiosk of before there were signatures wrote, as it was.
base::Result<void> FileJournal::keep_copy() const {
    std::error_code error;
    const auto copy = std::filesystem::path(file_).concat(".unsigned");
    std::filesystem::copy_file(file_, copy, std::filesystem::copy_options::skip_existing, error);
    if (error) return unwritable(fmt::format("{}: {}", copy.string(), error.message()));
    base::warn("audit", "the journal is signed from here on; as it was it is kept as {}", copy.string());
    return {};
}

/// Beside the journal, under the number of the line that goes on from there.
base::Result<void> FileJournal::keep_torn() {
    for (int i = 0; !torn_.empty() && i < kTornFiles; ++i) {
        const auto aside =
            fmt::format("{}.torn-{}{}", file_.string(), number_ + 1, i == 0 ? "" : fmt::format("-{}", i));
        const base::Descriptor out(::open(aside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0640));
        if (!out && errno == EEXIST) continue;
        if (!out) return base::system_error(ErrorCode::audit_unwritable, aside);
        auto written = base::write_all(out.get(), torn_);
        if (written && ::fsync(out.get()) == 0) return torn_.clear(), base::Result<void>{};
        ::unlink(aside.c_str());
        return unwritable(fmt::format("{} cannot be written", aside));
    }
    return torn_.empty() ? base::Result<void>{} : unwritable("too many torn ends are kept beside the journal");
}

/// What the start found, before anything else.
base::Result<void> FileJournal::write_first() {
    if (auto kept = keep_torn(); !kept) return kept;
    while (!first_.empty()) {
        if (auto ready = check(); !ready) return ready;
        if (auto written = add_linked(first_.front()); !written) return written;
        first_.pop_front();
    }
    return {};
}

/// Number and hash of the last line, among the counters. What cannot be noted is noted before the next line.
base::Result<void> FileJournal::note_end() {
    unnoted_ = false;
    if (witness_.store == nullptr) return {};
    auto noted = write_anchor(*witness_.store, {number_, session_, head_});
    unnoted_ = !noted;
    if (noted) return {};
    return unwritable(fmt::format("the journal's end cannot be noted: {}", noted.error().detail));
}

base::Result<void> FileJournal::append(const domain::AuditRecord& record) {
    if (auto complaint = complaint_about(record); !complaint.empty()) return unwritable(std::move(complaint));
    if (auto written = write_first(); !written) return written;
    if (auto ready = check(); !ready) return ready;
    return add_linked(record);
}

base::Result<void> FileJournal::add_linked(const domain::AuditRecord& record) {
    const bool begun_again = size_ == 0 && number_ > 0;
    if (begun_again)
        if (auto linked = add({kReopened, session_, {}}); !linked) return linked;
    return add(record);
}

base::Result<void> FileJournal::add(const domain::AuditRecord& record) {
    LineFacts facts{number_ + 1, record.visit, {}, head_, {}};
    auto line = print_line(facts, clock_.wall(), record);
    if (witness_.key != nullptr) {
        const auto signature = witness_.key->sign(facts.hash);
        if (!signature) return unwritable(signature.error().detail);
        line = with_signature(std::move(line), *signature);
    }
    line += "\n";
    if (auto written = write_line(line); !written) return written;
    size_ += line.size();
    number_ = facts.number;
    session_ = facts.session;
    head_ = facts.hash;
    if (const auto noted = note_end(); !noted) base::warn("audit", "{}", noted.error().detail);
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
    if (unnoted_)
        if (auto noted = note_end(); !noted) return noted;
    if (!in_place())
        if (auto again = reopen(); !again) return again;
    struct stat status {};
    struct statvfs disk {};
    if (::fstat(descriptor_.get(), &status) != 0 || ::fstatvfs(descriptor_.get(), &disk) != 0)
        return base::system_error(ErrorCode::audit_unwritable, "stat");
    if (static_cast<std::uint64_t>(status.st_size) < size_)
        return unwritable("the journal was cut: move it away, and a new one goes on");
    if ((disk.f_flag & ST_RDONLY) != 0) return unwritable("the disk is read-only");
    if (disk.f_bavail * disk.f_frsize < kRoom) return unwritable("the disk is full");
    return {};
}

base::Result<void> FileJournal::write_line(const std::string& line) {
    // Cuts off a torn line, or the part of an earlier one that did not fit on the disk.
    if (::ftruncate(descriptor_.get(), static_cast<off_t>(size_)) != 0)
        return base::system_error(ErrorCode::audit_unwritable, "truncate");
    auto written = base::write_all(descriptor_.get(), line);
    if (written && ::fdatasync(descriptor_.get()) == 0) return {};
    auto failed =
        written ? base::system_error(ErrorCode::audit_unwritable, "fsync") : unwritable(written.error().detail);
    if (::ftruncate(descriptor_.get(), static_cast<off_t>(size_)) != 0) base::warn("audit", "the part of a line stays");
    return failed;
}

}  // namespace uketsuke::audit
