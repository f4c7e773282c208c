// SPDX-License-Identifier: Apache-2.0
#include "transitions.hpp"

#include <algorithm>

#include "states.hpp"

namespace uketsuke::flow {
namespace {

constexpr auto kRows = parts::all_rows();

bool matches(const Row& row, const Visit& visit, const Event& event) {
    if (row.from && *row.from != visit.state) return false;
    if (row.on != kind_of(event)) return false;
    if (row.action && *row.action != std::get<Tap>(event).action) return false;
    return row.guard.holds == nullptr || row.guard.holds(visit, event);
}

}  // namespace

std::span<const Row> transitions() { return kRows; }

const Row* find_row(std::span<const Row> rows, const Visit& visit, const Event& event) {
    const auto found =
        std::find_if(rows.begin(), rows.end(), [&](const Row& row) { return matches(row, visit, event); });
    return found == rows.end() ? nullptr : &*found;
}

}  // namespace uketsuke::flow
