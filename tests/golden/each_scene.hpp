// SPDX-License-Identifier: Apache-2.0
// Each sample in each language on the reference panel with text of the middle size, laid out once for all tests.
#pragma once

#include <catch2/catch.hpp>
#include <vector>

#include "samples.hpp"

namespace uketsuke::tests {

struct Shown {
    Sample sample;
    ui::Scene scene;
};

inline const std::vector<Shown>& shown_wide() {
    static const auto kShown = [] {
        std::vector<Shown> all;
        for (auto sample : samples())
            for (const auto& language : ui::kLanguages) {
                sample.visit.facts.languages = ui::languages().count();
                all.push_back({sample, ui::layout(view_of(sample, language.code, ui::languages()), panel(),
                                                  ui::languages())});
            }
        return all;
    }();
    return kShown;
}

/// Calls `check` with each of them, and returns how many there are.
template <class Check>
int each_scene(Check check) {
    for (const auto& [sample, scene] : shown_wide()) {
        INFO(sample.name << " " << scene.language);
        check(scene, sample);
    }
    return static_cast<int>(shown_wide().size());
}

}  // namespace uketsuke::tests
