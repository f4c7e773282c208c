// SPDX-License-Identifier: Apache-2.0
// What step, changes and the questions' table do at their edges, one step each, so that every branch of them is seen
// without the walk (tests/unit/kernel).
#include <catch2/catch.hpp>

#include "firmware/flow/question_table.hpp"
#include "firmware/flow/state_table.hpp"
#include "tests/flow/story.hpp"

using namespace uketsuke;
using namespace uketsuke::flow;
using base::ErrorCode;
using base::fail;
using domain::Medium;
using S = State;
using A = Action;

namespace {

constexpr domain::CardRef kCard{domain::kCardSlot, 1}, kNext{domain::kCardSlot, 2};

/// A visit of a card that was read, in a state.
Visit in(State state) {
    auto s = visit_in(state);
    s.card = kCard;
    s.info = good_card();
    return s;
}
Visit nobody_in(State state) {
    auto s = in(state);
    s.card.reset();
    s.info.reset();
    return s;
}
Visit after(const Visit& before, const Event& event) { return step(before, event).visit; }
DeviceDown lost(Device device, ErrorCode why) { return {device, why, kToday}; }

}  // namespace

TEST_CASE("a visit begins in the language that was chosen before it, and in the kiosk's after another one") {
    for (const auto state : {S::idle, S::choose_phone, S::phone_wait}) {
        auto s = nobody_in(state);
        s.language = Language{1};
        CHECK(after(s, CardPresent{kCard}).language == Language{1});
    }
    auto other = in(S::consent);
    other.language = Language{1};
    CHECK(after(other, CardPresent{kNext}).language == Language{});
}

TEST_CASE("a visit begins with the face where there is a way, a camera, and a card that was not asked") {
    auto s = nobody_in(S::idle);
    CHECK(after(s, CardPresent{kCard}).face_offered);
    auto without = s;
    without.facts.face_possible = false;
    CHECK_FALSE(after(without, CardPresent{kCard}).face_offered);
    without = s;
    without.down[static_cast<std::size_t>(Device::camera)] = ErrorCode::camera_missing;
    CHECK_FALSE(after(without, CardPresent{kCard}).face_offered);
    without = s;
    without.asked_card = kCard;
    CHECK_FALSE(after(without, CardPresent{kCard}).face_offered);
}

TEST_CASE("a device that goes takes with it what hangs on it") {
    auto s = in(S::choose_identity);
    s.face_offered = true;
    CHECK_FALSE(after(s, lost(Device::camera, ErrorCode::camera_missing)).face_offered);
    CHECK(after(s, lost(Device::phone_reader, ErrorCode::reader_missing)).face_offered);
    CHECK_FALSE(after(s, lost(Device::reader, ErrorCode::reader_missing)).card);
    const auto filming = after(in(S::face_capture), lost(Device::camera, ErrorCode::camera_stalled));
    CHECK(filming.state == S::face_unavailable);
    CHECK(filming.error == ErrorCode::camera_stalled);
    CHECK_FALSE(after(in(S::face_capture), lost(Device::phone_reader, ErrorCode::reader_missing)).error);
    auto closed = nobody_in(S::out_of_service);
    closed.down[static_cast<std::size_t>(Device::reader)] = ErrorCode::reader_missing;
    closed.down[static_cast<std::size_t>(Device::camera)] = ErrorCode::camera_missing;
    CHECK(after(closed, lost(Device::audit, ErrorCode::audit_unwritable)).error == ErrorCode::audit_unwritable);
    CHECK(after(closed, DeviceUp{Device::reader}).error == ErrorCode::camera_missing);
    CHECK(after(in(S::consent), DeviceUp{Device::camera}).state == S::consent);
}

TEST_CASE("the face is not offered to a phone, nor where few tries are left on the printed digits") {
    for (const auto change : {+[](domain::CardInfo&) {}, +[](domain::CardInfo& c) { c.number_b_usable = false; },
                              +[](domain::CardInfo& c) { c.medium = Medium::android; }}) {
        auto s = in(S::reading_card);
        s.face_offered = true;
        s.info.reset();
        auto card = good_card();
        change(card);
        CHECK(after(s, CardRead{s.ticket, card, kToday}).face_offered == (card == good_card()));
    }
}

TEST_CASE("a photo that fails meanwhile ends the face way, and advice is shown") {
    auto s = in(S::choose_identity);
    s.face_offered = true;
    s.asked_card = kCard;
    CHECK_FALSE(after(s, PortraitReady{{1, 0}, fail(ErrorCode::portrait_undecodable)}).face_offered);
    const auto filming = in(S::face_capture);
    CHECK(after(filming, AdviceHeld{filming.ticket, domain::FaceAdvice::too_dark}).advice ==
          domain::FaceAdvice::too_dark);
}

TEST_CASE("each refusal of a face has its reason, and counts") {
    using domain::FaceDecision;
    const auto refused = [](Result<domain::Verdict> result) {
        const auto s = in(S::face_deciding);
        const auto now = after(s, Decided{s.ticket, std::move(result)});
        CHECK(now.state == S::face_refused);
        CHECK(now.face_attempts == 1);
        return now.error;
    };
    CHECK(refused(domain::Verdict{FaceDecision::not_live}) == ErrorCode::face_not_live);
    CHECK(refused(domain::Verdict{FaceDecision::challenge_failed}) == ErrorCode::face_challenge_failed);
    CHECK(refused(domain::Verdict{FaceDecision::no_match}) == ErrorCode::face_not_matched);
    CHECK(refused(fail(ErrorCode::internal)) == ErrorCode::face_not_found);
    const auto late = in(S::face_deciding);
    CHECK(after(late, TimeOut{late.ticket}).error == ErrorCode::face_not_found);
}

TEST_CASE("what was identified by the card itself is identified again") {
    auto s = in(S::service_failed);
    s.way = Way::pin;
    const auto again = after(s, Tap{A::retry});
    CHECK(again.state == S::choose_identity);
    CHECK(again.way == Way::none);
    s.info->medium = Medium::iphone;
    s.way = Way::phone;
    CHECK(after(s, Tap{A::retry}).state == S::phone_challenge);
}

TEST_CASE("a call for staff leads back to before the warning, and is noted while the kiosk works") {
    auto s = in(S::idle_warning);
    s.resume = S::consent;
    CHECK(after(s, Tap{A::call_staff}).resume == S::consent);
    CHECK(after(in(S::pin_last_try), Tap{A::call_staff}).resume == S::pin_entry);
    const auto busy = after(in(S::reading_card), Tap{A::call_staff});
    CHECK(busy.state == S::reading_card);
    CHECK(busy.staff_on_way);
}

TEST_CASE("the way back is the choice that fits the patient, or the screen that it was") {
    auto s = in(S::staff_called);
    s.resume = S::choose_identity;
    CHECK(after(s, Tap{A::cancel_call}).state == S::choose_identity);
    s.accompanied = true;
    CHECK(after(s, Tap{A::cancel_call}).state == S::accompanied);
    s.accompanied = false;
    s.info->pin.left = 0;
    CHECK(after(s, Tap{A::cancel_call}).state == S::pin_unusable);
    s.resume = S::consent;
    CHECK(after(s, Tap{A::cancel_call}).state == S::consent);
}

TEST_CASE("each end has the situation that guidance is for") {
    using domain::Situation;
    const auto failed = [](ErrorCode why) {
        const auto s = in(S::authenticating);
        const auto now = after(s, Authenticated{s.ticket, fail(why)});
        CHECK(now.state == S::service_failed);
        CHECK(now.fallbacks().empty());  // no guidance was loaded
        return now.situation;
    };
    CHECK(failed(ErrorCode::service_maintenance) == Situation::maintenance);
    CHECK(failed(ErrorCode::certificate_unconfirmed) == Situation::maintenance);
    CHECK(failed(ErrorCode::service_refused) == Situation::service_refused);
    CHECK(failed(ErrorCode::service_unreachable) == Situation::service_down);
    CHECK(in(S::consent).fallbacks().empty());

    const auto delivered = [](domain::Validity validity, Result<std::string> result) {
        auto s = in(S::delivering);
        s.answer = domain::Answer{validity, {}};
        return after(s, Delivered{s.ticket, std::move(result)}).situation;
    };
    CHECK(delivered(domain::Validity::valid, fail(ErrorCode::result_undeliverable)) == Situation::undelivered);
    CHECK(delivered(domain::Validity::several, "") == Situation::several);
    CHECK(delivered(domain::Validity::invalid, "") == Situation::not_valid);
    CHECK(delivered(domain::Validity::none_found, "") == Situation::no_eligibility);
}

TEST_CASE("a visit has its number once the clinic has the result, until nobody is there") {
    auto s = in(S::delivering);
    s.answer = domain::Answer{domain::Validity::valid, {}, {}, "7"};
    CHECK(after(s, Delivered{s.ticket, fail(ErrorCode::result_undeliverable)}).number.empty());
    auto remarked = s;
    remarked.answer->remarks.add(domain::Remark::turning_70);
    const auto told = step(remarked, Delivered{s.ticket, "file"});
    REQUIRE(work_in<TellDesk>(told.effects) != nullptr);
    CHECK(work_in<TellDesk>(told.effects)->note.number == "7");
    auto now = after(s, Delivered{s.ticket, "file"});
    CHECK(now.number == "7");
    CHECK(after(now, CardPresent{kNext}).number.empty());
    now = after(now, TimeOut{now.ticket});
    REQUIRE(now.state == S::take_card);
    CHECK(now.number == "7");
    now = after(now, CardRemoved{kCard});
    REQUIRE(now.state == S::thanks);
    CHECK(now.number == "7");
    CHECK(after(now, TimeOut{now.ticket}).number.empty());
}

TEST_CASE("an answer about somebody else alerts the desk, another failure advises it") {
    for (const auto why : {ErrorCode::service_mismatch, ErrorCode::service_timeout}) {
        const auto s = in(S::authenticating);
        const auto failed = step(s, Authenticated{s.ticket, fail(why)});
        const auto* told = work_in<TellDesk>(failed.effects);
        REQUIRE(told != nullptr);
        CHECK((told->note.kind == domain::DeskNote::Kind::alert) == (why == ErrorCode::service_mismatch));
    }
}

TEST_CASE("a camera that stays on is not switched off between") {
    const Row again{S::face_capture, EventKind::tap, A::retry, {}, {Target::Kind::enter, S::face_capture}, {}, {}};
    const auto effects = step(in(S::face_capture), Tap{A::retry}, {&again, 1}).effects;
    CHECK(work_in<CameraOff>(effects) == nullptr);
    CHECK(work_in<CameraOn>(effects) != nullptr);
}

TEST_CASE("a touch gives more time where a touch is waited for, and nowhere else") {
    for (const auto& row : state_table()) {
        auto s = in(row.state);
        s.facts.languages = 2;
        const auto spoken = step(s, Tap{A::language, 1});
        REQUIRE(spoken.row != nullptr);
        const bool waits = !row.delay || row_of(*row.delay).again;
        INFO(name_of(row.state));
        CHECK((work_in<SetTimer>(spoken.effects) != nullptr) == waits);
        s.in_front = InFront::languages;
        const auto least = waits ? row_of(Delay::touch).duration : base::Duration::zero();
        CHECK(time_out_of(s) == std::max(time_out_of(row.state), least));
    }
}

TEST_CASE("an answer to another visit or step is late, one to the visit is not") {
    const auto s = in(S::reading_card);
    CHECK(is_late(s, TimeOut{{2, 1}}));
    CHECK(is_late(s, TimeOut{{1, 2}}));
    CHECK_FALSE(is_late(s, TimeOut{{1, 1}}));
    CHECK_FALSE(is_late(s, TimeOut{{1, 0}}));
    CHECK_FALSE(is_late(s, Tap{A::confirm}));
    CHECK(step(s, TimeOut{{2, 1}}).row == nullptr);
    CHECK(step(s, Tap{A::agree_all}).row == nullptr);
}

TEST_CASE("a question is wanted where all that it hangs on is known") {
    const auto& notice = question_table().front();
    auto s = nobody_in(S::consent);
    CHECK_FALSE(is_wanted(notice, s));
    s = in(S::consent);
    CHECK_FALSE(is_wanted(notice, s));
    s.authentication = good_person(true);
    CHECK_FALSE(is_wanted(notice, s));
    s.info->not_after = {2027, 1, 15};
    CHECK(is_wanted(notice, s));
    const auto& consent = question_table()[static_cast<std::size_t>(*place_of(S::consent))];
    CHECK(is_wanted(consent, s));
    s.authentication->consent = domain::ConsentState::difficult;
    CHECK_FALSE(is_wanted(consent, s));
    s.authentication->ask_consent = false;
    CHECK_FALSE(is_wanted(consent, s));
    s.state = S::confirming;
    CHECK_FALSE(question_before(s));
}

TEST_CASE("of things asked about one by one each answer counts, whichever is the last") {
    for (const bool first : {false, true}) {
        auto s = in(S::subsidy);
        s.authentication = good_person();
        s.authentication->listed[domain::Question::subsidy].resize(2);
        s = after(s, Tap{first ? A::agree : A::disagree});
        CHECK(s.asked_item == 1);
        s = after(s, Tap{first ? A::disagree : A::agree});
        CHECK(s.given[domain::Question::subsidy].chosen == 1);
        CHECK(s.given[domain::Question::subsidy].ticked == (first ? 1 : 2));
    }
}

TEST_CASE("a kiosk does without a reader for phones, and without a camera where it may") {
    auto s = in(S::idle);
    CHECK_FALSE(s.needs(Device::phone_reader));
    CHECK(s.needs(Device::reader));
    CHECK(s.needs(Device::camera));
    s.facts.camera_required = false;
    CHECK_FALSE(s.needs(Device::camera));
}

TEST_CASE("everything that is told of has a name, and a failed camera its error") {
    CHECK(name_of(S::idle) == "idle");
    CHECK(name_of(A::confirm) == "confirm");
    CHECK(name_of(EventKind::tap) == "tap");
    CHECK(name_of(EffectKind::deliver) == "deliver");
    CHECK(error_of(CameraFailed{{1, 1}, ErrorCode::camera_stalled}) == ErrorCode::camera_stalled);
    CHECK_FALSE(error_of(Tap{A::confirm}));
    CHECK(ticket_of(LiveReady{{1, 2}}) == Ticket{1, 2});
}

TEST_CASE("keys of two cards are the same when every byte is") {
    domain::CardKey one;
    domain::CardKey other;
    CHECK(one == other);
    other.value.back() = 1;
    CHECK_FALSE(one == other);
    CHECK(one < other);
}
