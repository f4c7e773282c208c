// SPDX-License-Identifier: Apache-2.0
// Short visits by any table of arrows, told event by event. The same stories test the table and judge its mutants.
#pragma once

#include <string>
#include <vector>

#include "tests/flow/walk.hpp"

namespace uketsuke::flow {

/// The first work of a kind among effects; nullptr when there is none.
template <class W>
const W* work_in(const Effects& effects) {
    for (const auto& effect : effects)
        if (const auto* work = std::get_if<W>(&effect.work)) return work;
    return nullptr;
}

/// One visit under way.
class StoryVisit {
public:
    StoryVisit(std::span<const Row> rows, KioskFacts facts);

    StoryVisit& happen(const Event& event);
    StoryVisit& tap(Action action, int item = 0) { return happen(Tap{action, item}); }
    StoryVisit& type(int digits) { return happen(PinChanged{digits}); }
    StoryVisit& wait() { return happen(TimeOut{visit_.ticket}); }
    StoryVisit& lay(const domain::CardInfo& card);  ///< a card or phone comes and is read
    StoryVisit& take();                             ///< it is taken
    StoryVisit& prove_by_pin();
    StoryVisit& prove_by_face();
    StoryVisit& prove_by_staff();
    StoryVisit& answer(const domain::Authentication& person);  ///< of the first request
    StoryVisit& confirm(domain::Answer result = {domain::Validity::valid, {}});

    /// Complains unless the visit is there now.
    StoryVisit& at(State state);
    /// Complains unless it holds.
    StoryVisit& that(bool holds, std::string_view what);
    /// The work of this kind that the last event brought; nullptr when it brought none.
    template <class W>
    [[nodiscard]] const W* did() const {
        return work_in<W>(effects_);
    }
    [[nodiscard]] const Visit& visit() const { return visit_; }
    [[nodiscard]] const std::vector<std::string>& complaints() const { return complaints_; }

private:
    std::span<const Row> rows_;
    Visit visit_;
    Effects effects_;
    std::vector<std::string> complaints_;
};

/// A kiosk where everything is there, in a state.
Visit visit_in(State state);
/// A card with a PIN, valid for years.
domain::CardInfo good_card(int tries = 3);
/// Registered, certificate valid.
domain::Authentication good_person(bool ask_consent = false);

struct Story {
    std::string_view name;
    void (*tell)(StoryVisit&);
    KioskFacts facts = {};
};
std::span<const Story> stories();
/// What went wrong in one story by a table; empty when all went as told.
std::vector<std::string> tell(const Story& story, std::span<const Row> rows);

}  // namespace uketsuke::flow
