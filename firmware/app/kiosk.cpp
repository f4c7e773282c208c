// SPDX-License-Identifier: Apache-2.0
#include "kiosk.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <tuple>

#include "firmware/base/log.hpp"
#include "firmware/flow/audit_records.hpp"
#include "firmware/flow/setting_values.hpp"
#include "firmware/flow/state_table.hpp"
#include "ui/locale/consent_words.hpp"
#include "ui/scene/layouts.hpp"
#include "ui/screens/screens.hpp"

namespace uketsuke::app {
namespace {

/// How often camera and journal are looked after, and what lies in the results' folder.
constexpr base::Duration kLookEvery{1000};
constexpr base::Duration kLookAtResultsEvery{60000};
/// Between two looks at a request it must stay the same: who writes one is given so long.
constexpr base::Duration kRequestsEvery{5000};
/// Giving a file its name takes no time. A share that takes longer than this for it hangs.
constexpr base::Duration kOvertime{2000};
/// So long after the start each device has been looked at.
constexpr base::Duration kSettles{60000};
/// How often what only changes by the day is looked at, and how often as long as it is wrong.
constexpr base::Duration kWhenRight = std::chrono::hours{1}, kWhenWrong = std::chrono::minutes{1};

int apply(TypedDigits& pin, const ui::PinKey& key) {
    switch (key.kind) {
        case ui::PinKey::Kind::digit: return pin.type(key.digit);
        case ui::PinKey::Kind::backspace: return pin.erase_last();
        case ui::PinKey::Kind::clear: return pin.clear();
    }
    return pin.count();
}

flow::Visit first_visit(const Kiosk::Options& options, const ui::Panel& panel, base::Date today) {
    flow::Visit visit;
    visit.facts = options.facts;
    visit.facts.languages = options.languages->count();
    visit.facts.layouts = ui::layouts_of(panel);
    visit.ticket.visit = options.last_visit;
    visit.language = options.facts.language;
    visit.comfort = options.facts.comfort;
    visit.error = visit.missing();
    visit.today = today;
    visit.situation = domain::Situation::reader_down;
    return visit;
}

bool calls_staff(const flow::Effect& effect) {
    const auto* told = std::get_if<flow::TellDesk>(&effect.work);
    return told != nullptr && told->note.kind == domain::DeskNote::Kind::call;
}

/// The same words are on the screen in the same size, whatever was answered or chosen meanwhile.
bool same_screen(const flow::Visit& a, const flow::Visit& b) {
    const auto seen = [](const flow::Visit& v) {
        return std::tuple(v.state, v.in_front, v.language, v.comfort.size, v.asked_item, v.shown_item);
    };
    return seen(a) == seen(b);
}

bool tries_again(const flow::Event& event) {
    const auto* tap = std::get_if<flow::Tap>(&event);
    return tap != nullptr && tap->action == flow::Action::retry;
}

/// At what is on the screen, not told of how things are.
bool is_aimed(const ui::Input& input) {
    return !std::holds_alternative<ui::HeadphonesChanged>(input) && !std::holds_alternative<ui::PanelChanged>(input) &&
           !std::holds_alternative<ui::PanelLost>(input);
}

/// "U+9089", with the selector of a form "U+9089 U+E0110".
std::string code_of(const ui::Undrawn& undrawn) {
    const auto letter = static_cast<std::uint32_t>(undrawn.letter), form = static_cast<std::uint32_t>(undrawn.selector);
    return form == 0 ? fmt::format("U+{:04X}", letter) : fmt::format("U+{:04X} U+{:04X}", letter, form);
}

/// Of work that has begun, and of which nobody hears.
flow::Event unknown_end(flow::State state, domain::Ticket ticket) {
    if (state == flow::State::appointment_looking)
        return flow::AppointmentFound{ticket, base::fail(base::ErrorCode::appointments_unreadable)};
    return flow::Delivered{ticket, base::fail(base::ErrorCode::result_uncertain)};
}

ui::Scene scene_of(const ui::ViewModel& view, flow::Layout layout, const Kiosk::Options& options,
                   const ui::Display& display) {
    return options.layout(view, {ui::laid_out(display.panel(), layout), display.measure()}, *options.languages);
}

}  // namespace

Kiosk::Kiosk(Devices devices, Lanes& lanes, Mailbox& mailbox, ui::Display& display, Options options)
    : devices_(std::move(devices)),
      display_(display),
      mailbox_(mailbox),
      options_(std::move(options)),
      runner_(devices_, lanes, mailbox, pin_),
      camera_(devices_, lanes, mailbox),
      service_(devices_.eligibility, devices_.clock, lanes, mailbox, options_.service_pace),
      shown_(ui::shown_words(*options_.languages)),
      visit_(first_visit(options_, display_.panel(), today(devices_.clock))) {
    if (devices_.speech != nullptr)
        voice_.emplace(*devices_.speech, *options_.languages, devices_.clock, options_.announce_every,
                       options_.wordless);
}

ui::Scene Kiosk::first_screen(const Options& options, const ui::Display& display, base::Date today) {
    const auto visit = first_visit(options, display.panel(), today);
    return scene_of(ui::project(visit, options.screen), visit.facts.setup.layout, options, display);
}

void Kiosk::start() {
    shine();
    show();
    settled_ = devices_.clock.mono() + kSettles;
    next_look_at_results_ = devices_.clock.mono() + kLookAtResultsEvery;  // by then the service has told its time
    look_after_devices();
    for (const auto& note : options_.news) runner_.tell_desk(note);
}

/// Which devices these are stands in the journal before what they do.
void Kiosk::record_device_news() {
    if (!devices_.device_news) return;
    for (auto& record : devices_.device_news()) runner_.record(std::move(record));
}

void Kiosk::tell_desk_news() {
    if (!devices_.desk_news) return;
    for (const auto& note : devices_.desk_news()) runner_.tell_desk(note);
}

void Kiosk::handle(const flow::Event& event) {
    record_device_news();
    service_.hear(event);
    auto step = flow::step(visit_, event);
    if (step.row == nullptr) return;
    const auto before = std::exchange(visit_, step.visit);
    if (!same_screen(before, visit_)) page_ = 0;
    if (visit_.state != flow::State::idle || before.state != flow::State::idle) see_somebody();
    runner_.want(visit_.ticket);
    shine();
    // The screen is up before its work begins; what reaches outside waits for the records that stand before it.
    show(tries_again(event));
    auto records = flow::audit_of(before, step, shown_);
    const bool held_back = hold_back(step, records);
    for (auto& record : records) runner_.record(std::move(record));
    if (const auto attempt = flow::face_attempt(before, visit_)) runner_.count_face(*attempt);
    if (const auto outcome = flow::face_outcome(before, visit_)) runner_.count_face(*outcome);
    if (const auto digits = flow::digits_wanted(visit_); digits > 0) pin_.limit(digits);
    if (visit_.comfort.long_moves && !before.comfort.long_moves) runner_.allow_long_moves();
    for (const auto& effect : step.effects) {
        if (const auto* timer = std::get_if<flow::SetTimer>(&effect.work))
            set_timer(effect.ticket, *timer);
        else if (!held_back || !calls_staff(effect))
            runner_.run(effect);
    }
    tell_undrawn();
    for (const auto& watcher : watchers_) watcher(before, event, step);
}

/// A call that comes too soon after another: neither the desk nor the journal gets it now. The patient's screen says
/// that staff were called, and they were.
bool Kiosk::hold_back(const flow::Step& step, std::vector<domain::AuditRecord>& records) {
    const auto effect = std::find_if(step.effects.begin(), step.effects.end(), calls_staff);
    const auto record = std::find_if(records.begin(), records.end(),
                                     [](const domain::AuditRecord& one) { return one.event == "staff_called"; });
    if (effect == step.effects.end() || record == records.end()) return false;
    auto& limit = step.visit.card || step.visit.info ? calls_of_visits_ : calls_between_;
    if (limit.call({std::get<flow::TellDesk>(effect->work).note, *record}, devices_.clock.mono())) return false;
    records.erase(record);
    return true;
}

void Kiosk::tell(const StaffCall& call) {
    runner_.record(call.record);
    runner_.tell_desk(call.note);
}

void Kiosk::tell_held_calls() {
    for (auto* limit : {&calls_of_visits_, &calls_between_})
        if (const auto call = limit->due(devices_.clock.mono())) tell(*call);
}

void Kiosk::end() {
    runner_.forget_secrets();
    for (auto* limit : {&calls_of_visits_, &calls_between_})
        if (const auto call = limit->rest()) tell(*call);
}

void Kiosk::handle(const ui::Input& input) {
    see_somebody();
    if (std::holds_alternative<ui::PanelChanged>(input)) show(true);
    if (const auto* panel = std::get_if<ui::PanelLost>(&input)) tell_of_panel(panel->lost);
    if (const auto* tap = std::get_if<flow::Tap>(&input); tap != nullptr && !too_early(*tap)) handle(flow::Event{*tap});
    if (const auto* turn = std::get_if<ui::TurnPage>(&input)) turn_page(turn->page);
    if (const auto* spot = std::get_if<ui::SpotTouched>(&input)) touch_target(*spot);
    if (const auto* pressed = std::get_if<ui::KeypadKey>(&input); pressed != nullptr && voice_)
        obey(voice_->press(*pressed));
    if (const auto* headphones = std::get_if<ui::HeadphonesChanged>(&input); headphones != nullptr && voice_)
        obey(voice_->headphones(headphones->plugged));
    // The digits change only where the flow counts them: afterwards they are what was confirmed.
    const auto* key = std::get_if<ui::PinKey>(&input);
    if (key != nullptr && flow::find_row(flow::transitions(), visit_, flow::PinChanged{pin_.count()}) != nullptr)
        handle(flow::Event{flow::PinChanged{apply(pin_, *key)}});
}

void Kiosk::handle(const std::vector<ui::Input>& inputs) {
    const auto screen = visit_.ticket;
    const int page = page_;
    for (const auto& input : inputs)
        if ((visit_.ticket == screen && page_ == page) || !is_aimed(input)) handle(input);
}

/// On a screen that nothing leads away from by itself.
void Kiosk::look_after_page() {
    constexpr base::Duration kStays{60000};
    if (page_ == 0 || time_out_ || devices_.clock.mono() - seen_ < kStays) return;
    page_ = 0;
    show();
}

void Kiosk::turn_page(int page) {
    page_ = page;
    give_time();
    show();
}

/// Whoever listens confirms a last try once its warning was heard.
bool Kiosk::too_early(const flow::Tap& tap) const {
    return visit_.state == flow::State::pin_last_try && tap.action == flow::Action::confirm && voice_ &&
           voice_->warns();
}

/// A key stands for a touch, or it was for the ears.
void Kiosk::obey(const Voice::Answer& answer) {
    give_time();
    if (answer.touch) handle(*answer.touch);
    if (answer.moved) return show_spoken();
    look_after_caption();
}

void Kiosk::look_after_caption() {
    if (voice_ && voice_->caption() != caption_) show_spoken();
}

/// The same screen with another focus or caption.
void Kiosk::show_spoken() {
    caption_ = voice_->caption();
    display_.show(voice_->scene());
}

/// As any touch does: the time starts again that a person has.
void Kiosk::give_time() {
    const auto delay = flow::row_of(visit_.state).delay;
    if (time_out_ && delay && flow::row_of(*delay).again)
        time_out_ = std::max(*time_out_, devices_.clock.mono() + flow::time_out_of(visit_));
}

void Kiosk::set_timer(domain::Ticket ticket, flow::SetTimer timer) {
    time_out_.reset();
    if (timer.after > base::Duration::zero()) time_out_ = devices_.clock.mono() + timer.after;
    time_out_ticket_ = ticket;
    overtime_ = false;
}

/// What has begun is not called undone: it gets a little longer, and then nobody knows.
void Kiosk::time_is_over() {
    time_out_.reset();
    if (runner_.withdraw(time_out_ticket_)) return handle(flow::Event{flow::TimeOut{time_out_ticket_}});
    if (!std::exchange(overtime_, true)) {
        time_out_ = devices_.clock.mono() + kOvertime;
        return;
    }
    handle(unknown_end(visit_.state, time_out_ticket_));
}

void Kiosk::tick() {
    if (devices_.keys) handle(devices_.keys());
    const auto now = devices_.clock.mono();
    if (time_out_ && now >= *time_out_) time_is_over();
    if (now >= next_look_) look_after_devices();
    if (auto scene = waits_.due(now)) put_up(std::move(*scene));
    if (!voice_) return;
    voice_->tick();
    voice_->lead(visit_.advice, devices_.face_place != nullptr ? devices_.face_place->latest() : std::nullopt);
    look_after_caption();
}

base::MonoTime Kiosk::next_tick() const {
    const auto to_say = voice_ ? voice_->next_tick() : base::MonoTime::max();
    return std::min({time_out_.value_or(next_look_), next_look_, waits_.due_at(), to_say});
}

void Kiosk::look_after_devices() {
    next_look_ = devices_.clock.mono() + kLookEvery;
    runner_.look_after_journal();
    tell_held_calls();
    record_device_news();
    tell_desk_news();
    look_after_clock();
    look_after_light();
    look_after_page();
    if (clock_right_) runner_.look_after_face_day();
    // What lies there too long is removed: not by a clock that is doubted.
    if (const auto now = devices_.clock.mono(); clock_right_ && now >= next_look_at_results_) {
        next_look_at_results_ = now + kLookAtResultsEvery;
        runner_.look_after_results();
        runner_.look_after_printer();
    }
    look_at_premises();
    look_at_readiness();
    if (const auto day = today(devices_.clock); day != visit_.today) handle(flow::Event{flow::DayBegan{day}});
    camera_.look();
}

void Kiosk::look_after_clock() {
    const auto right = devices_.check_clock ? devices_.check_clock() : base::Result<void>{};
    if (right.has_value() == clock_right_) return;
    clock_right_ = right.has_value();
    if (clock_right_) return mailbox_.post(flow::DeviceUp{flow::Device::clock});
    base::warn("kiosk", "out of service: {}", right.error().detail);
    mailbox_.post(flow::DeviceDown{flow::Device::clock, right.error().code, today(devices_.clock)});
}

/// At the start, and between visits: what is wrong is looked at more often, so that it comes back by itself.
void Kiosk::look_at_premises() {
    if (flow::row_of(visit_.state).person) return;
    const auto now = devices_.clock.mono();
    if (now >= next_premises_) {
        runner_.look_at_terms();
        next_premises_ = now + (runner_.terms_down() ? kWhenWrong : kWhenRight);
    }
    service_.look(clock_right_);
    if (now >= next_request_) {
        runner_.take_request();
        next_request_ = now + kRequestsEvery;
    }
}

/// Once a day, between visits, and by no clock that is doubted.
void Kiosk::look_at_readiness() {
    if (!devices_.look_at_readiness || options_.readiness_at.empty() || !clock_right_) return;
    if (flow::row_of(visit_.state).person || devices_.clock.mono() < settled_) return;
    const auto now = devices_.clock.wall();
    if (looked_on_ == base::date_in_japan(now) || base::to_iso8601(now).substr(11, 5) < options_.readiness_at) return;
    looked_on_ = base::date_in_japan(now);
    runner_.look_in_the_morning({visit_.down, visit_.needs(flow::Device::camera)});
}

void Kiosk::show(bool at_once) {
    auto view = ui::project(visit_, options_.screen);
    if (view.digits_shown) view.typed = pin_.readable();
    view.page = page_;
    const auto layout = visit_.facts.setup.layout;
    if (at_once || laid_out_as_ != layout || laid_out_ != view)
        scene_ = scene_of(view, layout, options_, display_);
    laid_out_ = std::move(view);
    laid_out_as_ = layout;
    if (voice_) voice_->sound(scene_, visit_.comfort.spoken);
    if (auto scene = waits_.next(scene_, devices_.clock.mono(), at_once)) put_up(std::move(*scene));
}

/// What is seen comes before what is heard.
void Kiosk::put_up(ui::Scene scene) {
    if (devices_.speech != nullptr) devices_.speech->loudspeaker_share(visit_.facts.setup.volume / 100.0);
    if (voice_) voice_->follow(scene, visit_.comfort.spoken);
    caption_.clear();
    display_.show(scene);
    if (!voice_) return;
    voice_->tell();
    look_after_caption();
}

void Kiosk::see_somebody() {
    seen_ = devices_.clock.mono();
    if (std::exchange(dark_, false)) display_.blank(false);
}

/// As it is set, or being set.
void Kiosk::shine() {
    const int wanted = flow::setup_now(visit_).brightness;
    if (std::exchange(brightness_, wanted) != wanted) display_.brightness(wanted / 100.0);
}

/// How far from the middle of the target, on the glass.
void Kiosk::touch_target(const ui::SpotTouched& spot) {
    const auto* target = scene_.find("target");
    if (target == nullptr) return;
    const auto& rect = target->rect;
    const double missed = std::hypot(spot.x_mm - (rect.x + rect.w / 2), spot.y_mm - (rect.y + rect.h / 2));
    handle(flow::Event{flow::TargetTouched{static_cast<int>(std::lround(10 * missed * display_.panel().enlarged()))}});
}

/// An idle screen that nobody needs may go dark, where the site wants it.
void Kiosk::look_after_light() {
    const bool nobody = visit_.state == flow::State::idle && devices_.clock.mono() - seen_ >= options_.dark_after;
    if (options_.dark_after == base::Duration::zero() || !nobody || std::exchange(dark_, true)) return;
    display_.blank(true);
}

/// What is under way ends by its time-outs: nobody can touch anything.
void Kiosk::tell_of_panel(bool lost) {
    if (!lost) return show(true);
    base::warn("panel", "it is gone");
    runner_.tell_desk({domain::DeskNote::Kind::alert, "panel", base::ErrorCode::panel_lost, {}, {}});
}

/// A name that the panel shows in another way than it is written: by its letters' codes, each once a visit.
void Kiosk::tell_undrawn() {
    if (std::exchange(undrawn_in_, visit_.ticket.visit) != visit_.ticket.visit) undrawn_.clear();
    std::string news;
    for (const auto& node : scene_.nodes)
        for (const auto& undrawn : display_.measure().undrawn(node))
            if (const auto code = code_of(undrawn); undrawn_.insert(code).second)
                news += (news.empty() ? "" : ", ") + code;
    if (news.empty()) return;
    runner_.tell_desk({.kind = domain::DeskNote::Kind::advice,
                       .where = flow::name_of(visit_.state),
                       .ticket = visit_.ticket,
                       .letters = news});
}

std::vector<ui::Input> turn(Kiosk& kiosk, ui::Display& display, QueueMailbox& mailbox, const ports::Clock& clock,
                            base::Duration limit) {
    const auto wait = std::clamp(kiosk.next_tick() - clock.mono(), base::Duration::zero(), limit);
    auto inputs = display.wait(wait);
    const auto others = std::stable_partition(inputs.begin(), inputs.end(), [](const ui::Input& input) {
        return !std::holds_alternative<ui::DeveloperKey>(input) && !std::holds_alternative<ui::Quit>(input);
    });
    const std::vector<ui::Input> not_for_the_kiosk(others, inputs.end());
    inputs.erase(others, inputs.end());
    kiosk.handle(inputs);
    for (const auto& event : mailbox.take()) kiosk.handle(event);
    kiosk.tick();
    return not_for_the_kiosk;
}

}  // namespace uketsuke::app
