// SPDX-License-Identifier: Apache-2.0
#include "real_rig.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <opencv2/imgcodecs.hpp>

#include "drivers/sdl/sdl_display.hpp"
#include "firmware/app/draw_prompts.hpp"
#include "firmware/base/file.hpp"
#include "sim/camera/card_front.hpp"

namespace uketsuke::sim {
namespace {

using base::ErrorCode;

constexpr double kFrontPixelsPerMm = 12;

void sleep(base::Duration duration) { std::this_thread::sleep_for(duration); }

base::Unexpected<base::Error> unknown(std::string_view device, std::string_view words) {
    return base::fail(ErrorCode::config_invalid, fmt::format("no such fault: '{} {}'", device, words));
}

base::Result<void> sensor_fault(Sensor& sensor, std::string_view device, std::string_view words) {
    const auto fault = camera_fault(words);
    if (!fault) return unknown(device, words);
    sensor.set_fault(*fault);
    return {};
}

HeldCard::Photo photos(const Paths& paths) {
    return [folder = paths.portraits](const Person& person) {
        return base::read_bytes(folder / (person.portrait + ".jp2"));
    };
}

}  // namespace

RealRig::RealRig(Options options)
    : options_(std::move(options)),
      clock_(options_.start),
      held_(options_.paths.people, photos(options_.paths)),
      phone_(options_.paths.people, photos(options_.paths)) {}

base::Result<std::unique_ptr<RealRig>> RealRig::create(Options options) {
    std::unique_ptr<RealRig> rig(new RealRig(std::move(options)));
    if (auto built = rig->build(); !built) return base::fail(built.error());
    return rig;
}

RealRig::~RealRig() {
    monitor_thread_ = {};  // asks it to stop and waits
    phone_monitor_thread_ = {};
    lanes_.reset();  // the jobs use the kiosk, so they end first
    kiosk_.reset();
    for (const auto* slot : {&slot_, &phone_slot_})
        if (*slot) (*slot)->remove();
}

base::Result<void> RealRig::build() {
    auto people = load_people(options_.paths.people);
    if (!people) return base::fail(people.error());
    people_ = std::move(*people);
    for (const auto part :
         {&RealRig::build_card_side, &RealRig::build_service, &RealRig::build_face, &RealRig::build_display})
        if (auto built = (this->*part)(); !built) return built;
    mailbox_ = std::make_unique<app::QueueMailbox>([this] { display_->wake(); });
    lanes_ = std::make_unique<app::ThreadLanes>();
    kiosk_ = std::make_unique<app::Kiosk>(
        devices(), *lanes_, *mailbox_, *display_,
        app::Kiosk::Options{options_.facts, {true, true}, ui::Panel{}, clinic_->last_visit()});
    kiosk_->watch([this](const flow::Session&, const flow::Event&, const flow::Step& step) {
        camera_->hear(step.session.advice);
    });
    kiosk_->start();
    monitor_ = std::make_unique<app::CardMonitor>(reader_, *mailbox_, clock_);
    monitor_thread_ = std::jthread([this](const std::stop_token& stop) { monitor_->run(stop); });
    if (!options_.facts.phone_reader) return {};
    phone_monitor_ = std::make_unique<app::CardMonitor>(phone_reader_, *mailbox_, clock_, flow::Device::phone_reader);
    phone_monitor_thread_ = std::jthread([this](const std::stop_token& stop) { phone_monitor_->run(stop); });
    return {};
}

base::Result<void> RealRig::build_card_side() {
    auto pcscd = PrivatePcscd::create();
    if (!pcscd) return base::fail(pcscd.error());
    pcscd_ = std::move(*pcscd);
    pcscd_->serve_this_process();
    slot_ = std::make_unique<VpcdCard>(pcscd_->port());
    phone_slot_ = std::make_unique<VpcdCard>(static_cast<std::uint16_t>(pcscd_->port() + 1));
    for (auto* hand : {&held_, &phone_})
        if (auto loaded = hand->load(options_.paths.card_pki); !loaded) return loaded;
    drivers::mynumber::CertificateJudge::Options trust;
    trust.authorities = options_.paths.card_pki / "authorities.crt";
    auto judge = drivers::mynumber::CertificateJudge::create(std::move(trust));
    if (!judge) return base::fail(judge.error());
    certificates_ = std::move(*judge);
    auto terminal = TerminalSignature::create(options_.paths.card_pki);
    if (!terminal) return base::fail(terminal.error());
    terminal_ = std::make_unique<SwitchedSignature>(std::move(*terminal));
    surface_camera_ = std::make_unique<SimulatedSurfaceCamera>(clock_, sleep);
    auto nets = drivers::surface::GlyphNets::load(options_.paths.models);
    if (!nets) return base::fail(nets.error());
    surface_ = std::make_unique<drivers::surface::PrintedSurfaceReader>(*surface_camera_, clock_, std::move(*nets));
    auto decoder = models::decoder::ProcessPhotoDecoder::create(options_.paths.decoder.string());
    if (!decoder) return base::fail(decoder.error());
    decoder_ = std::make_unique<SwitchedDecoder>(std::move(*decoder));
    return {};
}

base::Result<void> RealRig::build_service() {
    auto registry = Registry::create(people_, options_.paths.card_pki, clock_);
    if (!registry) return base::fail(registry.error());
    registry_ = std::move(*registry);
    const auto& pki = options_.paths.service_pki;
    auto service = TlsService::start(*registry_, service_faults_, clock_, pki);
    if (!service) return base::fail(service.error());
    service_ = std::move(*service);
    auto line = eligibility::HttpsLine::create(
        {service_->url(), pki / "ca.crt", pki / "client.crt", pki / "client.key", base::Duration{5000}}, clock_);
    if (!line) return base::fail(line.error());
    eligibility_ = std::make_unique<eligibility::Client>(std::move(*line), clock_, Clinic::kFacilityCode);
    auto clinic = Clinic::create(options_.folder, options_.paths.guidance, clock_);
    if (!clinic) return base::fail(clinic.error());
    clinic_ = std::move(*clinic);
    options_.facts.guidance = clinic_->guidance();
    return {};
}

base::Result<void> RealRig::build_face() {
    auto models = models::face::FaceModels::load(options_.paths.models);
    if (!models) return base::fail(models.error());
    face_ = std::make_unique<models::face::FacePipeline>(std::move(*models));
    camera_ = std::make_unique<SimulatedCamera>(clock_, sleep, options_.paths.portraits);
    return {};
}

base::Result<void> RealRig::build_display() {
    const ui::Panel panel;
    auto album = ui::paint::HeadlessDisplay::create(panel, frames_);
    if (!album) return base::fail(album.error());
    album_ = std::move(*album);
    if (options_.window) {
        drivers::sdl::Options options;
        options.strip = options_.strip;
        auto window = drivers::sdl::SdlDisplay::create(panel, frames_, options);
        if (!window) return base::fail(window.error());
        display_ = std::move(*window);
        return {};
    }
    auto headless = ui::paint::HeadlessDisplay::create(panel, frames_);
    if (!headless) return base::fail(headless.error());
    display_ = std::move(*headless);
    return {};
}

app::Devices RealRig::devices() {
    const auto applications = [this](ports::CardSession& session) -> std::unique_ptr<ports::CardApplications> {
        return std::make_unique<drivers::mynumber::MyNumberApplications>(
            session, drivers::mynumber::Trust(held_.trusted_issuers(), [this](base::ByteView certificate) {
                return certificates_->check(certificate, clock_.wall());
            }));
    };
    auto* phones = options_.facts.phone_reader ? &phone_reader_ : nullptr;
    return {clock_,
            reader_,
            phones,
            applications,
            *terminal_,
            *surface_,
            *decoder_,
            *camera_,
            *face_,
            *eligibility_,
            clinic_->reception(),
            clinic_->staff(),
            clinic_->audit(),
            frames_,
            [this] { return app::draw_prompts(options_.prompts, app::system_random); }};
}

bool RealRig::advance_until(const std::function<bool()>& done, base::Duration limit) {
    const auto end = clock_.mono() + limit;
    while (!done()) {
        const auto rest = end - clock_.mono();
        if (rest <= base::Duration::zero()) return false;
        const auto others = app::turn(*kiosk_, *display_, *mailbox_, clock_, rest);
        developer_inputs_.insert(developer_inputs_.end(), others.begin(), others.end());
    }
    return true;
}

base::Result<cv::Mat> RealRig::printed_front() {
    auto person = held_.person();
    wrong_digits_laid_ = wrong_digits_;
    if (wrong_digits_) person.security_code = person.security_code == "0000" ? "0001" : "0000";
    cv::Mat photo;
    if (person.has_photo()) photo = cv::imread((options_.paths.portraits / (person.portrait + ".png")).string());
    return render_card_front(person, photo, kFrontPixelsPerMm, {.photo = person.has_photo()});
}

base::Result<void> RealRig::hold(const Person& person) {
    return (person.medium == domain::Medium::card ? held_ : phone_).take(person);
}

base::Result<void> RealRig::insert(int slot) {
    const bool phone = slot == domain::kPhoneSlot;
    if (phone && !options_.facts.phone_reader) return base::fail(ErrorCode::config_invalid, "no phone reader here");
    auto& hand = phone ? phone_ : held_;
    if (!hand.card()) return base::fail(ErrorCode::config_invalid, "no card is held");
    const auto spend = options_.air_time ? PacedCard::Spend(sleep) : PacedCard::Spend([](base::Duration) {});
    auto paced = std::make_shared<PacedCard>(hand.card(), AirLink{}, spend);
    if (phone) return phone_slot_->insert(std::move(paced));
    on_air_ = paced;
    surface_camera_->lay(*printed_front());
    return slot_->insert(std::move(paced));
}

void RealRig::remove(int slot) {
    if (slot == domain::kPhoneSlot) return phone_slot_->remove();
    slot_->remove();
    surface_camera_->lay({});
}

base::Result<void> RealRig::set_clock(base::WallTime) {
    return base::fail(ErrorCode::config_invalid, "the real rig's calendar runs from its `date` on");
}

base::Result<void> RealRig::look(std::string_view who) {
    View view;
    if (who == "figure") {
        view.who = "figure";
        return camera_->show(view);
    }
    if (who == "nobody") return camera_->show(view);
    const auto holder = held_.person().portrait;
    if (const auto* named = look_named(who)) {
        view = sim::held(named->artefact, holder);
        view.manner = named->manner;
        view.other = holder == "taro" ? "hanako" : "taro";
        return camera_->show(view);
    }
    const bool stands_there = who == "two" || who == "far" || who == "dark";
    const auto person = std::find_if(people_.begin(), people_.end(), [&](const Person& p) { return p.key == who; });
    if (!stands_there && person == people_.end())
        return base::fail(ErrorCode::config_invalid, fmt::format("nobody is called '{}'", who));
    view.who = stands_there ? holder : person->portrait;
    if (who == "two") view.second = view.who == "taro" ? "hanako" : "taro";
    if (who == "far") view.size = 0.3;
    if (who == "dark") view.light = 0.1;
    return camera_->show(view);
}

base::Result<void> RealRig::daemon_fault(std::string_view words, bool with_reader) {
    pcscd_->kill();
    if (words == "off" && with_reader) return {};
    return pcscd_->restart(words == "none" || with_reader);
}

base::Result<void> RealRig::fault(std::string_view device, std::string_view words) {
    const bool on = words != "none";
    if (device == "card") return held_.fault(words);
    if (device == "phone") return phone_.fault(words);
    if (device == "camera") return sensor_fault(camera_->sensor(), device, words);
    if (device == "surface") {
        wrong_digits_ = words == "wrong";
        wrong_digits_laid_ = false;
        return sensor_fault(surface_camera_->sensor(), device, wrong_digits_ ? "none" : words);
    }
    if (device == "service") {
        const auto fault = parse_service_fault(words);
        if (!fault) return base::fail(fault.error());
        service_faults_.set(*fault);
        return {};
    }
    if (on && words != "off") return unknown(device, words);
    if (device == "daemon") return daemon_fault(words, true);
    if (device == "reader") return daemon_fault(words, false);
    if (device == "decoder")
        decoder_->off.set(on);
    else if (device == "terminal")
        terminal_->off.set(on);
    else if (device == "results")
        clinic_->reception().set_off(on);
    else if (device == "counters")
        clinic_->counters().off.set(on);
    else if (device == "audit")
        clinic_->audit().off.set(on);
    else
        return unknown(device, words);
    return {};
}

int RealRig::fired(std::string_view device) const {
    if (device == "card") return held_.fired();
    if (device == "phone") return phone_.fired();
    if (device == "counters") return clinic_->counters().off.fired();
    if (device == "service") return service_faults_.fired();
    if (device == "camera") return camera_->sensor().fault_met() ? 1 : 0;
    if (device == "surface") return wrong_digits_laid_ || surface_camera_->sensor().fault_met() ? 1 : 0;
    if (device == "decoder") return decoder_->off.fired();
    if (device == "terminal") return terminal_->off.fired();
    if (device == "results") return clinic_->reception().fired();
    if (device == "audit") return clinic_->audit().off.fired();
    // A killed daemon cannot count: the kiosk has noticed when its reader is down.
    if (device == "daemon" || device == "reader") return kiosk_->session().down[0] ? 1 : 0;
    return 0;
}

const ui::paint::Picture& RealRig::picture() {
    album_->show(kiosk_->scene());
    return album_->picture();
}

void RealRig::set_strip(const std::vector<std::string>& lines) {
    if (auto* window = dynamic_cast<drivers::sdl::SdlDisplay*>(display_.get())) window->set_strip(lines);
}

std::chrono::microseconds RealRig::air_time() const {
    return on_air_ ? on_air_->total() : std::chrono::microseconds{0};
}

std::string RealRig::about() const {
    return fmt::format(
        "real pcscd ({}), real TLS at {}, real face networks and decoder program; simulated: the card, what the "
        "cameras see, the service, the terminal authentication",
        pcscd_->way(), service_->url());
}

}  // namespace uketsuke::sim
