// SPDX-License-Identifier: Apache-2.0
// A kiosk over virtual time with the smallest devices that can carry a visit, each of which tells what was done to it.
#pragma once

#include <fmt/format.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "sim/time/virtual_time.hpp"
#include "tests/support/even_letters.hpp"
#include "tests/support/recorded_speaker.hpp"

namespace uketsuke::test {

/// What the fakes do, and what they have seen. Shared by all of them.
struct World {
    int pin_left = 3;
    std::string right_pin = "1234";
    bool face_there = true, matches = true;
    bool doubtful = false;  ///< the look, from the third good frame on
    bool camera_off = false, journal_off = false, service_off = false, card_front_off = false;
    base::Duration card_time{50}, service_time{200}, frame_time{50}, responder_time{0}, rename_time{0};
    bool revoked = false;              ///< says the responder
    int asked = 0;                     ///< about a certificate
    int alerts = 0;                    ///< that the desk got
    std::vector<std::string> metrics;  ///< each text that was put out
    bool metrics_full = false;
    int looks = 0;                                ///< after what was delivered
    bool copy_missing = false;                    ///< a result could not be written once more
    std::vector<domain::Difference> differences;  ///< between each result and the clinic's data
    bool clinic_data_off = false;
    domain::Appointment appointment;                   ///< of every number
    bool appointments_off = false;                     ///< the list cannot be read
    std::vector<std::string> numbers;                  ///< that were looked up
    std::function<void()> recording = [] {};           ///< when somebody is about to be recorded as come
    int recorded = 0;
    std::string number;                      ///< that a valid answer has
    std::optional<base::ErrorCode> printer;  ///< what is wrong with it
    std::vector<std::string> slips;          ///< numbers on them
    readiness::Report readiness;             ///< what a look at it finds
    int readiness_looks = 0;
    std::vector<readiness::Report> readiness_kept;  ///< each that was put out
    std::vector<std::string> forms, printed;        ///< days of statements; lines for staff
    bool clock_off = false;
    std::vector<domain::DeskNote> news;  ///< of readers and cameras, for the desk
    std::string card_id = "card";
    std::string right_code;  ///< of the staff check; empty: none is
    RecordedSpeaker speaker;
    /// Where settings are kept; empty: they cannot be.
    std::function<base::Result<void>(flow::Setting, int value)> keep_setting;

    std::vector<domain::DeskNote> told;          ///< to the desk
    std::vector<std::string> requests, answers;  ///< of the clinic's programs
    std::vector<domain::AuditRecord> records;    ///< of the journal
    std::vector<std::string> log;                ///< what reached the outside, in order: journal, results, staff
    std::vector<std::string> verified;           ///< PINs that reached the card
    int frames = 0;                              ///< taken, by all captures
    int probes = 0;                              ///< of the camera
    int health_asked = 0;                        ///< of the service
    int longer = 0;                              ///< attempts that were given more time while they ran
    int captures = 0, attempts = 0, sessions = 0, questions = 0;  ///< alive now
    /// Sees a block of a person's data when it is made.
    std::function<void(const void* data, std::size_t size)> made = [](const void*, std::size_t) {};
};

class QuietDisplay : public ui::Display {
public:
    void show(const ui::Scene& scene) override { shown(scene); }
    [[nodiscard]] ui::Panel panel() const override { return has; }
    void blank(bool now) override { dark = now; }
    void brightness(double share) override { light = share; }
    std::vector<ui::Input> wait(base::Duration) override { return {}; }
    void wake() override {}
    [[nodiscard]] const ui::Measure& measure() const override { return measure_; }
    std::function<void(const ui::Scene&)> shown = [](const ui::Scene&) {};
    ui::Panel has;
    bool dark = false;
    double light = -1;  ///< nobody has set it

private:
    EvenLetters measure_;
};

/// Devices that do as the world says, in the time that it says. `time` may be nullptr: then nothing takes time.
class FakeDevices {
public:
    FakeDevices(World& world, ports::Clock& clock, sim::VirtualTime* time);
    ~FakeDevices();
    app::Devices devices();
    ports::FrameTap frames;
    ports::FacePlaceTap face_place;

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

/// One kiosk. After every step it is checked that nothing of a person stays where nobody is.
class KioskOnFakes {
public:
    explicit KioskOnFakes(flow::KioskFacts facts = {}, base::Duration dark_after = {},
                          app::FaceDay* face_day = nullptr);

    World world;
    sim::VirtualTime time{base::WallTime(std::chrono::seconds(1795482000))};
    app::Kiosk& kiosk() { return *kiosk_; }
    QuietDisplay& display() { return display_; }
    [[nodiscard]] flow::State state() const { return kiosk_->visit().state; }
    [[nodiscard]] const app::Vault& vault() const { return kiosk_->runner().vault(); }
    [[nodiscard]] const ports::FrameTap& frames() const { return devices_.frames; }
    [[nodiscard]] const ports::FacePlaceTap& face_place() const { return devices_.face_place; }

    void run(base::Duration duration) { time.advance(duration); }
    /// False when it is another screen after `limit`.
    bool reach(flow::State state, base::Duration limit = std::chrono::seconds(10));
    void insert();
    void remove();
    void swap();
    void tap(flow::Action action, int item = 0) { kiosk_->handle(ui::Input{flow::Tap{action, item}}); }
    void type(std::string_view digits);
    void event(const flow::Event& event) { kiosk_->handle(event); }

    /// Ways that every test needs; each ends on the named screen.
    void to_choice();
    void to_pin_entry(std::string_view typed);
    void to_face_capture();
    void to_consent();
    /// With world.right_code.
    void to_settings();

    std::vector<std::string> trace;        ///< "time state" of each step
    std::vector<std::string> left_behind;  ///< what stayed where nobody is: must be empty

private:
    void watch(const flow::Visit& before, const flow::Step& step);

    FakeDevices devices_;
    QuietDisplay display_;
    std::unique_ptr<app::Kiosk> kiosk_;
    std::uint32_t insertion_ = 0;
};

}  // namespace uketsuke::test
