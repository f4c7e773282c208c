// SPDX-License-Identifier: Apache-2.0
#include "firmware/reception/fhir_folder.hpp"

#include <catch2/catch.hpp>
#include <fstream>

#include "firmware/reception/result_name.hpp"
#include "tests/support/scratch.hpp"

using namespace uketsuke;
namespace fs = std::filesystem;
using base::ErrorCode;

namespace {

struct Time : ports::Clock {
    base::WallTime now = base::parse_iso8601("2026-01-05T09:15:00+09:00").value();
    [[nodiscard]] base::MonoTime mono() const override { return {}; }
    [[nodiscard]] base::WallTime wall() const override { return now; }
};

struct Desk {
    test::Scratch scratch;
    fs::path folder = scratch.path / "fhir";
    Time clock;
    std::uint64_t number = 0;
    std::unique_ptr<reception::FhirFolder> copies;

    Desk() {
        fs::create_directory(folder);
        copies = reception::FhirFolder::create(
                     {folder, "1319999999", std::chrono::hours{168}},
                     [](std::string_view xml) -> base::Result<base::WipedText> {
                         if (xml.empty()) return base::fail(ErrorCode::service_garbled, "nothing");
                         return base::WipedText("of ") + base::WipedText(xml);
                     },
                     clock)
                     .value();
    }
    base::Result<void> deliver(std::string_view xml = "a document") {
        return copies->put(reception::result_name("1319999999", ++number, clock.wall()),
                           {{domain::Validity::valid, {}}, base::WipedText(xml)});
    }
    [[nodiscard]] std::string read(std::string_view name) const {
        std::ifstream in(folder / name);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    [[nodiscard]] long files() const { return std::distance(fs::directory_iterator(folder), fs::directory_iterator()); }
    int told() const {
        int count = 0;
        for (const auto& note : copies->look_after()) count += note.error == ErrorCode::fhir_undeliverable ? 1 : 0;
        return count;
    }
};

}  // namespace

TEST_CASE("each result stands in the FHIR folder under its own name") {
    Desk desk;
    CHECK(desk.deliver().has_value());
    CHECK(desk.read("OQSsiquc01res_face_131999999900100000000000000001_20260105091500.json") == "of a document");
    CHECK(desk.files() == 1);
    CHECK(desk.told() == 0);
}

TEST_CASE("the desk hears once of FHIR files that could not be written") {
    Desk desk;
    SECTION("the folder is gone, and comes back") {
        fs::remove(desk.folder);
        CHECK(desk.deliver().error().code == ErrorCode::fhir_undeliverable);
        CHECK_FALSE(desk.deliver().has_value());
        CHECK(desk.told() == 1);
        CHECK(desk.told() == 0);
        fs::create_directory(desk.folder);
    }
    SECTION("there is no bundle") {
        CHECK(desk.deliver("").error().code == ErrorCode::fhir_undeliverable);
        CHECK(desk.told() == 1);
    }
    CHECK(desk.deliver().has_value());
    CHECK(desk.told() == 0);
    CHECK(desk.files() == 1);
}

TEST_CASE("FHIR files go after a week, and nothing else does") {
    Desk desk;
    CHECK(desk.deliver().has_value());
    std::ofstream(desk.folder / "somebody's.json") << "x";
    desk.clock.now += std::chrono::hours{100};
    CHECK(desk.deliver().has_value());
    CHECK(desk.told() == 0);
    CHECK(desk.files() == 3);
    desk.clock.now += std::chrono::hours{69};
    CHECK(desk.told() == 0);
    CHECK(desk.files() == 2);
    CHECK(desk.read("somebody's.json") == "x");
}

TEST_CASE("a folder that is not there is told at the start") {
    Time clock;
    const auto made = reception::FhirFolder::create({"/no/such/folder", "1319999999"}, {}, clock);
    REQUIRE_FALSE(made.has_value());
    CHECK(made.error().code == ErrorCode::file_unreadable);
}
