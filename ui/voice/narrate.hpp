// SPDX-License-Identifier: Apache-2.0
// From what is on the screen to what is said. All that can be read can be heard, nothing twice, and a digit that was
// typed never. Pure; the words come from the catalogue of the scene's language.
#pragma once

#include "firmware/base/time.hpp"
#include "ui/locale/languages.hpp"
#include "ui/scene/scene.hpp"
#include "utterance.hpp"

namespace uketsuke::ui::voice {

class Narrator {
public:
    /// `languages` must outlive it.
    explicit Narrator(const Languages& languages) : languages_(languages) {}

    /// It has come up: title, texts, and the focus (Scene::focus).
    [[nodiscard]] Utterance screen(const Scene& scene) const;
    /// The node in focus: what it is called, whether it is chosen, which one of how many.
    [[nodiscard]] Utterance focus(const Scene& scene) const;
    /// Whether a loudspeaker may say what it is called.
    [[nodiscard]] bool is_focus_for_everybody(const Scene& scene) const;
    /// What has changed on the same screen; nothing: an utterance without parts.
    [[nodiscard]] Utterance change(const Scene& before, const Scene& now) const;
    /// From the top: also the step, the marks and everything that can be chosen.
    [[nodiscard]] Utterance everything(const Scene& scene) const;
    /// Title, page, step, what is typed, the time that is left after `shown`, and the focus.
    [[nodiscard]] Utterance where(const Scene& scene, base::Duration shown) const;
    /// A sentence of the catalogue, with this number where it has a place for one.
    [[nodiscard]] Utterance sentence(std::string_view key, std::string_view language, int n = 0) const;

private:
    class Script;
    const Languages& languages_;
};

}  // namespace uketsuke::ui::voice
