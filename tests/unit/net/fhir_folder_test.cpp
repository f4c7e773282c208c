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

/// Gives each result a name, or fails.
struct Results : ports::ReceptionLink {
    Results(const Time& clock, bool& fails) : clock_(clock), fails_(fails) {}
    base::Result<std::string> deliver(const domain::Eligibility&, const Begin&) override {
        if (fails_) return base::fail(ErrorCode::result_undeliverable);
        return reception::result_name("1319999999", ++number_, clock_.wall());
    }
    base::Result<void> tell_desk(const domain::DeskNote&) override { return {}; }

private:
    const Time& clock_;
    bool& fails_;
    std::uint64_t number_ = 0;
};

struct Desk {
    test::Scratch scratch;
    fs::path folder = scratch.path / "fhir";
    Time clock;
    bool results_fail = false;
    std::unique_ptr<reception::FhirFolder> link;

    Desk() {
        fs::create_directory(folder);
        link = reception::FhirFolder::create(
                   std::make_unique<Results>(clock, results_fail), {folder, "1319999999", std::chrono::hours{168}},
                   [](std::string_view xml) -> base::Result<base::WipedText> {
                       if (xml.empty()) return base::fail(ErrorCode::service_garbled, "nothing");
                       return base::WipedText("of ") + base::WipedText(xml);
                   },
                   clock)
                   .value();
    }
    base::Result<std::string> deliver(std::string_view xml = "a document") {
        return link->deliver({{domain::Validity::valid, {}}, base::WipedText(xml)}, [] { return true; });
    }
    [[nodiscard]] std::string read(std::string_view name) const {
        std::ifstream in(folder / name);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    [[nodiscard]] long files() const { return std::distance(fs::directory_iterator(folder), fs::directory_iterator()); }
    int told() const {
        int count = 0;
        for (const auto& note : link->look_after().value()) count += note.error == ErrorCode::fhir_undeliverable ? 1 : 0;
        return count;
    }
};

}  // namespace

TEST_CASE("each result stands in the FHIR folder under its own name") {
    Desk desk;
    CHECK(desk.deliver().value() == "OQSsiquc01res_face_131999999900100000000000000001_20260105091500.xml");
    CHECK(desk.read("OQSsiquc01res_face_131999999900100000000000000001_20260105091500.json") == "of a document");
    CHECK(desk.files() == 1);
    CHECK(desk.told() == 0);
}

TEST_CASE("a FHIR file that cannot be written undoes no result, and the desk hears of it once") {
    Desk desk;
    SECTION("the folder is gone, and comes back") {
        fs::remove(desk.folder);
        CHECK(desk.deliver().has_value());
        CHECK(desk.deliver().has_value());
        CHECK(desk.told() == 1);
        CHECK(desk.told() == 0);
        fs::create_directory(desk.folder);
    }
    SECTION("there is no bundle") {
        CHECK(desk.deliver("").has_value());
        CHECK(desk.told() == 1);
    }
    CHECK(desk.deliver().has_value());
    CHECK(desk.told() == 0);
    CHECK(desk.files() == 1);
}

TEST_CASE("a result that was not delivered is not there as FHIR either") {
    Desk desk;
    desk.results_fail = true;
    CHECK_FALSE(desk.deliver().has_value());
    CHECK(desk.files() == 0);
    CHECK(desk.told() == 0);
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
    bool fails = false;
    const auto made = reception::FhirFolder::create(std::make_unique<Results>(clock, fails), {"/no/such/folder", "1319999999"},
                                                    {}, clock);
    REQUIRE_FALSE(made.has_value());
    CHECK(made.error().code == ErrorCode::file_unreadable);
}
