// SPDX-License-Identifier: Apache-2.0
// The ring: events in, one pure step, effects and a screen out.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <set>

#include "call_limit.hpp"
#include "camera_watch.hpp"
#include "effect_runner.hpp"
#include "firmware/flow/audit_records.hpp"
#include "firmware/flow/step.hpp"
#include "service_monitor.hpp"
#include "ui/locale/languages.hpp"
#include "ui/scene/display.hpp"
#include "ui/scene/short_waits.hpp"
#include "ui/screens/screens.hpp"
#include "ui/viewmodel/view_model.hpp"
#include "voice.hpp"

namespace uketsuke::app {

/// Thread-bound to the thread that shows the screens.
class Kiosk {
public:
    struct Options {
        flow::KioskFacts facts;
        ui::Facts screen;
        ui::Panel panel;
        std::uint32_t last_visit = 0;             ///< of an earlier run, from the journal
        std::vector<domain::DeskNote> news = {};  ///< what the desk must hear of the start
        base::Duration service_pace{0};           ///< of app::ServiceMonitor
        base::Duration announce_every{0};         ///< of app::Voice
        bool wordless = false;                    ///< of the same
        std::string readiness_at = {};            ///< "07:30": when each day begins with a look at it; empty: it does not
        base::Duration dark_after{0};             ///< without anybody the idle screen goes dark; zero: never
        /// That the screens speak.
        std::shared_ptr<const ui::Languages> languages{std::shared_ptr<void>(), &ui::reviewed_languages()};
        /// ui::layout(), or who remembers what it said.
        std::function<ui::Scene(const ui::ViewModel&, const ui::MeasuredPanel&, const ui::Languages&)> layout =
            ui::layout;
    };
    /// Sees each step that was taken, after its screen is up.
    using Watcher = std::function<void(const flow::Visit& before, const flow::Event&, const flow::Step&)>;

    /// All references must outlive the kiosk.
    Kiosk(Devices devices, Lanes& lanes, Mailbox& mailbox, ui::Display& display, Options options);

    /// Shows the first screen and begins to look after the devices.
    void start();
    /// The screen that start() will show, for whoever wants to show it before the devices are there.
    static ui::Scene first_screen(const Options& options, const ui::Display& display, base::Date today);
    void handle(const flow::Event& event);
    void handle(const ui::Input& input);
    /// What the fingers did on one screen. Once a touch has changed it, the rest was aimed at what is no longer there
    /// and is dropped: a double tap never answers a question that nobody has seen.
    void handle(const std::vector<ui::Input>& inputs);
    /// Does what is due at the clock's time: a time-out, a look at camera and journal.
    void tick();
    /// When tick() wants to be called next.
    [[nodiscard]] base::MonoTime next_tick() const;

    /// The kiosk ends: wipes what is secret, and asks for the records of calls that were held back. Nothing is handled
    /// afterwards.
    void end();

    void watch(Watcher watcher) { watchers_.push_back(std::move(watcher)); }
    [[nodiscard]] const flow::Visit& visit() const { return visit_; }
    /// The screen of the present step. One where the kiosk works is on the panel only once it has lasted a moment
    /// (ui::ShortWaits).
    [[nodiscard]] const ui::Scene& scene() const { return scene_; }
    [[nodiscard]] const EffectRunner& runner() const { return runner_; }
    [[nodiscard]] int pin_digits() const { return pin_.count(); }
    /// nullptr: the screens cannot be spoken.
    [[nodiscard]] const Voice* voice() const { return voice_ ? &*voice_ : nullptr; }

private:
    bool hold_back(const flow::Step& step, std::vector<domain::AuditRecord>& records);
    void tell(const StaffCall& call);
    void tell_held_calls();
    void set_timer(domain::Ticket ticket, flow::SetTimer timer);
    void turn_page(int page);
    void give_time();
    void obey(const Voice::Answer& answer);
    [[nodiscard]] bool too_early(const flow::Tap& tap) const;
    void look_after_page();
    void time_is_over();
    void look_after_devices();
    void record_device_news();
    void tell_desk_news();
    void look_after_clock();
    void look_at_premises();
    void look_at_readiness();
    void show(bool at_once = false);
    void look_after_caption();
    void show_spoken();
    void put_up(ui::Scene scene);
    void tell_undrawn();
    void see_somebody();
    void look_after_light();
    void shine();
    void touch_target(const ui::SpotTouched& spot);
    void tell_of_panel(bool lost);

    Devices devices_;
    ui::Display& display_;
    Mailbox& mailbox_;
    Options options_;
    TypedDigits pin_;
    EffectRunner runner_;
    CameraWatch camera_;
    ServiceMonitor service_;
    const std::vector<flow::ShownWords> shown_;
    flow::Visit visit_;
    ui::Scene scene_;
    int page_ = 0;  ///< of the screen, as it was turned to
    ui::ShortWaits waits_;
    std::string caption_;  ///< on the panel
    std::optional<Voice> voice_;
    std::set<std::string> undrawn_;  ///< letters that the desk has heard of in this visit
    std::uint32_t undrawn_in_ = 0;   ///< that visit
    std::optional<base::MonoTime> time_out_;
    domain::Ticket time_out_ticket_;
    bool overtime_ = false;  ///< what was waited for is happening just now, and gets a little longer
    base::MonoTime next_look_, next_look_at_results_;
    base::MonoTime next_premises_, next_request_, settled_;
    base::Date looked_on_;   ///< the day of the last look at the kiosk's readiness
    base::MonoTime seen_{};  ///< when somebody was there, or the kiosk was at work
    bool dark_ = false;
    int brightness_ = -1;  ///< that the panel has, per cent; none yet
    bool clock_right_ = true;
    CallLimit calls_of_visits_, calls_between_;  ///< apart: who plays with an idle kiosk delays no patient's call
    std::vector<Watcher> watchers_;
    ui::ViewModel laid_out_;                   ///< what the scene shows: most events change nothing of it
    std::optional<flow::Layout> laid_out_as_;  ///< nothing: there is no scene yet
};

/// One turn of the ring with real threads: waits for fingers, events or time, at most `limit`, and handles them.
/// Returns what is not for the kiosk: developer keys and the window's end.
std::vector<ui::Input> turn(Kiosk& kiosk, ui::Display& display, QueueMailbox& mailbox, const ports::Clock& clock,
                            base::Duration limit);

}  // namespace uketsuke::app
