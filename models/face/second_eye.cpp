// SPDX-License-Identifier: Apache-2.0
#include "second_eye.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace uketsuke::models::face {
namespace {

/// Of a box: within it there is skin and no background.
constexpr float kMiddle = 0.6F;

/// The grey below which a part of the middle's pixels lie.
class Greys {
public:
    Greys(const cv::Mat& picture, const cv::Rect2f& box) {
        const cv::Size2f size(box.width * kMiddle, box.height * kMiddle);
        const auto middle = centre_of(box);
        const cv::Rect place = cv::Rect(cv::Rect2f({middle.x - size.width / 2, middle.y - size.height / 2}, size)) &
                               cv::Rect({}, picture.size());
        for (int y = place.y; y < place.br().y; ++y)
            for (int x = place.x; x < place.br().x; ++x) ++counts_.at(picture.at<std::uint8_t>(y, x));
        all_ = place.area();
    }
    [[nodiscard]] double at(double part) const {
        double below = 0;
        for (std::size_t grey = 0; grey < counts_.size(); ++grey)
            if ((below += counts_.at(grey)) > part * all_) return static_cast<double>(grey);
        return 0;
    }

private:
    std::array<int, 256> counts_{};
    int all_ = 0;
};

double away(const cv::Rect2f& one, const cv::Rect2f& other) { return cv::norm(centre_of(one) - centre_of(other)); }

}  // namespace

InfraredSight judge(const InfraredMeasures& measured, const InfraredLimits& limits) {
    if (measured.light < limits.light) return InfraredSight::dark;
    if (!measured.face) return InfraredSight::flat;
    if (measured.away > limits.away || measured.size > limits.size) return InfraredSight::elsewhere;
    return measured.contrast < limits.contrast ? InfraredSight::flat : InfraredSight::seen;
}

InfraredMeasures measure(Networks& networks, const cv::Mat& infrared, cv::Rect2f box, cv::Size colour_size) {
    const float across = static_cast<float>(infrared.cols) / static_cast<float>(colour_size.width);
    const float down = static_cast<float>(infrared.rows) / static_cast<float>(colour_size.height);
    const cv::Rect2f here(box.x * across, box.y * down, box.width * across, box.height * down);
    InfraredMeasures measured{.light = Greys(infrared, here).at(0.5)};
    const auto& faces = detect(networks.detector, infrared, networks.scratch);
    if (faces.empty()) return measured;
    const auto& found = std::min_element(faces.begin(), faces.end(), [&](const Face& one, const Face& other) {
                            return away(one.box, here) < away(other.box, here);
                        })->box;
    const Greys greys(infrared, found);
    const double light = std::max(1.0, greys.at(0.95));
    measured.face = true;
    measured.away = away(found, here) / here.height;
    measured.size = std::max(found.height, here.height) / std::min(found.height, here.height);
    measured.contrast = (light - greys.at(0.05)) / light;
    return measured;
}

void SecondEye::look(Networks& networks, const domain::Frame& frame, const Face& face) {
    if (!frame.infrared) return;
    sights_.push_back(InfraredSight::not_paired);  // and stays so when the measuring fails: that is no evidence
    if (sights_.size() > kFrames) sights_.pop_front();
    if (frame.infrared->consistent() && frame.infrared->channels == 1)
        sights_.back() =
            judge(measure(networks, view_of(*frame.infrared), face.box, {frame.image.width, frame.image.height}));
}

std::size_t SecondEye::count(InfraredSight sight) const {
    return static_cast<std::size_t>(std::count(sights_.begin(), sights_.end(), sight));
}

std::string SecondEye::text() const {
    std::string text = "infrared:";
    for (const auto sight : base::kValuesOf<InfraredSight>)
        if (const auto times = count(sight); times > 0)
            text += fmt::format(" {} {}", base::enumerator_name(sight), times);
    return text;
}

}  // namespace uketsuke::models::face
