// SPDX-License-Identifier: Apache-2.0
#include "walk.hpp"

#include <algorithm>
#include <deque>
#include <unordered_map>

#include "abstraction.hpp"

namespace uketsuke::flow {
namespace {

bool needs_no_human(EventKind kind) {
    switch (kind) {
        case EventKind::tap:
        case EventKind::pin_changed:
        case EventKind::target_touched:
        case EventKind::card_present:
        case EventKind::card_removed:
        case EventKind::device_up:
        case EventKind::day_began:
        case EventKind::desk_answered:
        case EventKind::device_down: return false;
        default: return true;
    }
}

using Edges = std::vector<std::vector<std::size_t>>;

/// States of the visits from which no state of `goals` can be reached along `edges`.
std::set<State> cut_off(const Walk& walk, std::initializer_list<const Edges*> edges, const std::set<State>& goals) {
    Edges back(walk.nodes.size());
    for (const auto* set : edges)
        for (std::size_t from = 0; from < set->size(); ++from)
            for (const auto there : (*set)[from]) back[there].push_back(from);
    std::vector<bool> reaches(walk.nodes.size());
    std::deque<std::size_t> open;
    const auto reach = [&](std::size_t node) {
        if (reaches[node]) return;
        reaches[node] = true;
        open.push_back(node);
    };
    for (std::size_t i = 0; i < walk.nodes.size(); ++i)
        if (goals.count(walk.nodes[i].visit.state) == 1) reach(i);
    for (; !open.empty(); open.pop_front())
        for (const auto from : back[open.front()]) reach(from);
    std::set<State> states;
    for (std::size_t i = 0; i < walk.nodes.size(); ++i)
        if (!reaches[i]) states.insert(walk.nodes[i].visit.state);
    return states;
}

}  // namespace

std::set<State> dead_ends(const Walk& walk) {
    return cut_off(walk, {&walk.unattended, &walk.by_removal}, {State::idle, State::out_of_service});
}

std::set<State> waits_for_ever(const Walk& walk) {
    return cut_off(walk, {&walk.unattended}, {State::idle, State::out_of_service, State::card_left});
}

std::vector<Event> path_to(const Walk& walk, std::size_t node) {
    std::vector<Event> path;
    for (; node != 0; node = walk.came_by[node].first) path.push_back(walk.came_by[node].second);
    std::reverse(path.begin(), path.end());
    return path;
}

Walk walk_through(const World& world, std::span<const Row> rows, bool stop_at_violation) {
    Walk walk;
    const TapsNamed named(rows);
    std::unordered_map<std::string, std::size_t> known;
    std::deque<std::size_t> open;
    const auto visit = [&](Node node, std::size_t from, Event by) {
        node.visit = abstracted(node.visit);
        const auto [place, is_new] = known.emplace(key_of(node.visit, node.observer), walk.nodes.size());
        const auto index = place->second;
        if (is_new) {
            walk.states.insert(node.visit.state);
            walk.nodes.push_back(std::move(node));
            walk.unattended.emplace_back();
            walk.by_removal.emplace_back();
            walk.came_by.emplace_back(from, std::move(by));
            open.push_back(index);
        }
        return index;
    };
    visit({start_of(world), {}}, 0, TimeOut{});
    for (; !open.empty(); open.pop_front()) {
        const auto here = open.front();
        const Node node = walk.nodes[here];
        for (const auto& event : possible_events(node.visit, world, named)) {
            const auto result = step(node.visit, event, rows);
            ++walk.steps;
            const auto [seen, complaints] = judge(node.visit, node.observer, event, result);
            walk.violations.insert(walk.violations.end(), complaints.begin(), complaints.end());
            if (stop_at_violation && !walk.violations.empty()) return walk;
            if (result.row == nullptr) continue;
            walk.rows.insert(result.row);
            const auto there = visit({result.visit, seen}, here, event);
            if (needs_no_human(kind_of(event))) walk.unattended[here].push_back(there);
            if (kind_of(event) == EventKind::card_removed) walk.by_removal[here].push_back(there);
        }
    }
    return walk;
}

}  // namespace uketsuke::flow
