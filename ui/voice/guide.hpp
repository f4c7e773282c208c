// SPDX-License-Identifier: Apache-2.0
// The focus: which node a key would touch. It stands at a defined place on every screen, goes round through all that
// can be touched, and counts only once its words were heard. Pure; time comes from outside.
#pragma once

#include <string>
#include <vector>

#include "ui/scene/press.hpp"

namespace uketsuke::ui::voice {

/// What the focus goes through, in the order of focus.hpp: all that can be touched but the digits of a pad, which have
/// keys of their own. They live as long as the scene.
std::vector<const Node*> stops(const Scene& scene);
/// Digits are typed here.
bool takes_digits(const Scene& scene);
/// Another screen, another page of it, or something else in front of it.
bool is_other(const Scene& before, const Scene& now);
/// The node that the key back touches: to the page before, out of what stands in front, or the screen's own way back;
/// nullptr: there is none.
const Node* way_back(const Scene& scene);
/// The key of the pad with this digit, or the one that erases; nullptr: none here.
const Node* pad_key(const Scene& scene, const PinKey& key);

class Guide {
public:
    /// The scene that is shown now. On another screen the focus goes to its first stop; on the same one it stays where
    /// it was, or goes to what has just become possible on a pad, where all digits are typed. Returns whether it moved.
    bool show(const Scene& scene);
    /// No screen is spoken any more.
    void leave() { *this = {}; }
    /// By one, round at the ends. False: there is nowhere to go.
    bool move(int by);
    /// To this node of scene(), which can be touched.
    void move_to(const Node& node);
    /// nullptr: nothing can be touched.
    [[nodiscard]] const Node* focus() const;
    [[nodiscard]] const Scene& scene() const { return scene_; }
    /// From then on a key may touch it.
    void heard(base::MonoTime from) { heard_from_ = from; }
    [[nodiscard]] bool may_press(base::MonoTime now) const { return focus() != nullptr && now >= heard_from_; }

private:
    Scene scene_;
    base::MonoTime heard_from_ = base::MonoTime::max();
};

}  // namespace uketsuke::ui::voice
