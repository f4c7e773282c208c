// SPDX-License-Identifier: Apache-2.0
// The safety rules of the flow, held after each step by somebody who stands beside it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "firmware/flow/step.hpp"

namespace uketsuke::flow {

/// What an observer beside the flow remembers: it sees events and effects only.
struct Observer {
    bool camera_on = false;
    int hands = 0;             ///< PIN confirmations by hand not yet used for a VERIFY
    bool warned = false;       ///< the last-try warning was confirmed for these digits
    int portrait_reads = 0;    ///< in this insertion, without those that found nothing to send
    bool challenge = false;    ///< an unused nonce
    Way proved = Way::none;    ///< a match, a right PIN, a phone's signature or a staff's word: the last of them
    bool refused = false;      ///< the card's certificate, before the first request
    bool staff_known = false;  ///< the password was right, and the staff screen has not been left since
    bool agreed_to_register = false;
    bool card_lies = false;                        ///< a card, not a phone, is on the reader
    bool answered = false;                         ///< the service's second answer for this card
    domain::ConsentAnswers shown;                  ///< as last ticked
    domain::ForEachQuestion<domain::Given> given;  ///< as last ticked or answered
    int asked_item = 0;                            ///< which of a list the patient was last asked about
    bool operator==(const Observer&) const = default;
};

struct Judgement {
    Observer seen;
    std::vector<std::string> complaints;  ///< one for each rule that the step broke
};

/// Follows what a bystander sees of one step and complains about what must not happen (design: invariants of the flow).
Judgement judge(const Visit& before, const Observer& observer, const Event& event, const Step& step);

}  // namespace uketsuke::flow
