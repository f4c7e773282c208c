// SPDX-License-Identifier: Apache-2.0
#include "firmware/base/environment.hpp"

#include <stdlib.h>  // setenv

#include <algorithm>
#include <catch2/catch.hpp>

using namespace uketsuke;

namespace {

bool has(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

TEST_CASE("what steers TLS, the card daemon or the way to the service is known, and what the kiosk needs is left") {
    for (const auto* name : {"SSLKEYLOGFILE", "OPENSSL_CONF", "OPENSSL_MODULES", "SSL_CERT_FILE", "PCSCLITE_CSOCK_NAME",
                             "PCSCLITE_DEBUG", "http_proxy", "HTTPS_PROXY", "All_Proxy", "no_proxy", "CURL_SSL_BACKEND",
                             "HOSTALIASES", "RES_OPTIONS", "RESOLV_HOST_CONF", "KRB5_TRACE", "KRB5CCNAME",
                             "SDL_DYNAMIC_API", "OPENCV_OPENCL_RUNTIME", "FONTCONFIG_FILE"}) {
        INFO(name);
        CHECK(base::steers_a_library(name));
    }
    for (const auto* name : {"GLIBC_TUNABLES", "PATH", "LANG", "SDL_VIDEODRIVER", "WAYLAND_DISPLAY", "LD_PRELOAD",
                             "SSLKEYLOGFILES", "MY_OPENSSL_CONF"}) {
        INFO(name);
        CHECK_FALSE(base::steers_a_library(name));
    }
    CHECK(base::loads_code("LD_LIBRARY_PATH"));
    CHECK(base::loads_code("GCONV_PATH"));
    CHECK_FALSE(base::loads_code("LDFLAGS"));
}

TEST_CASE("the environment is cleaned, or left as it is and named") {
    for (const bool as_is : {true, false}) {
        ::setenv("SSLKEYLOGFILE", "/tmp/keys", 1);
        ::setenv("PCSCLITE_CSOCK_NAME", "/tmp/other", 1);
        ::setenv("LD_UKETSUKE_TEST", "x", 1);
        ::setenv("GLIBC_TUNABLES", "glibc.malloc.perturb=165", 1);
        const auto found = base::clean_environment(as_is);
        CHECK(has(found.steering, "SSLKEYLOGFILE"));
        CHECK(has(found.steering, "PCSCLITE_CSOCK_NAME"));
        CHECK(has(found.loading, "LD_UKETSUKE_TEST"));
        CHECK((::getenv("SSLKEYLOGFILE") != nullptr) == as_is);
        CHECK((::getenv("PCSCLITE_CSOCK_NAME") != nullptr) == as_is);
        CHECK(::getenv("GLIBC_TUNABLES") != nullptr);
        CHECK(::getenv("LD_UKETSUKE_TEST") != nullptr);
        const auto told = base::describe(found);
        CHECK(told.find("SSLKEYLOGFILE") != std::string::npos);
        CHECK((told.find("--environment as-is") != std::string::npos) == as_is);
        CHECK(told.find("LD_UKETSUKE_TEST decided which code was loaded") != std::string::npos);
    }
    ::unsetenv("LD_UKETSUKE_TEST");
    CHECK(base::describe(base::Environment{}) == "environment: clean\n");
}
