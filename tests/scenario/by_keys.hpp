// SPDX-License-Identifier: Apache-2.0
// A scenario played by a patient who uses the numeric keypad and ears alone: each touch of the script is made by keys,
// and each screen that waits for a person is listened to, to its end.
#pragma once

#include <map>
#include <set>

#include "sim/rig/virtual_rig.hpp"
#include "sim/scenario/player.hpp"

namespace uketsuke::tests {

/// What keys and ears did.
struct ByKeys {
    std::set<flow::State> heard;              ///< all that can be read there was heard to its end
    std::map<base::ErrorCode, int> refusals;  ///< in a visit: how often heard, with what to do, to its end
    std::set<flow::Action> actions;           ///< that were done by a key
    int pressed = 0;                          ///< touches that were made by keys
    int by_touch = 0;                         ///< whose words the loudspeaker keeps to itself
    std::vector<std::string> wrong;           ///< not heard, not reached, not left: with what it was about
};

/// Plays on a rig whose kiosk speaks. Each person's visit is spoken: by headphones, or with none.
class KeysPlayer {
public:
    enum class Ears : std::uint8_t { headphones, loudspeaker };
    /// Adds to `found`, which must outlive it, as the rig must.
    KeysPlayer(sim::VirtualRig& rig, Ears ears, ByKeys& found);
    /// Up to the first step that does not come true: a spoken visit has more time than the script counts with. That
    /// step, and why; nothing: to the end.
    std::optional<std::string> play(const sim::Script& script);

private:
    using Trouble = std::optional<sim::Problem>;
    Trouble step(const sim::Line& line);
    Trouble as_written(const sim::Line& line) { return player_.carry_out(line).problem; }
    Trouble tap(const sim::Line& line);
    Trouble type(const sim::Line& line);
    bool reach(const std::string& id);
    bool confirm(const std::string& id);
    void leave_result();
    void begin();
    void press(const ui::KeypadKey& key);
    void press(ui::voice::Command command);
    void pass(base::Duration time);
    void listen();
    void listen_to_screen();
    void follow_transcript();
    [[nodiscard]] bool was_heard(const std::string& words) const;
    [[nodiscard]] std::optional<std::string> unheard(const ui::Scene& screen) const;
    [[nodiscard]] bool is_private() const;
    void fault(const std::string& what);

    sim::VirtualRig& rig_;
    const Ears ears_;
    ByKeys& found_;
    sim::Player player_;
    ui::voice::Narrator narrator_{ui::languages()};
    const sim::Script* script_ = nullptr;
    ui::Scene shown_;  ///< the screen that is up, as keys find it
    base::MonoTime shown_at_{};
    std::optional<flow::Action> last_;      ///< that the flow took
    int taken_ = 0;                         ///< events of fingers that the flow took
    std::vector<ui::voice::Said> planned_;  ///< the transcript, each as it was to be when it began
};

}  // namespace uketsuke::tests
