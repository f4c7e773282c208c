// SPDX-License-Identifier: Apache-2.0
#include "sessions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <thread>

namespace uketsuke::test {
namespace {

using Answered = std::function<void()>;
using namespace std::chrono_literals;

constexpr int kTouchLimit = 90000, kWarningLimit = 30000, kGoodbye = 3000;

void choose_pin(WatchedCounter& place) {
    place.tap("choose_pin");
    place.expect({"pin_entry"});
}

void send_pin(WatchedCounter& place, const std::string& pin) {
    place.type(pin);
    place.tap("confirm");
}

/// From the consent to the clinic's file.
void agree(WatchedCounter& place) {
    place.expect({"consent"});
    place.tap("agree_all");
    place.expect({"result_valid", "result_remark"});
}

/// Where a busy machine gave the digit reader too few pictures within its time, the patient types what is printed.
void take_up(WatchedCounter& place, const std::string& printed) {
    place.tap("choose_face");
    place.expect({"consent", "face_refused", "face_unavailable", "number_b_entry"});
    if (place.screen() != "number_b_entry") return;
    place.type(printed);
    place.tap("confirm");
    place.expect({"consent", "face_refused", "face_unavailable"});
}

void take_up(WatchedCounter& place) { take_up(place, place.patient().person.number_b()); }

void right_pin(WatchedCounter& place, const Answered& answered) {
    choose_pin(place);
    send_pin(place, place.patient().person.pin);
    place.expect({"consent"});
    answered();
    agree(place);
}

void wrong_pin(WatchedCounter& place, const Answered& answered) {
    choose_pin(place);
    send_pin(place, place.unused_pin());
    place.expect({"pin_wrong"});
    answered();
    place.tap("end_visit");
}

void wrong_then_right_pin(WatchedCounter& place, const Answered& answered) {
    choose_pin(place);
    send_pin(place, place.unused_pin());
    place.expect({"pin_wrong"});
    answered();
    place.tap("retry");
    place.expect({"pin_entry"});
    send_pin(place, place.patient().person.pin);
    place.expect({"consent"});
    answered();
    agree(place);
}

/// The card goes at the VERIFY, before or after it has acted.
void torn_verify(WatchedCounter& place, const Answered& answered) {
    choose_pin(place);
    place.type(place.patient().person.pin);
    place.tear_at_verify();
    place.tap("confirm");
    place.expect({"card_problem", "thanks", "idle"});  // where pcscd has seen it first, the visit is over
    answered();
}

void pulled_while_typing(WatchedCounter& place, const Answered&) {
    choose_pin(place);
    place.type(place.patient().person.pin);
}

void left_alone(WatchedCounter& place, const Answered&) {
    choose_pin(place);
    place.type(place.patient().person.pin);
    place.pass(kTouchLimit, "idle_warning");
    place.pass(kWarningLimit, "take_card");
}

void calls_staff_while_typing(WatchedCounter& place, const Answered&) {
    choose_pin(place);
    place.type(place.patient().person.pin);
    place.tap("call_staff");
    place.expect({"staff_called"});
}

void seen_by_staff(WatchedCounter& place, const Answered& answered) {
    place.tap("choose_staff");
    place.expect({"staff_password"});
    place.type(place.staff_password());
    place.tap("confirm");
    place.expect({"staff_confirm"});
    answered();
    place.tap("confirm");
    agree(place);
}

void face(WatchedCounter& place, const Answered& answered) {
    take_up(place);
    answered();
    if (place.screen() == "consent") agree(place);
}

void typed_number(WatchedCounter& place, const Answered& answered) {
    place.card_front_sensor().set_fault(sim::CameraFault::off);
    place.tap("choose_face");
    place.expect({"number_b_entry"});
    place.type(place.patient().person.number_b());
    place.tap("confirm");
    place.expect({"consent", "face_refused", "face_unavailable"});
    answered();
    if (place.screen() == "consent") agree(place);
}

/// Plausible digits that the chip does not know.
void misread_number(WatchedCounter& place, const Answered& answered) {
    auto printed = place.patient().person;
    printed.security_code = printed.security_code == "0000" ? "0001" : "0000";
    place.misprint(printed.security_code);
    take_up(place, printed.number_b());
    answered();
    place.tap("end_visit");
}

void torn_while_reading_the_photo(WatchedCounter& place, const Answered& answered) {
    place.tear_at_photo();
    place.tap("choose_face");
    place.expect({"card_problem", "thanks", "idle"});  // where pcscd has seen it first, the visit is over
    answered();
}

void somebody_else(WatchedCounter& place, const Answered& answered) {
    place.stand_before_camera(place.patient().person.portrait == "taro" ? "hanako" : "taro");
    take_up(place);
    answered();
    if (place.screen() != "consent") place.tap("end_visit");
}

void leave(WatchedCounter& place) {
    place.remove();
    place.expect({"thanks", "idle", "staff_called"});
    if (place.screen() == "staff_called") place.tap("cancel_call");
    place.pass(kGoodbye, "idle");
}

}  // namespace

const std::vector<WatchedVisit>& visits() {
    static const std::vector<WatchedVisit> all{{"right PIN", false, 20, right_pin},
                                               {"wrong PIN", false, 8, wrong_pin},
                                               {"wrong, then right PIN", false, 6, wrong_then_right_pin},
                                               {"torn at VERIFY", false, 6, torn_verify},
                                               {"pulled while typing", false, 4, pulled_while_typing},
                                               {"left alone with digits typed", false, 4, left_alone},
                                               {"staff called with digits typed", false, 4, calls_staff_while_typing},
                                               {"staff check", false, 3, seen_by_staff},
                                               {"face", true, 26, face},
                                               {"face, printed digits typed", true, 5, typed_number},
                                               {"face, digits misread", true, 4, misread_number},
                                               {"face, torn at the photo", true, 4, torn_while_reading_the_photo},
                                               {"face of somebody else", true, 6, somebody_else}};
    return all;
}

const WatchedVisit& visit_named(std::string_view name) {
    return *std::find_if(visits().begin(), visits().end(),
                         [&](const WatchedVisit& visit) { return visit.name == name; });
}

namespace {

void add(const std::map<std::string, int>& hits, std::map<std::string, int>& to) {
    for (const auto& [what, times] : hits) to[what] += times;
}

/// The hundred visits, PIN and face in turn as far as both last.
std::vector<const WatchedVisit*> hundred(std::mt19937_64& random) {
    std::vector<const WatchedVisit*> by_pin, by_face, mixed;
    for (const auto& visit : visits())
        (visit.by_face ? by_face : by_pin).insert((visit.by_face ? by_face : by_pin).end(), visit.times, &visit);
    for (auto* kind : {&by_pin, &by_face}) std::shuffle(kind->begin(), kind->end(), random);
    for (std::size_t i = 0; i < std::max(by_pin.size(), by_face.size()); ++i)
        for (auto* kind : {&by_pin, &by_face})
            if (i < kind->size()) mixed.push_back((*kind)[i]);
    return mixed;
}

}  // namespace

void play(WatchedCounter& place, const WatchedVisit& visit, Findings& findings) {
    try {
        place.come();
        place.insert();
        place.expect({"choose_identity"});
        visit.play(place, [&] {
            // A camera that gives up on a busy machine ends the attempt while the card's job is at its work: the number
            // stands there until the card has answered, and there is no answer yet to look after.
            if (place.screen() == "face_unavailable" && !place.card_was_asked()) return;
            place.wait_for_answer_to_settle();
            add(place.look(), findings.at_answer);
            ++findings.answers;
            ++findings.played[fmt::format("{}: {}", visit.name, place.screen())];
        });
        leave(place);
        std::this_thread::sleep_for(50ms);
        const auto left = place.look();
        add(left, findings.at_end);
        for (const auto& [what, times] : left) ++findings.sessions_with[what];
        ++findings.sessions;
    } catch (const std::exception& problem) {
        findings.problems.push_back(
            fmt::format("{}: {}; its log: {}", visit.name, problem.what(), place.kiosk().err()));
    }
    for (const auto& where : place.where()) findings.where.push_back(fmt::format("{}: {}", visit.name, where));
}

void begin(WatchedCounter& place) {
    Findings ignored;
    for (const auto* name : {"right PIN", "face"}) play(place, visit_named(name), ignored);
    if (!ignored.problems.empty()) throw Stray(ignored.problems.front());
    place.draw_pins();
}

void play(WatchedCounter& place, int count, Findings& findings) {
    std::vector<const WatchedVisit*> plan;
    for (int i = 0; i < count; ++i) {
        if (plan.empty()) plan = hundred(place.random());
        play(place, *plan.back(), findings);
        plan.pop_back();
        if (!findings.problems.empty()) return;
    }
}

}  // namespace uketsuke::test
