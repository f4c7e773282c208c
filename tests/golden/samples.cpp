// SPDX-License-Identifier: Apache-2.0
#include "samples.hpp"

#include <algorithm>
#include <stdexcept>

#include "firmware/base/enumeration.hpp"
#include "firmware/flow/setting_values.hpp"
#include "ui/paint/painter.hpp"

namespace uketsuke::tests {
namespace {

using base::ErrorCode;
using Q = domain::Question;
using flow::State;
using flow::Visit;

constexpr base::Date kToday{2026, 11, 22};

/// What counts at the desk in late 2026, and the paper card that counted until the end of 2025.
domain::GuidanceTable guidance() {
    using F = domain::Fallback;
    constexpr std::uint16_t kAlways = 0xFFFF;
    constexpr base::Date kOpen{2099, 12, 31};
    return {{F::paper_card, {2024, 12, 2}, {2025, 12, 1}, kAlways},
            {F::certificate, {2024, 12, 2}, kOpen, kAlways},
            {F::card_and_notice, {2024, 12, 2}, kOpen, kAlways},
            {F::card_and_portal, {2024, 12, 2}, kOpen, kAlways},
            {F::written_statement, {2024, 12, 2}, kOpen, kAlways}};
}

/// A visit with a card of three tries in the state.
Visit visit_in(State state, int tries = 3, bool face = true) {
    Visit visit;
    visit.state = state;
    visit.down = {};
    visit.today = kToday;
    visit.facts.face_possible = face;
    visit.facts.staff_check = face;
    visit.facts.languages = ui::reviewed_languages().count();
    visit.facts.guidance = guidance();
    visit.face_offered = face;
    visit.info = domain::CardInfo{{"00"}, {tries}, {2028, 3, 12}, domain::Medium::card};
    return visit;
}

/// A patient who is known and may be asked.
Visit known(State state) {
    auto visit = visit_in(state);
    visit.way = flow::Way::face;
    visit.authentication =
        domain::Authentication{domain::Registration::registered, domain::CertificateState::valid, true};
    return visit;
}

Visit answered(State state, domain::Answer answer) {
    auto visit = known(state);
    visit.answer = answer;
    return visit;
}

Visit by_phone(State state, domain::Medium medium, int tries = 3) {
    auto visit = visit_in(state, tries);
    visit.phone_kind = medium;
    visit.info->medium = medium;
    visit.face_offered = false;
    return visit;
}

Visit with_error(Visit visit, ErrorCode error) {
    visit.error = error;
    return visit;
}

void add_errors(std::vector<Sample>& all, State state, std::initializer_list<ErrorCode> errors) {
    for (const auto error : errors)
        all.push_back({std::string(flow::name_of(state)) + "-" + std::string(base::name_of(error)),
                       with_error(visit_in(state), error)});
}

void add_pin(std::vector<Sample>& all) {
    for (const int digits : {2, 4}) {
        auto visit = visit_in(State::pin_entry);
        visit.pin_digits = digits;
        all.push_back({"pin_entry-" + std::to_string(digits), visit});
    }
    auto wrong = with_error(visit_in(State::pin_wrong, 2), ErrorCode::pin_wrong);
    all.push_back({"pin_wrong-2", wrong});
    wrong.face_offered = false;
    all.push_back({"pin_wrong-no_face", wrong});
    for (const auto state : {State::pin_unusable, State::pin_locked}) {
        const std::string name(flow::name_of(state));
        all.push_back({name + "-no_face", visit_in(state, 0, false)});
        auto staff = visit_in(state, 0);
        staff.face_offered = false;
        all.push_back({name + "-staff_check", staff});
        all.push_back({name + "-android", by_phone(state, domain::Medium::android, 0)});
    }
    all.push_back({"choose_identity-no_face", visit_in(State::choose_identity, 3, false)});
    auto two = visit_in(State::choose_identity);
    two.facts.staff_check = false;
    all.push_back({"choose_identity-no_staff_check", two});
    all.push_back({"choose_identity-android", by_phone(State::choose_identity, domain::Medium::android)});
    auto later = with_error(visit_in(State::choose_identity), ErrorCode::face_refused_often);
    later.info->face = {Visit::kFaceAttempts, 0};
    all.push_back({"choose_identity-face_later", later});
    two.state = State::accompanied;
    two.accompanied = true;
    all.push_back({"accompanied-face_only", two});
    two.face_offered = false;
    all.push_back({"accompanied-nothing_left", two});
    all.push_back({"pin_entry-android", by_phone(State::pin_entry, domain::Medium::android)});
    for (const int digits : {3, 8, 14}) {
        auto visit = visit_in(State::number_b_entry);
        visit.pin_digits = digits;
        all.push_back({"number_b_entry-" + std::to_string(digits), visit});
    }
    for (const int digits : {2, 6}) {
        auto visit = visit_in(State::number_b_entry);
        visit.info->number_b_digits = 6;
        visit.pin_digits = digits;
        all.push_back({"number_b_entry-next_" + std::to_string(digits), visit});
        visit.digits_shown = true;
        all.push_back({"number_b_entry-next_shown_" + std::to_string(digits), visit});
    }
    for (const int digits : {0, 8, 14}) {
        auto visit = visit_in(State::number_b_entry);
        visit.pin_digits = digits;
        visit.digits_shown = true;
        all.push_back({"number_b_entry-shown_" + std::to_string(digits), visit});
    }
}

void add_phone(std::vector<Sample>& all) {
    auto idle = visit_in(State::idle);
    idle.info.reset();
    idle.facts.phone_reader = true;
    all.push_back({"idle-phone", idle});
    auto all_of_it = idle;
    all_of_it.facts.facility.pharmacy = true;
    all_of_it.facts.facility.asks[Q::subsidy] = true;
    all.push_back({"idle-everything", all_of_it});
    all_of_it.facts.phone_reader = false;
    all.push_back({"idle-services", all_of_it});
    auto away = idle;
    away.facts.phone_reader = false;
    away.down[static_cast<std::size_t>(flow::Device::service)] = ErrorCode::service_unreachable;
    all.push_back({"idle-away", away});
    idle.state = State::choose_phone;
    all.push_back({"choose_phone-offered", idle});
    for (const auto state : {State::reading_card, State::take_card, State::take_card_reminder, State::take_card_urgent,
                             State::card_left}) {
        auto lies = visit_in(state);
        lies.info.reset();
        lies.card = domain::CardRef{domain::kPhoneSlot, 1};
        all.push_back({std::string(flow::name_of(state)) + "-phone", lies});
    }
    for (const auto state : {State::pin_challenge, State::pin_verifying, State::authenticating, State::confirming,
                             State::result_valid, State::result_remark, State::registration_ending,
                             State::certificate_grace, State::not_registered, State::pin_wrong, State::pin_last_try})
        all.push_back({std::string(flow::name_of(state)) + "-phone", by_phone(state, domain::Medium::android, 2)});
    for (const auto error :
         {ErrorCode::card_not_readable, ErrorCode::card_mute, ErrorCode::card_not_mynumber, ErrorCode::card_removed,
          ErrorCode::card_busy, ErrorCode::card_garbled, ErrorCode::phone_not_verified})
        all.push_back({"card_problem-phone_" + std::string(base::name_of(error)),
                       with_error(by_phone(State::card_problem, domain::Medium::iphone), error)});
    for (const auto medium : {domain::Medium::iphone, domain::Medium::android}) {
        idle.state = State::phone_wait;
        idle.phone_kind = medium;
        all.push_back({medium == domain::Medium::iphone ? "phone_wait-iphone" : "phone_wait-android", idle});
    }
}

void add_staff(std::vector<Sample>& all) {
    auto typing = visit_in(State::staff_password);
    typing.pin_digits = 6;
    all.push_back({"staff_password-6", typing});
    auto refused = with_error(visit_in(State::staff_refused), ErrorCode::staff_password_wrong);
    refused.staff_check = domain::StaffCheck{false, 2, 0};
    all.push_back({"staff_refused-wrong", refused});
    refused.staff_check = domain::StaffCheck{false, 0, 280};
    refused.error = ErrorCode::staff_password_locked;
    all.push_back({"staff_refused-locked", refused});
    refused.staff_check = domain::StaffCheck{.tries_left = 2, .expired = true};
    refused.error = ErrorCode::staff_code_expired;
    all.push_back({"staff_refused-expired", refused});
}

Visit at_settings(State state) {
    Visit visit;
    visit.state = state;
    visit.down = {};
    visit.today = kToday;
    visit.for_settings = true;
    visit.facts.staff_check = visit.facts.settings = true;
    visit.facts.layouts = 15;
    visit.facts.languages = ui::reviewed_languages().count();
    return visit;
}

void add_settings(std::vector<Sample>& all) {
    for (const auto setting : base::kValuesOf<flow::Setting>) {
        auto one = at_settings(State::setting_choice);
        one.setting = setting;
        one.chosen = flow::value_of(one.facts, setting);
        all.push_back({"setting_choice-" + std::string(flow::name_of(setting)), one});
    }
    auto failed = with_error(at_settings(State::setting_failed), ErrorCode::setting_unsaved);
    all.push_back({"setting_failed-setting_unsaved", failed});
    auto found = at_settings(State::readiness);
    found.facts.printer = true;
    using Kind = domain::StaffLine::Kind;
    found.found = {
        {Kind::plain, "点検 2026-11-24 07:30：直すところがあります"},
        {Kind::well, "○ 資格確認サービス"},
        {Kind::soon, "△ 証明書：service.certificate はあと12日"},
        {Kind::plain, "　→ 保守の担当者に連絡し、期限の前に新しい証明書に入れ替えてください。"},
        {Kind::wrong, "× カードリーダー：番号 070"},
        {Kind::plain,
         "　→ USBケーブルと電源を確かめてください。直らないときは uketsuke-card doctor を実行してください。"},
        {Kind::well, "○ 顔のカメラ"},
        {Kind::well, "○ 画面"},
        {Kind::well, "○ ディスクの空き：空き 5120 MB"},
        {Kind::well, "○ 監査記録：12345件"},
        {Kind::well, "○ 時計：2026-11-24 07:30"}};
    all.push_back({"readiness-found", found});
    auto touched = at_settings(State::touch_test);
    for (const int targets : {2, 5}) {
        touched.tested = targets;
        touched.missed = {3, 14, 102, 0, 57};
        all.push_back({"touch_test-" + std::to_string(targets), touched});
    }
    auto picture = at_settings(State::picture_test);
    for (picture.tested = 1; picture.tested < flow::kTestPictures; ++picture.tested)
        all.push_back({"picture_test-" + std::to_string(picture.tested), picture});
    auto typing = at_settings(State::staff_password);
    all.push_back({"staff_password-settings", typing});
    auto locked = with_error(at_settings(State::staff_refused), ErrorCode::staff_password_locked);
    locked.staff_check = domain::StaffCheck{false, 0, 280};
    all.push_back({"staff_refused-settings", locked});
    auto idle = at_settings(State::idle);
    idle.for_settings = false;
    all.push_back({"idle-settings", idle});
    auto out = idle;
    out.state = State::out_of_service;
    out.down = {ErrorCode::reader_missing};
    all.push_back({"out_of_service-settings", out});
}

void add_questions(std::vector<Sample>& all) {
    auto again = known(State::registration_offer);
    again.authentication->registration = domain::Registration::cancelled;
    all.push_back({"registration_offer-again", again});
    auto some = known(State::consent_items);
    some.answers.items = {true, false, std::nullopt};
    all.push_back({"consent_items-two", some});
    some.answers.items[2] = true;
    all.push_back({"consent_items-all", some});
    for (int item = 1; item < domain::kConsentItems; ++item) {
        auto more = known(State::consent_more);
        more.shown_item = static_cast<domain::ConsentItem>(item);
        all.push_back({"consent_more-" + std::to_string(item), more});
    }
    auto ends = known(State::certificate_notice);
    ends.info->not_after = {2026, 12, 30};
    all.push_back({"certificate_notice-card", ends});
    ends.info->medium = domain::Medium::android;
    all.push_back({"certificate_notice-phone", ends});
}

void add_prescriptions(std::vector<Sample>& all) {
    auto pharmacy = known(State::prescription_choice);
    pharmacy.facts.facility.pharmacy = true;
    auto& stored = pharmacy.authentication->listed[Q::prescription_choice];
    const std::array issuers{
        "みなと内科クリニック", "独立行政法人 架空病院機構 きたやま総合医療センター 附属診療所", "Sakura Clinic",
        "ひがし眼科",           "医療法人社団 青空会 あおぞら整形外科リハビリテーション",        "やまだ皮フ科",
        "七つめは出ません"};
    for (int i = 0; i < 2; ++i) stored.push_back({"", {2026, 11, 10 + i}, issuers.at(static_cast<std::size_t>(i)), {}});
    all.push_back({"prescription_choice-2", pharmacy});
    for (int i = 2; i < 7; ++i) stored.push_back({"", {2026, 11, 10 + i}, issuers.at(static_cast<std::size_t>(i)), {}});
    pharmacy.given[Q::prescription_choice] = {3, 0b100101};
    all.push_back({"prescription_choice-7", pharmacy});
    pharmacy.state = State::review;
    pharmacy.answers.items = {true, false, true};
    all.push_back({"review-pharmacy", pharmacy});
    auto clinic = known(State::review);
    clinic.authentication->asks[Q::specific_disease] = true;
    clinic.facts.facility.asks[Q::high_cost] = true;
    clinic.facts.facility.prescription = domain::PrescriptionSetting::both;
    clinic.facts.facility.prescription_asked = domain::PrescriptionAsked::at_reader;
    clinic.answers.items = {true, true, false};
    clinic.given[Q::specific_disease].chosen = 1;
    clinic.given[Q::high_cost].chosen = 0;
    clinic.given[Q::prescription_form].chosen = 1;
    all.push_back({"review-clinic", clinic});
}

void add_subsidies(std::vector<Sample>& all) {
    auto one = known(State::subsidy);
    auto& held = one.authentication->listed[Q::subsidy];
    held = {{"", {2026, 4, 1}, "見本市", "child"}};
    all.push_back({"subsidy-1", one});
    for (const auto* kind : {"intractable_disease", "child_chronic_disease", "single_parent", "disability"})
        held.push_back({"", {2026, 4, 1}, "独立行政法人のように長い名前の広域連合と後期高齢者医療の市町村", kind});
    held.push_back({"", {2026, 4, 1}, "見本県", "kind_of_tomorrow"});
    for (one.asked_item = 1; one.asked_item < 6; ++one.asked_item)
        all.push_back({"subsidy-" + std::to_string(one.asked_item + 1) + "_of_6", one});
    one.asked_item = 0;
    one.state = State::review;
    one.answers.items = {true, false, true};
    one.given[Q::subsidy] = {2, 0b100001};
    all.push_back({"review-subsidies", one});
}

void add_results(std::vector<Sample>& all) {
    for (const auto& [name, validity] : {std::pair{"invalid", domain::Validity::invalid},
                                         {"newer_exists", domain::Validity::invalid_newer_exists},
                                         {"none_found", domain::Validity::none_found},
                                         {"several", domain::Validity::several}})
        all.push_back({std::string("result_invalid-") + name, answered(State::result_invalid, {validity, {}})});
    for (int remark = 0; remark < domain::kRemarks; ++remark) {
        domain::Answer answer{domain::Validity::valid, {}};
        answer.remarks.add(static_cast<domain::Remark>(remark));
        all.push_back({"result_remark-" + std::to_string(remark), answered(State::result_remark, answer)});
    }
    domain::Answer assistance{domain::Validity::valid_unregistered, {}};
    for (const auto remark : {domain::Remark::public_assistance, domain::Remark::turning_70,
                              domain::Remark::certificate_ends_soon, domain::Remark::unreadable_characters})
        assistance.remarks.add(remark);
    all.push_back({"result_remark-many", answered(State::result_remark, assistance)});
    for (const auto& [name, number] :
         {std::pair{"number", "0012345"}, {"long_number", "KINEN-0000-0000-0000-0000-0000-0000-0000-0012345"}}) {
        all.push_back({std::string("result_valid-") + name,
                       answered(State::result_valid, {domain::Validity::valid, {}, number})});
        all.push_back({std::string("result_remark-") + name,
                       answered(State::result_remark, {domain::Validity::valid, assistance.remarks, number})});
    }
    all.push_back({"certificate_refused-phone", with_error(by_phone(State::certificate_refused, domain::Medium::iphone),
                                                           ErrorCode::certificate_refused)});
}

void add_guidance(std::vector<Sample>& all) {
    auto shown = visit_in(State::guidance);
    shown.situation = domain::Situation::service_down;
    all.push_back({"guidance-2026", shown});
    shown.today = {2025, 11, 30};
    all.push_back({"guidance-2025", shown});
    shown.facts.guidance.clear();
    all.push_back({"guidance-none", shown});
    auto papers = visit_in(State::without_card);
    papers.info.reset();
    papers.situation = domain::Situation::no_card;
    all.push_back({"without_card-2026", papers});
    papers.today = {2026, 3, 31};
    all.push_back({"without_card-transition", papers});
    papers.state = State::statement;
    papers.facts.printer = true;
    all.push_back({"statement-printed", papers});
    auto idle = visit_in(State::idle);
    idle.info.reset();
    idle.facts.codes = idle.facts.phone_reader = true;
    all.push_back({"idle-codes", idle});
    auto way = idle;
    way.state = State::way_set;
    all.push_back({"way_set-phone", way});
    way.state = State::code_problem;
    for (const auto code : {ErrorCode::code_unseen, ErrorCode::code_several, ErrorCode::code_unknown,
                            ErrorCode::code_camera_missing})
        all.push_back({"code_problem-" + std::string(base::name_of(code)), with_error(way, code)});
    auto out = visit_in(State::out_of_service);
    out.info.reset();
    out.down = {ErrorCode::reader_missing};
    out.situation = domain::Situation::reader_down;
    all.push_back({"out_of_service-2026", out});
    out.today = {2025, 11, 30};
    out.down = {ErrorCode::reader_missing, ErrorCode::camera_missing, ErrorCode::audit_unwritable};
    all.push_back({"out_of_service-2025", out});
}

void add_appointments(std::vector<Sample>& all) {
    auto typed = visit_in(State::appointment_entry);
    typed.info.reset();
    typed.pin_digits = 6;
    all.push_back({"appointment_entry-6", typed});
    typed.digits_shown = true;
    all.push_back({"appointment_entry-shown_6", typed});
    auto told = typed;
    told.state = State::appointment_told;
    told.pin_digits = 0;
    told.digits_shown = false;
    for (const auto arrival : base::kValuesOf<domain::Arrival>) {
        told.appointment = domain::Appointment{arrival, kToday, 630, 0, "内科 3番"};
        if (arrival == domain::Arrival::early || arrival == domain::Arrival::late) told.appointment->off = 45;
        if (arrival == domain::Arrival::other_day) told.appointment->day = {2026, 12, 31};
        if (arrival == domain::Arrival::not_known) told.appointment = domain::Appointment{};
        all.push_back({"appointment_told-" + std::string(base::enumerator_name(arrival)), told});
    }
    told.appointment =
        domain::Appointment{domain::Arrival::late, kToday, 630, 45, "ほかの予約と同じ診療科名の長いところ"};
    told.card = domain::CardRef{domain::kCardSlot, 1};
    all.push_back({"appointment_told-card_lies", told});
    told.card.reset();
    told.appointment.reset();
    all.push_back({"appointment_told-unsure", with_error(told, ErrorCode::appointments_unreadable)});
}

void add_face(std::vector<Sample>& all) {
    for (int advice = 0; advice < domain::kFaceAdviceCount; ++advice) {
        auto visit = visit_in(State::face_capture);
        visit.advice = static_cast<domain::FaceAdvice>(advice);
        all.push_back({"face_capture-" + std::to_string(advice), visit});
    }
    auto refused = with_error(visit_in(State::face_refused), ErrorCode::face_not_matched);
    refused.face_attempts = Visit::kFaceAttempts;
    all.push_back({"face_refused-last", refused});
    refused.info->pin = {0};
    all.push_back({"face_refused-staff_only", refused});
    auto unavailable = with_error(visit_in(State::face_unavailable, 0), ErrorCode::portrait_undecodable);
    all.push_back({"face_unavailable-staff_only", unavailable});
}

/// Wherever a visit shows its number, the longest that the settings allow beside the usual one.
void add_numbers(std::vector<Sample>& all) {
    domain::Answer remarked{domain::Validity::valid, {}};
    remarked.remarks.add(domain::Remark::turning_70);
    for (const auto& [name, number] : {std::pair{"turn", "12"}, {"long_turn", "RECEPT-A100000"}})
        for (auto visit :
             {answered(State::result_valid, {domain::Validity::valid, {}}), answered(State::result_remark, remarked),
              visit_in(State::take_card), visit_in(State::take_card_urgent), visit_in(State::thanks)}) {
            visit.finished = true;
            visit.number = number;
            all.push_back({std::string(flow::name_of(visit.state)) + "-" + name, visit});
        }
}

void add_ends(std::vector<Sample>& all) {
    auto done = visit_in(State::thanks);
    done.finished = true;
    all.push_back({"thanks-finished", done});
    auto asked = answered(State::result_valid, {domain::Validity::valid, {}});
    asked.sent = domain::Choices{};
    asked.answered = 1;
    all.push_back({"result_valid-answers", asked});
    auto desk = visit_in(State::thanks);
    desk.to_desk = true;
    all.push_back({"thanks-desk", desk});
    auto early = with_error(visit_in(State::thanks), ErrorCode::card_removed);
    all.push_back({"thanks-removed", early});
    auto called = known(State::staff_called);
    called.resume = State::consent;
    all.push_back({"staff_called-consent", called});
    called.desk_comes = true;
    all.push_back({"staff_called-coming", called});
    auto working = visit_in(State::authenticating);
    working.staff_on_way = true;
    all.push_back({"authenticating-staff_on_way", working});
    auto out = visit_in(State::out_of_service);
    out.info.reset();
    out.down = {ErrorCode::reader_missing, ErrorCode::camera_missing, ErrorCode::audit_unwritable};
    all.push_back({"out_of_service-all", out});
    for (const auto why : {ErrorCode::daemon_missing, ErrorCode::reader_denied, ErrorCode::reader_changed,
                           ErrorCode::camera_changed, ErrorCode::clock_wrong, ErrorCode::kiosk_certificate_ended,
                           ErrorCode::authority_ended, ErrorCode::lists_overdue, ErrorCode::model_invalid,
                           ErrorCode::file_unreadable, ErrorCode::config_invalid, ErrorCode::internal}) {
        out.down = {why};
        all.push_back({"out_of_service-" + std::string(base::name_of(why)), out});
    }
}

void add_all_errors(std::vector<Sample>& all) {
    using E = ErrorCode;
    add_errors(
        all, State::card_problem,
        {E::card_not_readable, E::card_mute, E::card_not_mynumber, E::card_removed, E::card_busy, E::card_garbled,
         E::card_changed, E::phone_not_verified, E::card_cloned, E::certificate_untrusted, E::record_untrusted,
         E::record_text_forged, E::record_birth_forged, E::record_signature_forged, E::portrait_forged});
    add_errors(all, State::face_refused, {E::face_not_matched, E::face_not_live, E::face_not_found});
    add_errors(all, State::face_unavailable,
               {E::number_b_unreadable, E::number_b_refused, E::number_b_floor, E::portrait_undecodable,
                E::portrait_without_face, E::terminal_authentication_unavailable, E::camera_missing, E::camera_stalled,
                E::model_invalid, E::internal});
    add_errors(all, State::certificate_refused, {E::certificate_refused});
    add_errors(all, State::not_registered, {E::not_registered});
    add_errors(all, State::result_undelivered, {E::result_undeliverable, E::result_uncertain});
    for (const auto state : {State::service_failed, State::confirm_failed, State::registration_failed})
        add_errors(all, state,
                   {E::service_unreachable, E::service_timeout, E::service_untrusted, E::service_garbled,
                    E::service_mismatch, E::service_refused, E::service_maintenance, E::certificate_unconfirmed,
                    E::service_processing, E::internal});
}

void fill_ellipse(domain::Image& image, double cx, double cy, double rx, double ry, std::array<std::uint8_t, 3> bgr) {
    for (int y = 0; y < image.height; ++y)
        for (int x = 0; x < image.width; ++x) {
            const double dx = (x - cx) / rx;
            const double dy = (y - cy) / ry;
            if (dx * dx + dy * dy > 1) continue;
            std::copy(bgr.begin(), bgr.end(),
                      image.pixels.begin() + (static_cast<std::ptrdiff_t>(y) * image.width + x) * 3);
        }
}

}  // namespace

std::vector<Sample> samples() {
    std::vector<Sample> all;
    for (int i = 0; i < flow::kStateCount; ++i) {
        const auto state = static_cast<State>(i);
        const bool last_try = state == State::pin_last_try;
        const bool no_pin = state == State::pin_unusable || state == State::pin_locked;
        const bool set = State::settings <= state && state <= State::picture_test;
        const bool asked = State::certificate_refused <= state && state <= State::result_undelivered;
        all.push_back({std::string(flow::name_of(state)), set     ? at_settings(state)
                                                          : asked ? known(state)
                                                                  : visit_in(state, last_try ? 1
                                                                                    : no_pin ? 0
                                                                                             : 3)});
    }
    for (auto& one : all)
        if (one.visit.state == State::pin_last_try) one.visit.pin_digits = 4;
    add_pin(all);
    add_phone(all);
    add_staff(all);
    add_settings(all);
    add_face(all);
    add_questions(all);
    add_prescriptions(all);
    add_subsidies(all);
    add_results(all);
    add_guidance(all);
    add_appointments(all);
    add_ends(all);
    add_numbers(all);
    add_all_errors(all);
    return all;
}

ui::ViewModel view_of(const Sample& sample, std::string_view language, const ui::Languages& offered) {
    auto visit = sample.visit;
    visit.facts.languages = offered.count();
    visit.language = offered.named(language).value();
    auto view = ui::project(visit, {.simulated = true, .simulated_terminal = true, .shows_reference_number = true});
    if (view.digits_shown) view.typed = std::string("05040120351234").substr(0, static_cast<std::size_t>(view.digits));
    return view;
}

const Sample& sample(std::string_view name) {
    static const auto kAll = samples();
    const auto found = std::find_if(kAll.begin(), kAll.end(), [&](const Sample& s) { return s.name == name; });
    if (found == kAll.end()) throw std::out_of_range("no sample " + std::string(name));
    return *found;
}

const ui::MeasuredPanel& panel() {
    static const auto kPainter = ui::paint::Painter::create({}).value();
    static const ui::MeasuredPanel kPanel{{}, kPainter.measure()};
    return kPanel;
}

domain::Frame drawn_figure() {
    domain::Image image{640, 480, 3, base::Bytes(640UL * 480 * 3)};
    for (int y = 0; y < 480; ++y)
        for (int x = 0; x < 640; ++x) {
            auto* pixel = image.pixels.data() + (y * 640 + x) * 3;
            pixel[0] = static_cast<std::uint8_t>(205 - y / 8);
            pixel[1] = static_cast<std::uint8_t>(200 - y / 8);
            pixel[2] = static_cast<std::uint8_t>(190 - y / 8);
        }
    fill_ellipse(image, 320, 520, 230, 170, {120, 80, 60});    // shoulders
    fill_ellipse(image, 320, 210, 118, 150, {60, 50, 45});     // hair
    fill_ellipse(image, 320, 228, 100, 132, {165, 195, 232});  // head
    for (const int side : {-1, 1}) fill_ellipse(image, 320 + side * 38, 215, 9, 9, {50, 45, 40});
    fill_ellipse(image, 320, 290, 30, 9, {110, 110, 190});
    return {std::move(image), {}, 1};
}

}  // namespace uketsuke::tests
