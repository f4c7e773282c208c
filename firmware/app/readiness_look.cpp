// SPDX-License-Identifier: Apache-2.0
#include "readiness_look.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "firmware/base/log.hpp"
#include "firmware/readiness/look_at_machine.hpp"
#include "known_readiness.hpp"

namespace uketsuke::app {
namespace {

using base::ErrorCode;
using readiness::Level;
using readiness::Look;
using readiness::Part;
using readiness::Report;

/// Cameras adjust to the light in their first pictures, and an infrared one's lamp flashes.
constexpr int kPictures = 12;
constexpr base::Duration kPicture{1000};
constexpr const char* kInUse = "受付中のため見ていません";

/// The last of some pictures, one with what an infrared camera saw where there is any. Errors: the camera's.
base::Result<domain::Frame> settled_picture(ports::Camera& camera) {
    const auto capture = camera.open();
    if (!capture) return base::fail(capture.error());
    auto frame = (*capture)->next_frame(kPicture);
    for (int i = 1; i < kPictures && frame; ++i) {
        auto next = (*capture)->next_frame(kPicture);
        if (next && next->infrared && next->infrared->empty()) next->infrared = std::move(frame->infrared);
        frame = std::move(next);
    }
    return frame;
}

std::string size_of(const domain::Image& image) { return fmt::format("{}×{}", image.width, image.height); }

Look failed(const base::Error& error, Level level) {
    return {level, fmt::format("番号 {:03}", base::line_of(error.code).number)};
}

std::string minute_of(base::WallTime at) {
    auto text = base::to_iso8601(at).substr(0, 16);
    text.at(10) = ' ';
    return text;
}

/// The card, or who took it away, and not the reader.
bool of_the_card(ErrorCode failed) {
    return failed != ErrorCode::card_mute && failed != ErrorCode::card_not_readable &&
           failed != ErrorCode::card_garbled;
}

}  // namespace

void ReadinessLook::note_card(const std::optional<ErrorCode>& failed) {
    if (failed == ErrorCode::card_removed) return;  // nothing is known
    const std::scoped_lock lock(mutex_);
    last_card_ = LastCard{devices_.clock.wall(), failed};
}

void ReadinessLook::run(const flow::LookAtReadiness& known, Told told) {
    const auto then = [this](LaneName lane, auto report, auto job) {
        lanes_.run(lane, [report, job = std::move(job)] { job(*report); });
    };
    lanes_.run(LaneName::errands, [this, known, told = std::move(told), then] {
        const auto report = std::make_shared<Report>(devices_.look_at_readiness ? devices_.look_at_readiness()
                                                                                : Report{devices_.clock.wall(), {}});
        put_known(*report, known);
        look_at_card(*report);
        then(LaneName::face, report, [this, known, told, then, report](Report& face) {
            look_at_face_camera(face, known);
            then(LaneName::card, report, [this, told, then, report](Report& card) {
                look_at_card_camera(card);
                then(LaneName::printer, report, [this, told](Report& all) {
                    look_at_printer(all);
                    keep(all);
                    told(all);
                });
            });
        });
    });
}

/// One that is down is not opened: the report has its number.
void ReadinessLook::look_at_face_camera(Report& report, const flow::LookAtReadiness& known) const {
    if (known.down[static_cast<std::size_t>(flow::Device::camera)]) return;
    if (!face_.at_rest()) return report.put(Part::light, {Level::absent, kInUse});
    const auto frame = settled_picture(devices_.camera);
    devices_.camera.forget();
    if (!frame)
        return report.put(Part::camera, failed(frame.error(), known.camera_needed ? Level::wrong : Level::soon));
    report.put(Part::camera, {Level::ready, size_of(frame->image)});
    report.put(Part::light, readiness::look_at_light(frame->image.pixels));
    if (frame->infrared)
        report.put(Part::infrared, frame->infrared->empty() ? Look{Level::soon, "映りません"}
                                                            : Look{Level::ready, size_of(*frame->infrared)});
}

void ReadinessLook::look_at_card_camera(Report& report) const {
    if (devices_.card_front_camera == nullptr) return;
    if (!card_.at_rest()) return report.put(Part::card_camera, {Level::absent, kInUse});
    const auto frame = settled_picture(*devices_.card_front_camera);
    devices_.card_front_camera->forget();
    report.put(Part::card_camera,
               frame ? Look{Level::ready, size_of(frame->image)} : failed(frame.error(), Level::wrong));
}

void ReadinessLook::look_at_card(Report& report) const {
    const std::scoped_lock lock(mutex_);
    if (!last_card_) return report.put(Part::card, {Level::absent, "起動してから読んだカードはありません"});
    const auto time = minute_of(last_card_->at);
    if (!last_card_->failed || of_the_card(*last_card_->failed))
        return report.put(Part::card, {Level::ready, "最後に読んだのは " + time});
    const int number = base::line_of(*last_card_->failed).number;
    report.put(Part::card,
               {Level::soon, fmt::format("最後のカードは読めませんでした（番号 {:03}、{}）", number, time)});
}

/// On its own lane, behind what it prints.
void ReadinessLook::look_at_printer(Report& report) const {
    if (devices_.slip_printer == nullptr) return;
    const auto there = devices_.slip_printer->check();
    printer_found_(there);
    report.put(Part::printer, there ? Look{Level::ready, {}} : Look{Level::wrong, there.error().detail});
}

void ReadinessLook::keep(const Report& report) {
    if (!devices_.keep_readiness) return;
    lanes_.run(LaneName::files, [this, report] {
        if (const auto kept = devices_.keep_readiness(report); !kept)
            base::warn("kiosk", "keeping the readiness: {}", kept.error().detail);
    });
}

}  // namespace uketsuke::app
