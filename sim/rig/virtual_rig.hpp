// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <random>

#include "cast.hpp"
#include "firmware/app/card_monitor.hpp"
#include "firmware/app/checked_camera.hpp"
#include "firmware/app/clock_check.hpp"
#include "firmware/app/known_camera.hpp"
#include "firmware/eligibility/client.hpp"
#include "firmware/wiring/clinic_side.hpp"
#include "firmware/wiring/trust.hpp"
#include "held_card.hpp"
#include "rig.hpp"
#include "scripted_optics.hpp"
#include "sim/card/in_process_reader.hpp"
#include "sim/card/terminal_signature.hpp"
#include "sim/eligibility/in_process.hpp"
#include "sim/time/virtual_time.hpp"
#include "simulated_settings.hpp"
#include "switches.hpp"
#include "ui/paint/headless.hpp"
#include "ui/voice/speech.hpp"
#include "ui/voice/tape.hpp"
#include "watched_card.hpp"

namespace uketsuke::sim {

/// In one thread and in virtual time: the real flow, screens, card driver, journal and result files; the simulated card
/// answers APDUs in process, the service is the registry without its network, the face is a word of the script.
class VirtualRig : public Rig {
public:
    struct Options {
        base::WallTime start;
        Paths paths;
        config::Config settings = simulated_settings();
        std::filesystem::path folder;           ///< for results and journal
        std::shared_ptr<const Cast> cast = {};  ///< nullptr: it is loaded
        std::uint32_t seed = 1;                 ///< of the order of prompts
        Unsteady heads = {};                    ///< of all people before the camera
        WatchedCard::Watch watch = {};          ///< of every command to any card
        WatchedCard::Answered answered = {};
        VirtualTime::Watcher queue = {};  ///< of every event and job
        /// Recordings of what is said; nullptr: it is written down alone, and lasts as long as it would.
        const ui::voice::Clips* clips = nullptr;
        ui::voice::Outputs outputs = {};
        ui::Speaker* speaker = nullptr;  ///< for real ears, in place of the tape
        /// Stands around the line to the service.
        std::function<std::shared_ptr<eligibility::Line>(std::shared_ptr<eligibility::Line>)> line = {};
    };
    static base::Result<std::unique_ptr<VirtualRig>> create(Options options);
    ~VirtualRig() override;

    app::Kiosk& kiosk() override { return *kiosk_; }
    bool advance_until(const std::function<bool()>& done, base::Duration limit) override;
    [[nodiscard]] base::MonoTime now() const override { return time_.mono(); }
    [[nodiscard]] base::WallTime wall() const override { return time_.right_wall(); }
    [[nodiscard]] const Person* held() const override { return held_.card() ? &held_.person() : nullptr; }
    base::Result<void> hold(const Person& person) override;
    using Rig::insert;
    base::Result<void> insert(int slot, Lay how) override;
    void remove(int slot) override;
    base::Result<void> show(const ShownCode& code) override;
    void lift() override { stage_.code.reset(); }
    base::Result<void> set_clock(base::WallTime now) override;
    base::Result<void> set_validity(domain::Validity validity) override;
    base::Result<void> look(std::string_view who) override;
    [[nodiscard]] const MyNumberCard* card() const override { return held_.card().get(); }
    const ui::paint::Picture& picture() override { return display_->picture(); }
    [[nodiscard]] std::filesystem::path results() const override { return settings_.results_folder; }
    [[nodiscard]] std::filesystem::path journal() const override { return settings_.audit_journal; }
    [[nodiscard]] std::filesystem::path desk() const override { return settings_.staff_calls_file; }
    [[nodiscard]] std::string about() const override;
    /// The service itself: what it has done.
    [[nodiscard]] Registry& registry() { return *registry_; }
    [[nodiscard]] const ui::voice::Speech& speech() const { return speech_; }
    /// What was played since the beginning.
    [[nodiscard]] const ui::voice::Tape& tape() const { return tape_; }
    /// From now on somebody stands there who moves by themselves: called for each frame, to set advice and place.
    void stand(std::function<void(Stage&, base::MonoTime)> moves) { stage_.moves = std::move(moves); }

private:
    explicit VirtualRig(Options options);
    base::Result<void> build();
    base::Result<void> build_people();
    base::Result<void> build_kiosk();
    app::Devices devices();
    std::shared_ptr<VirtualCard> paced(std::shared_ptr<VirtualCard> card);
    void look_at(int slot);
    HeldCard& hand(int slot) { return slot == domain::kPhoneSlot ? phone_ : held_; }
    InProcessReader& reader(int slot) { return slot == domain::kPhoneSlot ? phone_reader_ : reader_; }
    void add_card_side_faults();
    void add_optics_faults();
    void add_other_faults();
    base::Result<void> reader_fault(int slot, std::string_view device, std::string_view words);
    base::Result<void> clock_fault(std::string_view words);
    base::Result<void> hold_lane(std::string_view name);
    base::Result<void> build_trust();
    base::Result<void> trust_list(std::string_view words);
    base::Result<void> trust_responder(std::string_view words);
    base::Result<void> judge(base::ByteView certificate);
    base::Result<void> ask_responder(base::ByteView certificate);
    base::Result<void> card_fault(std::string_view words);

    const Options options_;
    config::Config settings_;
    Switches switches_;
    VirtualTime time_;
    std::mt19937 random_;
    /// Of everybody else: whatever is wrong with the kiosk's calendar.
    struct RightClock : ports::Clock {
        explicit RightClock(const VirtualTime& of) : time(of) {}
        [[nodiscard]] base::MonoTime mono() const override { return time.mono(); }
        [[nodiscard]] base::WallTime wall() const override { return time.right_wall(); }
        const VirtualTime& time;
    } right_clock_{time_};
    std::shared_ptr<const Cast> cast_;
    HeldCard held_, phone_;
    ports::FrameTap frames_;
    ports::FacePlaceTap face_place_;
    Stage stage_;
    InProcessReader reader_;
    InProcessReader phone_reader_{domain::kPhoneSlot};
    app::CardMonitor monitor_{reader_, time_, time_};
    app::CardMonitor phone_monitor_{phone_reader_, time_, time_, flow::Device::phone_reader};
    ScriptedCamera camera_{stage_, time_};
    app::KnownCamera known_camera_{camera_, [this](const std::string&) { return !stage_.camera.fires("changed"); }};
    app::CheckedCamera checked_camera_{known_camera_, time_};
    ScriptedFace face_{stage_, time_};
    Switch card_front_switch_{[this](base::Duration time) { time_.spend(time); }};
    ScriptedCardFront card_front_{stage_, time_};
    ScriptedCodeReader code_reader_{stage_, time_};
    std::unique_ptr<ports::PhotoDecoder> decoder_;
    FaultSwitch service_faults_;
    std::optional<wiring::CardTrust> trust_;
    NamedFault list_;       ///< fires when a certificate is held against it
    NamedFault responder_;  ///< fires when it is asked
    std::unique_ptr<ports::CardSignature> terminal_;
    std::unique_ptr<Registry> registry_;
    std::unique_ptr<eligibility::Client> eligibility_;
    wiring::Clinic clinic_;
    std::optional<app::ClockCheck> clock_check_;
    std::optional<app::FaceDay> face_day_;
    NamedFault clock_;
    bool panel_off_ = false;
    int panel_fired_ = 0;  ///< screens that nobody saw
    std::shared_ptr<const ui::Languages> languages_;
    std::unique_ptr<ui::paint::HeadlessDisplay> display_;
    ui::voice::NoClips no_clips_;  ///< what is said is written down
    ui::voice::Tape tape_{[this] { return time_.mono(); }};
    ui::voice::Speech speech_{options_.clips != nullptr ? *options_.clips : no_clips_,
                              options_.speaker != nullptr ? *options_.speaker : tape_, [this] { return time_.mono(); },
                              options_.outputs};
    std::unique_ptr<app::Kiosk> kiosk_;
};

}  // namespace uketsuke::sim
