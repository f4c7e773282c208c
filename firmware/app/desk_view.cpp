// SPDX-License-Identifier: Apache-2.0
#include "desk_view.hpp"

#include "firmware/flow/state_table.hpp"

namespace uketsuke::app {
namespace {

/// Somebody is there, also while only the card still lies there.
bool about_somebody(const flow::Visit& visit) {
    using flow::State;
    if (visit.for_settings || visit.state == State::idle || visit.state == State::out_of_service) return false;
    return visit.card.has_value() || visit.state == State::thanks;
}

}  // namespace

domain::StepReached desk_view(const flow::Visit& visit, const ui::Languages& languages) {
    return {.visit = visit.ticket.visit,
            .n = visit.ticket.n,
            .state = std::string(flow::name_of(visit.state)),
            .error = visit.error ? base::line_of(*visit.error).number : 0,
            .patient = about_somebody(visit),
            .finished = visit.finished,
            .file = visit.result_name,
            .language = std::string(languages.row(visit.language).code)};
}

Kiosk::Watcher telling(ports::DeskFeed& desk, std::shared_ptr<const ui::Languages> languages) {
    return [&desk, languages, last = domain::StepReached{}](const flow::Visit&, const flow::Event&,
                                                            const flow::Step& step) mutable {
        auto now = desk_view(step.visit, *languages);
        if (now != last) desk.tell(last = std::move(now));
    };
}

}  // namespace uketsuke::app
