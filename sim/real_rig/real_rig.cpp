// SPDX-License-Identifier: Apache-2.0
#include "real_rig.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <opencv2/imgcodecs.hpp>

#include "firmware/base/file.hpp"
#include "sim/camera/card_front.hpp"
#include "sim/camera/code_paper.hpp"
#include "sim/card/terminal_signature.hpp"

namespace uketsuke::sim {
namespace {

using base::ErrorCode;

constexpr double kFrontPixelsPerMm = 12;
constexpr base::Duration kLook{20};

void sleep(base::Duration duration) { std::this_thread::sleep_for(duration); }

/// The rig's clock, as the product's own.
class SharedClock : public ports::Clock {
public:
    explicit SharedClock(const ports::Clock& clock) : clock_(clock) {}
    [[nodiscard]] base::MonoTime mono() const override { return clock_.mono(); }
    [[nodiscard]] base::WallTime wall() const override { return clock_.wall(); }

private:
    const ports::Clock& clock_;
};

HeldCard::Photo photos(const Paths& paths) {
    return [folder = paths.portraits](const Person& person) {
        return base::read_bytes(folder / (person.portrait + ".jp2"));
    };
}

base::Unexpected<base::Error> of_ones_own(std::string_view device, std::string_view instead) {
    return base::fail(ErrorCode::config_invalid, fmt::format("the {} is your own: {}", device, instead));
}

/// The sleeve has one lamp in it, beside the digits.
Tray tray_of(Lay how) {
    Tray tray;
    if (how == Lay::turned) tray.turn = 180;
    if (how == Lay::sleeve) tray.sleeve = {.on = true, .streaks = {{-18, 4, 3, 14, 30, 60}}};
    return tray;
}

}  // namespace

RealRig::RealRig(Options options)
    : Rig(Rigs::real),
      options_(std::move(options)),
      settings_(installed(options_.settings, options_.paths, options_.folder)),
      switches_(settings_.results_folder, sleep),
      clock_(options_.start),
      held_({options_.paths.people, options_.paths.own_people}, photos(options_.paths)),
      phone_({options_.paths.people, options_.paths.own_people}, photos(options_.paths)) {
    add_faults();
}

base::Result<std::unique_ptr<RealRig>> RealRig::create(Options options) {
    std::unique_ptr<RealRig> rig(new RealRig(std::move(options)));
    if (auto built = rig->build(); !built) return base::fail(built.error());
    return rig;
}

RealRig::~RealRig() {
    product_.reset();  // before the cards and the service that it talks to
    for (const auto* slot : {&slot_, &phone_slot_})
        if (*slot) (*slot)->remove();
}

base::Result<void> RealRig::build() {
    auto people = load_people({options_.paths.people, options_.paths.own_people});
    if (!people) return base::fail(people.error());
    people_ = std::move(*people);
    for (const auto part : {&RealRig::build_card_side, &RealRig::build_service, &RealRig::build_product})
        if (auto built = (this->*part)(); !built) return built;
    product_->kiosk().watch([this](const flow::Visit&, const flow::Event&, const flow::Step& step) {
        if (camera_ != nullptr) camera_->hear(step.visit.advice);
    });
    product_->start();
    return {};
}

base::Result<void> RealRig::build_card_side() {
    for (auto* hand : {&held_, &phone_})
        if (auto loaded = hand->load(options_.paths.card_pki); !loaded) return loaded;
    if (!options_.own.reader.empty()) {
        settings_.reader_name = options_.own.reader;
        settings_.phone_reader_name.clear();
        return {};
    }
    auto pcscd = PrivatePcscd::create();
    if (!pcscd) return base::fail(pcscd.error());
    pcscd_ = std::move(*pcscd);
    pcscd_->serve_this_process();
    slot_ = std::make_unique<VpcdCard>(pcscd_->port());
    phone_slot_ = std::make_unique<VpcdCard>(pcscd_->port(1));
    return {};
}

base::Result<void> RealRig::build_service() {
    settings_.service_url = options_.service_url;
    if (!settings_.service_url.empty()) return {};
    auto registry = Registry::create(people_, options_.paths.card_pki, clock_);
    if (!registry) return base::fail(registry.error());
    registry_ = std::move(*registry);
    auto service = TlsService::start(*registry_, service_faults_, clock_, options_.paths.service_pki);
    if (!service) return base::fail(service.error());
    service_ = std::move(*service);
    settings_.service_url = service_->url();
    return {};
}

base::Result<void> RealRig::build_product() {
    auto made = parts();
    if (!made) return base::fail(made.error());
    auto product = product::Product::create(settings_, std::move(*made));
    if (!product) return base::fail(product.error());
    product_ = std::move(*product);
    auto album = ui::paint::HeadlessDisplay::create({}, product_->frames());
    if (!album) return base::fail(album.error());
    album_ = std::move(*album);
    return {};
}

base::Result<product::Parts> RealRig::parts() {
    auto terminal = TerminalSignature::create(options_.paths.card_pki);
    if (!terminal) return base::fail(terminal.error());
    product::Parts parts;
    parts.clock = std::make_unique<SharedClock>(clock_);
    parts.signature = switches_.terminal(std::move(*terminal));
    build_cameras(parts);
    parts.display = [this](const ui::Panel& panel, const ports::FrameTap& frames) {
        return build_display(panel, frames);
    };
    parts.screen = {true, true};
    parts.settings_file = settings_file(options_.folder);
    if (options_.window) product::add_sound(parts, settings_);
    parts.clinic = switches_.clinic();
    parts.decoder = switches_.decoder();
    return parts;
}

/// A camera of one's own tells the machine's time, so beside it no stream holds the rig's back.
void RealRig::build_cameras(product::Parts& parts) {
    const auto pass = [this](base::Duration duration) {
        clock_.spend(duration);
        const auto until = clock_.mono() + duration;
        while (clock_.mono() < until) sleep(std::min(until - clock_.mono(), kLook));  // it may stand still
    };
    auto card_front_camera = std::make_unique<SimulatedCardFrontCamera>(clock_, pass);
    card_front_camera_ = card_front_camera.get();
    if (const auto& own = options_.own.camera; !own.empty()) {
        settings_.camera_device = own;
        settings_.infrared_camera_device.clear();
        parts.camera =
            std::make_unique<drivers::camera::V4l2Camera>(own, drivers::camera::kFacePicture, options_.camera_calls);
        parts.card_front_camera = std::move(card_front_camera);
        return;
    }
    auto camera = std::make_unique<SimulatedCamera>(clock_, pass, options_.paths.portraits);
    camera_ = camera.get();
    if (!settings_.infrared_camera_device.empty())
        parts.infrared_camera = std::make_unique<UnhurriedCamera>(camera->infrared(), clock_);
    parts.camera = std::make_unique<UnhurriedCamera>(std::move(camera), clock_);
    parts.card_front_camera = std::make_unique<UnhurriedCamera>(std::move(card_front_camera), clock_);
}

base::Result<std::unique_ptr<ui::Display>> RealRig::build_display(const ui::Panel& panel,
                                                                  const ports::FrameTap& frames) {
    if (!options_.window) {
        auto headless = ui::paint::HeadlessDisplay::create(panel, frames);
        if (!headless) return base::fail(headless.error());
        return std::unique_ptr<ui::Display>(std::move(*headless));
    }
    drivers::sdl::Options options;
    options.strip = options_.strip;
    options.fullscreen = settings_.panel_fullscreen;
    auto window = drivers::sdl::SdlDisplay::create(panel, frames, options);
    if (!window) return base::fail(window.error());
    window_ = window->get();
    return std::make_unique<WatchedDisplay>(std::move(*window), options_.touched);
}

bool RealRig::advance_until(const std::function<bool()>& done, base::Duration limit) {
    const auto end = clock_.mono() + limit;
    while (!done()) {
        const auto rest = end - clock_.mono();
        if (rest <= base::Duration::zero()) return false;
        const auto others = product_->turn(rest);
        developer_inputs_.insert(developer_inputs_.end(), others.begin(), others.end());
    }
    return true;
}

/// The side of the card that is up.
base::Result<cv::Mat> RealRig::printed(Lay how) {
    if (how == Lay::back) return render_card_back(held_.person(), kFrontPixelsPerMm);
    return printed_front();
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

base::Result<void> RealRig::insert(int slot, Lay how) {
    const bool phone = slot == domain::kPhoneSlot;
    if (auto can = can_lie(slot, how, Rigs::real); !can) return can;
    if (phone && settings_.phone_reader_name.empty())
        return base::fail(ErrorCode::config_invalid, "no phone reader here");
    if (!slot_) return of_ones_own("card reader", "lay a card on it by hand");
    auto& hand = phone ? phone_ : held_;
    if (!hand.card()) return base::fail(ErrorCode::config_invalid, "no card is held");
    const auto spend = options_.air_time ? PacedCard::Spend(sleep) : PacedCard::Spend([](base::Duration) {});
    auto paced = std::make_shared<PacedCard>(hand.card(), AirLink{}, spend);
    if (phone) return phone_slot_->insert(std::move(paced));
    on_air_ = paced;
    card_front_camera_->set_tray(tray_of(how));
    card_front_camera_->lay(*printed(how));
    return slot_->insert(std::move(paced));
}

void RealRig::remove(int slot) {
    if (!slot_) return;
    if (slot == domain::kPhoneSlot) return phone_slot_->remove();
    slot_->remove();
    card_front_camera_->lay({});
}

base::Result<void> RealRig::show(const ShownCode& code) {
    const auto paper = paper_with(code);
    if (!paper) return base::fail(paper.error());
    card_front_camera_->cover(*paper);
    return {};
}

void RealRig::lift() { card_front_camera_->cover({}); }

base::Result<void> RealRig::set_clock(base::WallTime) {
    return base::fail(ErrorCode::config_invalid, "the real rig's calendar runs from its `date` on");
}

base::Result<void> RealRig::set_validity(domain::Validity validity) {
    if (!registry_) return base::fail(ErrorCode::config_invalid, "the service runs elsewhere: tell it there");
    if (held() == nullptr) return base::fail(ErrorCode::config_invalid, "no card is held");
    return registry_->set_validity(held()->key, validity);
}

base::Result<View> RealRig::view_of(std::string_view who) const {
    View view;
    if (who == "nobody") return view;
    view.who = who;
    if (who == "figure") return view;
    const auto holder = held_.person().portrait;
    if (const auto* named = look_named(who)) {
        view = sim::held(named->artefact, holder);
        view.manner = named->manner;
        view.other = holder == "taro" ? "hanako" : "taro";
        return view;
    }
    const bool stands_there = who == "two" || who == "far" || who == "dark";
    const auto person = std::find_if(people_.begin(), people_.end(), [&](const Person& p) { return p.key == who; });
    if (!stands_there && person == people_.end())
        return base::fail(ErrorCode::config_invalid, fmt::format("nobody is called '{}'", who));
    view.who = stands_there ? holder : person->portrait;
    if (who == "two") view.second = view.who == "taro" ? "hanako" : "taro";
    if (who == "far") view.size = 0.3;
    if (who == "dark") view.light = 0.1;
    return view;
}

base::Result<void> RealRig::look(std::string_view words) {
    if (camera_ == nullptr) return of_ones_own("camera", "stand before it");
    auto view = view_of(words.substr(0, words.find(' ')));
    if (!view) return base::fail(view.error());
    auto& conditions = view->conditions;
    while (words.find(' ') != std::string_view::npos) {
        words.remove_prefix(words.find(' ') + 1);
        if (auto set = set_condition(conditions, words.substr(0, words.find(' '))); !set) return set;
    }
    if (conditions.distance_cm > 0) view->size = size_at(conditions.distance_cm);
    if (auto shown = camera_->show(*view); !shown) return shown;
    camera_->sensor().set_rate(conditions.rate);
    camera_->sensor().set_noise(noise_in(conditions));
    return {};
}

base::Result<void> RealRig::daemon_fault(std::string_view words, bool with_reader) {
    if (!pcscd_) return of_ones_own("card reader", "unplug it by hand");
    pcscd_->kill();
    if (words == "off" && with_reader) return {};
    return pcscd_->restart(words == "none" || with_reader);
}

base::Result<void> RealRig::card_front_fault(std::string_view words) {
    wrong_digits_ = words == "wrong";
    wrong_digits_laid_ = false;
    card_front_camera_->sensor().set_fault(*camera_fault(wrong_digits_ ? "none" : words));
    return {};
}

base::Result<void> RealRig::service_fault(std::string_view words) {
    if (!service_) return base::fail(ErrorCode::config_invalid, "the service runs elsewhere: tell the fault there");
    const auto fault = parse_service_fault(words);
    if (!fault) return base::fail(fault.error());
    service_faults_.set(*fault);
    return {};
}

/// The cameras are there once the product is built.
void RealRig::add_faults() {
    faults_.add("card", {[this](std::string_view words) -> base::Result<void> {
                             if (!slot_) return of_ones_own("card reader", "no simulated card is in it");
                             return held_.fault(words);
                         },
                         [this] { return held_.fired(); }});
    faults_.add("phone",
                {[this](std::string_view words) { return phone_.fault(words); }, [this] { return phone_.fired(); }});
    add_sensor_faults("camera", &SimulatedCamera::sensor);
    add_sensor_faults("infrared", &SimulatedCamera::infrared_sensor);
    faults_.add("card_front",
                {[this](std::string_view words) { return card_front_fault(words); },
                 [this] { return wrong_digits_laid_ || card_front_camera_->sensor().fault_met() ? 1 : 0; }});
    faults_.add("service", {[this](std::string_view words) { return service_fault(words); },
                            [this] { return service_faults_.fired(); }});
    add_daemon_faults();
    switches_.add_to(faults_);
}

void RealRig::add_sensor_faults(std::string_view device, Sensor& (SimulatedCamera::*sensor)()) {
    faults_.add(device, {[this, sensor](std::string_view words) -> base::Result<void> {
                             if (camera_ == nullptr) return of_ones_own("camera", "cover it or unplug it by hand");
                             (camera_->*sensor)().set_fault(*camera_fault(words));
                             return {};
                         },
                         [this, sensor] { return camera_ != nullptr && (camera_->*sensor)().fault_met() ? 1 : 0; }});
}

/// A killed daemon cannot count: the kiosk has noticed when its reader is down.
void RealRig::add_daemon_faults() {
    for (const auto* device : {"daemon", "reader"})
        faults_.add(device, {[this, with_reader = device == std::string_view("daemon")](std::string_view words) {
                                 return daemon_fault(words, with_reader);
                             },
                             [this] { return product_->kiosk().visit().down[0] ? 1 : 0; }});
}

const ui::paint::Picture& RealRig::picture() {
    album_->show(product_->kiosk().scene());
    return album_->picture();
}

std::chrono::microseconds RealRig::air_time() const {
    return on_air_ ? on_air_->total() : std::chrono::microseconds{0};
}

std::string RealRig::about() const {
    const auto& own = options_.own;
    const auto pcscd = own.reader.empty() ? fmt::format("real pcscd ({})", pcscd_->way())
                                          : fmt::format("YOUR OWN reader '{}', untried", own.reader);
    const auto camera = own.camera.empty() ? "" : fmt::format("YOUR OWN camera {}, untried, ", own.camera);
    return fmt::format(
        "{}, {}real TLS at {}, real face networks and decoder program; simulated: {}what {} the service, the terminal "
        "authentication",
        pcscd, camera, settings_.service_url, own.reader.empty() ? "the card, " : "",
        own.camera.empty() ? "the cameras see," : "the camera over the tray sees,");
}

}  // namespace uketsuke::sim
