// SPDX-License-Identifier: Apache-2.0
// What stands at a kiosk is what was there first, until a person accepts another.
#include "drivers/store/known_devices.hpp"

#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>

#include "drivers/store/file_counter_store.hpp"
#include "firmware/audit/journal_line.hpp"
#include "tests/support/scratch.hpp"

using namespace uketsuke;
using drivers::store::DeviceRole;
using drivers::store::KnownDevices;
namespace fs = std::filesystem;
using Names = std::vector<std::string>;

namespace {

struct State {
    test::Scratch scratch;
    const fs::path& folder = scratch.path;

    std::unique_ptr<ports::CounterStore> counters =
        drivers::store::FileCounterStore::create(folder / "counters").value();

    [[nodiscard]] auto create() const { return KnownDevices::create(folder, *counters); }
    [[nodiscard]] std::unique_ptr<KnownDevices> start() const { return create().value(); }
    [[nodiscard]] std::string text(const std::string& name) const {
        std::ifstream in(folder / name);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    void write(const std::string& name, const std::string& content) const { std::ofstream(folder / name) << content; }
};

const Names kOurs{"usb 1-1.4 054c:0dc8"}, kOther{"usb 1-2 072f:223b"};
const Names kBoth{kOurs.front(), kOther.front()};

std::string events(KnownDevices& known) {
    std::string all;
    for (const auto& record : known.take_news()) {
        all += std::string(record.event);
        for (const auto& [name, value] : record.fields) all += " " + value;
        all += "; ";
    }
    return all;
}

}  // namespace

TEST_CASE("the first start takes up what is there, and says so in the journal once") {
    const State state;
    const auto known = state.start();
    CHECK(known->admit(DeviceRole::reader, {}).empty());  // no reader yet: nothing is taken up
    CHECK(events(*known).empty());
    CHECK(known->admit(DeviceRole::reader, kOurs) == kOurs);
    CHECK(events(*known) == "devices_taken_up reader usb_1-1.4_054c_0dc8; ");
    CHECK(known->admit(DeviceRole::reader, kOurs) == kOurs);
    CHECK(known->admit(DeviceRole::camera, {"uvcvideo Cam usb-1"}) == Names{"uvcvideo Cam usb-1"});
    CHECK(events(*known) == "devices_taken_up camera uvcvideo_Cam_usb-1; ");
    CHECK(events(*known).empty());
}

TEST_CASE("another device is not admitted, in this run and in later ones, until a person accepts it") {
    const State state;
    CHECK(state.start()->admit(DeviceRole::reader, kOurs) == kOurs);
    const auto known = state.start();
    CHECK(known->admit(DeviceRole::reader, kOther).empty());
    CHECK(known->admit(DeviceRole::reader, kBoth) == kOurs);
    CHECK(events(*known).empty());
    CHECK(drivers::store::accept_devices(state.folder).value() ==
          std::vector<std::string>{"reader accepted: " + kOther.front()});
    CHECK(known->admit(DeviceRole::reader, kBoth) == kBoth);  // the kiosk that runs notices
    CHECK(events(*known) == "devices_accepted reader usb_1-1.4_054c_0dc8; devices_accepted reader usb_1-2_072f_223b; ");
    CHECK(state.start()->admit(DeviceRole::reader, kBoth) == kBoth);
    CHECK(drivers::store::accept_devices(state.folder).value().empty());
}

TEST_CASE("a device that is accepted in place of another leaves nothing to that one") {
    const State state;
    const auto known = state.start();
    CHECK(known->admit(DeviceRole::camera, {"one"}) == Names{"one"});
    CHECK(known->admit(DeviceRole::reader, kOurs) == kOurs);
    CHECK(known->admit(DeviceRole::camera, {"two"}).empty());
    CHECK(drivers::store::accept_devices(state.folder).value() ==
          std::vector<std::string>{"camera accepted: two", "camera no longer accepted: one"});
    CHECK(known->admit(DeviceRole::camera, {"two"}) == Names{"two"});
    CHECK(known->admit(DeviceRole::camera, {"one"}).empty());
    CHECK(known->admit(DeviceRole::reader, kOurs) == kOurs);  // another role is not touched
}

TEST_CASE("what was there once and is gone again is not accepted by a later word") {
    const State state;
    auto known = state.start();
    CHECK(known->admit(DeviceRole::reader, kOurs) == kOurs);
    CHECK(known->admit(DeviceRole::reader, kBoth) == kOurs);
    known = state.start();  // and the kiosk was started anew meanwhile
    CHECK(known->admit(DeviceRole::reader, kOurs) == kOurs);
    CHECK(drivers::store::accept_devices(state.folder).value().empty());
    CHECK(known->admit(DeviceRole::reader, kBoth) == kOurs);
    CHECK(known->admit(DeviceRole::reader, {}).empty());
    CHECK(drivers::store::accept_devices(state.folder).value().empty());
}

TEST_CASE("a device that names itself in bytes of another language breaks no file and no line") {
    const State state;
    const Names wild{"a\"]\nreader = [\"b", "\xFF\xFE\\x", "100%", "カメラ"};
    CHECK(state.start()->admit(DeviceRole::camera, wild) == wild);
    const auto known = state.start();
    CHECK(known->admit(DeviceRole::camera, wild) == wild);
    CHECK(known->admit(DeviceRole::camera, {"a\"]", "100%25"}).empty());
    CHECK(drivers::store::accept_devices(state.folder).value().size() == 6);
    CHECK(known->admit(DeviceRole::reader, {"b"}) == Names{"b"});
    CHECK(events(*known).find("devices_taken_up reader b") != std::string::npos);
}

TEST_CASE("what a device calls itself reaches the journal as a word that it takes") {
    const State state;
    const auto known = state.start();
    const Names wild{"a\"\n b:\xFF" + std::string(100, 'x'), "カメラ"};
    CHECK(known->admit(DeviceRole::camera, wild) == wild);
    const auto news = known->take_news();
    REQUIRE(news.size() == 2);
    for (const auto& record : news) CHECK(audit::complaint_about(record).empty());
}

TEST_CASE("a damaged file of the known devices ends the start and is never taken for a first one") {
    const State state;
    for (const auto* text : {"reader = \"one\"\n", "reader = [\n", "reader = []\n", "readers = [\"one\"]\n", "\x80"}) {
        state.write("devices.toml", text);
        const auto known = state.create();
        REQUIRE_FALSE(known);
        CHECK(known.error().code == base::ErrorCode::file_unreadable);
        CHECK_FALSE(drivers::store::accept_devices(state.folder));
    }
    state.write("devices.toml", "");
    state.write("devices.found.toml", "reader = [");  // the kiosk's own, and no word of a person
    CHECK(state.create());
}

TEST_CASE("a file that a person is just writing wrongly changes nothing for the kiosk that runs") {
    const State state;
    const auto known = state.start();
    CHECK(known->admit(DeviceRole::reader, kOurs) == kOurs);
    state.write("devices.toml", "reader = [");
    CHECK(known->admit(DeviceRole::reader, kBoth) == kOurs);
}

TEST_CASE("where the file of the known devices is gone or empty, a later start is not taken for the first") {
    const State state;
    CHECK(state.start()->admit(DeviceRole::reader, kOurs) == kOurs);
    SECTION("gone") { fs::remove(state.folder / "devices.toml"); }
    SECTION("empty") { state.write("devices.toml", ""); }
    const auto known = state.start();
    CHECK(known->admit(DeviceRole::reader, kBoth).empty());
    CHECK(events(*known).empty());
    CHECK(known->admit(DeviceRole::camera, {"one"}) == Names{"one"});  // the first of its role
    CHECK(drivers::store::accept_devices(state.folder).value().size() == 2);
    CHECK(known->admit(DeviceRole::reader, kBoth) == kBoth);
}

TEST_CASE("devices that were taken up before that was noted are noted at the next start") {
    const State state;
    state.write("devices.toml", "reader = [\"" + kOurs.front() + "\"]\n");
    CHECK(state.start()->admit(DeviceRole::reader, kOurs) == kOurs);
    fs::remove(state.folder / "devices.toml");
    CHECK(state.start()->admit(DeviceRole::reader, kOurs).empty());
}
