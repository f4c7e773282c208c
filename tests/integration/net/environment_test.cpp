// SPDX-License-Identifier: Apache-2.0
// A program of its own, since libcurl and OpenSSL read the environment once: what stood there does not reach them.
#include <stdlib.h>  // setenv

#include <catch2/catch.hpp>
#include <filesystem>

#include "firmware/base/environment.hpp"
#include "firmware/eligibility/client.hpp"
#include "firmware/eligibility/https_line.hpp"
#include "sim/eligibility/tls_service.hpp"
#include "tests/support/patience.hpp"
#include "tests/unit/net/patient.hpp"

using namespace uketsuke;

TEST_CASE("a request leaves no secret of its connection where the environment asked for it, nor goes through a proxy") {
    const auto file = std::filesystem::temp_directory_path() / ("uketsuke-keys-" + std::to_string(::getpid()));
    ::setenv("SSLKEYLOGFILE", file.c_str(), 1);
    ::setenv("OPENSSL_CONF", "/nonexistent/openssl.cnf", 1);
    ::setenv("https_proxy", "http://127.0.0.1:9", 1);
    const auto found = base::clean_environment();
    CHECK(std::count(found.steering.begin(), found.steering.end(), "SSLKEYLOGFILE") == 1);

    const test::HandClock clock{"2026-11-22T10:00:00+09:00"};
    const auto registry = test::registry(clock);
    sim::FaultSwitch faults;
    const std::string pki = SERVICE_PKI;
    const auto service = sim::TlsService::start(*registry, faults, clock, pki);
    REQUIRE(service);
    auto line = eligibility::HttpsLine::create({(*service)->url(), pki + "/ca.crt", pki + "/client.crt",
                                                std::make_shared<http::KeyFile>(pki + "/client.key"), test::kPatience},
                                               clock);
    REQUIRE(line);
    const auto visit = eligibility::Client(std::move(*line), clock, "1319999999").begin();
    CHECK(visit->challenge());
    CHECK_FALSE(std::filesystem::exists(file));
    std::error_code ignored;
    std::filesystem::remove(file, ignored);
}
