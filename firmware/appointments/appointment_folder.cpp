// SPDX-License-Identifier: Apache-2.0
#include "appointment_folder.hpp"

#include <algorithm>

#include "firmware/base/log.hpp"
#include "firmware/base/utf8.hpp"
#include "firmware/domain/letters.hpp"

namespace uketsuke::appointments {
namespace {

using base::ErrorCode;
using base::Result;
using base::WipedText;
using domain::Arrival;

constexpr int kEndOfDay = 24 * 60;

/// In Japan, after midnight.
int minute_in_japan(base::WallTime time) {
    const auto written = base::to_yyyymmddhhmmss(time);
    const auto digit = [&](std::size_t at) { return written[at] - '0'; };
    return (digit(8) * 10 + digit(9)) * 60 + digit(10) * 10 + digit(11);
}

int minute_or_end(const Row& row) { return row.minute.value_or(kEndOfDay); }

/// Rows that say the same of the same person, and not of two.
bool one_person(const std::vector<Row>& rows) {
    const Row* named = nullptr;
    for (const auto& row : rows) {
        if (row.name.empty()) continue;
        if (named != nullptr && named->name != row.name) return false;
        named = &row;
    }
    return true;
}

/// Whole letters, as a screen may show them.
std::string shown_place(std::string_view text) {
    const auto drawable = domain::drawable(text);
    std::string_view rest(drawable);
    while (!rest.empty()) {
        auto behind = rest;
        if (!base::take_letter(behind) || drawable.size() - behind.size() > domain::kLongestPlace) break;
        rest = behind;
    }
    return drawable.substr(0, drawable.size() - rest.size());
}

/// Of one day's: the first that is not over, or the last.
const Row& next_of(std::vector<const Row*> rows, int now, int late) {
    std::ranges::sort(rows, {}, [](const Row* row) { return minute_or_end(*row); });
    const auto next = std::ranges::find_if(rows, [&](const Row* row) { return minute_or_end(*row) + late >= now; });
    return next == rows.end() ? *rows.back() : **next;
}

/// Of other days: the next one that comes, or the last that was.
const Row& nearest_of(const std::vector<Row>& rows, base::Date today) {
    const auto when = [](const Row& row) { return std::pair(row.day, minute_or_end(row)); };
    const Row* nearest = &rows.front();
    for (const auto& row : rows) {
        const bool comes = row.day > today, came = nearest->day > today;
        const bool sooner = comes ? when(row) < when(*nearest) : when(row) > when(*nearest);
        if (comes != came ? comes : sooner) nearest = &row;
    }
    return *nearest;
}

}  // namespace

Result<std::unique_ptr<AppointmentFolder>> AppointmentFolder::create(Options options, const ports::Clock& clock) {
    auto opened = base::Folder::open(options.folder);
    if (!opened) return base::fail(opened.error());
    return std::unique_ptr<AppointmentFolder>(new AppointmentFolder(std::move(*opened), std::move(options), clock));
}

Result<void> AppointmentFolder::look_into(const std::string& list, std::string_view number, base::Date today,
                                          Looked& looked) {
    const auto text = folder_.read(list, kLargestList);
    if (!text) return base::fail(ErrorCode::appointments_unreadable, list + ": " + text.error().detail);
    bool empty = true;
    const auto read = read_list(*text, [&](const Row& row) {
        empty = false;
        looked.of_today = looked.of_today || row.day == today;
        if (row.number == number && std::ranges::find(looked.rows, row) == looked.rows.end())
            looked.rows.push_back(row);
    });
    if (!read) return base::fail(read.error().code, list + ": " + read.error().detail);
    looked.of_today = looked.of_today || empty;
    return {};
}

AppointmentFolder::Looked AppointmentFolder::look_for(std::string_view number, base::Date today) {
    Looked looked;
    const auto note_wrong = [&](const base::Error& error) {
        if (!looked.wrong) looked.wrong = {ErrorCode::appointments_unreadable, error.detail};
    };
    if (const auto there = folder_.follow(); !there) note_wrong(there.error());
    auto lists = folder_.names();
    std::erase_if(lists, [](const std::string& name) { return !name.ends_with(".csv"); });
    std::ranges::sort(lists);
    if (lists.size() > kMostLists) note_wrong({ErrorCode::appointments_unreadable, "more lists than are read"});
    lists.resize(std::min(lists.size(), kMostLists));
    for (const auto& list : lists)
        if (const auto read = look_into(list, number, today, looked); !read) note_wrong(read.error());
    if (!looked.of_today) note_wrong({ErrorCode::appointments_unreadable, "nothing in it is today's"});
    return looked;
}

domain::Appointment AppointmentFolder::judge(const Row& row, base::Date today, int now) const {
    domain::Appointment found{Arrival::other_day, row.day, row.minute, 0, shown_place(row.place)};
    if (row.day != today) return found;
    found.arrival = Arrival::on_time;
    if (!row.minute) return found;
    const int after = now - *row.minute;
    if (after > options_.late.count()) found.arrival = Arrival::late;
    if (-after > options_.early.count()) found.arrival = Arrival::early;
    if (found.arrival != Arrival::on_time) found.off = std::abs(after);
    return found;
}

/// Whether it came for the first time.
Result<bool> AppointmentFolder::record(std::string_view number, const Begin& begin) {
    if (arrivals_.has(number)) return false;
    if (!begin()) return base::fail(ErrorCode::internal, "it was given up");
    if (auto added = arrivals_.add(number); !added) return base::fail(added.error());
    return true;
}

Result<ports::Appointments::Found> AppointmentFolder::arrive(std::string_view text, const Begin& begin) {
    const auto number = number_form(text);
    if (number.empty()) return Found{};
    const auto now = clock_.wall();
    const auto today = base::date_in_japan(now);
    if (auto turned = arrivals_.turn(today); !turned) return base::fail(turned.error());
    const auto looked = look_for(number, today);
    std::vector<const Row*> todays;
    for (const auto& row : looked.rows)
        if (row.day == today) todays.push_back(&row);
    if (todays.empty() && looked.wrong) return base::fail(*looked.wrong);
    if (looked.rows.empty()) return Found{};
    if (!one_person(looked.rows))
        return base::fail(ErrorCode::appointments_unreadable, "one number with two people's names");
    const int minute = minute_in_japan(now);
    const auto& row = todays.empty() ? nearest_of(looked.rows, today)
                                     : next_of(todays, minute, static_cast<int>(options_.late.count()));
    Found found{judge(row, today, minute), looked.wrong};
    if (todays.empty()) return found;
    const auto first = record(number, begin);
    if (!first) return base::fail(first.error());
    if (!*first) found.appointment.arrival = Arrival::already_here;
    return found;
}

void AppointmentFolder::look_after() {
    if (const auto turned = arrivals_.turn(base::date_in_japan(clock_.wall())); !turned)
        base::warn("appointments", "{}", turned.error().detail);
}

}  // namespace uketsuke::appointments
