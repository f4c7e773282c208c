// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "drivers/camera/v4l2_camera.hpp"
#include "drivers/sdl/sdl_display.hpp"
#include "firmware/product/product.hpp"
#include "sim/camera/card_front_camera.hpp"
#include "sim/camera/simulated_camera.hpp"
#include "sim/camera/unhurried_time.hpp"
#include "sim/card/air_time.hpp"
#include "sim/eligibility/tls_service.hpp"
#include "sim/rig/held_card.hpp"
#include "sim/rig/own_devices.hpp"
#include "sim/rig/rig.hpp"
#include "sim/rig/simulated_settings.hpp"
#include "sim/rig/switches.hpp"
#include "sim/vpcd/private_pcscd.hpp"
#include "sim/vpcd/vpcd_card.hpp"
#include "ui/paint/headless.hpp"
#include "watched_display.hpp"

namespace uketsuke::sim {

/// The product with other parts: it is product::Product that is played, wired as in main.cpp from its settings and
/// files. Everything that can be real is: pcscd, the PC/SC driver, TLS, threads, the face networks, the decoder
/// program, the digits read from a picture of the card, files. Simulated: the card behind the virtual reader, what the
/// cameras see, the service behind its real socket, the terminal authentication. Its time is UnhurriedTime, so that no
/// visit ends otherwise because the machine is busy. One at a time in a process.
///
/// A camera or a card reader of one's own may stand in (OwnDevices): then nobody is shown to the camera by words, no
/// card is laid down by words, and what a simulated one would count cannot be broken. Such a camera keeps its own time.
class RealRig : public Rig {
public:
    struct Options {
        base::WallTime start;
        Paths paths;
        config::Config settings = simulated_settings();
        std::filesystem::path folder;    ///< for results and journal
        std::string service_url;         ///< of a simulated service that runs elsewhere; empty: one of its own
        bool air_time = false;           ///< the card takes as long as one on the air at 106 kbit/s
        bool window = false;             ///< SDL window instead of memory
        std::vector<std::string> strip;  ///< lines beside the window
        WatchedDisplay::Watch touched;   ///< hears of every finger on the window before the kiosk does
        OwnDevices own = {};             ///< in place of the simulated ones
        /// What an own camera is asked with: the kernel, or a test.
        const drivers::camera::SystemCalls& camera_calls = drivers::camera::system_calls();
    };
    static base::Result<std::unique_ptr<RealRig>> create(Options options);
    ~RealRig() override;

    app::Kiosk& kiosk() override { return product_->kiosk(); }
    bool advance_until(const std::function<bool()>& done, base::Duration limit) override;
    [[nodiscard]] base::MonoTime now() const override { return clock_.mono(); }
    [[nodiscard]] base::WallTime wall() const override { return clock_.wall(); }
    [[nodiscard]] const Person* held() const override { return held_.card() ? &held_.person() : nullptr; }
    base::Result<void> hold(const Person& person) override;
    using Rig::insert;
    base::Result<void> insert(int slot, Lay how) override;
    void remove(int slot) override;
    base::Result<void> show(const ShownCode& code) override;
    void lift() override;
    base::Result<void> set_clock(base::WallTime now) override;
    base::Result<void> set_validity(domain::Validity validity) override;
    base::Result<void> look(std::string_view words) override;
    [[nodiscard]] const MyNumberCard* card() const override { return held_.card().get(); }
    const ui::paint::Picture& picture() override;
    [[nodiscard]] std::filesystem::path results() const override { return settings_.results_folder; }
    [[nodiscard]] std::filesystem::path journal() const override { return settings_.audit_journal; }
    [[nodiscard]] std::filesystem::path desk() const override { return settings_.staff_calls_file; }
    [[nodiscard]] std::string about() const override;

    /// Keys typed and windows closed since the last call, in a window.
    std::vector<ui::Input> take_developer_inputs() { return std::exchange(developer_inputs_, {}); }
    /// Modelled time on the air of the card that lies there or lay there last.
    [[nodiscard]] std::chrono::microseconds air_time() const;
    /// Commands that this card was sent, and the bytes in their frames and those of its answers.
    [[nodiscard]] int exchanges() const { return on_air_ ? on_air_->exchanges() : 0; }
    [[nodiscard]] std::size_t bytes_on_air() const { return on_air_ ? on_air_->bytes() : 0; }
    /// When that card was laid down, looked for by vpcd and sent its first command.
    [[nodiscard]] VpcdCard::Moments moments() const { return slot_ ? slot_->moments() : VpcdCard::Moments{}; }
    [[nodiscard]] const Person& person() const { return held_.person(); }
    [[nodiscard]] drivers::mynumber::FaceRecordRoots trusted_issuers() const { return held_.trusted_issuers(); }
    [[nodiscard]] FaultSwitch& service_faults() { return service_faults_; }
    [[nodiscard]] const ports::FrameTap& frames() const { return product_->frames(); }

private:
    explicit RealRig(Options options);
    base::Result<void> build();
    base::Result<void> build_card_side();
    base::Result<void> build_service();
    base::Result<void> build_product();
    base::Result<product::Parts> parts();
    void build_cameras(product::Parts& parts);
    base::Result<std::unique_ptr<ui::Display>> build_display(const ui::Panel& panel, const ports::FrameTap& frames);
    void add_faults();
    void add_sensor_faults(std::string_view device, Sensor& (SimulatedCamera::*sensor)());
    void add_daemon_faults();
    base::Result<void> card_front_fault(std::string_view words);
    base::Result<void> service_fault(std::string_view words);
    base::Result<void> daemon_fault(std::string_view words, bool with_reader);
    base::Result<cv::Mat> printed(Lay how);
    base::Result<cv::Mat> printed_front();
    [[nodiscard]] base::Result<View> view_of(std::string_view who) const;

    const Options options_;
    config::Config settings_;
    Switches switches_;
    UnhurriedTime clock_;
    std::vector<Person> people_;
    HeldCard held_, phone_;
    std::unique_ptr<PrivatePcscd> pcscd_;
    std::unique_ptr<VpcdCard> slot_, phone_slot_;
    std::shared_ptr<PacedCard> on_air_;
    FaultSwitch service_faults_;
    std::unique_ptr<Registry> registry_;
    std::unique_ptr<TlsService> service_;
    std::unique_ptr<product::Product> product_;
    // Parts of the product, which owns them.
    SimulatedCamera* camera_ = nullptr;
    SimulatedCardFrontCamera* card_front_camera_ = nullptr;
    drivers::sdl::SdlDisplay* window_ = nullptr;  ///< where there is one

    std::unique_ptr<ui::paint::HeadlessDisplay> album_;  ///< paints the pictures that are asked for
    std::vector<ui::Input> developer_inputs_;
    bool wrong_digits_ = false;       ///< of the next card that is laid down
    bool wrong_digits_laid_ = false;  ///< of the one that lies there
};

}  // namespace uketsuke::sim
