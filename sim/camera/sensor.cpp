// SPDX-License-Identifier: Apache-2.0
#include "sensor.hpp"

#include <algorithm>

namespace uketsuke::sim {

using base::ErrorCode;
using base::fail;

std::optional<CameraFault> camera_fault(std::string_view word) {
    constexpr std::string_view kNames[] = {"none",     "off",       "stuck",   "black", "frozen",
                                           "repeated", "backwards", "swapped", "torn"};
    const auto* named = std::find(std::begin(kNames), std::end(kNames), word);
    if (named != std::end(kNames)) return static_cast<CameraFault>(named - std::begin(kNames));
    return std::nullopt;
}

namespace {

domain::Image image_of(const cv::Mat& picture) {
    const cv::Mat whole = picture.isContinuous() ? picture : picture.clone();
    return {whole.cols, whole.rows, whole.channels(), {whole.datastart, whole.dataend}};
}

/// Noise that each pixel of each frame draws anew.
cv::Mat with_noise(const cv::Mat& picture, double grey_levels, cv::RNG& random) {
    if (grey_levels <= 0) return picture;
    cv::Mat noise(picture.size(), CV_16SC(picture.channels())), noisy;
    random.fill(noise, cv::RNG::NORMAL, 0, grey_levels);
    cv::add(picture, noise, noisy, cv::noArray(), CV_8U);
    return noisy;
}

/// Both of one size, and of an even height.
void tear(domain::Image& picture, const domain::Image& before) {
    const auto middle = static_cast<std::ptrdiff_t>(picture.pixels.size() / 2);
    std::copy(before.pixels.begin() + middle, before.pixels.end(), picture.pixels.begin() + middle);
}

}  // namespace

class SensorCapture : public ports::Capture {
public:
    SensorCapture(Sensor& sensor, Sensor::Picture picture)
        : sensor_(sensor), picture_(std::move(picture)), started_(sensor.clock_.mono()), due_(started_) {}

    base::Result<domain::Frame> next_frame(base::Duration limit) override {
        const auto fault = sensor_.fault();
        if (fault == CameraFault::off || fault == CameraFault::stuck || fault == CameraFault::black)
            sensor_.met_fault();
        if (fault == CameraFault::off) return fail(ErrorCode::camera_missing, "simulated: unplugged");
        if (fault == CameraFault::stuck || !wait_until_due(limit)) return stall(limit);
        const auto now = sensor_.clock_.mono();
        domain::Frame frame{image_of(expose(fault, now - started_)), now, ++sequence_};
        if (first_)
            spoil(frame, fault);
        else
            first_ = frame;
        last_ = frame;
        return frame;
    }
    [[nodiscard]] std::string identity() const override {
        if (sensor_.fault() != CameraFault::swapped) return "simulated camera";
        sensor_.met_fault();
        return "another simulated camera";
    }

private:
    /// False when the next frame comes only after the limit. A sensor that is late does not catch up: while time stands
    /// still for a slower stream (UnhurriedTime), two frames would have the same time.
    bool wait_until_due(base::Duration limit) {
        const auto now = sensor_.clock_.mono();
        if (due_ - now > limit) return false;
        if (due_ > now) sensor_.pass_(due_ - now);
        due_ = std::max(due_, sensor_.clock_.mono()) + sensor_.period();
        return true;
    }
    base::Unexpected<base::Error> stall(base::Duration limit) {
        sensor_.pass_(limit);
        return fail(ErrorCode::camera_stalled, "simulated: no frame");
    }
    cv::Mat expose(CameraFault fault, base::Duration since_start) {
        cv::Mat picture = picture_(since_start);
        if (fault == CameraFault::black) picture = cv::Mat::zeros(picture.size(), picture.type());
        const std::scoped_lock lock(sensor_.mutex_);
        return with_noise(picture, sensor_.noise_, sensor_.random_);
    }

    void spoil(domain::Frame& frame, CameraFault fault) const {
        switch (fault) {
            case CameraFault::frozen: frame.image = last_->image; break;
            case CameraFault::repeated: frame.image = first_->image; break;
            case CameraFault::backwards: frame.taken = last_->taken - base::Duration{1}; break;
            case CameraFault::torn: tear(frame.image, last_->image); break;
            default: return;
        }
        sensor_.met_fault();
    }

    Sensor& sensor_;
    Sensor::Picture picture_;
    base::MonoTime started_, due_;
    std::uint64_t sequence_ = 0;
    std::optional<domain::Frame> first_, last_;
};

namespace {
base::Duration period_of(double frames_per_second) {
    return base::Duration(static_cast<base::Duration::rep>(1000 / frames_per_second));
}
}  // namespace

Sensor::Sensor(const ports::Clock& clock, PassTime pass, double frames_per_second, std::uint64_t noise_seed)
    : clock_(clock), pass_(std::move(pass)), period_(period_of(frames_per_second)), random_(noise_seed) {}

void Sensor::set_fault(CameraFault fault) {
    const std::scoped_lock lock(mutex_);
    fault_ = fault;
    fault_met_ = false;
}

bool Sensor::fault_met() const {
    const std::scoped_lock lock(mutex_);
    return fault_met_;
}

void Sensor::set_noise(double grey_levels) {
    const std::scoped_lock lock(mutex_);
    noise_ = grey_levels;
}

void Sensor::set_rate(double frames_per_second) {
    const std::scoped_lock lock(mutex_);
    period_ = period_of(frames_per_second);
}

base::Duration Sensor::period() {
    const std::scoped_lock lock(mutex_);
    return period_;
}

CameraFault Sensor::fault() const {
    const std::scoped_lock lock(mutex_);
    return fault_;
}

void Sensor::met_fault() {
    const std::scoped_lock lock(mutex_);
    fault_met_ = true;
}

base::Result<void> Sensor::probe() {
    const std::scoped_lock lock(mutex_);
    if (fault_ != CameraFault::off) return {};
    fault_met_ = true;
    return fail(ErrorCode::camera_missing, "simulated: unplugged");
}

base::Result<std::unique_ptr<ports::Capture>> Sensor::open(Picture picture) {
    if (auto there = probe(); !there) return fail(there.error());
    return std::unique_ptr<ports::Capture>(std::make_unique<SensorCapture>(*this, std::move(picture)));
}

}  // namespace uketsuke::sim
