// SPDX-License-Identifier: Apache-2.0
#include "firmware/differences/list_reader.hpp"

#include <catch2/catch.hpp>

using namespace uketsuke;
using namespace differences;
using F = domain::PersonField;

namespace {

using Rows = std::vector<PersonData>;

Rows rows_of(base::Result<void> (*read)(std::string_view, const TakeRow&), std::string_view text) {
    Rows rows;
    const auto done = read(text, [&](const PersonData& row) { rows.push_back(row); });
    INFO((done ? "" : done.error().detail));
    CHECK(done);
    return rows;
}

/// The detail of the error, which names no value.
std::string wrong_in(base::Result<void> (*read)(std::string_view, const TakeRow&), std::string_view text) {
    const auto done = read(text, [](const PersonData&) {});
    if (done) return "nothing";
    CHECK(done.error().code == base::ErrorCode::clinic_data_unreadable);
    CHECK(done.error().detail.find("架空") == std::string::npos);
    return done.error().detail;
}

}  // namespace

TEST_CASE("CSV is read with either names of columns, quotes, line ends and a byte order mark") {
    for (const char* text :
         {"patient,name,note,birth\r\n17,架空太郎,x,1980/4/1\r\n",
          "\xEF\xBB\xBF患者番号,氏名,備考,生年月日\n17,\"架空太郎\",\"a,\"\"b\"\"\nc\",1980/4/1\n\n"}) {
        const auto rows = rows_of(read_csv, text);
        REQUIRE(rows.size() == 1);
        CHECK(rows[0].patient == "17");
        CHECK(rows[0][F::name] == "架空太郎");
        CHECK(rows[0][F::birth] == "1980/4/1");
    }
}

TEST_CASE("CSV that is no UTF-8 is read as CP932") {
    const auto rows = rows_of(read_csv, "patient,name\n17,\xFB\xFC\x8B\xB4\n");  // 髙橋
    REQUIRE(rows.size() == 1);
    CHECK(rows[0][F::name] == "髙橋");
    CHECK(wrong_in(read_csv, "patient,name\n17,\xFF\xFF\n") == "neither UTF-8 nor CP932");
}

TEST_CASE("CSV that is none is refused by its line") {
    CHECK(wrong_in(read_csv, "") == "line 1: no column that tells who somebody is");
    CHECK(wrong_in(read_csv, "name,address\n架空太郎,x\n") == "line 1: no column that tells who somebody is");
    CHECK(wrong_in(read_csv, "patient,name\n1,架空,3\n") == "line 2: 3 cells under 2 columns");
    CHECK(wrong_in(read_csv, "patient,name\n1,\"架空\n") == "line 2: broken, or too much");
    CHECK(wrong_in(read_csv, "patient,name\n\"1\n\",架空\n2,架\"空\n") == "line 4: broken, or too much");
    CHECK(wrong_in(read_csv, "patient,name\n1," + std::string(kLongestValue + 1, 'x')) ==
          "line 2: broken, or too much");
    std::string many = "patient\n";
    for (std::size_t i = 0; i <= kMostRows; ++i) many += "1\n";
    CHECK(wrong_in(read_csv, many).ends_with("broken, or too much"));
}

TEST_CASE("JSON is read as texts and whole numbers") {
    const auto rows = rows_of(read_json, R"([{"patient": 17, "name": "架空太郎", "更新": [1], "kana": null}])");
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].patient == "17");
    CHECK(rows[0][F::name] == "架空太郎");
    CHECK(rows[0][F::kana].empty());
    CHECK(rows_of(read_json, "[]").empty());
}

TEST_CASE("JSON that is no list of people is refused by its place") {
    for (const char* text : {"", "{}", "[", R"([{"patient": "1", "patient": "2"}])"})
        CHECK(wrong_in(read_json, text) == "no list in JSON");
    for (const char* text : {"[1]", R"([{"name": "架空"}])", R"([{"patient": 1.5}])", R"([{"patient": true}])"})
        CHECK(wrong_in(read_json, text) == "entry 1: tells nobody, or no texts");
    CHECK(wrong_in(read_json, R"([{"patient": "1"}, {"patient": {}}])") == "entry 2: tells nobody, or no texts");
    CHECK(wrong_in(read_json, std::string(10'000, '[')) == "no list in JSON");
}
