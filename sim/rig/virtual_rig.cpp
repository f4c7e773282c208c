// SPDX-License-Identifier: Apache-2.0
#include "virtual_rig.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "drivers/mynumber/applications.hpp"
#include "firmware/app/draw_prompts.hpp"
#include "firmware/base/file.hpp"
#include "firmware/eligibility/number_requests.hpp"
#include "firmware/wiring/keep_setting.hpp"
#include "firmware/wiring/kiosk_options.hpp"
#include "firmware/wiring/result_file.hpp"
#include "known_scenes.hpp"
#include "sim/card/air_time.hpp"
#include "ui/slip/my_way.hpp"

namespace uketsuke::sim {
namespace {

using base::ErrorCode;
using domain::FaceAdvice;

base::Unexpected<base::Error> unknown(std::string_view what, std::string_view words) {
    return base::fail(ErrorCode::config_invalid, fmt::format("no such {}: '{}'", what, words));
}

/// Scenarios play from this day on: a clock before it has forgotten what day it is.
constexpr base::WallTime kFirstDay = std::chrono::sys_days{std::chrono::year{2020} / 1 / 1};

/// As long as a real one may take at most (card.ocsp_deadline_ms).
constexpr base::Duration kResponderTime{5000};

base::Result<base::Bytes> photo_of(const Person& person) { return scripted_photo(person.portrait); }

}  // namespace

VirtualRig::VirtualRig(Options options)
    : Rig(Rigs::virtual_),
      options_(std::move(options)),
      settings_(installed(options_.settings, options_.paths, options_.folder)),
      switches_(settings_.results_folder, [this](base::Duration time) { time_.spend(time); }),
      time_(options_.start),
      random_(options_.seed),
      held_({options_.paths.people, options_.paths.own_people}, photo_of),
      phone_({options_.paths.people, options_.paths.own_people}, photo_of) {
    stage_.card_front = &card_front_switch_;
    for (auto* hand : {&held_, &phone_}) hand->set_pass([this](base::Duration time) { time_.spend(time); });
    add_card_side_faults();
    add_optics_faults();
    add_other_faults();
    switches_.add_to(faults_);
}
VirtualRig::~VirtualRig() = default;

base::Result<std::unique_ptr<VirtualRig>> VirtualRig::create(Options options) {
    std::unique_ptr<VirtualRig> rig(new VirtualRig(std::move(options)));
    if (auto built = rig->build(); !built) return base::fail(built.error());
    return rig;
}

base::Result<void> VirtualRig::build() {
    if (auto trusting = build_trust(); !trusting) return trusting;
    auto terminal = TerminalSignature::create(options_.paths.card_pki);
    if (!terminal) return base::fail(terminal.error());
    terminal_ = switches_.terminal(std::move(*terminal));
    decoder_ = switches_.decoder()(std::make_unique<ScriptedDecoder>());
    auto clinic = wiring::build_clinic(settings_, time_, switches_.clinic());
    if (!clinic) return base::fail(clinic.error());
    clinic_ = std::move(*clinic);
    if (auto built = build_people(); !built) return built;
    clock_check_.emplace(time_, kFirstDay, clinic_.last_record);
    face_day_.emplace(*clinic_.counters, settings_.face_tell_rejected_percent / 100.0);
    if (auto built = build_kiosk(); !built) return built;
    kiosk_->watch([this](const flow::Visit&, const flow::Event&, const flow::Step& step) {
        stage_.actor.hear(step.visit.advice, time_.mono());
        panel_fired_ += panel_off_ ? 1 : 0;
    });
    time_.watch(options_.queue);
    time_.drive(*kiosk_);
    kiosk_->start();
    look_at(domain::kCardSlot);
    if (wiring::has_phone_reader(settings_)) look_at(domain::kPhoneSlot);
    time_.advance(base::Duration{10});
    return {};
}

/// The patients, and what the service knows of them.
base::Result<void> VirtualRig::build_people() {
    auto loaded = options_.cast ? base::Result<std::shared_ptr<const Cast>>(options_.cast) : Cast::load(options_.paths);
    if (!loaded) return base::fail(loaded.error());
    cast_ = std::move(*loaded);
    for (auto* hand : {&held_, &phone_}) hand->use(cast_->pki);
    registry_ = cast_->registry->twin(right_clock_);
    InProcessLine::Options line;
    line.deadline = base::Duration{settings_.service_deadline_ms};
    line.elapse = [this](base::Duration duration) { time_.spend(duration); };
    auto file = wiring::build_result_file(settings_);
    if (!file) return base::fail(file.error());
    std::shared_ptr<eligibility::Line> to_service =
        std::make_shared<InProcessLine>(*registry_, service_faults_, std::move(line));
    if (options_.line) to_service = options_.line(std::move(to_service));
    eligibility_ = std::make_unique<eligibility::Client>(std::move(to_service), time_, settings_.results_facility_code,
                                                         std::move(*file), clinic_.numbers.get());
    return {};
}

base::Result<void> VirtualRig::build_kiosk() {
    auto options = wiring::kiosk_options(settings_, {terminal_->available(),
                                                     clinic_.staff->available(),
                                                     clinic_.guidance,
                                                     clinic_.last_visit,
                                                     {true, true},
                                                     clinic_.news,
                                                     true});
    if (!options) return base::fail(options.error());
    auto display = ui::paint::HeadlessDisplay::create(options->panel, frames_);
    if (!display) return base::fail(display.error());
    display_ = std::move(*display);
    languages_ = options->languages;
    options->layout = layout_from_memory;
    kiosk_ = std::make_unique<app::Kiosk>(devices(), time_, time_, *display_, std::move(*options));
    return {};
}

app::Devices VirtualRig::devices() {
    const auto applications = [this](ports::CardSession& session) -> std::unique_ptr<ports::CardApplications> {
        return std::make_unique<drivers::mynumber::MyNumberApplications>(
            session, drivers::mynumber::Trust(trust_->issuers,
                                              [this](base::ByteView certificate) { return judge(certificate); }));
    };
    auto* phones = wiring::has_phone_reader(settings_) ? &phone_reader_ : nullptr;
    app::Devices devices{
        time_,
        reader_,
        phones,
        applications,
        *terminal_,
        card_front_,
        *decoder_,
        checked_camera_,
        face_,
        *eligibility_,
        *clinic_.reception,
        *clinic_.staff,
        *clinic_.audit,
        frames_,
        [this] { return app::draw_prompts(settings_.face_challenge_prompts, [this] { return random_(); }); },
        [this](base::ByteView certificate) { return ask_responder(certificate); }};
    devices.card_key = clinic_.card_key;
    devices.code_reader = &code_reader_;
    devices.my_way_in = [this](std::string_view text) { return ui::my_way_in(*languages_, text); };
    devices.copies = clinic_.copies.get();
    devices.clinic_data = clinic_.data.get();
    devices.appointments = clinic_.appointments.get();
    devices.requests = clinic_.requests.get();
    devices.carry_out = [this](std::string_view request) {
        return eligibility::NumberRequests(*eligibility_, time_).carry_out(request);
    };
    devices.check_clock = [this] {
        clock_.fires("late");
        return clock_check_->check();
    };
    devices.draw_more = [this](const domain::FacePrompts& asked) {
        return app::draw_more(asked, [this] { return random_(); });
    };
    devices.face_day = &*face_day_;
    devices.speech = &speech_;
    if (const auto& file = settings_.metrics_file; !file.empty())
        devices.put_metrics = [file](std::string_view text) { return base::replace_file(file, text); };
    devices.face_place = &face_place_;
    devices.keep_setting = switches_.settings([this](flow::Setting setting, int value) {
        return wiring::keep_setting(settings_file(options_.folder), *languages_, setting, value);
    });
    return devices;
}

bool VirtualRig::advance_until(const std::function<bool()>& done, base::Duration limit) {
    return time_.advance_until(done, limit);
}

std::shared_ptr<VirtualCard> VirtualRig::paced(std::shared_ptr<VirtualCard> card) {
    if (options_.watch || options_.answered)
        card = std::make_shared<WatchedCard>(std::move(card), options_.watch, options_.answered);
    return std::make_shared<PacedCard>(std::move(card), AirLink{},
                                       [this](base::Duration duration) { time_.spend(duration); });
}

base::Result<void> VirtualRig::hold(const Person& person) {
    return hand(person.medium == domain::Medium::card ? domain::kCardSlot : domain::kPhoneSlot).take(person);
}

base::Result<void> VirtualRig::insert(int slot, Lay how) {
    if (!hand(slot).card()) return unknown("card", "none is held");
    if (slot == domain::kPhoneSlot && !wiring::has_phone_reader(settings_)) return unknown("reader", "phone");
    if (auto can = can_lie(slot, how, Rigs::virtual_); !can) return can;
    if (slot == domain::kCardSlot) {
        stage_.holder = &held_.person();
        stage_.back_up = how == Lay::back;
    }
    reader(slot).insert(paced(hand(slot).card()));
    look_at(slot);
    return {};
}

void VirtualRig::remove(int slot) {
    if (slot == domain::kCardSlot) stage_.holder = nullptr;
    const auto before = reader(slot).state();
    const bool torn = hand(slot).card() && !hand(slot).card()->in_field();  // by itself: nobody has looked since
    reader(slot).remove();
    if (torn || reader(slot).state() != before) look_at(slot);
}

base::Result<void> VirtualRig::set_validity(domain::Validity validity) {
    return held() == nullptr ? unknown("card", "none is held") : registry_->set_validity(held()->key, validity);
}

base::Result<void> VirtualRig::show(const ShownCode& code) {
    if (!code.plain()) return base::fail(ErrorCode::config_invalid, "how it lies changes pictures, and this rig has none");
    stage_.code = code;
    return {};
}

base::Result<void> VirtualRig::set_clock(base::WallTime now) {
    time_.set_wall(now);
    // What the service said was of the calendar before.
    if (clock_.word == "none") clock_check_.emplace(time_, kFirstDay, clinic_.last_record);
    return {};
}

/// The in-process reader answers at once when something changed; else it would wait.
void VirtualRig::look_at(int slot) { (slot == domain::kPhoneSlot ? phone_monitor_ : monitor_).look({}); }

base::Result<void> VirtualRig::look(std::string_view who) {
    if (who.find(' ') != std::string_view::npos)
        return base::fail(ErrorCode::config_invalid, "a look's settings change pictures, and this rig has none");
    const auto* named = look_named(who);
    stage_.artefact = named != nullptr ? named->artefact : Artefact::none;
    stage_.actor = Actor(named != nullptr ? named->manner : Manner::follows, options_.heads);
    stage_.actor.hear(kiosk_->visit().advice, time_.mono());
    stage_.advice = FaceAdvice::good;
    stage_.doubtful = who == "doubtful";
    stage_.portrait = named != nullptr || stage_.doubtful ? held_.person().portrait : std::string(who);
    if (who == "nobody") stage_.advice = FaceAdvice::no_face;
    if (who == "two") stage_.advice = FaceAdvice::several_faces;
    if (who == "far") stage_.advice = FaceAdvice::come_closer;
    if (who == "dark") stage_.advice = FaceAdvice::too_dark;
    if (stage_.advice != FaceAdvice::good || named != nullptr || stage_.doubtful) return {};
    const auto person =
        std::find_if(cast_->people.begin(), cast_->people.end(), [&](const Person& p) { return p.key == who; });
    if (person == cast_->people.end()) return unknown("person", who);
    stage_.portrait = person->portrait;
    return {};
}

base::Result<void> VirtualRig::card_fault(std::string_view words) {
    auto reader = reader_.faults();
    reader.busy = {words == "busy", 0};
    reader_.set_faults(reader);
    if (words == "busy") return {};
    if (words.starts_with("token ")) return held_.take_instead(words.substr(6));
    if (!words.starts_with("swap ")) return held_.fault(words);
    if (auto taken = held_.take_instead(words.substr(5)); !taken) return taken;
    reader_.swap_unnoticed(paced(held_.card()));
    return {};
}

/// "late": the service says that it is three days later. The others are the kiosk's own calendar.
base::Result<void> VirtualRig::clock_fault(std::string_view words) {
    constexpr std::chrono::days kLate{3}, kAhead{3653}, kBack{-1};
    const auto* rule = find_fault("clock", words);
    clock_ = {rule != nullptr ? rule->words : "none", 0};
    const auto off = words == "ahead" ? kAhead : words == "back" ? kBack : std::chrono::days{0};
    time_.derange(off, words == "stopped");
    clock_check_->hear(time_.right_wall() + (words == "late" ? kLate : std::chrono::days{0}));
    return {};
}

/// A lane whose job never ends, as a driver that hangs would make it.
base::Result<void> VirtualRig::hold_lane(std::string_view name) {
    for (int i = 0; i < app::kLaneCount; ++i) {
        const auto lane = static_cast<app::LaneName>(i);
        time_.hold(lane, base::enumerator_name(lane) == name);
    }
    return {};
}

base::Result<void> VirtualRig::trust_list(std::string_view words) {
    if (words == "none" && list_.word == "none") return {};
    const auto& pki = options_.paths.card_pki;
    settings_.card_revocation_lists.clear();
    if (words != "none")
        settings_.card_revocation_lists = pki / (words == "fresh" ? "auth_ca.crl" : "auth_ca_stale.crl");
    const auto* rule = find_fault("list", words);
    list_ = {rule != nullptr ? rule->words : "none", 0};
    return build_trust();
}

base::Result<void> VirtualRig::trust_responder(std::string_view words) {
    if (words == "none" && responder_.word == "none") return {};
    const auto* rule = find_fault("responder", words);
    responder_ = {rule != nullptr ? rule->words : "none", 0};
    return build_trust();
}

base::Result<void> VirtualRig::build_trust() {
    wiring::AskResponder silence;
    if (responder_.word != "none")
        silence = [](base::ByteView) { return base::fail(ErrorCode::service_timeout, "scripted"); };
    auto trust = wiring::build_trust(settings_, std::move(silence));
    if (!trust) return base::fail(trust.error());
    trust_ = std::move(*trust);
    return {};
}

base::Result<void> VirtualRig::ask_responder(base::ByteView certificate) {
    const bool says_revoked = responder_.fires("revoked");
    if (!says_revoked && !responder_.fires("silent")) return {};
    time_.spend(kResponderTime);
    if (says_revoked) return base::fail(ErrorCode::certificate_refused, "scripted");
    return trust_->certificates.ask(certificate, time_.wall());
}

base::Result<void> VirtualRig::judge(base::ByteView certificate) {
    list_.fires("fresh") || list_.fires("stale");
    return trust_->certificates.check(certificate, time_.wall());
}

void VirtualRig::add_card_side_faults() {
    faults_.add("card", {[this](std::string_view words) { return card_fault(words); },
                         [this] { return held_.fired() + reader_.faults().busy.fired; }});
    faults_.add("phone",
                {[this](std::string_view words) { return phone_.fault(words); }, [this] { return phone_.fired(); }});
    for (const auto* device : {"reader", "daemon", "phone_reader"}) {
        const int slot = device == std::string_view("phone_reader") ? domain::kPhoneSlot : domain::kCardSlot;
        faults_.add(device, {[this, slot, device](std::string_view words) { return reader_fault(slot, device, words); },
                             [this, slot, device] {
                                 const auto faults = reader(slot).faults();
                                 if (device == std::string_view("daemon")) return faults.daemon_off.fired;
                                 return faults.reader_off.fired + faults.another.fired + faults.flickers.fired;
                             }});
    }
    faults_.add("list", {[this](std::string_view words) { return trust_list(words); }, [this] { return list_.fired; }});
    faults_.add("responder", {[this](std::string_view words) { return trust_responder(words); },
                              [this] { return responder_.fired; }});
}

void VirtualRig::add_optics_faults() {
    faults_.add("camera", {[this](std::string_view words) -> base::Result<void> {
                               const auto* rule = find_fault("camera", words);
                               stage_.camera = {rule != nullptr ? rule->words : "none", 0};
                               return {};
                           },
                           [this] { return stage_.camera.fired; }});
    faults_.add("card_front", {[this](std::string_view words) { return card_front_switch_.set(words); },
                               [this] { return card_front_switch_.fired(); }});
}

void VirtualRig::add_other_faults() {
    faults_.add("clock", {[this](std::string_view words) { return clock_fault(words); },
                          [this] { return clock_.fired + time_.misread(); }});
    faults_.add("lane",
                {[this](std::string_view words) { return hold_lane(words); }, [this] { return time_.waiting(); }});
    faults_.add("service", {[this](std::string_view words) -> base::Result<void> {
                                const auto fault = parse_service_fault(words);
                                if (!fault) return base::fail(fault.error());
                                service_faults_.set(*fault);
                                return {};
                            },
                            [this] { return service_faults_.fired(); }});
    faults_.add("panel", {[this](std::string_view words) -> base::Result<void> {
                              panel_off_ = words == "off";
                              panel_fired_ = 0;
                              kiosk_->handle(ui::Input{ui::PanelLost{panel_off_}});
                              return {};
                          },
                          [this] { return panel_fired_; }});
}

base::Result<void> VirtualRig::reader_fault(int slot, std::string_view device, std::string_view words) {
    const auto before = reader(slot).state();
    auto faults = reader(slot).faults();
    if (device == "daemon") {
        faults.daemon_off = {words == "off", 0};
    } else {
        faults.reader_off = {words == "off", 0};
        faults.another = {words == "changed", 0};
        faults.flickers = {words == "intermittent", 0};
    }
    reader(slot).set_faults(faults);
    if (reader(slot).state() != before) look_at(slot);
    return {};
}

std::string VirtualRig::about() const {
    return "virtual time; card in process; face, card front, codes and photo decoder are words of the script; service "
           "without "
           "network; flow, screens, card driver, journal and result files are the real ones";
}

}  // namespace uketsuke::sim
