// SPDX-License-Identifier: Apache-2.0
// Everything the flow knows, as one value. It holds no secret, no picture and no name, so it may be copied, traced,
// recorded and walked.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "comfort.hpp"
#include "firmware/base/error.hpp"
#include "firmware/domain/appointment.hpp"
#include "firmware/domain/card.hpp"
#include "firmware/domain/eligibility.hpp"
#include "firmware/domain/face.hpp"
#include "firmware/domain/guidance.hpp"
#include "firmware/domain/staff.hpp"
#include "firmware/domain/ticket.hpp"
#include "setting.hpp"

namespace uketsuke::flow {

/// Where a visit is. Each has a row in the state table (state_table.hpp) and a screen (ui/screens).
enum class State : std::uint8_t {
    out_of_service,       ///< a device, the service folder or the journal is missing; comes back by itself
    idle,                 ///< waits for a card
    choose_phone,         ///< iPhone or Android, instead of a card
    phone_wait,           ///< waits for the phone on its own reader
    without_card,         ///< who has only papers: which of them count today
    statement,            ///< 被保険者資格申立書: the form is printed, or there at the desk
    appointment_entry,    ///< the number of a patient card (診察券番号) is typed
    appointment_looking,  ///< it is looked up in the clinic's list
    appointment_told,     ///< what stands there; the card may be laid down now
    show_code,            ///< looks for a QR or bar code on the tray
    way_set,              ///< a my-way code: the kiosk is set as this person likes it, and waits for the card
    code_problem,         ///< no code, or one that nobody here can use
    reading_card,
    card_problem,     ///< not a My Number Card, or not readable: take it out
    choose_identity,  ///< face, PIN, or somebody of the staff
    pin_unusable,     ///< the card's PIN could not be used from the start: face or staff
    accompanied,      ///< a helper (介助者) is there: what a helper may do; the PIN only after the next one
    look_away,        ///< the helper is asked to look away while the patient types the PIN
    pin_entry,
    pin_last_try,   ///< one try left: confirm a second time
    pin_challenge,  ///< fetching the nonce
    pin_verifying,  ///< VERIFY and signature on the card
    pin_wrong,
    pin_locked,        ///< locked in this visit
    face_capture,      ///< live preview, while the card's photo is read
    number_b_entry,    ///< the printed digits were not readable: they are typed
    number_b_reading,  ///< the photo is read with the typed digits
    face_deciding,
    face_refused,      ///< not matched, not live or nobody there
    face_unavailable,  ///< no photo, no camera, no credentials: another way
    staff_password,    ///< staff check (目視): a staff member's own code, typed by staff
    staff_checking,
    staff_refused,       ///< wrong code, one that has ended, or the card has to wait
    staff_confirm,       ///< staff compare the face with the card and say so
    terminal_challenge,  ///< fetching the nonce for a signature without PIN
    terminal_signing,
    phone_challenge,  ///< fetching the nonce for an iPhone
    phone_signing,
    authenticating,       ///< first request to the service
    certificate_refused,  ///< expired beyond grace, or revoked
    certificate_grace,    ///< expired a short while ago: eligibility only
    not_registered,       ///< no 利用登録, and none made now
    registration_offer,   ///< 利用登録 at the reader: explain, agree or not
    registering,
    registration_failed,
    // questions to the patient, in the order of question_table.hpp
    certificate_notice,   ///< ends within three months
    registration_ending,  ///< a cancellation is filed
    consent,              ///< everything, nothing, or one by one
    consent_items,
    consent_more,  ///< what one item holds
    specific_disease,
    high_cost,  ///< 限度額, where the facility still asks
    prescription_form,
    prescription_choice,
    subsidy,     ///< 医療費助成の受給者証, one by one
    review,      ///< all answers once more, each can be changed
    confirming,  ///< second request
    delivering,  ///< the result on its way to the clinic's folder
    result_valid,
    result_remark,  ///< valid, with something to read
    result_invalid,
    service_failed,  ///< before an answer to the first request
    confirm_failed,  ///< no answer to the second request
    result_undelivered,
    guidance,   ///< what to show at the desk instead
    take_card,  ///< 0 s; the next three remind of it at 3, 10 and 30 s
    take_card_reminder,
    take_card_urgent,
    card_left,  ///< nobody took it: staff have been told
    thanks,     ///< the card is out: done, or ended early (`finished` tells)
    // staff set the kiosk
    settings,        ///< all of them, and how each stands
    setting_choice,  ///< one of them
    setting_saving,
    setting_failed,  ///< the settings' file could not be written: it stays as it was
    readiness_look,  ///< the kiosk looks whether it is ready for the day
    readiness,       ///< what it found
    touch_test,      ///< targets, and how far each touch was off
    picture_test,    ///< what the panel must be able to show
    staff_called,
    idle_warning,  ///< nobody touched anything for a while
};
constexpr int kStateCount = static_cast<int>(State::idle_warning) + 1;

/// What the fingers can ask for. Digits are not here: they go into the TypedDigits and the flow hears a count.
enum class Action : std::uint8_t {
    choose_face,
    choose_pin,
    choose_staff,  ///< staff check by eye
    accompanied,
    use_phone,
    without_card,
    statement,
    type_number,  ///< of a patient card
    show_code,
    iphone,
    android,
    confirm,
    refuse,  ///< staff: not the same person; patient: no registration
    retry,
    agree_all,
    agree_none,
    by_item,
    agree,     ///< with an item: to that one; without: to the screen's question
    disagree,  ///< alike
    more,      ///< with an item: what it holds
    toggle,    ///< with an item: that one of a list; without: whether digits can be read
    choose,    ///< with an item: that option
    change,    ///< with an item: the question of that place (question_table.hpp), or that Setting
    show_guidance,
    next,
    back,
    call_staff,
    cancel_call,
    continue_visit,
    end_visit,
    check_ready,
    print,
    test_touch,
    test_picture,
    language,  ///< with an item: to that one, or kWhichLanguage
    comfort,   ///< with an item: that ComfortChoice, kWhichComfort or kComfortDone
};

/// How identity was proved.
enum class Way : std::uint8_t { none, pin, face, staff, phone };

/// A place in the table of languages (ui/locale/languages.hpp), which the flow does not know: to it all are alike, and
/// the first is there always.
enum class Language : std::uint8_t {};
/// Item of Action::language: shows all of them, where there are more than two.
constexpr int kWhichLanguage = -1;
/// What stands in front of the present screen, which stays as it is behind it.
enum class InFront : std::uint8_t { nothing, languages, comfort };

/// What the kiosk cannot work without, or says that it has to do without. `terms`: its own certificate, and what it
/// believes others by, still count. `service`: without it the idle screen says so, and a visit may begin all the same.
/// `desk`: "down" while the desk has closed the kiosk.
enum class Device : std::uint8_t { reader, camera, audit, phone_reader, clock, terms, service, desk };
constexpr int kDeviceCount = static_cast<int>(Device::desk) + 1;

/// Why each device is not there; nothing where it is.
using Down = std::array<std::optional<base::ErrorCode>, kDeviceCount>;

/// When a slip bears a my-way code, by which the next visit begins as this one was: never, where somebody had set
/// something otherwise than the kiosk has it, or always. No kiosk prints one that it could not read.
enum class WayOnSlip : std::uint8_t { never, otherwise, always };

/// Facts of this kiosk that no patient's visit changes; set at the start, and some by staff at the screen (Setting).
struct KioskFacts {
    bool terminal_signs = true;   ///< there is a way to sign without PIN (terminal credentials, or the simulated ones)
    bool face_possible = true;    ///< and the card's photo can be got at: the face way may be offered
    bool camera_required = true;  ///< without a camera the kiosk is out of service; else it offers the PIN alone
    bool staff_check = false;     ///< a code of the staff check is set
    bool phone_reader = false;    ///< a second reader for smartphones is configured
    bool typed_number_b = true;   ///< unreadable printed digits may be typed
    bool printer = false;         ///< of slips
    bool appointments = false;    ///< the clinic's list can be asked for a patient card's number
    bool codes = false;           ///< the camera over the tray reads codes that people show
    WayOnSlip way_on_slip = WayOnSlip::otherwise;
    domain::Facility facility;
    domain::GuidanceTable guidance;  ///< dated: what counts at the desk instead
    int languages = 1;               ///< how many the screens speak
    Language language{};             ///< of the idle screen
    Comfort comfort{};               ///< alike
    bool settings = false;           ///< staff may set it at the screen: there is a file to keep what they set
    Setup setup{};
    unsigned layouts = bit_of(Layout::automatic);  ///< that the panel has room for, a bit each
    bool operator==(const KioskFacts&) const = default;
};

struct Visit {
    State state = State::out_of_service;
    domain::Ticket ticket;  ///< visit, and entry count of the present state
    KioskFacts facts;
    Down down = {base::ErrorCode::reader_missing, base::ErrorCode::camera_missing, base::ErrorCode::audit_unwritable,
                 base::ErrorCode::reader_missing};
    std::optional<domain::CardRef> card;  ///< the card that lies on the reader
    base::Date today;                     ///< in Japan, as the last event told that knew it; decides about dates
    /// 照合番号B may have been used on this card: never again in this insertion, whatever visit it is.
    std::optional<domain::CardRef> asked_card;

    // From here on: one visit, wiped when it ends.
    Language language{};
    Comfort comfort{};
    InFront in_front{};
    std::optional<domain::Medium> phone_kind;        ///< which phone the patient is going to hold to the reader
    std::optional<domain::CardInfo> info;            ///< once identified; `info->pin` follows every VERIFY
    std::optional<domain::Appointment> appointment;  ///< what the list says of whoever stands there
    int pin_digits = 0;                              ///< how many are typed
    bool last_try_confirmed = false;                 ///< the second confirmation before the last PIN try was given
    bool accompanied = false;                        ///< a helper is there, and sees the screen: the PIN is not offered
    bool face_offered = false;                 ///< camera and credentials are there, nothing spoke against the photo
    bool number_b_typed = false;               ///< the printed digits come from the fingers, not from the camera
    bool digits_shown = false;                 ///< the printed digits can be read while they are typed
    bool portrait_ready = false;               ///< the card's photo is in the vault
    bool live_ready = false;                   ///< the live face is in the attempt
    bool look_doubted = false;                 ///< this attempt asks for more movements than usual
    std::optional<domain::FaceAdvice> advice;  ///< held for a second
    int face_attempts = 0;                     ///< in this visit, ended without a match
    bool terminal_refused = false;             ///< the signature without PIN failed on this card
    std::optional<domain::StaffCheck> staff_check;  ///< of the last code
    bool for_settings = false;                      ///< staff came for the settings: there is no patient
    Setting setting{};                              ///< that is being set
    int chosen = 0;                                 ///< its value on the screen (setting_values.hpp), not saved yet
    int tested = 0;                                 ///< targets that were touched, or pictures that were seen
    std::array<int, kTargets> missed{};             ///< by each of those touches, a tenth of a millimetre
    std::vector<domain::StaffLine> found{};         ///< by the look at the kiosk's readiness

    Way way = Way::none;      ///< how identity was proved; none = not proved
    bool challenged = false;  ///< a fresh nonce is there, not yet used for a question
    std::optional<domain::Authentication> authentication;
    bool registration_agreed = false;              ///< to 利用登録, in this visit
    std::uint16_t answered = 0;                    ///< questions that are answered, a bit each (question_table.hpp)
    domain::ConsentAnswers answers;                ///< as they stand on the screen
    domain::ConsentItem shown_item{};              ///< consent_more: which one
    domain::ForEachQuestion<domain::Given> given;  ///< alike, to the other questions
    int asked_item = 0;                            ///< one_by_one: which of the list is asked now
    std::optional<domain::Choices> sent;           ///< what left with the second request
    std::optional<domain::Answer> answer;          ///< of this card
    bool finished = false;                         ///< the clinic has the result
    std::string result_name;                       ///< by which the clinic finds it; empty: it has none
    std::string number;                            ///< 受付番号, then; stays until the card is out. Empty: none
    bool to_desk = false;                          ///< the visit ends with something that the desk must see to
    bool over = false;                             ///< only the card still lies there; the rest is wiped

    std::optional<base::ErrorCode> error;        ///< what the screen explains
    bool staff_on_way = false;                   ///< called in this visit
    bool desk_comes = false;                     ///< and the desk has said that somebody comes
    std::string seen_by;                         ///< who at the desk compared person and card; empty: nobody did
    State resume = State::idle;                  ///< where staff_called and idle_warning lead back to
    std::optional<domain::Situation> situation;  ///< why another way is needed, once it is

    bool operator==(const Visit&) const = default;

    [[nodiscard]] bool identified() const { return way != Way::none; }
    [[nodiscard]] bool phone() const { return info && info->medium != domain::Medium::card; }
    /// Somebody chose something here that the next patient need not find.
    [[nodiscard]] bool set_otherwise() const { return in_front != InFront::nothing || has_own_way(); }
    /// Language or comfort are not the kiosk's own.
    [[nodiscard]] bool has_own_way() const { return language != facts.language || comfort != facts.comfort; }
    /// The slip bears a my-way code.
    [[nodiscard]] bool way_on_slip() const {
        if (!facts.codes || facts.way_on_slip == WayOnSlip::never) return false;
        return facts.way_on_slip == WayOnSlip::always || has_own_way();
    }
    /// There is a PIN that may be tried: an iPhone has none.
    [[nodiscard]] bool pin_there() const {
        return info && info->medium != domain::Medium::iphone && !info->pin.blocked();
    }
    /// The PIN way may be offered: no helper may hear or type it.
    [[nodiscard]] bool pin_usable() const { return pin_there() && !accompanied; }
    /// A further face attempt may be offered.
    [[nodiscard]] bool face_retry() const { return face_offered && info && face_attempts < info->face.left; }
    /// The phone way may be offered.
    [[nodiscard]] bool phone_offered() const {
        return facts.phone_reader && !down[static_cast<std::size_t>(Device::phone_reader)];
    }
    /// A staff check may be offered: it signs as the face way does.
    [[nodiscard]] bool staff_check_offered() const {
        return facts.staff_check && facts.terminal_signs && !terminal_refused && info && !phone();
    }
    /// A code of one of the staff may be typed.
    [[nodiscard]] bool takes_code() const { return for_settings || staff_check_offered(); }
    /// What counts at the desk instead, on the day of the visit; where nobody is, while the service is down.
    [[nodiscard]] std::vector<domain::Counted> fallbacks() const;
    /// The photo of the card that lies there was asked for, in this visit or an earlier one of the same insertion.
    [[nodiscard]] bool portrait_asked() const { return card && asked_card == card; }
    /// The kiosk cannot work without it.
    [[nodiscard]] bool needs(Device device) const {
        if (device == Device::phone_reader || device == Device::service) return false;
        return device != Device::camera || (facts.camera_required && facts.face_possible);
    }
    /// Why the service cannot be asked, as far as is known.
    [[nodiscard]] std::optional<base::ErrorCode> service_down() const {
        return down[static_cast<std::size_t>(Device::service)];
    }
    /// Something without which the kiosk cannot work is missing.
    [[nodiscard]] std::optional<base::ErrorCode> missing() const;

    /// Of one card in a day, until it has to wait and the desk hears of it.
    static constexpr int kFaceAttempts = domain::FaceTries{}.left;
};

/// Why another way is needed when the service did not answer.
domain::Situation service_situation(std::optional<base::ErrorCode> error);
std::string_view name_of(State state);
std::string_view name_of(Action action);

}  // namespace uketsuke::flow
