// SPDX-License-Identifier: Apache-2.0
// A name server that never answers: each request ends at its deadline all the same. This program has a getaddrinfo of
// its own, which libcurl calls; names that end in .silent keep it until the test lets go. So no case depends on how
// long anything takes: what counts is that the request is over while its name is still being resolved.
#include <dlfcn.h>
#include <netdb.h>

#include <catch2/catch.hpp>
#include <condition_variable>
#include <mutex>
#include <string_view>

#include "drivers/mynumber/certificate_judge.hpp"
#include "drivers/ocsp/http_responder.hpp"
#include "firmware/base/file.hpp"
#include "firmware/eligibility/client.hpp"
#include "firmware/eligibility/https_line.hpp"
#include "tests/unit/net/patient.hpp"

using namespace uketsuke;
using base::ErrorCode;
using namespace std::chrono_literals;

namespace {

/// Who waits for an answer to a name, and whether one comes.
class Silence {
public:
    /// In the resolver: waits for the end of the silence. A request that waits for it must not wait for ever.
    void keep() {
        std::unique_lock lock(mutex_);
        ++came_;
        changed_.notify_all();
        changed_.wait_for(lock, 60s, [&] { return over_; });
        ++went_;
        changed_.notify_all();
    }
    /// How many wait, once `count` have come: a request may be over before its resolver has begun.
    int waiting_of(int count) {
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, 60s, [&] { return came_ >= count; });
        return came_ - went_;
    }
    void begin() {
        const std::scoped_lock lock(mutex_);
        over_ = false;
        came_ = went_ = 0;
    }
    /// And comes back when nobody waits any more.
    void end() {
        std::unique_lock lock(mutex_);
        over_ = true;
        changed_.notify_all();
        changed_.wait(lock, [&] { return came_ == went_; });
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    int came_ = 0, went_ = 0;
    bool over_ = false;
};

Silence& silence() {
    static auto& one = *new Silence;  // a thread of libcurl may still be in it at the end of the program
    return one;
}

struct Silent {
    Silent() { silence().begin(); }
    ~Silent() { silence().end(); }
    Silent(const Silent&) = delete;
};

}  // namespace

extern "C" int getaddrinfo(const char* name, const char* service, const addrinfo* hints, addrinfo** found) {
    if (name != nullptr && std::string_view(name).ends_with(".silent")) {
        silence().keep();
        return EAI_AGAIN;
    }
    static const auto real = reinterpret_cast<decltype(&getaddrinfo)>(::dlsym(RTLD_NEXT, "getaddrinfo"));
    return real(name, service, hints, found);
}

TEST_CASE("a question to the service ends at its deadline while its name is still being resolved") {
    const Silent names;
    const test::HandClock clock("2026-11-22T10:00:00+09:00");
    const std::string pki = SERVICE_PKI;
    auto line = eligibility::HttpsLine::create({"https://service.silent", pki + "/ca.crt", pki + "/client.crt",
                                                std::make_shared<http::KeyFile>(pki + "/client.key"), 100ms},
                                               clock);
    REQUIRE(line.has_value());
    const auto visit = eligibility::Client(std::move(*line), clock, "1319999999").begin();
    for (int i = 1; i <= 3; ++i) {
        const auto nonce = visit->challenge();
        CHECK(silence().waiting_of(i) == i);
        REQUIRE_FALSE(nonce.has_value());
        CHECK(nonce.error().code == ErrorCode::service_timeout);
    }
}

TEST_CASE("a question to a responder ends at its deadline, and a genuine card is judged without it") {
    using drivers::mynumber::CertificateJudge;
    const Silent names;
    const drivers::ocsp::HttpResponder responder("http://responder.silent/", 100ms);
    CHECK(responder.ask(base::Bytes(10, 1)).error().code == ErrorCode::service_timeout);
    CHECK(silence().waiting_of(1) == 1);

    const std::filesystem::path pki = CARD_PKI;
    auto judge = CertificateJudge::create({pki / "auth_ca.crt",
                                           {},
                                           [&](base::ByteView request) { return responder.ask(request); },
                                           CertificateJudge::WhenStale::go_on});
    REQUIRE(judge.has_value());
    const auto now = std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::system_clock::now());
    const auto certificate = base::read_bytes(pki / "people" / "hanako" / "auth.der").value();
    CHECK(judge->check(certificate, now).has_value());
    CHECK(judge->ask(certificate, now).has_value());
    CHECK(silence().waiting_of(2) == 2);
}
