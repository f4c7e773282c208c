// SPDX-License-Identifier: Apache-2.0
#include "simulated_camera.hpp"

#include <fstream>
#include <opencv2/imgcodecs.hpp>

namespace uketsuke::sim {
namespace {

constexpr double kFramesPerSecond = 20;

/// Where the eyes are in a portrait, as its maker wrote it down beside it.
std::optional<Eyes> eyes_in(const std::filesystem::path& file) {
    std::ifstream in(file);
    Eyes eyes;
    if (in >> eyes.left.x >> eyes.left.y >> eyes.right.x >> eyes.right.y) return eyes;
    return std::nullopt;
}

class InfraredCamera : public ports::Camera {
public:
    InfraredCamera(Sensor& sensor, Sensor::Picture picture) : sensor_(sensor), picture_(std::move(picture)) {}
    base::Result<void> probe() override { return sensor_.probe(); }
    base::Result<std::unique_ptr<ports::Capture>> open() override { return sensor_.open(picture_); }

private:
    Sensor& sensor_;
    const Sensor::Picture picture_;
};

}  // namespace

SimulatedCamera::SimulatedCamera(const ports::Clock& clock, PassTime pass, std::filesystem::path portraits,
                                 std::uint64_t noise_seed)
    : clock_(clock),
      portraits_(std::move(portraits)),
      sensor_(clock, pass, kFramesPerSecond, noise_seed),
      infrared_sensor_(clock, pass, kFramesPerSecond, noise_seed + 1) {}

base::Result<Sitter> SimulatedCamera::portrait(const std::string& key) {
    if (key.empty()) return Sitter();
    if (key == "figure") return Sitter(drawn_figure(), kFigureEyes);
    const auto file = portraits_ / (key + ".png");
    cv::Mat picture;
    if (std::filesystem::exists(file)) picture = cv::imread(file.string(), cv::IMREAD_COLOR);
    if (picture.empty()) return base::fail(base::ErrorCode::file_unreadable, "no portrait " + file.string());
    return Sitter(picture, eyes_in(portraits_ / (key + ".eyes")));
}

base::Result<void> SimulatedCamera::show(View view) {
    const auto first = portrait(view.who);
    if (!first) return base::fail(first.error());
    const auto second = portrait(view.second);
    if (!second) return base::fail(second.error());
    const auto other = portrait(view.other);
    if (!other) return base::fail(other.error());
    const std::scoped_lock lock(mutex_);
    people_ = {prepared(spec_of(view.artefact), *first, *other), *second, *other};
    infrared_people_ = {prepared_for_infrared(view, *first, *other), in_infrared(*second), in_infrared(*other)};
    actor_ = Actor(view.manner);
    actor_.hear(heard_, clock_.mono());
    view_ = std::move(view);
    return {};
}

void SimulatedCamera::hear(std::optional<domain::FaceAdvice> advice) {
    const std::scoped_lock lock(mutex_);
    heard_ = advice;
    actor_.hear(advice, clock_.mono());
}

View SimulatedCamera::view() const {
    const std::scoped_lock lock(mutex_);
    return view_;
}

cv::Mat SimulatedCamera::picture(base::Duration since_start) {
    std::unique_lock lock(mutex_);
    const auto view = view_;
    const auto pose = actor_.at(clock_.mono());
    const auto people = people_;
    lock.unlock();
    return compose_room(view, pose.other ? people.other : people.first, people.second, since_start, pose);
}

cv::Mat SimulatedCamera::infrared_picture(base::Duration since_start) {
    std::unique_lock lock(mutex_);
    const auto view = view_;
    const auto pose = actor_.at(clock_.mono());
    const auto people = infrared_people_;
    lock.unlock();
    return compose_infrared(view, pose.other ? people.other : people.first, people.second, since_start, pose);
}

std::unique_ptr<ports::Camera> SimulatedCamera::infrared() {
    return std::make_unique<InfraredCamera>(infrared_sensor_,
                                            [this](base::Duration since) { return infrared_picture(since); });
}

base::Result<std::unique_ptr<ports::Capture>> SimulatedCamera::open() {
    return sensor_.open([this](base::Duration since_start) { return picture(since_start); });
}

}  // namespace uketsuke::sim
