// SPDX-License-Identifier: Apache-2.0
// The product with a real pcscd that comes and goes, seen through its journal.
#include <sys/stat.h>

#include <algorithm>
#include <atomic>
#include <catch2/catch.hpp>
#include <csignal>
#include <cstring>
#include <fstream>
#include <iostream>
#include <sstream>
#include <thread>

#include "listening.hpp"
#include "program.hpp"
#include "sim/card/my_number_card.hpp"
#include "sim/card/test_pki.hpp"
#include "sim/people/person.hpp"
#include "sim/rig/watched_card.hpp"
#include "sim/vpcd/private_pcscd.hpp"
#include "sim/vpcd/vpcd_card.hpp"
#include "site.hpp"
#include "tests/support/memory_scan.hpp"
#include "tests/support/opened_files.hpp"
#include "tests/support/patience.hpp"

using namespace uketsuke;
using namespace uketsuke::test;
namespace fs = std::filesystem;

namespace {

struct Counter {
    std::unique_ptr<sim::PrivatePcscd> pcscd = start();
    Site site;

    static std::unique_ptr<sim::PrivatePcscd> start() {
        auto started = sim::PrivatePcscd::create();
        INFO((started ? "" : started.error().detail));
        REQUIRE(started);
        return std::move(*started);
    }
    [[nodiscard]] Arguments environment() const { return {"PCSCLITE_CSOCK_NAME=" + pcscd->socket_path()}; }
    [[nodiscard]] Arguments run() const { return as_is(site); }
    /// The daemon's place is in the environment, which the product would clean.
    [[nodiscard]] static Arguments as_is(const Site& place) {
        auto words = place.run();
        words.insert(words.end(), {"--environment", "as-is"});
        return words;
    }
    [[nodiscard]] bool comes(std::string_view event, int times = 1, std::string_view more = "") const {
        const auto words = "\"event\":\"" + std::string(event) + "\"";
        return eventually([&] { return site.records(words, more) >= times; });
    }
};

std::shared_ptr<sim::VirtualCard> card_of_hanako() {
    const auto person = sim::load_person(fs::path(PEOPLE) / "hanako.toml").value();
    return sim::MyNumberCard::create(person, sim::TestPki::load(CARD_PKI).value(), base::Bytes(6000, 7)).value();
}

/// Stops a daemon while it lives; at its end the daemon goes on, or it could not be ended.
class Stopped {
public:
    explicit Stopped(pid_t pid, bool now = true) : pid_(pid) {
        if (now) ::kill(pid_, SIGSTOP);
    }
    ~Stopped() { ::kill(pid_, SIGCONT); }
    Stopped(const Stopped&) = delete;
    Stopped& operator=(const Stopped&) = delete;

private:
    pid_t pid_;
};

/// A card at whose first READ BINARY the daemon stops.
std::shared_ptr<sim::VirtualCard> that_stops(pid_t daemon, std::atomic<bool>& stopped) {
    return std::make_shared<sim::WatchedCard>(card_of_hanako(), [daemon, &stopped](base::ByteView command) {
        if (command.size() < 2 || command[1] != 0xB0 || stopped) return;
        ::kill(daemon, SIGSTOP);
        stopped = true;
    });
}

/// A line of /proc/PID/status, e.g. "VmRSS".
std::string status_of(const Program& program, const std::string& name) {
    const auto text = read_text("/proc/" + std::to_string(program.pid()) + "/status");
    const auto line = text.find("\n" + name + ":");
    return line == std::string::npos ? "" : text.substr(line + 1, text.find('\n', line + 1) - line - 1);
}

}  // namespace

TEST_CASE("it comes into service when all is there, and says how long that took") {
    Counter counter;
    const auto started = Clock::now();
    Program kiosk(counter.run(), counter.environment());
    REQUIRE(counter.comes("in_service"));
    const auto took = std::chrono::duration<double>(Clock::now() - started).count();
    std::cout << "product: in service after " << took << " s; " << status_of(kiosk, "VmRSS") << ", "
              << status_of(kiosk, "RssAnon") << ", " << status_of(kiosk, "Threads") << '\n';
}

TEST_CASE("without a face way it opens no network, however long it runs") {
    Counter counter;
    const auto models = counter.site.folder() / "models";
    fs::copy(MODELS, models);
    counter.site.set("face.models", models);
    OpenedFiles opened(models);
    Program kiosk(counter.run(), counter.environment());
    REQUIRE(counter.comes("in_service"));
    const auto names = opened.take();
    CHECK(std::find(names.begin(), names.end(), "manifest.toml") != names.end());  // what is opened is seen
    CHECK(std::none_of(names.begin(), names.end(), [](const auto& name) { return name.ends_with(".onnx"); }));
}

TEST_CASE("the daemon may come later, go and come back") {
    Counter counter;
    counter.pcscd->kill();
    Program kiosk(counter.run(), counter.environment());
    CHECK(eventually([&] { return kiosk.err().find("no reader: daemon_missing") != std::string::npos; }));
    CHECK(counter.site.records("in_service") == 0);
    REQUIRE(counter.pcscd->restart());
    CHECK(counter.comes("in_service"));
    counter.pcscd->kill();
    const bool told = counter.comes("out_of_service", 1, "\"code\":\"070\"");
    INFO(kiosk.err() << read_text(counter.site.journal()));
    CHECK(told);
    REQUIRE(counter.pcscd->restart());
    CHECK(counter.comes("in_service", 2));
    CHECK(kiosk.running());
}

TEST_CASE("a reader without card and camera is enough to begin a visit, and says that there is no face way") {
    Counter counter;
    Program kiosk(counter.run(), counter.environment());
    REQUIRE(counter.comes("in_service"));
    CHECK(kiosk.err().find("no terminal credentials: the face way is not available") != std::string::npos);
    sim::VpcdCard slot(counter.pcscd->port());
    REQUIRE(slot.insert(card_of_hanako()));
    CHECK(counter.comes("session_started"));
    CHECK(counter.comes("card_identified", 1, "\"pin_left\":\"3\""));
    CHECK(counter.site.records("session_ended") == 0);
    slot.remove();
    CHECK(counter.comes("session_ended", 1, "\"how\":\"ended_early\""));
}

TEST_CASE("a reader that is not the one of the first start is out of service until a person accepts it") {
    Counter counter;
    const auto devices = counter.site.folder() / "state" / "devices.toml";
    const auto says = [](const Program& program, std::string_view words) {
        return eventually([&] { return program.err().find(words) != std::string::npos; });
    };
    {
        Program kiosk(counter.run(), counter.environment());
        REQUIRE(counter.comes("in_service"));
        CHECK(counter.comes("devices_taken_up", 1, "Uketsuke_virtual_reader_00_00"));
        CHECK(says(kiosk, "tells no USB port: it is known by its full name"));
        kiosk.signal(SIGTERM);
        CHECK(kiosk.exit_code() == 0);
    }
    CHECK(read_text(devices).find("Uketsuke virtual reader 00 00") != std::string::npos);
    std::ofstream(devices) << "reader = [\"usb 1-1.4 054c:0dc8\"]\n";
    Program kiosk(counter.run(), counter.environment());
    CHECK(says(kiosk, "is not what was accepted (usb 1-1.4 054c:0dc8)"));
    sim::VpcdCard slot(counter.pcscd->port());
    REQUIRE(slot.insert(card_of_hanako()));
    std::this_thread::sleep_for(std::chrono::seconds(1));
    CHECK(counter.site.records("session_started") == 0);
    CHECK(counter.site.records("in_service") == 1);

    auto words = counter.site.run();
    words.emplace_back("--accept-devices");
    Program accept(words);
    CHECK(accept.exit_code() == 0);
    CHECK(accept.out().find("reader accepted: Uketsuke virtual reader 00 00\n") != std::string::npos);
    CHECK(accept.out().find("reader no longer accepted: usb 1-1.4 054c:0dc8\n") != std::string::npos);
    CHECK(counter.comes("devices_accepted"));
    CHECK(counter.comes("session_started"));  // it goes on by itself, with the card that lies there
    Program again(words);
    CHECK(again.exit_code() == 0);
    CHECK(again.out() == "no reader or camera waits to be accepted\n");
}

TEST_CASE("its memory and its decoder's go into no core file and to no other process of the same user") {
    Counter counter;
    Program kiosk(counter.run(), counter.environment());
    REQUIRE(counter.comes("in_service"));
    const auto decoders = children_of(kiosk.pid());
    REQUIRE(decoders.size() == 1);
    for (const auto pid : {kiosk.pid(), decoders.front()}) {
        const auto process = "/proc/" + std::to_string(pid);
        const auto limits = read_text(process + "/limits");
        const auto core = limits.find("Max core file size");
        REQUIRE(core != std::string::npos);
        std::istringstream words(limits.substr(core + std::strlen("Max core file size")));
        std::string soft, hard;
        words >> soft >> hard;
        CHECK(soft == "0");
        CHECK(hard == "0");
        struct stat owner {};
        REQUIRE(::stat((process + "/mem").c_str(), &owner) == 0);
        CHECK(owner.st_uid == 0);  // the kernel takes the files of a process that is not dumpable away from its user
    }
}

TEST_CASE("SIGTERM and SIGINT end it cleanly") {
    Counter counter;
    for (const int number : {SIGTERM, SIGINT}) {
        const Site site;
        Program kiosk(Counter::as_is(site), counter.environment());
        REQUIRE(eventually([&] { return site.records("in_service") == 1; }));
        const auto asked = Clock::now();
        kiosk.signal(number);
        CHECK(kiosk.exit_code() == 0);
        CHECK(Clock::now() - asked < test::kPatience);
    }
}

TEST_CASE("with a stopped pcscd it is out of service, ends when it is told to, and is in service when pcscd goes on") {
    Counter counter;
    Program kiosk(counter.run(), counter.environment());
    REQUIRE(counter.comes("in_service"));
    const Stopped stopped(counter.pcscd->pid());
    const auto since = Clock::now();
    REQUIRE(counter.comes("out_of_service", 1, "\"code\":\"070\""));
    const auto took = std::chrono::duration<double>(Clock::now() - since).count();
    const bool goes_on = GENERATE(true, false);
    if (goes_on) {
        ::kill(counter.pcscd->pid(), SIGCONT);
        CHECK(counter.comes("in_service", 2));
    }
    const auto asked = Clock::now();
    kiosk.signal(SIGTERM);
    CHECK(kiosk.exit_code() == 0);
    std::cout << "product: pcscd " << (goes_on ? "stopped and goes on" : "stopped") << ": out of service after " << took
              << " s, ended after " << std::chrono::duration<double>(Clock::now() - asked).count() << " s\n";
    Program verify({"--config", counter.site.settings(), "--verify-audit"});
    CHECK(verify.exit_code() == 0);
}

TEST_CASE("a pcscd that stops while a card is read does not keep it from ending, and the journal is whole") {
    Counter counter;
    Program kiosk(counter.run(), counter.environment());
    REQUIRE(counter.comes("in_service"));
    std::atomic<bool> stopped = false;
    const Stopped at_the_end(counter.pcscd->pid(), false);
    sim::VpcdCard slot(counter.pcscd->port());
    REQUIRE(slot.insert(that_stops(counter.pcscd->pid(), stopped)));
    REQUIRE(eventually([&] { return stopped.load(); }));
    const auto asked = Clock::now();
    kiosk.signal(SIGTERM);
    CHECK(kiosk.exit_code() == 0);
    std::cout << "product: pcscd stopped while it reads: ended after "
              << std::chrono::duration<double>(Clock::now() - asked).count() << " s\n";
    CHECK(counter.site.records("session_started") == 1);
    Program verify({"--config", counter.site.settings(), "--verify-audit"});
    CHECK(verify.exit_code() == 0);
}

TEST_CASE("the journal is verified, a changed line is found, and two kiosks never share one") {
    Counter counter;
    const Site& site = counter.site;
    const Arguments verify{"--config", site.settings(), "--verify-audit"};
    {
        Program kiosk(Counter::as_is(site), counter.environment());
        REQUIRE(counter.comes("in_service"));
        Program second(Counter::as_is(site), counter.environment());
        CHECK(second.exit_code() == 3);
        CHECK(second.err().find("uketsuke: audit.journal: " + site.journal().string() + " is in use") !=
              std::string::npos);
        counter.pcscd->kill();
        REQUIRE(counter.comes("out_of_service"));
        kiosk.signal(SIGTERM);
        REQUIRE(kiosk.exit_code() == 0);
    }
    Program right(verify);
    CHECK(right.exit_code() == 0);
    INFO(read_text(site.journal()));
    CHECK(right.out().find(": ok, 4 records, head ") != std::string::npos);

    auto text = read_text(site.journal());
    text.replace(text.find("out_of_service"), 3, "in_");
    REQUIRE_FALSE(site.write("audit.jsonl", text).empty());
    Program wrong(verify);
    CHECK(wrong.exit_code() == 1);
    CHECK(wrong.err() == "uketsuke: " + site.journal().string() + ":4: the line was changed\n");
}

TEST_CASE("what would steer its libraries is taken out of its environment, or named") {
    Counter counter;
    auto environment = counter.environment();
    environment.push_back("SSLKEYLOGFILE=" + (counter.site.folder() / "keys").string());
    const auto tells = [](const Program& kiosk, std::string_view what) {
        const auto said = kiosk.err();
        const auto line = said.substr(std::min(said.find(what), said.size()));
        return line.find("PCSCLITE_CSOCK_NAME, ") < line.find('\n') && line.find("SSLKEYLOGFILE") < line.find('\n');
    };
    {
        Program clean(counter.site.run(), environment);
        CHECK(eventually([&] { return clean.err().find("no reader: ") != std::string::npos; }));  // not this daemon's
        CHECK(tells(clean, "environment: taken out: "));
    }
    CHECK(counter.site.records("in_service") == 0);
    Program as_is(counter.run(), environment);
    CHECK(counter.comes("in_service"));
    CHECK(tells(as_is, "environment: as it is (--environment as-is); in it: "));
}

TEST_CASE("nobody can connect to the kiosk: it listens on no socket, neither idle nor in a visit") {
    Counter counter;
    const auto has = [](const std::vector<std::string>& all, std::string_view kind) {
        return std::ranges::any_of(all, [&](const auto& one) { return one.starts_with(kind); });
    };
    const auto of_pcscd = listening(counter.pcscd->pid());  // what listens is seen
    CHECK(has(of_pcscd, "tcp"));
    CHECK(has(of_pcscd, "unix"));
    Program kiosk(counter.run(), counter.environment());
    const auto nowhere = [&] {
        const auto all = listening(kiosk.pid());
        CAPTURE(all);
        CHECK(all.empty());
    };
    REQUIRE(counter.comes("in_service"));
    nowhere();
    sim::VpcdCard slot(counter.pcscd->port());
    REQUIRE(slot.insert(card_of_hanako()));
    REQUIRE(counter.comes("session_started"));
    for (int i = 0; i < 20; ++i) {
        nowhere();
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
}

TEST_CASE("a journal that was moved away while the kiosk was off is followed, told, and checked without a secret") {
    Counter counter;
    const Site& site = counter.site;
    const auto run_once = [&](int records) {
        Program kiosk(counter.run(), counter.environment());
        REQUIRE(eventually([&] { return site.records("in_service") == records; }));
        kiosk.signal(SIGTERM);
        REQUIRE(kiosk.exit_code() == 0);
    };
    run_once(1);
    const auto key = site.write("noted.pub", read_text(site.folder() / "state" / "journal.pub"));
    const Arguments verify{"--verify-audit", "--journal", site.journal(), "--public", key};
    Program first(verify);
    CHECK(first.exit_code() == 0);

    fs::rename(site.journal(), site.folder() / "away.jsonl");
    run_once(1);
    CHECK(site.records("journal_disagrees", "missing") == 1);
    CHECK(read_text(site.folder() / "staff_calls.log").find("alert journal 【068】") != std::string::npos);
    Program follows(verify);
    CHECK(follows.exit_code() == 4);
    CHECK(follows.out().find(": ok, 3 records, follows HEAD ") != std::string::npos);

    fs::remove(site.folder() / "state" / "counters");
    Program refused(counter.run(), counter.environment());
    CHECK(refused.exit_code() == 3);
    CHECK(refused.err().find("counters is missing") != std::string::npos);
    fs::remove(site.journal());
    Program still(counter.run(), counter.environment());
    CHECK(still.exit_code() == 3);
    CHECK(still.err().find("counters is missing") != std::string::npos);
}

TEST_CASE("a journal with zeroes behind its last line starts, and comes into service") {
    Counter counter;
    const Site& site = counter.site;
    const auto zeroes = std::string(20000, '\0') + GENERATE("", "\n");
    REQUIRE_FALSE(site.write("audit.jsonl", zeroes).empty());
    Program kiosk(counter.run(), counter.environment());
    REQUIRE(counter.comes("in_service"));
    CHECK(site.records("journal_torn") == 1);
    CHECK(fs::file_size(site.folder() / "audit.jsonl.torn-1") == zeroes.size());
}
