// SPDX-License-Identifier: Apache-2.0
// A counter with a kiosk under watch. In this process: the patients, their cards, what the cameras see, the service and
// the fingers, which all know the secrets and may. In others, and searched: the kiosk, its decoder, and pcscd.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <stdexcept>

#include "../product/site.hpp"
#include "camera_line.hpp"
#include "canaries.hpp"
#include "control_line.hpp"
#include "firmware/app/system_clock.hpp"
#include "jumped_calendar.hpp"
#include "sim/camera/card_front_camera.hpp"
#include "sim/camera/simulated_camera.hpp"
#include "sim/card/my_number_card.hpp"
#include "sim/eligibility/tls_service.hpp"
#include "sim/vpcd/private_pcscd.hpp"
#include "sim/vpcd/vpcd_card.hpp"

namespace uketsuke::test {

/// Something did not go as the session wanted it.
struct Stray : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Made on the main thread, then used by one thread.
class WatchedCounter {
public:
    /// `environment` is what the kiosk is started with. `seed` draws the patients.
    WatchedCounter(const Arguments& environment, std::uint64_t seed);

    // The patient.
    /// A new one, with a card in the hand, standing before the camera.
    void come();
    void insert();
    void remove();
    void tap(const std::string& id);
    /// On the pad; a PIN is watched for from then on.
    void type(const std::string& digits);
    /// Waits for one of these screens. Throws Stray.
    void expect(const std::vector<std::string>& screens);
    [[nodiscard]] const std::string& screen() const { return screen_; }
    /// Lets the kiosk's time pass, so much at a time, until this screen comes. Throws Stray.
    void pass(int milliseconds, const std::string& screen);
    [[nodiscard]] const Patient& patient() const { return *patient_; }
    /// Draws PINs of which no form stands in any of the processes, once the kiosk has done all that it does: what it
    /// keeps for good (the digits of its pad, in the order of some table) is no trace. Until then patients have a PIN
    /// that is not watched.
    void draw_pins();
    /// One of them, that nobody has and nobody had.
    std::string unused_pin();
    /// The card leaves the field at the next VERIFY with digits, before or after it has acted.
    void tear_at_verify();
    /// The card leaves the field while its photo is read, at some byte of it, however much of it one command asks for.
    void tear_at_photo();
    /// pcscd is stopped when the next VERIFY with digits has come to the card, before it hears the answer.
    void stop_pcscd_at_verify() { stop_at_verify_ = true; }
    void stand_before_camera(const std::string& portrait);
    [[nodiscard]] sim::Sensor& card_front_sensor() { return card_front_camera_.sensor(); }
    /// Prints other digits on the card than its chip knows.
    void misprint(const std::string& security_code);
    [[nodiscard]] const std::string& staff_password() const { return staff_password_; }

    // The watch.
    /// More that must not be found in this session.
    void watch(std::vector<Trace> traces);
    /// What stands in the memory of the kiosk, its decoder and pcscd; how often, by Trace::what.
    std::map<std::string, int> look();
    /// Whether a VERIFY came to the card in this session.
    [[nodiscard]] bool card_was_asked() const { return verified_.load() != std::chrono::steady_clock::time_point(); }
    /// 50 ms after the card answered the last VERIFY of this session, if there was one.
    void wait_for_answer_to_settle();
    /// The same in what the kiosk and pcscd wrote, of all sessions so far; results without what they are for.
    std::map<std::string, int> look_at_files();
    /// All traces of all sessions in memory.
    std::map<std::string, int> look_for_all();
    std::map<std::string, int> look_for(const MemoryScan& scan);
    [[nodiscard]] bool may_look() const;
    /// What lies in the kiosk's folder and should not: it is its TMPDIR, too.
    [[nodiscard]] std::vector<std::string> strangers() const;
    [[nodiscard]] const std::vector<std::string>& where() const { return where_; }

    void say(const std::string& message) { line_->say(message); }
    std::string ask(const std::string& question, const std::string& answer);
    [[nodiscard]] std::mt19937_64& random() { return random_; }
    [[nodiscard]] Program& kiosk() { return *kiosk_; }
    [[nodiscard]] const sim::PrivatePcscd& pcscd() const { return *pcscd_; }
    [[nodiscard]] const Site& site() const { return site_; }

private:
    void start_kiosk(const Arguments& environment);
    void hear(const std::string& message);
    std::map<std::string, int> counted(const std::vector<Hit>& hits);
    void lay_front(const std::string& security_code);
    void see(base::ByteView command);

    std::mt19937_64 random_;
    app::SystemClock clock_;
    JumpedCalendar calendar_{clock_};  ///< the service's
    std::unique_ptr<sim::PrivatePcscd> pcscd_;
    sim::VpcdCard slot_;
    sim::TestPki pki_;
    std::vector<sim::Person> people_;
    std::vector<sim::Person> certified_;  ///< whose certificates the patients have in turn
    std::size_t came_ = 0;
    std::unique_ptr<sim::Registry> registry_;
    sim::FaultSwitch faults_;
    std::unique_ptr<sim::TlsService> service_;
    Site site_;
    std::string staff_password_;
    sim::SimulatedCamera camera_;
    sim::SimulatedCardFrontCamera card_front_camera_;
    std::shared_ptr<models::face::FaceModels> models_;
    models::face::StillFaces faces_;

    std::mutex mutex_;  ///< over what the cameras' threads add
    std::vector<Trace> traces_;
    std::vector<Trace> all_traces_;
    std::vector<std::string> where_;
    std::optional<Patient> patient_;
    std::shared_ptr<sim::MyNumberCard> card_;
    std::atomic<std::size_t> tear_at_{0};  ///< the byte of the face record; 0: never
    std::atomic<bool> stop_at_verify_{false};
    std::atomic<bool> opened_{false};  ///< 照合番号B was sent: what is read next is the record
    std::atomic<std::chrono::steady_clock::time_point> verified_{};
    std::deque<std::string> pins_;
    std::string screen_;
    int shown_ = 0;

    std::unique_ptr<SentCamera> sent_camera_, sent_card_front_camera_;
    std::unique_ptr<ControlLine> line_;
    std::unique_ptr<Program> kiosk_;
};

}  // namespace uketsuke::test
