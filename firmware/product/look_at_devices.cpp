// SPDX-License-Identifier: Apache-2.0
#include "look_at_devices.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <thread>

#include "drivers/camera/v4l2_camera.hpp"
#include "drivers/card_front/glyph_nets.hpp"
#include "drivers/mynumber/applications.hpp"
#include "drivers/pcsc/reader.hpp"
#include "drivers/sdl/found.hpp"
#include "drivers/sound/pack_folder.hpp"
#include "firmware/eligibility/client.hpp"
#include "firmware/readiness/look_at_machine.hpp"
#include "firmware/wiring/service_line.hpp"
#include "firmware/wiring/trust.hpp"
#include "models/face/models.hpp"
#include "open_parts.hpp"

namespace uketsuke::product {
namespace {

using readiness::Level;
using readiness::Look;
using readiness::Part;

/// A speaker on a thread of its own tells with what is played next what became of this.
constexpr std::chrono::milliseconds kToPlay{500};
constexpr const char* kNoPack = "音声パックがありません。音だけ鳴ります";

Look wrong(const base::Error& error) {
    return {Level::wrong, fmt::format("{:03} {}", base::line_of(error.code).number, error.detail)};
}

using Kind = ports::SlotState::Kind;

/// As it is after looks of a second at most, until it is what is hoped for.
ports::SlotState state_of(drivers::pcsc::PcscReader& reader, bool (*hoped)(Kind)) {
    constexpr int kLooks = 4;
    ports::SlotState state;
    for (int look = 0; look < kLooks && !hoped(state.kind); ++look) state = reader.wait(state, {});
    return state;
}

drivers::pcsc::PcscReader reader_of(const config::Config& config) {
    return drivers::pcsc::PcscReader({.reader_name = config.reader_name, .port = config.reader_port});
}

Look look_at_reader(const config::Config& config) {
    auto reader = reader_of(config);
    const auto state = state_of(reader, [](Kind kind) { return kind != Kind::down; });
    if (state.kind != Kind::down) return {Level::ready, {}};
    return state.reason ? wrong(*state.reason) : Look{Level::wrong, "返事がありません"};
}

Look identified(const config::Config& config, ports::CardSession& session, const ports::Clock& clock) {
    auto trust = wiring::build_trust(config);
    if (!trust) return wrong(trust.error());
    drivers::mynumber::MyNumberApplications card(
        session, drivers::mynumber::Trust(trust->issuers, [&](base::ByteView certificate) {
            return trust->certificates.check(certificate, clock.wall());
        }));
    const auto info = card.identify();
    if (!info) return wrong(info.error());
    return {Level::ready, "読めました"};
}

/// Nothing that could cost a try is sent.
Look look_at_card(const config::Config& config, const ports::Clock& clock) {
    auto reader = reader_of(config);
    const auto state = state_of(reader, [](Kind kind) { return kind == Kind::present; });
    if (state.kind == Kind::down) return {};
    if (state.kind == Kind::empty) return {Level::absent, "置かれていません"};
    const auto session = reader.open(state.card);
    return session ? identified(config, **session, clock) : wrong(session.error());
}

base::Result<domain::Frame> one_frame(const std::string& device, const drivers::camera::Wanted& wanted) {
    constexpr base::Duration kPatience{3000};
    drivers::camera::V4l2Camera camera(device, wanted);
    const auto capture = camera.open();
    if (!capture) return base::fail(capture.error());
    return (*capture)->next_frame(kPatience);
}

Look look_at_camera(const std::string& device, const drivers::camera::Wanted& wanted) {
    const auto frame = one_frame(device, wanted);
    if (!frame) return wrong(frame.error());
    return {Level::ready, fmt::format("{}×{}", frame->image.width, frame->image.height)};
}

Look look_at_light(const config::Config& config) {
    const auto frame = one_frame(config.camera_device, drivers::camera::kFacePicture);
    return frame ? readiness::look_at_light(frame->image.pixels) : Look{};
}

Look look_at_service(const config::Config& config, const ports::Clock& clock) {
    auto line = wiring::open_line(config, clock, {});
    if (!line) return wrong(line.error());
    eligibility::Client client(std::move(*line), clock, config.results_facility_code);
    const auto there = client.probe();
    return there ? Look{Level::ready, {}} : wrong(there.error());
}

Look look_at_models(const config::Config& config) {
    auto found = models::face::FaceModels::find(config.face_models);
    if (found) found = drivers::card_front::GlyphNets::find(config.face_models);
    if (!found) return wrong(found.error());
    if (!readiness::runs(config.face_decoder)) return {Level::wrong, config.face_decoder.string() + " がありません"};
    return {Level::ready, {}};
}

Look look_at_sound(const config::Config& config) {
    const auto device = drivers::sdl::sound_found(config.sound_loudspeaker);
    if (!device) return {Level::wrong, device.error().detail};
    if (drivers::sound::PackFolder(config.sound_packs).languages() == 0) return {Level::soon, kNoPack};
    return {Level::ready, *device};
}

Look look_at_screen() {
    const auto screen = drivers::sdl::screen_found();
    return screen ? Look{Level::ready, *screen} : Look{Level::wrong, screen.error().detail};
}

Look look_at_keypad(const config::Config& config) {
    for (const auto& device : {config.voice_keypad_device, config.voice_headphones_device})
        if (!device.empty() && ::access(device.c_str(), R_OK) != 0) return {Level::wrong, device + " を読めません"};
    return {Level::ready, {}};
}

Look look_at_printer(const config::Config& config) {
    const auto there = open_printer(config)->check();
    return there ? Look{Level::ready, {}} : wrong(there.error());
}

}  // namespace

Look look_at_speaker(ui::Speaker* speaker, bool wordless) {
    if (speaker == nullptr) return {Level::absent, "ありません"};
    const ui::Play silence{.output = ui::Output::loudspeaker, .track = ui::Track::earcon, .after = true};
    (void)speaker->play(silence);
    std::this_thread::sleep_for(kToPlay);
    if (const auto played = speaker->play(silence); !played) return {Level::wrong, played.error().detail};
    return wordless ? Look{Level::soon, kNoPack} : Look{Level::ready, {}};
}

void add_quiet_devices(readiness::Checklist& list, const config::Config& config, const ports::Clock& clock) {
    list.on(Part::service, [&] { return look_at_service(config, clock); });
    list.on(Part::models, [&config] { return look_at_models(config); });
    if (!config.voice_keypad_device.empty() || !config.voice_headphones_device.empty())
        list.on(Part::keypad, [&config] { return look_at_keypad(config); });
}

void add_devices(readiness::Checklist& list, const config::Config& config, const ports::Clock& clock) {
    add_quiet_devices(list, config, clock);
    list.on(Part::reader, [&config] { return look_at_reader(config); });
    list.on(Part::card, [&] { return look_at_card(config, clock); });
    list.on(Part::camera, [&config] { return look_at_camera(config.camera_device, drivers::camera::kFacePicture); });
    list.on(Part::light, [&config] { return look_at_light(config); });
    if (!config.card_front_camera_device.empty())
        list.on(Part::card_camera,
                [&config] { return look_at_camera(config.card_front_camera_device, drivers::camera::kCardPicture); });
    if (!config.infrared_camera_device.empty())
        list.on(Part::infrared,
                [&config] { return look_at_camera(config.infrared_camera_device, drivers::camera::kInfraredPicture); });
    list.on(Part::screen, look_at_screen);
    list.on(Part::sound, [&config] { return look_at_sound(config); });
    if (!config.printer_device.empty()) list.on(Part::printer, [&config] { return look_at_printer(config); });
}

}  // namespace uketsuke::product
