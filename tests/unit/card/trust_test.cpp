// SPDX-License-Identifier: Apache-2.0
// Whom the kiosk believes: CAs, revocation lists and responders. The OCSP answers are made by the openssl program.
#include <fmt/format.h>
#include <openssl/ocsp.h>

#include <cstdlib>
#include <fstream>

#include "card_rig.hpp"
#include "drivers/mynumber/certificate_judge.hpp"
#include "drivers/mynumber/ocsp.hpp"
#include "firmware/base/file.hpp"
#include "firmware/base/log.hpp"
#include "firmware/base/owned.hpp"
#include "tests/support/scratch.hpp"

using namespace uketsuke;
using namespace uketsuke::test;
using namespace uketsuke::drivers::mynumber;
namespace fs = std::filesystem;

namespace {

const fs::path kPki = TEST_PKI;
const bool kQuiet = [] {
    base::set_log_level(base::LogLevel::quiet);  // half of these tests end in a warning
    return true;
}();
const base::WallTime kDay = base::parse_iso8601("2026-11-24T09:00:00+09:00").value();

base::Bytes certificate_of(const std::string& person) {
    return base::read_bytes(kPki / "people" / person / "auth.der").value();
}

struct Folder : test::Scratch {
    /// PKI files in a row.
    fs::path joined(std::initializer_list<const char*> names) const {
        std::ofstream out(path / "joined.pem", std::ios::binary);
        for (const auto* name : names) out << base::read_file(kPki / name).value();
        return path / "joined.pem";
    }
};

CertificateJudge judge(CertificateJudge::Options options) {
    if (options.authorities.empty()) options.authorities = kPki / "auth_ca.crt";
    auto made = CertificateJudge::create(std::move(options));
    REQUIRE(made);
    return std::move(*made);
}

CertificateJudge with_list(const fs::path& list, CertificateJudge::WhenStale stale) {
    return judge({{}, list, {}, stale});
}

base::Result<void> check(CertificateJudge& by, const std::string& person, base::WallTime now = kDay) {
    const auto certificate = certificate_of(person);
    if (auto checked = by.check(certificate, now); !checked || !by.asks()) return checked;
    return by.ask(certificate, now);
}

base::Bytes request_without_nonce(base::ByteView der) {
    const auto* at = der.data();
    const base::Owned<OCSP_REQUEST, OCSP_REQUEST_free> request(
        d2i_OCSP_REQUEST(nullptr, &at, static_cast<long>(der.size())));
    const int nonce = OCSP_REQUEST_get_ext_by_NID(request.get(), NID_id_pkix_OCSP_Nonce, -1);
    if (nonce >= 0) X509_EXTENSION_free(OCSP_REQUEST_delete_ext(request.get(), nonce));
    base::Bytes bytes(static_cast<std::size_t>(i2d_OCSP_REQUEST(request.get(), nullptr)));
    auto* to = bytes.data();
    i2d_OCSP_REQUEST(request.get(), &to);
    return bytes;
}

/// The openssl program as auth_ca's responder.
struct Responder {
    std::string signer = "ocsp", issuer = "auth_ca", validity = "-nmin 60";
    bool down = false, without_nonce = false, refuses_nonce = false;
    int asked = 0;
    Folder folder;

    base::Result<base::Bytes> operator()(base::ByteView request) {
        ++asked;
        if (down) return base::fail(ErrorCode::service_unreachable);
        if (refuses_nonce && request.size() > request_without_nonce(request).size())
            return base::Bytes{0x30, 0x03, 0x0A, 0x01, 0x01};
        const auto stripped = request_without_nonce(request);
        if (without_nonce) request = stripped;
        std::ofstream(folder.path / "request", std::ios::binary)
            .write(reinterpret_cast<const char*>(request.data()), static_cast<std::streamsize>(request.size()));
        const auto command = fmt::format(
            "cd {0} && openssl ocsp -index {3}.index -CA {3}.crt -rsigner {2}.crt -rkey {2}.key -reqin {1}/request "
            "-respout {1}/answer {4} > /dev/null 2>&1",
            kPki.string(), folder.path.string(), signer, issuer, validity);
        REQUIRE(std::system(command.c_str()) == 0);
        return base::read_bytes(folder.path / "answer");
    }
};

base::WallTime real_now() {
    return std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::system_clock::now());
}

}  // namespace

TEST_CASE("a certificate is believed when a configured CA issued it, found by key and not by name") {
    const Folder folder;
    SECTION("the right generation") {
        auto by = judge({});
        CHECK(check(by, "hanako").has_value());
    }
    SECTION("both generations of one name, the wrong one first") {
        auto by = judge({folder.joined({"auth_ca_first.crt", "auth_ca.crt"}), {}, {}, {}});
        CHECK(check(by, "hanako").has_value());
    }
    SECTION("only the other generation of the same name") {
        auto by = judge({kPki / "auth_ca_first.crt", {}, {}, {}});
        CHECK(check(by, "hanako").error().code == ErrorCode::certificate_untrusted);
    }
    SECTION("the CA of signature certificates") {
        auto by = judge({kPki / "sign_ca.crt", {}, {}, {}});
        CHECK(check(by, "hanako").error().code == ErrorCode::certificate_untrusted);
    }
}

TEST_CASE("JPKI-TEST is believed by no product") {
    auto by = judge({});
    CHECK(check(by, "jpki_test").error().code == ErrorCode::certificate_untrusted);
    const auto made = CertificateJudge::create({kPki / "test_auth_ca.crt", {}, {}, {}});
    REQUIRE_FALSE(made.has_value());
    CHECK(made.error().detail.find("JPKI-TEST") != std::string::npos);
}

TEST_CASE("authorities are CAs in PEM, or the kiosk does not start") {
    const Folder folder;
    for (const auto& file : {kPki / "ocsp.crt", kPki / "auth_ca.der", kPki / "auth_ca.key", folder.path / "nothing"}) {
        INFO(file);
        const auto made = CertificateJudge::create({file, {}, {}, {}});
        REQUIRE_FALSE(made.has_value());
        CHECK(made.error().code == ErrorCode::file_unreadable);
    }
}

TEST_CASE("a certificate that is not valid yet is refused, one that has ended is the flow's business") {
    auto by = judge({});
    CHECK(check(by, "hanako", base::parse_iso8601("2022-01-01T00:00:00+09:00").value()).error().code ==
          ErrorCode::certificate_untrusted);
    CHECK(check(by, "expired").has_value());
}

TEST_CASE("a certificate with any other bit is not believed") {
    auto by = judge({});
    const auto good = certificate_of("hanako");
    for (std::size_t at = 0; at < good.size(); at += 11) {
        auto bad = good;
        bad[at] ^= 4;
        INFO("byte " << at);
        REQUIRE(by.check(bad, kDay).error().code == ErrorCode::certificate_untrusted);
        bad.assign(good.begin(), good.begin() + static_cast<std::ptrdiff_t>(at));
        REQUIRE(by.check(bad, kDay).error().code == ErrorCode::certificate_untrusted);
    }
}

TEST_CASE("a revocation list refuses whom it names, fresh or stale, and nobody else") {
    using Stale = CertificateJudge::WhenStale;
    SECTION("fresh") {
        auto by = with_list(kPki / "auth_ca.crl", Stale::refuse);
        CHECK(check(by, "hanako").has_value());
        CHECK(check(by, "revoked").error().code == ErrorCode::certificate_refused);
    }
    SECTION("stale, and the kiosk goes on") {
        auto by = with_list(kPki / "auth_ca_stale.crl", Stale::go_on);
        CHECK(check(by, "hanako").has_value());
        CHECK(check(by, "revoked").error().code == ErrorCode::certificate_refused);
    }
    SECTION("stale, and the kiosk does not go on") {
        auto by = with_list(kPki / "auth_ca_stale.crl", Stale::refuse);
        CHECK(check(by, "hanako").error().code == ErrorCode::certificate_untrusted);
        CHECK(check(by, "revoked").error().code == ErrorCode::certificate_refused);
    }
    SECTION("signed by another CA of the same name: no list at all") {
        auto going_on = with_list(kPki / "auth_ca_forged.crl", Stale::go_on);
        CHECK(check(going_on, "hanako").has_value());
        auto refusing = with_list(kPki / "auth_ca_forged.crl", Stale::refuse);
        CHECK(check(refusing, "hanako").error().code == ErrorCode::certificate_untrusted);
    }
}

TEST_CASE("a revocation list may come later, change and go") {
    const Folder folder;
    const auto file = folder.path / "list.crl";
    auto by = with_list(file, CertificateJudge::WhenStale::go_on);
    CHECK(check(by, "revoked").has_value());
    fs::copy_file(kPki / "auth_ca_forged.crl", file);
    fs::last_write_time(file, fs::file_time_type::clock::now() - std::chrono::hours(2));
    by.look_at_lists();
    CHECK(check(by, "revoked").has_value());
    fs::copy_file(kPki / "auth_ca.crl", file, fs::copy_options::overwrite_existing);
    CHECK(check(by, "revoked").has_value());  // a card waits for no file
    by.look_at_lists();
    CHECK(check(by, "revoked").error().code == ErrorCode::certificate_refused);
    std::ofstream(file) << "cut off";
    fs::last_write_time(file, fs::file_time_type::clock::now() + std::chrono::hours(2));
    by.look_at_lists();
    CHECK(check(by, "revoked").error().code == ErrorCode::certificate_refused);
    fs::remove(file);
    by.look_at_lists();
    CHECK(check(by, "revoked").error().code == ErrorCode::certificate_refused);
}

TEST_CASE("a responder's word counts, and is asked for once until its next update") {
    Responder responder;
    auto by = judge({{}, {}, std::ref(responder), CertificateJudge::WhenStale::refuse});
    const auto now = real_now();
    CHECK(check(by, "hanako", now).has_value());
    CHECK(check(by, "hanako", now + std::chrono::minutes(59)).has_value());
    CHECK(responder.asked == 1);
    CHECK(check(by, "revoked", now).error().code == ErrorCode::certificate_refused);
    CHECK(check(by, "revoked", now).error().code == ErrorCode::certificate_refused);
    CHECK(responder.asked == 2);
    CHECK(check(by, "hanako", now + std::chrono::minutes(61)).error().code == ErrorCode::certificate_untrusted);
    CHECK(responder.asked == 3);
}

TEST_CASE("an answer by the wrong responder, of the wrong CA or from the future says nothing") {
    Responder responder;
    const auto now = real_now();
    base::WallTime asked_at = now;
    SECTION("the CA itself may answer") {
        responder.signer = "auth_ca";
        auto by = judge({{}, {}, std::ref(responder), CertificateJudge::WhenStale::refuse});
        CHECK(check(by, "hanako", now).has_value());
        return;
    }
    SECTION("a responder that another CA delegated to") { responder.signer = "rogue_ocsp"; }
    SECTION("of another CA") {
        responder.issuer = "sign_ca";
        responder.signer = "rogue_ocsp";
    }
    SECTION("from the future") { asked_at = now - std::chrono::hours(2); }
    SECTION("nobody answers") { responder.down = true; }
    auto refusing = judge({{}, {}, std::ref(responder), CertificateJudge::WhenStale::refuse});
    CHECK(check(refusing, "hanako", asked_at).error().code == ErrorCode::certificate_untrusted);
    auto going_on = judge({{}, {}, std::ref(responder), CertificateJudge::WhenStale::go_on});
    CHECK(check(going_on, "hanako", asked_at).has_value());
    CHECK(responder.asked == 2);
}

TEST_CASE("an answer with any other bit says nothing wrong") {
    Responder responder;
    const auto certificate = read_certificate(certificate_of("revoked"));
    const auto authority = read_certificate(base::read_bytes(kPki / "auth_ca.der").value());
    const auto request = ocsp_request(certificate, authority, Nonce::with);
    const auto good = responder(request).value();
    REQUIRE(read_ocsp_answer(good, request, certificate, authority, real_now())->standing.revoked);
    for (std::size_t at = 0; at < good.size(); at += 13) {
        auto bad = good;
        bad[at] ^= 2;
        const auto standing = read_ocsp_answer(bad, request, certificate, authority, real_now());
        INFO("byte " << at);
        REQUIRE((!standing || standing->standing.revoked));
    }
}

TEST_CASE("an answer without a next update is believed for an hour, and asked for at every card") {
    Responder responder;
    responder.validity = "";
    responder.without_nonce = true;
    auto by = judge({{}, {}, std::ref(responder), CertificateJudge::WhenStale::refuse});
    const auto now = real_now();
    CHECK(check(by, "hanako", now).has_value());
    CHECK(check(by, "hanako", now + std::chrono::minutes(59)).has_value());
    CHECK(responder.asked == 2);
    CHECK(check(by, "hanako", now + std::chrono::minutes(61)).error().code == ErrorCode::certificate_untrusted);
    CHECK(check(by, "revoked", now + std::chrono::hours(100)).error().code == ErrorCode::certificate_refused);
}

TEST_CASE("a nonce is sent, and once it came back an answer without it or with another is none") {
    Responder responder;
    responder.validity = "";
    auto by = judge({{}, {}, std::ref(responder), CertificateJudge::WhenStale::refuse});
    const auto now = real_now();
    const auto certificate = read_certificate(certificate_of("hanako"));
    const auto authority = read_certificate(base::read_bytes(kPki / "auth_ca.der").value());
    const auto earlier = ocsp_request(certificate, authority, Nonce::with);
    const auto replayed = responder(earlier).value();
    CHECK(read_ocsp_answer(replayed, earlier, certificate, authority, now)->nonce);
    CHECK_FALSE(
        read_ocsp_answer(replayed, ocsp_request(certificate, authority, Nonce::with), certificate, authority, now));
    CHECK_FALSE(
        read_ocsp_answer(replayed, ocsp_request(certificate, authority, Nonce::without), certificate, authority, now));
    responder.asked = 0;
    CHECK(check(by, "hanako", now).has_value());
    CHECK(responder.asked == 1);
    responder.without_nonce = true;
    CHECK(check(by, "hanako", now).error().code == ErrorCode::certificate_untrusted);
    CHECK(check(by, "revoked", now).error().code == ErrorCode::certificate_refused);
}

TEST_CASE("a responder that refuses a nonce is asked without one, from then on at once") {
    Responder responder;
    responder.refuses_nonce = true;
    auto by = judge({{}, {}, std::ref(responder), CertificateJudge::WhenStale::refuse});
    const auto now = real_now();
    CHECK(check(by, "hanako", now).has_value());
    CHECK(std::exchange(responder.asked, 0) == 2);
    CHECK(check(by, "taro", now).has_value());
    CHECK(responder.asked == 1);
}

TEST_CASE("the half that the card waits for never asks the responder") {
    int asked = 0;
    const auto ask = [&](base::ByteView) -> base::Result<base::Bytes> {
        ++asked;
        return base::fail(ErrorCode::service_timeout);
    };
    for (const auto stale : {CertificateJudge::WhenStale::go_on, CertificateJudge::WhenStale::refuse}) {
        auto by = judge({{}, {}, ask, stale});
        CHECK(by.asks());
        CHECK(by.check(certificate_of("hanako"), kDay).has_value());
        CHECK(by.check(certificate_of("jpki_test"), kDay).error().code == ErrorCode::certificate_untrusted);
        CHECK(asked == 0);
        CHECK(by.ask(certificate_of("hanako"), kDay).has_value() == (stale == CertificateJudge::WhenStale::go_on));
        CHECK(std::exchange(asked, 0) == 1);
    }
    CHECK_FALSE(judge({}).asks());
}

TEST_CASE("identification refuses a card whose certificate is not believed, after its tries were read and none burnt") {
    auto by = judge({{}, kPki / "auth_ca.crl", {}, {}});
    const Trust trust({pki().face_record_root}, [&](base::ByteView der) { return by.check(der, kDay); });
    const auto refused = [&](const char* who) {
        const auto card = card_of(who);
        Insertion insertion(card);
        MyNumberApplications applications(*insertion.session, trust);
        const auto info = applications.identify();
        CHECK(card->log().verifies.empty());
        return info ? std::nullopt : std::optional(info.error().code);
    };
    CHECK(refused("hanako") == std::nullopt);
    CHECK(refused("revoked") == ErrorCode::certificate_refused);
    CHECK(refused("jpki_test") == ErrorCode::certificate_untrusted);
}

TEST_CASE("roots with a number certify only what names it, and a root file is keys alone") {
    const Folder folder;
    const auto file = folder.path / "roots.pem";
    auto pem = base::read_file(kPki / "face_record_root.pub").value();
    const auto numbered = [&](const std::string& number) {
        auto text = pem;
        const auto line = text.find('\n') + 1;
        return text.insert(line, "Key-Id: " + number + "\n\n");
    };
    const auto vouched = [&](const std::string& text) {
        std::ofstream(file) << text;
        const auto roots = load_face_record_roots(file);
        if (!roots) return -1;
        return certified_issuer(base::read_bytes(kPki / "face_record_issuer.cv").value(), *roots).has_value() ? 1 : 0;
    };
    CHECK(vouched(pem) == 1);
    CHECK(vouched(numbered("9000023")) == 1);
    CHECK(vouched(numbered("5000023")) == 0);
    CHECK(vouched(numbered("5000023") + pem) == 1);
    CHECK(vouched(numbered("900002")) == -1);
    CHECK(vouched(base::read_file(kPki / "auth_ca.crt").value()) == -1);
    CHECK(vouched("") == -1);
    CHECK(vouched(pem.substr(0, pem.size() - 40)) == -1);
}
