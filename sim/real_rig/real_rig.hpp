// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <thread>

#include "drivers/mynumber/applications.hpp"
#include "drivers/mynumber/certificate_judge.hpp"
#include "drivers/pcsc/reader.hpp"
#include "drivers/surface/printed_surface_reader.hpp"
#include "firmware/app/card_monitor.hpp"
#include "firmware/app/system_clock.hpp"
#include "firmware/eligibility/client.hpp"
#include "firmware/eligibility/https_line.hpp"
#include "models/decoder/process_photo_decoder.hpp"
#include "models/face/pipeline.hpp"
#include "sim/camera/simulated_camera.hpp"
#include "sim/camera/surface_camera.hpp"
#include "sim/card/air_time.hpp"
#include "sim/card/terminal_signature.hpp"
#include "sim/eligibility/tls_service.hpp"
#include "sim/rig/clinic.hpp"
#include "sim/rig/held_card.hpp"
#include "sim/rig/paths.hpp"
#include "sim/rig/rig.hpp"
#include "sim/vpcd/private_pcscd.hpp"
#include "sim/vpcd/vpcd_card.hpp"
#include "ui/paint/headless.hpp"

namespace uketsuke::sim {

/// Everything that can be real is: pcscd, the PC/SC driver, TLS, threads, the face networks, the decoder program, the
/// digits read from a picture of the card, files. Simulated: the card behind the virtual reader, what the cameras see,
/// the service behind its real socket, the terminal authentication. One at a time in a process.
class RealRig : public Rig {
public:
    /// The two slots of the virtual reader, by the end of their PC/SC names.
    static constexpr std::string_view kCardReader = "00 00", kPhoneReader = "00 01";

    struct Options {
        base::WallTime start;
        Paths paths;
        flow::KioskFacts facts;
        std::filesystem::path folder;    ///< for results and journal
        bool air_time = false;           ///< the card takes as long as one on the air at 106 kbit/s
        int prompts = 2;                 ///< of a face attempt
        bool window = false;             ///< SDL window instead of memory
        std::vector<std::string> strip;  ///< lines beside the window
    };
    static base::Result<std::unique_ptr<RealRig>> create(Options options);
    ~RealRig() override;

    app::Kiosk& kiosk() override { return *kiosk_; }
    bool advance_until(const std::function<bool()>& done, base::Duration limit) override;
    [[nodiscard]] base::MonoTime now() const override { return clock_.mono(); }
    [[nodiscard]] base::WallTime wall() const override { return clock_.wall(); }
    [[nodiscard]] const Person* held() const override { return held_.card() ? &held_.person() : nullptr; }
    base::Result<void> hold(const Person& person) override;
    base::Result<void> insert(int slot) override;
    void remove(int slot) override;
    base::Result<void> set_clock(base::WallTime now) override;
    base::Result<void> look(std::string_view who) override;
    base::Result<void> fault(std::string_view device, std::string_view words) override;
    [[nodiscard]] int fired(std::string_view device) const override;
    [[nodiscard]] const MyNumberCard* card() const override { return held_.card().get(); }
    const ui::paint::Picture& picture() override;
    [[nodiscard]] std::filesystem::path results() const override { return clinic_->results(); }
    [[nodiscard]] std::filesystem::path journal() const override { return clinic_->journal(); }
    [[nodiscard]] std::filesystem::path desk() const override { return clinic_->desk(); }
    [[nodiscard]] std::string about() const override;

    /// Keys typed and windows closed since the last call, in a window.
    std::vector<ui::Input> take_developer_inputs() { return std::exchange(developer_inputs_, {}); }
    /// The window's side strip; without a window nothing happens.
    void set_strip(const std::vector<std::string>& lines);
    /// Modelled time on the air of the card that lies there or lay there last.
    [[nodiscard]] std::chrono::microseconds air_time() const;
    /// Commands that this card was sent, and the bytes in their frames and those of its answers.
    [[nodiscard]] int exchanges() const { return on_air_ ? on_air_->exchanges() : 0; }
    [[nodiscard]] std::size_t bytes_on_air() const { return on_air_ ? on_air_->bytes() : 0; }
    /// When that card was laid down, looked for by vpcd and sent its first command.
    [[nodiscard]] VpcdCard::Moments moments() const { return slot_->moments(); }
    [[nodiscard]] const Person& person() const { return held_.person(); }
    [[nodiscard]] drivers::mynumber::SurfaceRoots trusted_issuers() const { return held_.trusted_issuers(); }
    [[nodiscard]] FaultSwitch& service_faults() { return service_faults_; }
    [[nodiscard]] const ports::FrameTap& frames() const { return frames_; }

private:
    explicit RealRig(Options options);
    base::Result<void> build();
    base::Result<void> build_card_side();
    base::Result<void> build_service();
    base::Result<void> build_face();
    base::Result<void> build_display();
    app::Devices devices();
    base::Result<void> daemon_fault(std::string_view words, bool with_reader);
    base::Result<cv::Mat> printed_front();

    Options options_;
    app::SystemClock clock_;
    std::vector<Person> people_;
    ports::FrameTap frames_;
    HeldCard held_, phone_;
    std::optional<drivers::mynumber::CertificateJudge> certificates_;
    std::unique_ptr<PrivatePcscd> pcscd_;
    std::unique_ptr<VpcdCard> slot_, phone_slot_;
    std::shared_ptr<PacedCard> on_air_;
    drivers::pcsc::PcscReader reader_{{.reader_name = std::string(kCardReader),
                                       .longest_answer = 65536,  ///< vpcd passes extended APDUs on
                                       .probe = drivers::mynumber::is_served}};
    drivers::pcsc::PcscReader phone_reader_{
        {.reader_name = std::string(kPhoneReader), .slot = domain::kPhoneSlot, .probe = drivers::mynumber::is_served}};
    std::unique_ptr<SwitchedSignature> terminal_;
    FaultSwitch service_faults_;
    std::unique_ptr<Registry> registry_;
    std::unique_ptr<TlsService> service_;
    std::unique_ptr<ports::EligibilityClient> eligibility_;
    std::unique_ptr<SimulatedCamera> camera_;
    std::unique_ptr<SimulatedSurfaceCamera> surface_camera_;
    std::unique_ptr<drivers::surface::PrintedSurfaceReader> surface_;
    std::unique_ptr<SwitchedDecoder> decoder_;
    std::unique_ptr<models::face::FacePipeline> face_;
    std::unique_ptr<Clinic> clinic_;
    std::unique_ptr<ui::Display> display_;
    std::unique_ptr<ui::paint::HeadlessDisplay> album_;  ///< paints the pictures that are asked for
    std::vector<ui::Input> developer_inputs_;
    std::unique_ptr<app::QueueMailbox> mailbox_;
    std::unique_ptr<app::ThreadLanes> lanes_;
    std::unique_ptr<app::Kiosk> kiosk_;
    std::unique_ptr<app::CardMonitor> monitor_, phone_monitor_;
    std::jthread monitor_thread_, phone_monitor_thread_;
    bool wrong_digits_ = false;       ///< of the next card that is laid down
    bool wrong_digits_laid_ = false;  ///< of the one that lies there
};

}  // namespace uketsuke::sim
