// SPDX-License-Identifier: Apache-2.0
#include "simulated_camera.hpp"

#include <fstream>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

namespace uketsuke::sim {
namespace {

constexpr double kFramesPerSecond = 20;
constexpr int kMoments = 5;  ///< of a long exposure, laid over each other

/// Where the eyes are in a portrait, as its maker wrote it down beside it.
std::optional<Eyes> eyes_in(const std::filesystem::path& file) {
    std::ifstream in(file);
    Eyes eyes;
    if (in >> eyes.left.x >> eyes.left.y >> eyes.right.x >> eyes.right.y) return eyes;
    return std::nullopt;
}

/// Who stands there, with what hides the face, from where the lens is.
Sitter as_seen(const Sitter& alone, const Conditions& conditions) {
    return seen_from(dressed(alone, conditions.wearing), conditions.distance_cm);
}

double seconds_in(base::Duration time) { return static_cast<double>(time.count()) / 1000; }

/// What passes before an open shutter, in equal parts.
cv::Mat smeared(const std::function<cv::Mat(double seconds_ago)>& seen, double shutter) {
    if (shutter <= 0) return seen(0);
    cv::Mat sum = cv::Mat::zeros(kRoomHeight, kRoomWidth, CV_32FC3), out;
    for (int i = 0; i < kMoments; ++i) cv::accumulate(seen(shutter * i / kMoments), sum);
    sum.convertTo(out, CV_8U, 1.0 / kMoments);
    return out;
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
    const auto alone = portrait(view.who);
    if (!alone) return base::fail(alone.error());
    const auto first = as_seen(*alone, view.conditions);
    const auto second = portrait(view.second);
    if (!second) return base::fail(second.error());
    const auto other = portrait(view.other);
    if (!other) return base::fail(other.error());
    const std::scoped_lock lock(mutex_);
    const auto light = view.conditions.light;
    people_ = {in_light(prepared(spec_of(view.artefact), first, *other), light), in_light(*second, light),
               in_light(*other, light)};
    infrared_people_ = {prepared_for_infrared(view, first, *other), in_infrared(*second), in_infrared(*other)};
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
    const auto& first = pose.other ? people.other : people.first;
    const auto seen = [&](double seconds_ago) {
        const auto then = since_start - base::Duration(static_cast<base::Duration::rep>(1000 * seconds_ago));
        return compose_room(view, first, people.second, then, pose);
    };
    return sent(exposed(smeared(seen, view.conditions.shutter_ms / 1000), view.conditions, seconds_in(since_start)),
                view.conditions.coding);
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
