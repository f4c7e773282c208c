// SPDX-License-Identifier: Apache-2.0
#include "drivers/pcsc/daemon_check.hpp"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <vector>

#include "drivers/pcsc/reader.hpp"
#include "fake_pcsc.hpp"
#include "tests/support/scratch.hpp"

using uketsuke::drivers::pcsc::arguments_log_apdus;
using uketsuke::drivers::pcsc::pcscd_logs_apdus;
namespace fs = std::filesystem;

namespace {

bool loud(std::vector<std::string> arguments) { return arguments_log_apdus(arguments); }

/// A /proc of our own.
struct Processes {
    uketsuke::test::Scratch scratch;
    const fs::path& root = scratch.path;
    void add(const std::string& id, const std::vector<std::string>& words) const {
        fs::create_directory(root / id);
        std::ofstream file(root / id / "cmdline", std::ios::binary);
        for (const auto& word : words) file << word << '\0';
    }
};

}  // namespace

TEST_CASE("options that log APDUs are known in all their spellings") {
    CHECK(loud({"--foreground", "--apdu"}));
    CHECK(loud({"--debug"}));
    CHECK(loud({"--deb"}));
    CHECK(loud({"-f", "-a"}));
    CHECK(loud({"-d"}));
    CHECK(loud({"-fda"}));
    CHECK(loud({"-ac", "/etc/reader.conf.d"}));
    CHECK_FALSE(loud({}));
    CHECK_FALSE(loud({"--foreground", "--auto-exit", "--config=/tmp/debug"}));
    CHECK_FALSE(loud({"-c/etc/card", "-f"}));
    CHECK_FALSE(loud({"--", "-x"}));
}

TEST_CASE("a loud daemon is found among the processes, and only a daemon") {
    const Processes processes;
    processes.add("1", {"/sbin/init", "--debug"});
    processes.add("20", {"/usr/sbin/pcscd", "--foreground", "--auto-exit"});
    processes.add("21", {});  // a kernel thread
    processes.add("self", {"pcscd", "--apdu"});
    CHECK_FALSE(pcscd_logs_apdus(processes.root));
    processes.add("22", {"/usr/sbin/pcscd", "--foreground", "--apdu"});
    const auto found = pcscd_logs_apdus(processes.root);
    REQUIRE(found);
    CHECK(found->find("22") != std::string::npos);
    CHECK(found->find("--apdu") != std::string::npos);
}

TEST_CASE("no card is opened beside a loud daemon, and it passes when that one ends") {
    const Processes processes;
    processes.add("22", {"/usr/sbin/pcscd", "--apdu"});
    auto& pcsc = uketsuke::test::FakePcsc::instance();
    pcsc.reset();
    uketsuke::drivers::pcsc::PcscReader reader({"", uketsuke::base::Duration(2000), 256, processes.root});
    auto state = reader.wait({}, {});
    REQUIRE(state.reason);
    CHECK(state.reason->code == uketsuke::base::ErrorCode::reader_denied);
    CHECK(pcsc.calls("SCardEstablishContext") == 0);
    fs::remove_all(processes.root / "22");
    state = reader.wait(state, {});
    CHECK(state.kind == uketsuke::ports::SlotState::Kind::empty);
}

TEST_CASE("no /proc is no daemon") { CHECK_FALSE(pcscd_logs_apdus("/nowhere/at/all")); }
