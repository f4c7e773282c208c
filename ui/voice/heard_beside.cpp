// SPDX-License-Identifier: Apache-2.0
#include "heard_beside.hpp"

#include <algorithm>

#include "firmware/base/enumeration.hpp"
#include "firmware/domain/reader_shape.hpp"

namespace uketsuke::ui::voice {
namespace {

using flow::State;

struct SoundRow {
    std::string_view name;        ///< in the state table
    std::optional<State> screen;  ///< nothing: any other
    Earcon earcon;
};

constexpr SoundRow kSounds[]{
    {"card_sensed", {}, Earcon::card_laid},
    {"done", {}, Earcon::accepted},
    {"take_card", {}, Earcon::take_card},
    {"attention", State::take_card_urgent, Earcon::take_card},
    {"attention", State::card_left, Earcon::take_card},
    {"attention", State::idle_warning, Earcon::running_out},
    {"attention", State::card_problem, Earcon::card_near},
    {"attention", {}, Earcon::rejected},
};

}  // namespace

std::optional<Earcon> sound_of(std::string_view before, const Scene& now) {
    if (before == now.screen) return {};
    const bool was_read = before == flow::name_of(State::reading_card) && now.screen != flow::name_of(State::idle) &&
                          now.screen != flow::name_of(State::thanks);
    const auto row = std::ranges::find_if(kSounds, [&](const SoundRow& one) {
        return one.name == now.earcon && (!one.screen || flow::name_of(*one.screen) == now.screen);
    });
    if (row != std::end(kSounds)) return row->earcon;
    return was_read ? std::optional(Earcon::card_read) : std::nullopt;
}

std::vector<std::string> card_words(const Scene& scene) {
    const auto shown = std::ranges::find(scene.nodes, Icon::card_in, &Node::icon);
    if (shown == scene.nodes.end()) return {};
    const auto shape = static_cast<domain::ReaderShape>(shown->value);
    return {"hear.card." + std::string(base::enumerator_name(shape)), "hear.card.tones"};
}

}  // namespace uketsuke::ui::voice
