// SPDX-License-Identifier: Apache-2.0
#include "room.hpp"

#include <cmath>
#include <opencv2/imgproc.hpp>

namespace uketsuke::sim {
namespace {

constexpr double kFeather = 0.06;  ///< of the portrait's width, over which it fades into the wall

/// A wall, lighter at the top.
cv::Mat wall() {
    cv::Mat room(kRoomHeight, kRoomWidth, CV_8UC3);
    for (int y = 0; y < room.rows; ++y) room.row(y).setTo(cv::Scalar(205, 212, 216) * (1 - 0.25 * y / room.rows));
    return room;
}

cv::Mat dark_wall() { return {kRoomHeight, kRoomWidth, CV_8UC3, cv::Scalar(60, 55, 50)}; }

/// Opaque in the middle, fading at the left, right and upper edge; a body goes on below the frame.
cv::Mat fading_mask(cv::Size size) {
    const int edge = static_cast<int>(size.width * kFeather);
    cv::Mat mask = cv::Mat::zeros(size, CV_8UC1);
    cv::rectangle(mask, {edge, edge, size.width - 2 * edge, size.height - edge}, 255, cv::FILLED);
    cv::Mat soft;
    cv::blur(mask, soft, {2 * edge + 1, 2 * edge + 1}, {-1, -1}, cv::BORDER_REPLICATE);
    return soft;
}

/// People are never quite still: slow sums of sines with periods that do not meet.
Place sway(Place pose, double amount, double seconds) {
    pose.x += amount * (3.0 * std::sin(seconds * 1.3) + 1.2 * std::sin(seconds * 3.7));
    pose.y += amount * (1.5 * std::sin(seconds * 1.9) + 0.8 * std::sin(seconds * 4.3));
    pose.scale *= 1 + amount * 0.006 * std::sin(seconds * 0.9);
    pose.roll += amount * 0.6 * std::sin(seconds * 1.1);
    return pose;
}

/// Where the pixels of a picture come to lie in the room.
cv::Mat place_of(const cv::Mat& picture, const Place& pose) {
    const cv::Point2f middle(static_cast<float>(picture.cols) / 2, static_cast<float>(picture.rows) / 2);
    cv::Mat place = cv::getRotationMatrix2D(middle, -pose.roll, pose.scale);
    place.at<double>(0, 2) += pose.x - middle.x;
    place.at<double>(1, 2) += pose.y - middle.y;
    return place;
}

void put_person(cv::Mat& room, const cv::Mat& portrait, const Place& pose) {
    const cv::Mat place = place_of(portrait, pose);
    cv::Mat person, mask, weight, kept;
    cv::warpAffine(portrait, person, place, room.size(), cv::INTER_LINEAR, cv::BORDER_REPLICATE);
    cv::warpAffine(fading_mask(portrait.size()), mask, place, room.size());
    cv::cvtColor(mask, weight, cv::COLOR_GRAY2BGR);
    cv::multiply(person, weight, person, 1.0 / 255);
    cv::subtract(cv::Scalar::all(255), weight, kept);
    cv::multiply(room, kept, room, 1.0 / 255);
    room += person;
}

Place place_of_view(const View& view, const cv::Mat& portrait) {
    return {kRoomWidth * (0.5 + view.x), kRoomHeight * (0.5 + view.y), kRoomHeight * view.size / portrait.rows,
            view.roll};
}

}  // namespace

View held(Artefact artefact, std::string who) {
    View view;
    view.who = std::move(who);
    if (artefact == Artefact::none) return view;
    const auto& spec = spec_of(artefact);
    view.size = spec.size;
    view.y = spec.y;
    view.blur = spec.blur;
    view.roll = spec.roll;
    view.artefact = artefact;
    return view;
}

cv::Mat compose_before(cv::Mat room, const ArtefactSpec& spec, const View& view, const Sitter& first,
                       const Sitter& second, base::Duration since_start, const HeadPose& pose) {
    const double seconds = static_cast<double>(since_start.count()) / 1000;
    const bool is_person = spec.artefact == Artefact::none || spec.artefact == Artefact::mask;
    const bool both = !first.portrait.empty() && !second.portrait.empty();
    if (!second.portrait.empty()) {
        auto place = place_of_view(view, second.portrait);
        if (both) place.x += kRoomWidth * 0.25;
        put_person(room, second.portrait, sway(place, view.motion, seconds + 7));
    }
    if (!first.portrait.empty()) {
        auto place = place_of_view(view, first.portrait);
        if (both) place.x -= kRoomWidth * 0.25;
        place = sway(place, view.motion, seconds);
        if (is_person)
            put_person(room, moved_head(first, pose), place);
        else
            put_artefact(room, spec, first, place, pose);
    }
    return room;
}

cv::Mat compose_room(const View& view, const Sitter& first, const Sitter& second, base::Duration since_start,
                     const HeadPose& pose) {
    const auto& spec = spec_of(view.artefact);
    cv::Mat behind = wall_in(view.conditions.light, {kRoomWidth, kRoomHeight});
    if (behind.empty()) behind = spec.dark ? dark_wall() : wall();
    auto room = compose_before(behind, spec, view, first, second, since_start, pose);
    if (view.blur > 0) cv::GaussianBlur(room, room, {}, view.blur);
    if (view.light != 1) room.convertTo(room, -1, view.light);
    return room;
}

}  // namespace uketsuke::sim
