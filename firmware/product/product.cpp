// SPDX-License-Identifier: Apache-2.0
#include "product.hpp"

#include <algorithm>

#include "drivers/camera/v4l2_camera.hpp"
#include "drivers/card_front/printed_number_reader.hpp"
#include "drivers/mynumber/applications.hpp"
#include "drivers/sdl/sdl_display.hpp"
#include "drivers/sdl/sdl_speaker.hpp"
#include "drivers/sound/pack_folder.hpp"
#include "drivers/sound/speaker_thread.hpp"
#include "firmware/app/desk_view.hpp"
#include "firmware/app/draw_prompts.hpp"
#include "firmware/app/system_clock.hpp"
#include "firmware/base/build_date.hpp"
#include "firmware/base/file.hpp"
#include "firmware/base/log.hpp"
#include "firmware/eligibility/number_requests.hpp"
#include "firmware/readiness/lines.hpp"
#include "firmware/readiness/packed.hpp"
#include "firmware/wiring/keep_setting.hpp"
#include "firmware/wiring/kiosk_options.hpp"
#include "firmware/wiring/look_at_premises.hpp"
#include "firmware/wiring/result_file.hpp"
#include "firmware/wiring/service_line.hpp"
#include "look_at_devices.hpp"
#include "models/decoder/process_photo_decoder.hpp"
#include "models/face/pipeline.hpp"
#include "no_face_way.hpp"
#include "no_terminal_credentials.hpp"
#include "open_parts.hpp"
#include "service_manager.hpp"
#include "ui/slip/my_way.hpp"
#include "ui/slip/slip.hpp"

namespace uketsuke::product {

using wiring::put;

namespace {

std::vector<std::string> texts_of(const std::vector<domain::StaffLine>& lines) {
    std::vector<std::string> texts;
    for (const auto& line : lines) texts.push_back(line.text);
    return texts;
}

}  // namespace

/// Without packs the screens are not spoken, and keys lead through them by eye.
void add_sound(Parts& parts, const config::Config& config) {
    using drivers::sdl::SdlSpeaker;
    parts.speaker = std::make_unique<drivers::sound::SpeakerThread>(
        std::make_unique<SdlSpeaker>(SdlSpeaker::Names{config.sound_loudspeaker, config.sound_headphones}));
    auto packs = std::make_unique<drivers::sound::PackFolder>(config.sound_packs);
    base::info("kiosk", "{}", packs->summary());
    if (packs->languages() == 0) return;
    parts.screen.voice = packs->has_placeholder() ? ui::VoiceKind::placeholder : ui::VoiceKind::recorded;
    parts.clips = std::move(packs);
}

Parts usual_parts(const config::Config& config) {
    const auto window = [fullscreen = config.panel_fullscreen](
                            const ui::Panel& panel,
                            const ports::FrameTap& frames) -> base::Result<std::unique_ptr<ui::Display>> {
        drivers::sdl::Options options;
        options.fullscreen = fullscreen;
        auto display = drivers::sdl::SdlDisplay::create(panel, frames, options);
        if (!display) return base::fail(display.error());
        return std::unique_ptr<ui::Display>(std::move(*display));
    };
    Parts parts{
        std::make_unique<app::SystemClock>(), std::make_unique<NoTerminalCredentials>(),
        std::make_unique<drivers::camera::V4l2Camera>(config.camera_device, drivers::camera::kFacePicture),
        std::make_unique<drivers::camera::V4l2Camera>(config.card_front_camera_device, drivers::camera::kCardPicture),
        window};
    if (!config.infrared_camera_device.empty())
        parts.infrared_camera = std::make_unique<drivers::camera::V4l2Camera>(config.infrared_camera_device,
                                                                              drivers::camera::kInfraredPicture);
    parts.built = base::build_date();
    add_sound(parts, config);
    return parts;
}

namespace {

/// Nothing: the reader knows.
std::optional<std::size_t> longest_answer_by(std::string_view setting) {
    if (setting == "auto") return std::nullopt;
    return setting == "on" ? 65536 : 256;
}

}  // namespace

Product::Product(config::Config config, Parts parts)
    : config_(std::move(config)),
      parts_(std::move(parts)),
      reader_({.reader_name = config_.reader_name,
               .longest_answer = longest_answer_by(config_.reader_extended_apdus),
               .probe = drivers::mynumber::is_served,
               .port = config_.reader_port,
               .admit = known(drivers::store::DeviceRole::reader)}),
      phone_reader_({.reader_name = config_.phone_reader_name,
                     .slot = domain::kPhoneSlot,
                     .probe = drivers::mynumber::is_served,
                     .port = config_.phone_reader_port,
                     .admit = known(drivers::store::DeviceRole::phone_reader)}) {}

/// For a reader, which is made before the file of the known ones is read.
drivers::pcsc::Admit Product::known(drivers::store::DeviceRole role) {
    return [this, role](const std::vector<std::string>& there) { return known_devices_->admit(role, there); };
}

base::Result<std::unique_ptr<Product>> Product::create(config::Config config, Parts parts) {
    std::unique_ptr<Product> product(new Product(std::move(config), std::move(parts)));
    if (auto built = product->build(); !built) return base::fail(built.error());
    return product;
}

Product::~Product() {
    for (auto* monitor : {&monitor_thread_, &phone_monitor_thread_, &desk_monitor_thread_}) monitor->request_stop();
    monitor_thread_ = {};  // waits for it
    phone_monitor_thread_ = {};
    desk_monitor_thread_ = {};
    lanes_.reset();  // the jobs use the kiosk, so they end first
}

/// What a look at the readiness needs of the premises and of the devices that nobody holds.
void Product::build_checklist() {
    wiring::add_premises(checklist_, config_, *parts_.clock, parts_.built);
    add_quiet_devices(checklist_, config_, *parts_.clock);
    checklist_.on(readiness::Part::sound, [this] { return look_at_speaker(parts_.speaker.get(), options_.wordless); });
}

base::Result<void> Product::build() {
    for (const auto part : {&Product::build_clinic, &Product::build_cameras, &Product::build_options,
                            &Product::build_display, &Product::build_printer, &Product::build_service,
                            &Product::build_trust, &Product::build_decoder, &Product::build_face_way})
        if (auto built = (this->*part)(); !built) return built;
    mailbox_ = std::make_unique<app::QueueMailbox>([this] { display_->wake(); });
    lanes_ = std::make_unique<app::ThreadLanes>();
    build_voice();
    build_checklist();
    kiosk_ = std::make_unique<app::Kiosk>(devices(), *lanes_, *mailbox_, *display_, options_);
    monitor_ = std::make_unique<app::CardMonitor>(reader_, *mailbox_, *parts_.clock);
    if (wiring::has_phone_reader(config_))
        phone_monitor_ =
            std::make_unique<app::CardMonitor>(phone_reader_, *mailbox_, *parts_.clock, flow::Device::phone_reader);
    build_desk();
    return {};
}

/// Keys lead through the screens also where nothing can be said.
void Product::build_voice() {
    options_.wordless = !parts_.clips || !parts_.speaker;
    const ui::voice::Clips* clips = options_.wordless ? &no_clips_ : parts_.clips.get();
    ui::Speaker* speaker = parts_.speaker ? parts_.speaker.get() : &no_speaker_;
    speech_.emplace(
        *clips, *speaker, [this] { return parts_.clock->mono(); },
        ui::voice::Outputs{.headphones = config_.sound_headphones_db,
                           .loudspeaker = config_.sound_loudspeaker_db,
                           .loudspeaker_share = config_.sound_volume_percent / 100.0});
    std::vector<std::string> paths{config_.voice_keypad_device, config_.voice_headphones_device};
    std::erase(paths, "");
    keys_.emplace(paths, [this] { display_->wake(); });
}

/// Where there is one: it hears each step, and answers.
void Product::build_desk() {
    if (!clinic_.desk) return;
    kiosk_->watch(app::telling(*clinic_.desk, options_.languages));
    desk_monitor_ = std::make_unique<app::DeskMonitor>(*clinic_.desk, *mailbox_, *parts_.clock);
}

base::Result<void> Product::build_clinic() {
    auto clinic = wiring::build_clinic(config_, *parts_.clock, parts_.clinic);
    if (!clinic) return base::fail(clinic.error());
    clinic_ = std::move(*clinic);
    if (auto made = put(known_devices_, "state.folder",
                        drivers::store::KnownDevices::create(config_.state_folder, *clinic_.counters));
        !made)
        return made;
    clock_check_.emplace(*parts_.clock, parts_.built, clinic_.last_record);
    face_day_.emplace(*clinic_.counters, config_.face_tell_rejected_percent / 100.0);
    terms_.emplace(config_);
    return {};
}

base::Result<void> Product::build_cameras() {
    using drivers::store::DeviceRole;
    known_card_front_camera_.emplace(*parts_.card_front_camera, [this](const std::string& identity) {
        return is_known(DeviceRole::card_front_camera, card_front_camera_, identity);
    });
    known_camera_.emplace(
        *parts_.camera, [this](const std::string& identity) { return is_known(DeviceRole::camera, camera_, identity); },
        &*known_card_front_camera_);
    camera_.emplace(*known_camera_, *parts_.clock);
    card_front_camera_.emplace(*known_card_front_camera_, *parts_.clock);
    code_reader_.emplace(*card_front_camera_);
    if (parts_.infrared_camera) build_infrared_camera();
    return {};
}

void Product::build_infrared_camera() {
    known_infrared_camera_.emplace(*parts_.infrared_camera, [this](const std::string& identity) {
        return is_known(drivers::store::DeviceRole::infrared_camera, infrared_camera_, identity);
    });
    infrared_camera_.emplace(*known_infrared_camera_, *parts_.clock);
    both_cameras_.emplace(*camera_, *infrared_camera_, config_.infrared_camera_required);
}

/// What is known is what its stream is held against, also where it was accepted a moment ago.
bool Product::is_known(drivers::store::DeviceRole role, std::optional<app::CheckedCamera>& camera,
                       const std::string& identity) {
    if (known_devices_->admit(role, {identity}).empty()) return false;
    if (camera->expected() != identity) camera->expect(identity);
    return true;
}

base::Result<void> Product::build_service() {
    auto line = wiring::open_line(config_, *parts_.clock, [this](base::WallTime said) { clock_check_->hear(said); });
    if (!line) return base::fail(line.error());
    auto file = wiring::build_result_file(config_);
    if (!file) return base::fail(file.error());
    eligibility_ = std::make_unique<eligibility::Client>(std::move(*line), *parts_.clock, config_.results_facility_code,
                                                         std::move(*file), clinic_.numbers.get());
    return {};
}

/// One that is not there yet may come: the desk is told.
base::Result<void> Product::build_printer() {
    slip_printer_ = open_printer(config_);
    if (!slip_printer_) return {};
    return put(slip_text_, "language.offered", ui::paint::TextEngine::create(options_.languages->rows()));
}

base::Result<void> Product::build_trust() {
    auto trust = wiring::build_trust(config_);
    if (!trust) return base::fail(trust.error());
    trust_ = std::move(*trust);
    return {};
}

base::Result<void> Product::build_options() {
    auto options = wiring::kiosk_options(
        config_, {parts_.signature->available(), clinic_.staff->available(), clinic_.guidance, clinic_.last_visit,
                  parts_.screen, clinic_.news, !parts_.settings_file.empty()});
    if (!options) return base::fail(options.error());
    options_ = std::move(*options);
    return {};
}

base::Result<void> Product::build_display() {
    if (auto made = put(display_, "panel", parts_.display(options_.panel, frames_)); !made) return made;
    display_->show(app::Kiosk::first_screen(options_, *display_, app::today(*parts_.clock)));
    base::info("kiosk", "the first picture stands");
    return {};
}

base::Result<void> Product::build_decoder() {
    if (auto made =
            put(decoder_, "face.decoder", models::decoder::ProcessPhotoDecoder::create(config_.face_decoder.string()));
        !made)
        return made;
    wiring::stand(parts_.decoder, decoder_);
    return {};
}

base::Result<void> Product::build_face_way() {
    if (options_.facts.face_possible) return load_networks();
    if (!parts_.signature->available())
        base::warn("kiosk", "no terminal credentials: the face way is not available on real cards, the PIN is");
    else
        base::warn("kiosk", "no card_front_camera.device: the face way is not available, the PIN is");
    return find_networks();
}

base::Result<void> Product::find_networks() {
    card_front_ = std::make_unique<NoCardFrontReader>();
    face_ = std::make_unique<NoFaceVerifier>();
    auto found = models::face::FaceModels::find(config_.face_models);
    if (found) found = drivers::card_front::GlyphNets::find(config_.face_models);
    if (!found) return wiring::blame("face.models", found.error());
    return {};
}

base::Result<void> Product::load_networks() {
    std::shared_ptr<models::face::FaceModels> models;
    if (auto made = put(models, "face.models", models::face::FaceModels::load(config_.face_models)); !made) return made;
    face_ = std::make_unique<models::face::FacePipeline>(std::move(models), config_.face_operating_point);
    std::shared_ptr<drivers::card_front::GlyphNets> nets;
    if (auto made = put(nets, "face.models", drivers::card_front::GlyphNets::load(config_.face_models)); !made)
        return made;
    card_front_ =
        std::make_unique<drivers::card_front::PrintedNumberReader>(*card_front_camera_, *parts_.clock, std::move(nets));
    return {};
}

app::Devices Product::devices() {
    const auto applications = [this](ports::CardSession& session) -> std::unique_ptr<ports::CardApplications> {
        return std::make_unique<drivers::mynumber::MyNumberApplications>(
            session,
            drivers::mynumber::Trust(trust_->issuers,
                                     [this](base::ByteView certificate) {
                                         return trust_->certificates.check(certificate, parts_.clock->wall());
                                     }),
            drivers::mynumber::Reads{.personal_in_one = config_.reader_extended_apdus == "on"});
    };
    auto* phones = wiring::has_phone_reader(config_) ? &phone_reader_ : nullptr;
    ports::Camera& camera = both_cameras_ ? static_cast<ports::Camera&>(*both_cameras_) : *camera_;
    app::Devices devices{
        *parts_.clock,
        reader_,
        phones,
        applications,
        *parts_.signature,
        *card_front_,
        *decoder_,
        camera,
        *face_,
        *eligibility_,
        *clinic_.reception,
        *clinic_.staff,
        *clinic_.audit,
        frames_,
        [count = config_.face_challenge_prompts] { return app::draw_prompts(count, app::system_random); }};
    devices.card_key = clinic_.card_key;
    devices.card_front_camera = &*card_front_camera_;
    devices.code_reader = &*code_reader_;
    devices.my_way_in = [this](std::string_view text) { return ui::my_way_in(*options_.languages, text); };
    devices.check_clock = [this] { return clock_check_->check(); };
    devices.copies = clinic_.copies.get();
    devices.clinic_data = clinic_.data.get();
    devices.appointments = clinic_.appointments.get();
    devices.slip_printer = slip_printer_.get();
    devices.draw_slip = [this](const flow::PrintSlip& slip, int width) {
        return ui::paint::paint_slip(
            *slip_text_,
            ui::slip_lines(*options_.languages, {slip.number, slip.day, slip.language, options_.screen.next_place, slip.way}),
            width);
    };
    devices.draw_statement = [this](const flow::PrintStatement& form, int width) {
        return ui::paint::paint_slip(*slip_text_, ui::statement_lines(form.day), width);
    };
    devices.draw_lines = [this](const std::vector<domain::StaffLine>& lines, int width) {
        return ui::paint::paint_slip(*slip_text_, ui::staff_lines(texts_of(lines)), width);
    };
    devices.look_at_readiness = [this] { return checklist_.look(parts_.clock->wall()); };
    devices.keep_readiness = [this](const readiness::Report& report) {
        if (clinic_.desk) clinic_.desk->tell(domain::ReadinessTold{readiness::pack(report)});
        return base::replace_file(config_.state_folder / "readiness.json", readiness::as_json(report));
    };
    devices.requests = clinic_.requests.get();
    devices.carry_out = [this](std::string_view request) {
        return eligibility::NumberRequests(*eligibility_, *parts_.clock).carry_out(request);
    };
    devices.draw_more = [](const domain::FacePrompts& asked) { return app::draw_more(asked, app::system_random); };
    devices.face_day = &*face_day_;
    if (const auto& file = config_.metrics_file; !file.empty())
        devices.put_metrics = [file](std::string_view text) { return base::replace_file(file, text); };
    devices.face_place = &face_place_;
    devices.device_news = [this] { return known_devices_->take_news(); };
    if (both_cameras_) devices.desk_news = [this] { return both_cameras_->take_news(); };
    devices.speaker = parts_.speaker.get();
    if (speech_) devices.speech = &*speech_;
    if (keys_) devices.keys = [this] { return keys_->take(); };
    devices.keep_setting = [this](flow::Setting setting, int value) {
        return wiring::keep_setting(parts_.settings_file, *options_.languages, setting, value);
    };
    devices.look_at_terms = [this] { return terms_->look(parts_.clock->wall()); };
    if (trust_->certificates.asks())
        devices.check_certificate = [this](base::ByteView certificate) {
            return trust_->certificates.ask(certificate, parts_.clock->wall());
        };
    return devices;
}

void Product::start() {
    kiosk_->start();
    monitor_thread_ = std::jthread([this](const std::stop_token& stop) { monitor_->run(stop); });
    if (phone_monitor_)
        phone_monitor_thread_ = std::jthread([this](const std::stop_token& stop) { phone_monitor_->run(stop); });
    if (desk_monitor_)
        desk_monitor_thread_ = std::jthread([this](const std::stop_token& stop) { desk_monitor_->run(stop); });
}

std::vector<ui::Input> Product::turn(base::Duration limit) {
    return app::turn(*kiosk_, *display_, *mailbox_, *parts_.clock, limit);
}

void Product::run() {
    start();
    ServiceManager manager;
    manager.ready();
    const auto closes = [](const ui::Input& input) { return std::holds_alternative<ui::Quit>(input); };
    while (!stopping_) {
        const auto others = turn(std::chrono::seconds{1});
        if (std::any_of(others.begin(), others.end(), closes)) break;
        if (manager.watched() && !a_lane_hangs(heartbeat())) manager.still_works();
    }
    manager.stopping();
    kiosk_->end();
    if (!lanes_->drain(app::LaneName::journal, kJournalDrain))
        base::warn("kiosk", "the disk hangs: the last records may not be on it");
    if (!lanes_->drain(app::LaneName::shares, kSharesDrain))
        base::warn("kiosk", "a share hangs: the last result may not be there in its other form");
}

void Product::stop() {
    stopping_ = true;
    display_->wake();
}

}  // namespace uketsuke::product
