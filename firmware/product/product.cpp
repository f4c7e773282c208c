// SPDX-License-Identifier: Apache-2.0
#include "product.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>

#include "drivers/camera/v4l2_camera.hpp"
#include "drivers/mynumber/applications.hpp"
#include "drivers/ocsp/http_responder.hpp"
#include "drivers/sdl/sdl_display.hpp"
#include "drivers/store/file_counter_store.hpp"
#include "firmware/app/draw_prompts.hpp"
#include "firmware/app/system_clock.hpp"
#include "firmware/audit/journal.hpp"
#include "firmware/base/log.hpp"
#include "firmware/config/guidance.hpp"
#include "firmware/eligibility/client.hpp"
#include "firmware/eligibility/https_line.hpp"
#include "firmware/reception/counted_staff_gate.hpp"
#include "firmware/reception/oqs_folder.hpp"
#include "models/decoder/process_photo_decoder.hpp"
#include "models/face/pipeline.hpp"
#include "no_terminal_credentials.hpp"

namespace uketsuke::product {
namespace {

using base::ErrorCode;

/// Puts what was made into its place, or says which setting is to blame.
template <class Place, class Made>
base::Result<void> put(Place& place, std::string_view key, base::Result<Made> made) {
    if (!made) return base::fail(made.error().code, fmt::format("{}: {}", key, made.error().detail));
    place = std::move(*made);
    return {};
}

base::Result<void> need_folder(std::string_view key, const std::filesystem::path& folder) {
    std::error_code error;
    if (std::filesystem::is_directory(folder, error) && ::access(folder.c_str(), W_OK | X_OK) == 0) return {};
    return base::fail(ErrorCode::file_unreadable,
                      fmt::format("{}: {} is no folder that can be written in", key, folder.string()));
}

domain::PrescriptionSetting setting_named(std::string_view word) {
    using S = domain::PrescriptionSetting;
    constexpr std::array kWords{std::pair{"electronic_only", S::electronic_only}, std::pair{"both", S::both},
                                std::pair{"paper_only", S::paper_only}};
    for (const auto& [name, setting] : kWords)
        if (word == name) return setting;
    return S::unused;
}

}  // namespace

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
    return {std::make_unique<app::SystemClock>(), std::make_unique<NoTerminalCredentials>(),
            std::make_unique<drivers::camera::V4l2Camera>(config.camera_device, drivers::camera::kFacePicture),
            std::make_unique<drivers::camera::V4l2Camera>(config.surface_camera_device, drivers::camera::kCardPicture),
            window};
}

Product::Product(config::Config config, Parts parts)
    : config_(std::move(config)),
      panel_{config_.panel_width_px, config_.panel_height_px, config_.panel_diagonal_inch},
      parts_(std::move(parts)),
      reader_({.reader_name = config_.reader_name,
               .longest_answer = config_.reader_extended_apdus ? std::size_t{65536} : std::size_t{256},
               .probe = drivers::mynumber::is_served}),
      phone_reader_({.reader_name = config_.phone_reader_name,
                     .slot = domain::kPhoneSlot,
                     .probe = drivers::mynumber::is_served}) {}

base::Result<std::unique_ptr<Product>> Product::create(config::Config config, Parts parts) {
    std::unique_ptr<Product> product(new Product(std::move(config), std::move(parts)));
    if (auto built = product->build(); !built) return base::fail(built.error());
    return product;
}

Product::~Product() {
    monitor_thread_ = {};  // asks it to stop and waits
    phone_monitor_thread_ = {};
    lanes_.reset();  // the jobs use the kiosk, so they end first
}

base::Result<void> Product::build() {
    for (const auto part :
         {&Product::build_clinic, &Product::build_staff_check, &Product::build_service, &Product::build_trust,
          &Product::build_face_way, &Product::build_language, &Product::build_display})
        if (auto built = (this->*part)(); !built) return built;
    mailbox_ = std::make_unique<app::QueueMailbox>([this] { display_->wake(); });
    lanes_ = std::make_unique<app::ThreadLanes>();
    kiosk_ = std::make_unique<app::Kiosk>(devices(), *lanes_, *mailbox_, *display_, kiosk_options());
    monitor_ = std::make_unique<app::CardMonitor>(reader_, *mailbox_, *parts_.clock);
    if (has_phone_reader())
        phone_monitor_ =
            std::make_unique<app::CardMonitor>(phone_reader_, *mailbox_, *parts_.clock, flow::Device::phone_reader);
    return {};
}

base::Result<void> Product::build_clinic() {
    if (has_phone_reader() && (config_.reader_name.empty() || config_.reader_name == config_.phone_reader_name))
        return base::fail(ErrorCode::config_invalid,
                          "phone_reader.name: with two readers reader.name must say which one is under the card");
    if (auto there = need_folder("state.folder", config_.state_folder); !there) return there;
    if (auto there = need_folder("staff_calls.file", config_.staff_calls_file.parent_path()); !there) return there;
    if (auto there = need_folder("results.folder", config_.results_folder); !there) return there;
    if (auto made =
            put(counters_, "state.folder", drivers::store::FileCounterStore::create(config_.state_folder / "counters"));
        !made)
        return made;
    domain::DeskGuide guide;
    if (auto made = put(guide, "guidance.file", config::load_guidance(config_.guidance_file)); !made) return made;
    guidance_ = guide.table;
    auto folder = reception::OqsFolder::create(
        {config_.results_folder, config_.staff_calls_file, config_.results_facility_code, std::move(guide)}, *counters_,
        *parts_.clock);
    if (auto made = put(reception_, "results", std::move(folder)); !made) return made;
    std::unique_ptr<audit::FileJournal> journal;
    if (auto made = put(journal, "audit.journal", audit::FileJournal::create(config_.audit_journal, *parts_.clock));
        !made)
        return made;
    last_visit_ = journal->last_session();
    audit_ = std::move(journal);
    return {};
}

base::Result<void> Product::build_staff_check() {
    return put(staff_, "staff_check",
               reception::CountedStaffGate::create({config_.staff_check_password_hash, config_.staff_check_tries,
                                                    std::chrono::minutes{config_.staff_check_lock_minutes}},
                                                   *counters_, *parts_.clock));
}

base::Result<void> Product::build_service() {
    std::unique_ptr<eligibility::HttpsLine> line;
    if (auto made =
            put(line, "service",
                eligibility::HttpsLine::create({config_.service_url, config_.service_ca, config_.service_certificate,
                                                config_.service_key, base::Duration{config_.service_deadline_ms}},
                                               *parts_.clock));
        !made)
        return made;
    eligibility_ = std::make_unique<eligibility::Client>(std::move(line), *parts_.clock, config_.results_facility_code);
    return {};
}

base::Result<void> Product::build_trust() {
    using drivers::mynumber::CertificateJudge;
    if (auto made =
            put(issuers_, "card.trusted_issuer", drivers::mynumber::load_surface_roots(config_.card_trusted_issuer));
        !made)
        return made;
    CertificateJudge::Options options{config_.card_authorities,
                                      config_.card_revocation_lists,
                                      {},
                                      config_.card_revocation_stale == "refuse" ? CertificateJudge::WhenStale::refuse
                                                                                : CertificateJudge::WhenStale::go_on};
    if (!config_.card_ocsp_url.empty())
        options.ask_responder = [responder = drivers::ocsp::HttpResponder(
                                     config_.card_ocsp_url, base::Duration{config_.card_ocsp_deadline_ms})](
                                    base::ByteView request) { return responder.ask(request); };
    return put(certificates_, "card.authorities", CertificateJudge::create(std::move(options)));
}

base::Result<void> Product::build_face_way() {
    if (auto made =
            put(decoder_, "face.decoder", models::decoder::ProcessPhotoDecoder::create(config_.face_decoder.string()));
        !made)
        return made;
    std::shared_ptr<models::face::FaceModels> models;
    if (auto made = put(models, "face.models", models::face::FaceModels::load(config_.face_models)); !made) return made;
    face_ = std::make_unique<models::face::FacePipeline>(std::move(models), config_.face_operating_point);
    std::shared_ptr<drivers::surface::GlyphNets> nets;
    if (auto made = put(nets, "face.models", drivers::surface::GlyphNets::load(config_.face_models)); !made)
        return made;
    surface_ = std::make_unique<drivers::surface::PrintedSurfaceReader>(*parts_.surface_camera, *parts_.clock,
                                                                        std::move(nets));
    if (!parts_.signature->available())
        base::warn("kiosk", "no terminal credentials: the face way is not available on real cards, the PIN is");
    else if (!face_possible())
        base::warn("kiosk", "no surface_camera.device: the face way is not available, the PIN is");
    return {};
}

base::Result<void> Product::build_language() {
    const auto& spoken = ui::languages();
    const auto language = spoken.named(config_.language_default);
    if (language) {
        language_ = *language;
        return {};
    }
    std::string codes;
    for (const auto& row : spoken.rows()) codes += fmt::format("{}{}", codes.empty() ? "" : ", ", row.code);
    return base::fail(ErrorCode::config_invalid,
                      fmt::format("language.default: no \"{}\" here, but {}", config_.language_default, codes));
}

base::Result<void> Product::build_display() {
    if (!panel_.wide())
        return base::fail(ErrorCode::config_invalid,
                          fmt::format("panel: {:.0f} x {:.0f} mm; the screens need 180 x 110 mm", panel_.width_mm(),
                                      panel_.height_mm()));
    return put(display_, "panel", parts_.display(panel_, frames_));
}

bool Product::face_possible() const { return parts_.signature->available() && !config_.surface_camera_device.empty(); }

app::Kiosk::Options Product::kiosk_options() const {
    flow::KioskFacts facts;
    facts.terminal_signs = parts_.signature->available();
    facts.face_possible = face_possible();
    facts.camera_required = config_.camera_required;
    facts.staff_check = staff_->available();
    facts.phone_reader = has_phone_reader();
    facts.typed_surface = config_.surface_camera_typing;
    facts.ask_high_cost = config_.consent_ask_high_cost;
    facts.pharmacy = config_.prescription_pharmacy;
    facts.prescription = setting_named(config_.prescription_setting);
    facts.prescription_asked = config_.prescription_asked == "at_reader" ? domain::PrescriptionAsked::at_reader
                                                                         : domain::PrescriptionAsked::elsewhere;
    facts.guidance = guidance_;
    facts.language = language_;
    return {std::move(facts), {}, panel_, last_visit_};
}

app::Devices Product::devices() {
    const auto applications = [this](ports::CardSession& session) -> std::unique_ptr<ports::CardApplications> {
        return std::make_unique<drivers::mynumber::MyNumberApplications>(
            session, drivers::mynumber::Trust(issuers_, [this](base::ByteView certificate) {
                return certificates_->check(certificate, parts_.clock->wall());
            }));
    };
    auto* phones = has_phone_reader() ? &phone_reader_ : nullptr;
    return {*parts_.clock,
            reader_,
            phones,
            applications,
            *parts_.signature,
            *surface_,
            *decoder_,
            *parts_.camera,
            *face_,
            *eligibility_,
            *reception_,
            *staff_,
            *audit_,
            frames_,
            [count = config_.face_challenge_prompts] { return app::draw_prompts(count, app::system_random); }};
}

void Product::run() {
    kiosk_->start();
    monitor_thread_ = std::jthread([this](const std::stop_token& stop) { monitor_->run(stop); });
    if (phone_monitor_)
        phone_monitor_thread_ = std::jthread([this](const std::stop_token& stop) { phone_monitor_->run(stop); });
    const auto closes = [](const ui::Input& input) { return std::holds_alternative<ui::Quit>(input); };
    while (!stopping_) {
        const auto others = app::turn(*kiosk_, *display_, *mailbox_, *parts_.clock, std::chrono::seconds{1});
        if (std::any_of(others.begin(), others.end(), closes)) return;
    }
}

void Product::stop() {
    stopping_ = true;
    display_->wake();
}

}  // namespace uketsuke::product
