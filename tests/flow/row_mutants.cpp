// SPDX-License-Identifier: Apache-2.0
#include "row_mutants.hpp"

#include <algorithm>

namespace uketsuke::flow {
namespace {

using Rows = std::vector<Row>;

/// A guard is a plain function, so its opposite has to be told whose it is: mutants are tried one by one, on one
/// thread, and before the next row's are made.
bool (*opposite_of)(const Visit&, const Event&) = nullptr;
bool opposite(const Visit& visit, const Event& event) { return !opposite_of(visit, event); }

/// The next row of the same state for the same event.
std::optional<std::size_t> rival_of(std::span<const Row> rows, std::size_t at) {
    const auto& one = rows[at];
    for (auto other = at + 1; other < rows.size(); ++other)
        if (rows[other].on == one.on && rows[other].action == one.action && rows[other].from == one.from) return other;
    return std::nullopt;
}

}  // namespace

std::string words_of(const Row& row) {
    std::string words(row.from ? name_of(*row.from) : "any");
    words += ", " + std::string(name_of(row.on));
    if (row.action) words += " " + std::string(name_of(*row.action));
    if (!row.guard.name.empty()) words += " [" + std::string(row.guard.name) + "]";
    return words;
}

std::vector<RowMutant> mutants_of(std::span<const Row> rows, std::size_t at) {
    std::vector<RowMutant> mutants;
    const Row& row = rows[at];
    const auto add = [&](std::string_view mistake, auto&& mutate) {
        RowMutant mutant{at, mistake, Rows(rows.begin(), rows.end())};
        mutate(mutant.table);
        mutants.push_back(std::move(mutant));
    };
    const auto lead = [&](std::string_view mistake, Target target) {
        if (row.to != target) add(mistake, [&](Rows& r) { r[at].to = target; });
    };
    add("is missing", [&](Rows& r) { r.erase(r.begin() + static_cast<std::ptrdiff_t>(at)); });
    if (row.guard.holds != nullptr) {
        add("is taken always", [&](Rows& r) { r[at].guard = {}; });
        opposite_of = row.guard.holds;
        add("is taken the other way round", [&](Rows& r) { r[at].guard = {"the opposite", opposite}; });
    }
    if (row.change.apply != nullptr) add("changes nothing", [&](Rows& r) { r[at].change = {}; });
    if (row.effect) add("has no effect", [&](Rows& r) { r[at].effect.reset(); });
    lead("leads nowhere", {Target::Kind::stay});
    lead("leads to the start", {Target::Kind::enter, State::idle});
    if (row.from) lead("enters its state anew", {Target::Kind::enter, *row.from});
    if (const auto rival = rival_of(rows, at))
        add("comes after its rival", [&](Rows& r) {
            const auto first = r.begin() + static_cast<std::ptrdiff_t>(at);
            std::rotate(first, first + 1, r.begin() + static_cast<std::ptrdiff_t>(*rival) + 1);
        });
    return mutants;
}

}  // namespace uketsuke::flow
