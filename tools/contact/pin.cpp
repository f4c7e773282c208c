// SPDX-License-Identifier: Apache-2.0
// The four-digit PIN, once, and a signature that must hold under the card's certificate.
#include <fmt/format.h>

#include "firmware/app/draw_prompts.hpp"
#include "meeting.hpp"

namespace uketsuke::tools::contact {
namespace {

using base::ErrorCode;
using Kind = domain::PinOutcome::Kind;

constexpr int kFewestTries = 2;  ///< a wrong one must leave another

domain::Nonce fresh_nonce() {
    domain::Nonce nonce{};
    for (auto& byte : nonce) byte = static_cast<std::uint8_t>(app::system_random());
    return nonce;
}

Word word_of(Kind kind) {
    switch (kind) {
        case Kind::signed_: return "signed";
        case Kind::wrong: return "wrong";
        case Kind::locked: return "locked";
    }
    return "other";
}

void note(Meeting& meeting, const domain::PinOutcome& outcome) {
    auto& part = meeting.notes.part("pin");
    part.put("outcome", word_of(outcome.kind)).put("tries_after", Count(outcome.left.left));
    const auto left = fmt::format("{} of 3 tries are left.", outcome.left.left);
    if (outcome.kind == Kind::signed_) {
        part.put("signature_bytes", Count(outcome.assertion->signature.size())).put("signature_holds", true);
        meeting.notes.tell(card::ok("pin", "The PIN is right, and the signature holds under the certificate. " + left));
        constexpr int kFull = 3;
        if (outcome.left.left != kFull)
            meeting.notes.deviates({"tries_after_right_pin", Count(outcome.left.left), Count(kFull), "card facts A8"});
    } else {
        const bool locked = outcome.kind == Kind::locked;
        meeting.notes.refused("pin", {locked ? ErrorCode::pin_locked : ErrorCode::pin_wrong, left});
    }
}

/// Why it is not asked for, or nullptr.
const char* not_asked(const domain::CardInfo& info) {
    if (info.medium == domain::Medium::iphone) return "an iPhone has none";
    if (info.pin.blocked()) return "it is blocked, as on a 顔認証マイナンバーカード";
    return info.pin.left < kFewestTries ? "one try is left, which stays yours" : nullptr;
}

}  // namespace

void try_pin(Meeting& meeting) {
    if (!meeting.card || !meeting.info) return;
    if (const auto* why = not_asked(*meeting.info)) {
        meeting.notes.part("pin").put("asked", false);
        return meeting.asker.say(fmt::format("The PIN is not asked for: {}.\n", why));
    }
    if (!meeting.asker.yes(fmt::format("Try the four-digit PIN and a signature? It is sent once; {} of its 3 tries are "
                                       "left, a wrong PIN costs one.",
                                       meeting.info->pin.left)))
        return;
    const auto wanted = meeting.applications->profile()->pin_digits;
    auto pin = meeting.asker.digits(Asker::Digits::pin, wanted, meeting.info->pin.left);
    if (pin.size() != wanted) return meeting.asker.say("No PIN was sent.\n");
    meeting.notes.part("pin").put("asked", true);
    meeting.card->session->begin_dialogue();
    const auto outcome = meeting.applications->verify_and_sign(std::move(pin), meeting.info->pin, fresh_nonce());
    if (!outcome) return meeting.card_failed("pin", outcome.error());
    note(meeting, *outcome);
}

}  // namespace uketsuke::tools::contact
