// SPDX-License-Identifier: Apache-2.0
// Everything the flow knows, as one value. It holds no secret, no picture and no name, so it may be copied, traced,
// recorded and walked.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "firmware/base/error.hpp"
#include "firmware/domain/card.hpp"
#include "firmware/domain/eligibility.hpp"
#include "firmware/domain/face.hpp"
#include "firmware/domain/ticket.hpp"

namespace uketsuke::flow {

/// Where a visit is. Each has a row in the state table (state_table.hpp) and a screen (ui/screens).
enum class State : std::uint8_t {
    out_of_service,  ///< a device, the service folder or the journal is missing; comes back by itself
    idle,            ///< waits for a card
    reading_card,
    card_problem,     ///< not a My Number Card, or not readable: take it out
    choose_identity,  ///< face or PIN
    pin_unusable,     ///< the card's PIN could not be used from the start: face or staff
    pin_entry,
    pin_last_try,   ///< one try left: confirm a second time
    pin_challenge,  ///< fetching the nonce
    pin_verifying,  ///< VERIFY and signature on the card
    pin_wrong,
    pin_locked,    ///< locked in this visit
    face_capture,  ///< live preview, while the card's photo is read
    face_deciding,
    face_refused,      ///< not matched, not live or nobody there
    face_unavailable,  ///< no photo, no camera, no credentials: another way
    face_challenge,
    face_signing,
    authenticating,       ///< first question to the service
    certificate_refused,  ///< expired beyond grace, or revoked
    certificate_grace,    ///< expired a short while ago: eligibility only
    not_registered,       ///< no 利用登録
    consent,
    confirming,  ///< second question
    delivering,  ///< the result on its way to the clinic's folder
    result_valid,
    result_invalid,
    service_failed,  ///< before an answer to the first question
    confirm_failed,  ///< no answer to the second question
    result_undelivered,
    take_card,
    card_left,  ///< nobody took it: staff have been told
    thanks,     ///< the card is out: done, or ended early (`finished` tells)
    staff_called,
    idle_warning,  ///< nobody touched anything for a while
};
constexpr int kStateCount = static_cast<int>(State::idle_warning) + 1;

/// What the fingers can ask for. Digits are not here: they go into the PinBuffer and the flow hears a count.
enum class Action : std::uint8_t {
    choose_face,
    choose_pin,
    confirm,
    retry,
    agree_all,
    agree_none,
    next,
    back,
    call_staff,
    cancel_call,
    continue_visit,
    end_visit,
    language,
};

enum class Language : std::uint8_t { ja, en };

/// What the kiosk cannot work without.
enum class Device : std::uint8_t { reader, camera, audit };
constexpr int kDeviceCount = 3;

/// Facts of this kiosk that no visit changes; set once at the start.
struct KioskFacts {
    bool face_possible = true;    ///< there is a way to sign without PIN (terminal credentials, or the simulated ones)
    bool camera_required = true;  ///< without a camera the kiosk is out of service; else it offers the PIN alone
    Language language = Language::ja;
    bool operator==(const KioskFacts&) const = default;
};

struct Session {
    State state = State::out_of_service;
    domain::Ticket ticket;  ///< visit, and entry count of the present state
    KioskFacts facts;
    std::array<std::optional<base::ErrorCode>, kDeviceCount> down = {
        base::ErrorCode::reader_missing, base::ErrorCode::camera_missing, base::ErrorCode::audit_unwritable};
    std::optional<domain::CardRef> card;  ///< the card that lies on the reader
    /// 照合番号B may have been used on this card: never again in this insertion, whatever visit it is.
    std::optional<domain::CardRef> asked_card;

    // From here on: one visit, wiped when it ends.
    Language language = Language::ja;
    std::optional<domain::CardInfo> info;      ///< once identified; `info->pin` follows every VERIFY
    int pin_digits = 0;                        ///< how many are typed
    bool last_try_confirmed = false;           ///< the second confirmation before the last PIN try was given
    bool face_offered = false;                 ///< camera and credentials are there, nothing spoke against the photo
    bool portrait_ready = false;               ///< the card's photo is in the vault
    bool live_ready = false;                   ///< the live face is in the attempt
    std::optional<domain::FaceAdvice> advice;  ///< held for a second
    int face_attempts = 0;                     ///< ended without a match

    bool identified = false;  ///< face matched, or PIN verified
    bool by_face = false;     ///< which of the two
    bool challenged = false;  ///< a fresh nonce is there, not yet used for a question
    std::optional<domain::Authentication> authentication;
    std::optional<domain::Consents> consents;  ///< as last shown as chosen
    std::optional<domain::Validity> validity;  ///< of this card's answer
    bool finished = false;                     ///< the clinic has the result
    bool over = false;                         ///< only the card still lies there; the rest is wiped

    std::optional<base::ErrorCode> error;  ///< what the screen explains
    bool staff_on_way = false;             ///< called in this visit
    State resume = State::idle;            ///< where staff_called and idle_warning lead back to

    bool operator==(const Session&) const = default;

    /// The PIN way may be offered.
    [[nodiscard]] bool pin_usable() const { return info && !info->pin.blocked(); }
    /// A further face attempt may be offered.
    [[nodiscard]] bool face_retry() const { return face_offered && face_attempts < kFaceAttempts; }
    /// The photo of the card that lies there was asked for, in this visit or an earlier one of the same insertion.
    [[nodiscard]] bool portrait_asked() const { return card && asked_card == card; }
    /// The kiosk cannot work without it.
    [[nodiscard]] bool needs(Device device) const {
        return device != Device::camera || (facts.camera_required && facts.face_possible);
    }
    /// Something without which the kiosk cannot work is missing.
    [[nodiscard]] std::optional<base::ErrorCode> missing() const;

    static constexpr int kFaceAttempts = 3;
};

std::string_view name_of(State state);
std::string_view name_of(Action action);

}  // namespace uketsuke::flow
