// SPDX-License-Identifier: Apache-2.0
#include "firmware/differences/clinic_folder.hpp"

#include <catch2/catch.hpp>
#include <fstream>

#include "firmware/differences/compare.hpp"
#include "firmware/eligibility/oqs_document.hpp"
#include "tests/support/scratch.hpp"

using namespace uketsuke;
using differences::ClinicFolder;
using domain::Difference;
using domain::Match;
using F = domain::PersonField;
namespace fs = std::filesystem;

namespace {

struct Clinic {
    test::Scratch scratch;
    fs::path folder = scratch.path / "lists";
    std::unique_ptr<ClinicFolder> data;

    Clinic() {
        fs::create_directory(folder);
        data = ClinicFolder::create(folder).value();
    }
    void put(const std::string& name, std::string_view text) const { std::ofstream(folder / name) << text; }
    [[nodiscard]] ports::ClinicData::Comparison compare() const {
        eligibility::OqsDocument document;
        document.executed = base::parse_iso8601("2026-01-05T09:15:00+09:00").value();
        document.facility_code = "1319999999";
        document.identifier = "v";
        document.validity = domain::Validity::valid;
        auto& told = document.insured.emplace_back();
        told.name = "髙橋　太郎";
        told.name_kana = "ﾀｶﾊｼ ﾀﾛｳ";
        told.sex = 1;
        told.birth = {1980, 4, 1};
        told.address = "東京都見本区見本町１－１";
        told.insurer_number = "06139999";
        told.symbol = "Ａ";
        told.number = "４５６７";
        told.insurer_name = "見本健康保険組合";
        told.reference_number = "0000017";
        return data->compare({{}, base::WipedText(eligibility::build_document(document))});
    }
};

Match match_in(const std::vector<Difference>& fields, F field) {
    const auto found = std::ranges::find(fields, field, &Difference::field);
    REQUIRE(found != fields.end());
    return found->match;
}

}  // namespace

TEST_CASE("a result is held against the row of its patient, in CSV and JSON") {
    const Clinic clinic;
    CHECK(clinic.compare().fields.empty());
    const bool csv = GENERATE(true, false);
    if (csv)
        clinic.put("today.csv",
                   "patient,name,birth,address,number\n16,別人,,,\n17,高橋太郎,S55.4.1,見本区見本町2-1,4567\n");
    else
        clinic.put("today.json",
                   R"([{"patient":17,"name":"高橋太郎","birth":"S55.4.1","address":"見本区見本町2-1","number":4567}])");
    clinic.put("notes.txt", "not looked at");
    const auto [fields, wrong] = clinic.compare();
    CHECK_FALSE(wrong);
    CHECK(fields.size() == 4);
    CHECK(match_in(fields, F::name) == Match::written_otherwise);
    CHECK(match_in(fields, F::birth) == Match::written_otherwise);
    CHECK(match_in(fields, F::address) == Match::different);
    CHECK(match_in(fields, F::number) == Match::written_otherwise);
}

TEST_CASE("lists are read anew each time, and one that is none keeps no other from being read") {
    const Clinic clinic;
    clinic.put("a.csv", "patient,name\n17,\"髙橋　太郎\n");
    clinic.put("b.csv", "patient,name\n17,髙橋　太郎\n");
    auto [fields, wrong] = clinic.compare();
    CHECK(fields == std::vector{Difference{F::name, Match::equal, {}}});
    REQUIRE(wrong);
    CHECK(*wrong == base::Error{base::ErrorCode::clinic_data_unreadable, "a.csv: line 2: broken, or too much"});
    clinic.put("a.csv", "patient,name\n18,架空　太郎\n");
    CHECK_FALSE(clinic.compare().wrong);
    fs::remove(clinic.folder / "b.csv");
    CHECK(clinic.compare().fields.empty());
}

TEST_CASE("where several rows are about one person none is believed, unless they say the same") {
    const Clinic clinic;
    clinic.put("a.csv", "patient,name\n17,髙橋　太郎\n");
    clinic.put("b.csv", "patient,name\n17,髙橋　太郎\n");
    CHECK(clinic.compare().fields.size() == 1);
    clinic.put("b.csv", "patient,name\n17,高橋太郎\n");
    const auto [fields, wrong] = clinic.compare();
    CHECK(fields.empty());
    CHECK_FALSE(wrong);  // the lists are lists
}

TEST_CASE("who shares a number is told apart by symbol, then by birth, and twins are compared with nothing") {
    const Clinic clinic;
    const std::string columns = "insurer,symbol,number,name,birth\n", self = "06139999,A,4567,髙橋　太郎,S55.4.1\n";
    const auto compare = [&](const std::string& other) {
        clinic.put("a.csv", columns + other + self);
        auto [fields, wrong] = clinic.compare();
        CHECK_FALSE(wrong);
        return fields;
    };
    for (const char* other : {"06139999,B,4567,架空　花子,S55.4.1\n", "06139999,A,4567,髙橋　一郎,S25.4.1\n"}) {
        const auto fields = compare(other);
        CHECK(fields.size() == 5);
        CHECK(match_in(fields, F::name) == Match::equal);
    }
    CHECK(compare("06139999,A,4567,髙橋　次郎,S55.4.1\n").empty());
}

TEST_CASE("lists are bounded in number and length, and no link or pipe is followed") {
    const Clinic clinic;
    clinic.put("z.csv", "patient,name\n17,髙橋　太郎\n");
    fs::create_symlink("/dev/zero", clinic.folder / "y.csv");
    CHECK(clinic.compare().fields.size() == 1);
    CHECK(clinic.compare().wrong);
    fs::remove(clinic.folder / "y.csv");
    std::ofstream(clinic.folder / "y.csv") << "";
    fs::resize_file(clinic.folder / "y.csv", ClinicFolder::kLargestList + 1);
    CHECK(clinic.compare().wrong);
    fs::remove(clinic.folder / "y.csv");
    for (std::size_t i = 0; i < ClinicFolder::kMostLists; ++i)
        clinic.put("a" + std::to_string(i) + ".csv", "patient,name\n18,架空\n");
    CHECK(clinic.compare().fields.empty());
    CHECK(clinic.compare().wrong);
}

TEST_CASE("a folder that was not there is an error of the start, one that went away of each look") {
    CHECK(ClinicFolder::create("/nowhere/at/all").error().code == base::ErrorCode::file_unreadable);
    const Clinic clinic;
    clinic.put("a.csv", "patient,name\n17,髙橋　太郎\n");
    fs::rename(clinic.folder, clinic.scratch.path / "elsewhere");
    CHECK(clinic.compare().wrong);
    fs::rename(clinic.scratch.path / "elsewhere", clinic.folder);
    CHECK_FALSE(clinic.compare().wrong);
}
