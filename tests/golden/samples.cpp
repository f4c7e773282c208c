// SPDX-License-Identifier: Apache-2.0
#include "samples.hpp"

#include <algorithm>
#include <stdexcept>

namespace uketsuke::tests {
namespace {

using base::ErrorCode;
using flow::Session;
using flow::State;

/// A visit with a card of three tries in the state.
Session visit(State state, int tries = 3, bool face = true) {
    Session session;
    session.state = state;
    session.down = {};
    session.facts.face_possible = face;
    session.face_offered = face;
    session.info = domain::CardInfo{{"00"}, {tries}, {2028, 3, 12}};
    return session;
}

Session with_error(Session session, ErrorCode error) {
    session.error = error;
    return session;
}

void add_errors(std::vector<Sample>& all, State state, std::initializer_list<ErrorCode> errors) {
    for (const auto error : errors)
        all.push_back({std::string(flow::name_of(state)) + "-" + std::string(base::name_of(error)),
                       with_error(visit(state), error)});
}

void add_pin(std::vector<Sample>& all) {
    for (const int digits : {2, 4}) {
        auto session = visit(State::pin_entry);
        session.pin_digits = digits;
        all.push_back({"pin_entry-" + std::to_string(digits), session});
    }
    auto wrong = with_error(visit(State::pin_wrong, 2), ErrorCode::pin_wrong);
    all.push_back({"pin_wrong-2", wrong});
    wrong.face_offered = false;
    all.push_back({"pin_wrong-no_face", wrong});
    all.push_back({"pin_unusable-no_face", visit(State::pin_unusable, 0, false)});
    all.push_back({"pin_locked-no_face", visit(State::pin_locked, 0, false)});
    all.push_back({"choose_identity-no_face", visit(State::choose_identity, 3, false)});
}

void add_face(std::vector<Sample>& all) {
    for (int advice = 0; advice <= static_cast<int>(domain::FaceAdvice::hold_still); ++advice) {
        auto session = visit(State::face_capture);
        session.advice = static_cast<domain::FaceAdvice>(advice);
        all.push_back({"face_capture-" + std::to_string(advice), session});
    }
    auto refused = with_error(visit(State::face_refused), ErrorCode::face_not_matched);
    refused.face_attempts = Session::kFaceAttempts;
    all.push_back({"face_refused-last", refused});
    refused.info->pin = {0};
    all.push_back({"face_refused-staff_only", refused});
    auto unavailable = with_error(visit(State::face_unavailable, 0), ErrorCode::portrait_undecodable);
    all.push_back({"face_unavailable-staff_only", unavailable});
}

void add_ends(std::vector<Sample>& all) {
    auto done = visit(State::thanks);
    done.finished = true;
    all.push_back({"thanks-finished", done});
    auto called = visit(State::staff_called);
    called.resume = State::consent;
    all.push_back({"staff_called-consent", called});
    auto working = visit(State::authenticating);
    working.staff_on_way = true;
    all.push_back({"authenticating-staff_on_way", working});
    auto out = visit(State::out_of_service);
    out.info.reset();
    out.down = {ErrorCode::reader_missing, ErrorCode::camera_missing, ErrorCode::audit_unwritable};
    all.push_back({"out_of_service-all", out});
    for (const auto why : {ErrorCode::daemon_missing, ErrorCode::reader_denied, ErrorCode::model_invalid,
                           ErrorCode::file_unreadable, ErrorCode::config_invalid, ErrorCode::internal}) {
        out.down = {why};
        all.push_back({"out_of_service-" + std::string(base::name_of(why)), out});
    }
}

void add_all_errors(std::vector<Sample>& all) {
    using E = ErrorCode;
    add_errors(all, State::card_problem,
               {E::card_not_readable, E::card_not_mynumber, E::card_removed, E::card_busy, E::card_garbled,
                E::card_changed, E::card_cloned, E::certificate_untrusted, E::record_untrusted, E::record_text_forged,
                E::record_birth_forged, E::record_signature_forged, E::portrait_forged});
    add_errors(all, State::face_refused, {E::face_not_matched, E::face_not_live, E::face_not_found});
    add_errors(all, State::face_unavailable,
               {E::surface_unreadable, E::surface_number_refused, E::surface_number_floor, E::portrait_undecodable,
                E::portrait_without_face, E::terminal_authentication_unavailable, E::camera_missing, E::camera_stalled,
                E::model_invalid, E::internal});
    add_errors(all, State::certificate_refused, {E::certificate_refused});
    add_errors(all, State::not_registered, {E::not_registered});
    add_errors(all, State::result_undelivered, {E::result_undeliverable});
    for (const auto state : {State::service_failed, State::confirm_failed})
        add_errors(all, state,
                   {E::service_unreachable, E::service_timeout, E::service_untrusted, E::service_garbled,
                    E::service_mismatch, E::service_refused, E::internal});
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
        all.push_back({std::string(flow::name_of(state)), visit(state, last_try ? 1 : no_pin ? 0 : 3)});
    }
    add_pin(all);
    add_face(all);
    add_ends(all);
    add_all_errors(all);
    return all;
}

ui::ViewModel view_of(const Sample& sample, flow::Language language) {
    auto session = sample.session;
    session.language = language;
    return ui::project(session, {.simulated = true, .simulated_terminal = true});
}

const Sample& sample(std::string_view name) {
    static const auto kAll = samples();
    const auto found = std::find_if(kAll.begin(), kAll.end(), [&](const Sample& s) { return s.name == name; });
    if (found == kAll.end()) throw std::out_of_range("no sample " + std::string(name));
    return *found;
}

domain::Frame drawn_figure() {
    domain::Image image{640, 480, 3, std::vector<std::uint8_t>(640UL * 480 * 3)};
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
