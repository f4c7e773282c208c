// SPDX-License-Identifier: Apache-2.0
// uketsuke-link as a process of its own: the kiosk's side has no key, and the service is asked all the same.
#include <fmt/format.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "firmware/config/config.hpp"
#include "firmware/eligibility/client.hpp"
#include "firmware/wiring/service_line.hpp"
#include "sim/eligibility/tls_service.hpp"
#include "tests/support/patience.hpp"
#include "tests/support/scratch.hpp"
#include "tests/unit/net/patient.hpp"

using namespace uketsuke;
using namespace std::chrono_literals;

namespace {

const std::string kPki = SERVICE_PKI;

class LinkProcess {
public:
    explicit LinkProcess(const std::filesystem::path& settings) {
        const std::string file = settings.string();
        std::array arguments{const_cast<char*>(LINK_PROGRAM), const_cast<char*>("--config"),
                             const_cast<char*>(file.c_str()), static_cast<char*>(nullptr)};
        REQUIRE(::posix_spawn(&pid_, LINK_PROGRAM, nullptr, nullptr, arguments.data(), environ) == 0);
    }
    ~LinkProcess() { end(SIGKILL); }
    LinkProcess(const LinkProcess&) = delete;
    LinkProcess& operator=(const LinkProcess&) = delete;
    /// Its exit code, or the signal.
    int end(int signal) {
        if (pid_ <= 0) return status_;
        ::kill(pid_, signal);
        return wait();
    }
    int wait() {
        int status = 0;
        ::waitpid(std::exchange(pid_, 0), &status, 0);
        return status_ = WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status);
    }

private:
    pid_t pid_ = 0;
    int status_ = -1;
};

struct Rig {
    test::Scratch scratch;
    test::HandClock clock{"2026-11-22T10:00:00+09:00"};
    std::unique_ptr<sim::Registry> registry = test::registry(clock);
    sim::FaultSwitch faults;
    std::unique_ptr<sim::TlsService> service = sim::TlsService::start(*registry, faults, clock, kPki).value();

    /// The link's, and the kiosk's, which may not read the key.
    std::filesystem::path settings(const char* name, const std::string& key) const {
        const auto file = scratch.path / name;
        std::ofstream(file) << fmt::format(
            "[service]\nurl = \"{}\"\nca = \"{}/ca.crt\"\ncertificate = \"{}/client.crt\"\nkey = \"{}\"\n"
            "link = \"{}\"\n",
            service->url(), kPki, kPki, key, (scratch.path / "link.sock").string());
        return file;
    }
    std::filesystem::path link_settings() const { return settings("link.toml", kPki + "/client.key"); }
    config::Config kiosk() const {
        return config::load_config(settings("kiosk.toml", (scratch.path / "no.key").string())).value();
    }
    std::unique_ptr<ports::EligibilityVisit> visit() const {
        return eligibility::Client(wiring::open_line(kiosk(), clock, {}).value(), clock, "1319999999").begin();
    }
    /// Waits until it answers.
    base::Result<domain::Nonce> first_challenge() const {
        const auto end = std::chrono::steady_clock::now() + test::kPatience;
        for (;;) {
            auto nonce = visit()->challenge();
            if (nonce || std::chrono::steady_clock::now() > end) return nonce;
            std::this_thread::sleep_for(5ms);
        }
    }
    /// A visit that has its challenge, and what the card makes of it, once the link answers.
    std::pair<std::unique_ptr<ports::EligibilityVisit>, domain::Assertion> signed_by_hanako() const {
        REQUIRE(first_challenge().has_value());
        auto begun = visit();
        const auto nonce = begun->challenge();
        REQUIRE(nonce.has_value());
        return {std::move(begun), test::sign("hanako", *nonce)};
    }
};

}  // namespace

TEST_CASE("a patient is confirmed by a kiosk that has no key, through the process that has it") {
    const Rig rig;
    LinkProcess link(rig.link_settings());
    const auto [visit, assertion] = rig.signed_by_hanako();
    REQUIRE(visit->authenticate(assertion).has_value());
    CHECK(visit->confirm({}).has_value());
    CHECK(link.end(SIGTERM) == 0);
    CHECK_FALSE(std::filesystem::exists(rig.scratch.path / "link.sock"));
}

TEST_CASE("killed within a dialogue it is missed, and started anew the next visit goes through") {
    const Rig rig;
    {
        LinkProcess link(rig.link_settings());
        const auto [visit, assertion] = rig.signed_by_hanako();
        link.end(SIGKILL);
        const auto who = visit->authenticate(assertion);
        REQUIRE_FALSE(who);
        CHECK(who.error().code == base::ErrorCode::service_unreachable);
    }
    const LinkProcess again(rig.link_settings());
    CHECK(rig.first_challenge().has_value());
}

TEST_CASE("what the link's settings lack ends its start with the key's name") {
    const Rig rig;
    LinkProcess none(rig.settings("wrong.toml", "/nowhere/kiosk.key"));
    CHECK(none.wait() == 3);
}
