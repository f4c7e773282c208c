// SPDX-License-Identifier: Apache-2.0
#include "state_table.hpp"

#include <algorithm>

#include "firmware/base/enumeration.hpp"
#include "states.hpp"

namespace uketsuke::flow {
namespace {

constexpr auto kStates = base::one_for_each<&StateRow::state>(parts::own_rows());

}  // namespace

std::span<const StateRow> state_table() { return kStates; }
const StateRow& row_of(State state) { return kStates.at(base::index_of(state)); }

int digits_wanted(const Visit& visit) {
    if (visit.state == State::number_b_entry && visit.info) return static_cast<int>(visit.info->number_b_digits);
    return row_of(visit.state).digits;
}

base::Duration time_out_of(State state) {
    const auto delay = row_of(state).delay;
    return delay ? row_of(*delay).duration : base::Duration::zero();
}

base::Duration time_out_of(const Visit& visit) {
    const auto own = row_of(visit.state).delay;
    const bool longer = unhurried(visit.comfort) || (own == Delay::face && visit.comfort.long_moves);
    const auto length = [&](Delay delay) { return length_of(row_of(delay), longer); };
    if (!own) return visit.set_otherwise() ? length(Delay::touch) : base::Duration::zero();
    const bool looked_at = visit.in_front != InFront::nothing && row_of(*own).again;
    return looked_at ? std::max(length(*own), length(Delay::touch)) : length(*own);
}

}  // namespace uketsuke::flow
