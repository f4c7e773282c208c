// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "script.hpp"
#include "sim/rig/rig.hpp"

namespace uketsuke::sim {

/// Why a step did not come true.
struct Problem {
    std::string expected, found;
};

/// File, line, what was expected and found, on three lines.
std::string told(const std::string& file, const Line& line, const Problem& problem);

/// What a run showed.
struct Outcome {
    int steps = 0;                      ///< lines that were carried out
    int goldens = 0;                    ///< scenes compared
    std::vector<std::string> problems;  ///< file, line, what was expected and found; empty = passed
    std::set<const flow::Row*> rows;    ///< transitions taken
    std::set<base::ErrorCode> errors;   ///< errors that came up on a screen
    std::set<flow::State> states;
};

/// Carries steps out on a rig, those of a script or one by one.
class Player {
public:
    struct Options {
        PeopleFolders people;
        std::filesystem::path goldens;  ///< folder of scene texts
        bool update_goldens = false;
        std::function<void(const std::string& line)> say;  ///< each step as it is carried out
        std::function<void()> meanwhile;                   ///< often, while the kiosk works
        std::filesystem::path pictures;                    ///< for screenshots; empty: they are refused
        /// Whoever waits gives up as soon as this is so; nothing: never.
        std::function<bool()> enough = {};
    };
    using Json = nlohmann::ordered_json;
    /// What is found where a fault is mended, or replaced, before it met the kiosk. It was carried out all the same.
    static constexpr std::string_view kNeverFired = "it never fired";
    struct Reply {
        std::optional<Problem> problem;
        Json answer = Json::object();  ///< the fields of the verb's rule
    };
    /// Listens to the rig's kiosk from now on, so it must live as long as the kiosk works.
    Player(Rig& rig, Options options);
    /// Stops at the first problem. A fault that did not fire is one.
    Outcome play(const Script& script);

    /// One step, of any verb but `subscribe` and `quit`, which are the connection's.
    Reply carry_out(const Line& line);
    /// What is wrong at the end: a fault that did not fire, a command that named a file of My Number.
    [[nodiscard]] std::optional<Problem> judge() const;
    [[nodiscard]] const Outcome& outcome() const { return outcome_; }
    /// The end of a file of lines, e.g. of the journal.
    static std::vector<std::string> last_lines(const std::filesystem::path& file, std::size_t most);
    /// The arrow in words: from, event, action, guard.
    static std::string describe(const flow::Row& row);

private:
    using Trouble = std::optional<Problem>;
    Trouble act(const Line& line);
    Trouble hold(const Line& line, int slot);
    Trouble move(const Line& line, const std::function<Trouble(int slot)>& how);
    Trouble lay(const Line& line);
    Trouble validity(const Line& line);
    Trouble tap(const Line& line);
    Trouble touch(const ui::Node& node);
    Trouble touch_target(const Line& line);
    Trouble no_button(const std::string& label);
    Trouble type(const Line& line);
    void press(const ui::KeypadKey& key);
    void listen();
    Trouble key_to(const std::string& label);
    Trouble key(const Line& line);
    Trouble headphones(const Line& line);
    Trouble heard(const Line& line);
    [[nodiscard]] Trouble unheard(const Line& line) const;
    Trouble clock(const Line& line);
    Trouble request(const std::string& number);
    Trouble put_appointments(const Line& line);
    Trouble chart(const Line& line);
    Trouble fault(const Line& line);
    Trouble expect(const Line& line);
    Trouble expect_screen(const Line& line);
    Trouble expect_text(const Line& line);
    Trouble expect_comfort(const Line& line);
    Trouble expect_sound(const Line& line, const std::string& now);
    Trouble show(const Line& line);
    Trouble clerk(const Line& line);
    Trouble expect_desk(const Line& line);
    Trouble expect_metrics(const Line& line);
    Trouble expect_document(const Line& line);
    Trouble expect_count(const Line& line);
    Trouble golden(const std::string& name);
    Trouble audit(const Line& line);
    Trouble screenshot(const std::string& name);
    [[nodiscard]] Trouble results(const std::string& name) const;
    [[nodiscard]] Trouble unfired(const std::string& device) const;
    Json answer(const Line& line);
    [[nodiscard]] Json state() const;
    [[nodiscard]] Json tree() const;
    [[nodiscard]] Json faults() const;
    [[nodiscard]] Json results_json(const Line& line) const;
    bool advance_until(const std::function<bool()>& done, base::Duration limit);

    Rig& rig_;
    Options options_;
    Outcome outcome_;
    std::map<std::string, std::string> faults_;  ///< that have something to fire: words by device
    std::size_t heard_ = 0;                      ///< place in the transcript of what was heard last
    const flow::Row* row_ = nullptr;             ///< the last one that was taken
};

}  // namespace uketsuke::sim
