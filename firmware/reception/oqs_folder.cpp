// SPDX-License-Identifier: Apache-2.0
#include "oqs_folder.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <vector>

#include "desk_words.hpp"
#include "firmware/base/descriptor.hpp"
#include "firmware/base/file.hpp"
#include "firmware/base/log.hpp"
#include "result_name.hpp"

namespace uketsuke::reception {
namespace {

using base::ErrorCode;

base::Unexpected<base::Error> undeliverable(std::string_view why) {
    return base::fail(ErrorCode::result_undeliverable, std::string(why));
}

/// The log may lie where others write: what stands under its name may be a link to a file of ours, a pipe that nobody
/// reads, a device.
base::Result<base::Descriptor> open_log(const std::filesystem::path& file) {
    base::Descriptor out(
        ::open(file.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, 0640));
    if (!out) return undeliverable(fmt::format("{}: {}", file.string(), std::strerror(errno)));
    struct stat status {};
    if (::fstat(out.get(), &status) != 0 || !S_ISREG(status.st_mode) || status.st_nlink > 1)
        return undeliverable(fmt::format("{} is no regular file of its own", file.string()));
    return out;
}

base::Result<void> append_durably(const std::filesystem::path& file, std::string_view line) {
    const auto out = open_log(file);
    if (!out) return base::fail(out.error());
    if (auto written = base::write_all(out->get(), line); !written) return undeliverable(written.error().detail);
    if (::fsync(out->get()) != 0) return undeliverable("fsync");
    return {};
}

base::Result<base::Folder> open_results(const std::filesystem::path& path, const std::string& marker) {
    auto folder = base::Folder::open(path);
    if (!folder) return undeliverable(fmt::format("{} is no folder ({})", path.string(), folder.error().detail));
    if (!marker.empty() && !folder->holds(marker))
        return undeliverable(fmt::format("{} is not the clinic's folder: no {} is in it", path.string(), marker));
    return folder;
}

}  // namespace

OqsFolder::OqsFolder(Places places, base::Folder folder, ports::CounterStore& counters, const ports::Clock& clock)
    : places_(std::move(places)),
      folder_(std::move(folder)),
      late_touch_(places_.touch_after),
      counters_(counters),
      clock_(clock) {}

base::Result<std::unique_ptr<OqsFolder>> OqsFolder::create(Places places, ports::CounterStore& counters,
                                                           const ports::Clock& clock) {
    const auto& code = places.facility_code;
    if (code.size() != 10 || code.find_first_not_of("0123456789") != std::string::npos)
        return base::fail(ErrorCode::config_invalid, "the facility code is not ten digits");
    auto folder = open_results(places.folder, places.marker);
    if (!folder) return base::fail(folder.error());
    folder->remove_parts();
    return std::unique_ptr<OqsFolder>(new OqsFolder(std::move(places), std::move(*folder), counters, clock));
}

/// The place that is held is the one that the clinic's computer sees under that name, or the marker says that the other
/// one is.
base::Result<void> OqsFolder::stand_in_folder() {
    if (folder_.in_place()) return {};
    if (places_.marker.empty())
        return undeliverable(fmt::format("{} is not the folder that it was at the start", places_.folder.string()));
    auto folder = open_results(places_.folder, places_.marker);
    if (!folder) return base::fail(folder.error());
    base::warn("reception", "{} is another folder now, and has the marker", places_.folder.string());
    folder_ = std::move(*folder);
    return {};
}

base::Result<std::string> OqsFolder::next_name() {
    const auto last = counters_.read(kResultCounter);
    if (!last) return undeliverable(last.error().detail);
    auto number = *last + 1;
    const auto now = clock_.wall();
    // Whatever stands there is not ours to write over: of another kiosk, or of before the counters were lost.
    while (folder_.holds(result_name(places_.facility_code, number, now))) ++number;
    if (auto kept = counters_.write(kResultCounter, number); !kept)
        return undeliverable(fmt::format("counter: {}", kept.error().detail));
    return result_name(places_.facility_code, number, now);
}

base::Result<std::string> OqsFolder::deliver(const domain::Eligibility& eligibility, const Begin& begin) {
    if (auto here = stand_in_folder(); !here) return base::fail(here.error());
    auto name = next_name();
    if (!name) return base::fail(name.error());
    // Looked at once more at the last moment: writing takes its time on a share.
    const auto may_begin = [&] { return folder_.in_place() && begin(); };
    if (auto written = folder_.put_new(*name, eligibility.document, may_begin); !written)
        return undeliverable(fmt::format("{}: {}", places_.folder.string(), written.error().detail));
    if (const auto synced = folder_.sync(); !synced) base::warn("reception", "{}", synced.error().detail);
    touch_later(*name);
    return name;
}

void OqsFolder::touch_later(const std::string& name) {
    if (places_.touch_after.count() == 0) return;
    auto twin = folder_.twin();
    if (twin) return late_touch_.put(std::move(*twin), name);
    base::warn("reception", "a program that hears of changes alone misses a result: {}", twin.error().detail);
}

base::Result<std::vector<domain::DeskNote>> OqsFolder::look_after() {
    if (auto here = stand_in_folder(); !here) return base::fail(here.error());
    std::size_t waiting = 0, removed = 0;
    for (const auto& name : folder_.names()) {
        const auto given = time_of_name(name, places_.facility_code);
        if (!given || clock_.wall() - *given < places_.tell_after) continue;
        if (clock_.wall() - *given >= places_.remove_after && folder_.remove(name))
            ++removed;
        else if (folder_.holds(name))  // else it was fetched since the folder was read
            ++waiting;
    }
    if (removed > 0) base::warn("reception", "removed {} results that nobody had fetched", removed);
    const bool news = removed > 0 || (waiting > 0 && !waiting_);
    waiting_ = waiting > 0;
    if (!news) return std::vector<domain::DeskNote>{};
    return std::vector{
        domain::DeskNote{domain::DeskNote::Kind::alert, "results", ErrorCode::results_unfetched, {}, {}}};
}

base::Result<void> OqsFolder::tell_desk(const domain::DeskNote& note) {
    constexpr std::array kKinds{"call", "alert", "advice", "upkeep", "staff_check"};
    auto line = fmt::format("{} {}", kKinds.at(static_cast<std::size_t>(note.kind)), note.where);
    if (note.calls > 1) line += fmt::format(" ×{}", note.calls);
    if (!note.number.empty()) line += " 受付番号" + note.number;
    if (!note.by.empty()) line += " " + note.by;
    if (note.error) line += fmt::format(" 【{:03}】", base::line_of(*note.error).number);
    if (const auto words = desk_words(places_.guide, note); !words.empty()) line += " " + words;
    base::warn("reception", "{}", line);
    return append_durably(places_.staff_calls, fmt::format("{} {}\n", base::to_iso8601(clock_.wall()), line));
}

}  // namespace uketsuke::reception
