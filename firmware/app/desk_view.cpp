// SPDX-License-Identifier: Apache-2.0
#include "desk_view.hpp"

#include "firmware/base/enumeration.hpp"
#include "firmware/flow/certificate_policy.hpp"
#include "firmware/flow/state_table.hpp"

namespace uketsuke::app {
namespace {

/// Somebody is there, also while only the card still lies there.
bool about_somebody(const flow::Visit& visit) {
    using flow::State;
    if (visit.for_settings || visit.state == State::idle || visit.state == State::out_of_service) return false;
    return visit.card.has_value() || visit.state == State::thanks;
}

bool refused_all(const flow::Visit& visit) {
    return visit.sent && visit.authentication && visit.authentication->ask_consent &&
           visit.sent->consents == domain::Consents{};
}

bool ends_soon(const flow::Visit& visit) {
    return visit.info && visit.authentication &&
           flow::certificate_life(*visit.info, visit.authentication->certificate, visit.today) ==
               flow::CertificateLife::ends_soon;
}

std::string marks_of(const flow::Visit& visit) {
    std::string marks;
    const auto mark = [&](bool holds, std::string_view word) {
        if (holds) marks += (marks.empty() ? "" : " ") + std::string(word);
    };
    mark(visit.accompanied, "helper");
    mark(visit.comfort.spoken, "listens");
    mark(visit.staff_on_way, "called");
    mark(visit.desk_comes, "comes");
    mark(refused_all(visit), "refused");
    mark(ends_soon(visit), "ends_soon");
    mark(visit.staff_check && visit.staff_check->locked_for_s > 0, "unlock");
    if (visit.appointment && visit.appointment->recorded())
        mark(true, "appointment_" + std::string(base::enumerator_name(visit.appointment->arrival)));
    mark(visit.down[static_cast<std::size_t>(flow::Device::desk)].has_value(), "closed");
    return marks;
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
            .language = std::string(languages.row(visit.language).code),
            .number = visit.number,
            .marks = marks_of(visit)};
}

Kiosk::Watcher telling(ports::DeskFeed& desk, std::shared_ptr<const ui::Languages> languages) {
    return [&desk, languages, last = domain::StepReached{}](const flow::Visit&, const flow::Event&,
                                                            const flow::Step& step) mutable {
        auto now = desk_view(step.visit, *languages);
        if (now != last) desk.tell(last = std::move(now));
    };
}

}  // namespace uketsuke::app
