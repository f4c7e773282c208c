// SPDX-License-Identifier: Apache-2.0
// What watchers of others hear of a result: npm's chokidar in its own process, and a reader that looks each millisecond.
#include <fmt/format.h>
#include <stdio.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <fstream>
#include <map>
#include <memory>
#include <set>
#include <sstream>
#include <thread>

#include "drivers/store/file_counter_store.hpp"
#include "firmware/base/file.hpp"
#include "firmware/reception/oqs_folder.hpp"
#include "sim/conformance/kinds.hpp"
#include "tests/support/scratch.hpp"

using namespace uketsuke;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

class SystemClock : public ports::Clock {
public:
    [[nodiscard]] base::MonoTime mono() const override { return {}; }
    [[nodiscard]] base::WallTime wall() const override {
        return std::chrono::time_point_cast<base::WallTime::duration>(std::chrono::system_clock::now());
    }
};

/// A file of each kind.
std::vector<std::string> files() {
    std::vector<std::string> all;
    for (const auto& kind : sim::kinds()) all.push_back(sim::file_of(kind.document, sim::kForms[0]));
    return all;
}

const ports::ReceptionLink::Begin kWanted = [] { return true; };

/// The folder of a kiosk that touches its results so long after they appeared.
struct Clinic {
    explicit Clinic(std::chrono::milliseconds touch_after) : touch_after_(touch_after) {
        fs::create_directory(results);
        link = reception::OqsFolder::create({.folder = results,
                                             .marker = "",
                                             .staff_calls = scratch.path / "staff_calls.log",
                                             .facility_code = "1319999999",
                                             .guide = {},
                                             .touch_after = touch_after_},
                                            *counters, clock)
                   .value();
    }
    void deliver(const std::string& file) const {
        REQUIRE(link->deliver({{domain::Validity::valid, {}}, base::WipedText(file)}, kWanted).has_value());
    }
    void deliver(int count) const {
        for (int i = 0; i < count; ++i) deliver("<XmlMsg/>");
    }

    test::Scratch scratch;
    fs::path results = scratch.path / "face";
    SystemClock clock;
    std::unique_ptr<drivers::store::FileCounterStore> counters =
        drivers::store::FileCounterStore::create(scratch.path / "counters").value();
    std::unique_ptr<reception::OqsFolder> link;

private:
    std::chrono::milliseconds touch_after_;
};

/// watcher.js in a process of its own.
class Watcher {
public:
    Watcher(const fs::path& folder, const std::string& options, const std::string& take = "")
        : folder_(folder),
          said_(::popen(fmt::format("NODE_PATH='{}' '{}' '{}' '{}' '{}' {}", NODE_PATH, NODE, WATCHER, folder.string(),
                                    options, take)
                            .c_str(),
                        "r"),
                ::pclose) {
        REQUIRE(said_ != nullptr);
        REQUIRE(next() == "ready");
    }
    /// Reads until so many such events came, and everything after them until the watcher has stopped. Fewer: it gave up.
    void hear(const std::string& event, int count) {
        while (heard[event] < count && next_event()) {
        }
        std::ofstream(folder_ / "stop") << "stop";
        while (next_event()) {
        }
    }
    std::map<std::string, int> heard;
    std::multiset<std::string> sizes;  ///< of what it took, in bytes

private:
    std::string next() {
        std::array<char, 512> line{};
        if (::fgets(line.data(), line.size(), said_.get()) == nullptr) return {};
        const std::string text = line.data();
        return text.substr(0, text.find('\n'));
    }
    bool next_event() {
        std::istringstream words(next());
        std::string event, name, size;
        words >> event >> name >> size;
        const bool result = name.starts_with("OQS");
        if (result) ++heard[event];
        if (!size.empty()) sizes.insert(size);
        return !event.empty();
    }
    fs::path folder_;
    std::unique_ptr<FILE, int (*)(FILE*)> said_;
};

/// Reads each file that ends in .xml as soon as it is there, each millisecond.
class Poller {
public:
    Poller(fs::path folder, std::set<std::string> files) : folder_(std::move(folder)), files_(std::move(files)) {}
    ~Poller() { thread_.request_stop(); }
    std::atomic<int> whole{0}, other{0};

private:
    void look() {
        std::error_code error;
        for (const auto& entry : fs::directory_iterator(folder_, error)) {
            if (entry.path().extension() != ".xml") continue;
            const auto text = base::read_file(entry.path());
            if (text) ++(files_.contains(*text) ? whole : other);
        }
    }
    fs::path folder_;
    std::set<std::string> files_;
    std::jthread thread_{[this](const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            look();
            std::this_thread::sleep_for(1ms);
        }
    }};
};

}  // namespace

TEST_CASE("a watcher that hears of changes alone takes every result, whole, and so does one that hears of new files") {
    const auto all = files();
    const auto results = static_cast<int>(all.size());
    const Clinic clinic(3s);  // long enough for a watcher on a busy machine to have looked at them
    const Poller poller(clinic.results, {all.begin(), all.end()});
    Watcher watcher(clinic.results, "{}", "take");
    std::multiset<std::string> sizes;
    for (const auto& file : all) {
        clinic.deliver(file);
        sizes.insert(std::to_string(file.size()));
    }
    watcher.hear("took", results);
    CHECK(watcher.heard["took"] == results);
    CHECK(watcher.heard["add"] == results);
    CHECK(watcher.sizes == sizes);
    CHECK(poller.whole > 0);
    CHECK(poller.other == 0);
    CHECK(std::distance(fs::directory_iterator(clinic.results), {}) == 1);  // "stop"
    CHECK(clinic.link->look_after().value().empty());
}

TEST_CASE("without the touch such a watcher hears nothing: that is what it is for") {
    const Clinic clinic(0ms);
    Watcher watcher(clinic.results, "{}", "take");
    clinic.deliver(5);
    watcher.hear("add", 5);
    CHECK(watcher.heard["add"] == 5);
    CHECK(watcher.heard["change"] == 0);
}

TEST_CASE("a watcher that waits until a file no longer grows, and one that polls, hear of a result once as new") {
    const auto* options = GENERATE(R"({"awaitWriteFinish":{"stabilityThreshold":300}})", R"({"usePolling":true,"interval":50})");
    INFO(options);
    const Clinic clinic(0ms);
    Watcher watcher(clinic.results, options);
    clinic.deliver(5);
    watcher.hear("add", 5);
    CHECK(watcher.heard["add"] == 5);
}

TEST_CASE("which files a watcher of changes hears, by how long after them they are touched", "[.measure]") {
    constexpr int kResults = 20;
    for (const auto after : {1ms, 2ms, 5ms, 10ms, 20ms, 50ms, 100ms, 500ms}) {
        const Clinic clinic(after);
        Watcher watcher(clinic.results, "{}");
        for (int i = 0; i < kResults; ++i) {
            clinic.deliver(1);
            std::this_thread::sleep_for(after + 100ms);
        }
        watcher.hear("add", kResults);
        fmt::print("touched after {:>3} ms: {:>2} of {} heard as new, {:>2} as changed\n", after.count(),
                   watcher.heard["add"], kResults, watcher.heard["change"]);
    }
}
