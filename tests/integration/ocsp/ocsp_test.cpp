// SPDX-License-Identifier: Apache-2.0
// The way to an OCSP responder, with the openssl program as the responder behind a real socket.
#include <catch2/catch.hpp>

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdio>

#include "drivers/mynumber/certificate_judge.hpp"
#include "drivers/ocsp/http_responder.hpp"
#include "firmware/base/descriptor.hpp"
#include "firmware/base/file.hpp"
#include "firmware/base/log.hpp"

using namespace uketsuke;
using drivers::mynumber::CertificateJudge;
using drivers::ocsp::HttpResponder;
namespace fs = std::filesystem;

namespace {

const fs::path kPki = TEST_PKI;

/// `openssl ocsp` on a free port, ended with this object.
class Responder {
public:
    Responder() {
        std::array<int, 2> ends{};
        REQUIRE(::pipe(ends.data()) == 0);
        base::Descriptor theirs(ends[1]);
        pid_ = ::fork();
        if (pid_ == 0) {
            ::dup2(ends[1], STDOUT_FILENO);
            ::dup2(ends[1], STDERR_FILENO);
            if (::chdir(kPki.c_str()) != 0) ::_exit(1);
            ::execlp("openssl", "openssl", "ocsp", "-port", "0", "-index", "auth_ca.index", "-CA", "auth_ca.crt",
                     "-rsigner", "ocsp.crt", "-rkey", "ocsp.key", "-nmin", "60", nullptr);
            ::_exit(1);
        }
        theirs.reset();
        out_ = ::fdopen(ends[0], "r");
        REQUIRE(out_ != nullptr);
        std::array<char, 256> line{};
        REQUIRE(std::fgets(line.data(), line.size(), out_) != nullptr);  // "ACCEPT [::]:PORT PID=…"
        const std::string words(line.data());
        const auto colon = words.rfind(':');
        REQUIRE(words.starts_with("ACCEPT"));
        url = "http://localhost:" + words.substr(colon + 1, words.find(' ', colon) - colon - 1) + "/";
    }
    ~Responder() {
        ::kill(pid_, SIGKILL);
        ::waitpid(pid_, nullptr, 0);
        std::fclose(out_);
    }
    Responder(const Responder&) = delete;
    std::string url;

private:
    pid_t pid_ = -1;
    std::FILE* out_ = nullptr;
};

CertificateJudge judge(const std::string& url) {
    const HttpResponder responder(url, base::Duration{3000});
    auto made = CertificateJudge::create({kPki / "auth_ca.crt",
                                          {},
                                          [responder](base::ByteView request) { return responder.ask(request); },
                                          CertificateJudge::WhenStale::refuse});
    REQUIRE(made);
    return std::move(*made);
}

base::Result<void> check(CertificateJudge& by, const char* person) {
    const auto now = std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::system_clock::now());
    return by.ask(base::read_bytes(kPki / "people" / person / "auth.der").value(), now);
}

}  // namespace

TEST_CASE("a responder behind HTTP tells who is revoked, once for each until its next update") {
    auto responder = std::make_unique<Responder>();
    auto by = judge(responder->url);
    CHECK(check(by, "hanako").has_value());
    CHECK(check(by, "revoked").error().code == base::ErrorCode::certificate_refused);
    responder.reset();
    CHECK(check(by, "hanako").has_value());
    CHECK(check(by, "revoked").error().code == base::ErrorCode::certificate_refused);
    base::set_log_level(base::LogLevel::quiet);
    CHECK(check(by, "taro").error().code == base::ErrorCode::certificate_untrusted);
}

TEST_CASE("a responder that is not there, is no responder or says too much is an error within its time") {
    const base::Bytes request(10, 1);
    CHECK(HttpResponder("http://localhost:1/", base::Duration{500}).ask(request).error().code ==
          base::ErrorCode::service_unreachable);
    CHECK(HttpResponder("file:///etc/hostname", base::Duration{500}).ask(request).error().code ==
          base::ErrorCode::service_garbled);
    const Responder responder;
    const auto answer = HttpResponder(responder.url, base::Duration{3000}).ask(request);
    CHECK((!answer || answer->size() < 20));  // "malformed request", in DER
}
