// SPDX-License-Identifier: Apache-2.0
#include "transitions.hpp"

#include <algorithm>
#include <vector>

#include "rows.hpp"

namespace uketsuke::flow {
namespace {

std::vector<Row> all_rows() {
    std::vector<Row> all;
    for (const auto part : {rows::card_rows(), rows::pin_rows(), rows::face_rows(), rows::staff_rows(),
                            rows::service_rows(), rows::question_rows(), rows::asked_rows(), rows::end_rows(), rows::any_rows()})
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

bool matches(const Row& row, const Session& session, const Event& event) {
    if (row.from && *row.from != session.state) return false;
    if (row.on != kind_of(event)) return false;
    if (row.action && *row.action != std::get<Tap>(event).action) return false;
    return row.guard.holds == nullptr || row.guard.holds(session, event);
}

}  // namespace

std::span<const Row> transitions() {
    static const std::vector<Row> rows = all_rows();
    return rows;
}

const Row* find_row(std::span<const Row> rows, const Session& session, const Event& event) {
    const auto found =
        std::find_if(rows.begin(), rows.end(), [&](const Row& row) { return matches(row, session, event); });
    return found == rows.end() ? nullptr : &*found;
}

}  // namespace uketsuke::flow
