// SPDX-License-Identifier: Apache-2.0
// The clinic's appointments as lists in a folder that somebody else fills: *.csv, read anew for each number, so that
// what was booked a minute ago counts. Nothing of them stays in the kiosk but that a number has come today (arrivals).
// docs/appointments.md.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <vector>

#include "appointment_list.hpp"
#include "arrivals.hpp"
#include "firmware/base/folder.hpp"
#include "firmware/ports/appointments.hpp"
#include "firmware/ports/clock.hpp"

namespace uketsuke::appointments {

class AppointmentFolder : public ports::Appointments {
public:
    static constexpr std::size_t kMostLists = 16;                 ///< more are not looked at, and that is an error
    static constexpr std::size_t kLargestList = 8 * 1024 * 1024;  ///< bytes

    struct Options {
        std::filesystem::path folder;              ///< of the lists
        std::filesystem::path arrivals;            ///< file of who has come, on a disk of the kiosk's own
        std::chrono::minutes early{60}, late{15};  ///< so much before or after is still on time
    };
    /// The clock must outlive it. Errors: file_unreadable (no such folder).
    static base::Result<std::unique_ptr<AppointmentFolder>> create(Options options, const ports::Clock& clock);
    base::Result<Found> arrive(std::string_view number, const Begin& begin) override;
    void look_after() override;

private:
    /// What the lists say: the rows of one number, and whether they can be believed to be today's.
    struct Looked {
        std::vector<Row> rows;
        bool of_today = false;  ///< a row of any number is today's, or a list has none at all
        std::optional<base::Error> wrong;
    };
    AppointmentFolder(base::Folder folder, Options options, const ports::Clock& clock)
        : folder_(std::move(folder)),
          options_(std::move(options)),
          arrivals_(Arrivals::open(options_.arrivals)),
          clock_(clock) {}
    [[nodiscard]] Looked look_for(std::string_view number, base::Date today);
    base::Result<void> look_into(const std::string& list, std::string_view number, base::Date today, Looked& looked);
    [[nodiscard]] domain::Appointment judge(const Row& row, base::Date today, int now) const;
    base::Result<bool> record(std::string_view number, const Begin& begin);

    base::Folder folder_;
    Options options_;
    Arrivals arrivals_;
    const ports::Clock& clock_;
};

}  // namespace uketsuke::appointments
