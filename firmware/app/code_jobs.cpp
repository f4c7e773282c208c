// SPDX-License-Identifier: Apache-2.0
#include "code_jobs.hpp"

#include <utility>

#include "firmware/base/log.hpp"

namespace uketsuke::app {

void CodeJobs::start(domain::Ticket ticket) {
    vault_.open_if_closed(ticket.visit);
    lanes_.run(LaneName::card, [this, ticket] { begin(ticket); });
}

void CodeJobs::begin(domain::Ticket ticket) {
    close();
    if (!wanted_(ticket)) return;
    if (devices_.code_reader == nullptr)
        return answer(ticket, base::fail(base::ErrorCode::code_camera_missing, "no reader of codes"));
    auto look = devices_.code_reader->begin();
    if (!look) return answer(ticket, base::fail(look.error()));
    look_ = std::move(*look);
    looks_for_ = ticket;
    next(ticket);
}

void CodeJobs::next(domain::Ticket ticket) {
    lanes_.run(LaneName::card, [this, ticket] { look(ticket); });
}

void CodeJobs::look(domain::Ticket ticket) {
    if (!look_ || looks_for_ != ticket) return;
    if (!wanted_(ticket)) return close();
    auto code = look_->next();
    if (!code) return answer(ticket, base::fail(code.error()));
    if (!*code) return next(ticket);
    answer(ticket, meaning_of(ticket, std::move(**code)));
}

void CodeJobs::answer(domain::Ticket ticket, base::Result<flow::CodeMeaning> meaning) {
    close();
    if (!meaning) base::warn("kiosk", "code: {} {}", base::name_of(meaning.error().code), meaning.error().detail);
    mailbox_.post(flow::CodeRead{ticket, std::move(meaning)});
}

flow::CodeMeaning CodeJobs::meaning_of(domain::Ticket ticket, domain::Code code) {
    if (devices_.my_way_in)
        if (const auto way = devices_.my_way_in(code.text)) return *way;
    const flow::OtherCode other{code.kind};
    vault_.put(ticket.visit, std::move(code));
    return other;
}

}  // namespace uketsuke::app
