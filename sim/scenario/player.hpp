// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "script.hpp"
#include "sim/rig/rig.hpp"

namespace uketsuke::sim {

/// What a run showed.
struct Outcome {
    int steps = 0;                      ///< lines that were carried out
    int goldens = 0;                    ///< scenes compared
    std::vector<std::string> problems;  ///< "file:line: what"; empty = passed
    std::set<const flow::Row*> rows;    ///< transitions taken
    std::set<base::ErrorCode> errors;   ///< errors that came up on a screen
    std::set<flow::State> states;
};

/// Plays a script on a rig. Stops at the first problem. A fault that did not fire is one.
class Player {
public:
    struct Options {
        std::filesystem::path people;
        std::filesystem::path goldens;  ///< folder of scene texts
        bool update_goldens = false;
        std::function<void(const std::string& line)> say;  ///< each step as it is carried out
        std::function<void()> meanwhile;                   ///< often, while the kiosk works
    };
    /// Listens to the rig's kiosk from now on, so it must live as long as the kiosk works.
    Player(Rig& rig, Options options);
    Outcome play(const Script& script);

private:
    using Problem = std::optional<std::string>;
    Problem carry_out(const Line& line);
    Problem hold(const Line& line, int slot);
    Problem move(const Line& line, const std::function<Problem(int slot)>& how);
    Problem tap(const Line& line);
    Problem touch(const ui::Node& node);
    Problem touch_target(const Line& line);
    Problem no_button();
    Problem type(const Line& line);
    void press(const ui::KeypadKey& key);
    void listen();
    Problem key_to(const std::string& label);
    Problem key(const Line& line);
    Problem headphones(const Line& line);
    Problem heard(const Line& line);
    Problem unheard(const Line& line) const;
    Problem today(const std::string& day);
    Problem request(const std::string& number);
    Problem fault(const Line& line);
    Problem expect(const Line& line);
    Problem expect_screen(const Line& line);
    Problem expect_text(const Line& line);
    Problem expect_comfort(const Line& line);
    Problem expect_sound(const Line& line, const std::string& now);
    Problem expect_desk(const Line& line);
    Problem expect_document(const Line& line);
    Problem expect_count(const Line& line);
    Problem golden(const std::string& name);
    Problem audit(const Line& line);
    Problem unfired() const;
    bool advance_until(const std::function<bool()>& done, base::Duration limit);

    Rig& rig_;
    Options options_;
    Outcome outcome_;
    std::set<std::string> devices_with_faults_;
    std::size_t heard_ = 0;  ///< place in the transcript of what was heard last
};

}  // namespace uketsuke::sim
