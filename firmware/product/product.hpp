// SPDX-License-Identifier: Apache-2.0
// The kiosk, wired: the one way to put it together. The simulator makes it with other parts.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

#include "drivers/codes/camera_code_reader.hpp"
#include "drivers/escpos/printer.hpp"
#include "drivers/keypad/key_source.hpp"
#include "drivers/pcsc/reader.hpp"
#include "drivers/store/known_devices.hpp"
#include "firmware/app/card_monitor.hpp"
#include "firmware/app/checked_camera.hpp"
#include "firmware/app/clock_check.hpp"
#include "firmware/app/desk_monitor.hpp"
#include "firmware/app/kiosk.hpp"
#include "firmware/app/known_camera.hpp"
#include "firmware/app/paired_camera.hpp"
#include "firmware/config/config.hpp"
#include "firmware/eligibility/client.hpp"
#include "firmware/readiness/checklist.hpp"
#include "firmware/wiring/clinic_side.hpp"
#include "firmware/wiring/terms.hpp"
#include "firmware/wiring/trust.hpp"
#include "ui/paint/text.hpp"
#include "ui/scene/display.hpp"
#include "ui/scene/speaker.hpp"
#include "ui/voice/speech.hpp"

namespace uketsuke::product {

/// Plays nothing.
class NoSpeaker : public ui::Speaker {
public:
    base::Result<void> play(const ui::Play&) override { return {}; }
    base::Result<void> tone(ui::Output, const ui::voice::FaceTone*, double) override { return {}; }
};

/// What differs from one installation to another beyond its settings. Whoever has real terminal credentials, other
/// cameras or another panel puts them here; nothing else changes.
struct Parts {
    std::unique_ptr<ports::Clock> clock;
    std::unique_ptr<ports::CardSignature> signature;
    std::unique_ptr<ports::Camera> camera, card_front_camera;
    std::function<base::Result<std::unique_ptr<ui::Display>>(const ui::Panel&, const ports::FrameTap&)> display;
    ui::Facts screen = {};             ///< what the screens say of simulated parts
    wiring::ClinicAround clinic = {};  ///< stands around the real ports
    wiring::Around<ports::PhotoDecoder> decoder = {};
    /// No right clock stands before it; the simulator's may be any.
    base::WallTime built = {};
    std::unique_ptr<ports::Camera> infrared_camera = {};  ///< where the settings name one
    std::unique_ptr<ui::Speaker> speaker = {};            ///< none: the kiosk is silent
    /// The words that there are; none: the screens are not spoken, and keys lead through them by eye.
    std::unique_ptr<ui::voice::Clips> clips = {};
    std::filesystem::path settings_file = {};  ///< in which staff may change some at the screen; empty: in none
};
/// The machine's clock, no terminal credentials, V4L2 cameras and an SDL window.
Parts usual_parts(const config::Config& config);
/// Of them: SDL's loudspeaker and headphones, and the voice packs that there are.
void add_sound(Parts& parts, const config::Config& config);

/// One a process. Thread-bound to the thread that made it, except stop().
///
/// A device that is missing is the kiosk's business: it is out of service and comes back by itself. A file or folder
/// that the settings name is needed from the start: a broken installation is found by whoever installs it, not by a
/// patient. The networks are the one thing that takes long to look at (10 MB to hash; 45 MB and 0.12 s to load), so
/// they are opened after the first picture stands, still within create(), and only where there is a face way. Elsewhere
/// their manifest is read and the files that it names are looked for; what is in them is checked at the first start
/// with terminal credentials.
class Product {
public:
    /// The first picture is on the panel before the keys are read and the networks opened, and start() goes on from it.
    /// Errors: each says which key of the settings names what is wrong. config_invalid (a screen too small),
    /// file_unreadable, model_invalid, result_undeliverable (no such folder), audit_unwritable, internal (no window).
    static base::Result<std::unique_ptr<Product>> create(config::Config config, Parts parts);
    ~Product();
    Product(const Product&) = delete;
    Product& operator=(const Product&) = delete;

    /// Until stop() was called or the window was closed; at the end secrets are wiped and what was asked of the
    /// journal's lane (journal, counters) is on the disk, if the disk takes it within kJournalDrain. Once, and instead
    /// of start() and turn().
    void run();
    static constexpr base::Duration kJournalDrain{1500}, kSharesDrain{1500};
    /// Thread-safe.
    void stop();

    /// Shows the first screen and begins to look for cards. Once.
    void start();
    /// After start(): does what comes next, and waits for it as long as `limit`. Returns what is not for the kiosk.
    std::vector<ui::Input> turn(base::Duration limit);

    [[nodiscard]] app::Kiosk& kiosk() { return *kiosk_; }
    [[nodiscard]] const app::Kiosk& kiosk() const { return *kiosk_; }
    [[nodiscard]] const ports::FrameTap& frames() const { return frames_; }
    /// How long ago each lane's oldest job was asked for, for a watchdog. Thread-safe.
    [[nodiscard]] auto heartbeat() const { return lanes_->ages(); }

private:
    Product(config::Config config, Parts parts);
    drivers::pcsc::Admit known(drivers::store::DeviceRole role);
    bool is_known(drivers::store::DeviceRole role, std::optional<app::CheckedCamera>& camera,
                  const std::string& identity);
    base::Result<void> build();
    base::Result<void> build_clinic();
    void build_desk();
    base::Result<void> build_cameras();
    void build_infrared_camera();
    base::Result<void> build_service();
    base::Result<void> build_trust();
    base::Result<void> build_options();
    base::Result<void> build_display();
    base::Result<void> build_printer();
    base::Result<void> build_decoder();
    void build_voice();
    void build_checklist();
    base::Result<void> build_face_way();
    base::Result<void> find_networks();
    base::Result<void> load_networks();
    app::Devices devices();

    const config::Config config_;
    const Parts parts_;
    ports::FrameTap frames_;
    ports::FacePlaceTap face_place_;
    std::unique_ptr<drivers::store::KnownDevices> known_devices_;
    drivers::pcsc::PcscReader reader_, phone_reader_;
    wiring::Clinic clinic_;
    std::unique_ptr<eligibility::Client> eligibility_;
    std::optional<wiring::CardTrust> trust_;
    std::optional<app::ClockCheck> clock_check_;
    std::optional<app::FaceDay> face_day_;
    std::optional<app::KnownCamera> known_camera_, known_card_front_camera_, known_infrared_camera_;
    std::optional<app::CheckedCamera> camera_, card_front_camera_, infrared_camera_;  ///< around those
    std::optional<app::PairedCamera> both_cameras_;                                   ///< colour and infrared
    std::optional<drivers::codes::CameraCodeReader> code_reader_;                     ///< over the card's camera
    std::optional<wiring::TermsWatch> terms_;
    std::unique_ptr<drivers::escpos::Printer> slip_printer_;  ///< none: there is none
    std::optional<ui::paint::TextEngine> slip_text_;          ///< printer's lane
    readiness::Checklist checklist_;                          ///< errands lane
    app::Kiosk::Options options_;
    const ui::voice::NoClips no_clips_;
    NoSpeaker no_speaker_;
    std::optional<ui::voice::Speech> speech_;
    std::unique_ptr<ports::CardFrontReader> card_front_;
    std::unique_ptr<ports::PhotoDecoder> decoder_;
    std::unique_ptr<ports::FaceVerifier> face_;
    std::unique_ptr<ui::Display> display_;
    std::optional<drivers::keypad::KeySource> keys_;  ///< wakes the display
    std::unique_ptr<app::QueueMailbox> mailbox_;
    std::unique_ptr<app::ThreadLanes> lanes_;
    std::unique_ptr<app::Kiosk> kiosk_;
    std::unique_ptr<app::CardMonitor> monitor_, phone_monitor_;
    std::unique_ptr<app::DeskMonitor> desk_monitor_;
    std::jthread monitor_thread_, phone_monitor_thread_, desk_monitor_thread_;
    std::atomic<bool> stopping_ = false;
};

}  // namespace uketsuke::product
