// SPDX-License-Identifier: Apache-2.0
#include "firmware/appointments/appointment_list.hpp"

#include <catch2/catch.hpp>

#include "firmware/differences/csv_table.hpp"

using namespace uketsuke;
using namespace appointments;

namespace {

using Rows = std::vector<Row>;

struct Read {
    Rows rows;
    std::string wrong;  ///< empty: nothing
};

Read read(std::string_view text) {
    Read result;
    const auto done = read_list(text, [&](const Row& row) { result.rows.push_back(row); });
    if (done) return result;
    CHECK(done.error().code == base::ErrorCode::appointments_unreadable);
    CHECK(done.error().detail.find("架空") == std::string::npos);
    result.wrong = done.error().detail;
    return result;
}

constexpr std::string_view kHead = "診察券番号,予約日,予約時刻\n";
Read row(std::string_view cells) { return read(std::string(kHead) + std::string(cells) + "\n"); }

}  // namespace

TEST_CASE("a list of appointments is read by either names of columns, in any order, quoted or not") {
    for (const char* text :
         {"card_number,date,time,name,department,room,note\n00123,2026-12-01,10:30,架空太郎,内科,3,x\n",
          "\xEF\xBB\xBF氏名,診療科,予約時刻,予約日,部屋,診察券番号\r\n\"架空太郎\",内科,\"10:30\","
          "2026/12/1,3,００１２３\r\n"}) {
        const auto [rows, wrong] = read(text);
        CHECK(wrong.empty());
        REQUIRE(rows.size() == 1);
        CHECK(rows[0] == Row{"123", {2026, 12, 1}, 630, "架空太郎", "内科 3"});
    }
}

TEST_CASE("a list in CP932 is read, and one in neither encoding is refused") {
    const auto [rows, wrong] = read("card_number,date,time,department\n1,20261201,0905,\x93\xE0\x89\xC8\n");  // 内科
    CHECK(wrong.empty());
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].place == "内科");
    CHECK(read("card_number,date,time\n1,20261201,\xFF\xFF\n").wrong == "neither UTF-8 nor CP932");
}

TEST_CASE("days and times are read as programs write them") {
    for (const char* day : {"2026-12-01", "2026/12/1", "20261201", "令和8年12月1日", "R8.12.1", "２０２６－１２－０１"})
        CHECK((row(std::string("1,") + day + ",9:00").rows == Rows{{"1", {2026, 12, 1}, 540, "", ""}}));
    for (const char* time : {"9:05", "09:05", "09:05:00", "0905", "9時05分", "９：０５", " 9:05 "})
        CHECK((row(std::string("1,20261201,") + time).rows == Rows{{"1", {2026, 12, 1}, 545, "", ""}}));
    CHECK((row("1,20261201,").rows == Rows{{"1", {2026, 12, 1}, {}, "", ""}}));
}

TEST_CASE("a row without number, day or time keeps no other from being read") {
    for (const char* bad :
         {",20261201,9:00", "内科,20261201,9:00", "1,20261232,9:00", "1,12/1,9:00", "1,20261201,9:0",
          "1,20261201,25:00", "1,20261201,9:60", "1,20261201,9", "1,20261201,9:00:0", "1,20261201,-9:00"}) {
        INFO(bad);
        const auto [rows, wrong] = read(std::string(kHead) + bad + "\n2,20261201,10:00\n");
        CHECK(wrong == "line 2: no number, day or time");
        CHECK(rows == Rows{{"2", {2026, 12, 1}, 600, "", ""}});
    }
}

TEST_CASE("what is no list, or half of one, is refused by its line") {
    CHECK(read("").wrong == "line 1: no column 診察券番号");
    CHECK(read("診察券番号,予約日\n1,20261201\n").wrong == "line 1: no column 予約時刻");
    CHECK(read("診察券番号,予約日,予約時刻,card_number\n").wrong == "line 1: a column twice");
    const auto half = read(std::string(kHead) + "1,20261201,9:00\n2,2026120");
    CHECK(half.rows.size() == 1);
    CHECK(half.wrong == "line 3: 2 cells under 3 columns");
    CHECK(row("1,\"20261201,9:00").wrong == "line 2: broken, or too much");
    CHECK(row("1," + std::string(differences::kLongestValue + 1, '2') + ",9:00").wrong ==
          "line 2: broken, or too much");
    CHECK(read(std::string("\0\0\0\0", 4)).wrong == "line 1: no column 診察券番号");
    CHECK(read(kHead).wrong.empty());
}

TEST_CASE("a number has one form, typed, in a list or in a code") {
    for (const char* text : {"123", "00123", "１２３", " 123 ", "00-123", "A123B", "a00123a", "C123D"})
        CHECK(number_form(text) == "123");
    CHECK(number_form("0") == "0");
    CHECK(number_form("000") == "0");
    CHECK(number_form("A-0123") == "A-0123");
    CHECK(number_form("ab-7") == "AB-7");
    for (const char* text : {"", "  ", "診察券", "\xFF", "1２三"}) CHECK(number_form(text).empty());
}
