// SPDX-License-Identifier: Apache-2.0
// Every revocation list of an authority counts, each for what it speaks of. The lists are made here: made_lists.hpp.
#include <catch2/catch.hpp>

#include <malloc.h>

#include <cstdlib>
#include <fstream>

#include <fmt/format.h>

#include "drivers/mynumber/certificate_judge.hpp"
#include "firmware/base/file.hpp"
#include "firmware/base/log.hpp"
#include "made_lists.hpp"
#include "tests/support/scratch.hpp"

using namespace uketsuke;
using namespace uketsuke::test;
using namespace uketsuke::drivers::mynumber;
using base::ErrorCode;
using Stale = CertificateJudge::WhenStale;
namespace fs = std::filesystem;

namespace {

const fs::path kPki = TEST_PKI;
const base::WallTime kDay = base::parse_iso8601("2026-11-24T09:00:00+09:00").value();
const bool kQuiet = [] {
    base::set_log_level(base::LogLevel::quiet);
    return true;
}();

/// A file of lists, gone with the test.
struct File {
    explicit File(const std::string& content) {
        std::ofstream(path, std::ios::binary) << content;
    }
    explicit File(const std::vector<base::Bytes>& lists) : File(pem_of(lists)) {}
    test::Scratch scratch;
    const fs::path path = scratch.path / "lists";
};

base::Result<CertificateJudge> judge(const File& file, Stale stale = Stale::refuse) {
    return CertificateJudge::create({kPki / "auth_ca.crt", file.path, {}, stale});
}

/// What the kiosk says of a certificate that lies beside these lists, when it wants a fresh word.
std::string said(const std::vector<base::Bytes>& lists, const base::Bytes& certificate) {
    const File file(lists);
    auto by = judge(file);
    if (!by) return by.error().detail;
    const auto checked = by->check(certificate, kDay);
    if (checked) return "fresh";
    return checked.error().code == ErrorCode::certificate_refused ? "revoked" : "nobody knows";
}

const std::string kOurs = "11", kOther = "22", kPoint = "fullname=";
const std::string kA = municipality("Aoba"), kB = municipality("Midori");
base::Bytes of_a() { return certificate_of_point(kOurs, kA); }

base::Bytes list(std::vector<std::string> revoked, std::string scope = {}) {
    MadeList made;
    made.revoked = std::move(revoked);
    made.scope = std::move(scope);
    return made.der();
}

}  // namespace

TEST_CASE("every list of an authority counts: revoked in any is revoked") {
    MadeList later;
    later.scope = kPoint + kB;
    later.next_update = "20461231235959Z";
    CHECK(said({list({kOurs}, kPoint + kA), later.der()}, of_a()) == "revoked");
    CHECK(said({later.der(), list({kOurs}, kPoint + kA)}, of_a()) == "revoked");
    CHECK(said({list({}, kPoint + kA), later.der()}, of_a()) == "fresh");
    CHECK(said({list({kOther}, kPoint + kA), list({kOurs}, kPoint + kB)}, of_a()) == "revoked");
    MadeList overdue;
    overdue.revoked = {kOurs};
    overdue.next_update = "20211231235959Z";
    CHECK(said({list({}), overdue.der()}, of_a()) == "revoked");
}

TEST_CASE("a list is a fresh word only about certificates that it covers") {
    const auto none = certificate_of_point(kOurs, "");
    const auto uri = certificate_of_point(kOurs, "URI:http://pki.test.invalid/a.crl");
    CHECK(said({list({}, kPoint + kA)}, of_a()) == "fresh");
    CHECK(said({list({}, kPoint + kB)}, of_a()) == "nobody knows");
    CHECK(said({list({}, kPoint + kA)}, none) == "nobody knows");
    CHECK(said({list({})}, none) == "fresh");
    CHECK(said({list({})}, of_a()) == "fresh");
    CHECK(said({list({}, "fullname=URI:http://pki.test.invalid/a.crl")}, uri) == "fresh");
    CHECK(said({list({}, "fullname=URI:http://pki.test.invalid/b.crl")}, uri) == "nobody knows");
    CHECK(said({list({}, "onlyuser=TRUE")}, of_a()) == "fresh");
    CHECK(said({list({}, "onlyCA=TRUE")}, of_a()) == "nobody knows");
    CHECK(said({list({}, "onlyAA=TRUE")}, of_a()) == "nobody knows");
    CHECK(said({list({kOurs}, "onlyAA=TRUE")}, of_a()) == "nobody knows");
    CHECK(said({list({}, "onlysomereasons=keyCompromise")}, of_a()) == "nobody knows");
    CHECK(said({list({kOurs}, "onlysomereasons=keyCompromise")}, of_a()) == "revoked");
}

TEST_CASE("a list that is overdue, without a next update or from the future is no fresh word") {
    MadeList made;
    made.next_update = "20211231235959Z";
    CHECK(said({made.der()}, of_a()) == "nobody knows");
    made.next_update = "";
    CHECK(said({made.der()}, of_a()) == "nobody knows");
    made.next_update = "20451231235959Z";
    made.this_update = "20301231235959Z";
    CHECK(said({made.der()}, of_a()) == "nobody knows");
    made.revoked = {kOurs};
    CHECK(said({made.der()}, of_a()) == "revoked");
}

TEST_CASE("a delta list adds to a complete one, makes it newer, and is no list by itself") {
    MadeList complete, delta;
    complete.number = 5;
    complete.next_update = "20211231235959Z";
    delta.number = 7;
    delta.base_number = 5;
    CHECK(said({complete.der()}, of_a()) == "nobody knows");
    CHECK(said({delta.der()}, of_a()) == "nobody knows");
    CHECK(said({complete.der(), delta.der()}, of_a()) == "fresh");
    SECTION("it names somebody") {
        delta.revoked = {kOurs};
        CHECK(said({complete.der(), delta.der()}, of_a()) == "revoked");
        CHECK(said({delta.der()}, of_a()) == "revoked");
    }
    SECTION("it takes somebody back, which is no revocation, nor the end of one in another list") {
        delta.revoked = {kOurs};
        delta.reason = "8";
        CHECK(said({complete.der(), delta.der()}, of_a()) == "fresh");
        complete.revoked = {kOurs};
        CHECK(said({complete.der(), delta.der()}, of_a()) == "revoked");
    }
    SECTION("of a later complete list") {
        delta.base_number = 6;
        CHECK(said({complete.der(), delta.der()}, of_a()) == "nobody knows");
    }
    SECTION("of another scope") {
        delta.scope = kPoint + kB;
        CHECK(said({complete.der(), delta.der()}, of_a()) == "nobody knows");
    }
}

TEST_CASE("a list that is not understood ends the start, by name") {
    MadeList made;
    made.number = 4711;
    made.revoked = {kOther};
    const auto refused = [&] {
        const auto words = said({list({}), made.der()}, of_a());
        CHECK(words.find("number 4711") != std::string::npos);
        CHECK(words.find("TEST user authentication CA") != std::string::npos);
        return words;
    };
    SECTION("a critical extension") {
        made.other = "1.3.6.1.4.1.99999.7";
        CHECK(refused().find(made.other) != std::string::npos);
    }
    SECTION("a critical extension of an entry") {
        made.other_of_entries = "1.3.6.1.4.1.99999.8";
        CHECK(refused().find("entry") != std::string::npos);
    }
    SECTION("indirect") {
        made.scope = "indirectCRL=TRUE";
        CHECK(refused().find("indirect") != std::string::npos);
    }
    SECTION("a scope that contradicts itself") {
        made.scope = "onlyuser=TRUE\nonlyCA=TRUE";
        CHECK(refused().find("scope") != std::string::npos);
    }
}

TEST_CASE("a file of lists that is cut off or something else ends the start") {
    const auto pem = pem_of({list({}), list({kOurs})});
    const auto refused = [](const std::string& content) {
        const File file(content);
        const auto made = judge(file, Stale::go_on);
        return !made && made.error().code == ErrorCode::file_unreadable;
    };
    CHECK_FALSE(refused(pem));
    CHECK_FALSE(refused("a comment\n" + pem + "another\n"));
    CHECK(refused(""));
    CHECK(refused("no lists"));
    CHECK(refused(pem.substr(0, pem.size() - 40)));
    CHECK(refused(pem.substr(0, pem.size() - 400)));
    CHECK(refused(pem + base::read_file(kPki / "auth_ca.crt").value()));
    const auto der = list({kOurs});
    const std::string text(der.begin(), der.end());
    CHECK_FALSE(refused(text));
    CHECK(refused(text + text));
    CHECK(refused(text.substr(0, text.size() - 1)));
}

TEST_CASE("a list with any other bit is no list of the authority") {
    const auto good = list({kOurs}, kPoint + kA);
    for (std::size_t at = 0; at < good.size(); at += 3) {
        auto bad = good;
        bad[at] ^= 1;
        INFO("byte " << at);
        const auto words = said({bad}, of_a());
        REQUIRE(words != "fresh");
        REQUIRE(words != "revoked");
    }
}

TEST_CASE("a long list names each of its certificates, at its ends and within") {
    MadeList made;
    made.further = 1000;
    made.revoked = {"01", kOurs, "80", "7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF", "00FF00"};
    const auto der = made.der();
    for (const auto& serial : made.revoked) CHECK(said({der}, certificate_of_point(serial, "")) == "revoked");
    for (const auto* serial : {"02", "8000", "7F", "FF"})
        CHECK(said({der}, certificate_of_point(serial, "")) == "fresh");
}

TEST_CASE("what a list of 400,000 certificates costs", "[.long]") {
    MadeList made;
    made.further = 400'000;
    made.reason = "4";
    made.revoked = {kOurs};
    const auto der = made.der();
    const File file(std::string(der.begin(), der.end()));
    ::malloc_trim(0);
    const auto resident = [] {
        std::ifstream status("/proc/self/statm");
        long pages = 0, in_memory = 0;
        status >> pages >> in_memory;
        return static_cast<double>(in_memory * 4096) / 1e6;
    };
    const auto took = [](auto&& what) {
        const auto from = std::chrono::steady_clock::now();
        what();
        return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - from).count();
    };
    const double before = resident();
    std::optional<CertificateJudge> by;
    const double reading = took([&] { by.emplace(judge(file).value()); });
    const double kept = resident() - before;
    const double first = took([&] { CHECK_FALSE(by->check(of_a(), kDay)); });
    const double second = took([&] { CHECK_FALSE(by->check(of_a(), kDay)); });
    WARN(fmt::format("{} bytes: read in {:.0f} ms, {:.1f} MB kept; first card {:.2f} ms, next {:.2f} ms", der.size(),
                     reading, kept, first, second));
}
