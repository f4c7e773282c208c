// SPDX-License-Identifier: Apache-2.0
#include "dock.hpp"

#include <fmt/format.h>

#include <csignal>
#include <nlohmann/json.hpp>

#include "dock_server.hpp"
#include "docked_kiosk.hpp"
#include "firmware/command_line/command_line.hpp"
#include "sim/live/header.hpp"

namespace uketsuke::sim {
namespace {

using Json = nlohmann::ordered_json;

constexpr base::Duration kTurn{4}, kMost{200}, kTell{200};
constexpr int kFastest = 600;

volatile std::sig_atomic_t ended = 0;
void end(int) { ended = 1; }

int give_up(const base::Error& error) {
    fmt::print(stderr, "uketsuke-sim: {}: {}\n", base::name_of(error.code), error.detail);
    return 1;
}

base::MonoTime machine_time() { return std::chrono::time_point_cast<base::Duration>(std::chrono::steady_clock::now()); }

/// The page's side of the kiosk, and its time.
class Dock {
public:
    explicit Dock(DockWishes wishes) : wishes_(std::move(wishes)) {}

    int run() {
        auto lines = LineServer::create(wishes_.kiosk.control);
        if (!lines) return give_up(lines.error());
        lines_ = &*lines;
        if (auto made = make_kiosk(); !made) return give_up(made.error());
        auto server = DockServer::serve(wishes_.port, errands_, news_, answers());
        if (!server) return give_up(server.error());
        tell_where((*server)->url(), lines->where());
        work();
        errands_.close();
        news_.close();
        tell_recording();
        return kiosk_->failed() ? 1 : 0;
    }

private:
    base::Result<void> make_kiosk() {
        const auto tell = [this](LineServer::Who who, const std::string& line) { return lines_->tell(who, line); };
        auto kiosk = DockedKiosk::create(wishes_.kiosk, wishes_.window, news_, tell, pictures_);
        if (!kiosk) return base::fail(kiosk.error());
        kiosk_ = std::move(*kiosk);
        kiosk_->tell_news(pace_);
        return {};
    }

    static void tell_where(const std::string& url, const std::string& control) {
        fmt::print("{}\nThe simulator's dock: {}   (this machine alone; Ctrl+C ends it)\n",
                   Json{{"dock", url}, {"control", control}, {"version", kVerbsVersion}}.dump(), url);
        std::fflush(stdout);
    }

    void tell_recording() const {
        const auto& file = wishes_.kiosk.record;
        if (!file.empty()) fmt::print("Recorded in {}; replayed by: uketsuke-sim play {}\n", file, file);
    }

    void work() {
        auto last = machine_time(), told = last;
        while (ended == 0 && !kiosk_->over()) {
            errands_.carry_out(kiosk_->real() ? base::Duration{0} : kTurn);
            lines_->turn(base::Duration{0},
                         [&](const std::string& line, LineServer::Who who) -> std::optional<std::string> {
                             auto answer = kiosk_->handle(line, who);
                             return answer.empty() ? std::nullopt : std::optional(std::move(answer));
                         });
            const auto now = machine_time();
            kiosk_->pass(std::min(now - last, kMost), pace_);  // a machine that slept has not lived meanwhile
            last = machine_time();
            if (last - told < kTell) continue;
            kiosk_->tell_news(pace_);
            told = last;
        }
    }

    DockServer::Answers answers() {
        return {[this] { return kiosk_->choices(); }, [this] { return kiosk_->picture(); },
                [this](const std::string& json) {
                    auto answer = kiosk_->handle(json, DockedKiosk::kDock);
                    kiosk_->tell_news(pace_);
                    return answer;
                },
                [this](const std::string& json) { return another_kiosk(json); },
                [this](const std::string& json) { return set_pace(json); }};
    }

    /// The old one goes first: the real rig is one at a time. Where the new one cannot be, the old one comes anew.
    std::string another_kiosk(const std::string& json) {
        const auto wish = Json::parse(json, nullptr, false);
        if (!wish.is_object() || !wish.contains("facts") || !wish["facts"].is_array()) return {};
        const auto before = wishes_.kiosk;
        wishes_.kiosk.play.clear();
        wishes_.kiosk.facts.clear();
        for (const auto& fact : wish["facts"])
            if (fact.is_string()) wishes_.kiosk.facts.push_back(fact.get<std::string>());
        if (wish.contains("date") && wish["date"].is_string()) wishes_.kiosk.date = wish["date"].get<std::string>();
        if (auto header = script_of(wishes_.kiosk); !header) return put_back(before, header.error());
        pictures_ = kiosk_->pictures();
        kiosk_.reset();
        const auto made = make_kiosk();
        if (made) return Json{{"ok", true}}.dump();
        const auto answer = put_back(before, made.error());
        if (!make_kiosk()) ended = 1;
        return answer;
    }
    std::string put_back(const LiveWishes& before, const base::Error& error) {
        wishes_.kiosk = before;
        return Json{{"ok", false}, {"error", {{"expected", "facts and a date"}, {"found", error.detail}}}}.dump();
    }

    std::string set_pace(const std::string& json) {
        const auto wish = Json::parse(json, nullptr, false);
        if (!wish.is_object() || !wish.contains("factor") || !wish["factor"].is_number_integer()) return {};
        pace_ = std::clamp(wish["factor"].get<int>(), 0, kFastest);
        kiosk_->tell_news(pace_);
        return Json{{"ok", true}, {"factor", pace_}}.dump();
    }

    DockWishes wishes_;
    Errands errands_;
    News news_;
    LineServer* lines_ = nullptr;
    std::unique_ptr<DockedKiosk> kiosk_;
    int pictures_ = 0;  ///< of the kiosks before
    int pace_ = 1;      ///< the kiosk's seconds in one of the machine's
};

}  // namespace

void describe(CLI::App& verb, DockWishes& wishes) {
    describe(verb, wishes.kiosk);
    verb.add_option("--port", wishes.port, "of the page, on the loopback; 0 is any that is free")
        ->type_name("PORT")
        ->check(CLI::Range(0, 65535));
    verb.add_flag("--window", wishes.window, "the kiosk in a window of its own, too: the real rig");
}

int run_dock(const DockWishes& wishes) {
    std::signal(SIGINT, end);
    std::signal(SIGTERM, end);
    auto with_window = wishes;
    if (wishes.window) with_window.kiosk.rig = "real";
    return Dock(std::move(with_window)).run();
}

}  // namespace uketsuke::sim
