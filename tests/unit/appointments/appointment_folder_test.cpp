// SPDX-License-Identifier: Apache-2.0
#include "firmware/appointments/appointment_folder.hpp"

#include <catch2/catch.hpp>
#include <fstream>

#include "tests/support/scratch.hpp"

using namespace uketsuke;
using appointments::AppointmentFolder;
using base::ErrorCode;
using domain::Appointment;
using domain::Arrival;
namespace fs = std::filesystem;

namespace {

constexpr base::Date kToday{2026, 12, 1};
constexpr std::string_view kList =
    "診察券番号,予約日,予約時刻,氏名,診療科,部屋\n"
    "00123,2026-12-01,10:30,架空太郎,内科,3\n"
    "124,2026-12-01,,架空花子,,\n"
    "125,2026-11-24,9:00,架空次郎,内科,\n"
    "125,2026-12-08,9:00,架空次郎,内科,\n"
    "125,2026-12-15,9:00,架空次郎,内科,\n";

struct Clock : ports::Clock {
    base::WallTime now;
    [[nodiscard]] base::WallTime wall() const override { return now; }
    [[nodiscard]] base::MonoTime mono() const override { return {}; }
    void set(const std::string& time, const std::string& day = "2026-12-01") {
        now = base::parse_iso8601(day + "T" + time + ":00+09:00").value();
    }
};

struct Clinic {
    test::Scratch scratch;
    Clock clock;
    fs::path folder = scratch.path / "lists", arrivals = scratch.path / "arrivals";
    std::unique_ptr<AppointmentFolder> appointments;
    int begun = 0;
    bool wanted = true;

    Clinic() {
        fs::create_directory(folder);
        clock.set("10:00");
        put("a.csv", kList);
        restart();
    }
    void restart() {
        appointments =
            AppointmentFolder::create({folder, arrivals, std::chrono::minutes{60}, std::chrono::minutes{15}}, clock)
                .value();
    }
    void put(const std::string& name, std::string_view text) const { std::ofstream(folder / name) << text; }
    base::Result<ports::Appointments::Found> arrive(std::string_view number) {
        return appointments->arrive(number, [&] {
            ++begun;
            return wanted;
        });
    }
    Appointment told(std::string_view number) {
        const auto found = arrive(number);
        INFO((found ? "" : found.error().detail));
        REQUIRE(found);
        return found->appointment;
    }
    base::Error wrong(std::string_view number) {
        const auto found = arrive(number);
        REQUIRE_FALSE(found);
        return found.error();
    }
};

}  // namespace

TEST_CASE("whoever comes to an appointment is on time, early or late by the minutes that are set") {
    struct Case {
        const char* time;
        Arrival arrival;
        int off;
    };
    for (const auto& [time, arrival, off] : {Case{"10:30", Arrival::on_time, 0},
                                             {"09:30", Arrival::on_time, 0},
                                             {"09:29", Arrival::early, 61},
                                             {"00:00", Arrival::early, 630},
                                             {"10:45", Arrival::on_time, 0},
                                             {"10:46", Arrival::late, 16},
                                             {"23:59", Arrival::late, 809}}) {
        INFO(time);
        Clinic clinic;
        clinic.clock.set(time);
        CHECK(clinic.told("123") == Appointment{arrival, kToday, 630, off, "内科 3"});
        CHECK(clinic.begun == 1);
    }
}

TEST_CASE("an appointment without a time is met all day") {
    Clinic clinic;
    for (const char* time : {"00:00", "23:59"}) {
        clinic.clock.set(time);
        fs::remove(clinic.arrivals);
        clinic.restart();
        CHECK(clinic.told("124") == Appointment{Arrival::on_time, kToday, {}, 0, ""});
    }
}

TEST_CASE("whoever has come is recorded once, also over a restart, and anew the next day") {
    Clinic clinic;
    CHECK(clinic.told("0123").recorded());
    CHECK(clinic.told("123").arrival == Arrival::already_here);
    clinic.restart();
    CHECK(clinic.told("A123A").arrival == Arrival::already_here);
    CHECK(clinic.begun == 1);
    clinic.clock.set("00:05", "2026-12-02");
    clinic.appointments->look_after();
    CHECK_FALSE(fs::exists(clinic.arrivals));
    clinic.put("a.csv", "診察券番号,予約日,予約時刻\n123,2026-12-02,0:10\n");
    CHECK(clinic.told("123").arrival == Arrival::on_time);
}

TEST_CASE("another day is told where the list has it, the next one rather than the last, and nothing is recorded") {
    Clinic clinic;
    CHECK(clinic.told("125") == Appointment{Arrival::other_day, {2026, 12, 8}, 540, 0, "内科"});
    clinic.put("a.csv", "診察券番号,予約日,予約時刻\n125,2026-11-24,9:00\n125,2026-11-30,9:00\n1,2026-12-01,9:00\n");
    CHECK(clinic.told("125") == Appointment{Arrival::other_day, {2026, 11, 30}, 540, 0, ""});
    CHECK(clinic.told("999") == Appointment{});
    CHECK(clinic.told("") == Appointment{});
    CHECK(clinic.told("診察券") == Appointment{});
    CHECK(clinic.begun == 0);
    CHECK_FALSE(fs::exists(clinic.arrivals));
}

TEST_CASE("of two appointments of one day the next one counts, and the number has come once") {
    Clinic clinic;
    clinic.put(
        "a.csv",
        "診察券番号,予約日,予約時刻,診療科\n1,20261201,14:00,眼科\n1,20261201,9:00,内科\n1,20261201,9:00,内科\n");
    clinic.clock.set("10:00");
    CHECK(clinic.told("1").place == "眼科");
    CHECK(clinic.told("1").arrival == Arrival::already_here);
    clinic.clock.set("15:00");
    CHECK(clinic.told("1").place == "眼科");
}

TEST_CASE("one number with two names is nobody's, and nothing is recorded") {
    Clinic clinic;
    clinic.put("b.csv", "診察券番号,予約日,予約時刻,氏名\n123,20261201,11:00,見本一郎\n");
    CHECK(clinic.wrong("123") == base::Error{ErrorCode::appointments_unreadable, "one number with two people's names"});
    CHECK(clinic.begun == 0);
    CHECK(clinic.told("124").arrival == Arrival::on_time);
}

TEST_CASE("a list that is none keeps the others from being believed only where the number is in none of them") {
    Clinic clinic;
    clinic.put("b.csv", "診察券番号,予約日,予約時刻\n\"126");
    const auto found = clinic.arrive("123");
    REQUIRE(found);
    CHECK(found->appointment.recorded());
    CHECK(found->wrong == base::Error{ErrorCode::appointments_unreadable, "b.csv: line 2: broken, or too much"});
    CHECK(clinic.wrong("126").code == ErrorCode::appointments_unreadable);
    CHECK(clinic.wrong("125").code == ErrorCode::appointments_unreadable);
}

TEST_CASE("yesterday's list tells nobody that there is no appointment today") {
    Clinic clinic;
    clinic.clock.set("10:00", "2026-12-02");
    CHECK(clinic.wrong("123").detail == "nothing in it is today's");
    fs::remove(clinic.folder / "a.csv");
    CHECK(clinic.wrong("123").detail == "nothing in it is today's");
    clinic.put("a.csv", "診察券番号,予約日,予約時刻\n");  // a day without appointments
    CHECK(clinic.told("123").arrival == Arrival::not_known);
}

TEST_CASE("lists are bounded, no link or pipe is followed, and a folder that went away is told") {
    Clinic clinic;
    fs::create_symlink("/dev/zero", clinic.folder / "y.csv");
    CHECK(clinic.wrong("999").code == ErrorCode::appointments_unreadable);
    CHECK(clinic.told("123").recorded());
    fs::remove(clinic.folder / "y.csv");
    clinic.put("y.csv", "");
    fs::resize_file(clinic.folder / "y.csv", AppointmentFolder::kLargestList + 1);
    CHECK(clinic.wrong("999").code == ErrorCode::appointments_unreadable);
    fs::remove(clinic.folder / "y.csv");
    for (std::size_t i = 0; i < AppointmentFolder::kMostLists; ++i)
        clinic.put("b" + std::to_string(i) + ".csv", "診察券番号,予約日,予約時刻\n");
    CHECK(clinic.wrong("999").detail == "more lists than are read");
    fs::rename(clinic.folder, clinic.scratch.path / "elsewhere");
    CHECK(clinic.wrong("999").code == ErrorCode::appointments_unreadable);
    CHECK(AppointmentFolder::create({"/nowhere/at/all", clinic.arrivals, {}, {}}, clinic.clock).error().code ==
          ErrorCode::file_unreadable);
}

TEST_CASE("what is no longer wanted, or cannot be kept, is not recorded") {
    Clinic clinic;
    clinic.wanted = false;
    CHECK(clinic.wrong("123").code == ErrorCode::internal);
    clinic.wanted = true;
    fs::create_directory(clinic.arrivals);  // nothing can take its place
    std::ofstream(clinic.arrivals / "x") << "x";
    CHECK(clinic.wrong("123").code == ErrorCode::file_unreadable);
    fs::remove_all(clinic.arrivals);
    CHECK(clinic.told("123").arrival == Arrival::on_time);
}

TEST_CASE("a place is shown whole letters long, without signs that turn what stands around it") {
    Clinic clinic;
    std::string place = "\u202E内";
    for (int i = 0; i < 40; ++i) place += "科";
    clinic.put("a.csv", "診察券番号,予約日,予約時刻,診療科\n1,20261201,9:00," + place + "\n");
    const auto shown = clinic.told("1").place;
    CHECK(shown.size() <= domain::kLongestPlace);
    CHECK(shown.starts_with("内科"));
    CHECK(shown.size() % 3 == 0);
}
