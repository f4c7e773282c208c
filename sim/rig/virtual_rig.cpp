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
#include "sim/card/air_time.hpp"

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
    : options_(std::move(options)),
      settings_(installed(options_.settings, options_.paths, options_.folder)),
      switches_(settings_.results_folder),
      time_(options_.start),
      random_(options_.seed),
      held_({options_.paths.people, options_.paths.own_people}, photo_of),
      phone_({options_.paths.people, options_.paths.own_people}, photo_of) {}
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
    auto people = load_people({options_.paths.people, options_.paths.own_people});
    if (!people) return base::fail(people.error());
    people_ = std::move(*people);
    for (auto* hand : {&held_, &phone_})
        if (auto loaded = hand->load(options_.paths.card_pki); !loaded) return loaded;
    auto registry = Registry::create(people_, options_.paths.card_pki, time_);
    if (!registry) return base::fail(registry.error());
    registry_ = std::move(*registry);
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
    devices.copies = clinic_.copies.get();
    devices.clinic_data = clinic_.data.get();
    devices.requests = clinic_.requests.get();
    devices.carry_out = [this](std::string_view request) {
        return eligibility::NumberRequests(*eligibility_, time_).carry_out(request);
    };
    devices.check_clock = [this] { return clock_check_->check(); };
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

base::Result<void> VirtualRig::insert(int slot) {
    if (!hand(slot).card()) return unknown("card", "none is held");
    if (slot == domain::kPhoneSlot && !wiring::has_phone_reader(settings_)) return unknown("reader", "phone");
    if (slot == domain::kCardSlot) stage_.holder = &held_.person();
    reader(slot).insert(paced(hand(slot).card()));
    look_at(slot);
    return {};
}

void VirtualRig::remove(int slot) {
    if (slot == domain::kCardSlot) stage_.holder = nullptr;
    reader(slot).remove();
    look_at(slot);
}

base::Result<void> VirtualRig::set_clock(base::WallTime now) {
    time_.set_wall(now);
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
    const auto person = std::find_if(people_.begin(), people_.end(), [&](const Person& p) { return p.key == who; });
    if (person == people_.end()) return unknown("person", who);
    stage_.portrait = person->portrait;
    return {};
}

/// False: no such word.
bool VirtualRig::camera_fault(std::string_view words) {
    struct Named {
        std::string_view word;
        Fault Stage::*fault;
    };
    constexpr Named kFaults[] = {{"off", &Stage::camera_off},
                                 {"stuck", &Stage::camera_stuck},
                                 {"frozen", &Stage::camera_frozen},
                                 {"repeated", &Stage::camera_repeated},
                                 {"backwards", &Stage::camera_backwards},
                                 {"swapped", &Stage::camera_swapped},
                                 {"changed", &Stage::camera_changed}};
    bool known = words == "none";
    for (const auto& [word, fault] : kFaults) {
        stage_.*fault = {words == word, 0};
        known = known || words == word;
    }
    return known;
}

int VirtualRig::camera_fired() const {
    return stage_.camera_off.fired + stage_.camera_stuck.fired + stage_.camera_frozen.fired +
           stage_.camera_repeated.fired + stage_.camera_backwards.fired + stage_.camera_swapped.fired +
           stage_.camera_changed.fired;
}

base::Result<void> VirtualRig::card_fault(std::string_view words) {
    auto reader = reader_.faults();
    reader.busy = {words == "busy", 0};
    reader_.set_faults(reader);
    if (words == "busy") return {};
    if (words.starts_with("token ")) return held_.take(words.substr(6));
    if (!words.starts_with("swap ")) return held_.fault(words);
    if (auto taken = held_.take(words.substr(5)); !taken) return taken;
    reader_.swap_unnoticed(paced(held_.card()));
    return {};
}

/// "late": the service says that it is three days later; "none": it agrees again.
base::Result<void> VirtualRig::clock_fault(std::string_view words) {
    if (words != "late" && words != "none") return unknown("clock", words);
    clock_late_.on = words == "late";
    clock_late_.fired += clock_late_.on ? 1 : 0;
    clock_check_->hear(time_.wall() + (clock_late_.on ? std::chrono::days{3} : std::chrono::days{0}));
    return {};
}

/// A lane whose job never ends, as a driver that hangs would make it: by its name, or "none".
base::Result<void> VirtualRig::hold_lane(std::string_view name) {
    bool known = name == "none";
    for (int i = 0; i < app::kLaneCount; ++i) {
        const auto lane = static_cast<app::LaneName>(i);
        const bool held = base::enumerator_name(lane) == name;
        time_.hold(lane, held);
        known = known || held;
    }
    if (!known) return unknown("lane", name);
    return {};
}

/// The kiosk's own revocation list: "fresh", "stale", "none".
base::Result<void> VirtualRig::trust_list(std::string_view words) {
    if (words != "fresh" && words != "stale" && words != "none") return unknown("list", words);
    const auto& pki = options_.paths.card_pki;
    settings_.card_revocation_lists.clear();
    if (words != "none")
        settings_.card_revocation_lists = pki / (words == "fresh" ? "auth_ca.crl" : "auth_ca_stale.crl");
    list_ = {words != "none", 0};
    return build_trust();
}

/// A responder that takes kResponderTime: "revoked" says so of every card, "silent" says nothing; "none".
base::Result<void> VirtualRig::trust_responder(std::string_view words) {
    if (words != "revoked" && words != "silent" && words != "none") return unknown("responder", words);
    responder_ = {words != "none", 0};
    says_revoked_ = words == "revoked";
    return build_trust();
}

base::Result<void> VirtualRig::build_trust() {
    wiring::AskResponder silence;
    if (responder_.on) silence = [](base::ByteView) { return base::fail(ErrorCode::service_timeout, "scripted"); };
    auto trust = wiring::build_trust(settings_, std::move(silence));
    if (!trust) return base::fail(trust.error());
    trust_ = std::move(*trust);
    return {};
}

base::Result<void> VirtualRig::ask_responder(base::ByteView certificate) {
    if (!responder_.fires()) return {};
    time_.spend(kResponderTime);
    if (says_revoked_) return base::fail(ErrorCode::certificate_refused, "scripted");
    return trust_->certificates.ask(certificate, time_.wall());
}

base::Result<void> VirtualRig::judge(base::ByteView certificate) {
    list_.fires();
    return trust_->certificates.check(certificate, time_.wall());
}

base::Result<void> VirtualRig::fault(std::string_view device, std::string_view words) {
    const bool on = words != "none";
    if (device == "card") return card_fault(words);
    if (device == "phone") return phone_.fault(words);
    if (device == "list") return trust_list(words);
    if (device == "responder") return trust_responder(words);
    if (device == "clock") return clock_fault(words);
    if (device == "service") {
        const auto fault = parse_service_fault(words);
        if (!fault) return base::fail(fault.error());
        service_faults_.set(*fault);
    } else if (device == "lane") {
        return hold_lane(words);
    } else if (device == "camera" && camera_fault(words)) {
        return {};
    } else if (device == "card_front" && (words == "off" || words == "wrong" || !on)) {
        stage_.card_front_off = {words == "off", 0};
        stage_.card_front_wrong = {words == "wrong", 0};
    } else if ((device == "reader" || device == "daemon") && (words == "off" || !on)) {
        return reader_fault(domain::kCardSlot, device == "daemon", on);
    } else if (device == "reader" && words == "changed") {
        auto faults = reader_.faults();
        faults.another = {true, 0};
        reader_.set_faults(faults);
        if (reader_.state().kind == ports::SlotState::Kind::down) look_at(domain::kCardSlot);
    } else if (device == "phone_reader" && (words == "off" || !on)) {
        return reader_fault(domain::kPhoneSlot, false, on);
    } else if ((words == "off" || !on) && switches_.set(device, on)) {
        return {};
    } else {
        return unknown("fault", fmt::format("{} {}", device, words));
    }
    return {};
}

base::Result<void> VirtualRig::reader_fault(int slot, bool daemon, bool on) {
    auto faults = reader(slot).faults();
    (daemon ? faults.daemon_off : faults.reader_off) = {on, 0};
    if (!on) faults.another = {};
    reader(slot).set_faults(faults);
    look_at(slot);
    return {};
}

int VirtualRig::fired(std::string_view device) const {
    if (device == "card") return held_.fired() + reader_.faults().busy.fired;
    if (device == "phone") return phone_.fired();
    if (device == "phone_reader") return phone_reader_.faults().reader_off.fired;
    if (device == "list") return list_.fired;
    if (device == "responder") return responder_.fired;
    if (device == "clock") return clock_late_.fired;
    if (device == "lane") return time_.waiting();
    if (device == "service") return service_faults_.fired();
    if (device == "camera") return camera_fired();
    if (device == "card_front") return stage_.card_front_off.fired + stage_.card_front_wrong.fired;
    if (device == "reader") return reader_.faults().reader_off.fired + reader_.faults().another.fired;
    if (device == "daemon") return reader_.faults().daemon_off.fired;
    return switches_.fired(device);
}

std::string VirtualRig::about() const {
    return "virtual time; card in process; face, card front and photo decoder are words of the script; service "
           "without "
           "network; flow, screens, card driver, journal and result files are the real ones";
}

}  // namespace uketsuke::sim
