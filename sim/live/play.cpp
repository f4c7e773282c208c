// SPDX-License-Identifier: Apache-2.0
#include "play.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstdlib>
#include <optional>

#include "arriving_lines.hpp"
#include "failure.hpp"
#include "rig_for.hpp"
#include "sim/scenario/player.hpp"

namespace uketsuke::sim {
namespace {

namespace fs = std::filesystem;

struct Played {
    int steps = 0, goldens = 0;
    std::string problem;  ///< empty: it passed
};

std::string told(const base::Error& error) { return fmt::format("{}: {}", base::name_of(error.code), error.detail); }

/// What a line has wrong tells its place by itself.
std::string why_unread(const base::Error& error) {
    return error.code == base::ErrorCode::file_unreadable ? told(error) : error.detail;
}

/// Where one scenario's kiosk has its files.
class Place {
public:
    Place(const fs::path& out, const std::string& name) {
        if (out.empty())
            path_ = temporary_.emplace().path();
        else
            path_ = out / name;
    }
    /// Empty: it can be used. Counters of an earlier kiosk would change what this one does.
    [[nodiscard]] std::string problem() const {
        std::error_code error;
        fs::create_directories(path_, error);
        if (error) return fmt::format("{}: {}", path_.string(), error.message());
        return fs::is_empty(path_, error) ? ""
                                          : fmt::format("{} holds files already: name another folder", path_.string());
    }
    [[nodiscard]] const fs::path& path() const { return path_; }
    [[nodiscard]] bool stays() const { return !temporary_; }

private:
    std::optional<TemporaryFolder> temporary_;
    fs::path path_;
};

Player::Options player_options(const Script& header, const Place& place) {
    Player::Options options;
    options.people = {Paths{}.people, header.own_people};
    options.goldens = fs::path(header.file).parent_path() / "golden";
    options.update_goldens = std::getenv("UPDATE_GOLDENS") != nullptr;
    options.pictures = place.path();
    return options;
}

Played play_whole(const fs::path& file, const PlayWishes& wishes) {
    const auto script = load_script(file);
    if (!script) return {0, 0, why_unread(script.error())};
    const Place place(wishes.out, script->name);
    if (auto problem = place.problem(); !problem.empty()) return {0, 0, std::move(problem)};
    const auto rig = rig_for(*script, place.path(), {wishes.service, wishes.desk});
    if (!rig) return {0, 0, fmt::format("no rig: {}", told(rig.error()))};
    Player player(**rig, player_options(*script, place));
    const auto outcome = player.play(*script);
    Played played{outcome.steps, outcome.goldens, outcome.problems.empty() ? "" : outcome.problems.front()};
    if (!played.problem.empty() && place.stays()) leave_failure(**rig, place.path(), played.problem);
    return played;
}

/// A scenario that comes line by line. Virtual time stands still until the next one, real time passes.
class Arriving {
public:
    Arriving(std::string file, const PlayWishes& wishes)
        : file_(std::move(file)), wishes_(wishes), reader_(file_), place_(wishes.out, reader_.script().name) {}

    Played play() {
        auto lines = ArrivingLines::open(file_);
        if (!lines) return {0, 0, told(lines.error())};
        std::string problem = place_.problem();
        while (problem.empty()) {
            const auto line = lines->next([this] { let_pass(); });
            if (!line) break;
            problem = take(*line);
        }
        if (problem.empty()) problem = judge();
        if (!problem.empty() && rig_ && place_.stays()) leave_failure(*rig_, place_.path(), problem);
        return {player_ ? player_->outcome().steps : 0, player_ ? player_->outcome().goldens : 0, problem};
    }

private:
    void let_pass() {
        if (rig_ && reader_.script().rig == Script::Rig::real)
            rig_->advance_until([] { return false; }, base::Duration{20});
    }
    std::string take(const std::string& text) {
        auto line = reader_.take(text);
        if (!line) return line.error().detail;
        if (!*line) return {};
        if (auto problem = begin(); !problem.empty()) return problem;
        last_ = **line;
        const auto reply = player_->carry_out(last_);
        fmt::print("  {}  {}\n", reply.problem ? "FAIL" : "ok  ", text);
        std::fflush(stdout);
        return reply.problem ? sim::told(file_, last_, *reply.problem) : "";
    }
    /// The kiosk, once its header is whole.
    std::string begin() {
        if (rig_) return {};
        auto rig = rig_for(reader_.script(), place_.path(), {wishes_.service, wishes_.desk});
        if (!rig) return fmt::format("no rig: {}", told(rig.error()));
        rig_ = std::move(*rig);
        player_.emplace(*rig_, player_options(reader_.script(), place_));
        return {};
    }
    std::string judge() {
        if (!player_) return "no step in it";
        const auto problem = player_->judge();
        return problem ? sim::told(file_, last_, *problem) : "";
    }

    const std::string file_;
    const PlayWishes& wishes_;
    ScriptReader reader_;
    const Place place_;
    std::unique_ptr<Rig> rig_;
    std::optional<Player> player_;
    Line last_{0, Verb::wait, {}, {}};
};

bool arrives(const std::string& file) {
    std::error_code error;
    return file == "-" || fs::is_fifo(file, error) || fs::is_character_file(file, error);
}

}  // namespace

int play_files(const PlayWishes& wishes) {
    int failed = 0, goldens = 0;
    for (const auto& file : wishes.files) {
        const auto played = arrives(file) ? Arriving(file, wishes).play() : play_whole(file, wishes);
        goldens += played.goldens;
        failed += played.problem.empty() ? 0 : 1;
        fmt::print("{}  {}  {} steps{}{}\n", played.problem.empty() ? "ok  " : "FAIL", fs::path(file).stem().string(),
                   played.steps, played.problem.empty() ? "" : "\n", played.problem);
        std::fflush(stdout);
    }
    fmt::print("scenarios: {} played, {} failed, {} goldens compared\n", wishes.files.size(), failed, goldens);
    return failed == 0 ? 0 : 1;
}

}  // namespace uketsuke::sim
