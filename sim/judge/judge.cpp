// SPDX-License-Identifier: Apache-2.0
#include "judge.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>

#include "firmware/flow/certificate_policy.hpp"
#include "firmware/flow/guards.hpp"
#include "firmware/flow/question_table.hpp"
#include "firmware/flow/state_table.hpp"

namespace uketsuke::flow {
namespace {

using domain::FaceDecision;

bool taps(const Event& event, Action action) {
    const auto* tap = std::get_if<Tap>(&event);
    return tap != nullptr && tap->action == action;
}

/// What the job of a state ends with.
bool answers_job(EventKind kind) {
    switch (kind) {
        case EventKind::card_read:
        case EventKind::challenge_ready:
        case EventKind::pin_answered:
        case EventKind::signed_:
        case EventKind::decided:
        case EventKind::staff_checked:
        case EventKind::authenticated:
        case EventKind::registered:
        case EventKind::confirmed:
        case EventKind::delivered:
        case EventKind::setting_saved:
        case EventKind::readiness_found:
        case EventKind::appointment_found:
        case EventKind::code_read: return true;
        default: return false;
    }
}

/// Behind a code of one of the staff, with no patient there.
bool is_settings(State state) {
    switch (state) {
        case State::settings:
        case State::setting_choice:
        case State::setting_saving:
        case State::setting_failed:
        case State::readiness_look:
        case State::readiness:
        case State::touch_test:
        case State::picture_test: return true;
        default: return false;
    }
}

/// A card that was laid down here has begun no visit yet.
bool card_waits(State state) { return state == State::appointment_looking || state == State::appointment_told; }

/// Somebody of the staff is wanted who compares person and card.
bool waits_for_staff(State state) {
    return state == State::staff_password || state == State::staff_refused || state == State::staff_confirm;
}

class Judge {
public:
    Judge(const Visit& before, const Observer& observer, const Event& event, const Step& step)
        : before_(before), event_(event), step_(step), now_(step.visit), seen_(observer) {}

    Judgement judge() {
        see_reader();
        if (now_.card != before_.card) seen_.portrait_reads = 0;
        if (now_.ticket.visit != before_.ticket.visit) seen_ = fresh();
        see_event();
        for (const auto& effect : step_.effects) std::visit([this](const auto& work) { see(work); }, effect.work);
        check_visit();
        check_step();
        if (!row_of(now_.state).person) seen_ = fresh();
        return {seen_, std::move(complaints_)};
    }

private:
    /// What outlives a visit: the sensor, and what was asked of the card that still lies there.
    [[nodiscard]] Observer fresh() const {
        Observer observer;
        observer.camera_on = seen_.camera_on;
        observer.card_lies = seen_.card_lies;
        observer.portrait_reads = seen_.portrait_reads;
        return observer;
    }

    void must(bool holds, std::string_view what) {
        if (!holds)
            complaints_.push_back(fmt::format("{} --{}--> {}: {}", name_of(before_.state), name_of(kind_of(event_)),
                                              name_of(now_.state), what));
    }

    /// What lies there, whatever the flow makes of it.
    void see_reader() {
        if (const auto* come = std::get_if<CardPresent>(&event_); come && come->card.slot == domain::kCardSlot)
            seen_.card_lies = true;
        if (const auto* gone = std::get_if<CardRemoved>(&event_); gone && before_.card == gone->card)
            seen_.card_lies = seen_.card_lies && gone->card.slot != domain::kCardSlot;
        if (const auto* down = std::get_if<DeviceDown>(&event_); down && down->device == Device::reader)
            seen_.card_lies = false;
    }

    void see_event() {
        if (step_.row == nullptr) return;
        if (taps(event_, Action::confirm) && now_.state == State::pin_challenge) {
            seen_.hands = 1;
            seen_.warned = before_.state == State::pin_last_try;
        }
        if (const auto* challenge = std::get_if<ChallengeReady>(&event_))
            seen_.challenge = challenge->result.has_value();
        see_proof();
        if (std::get_if<CertificateChecked>(&event_) != nullptr && error_of(event_)) seen_.refused = true;
        if (const auto* answer = std::get_if<Confirmed>(&event_)) seen_.answered |= answer->result.has_value();
        // Nothing was sent when the digits could not be read: a hand may type them.
        if (const auto* photo = std::get_if<PortraitReady>(&event_);
            photo && !photo->result && photo->result.error().code == base::ErrorCode::number_b_unreadable &&
            now_.state == State::number_b_entry)
            --seen_.portrait_reads;
        if (const auto* tap = std::get_if<Tap>(&event_)) see_answer(*tap);
    }

    [[nodiscard]] const DeskAnswered* says(domain::DeskSays what) const {
        const auto* desk = std::get_if<DeskAnswered>(&event_);
        return desk != nullptr && desk->says == what ? desk : nullptr;
    }

    void see_proof() {
        if (const auto* pin = std::get_if<PinAnswered>(&event_); pin && pin->result && pin->signed_)
            seen_.proved = Way::pin;
        if (const auto* face = std::get_if<Decided>(&event_);
            face && face->result && face->result->decision == FaceDecision::match)
            seen_.proved = Way::face;
        if (const auto* phone = std::get_if<Signed>(&event_);
            phone && phone->result && before_.state == State::phone_signing)
            seen_.proved = Way::phone;
        if (const auto* staff = std::get_if<StaffChecked>(&event_))
            seen_.staff_known = staff->result && staff->result->accepted;
        if (taps(event_, Action::confirm) && before_.state == State::staff_confirm && seen_.staff_known)
            seen_.proved = Way::staff;
        if (const auto* desk = says(domain::DeskSays::confirms); desk != nullptr && waits_for_staff(before_.state)) {
            seen_.proved = Way::staff;
            must(now_.seen_by == desk->by, "nobody knows who at the desk looked");
        }
        if (now_.state != State::staff_confirm && !is_settings(now_.state)) seen_.staff_known = false;
        if (taps(event_, Action::agree) && before_.state == State::registration_offer) seen_.agreed_to_register = true;
    }

    /// What a person who looks at the screen has seen ticked.
    void see_answer(const Tap& tap) {
        const bool yes = tap.action == Action::agree;
        const bool no = tap.action == Action::disagree;
        switch (before_.state) {
            case State::consent:
                if (tap.action == Action::agree_all) seen_.shown.items.fill(true);
                if (tap.action == Action::agree_none) seen_.shown.items.fill(false);
                break;
            case State::consent_items:
                if (yes || no) seen_.shown.items.at(static_cast<std::size_t>(tap.item)) = yes;
                break;
            default:
                for (const auto& row : domain::kQuestionRows)
                    if (name_of(before_.state) == base::enumerator_name(row.question)) see_given(row, tap);
                break;
        }
    }

    void see_given(const domain::QuestionRow& row, const Tap& tap) {
        auto& given = seen_.given[row.question];
        const bool yes = tap.action == Action::agree;
        const bool no = tap.action == Action::disagree;
        switch (row.kind) {
            case domain::QuestionKind::yes_no:
                if (yes || no) given.chosen = yes ? 1 : 0;
                break;
            case domain::QuestionKind::one_of:
                if (tap.action == Action::choose) given.chosen = tap.item;
                break;
            case domain::QuestionKind::list:
                if (tap.action == Action::toggle)
                    given.ticked = static_cast<std::uint16_t>(given.ticked ^ 1U << tap.item);
                if (tap.action == Action::confirm) given.chosen = std::popcount(given.ticked);
                break;
            case domain::QuestionKind::one_by_one: see_one(row, given, tap.action); break;
        }
    }

    /// One question after the other, back and forth; the screen shows the one that is asked.
    void see_one(const domain::QuestionRow& row, domain::Given& given, Action action) {
        if (action == Action::back && seen_.asked_item > 0) --seen_.asked_item;
        if (action != Action::agree && action != Action::disagree) return;
        const auto bit = 1U << seen_.asked_item;
        given.ticked = static_cast<std::uint16_t>(action == Action::agree ? given.ticked | bit : given.ticked & ~bit);
        if (++seen_.asked_item < static_cast<int>(before_.authentication->listed[row.question].size())) return;
        seen_.asked_item = 0;
        given.chosen = std::popcount(given.ticked);
    }

    /// What a person who looked at the screen expects to leave.
    [[nodiscard]] domain::Choices shown() const {
        domain::Choices choices{domain::consents_of(seen_.shown), {}};
        for (const auto& row : domain::kQuestionRows) {
            const auto& given = seen_.given[row.question];
            if (row.consent != nullptr) choices.consents.*row.consent = given.chosen == 1;
            if (row.consent != nullptr || !given.chosen) continue;
            auto& answer = choices.answers[row.question];
            answer.chosen = has_list(row) ? std::popcount(given.ticked) : *given.chosen;
            for (std::size_t i = 0; i < 16; ++i)
                if ((given.ticked >> i & 1U) != 0)
                    answer.items.push_back(now_.authentication->listed[row.question].at(i).id);
        }
        return choices;
    }

    void see(const CameraOn&) { seen_.camera_on = true; }
    void see(const CameraOff&) { seen_.camera_on = false; }
    void see(const WipePin&) { seen_.hands = 0; }
    void see(const ReadPortrait&) {
        must(++seen_.portrait_reads == 1, "照合番号B asked for twice");
        must(!seen_.refused, "the photo of a card that was refused");
    }
    void see(const FetchChallenge&) { must(!seen_.refused, "a nonce for a card that was refused"); }
    void see(const SignByTerminal&) {
        must(seen_.proved == Way::face || seen_.proved == Way::staff,
             "a signature without PIN for somebody nobody has looked at");
    }
    void see(const SignByPhone&) {
        must(now_.info && now_.info->medium == domain::Medium::iphone, "a card signed like a phone");
    }
    void see(const VerifyPin& verify) {
        must(seen_.hands == 1, "a VERIFY that no hand confirmed");
        must(verify.expected.left > 0, "a VERIFY with no try left");
        must(verify.expected.left > 1 || seen_.warned, "the last try without a warning");
        must(seen_.challenge, "a VERIFY before the nonce");
        seen_.hands = 0;
    }
    void see(const Authenticate&) { check_authenticate(); }
    void see(const RegisterUse&) { check_register(); }
    void see(const Confirm& confirm) { check_confirm(confirm.choices); }
    void see(const ChangeSetting&) { must(seen_.staff_known, "a setting changed without a code"); }
    void see(const UnlockStaff&) {
        must(says(domain::DeskSays::unlocks) != nullptr && before_.staff_check && before_.staff_check->locked_for_s > 0,
             "wrong codes forgotten without the desk, or that locked nothing");
    }
    void see(const PrintSlip& slip) {
        if (says(domain::DeskSays::test_slip) != nullptr)
            return must(slip.number == kTestSlip && now_ == before_ && now_.state == State::idle,
                        "a test slip with somebody there, or with a number");
        must(now_.finished && !slip.number.empty() && before_.number.empty(), "a slip that nobody waits for, or twice");
        must(slip.way ? now_.facts.codes && *slip.way == now_.comfort : !now_.way_on_slip(),
             "a slip without the code that belongs on it, or with another");
    }
    void see(const PrintStatement&) {
        must(before_.state == State::without_card && now_.state == State::statement, "a form that nobody asked for");
    }
    void see(const FindAppointment&) {
        const bool typed = before_.state == State::appointment_entry && before_.pin_digits > 0;
        const bool shown = before_.state == State::show_code && kind_of(event_) == EventKind::code_read;
        must(typed || shown, "a number that nobody confirmed");
    }
    void see(const LookAtReadiness&) { must(seen_.staff_known, "a look at the kiosk without a code"); }
    void see(const PrintFound& print) {
        must(seen_.staff_known && print.lines == now_.found, "staff's lines on paper for somebody else");
    }
    void see(const ReadCode&) {
        must(now_.facts.codes && now_.state == State::show_code, "a look at the tray that nobody asked for");
    }
    void see(const Deliver&) { must(seen_.answered, "a result without an answer"); }
    template <class Other>
    void see(const Other&) {}

    void check_authenticate() {
        must(!seen_.refused, "a question to the service for a card that was refused");
        must(seen_.challenge, "a question to the service without a fresh challenge");
        must(now_.identified(), "a question to the service for nobody");
        must(seen_.proved != Way::none, "a question to the service without an identity");
        seen_.challenge = false;
    }

    [[nodiscard]] CertificateLife life() const {
        return certificate_life(*now_.info, now_.authentication->certificate, now_.today);
    }

    void check_register() {
        must(seen_.proved != Way::none && now_.authentication.has_value(), "a registration without identity");
        must(seen_.agreed_to_register, "a registration that nobody agreed to");
        must(!now_.phone(), "a registration by phone");
        if (now_.authentication) must(life() < CertificateLife::in_grace, "a registration in grace");
    }

    void check_confirm(const domain::Choices& choices) {
        must(seen_.proved != Way::none && now_.authentication.has_value(), "consents leave without identity");
        if (!now_.authentication) return;
        must(choices == shown(), "something other was sent than was shown as ticked");
        if (life() == CertificateLife::in_grace)
            must(choices == domain::Choices{}, "more than the eligibility from a certificate in grace");
        must(now_.authentication->registered() && life() != CertificateLife::ended,
             "a confirmation for a card that was refused");
        must(next_question(now_) == State::confirming, "a confirmation before the last question");
        if (now_.authentication->ask_consent && life() < CertificateLife::in_grace &&
            now_.authentication->consent != domain::ConsentState::difficult)
            must(seen_.shown.complete(), "a confirmation with a question left open");
    }

    void check_visit() {
        const auto& row = row_of(now_.state);
        must(seen_.camera_on == row.camera, "the camera is on or off against the state table");
        must(row.pin || now_.pin_digits == 0, "digits outside their entry");
        if (!row.person) check_nobody();
        if (now_.state == State::idle) {
            must(now_.number.empty(), "the number of a patient who has gone");
            must(!now_.missing(), "idle although something is missing");
            must(!now_.card && !seen_.card_lies, "idle with a card on the reader");
        }
        if (now_.state == State::out_of_service) must(now_.missing().has_value(), "out of service without a cause");
        if (now_.state == State::result_valid || now_.state == State::result_remark)
            must(seen_.answered && now_.answer && guards::counts(now_.answer->validity),
                 "shown as valid without a valid answer");
        must(now_.number.empty() || now_.finished, "a number of whom the clinic does not know");
        if (now_.state == State::result_valid || now_.state == State::result_remark)
            must(!now_.situation, "a valid result with guidance for a failure");
        check_ways();
        check_papers();
        check_appointment();
        check_codes();
        if (now_.for_settings || is_settings(now_.state)) check_settings();
    }

    /// Whoever has papers alone is asked for nothing, and both screens say what counts.
    void check_papers() {
        if (now_.state != State::without_card && now_.state != State::statement) return;
        must(!now_.card && !now_.info && !now_.identified() && !now_.for_settings, "papers for somebody with a card");
        if (now_.ticket == before_.ticket || before_.state == State::staff_called) return;
        must(now_.situation == domain::Situation::no_card && !now_.fallbacks().empty(), "no papers that count");
        must(tells(domain::DeskNote::Kind::advice), "the desk does not hear of who comes without a card");
    }

    /// Found by what the list said, and taken along into the visit of the card that is laid down then; never told as
    /// met where nothing is recorded.
    void check_appointment() {
        if (now_.state == State::appointment_told && now_.ticket != before_.ticket &&
            before_.state != State::staff_called)
            must(now_.appointment.has_value() != now_.error.has_value() && tells(domain::DeskNote::Kind::advice),
                 "an appointment of which nobody hears");
        if (!now_.appointment || now_.appointment == before_.appointment) {
            if (now_.appointment && now_.ticket.visit != before_.ticket.visit)
                must(now_.appointment->recorded() && !before_.info, "an appointment of somebody else");
            return;
        }
        must(kind_of(event_) == EventKind::appointment_found, "an appointment from nowhere");
    }

    /// What a my-way code said in this step.
    [[nodiscard]] const MyWay* way_shown() const {
        const auto* read = std::get_if<CodeRead>(&event_);
        return read != nullptr && read->result ? std::get_if<MyWay>(&*read->result) : nullptr;
    }
    /// A code is shown before a visit, by whoever is there.
    void check_codes() {
        if (now_.state != State::show_code && now_.state != State::way_set && now_.state != State::code_problem) return;
        must(!now_.card && !now_.info && !now_.identified() && !now_.for_settings, "a code of somebody with a card");
        if (now_.state != State::code_problem || now_.ticket == before_.ticket) return;
        must(now_.error || before_.state == State::staff_called, "nobody hears why");
    }

    void check_settings() {
        must(now_.for_settings, "the settings stand open in a patient's visit");
        must(!is_settings(now_.state) || seen_.staff_known, "the settings opened without a code");
        must(!now_.card && !now_.info && !now_.identified(), "the settings are open with a patient there");
    }

    void check_nobody() {
        must(!now_.info && !now_.portrait_ready && !now_.live_ready && !now_.identified() && !now_.authentication &&
                 !now_.sent && !now_.answer && !now_.challenged && !now_.accompanied && !now_.staff_check &&
                 !now_.digits_shown && !now_.for_settings && now_.seen_by.empty() && !now_.desk_comes &&
                 now_.answers == domain::ConsentAnswers{} && now_.given == domain::ForEachQuestion<domain::Given>{} &&
                 !now_.registration_agreed && !now_.appointment,
             "something of a person is kept");
    }

    void check_ways() {
        must(now_.way == Way::none || now_.way == seen_.proved, "identity taken for proved");
        if (now_.state == State::pin_entry) must(!now_.identified(), "a PIN asked of somebody who is identified");
        if (now_.state == State::pin_entry || now_.state == State::pin_last_try)
            must(now_.info && now_.info->medium != domain::Medium::iphone && !now_.info->pin.blocked() &&
                     !now_.accompanied,
                 "PIN asked for a card whose PIN is unusable, or with a helper there");
        if (now_.state == State::face_capture)
            must(now_.face_retry(), "face asked although it is not offered, or once too often");
        if (now_.state == State::staff_confirm) must(seen_.staff_known, "the staff screen opened without the password");
        if (now_.state == State::staff_password)
            must(!now_.identified() && !now_.phone(), "a staff check of somebody who is identified, or of a phone");
        if (now_.state == State::face_capture || now_.state == State::number_b_entry)
            must(!now_.identified() && !now_.phone(), "a face asked of somebody who is identified, or of a phone");
    }

    void check_step() {
        check_answer();
        if (step_.row == nullptr) {
            must(now_ == before_ && step_.effects.empty(), "a refused event changed something");
            const auto& row = row_of(now_.state);
            if (std::get_if<CertificateChecked>(&event_) != nullptr && error_of(event_))
                must(!row.pin && !row.camera, "somebody types or is filmed whose card was refused");
            return;
        }
        if (now_.info && !before_.info) must(did<CheckCertificate>(), "nobody is asked about the certificate");
        check_refusal();
        const auto* saved = std::get_if<SettingSaved>(&event_);
        must(now_.facts == before_.facts || (saved != nullptr && saved->result),
             "the kiosk is set otherwise, and nobody has saved it");
        must(now_.ticket.visit == before_.ticket.visit || now_.for_settings || !now_.missing(),
             "a visit begins although something is missing");
        check_comfort();
        check_not_needed();
        check_service();
        if (now_.state == State::staff_confirm && before_.state != State::staff_confirm)
            must(tells(domain::DeskNote::Kind::staff_check), "the desk does not hear of an accepted code");
        if (kind_of(event_) == EventKind::card_removed) {
            must(now_.state != State::pin_wrong && now_.state != State::pin_locked, "removal counted as a wrong PIN");
            const auto* removed = std::get_if<CardRemoved>(&event_);
            const bool lifted_phone = before_.phone() && before_.authentication;
            const bool waits = card_waits(before_.state);
            must(!waits || before_.card != removed->card || !now_.card, "a card that was taken away is still noted");
            if (before_.card == removed->card && !lifted_phone && !waits)
                must(!now_.card && !row_of(now_.state).person, "removal does not end the visit");
        }
        if (row_of(before_.state).pin && !row_of(now_.state).pin) must(did<WipePin>(), "PIN bytes not wiped");
        if (row_of(before_.state).pin && row_of(now_.state).digits > 0 && now_.ticket != before_.ticket)
            must(did<WipePin>(), "digits carried from one entry to another");
        if (row_of(before_.state).person && !row_of(now_.state).person) must(did<Forget>(), "the vault is not wiped");
        if (now_.ticket.visit != before_.ticket.visit) must(did<Forget>(), "the vault goes to another card");
        if (error_of(event_) && now_.state != before_.state)
            must(now_.state != State::result_valid && now_.state != State::result_remark,
                 "a failure led to a valid result");
        if (now_.state == State::card_left && before_.state != State::card_left && before_.state != State::staff_called)
            must(did<TellDesk>(), "nobody was told of the card");
    }

    /// It changes how a visit is shown and nothing else, nothing else changes it, and the next patient does not find
    /// it.
    void check_comfort() {
        if (says(domain::DeskSays::language) != nullptr) {
            auto other = now_;
            other.language = before_.language;
            must(other == before_ && step_.effects.empty(), "the desk's choice of a language changed something else");
        }
        if (taps(event_, Action::comfort) || says(domain::DeskSays::comfort) != nullptr) {
            auto other = now_;
            other.comfort = before_.comfort;
            other.in_front = before_.in_front;
            must(other == before_, "a choice of comfort changed something else");
            must(std::ranges::all_of(step_.effects,
                                     [](const Effect& e) { return std::holds_alternative<SetTimer>(e.work); }),
                 "a choice of comfort does something");
            return;
        }
        const bool comes_up = now_.ticket != before_.ticket;
        const bool nobodys = now_.state == State::idle || now_.state == State::out_of_service;
        const bool put_back = kind_of(event_) == EventKind::time_out || now_.ticket.visit != before_.ticket.visit;
        if (const auto* way = way_shown())
            return must(now_.comfort == way->comfort && now_.language == way->language.value_or(before_.language),
                        "not as the code says");
        if (comes_up && nobodys)
            must(now_.comfort == now_.facts.comfort && now_.language == now_.facts.language,
                 "the next patient finds what the one before had chosen");
        else if (!put_back)
            must(now_.comfort == before_.comfort, "the comfort of a visit was lost");
        must(!comes_up || now_.in_front == InFront::nothing, "something stands in front of a new screen");
    }

    /// What the kiosk can do without neither closes it nor ends what somebody does; only who is filmed needs the
    /// camera.
    void check_not_needed() {
        const auto* down = std::get_if<DeviceDown>(&event_);
        if (down == nullptr || before_.needs(down->device)) return;
        must(now_.ticket == before_.ticket || (down->device == Device::camera && row_of(before_.state).camera),
             "what the kiosk can do without leads somewhere");
    }

    /// An outage of the service stops no visit and begins none; the desk hears of it once.
    void check_service() {
        const auto* down = std::get_if<DeviceDown>(&event_);
        const auto* up = std::get_if<DeviceUp>(&event_);
        if ((down == nullptr || down->device != Device::service) && (up == nullptr || up->device != Device::service))
            return;
        must(now_.service_down().has_value() == (down != nullptr), "it is not noted whether the service is there");
        must(now_.ticket == before_.ticket, "an outage of the service leads somewhere, or its end");
        must(tells(domain::DeskNote::Kind::advice) == (down != nullptr && !before_.service_down()),
             "the desk does not hear of an outage, or hears of it again");
    }

    /// Nobody waits for an answer that has come, or for a time that is over, and the screen explains what was answered.
    void check_answer() {
        const bool entered = now_.ticket != before_.ticket;
        if (kind_of(event_) == EventKind::time_out && time_out_of(before_) > base::Duration::zero())
            must(entered || now_.set_otherwise() != before_.set_otherwise() || before_.state == State::out_of_service,
                 "a time that is over changes nothing");
        if (!answers_job(kind_of(event_))) return;
        must(entered, "an answer changes nothing");
        if (const auto error = error_of(event_); error && row_of(now_.state).person)
            must(now_.error == error, "the screen explains something else than what failed");
        if (const auto* pin = std::get_if<PinAnswered>(&event_); pin && pin->result && now_.info)
            must(now_.info->pin == *pin->result, "the tries are others than the card's");
    }

    /// Each end of a face attempt without a match: the camera's time, or the decision's.
    void check_refusal() {
        const bool came = now_.state == State::face_refused &&
                          (before_.state == State::face_capture || before_.state == State::face_deciding);
        must(did<CountRefusal>() == came, "a face without a match that nobody counts, or counted twice");
        if (!came) return;
        must(now_.face_attempts == before_.face_attempts + 1, "an attempt that is not counted");
        const bool third = now_.info->face.refused + now_.face_attempts >= 3;
        must(tells(domain::DeskNote::Kind::alert) == third,
             "the desk does not hear of the third refusal, or of another");
    }

    [[nodiscard]] bool tells(domain::DeskNote::Kind kind) const {
        return std::ranges::any_of(step_.effects, [&](const Effect& e) {
            const auto* told = std::get_if<TellDesk>(&e.work);
            return told != nullptr && told->note.kind == kind;
        });
    }

    template <class W>
    [[nodiscard]] bool did() const {
        return std::ranges::any_of(step_.effects, [](const Effect& e) { return std::holds_alternative<W>(e.work); });
    }

    const Visit& before_;
    const Event& event_;
    const Step& step_;
    const Visit& now_;
    Observer seen_;
    std::vector<std::string> complaints_;
};
}  // namespace

Judgement judge(const Visit& before, const Observer& observer, const Event& event, const Step& step) {
    return Judge(before, observer, event, step).judge();
}

}  // namespace uketsuke::flow
