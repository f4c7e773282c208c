// SPDX-License-Identifier: Apache-2.0
// Under what conditions a simulated camera sees: the room's light, how far people stand, what they wear, how the camera
// exposes and sends. Assumed values: good for testing the machinery, no evidence about real rooms and cameras.
#pragma once

#include <opencv2/core.hpp>
#include <span>
#include <string_view>

#include "firmware/base/error.hpp"
#include "head.hpp"

namespace uketsuke::sim {

/// dim: a corridor in the evening, the camera's gain turned up. backlight: before a bright window. sun: low, from the
/// left, through a window.
enum class Light { room, dim, backlight, sun };
/// What the wire takes away: nothing, half of the colours (YUYV), what JPEG of quality 70 loses.
enum class Coding { exact, yuyv, jpeg };
enum class Wearing { nothing, face_mask, dark_glasses };

struct Conditions {
    Light light = Light::room;
    Coding coding = Coding::exact;
    Wearing wearing = Wearing::nothing;
    double distance_cm = 0;  ///< from face to lens, 25 to 200; 0 = the view's size counts, without perspective
    double shutter_ms = 0;   ///< how long each frame is exposed, to 200: what moves meanwhile is smeared
    bool drifts = false;     ///< the exposure goes up and down by a fifth within 6 s
    // Of the sensor, which is told separately (Sensor::set_rate, set_noise).
    int rate = 20;     ///< frames a second, 15 to 60
    double noise = 2;  ///< standard deviation in grey levels, 0 to 40; the gain in dim light raises it (noise_in)
};

struct Setting {
    std::string_view name, values, says;
};
/// What can be set, as `look` takes it and the reference page tells it.
std::span<const Setting> settings();
/// Sets one, written `name=value`. Errors: config_invalid, with what there is.
base::Result<void> set_condition(Conditions& conditions, std::string_view setting);

/// How tall a portrait is in the frame (View::size) at this distance: 0.95 at half a metre.
double size_at(double distance_cm);
/// The portrait as a lens sees it from so near, taken for one that was made from a metre: nose and middle of the face
/// larger than the sides.
Sitter seen_from(const Sitter& sitter, double distance_cm);
/// With what hides a part of the face. Without known eyes as it was.
Sitter dressed(const Sitter& sitter, Wearing wearing);
/// As dark as a person before a window is; as it was in other light.
Sitter in_light(const Sitter& sitter, Light light);

double noise_in(const Conditions& conditions);

/// The wall behind everybody in this light; empty = the room's own.
cv::Mat wall_in(Light light, cv::Size size);
/// A composed room as this light and exposure show it.
cv::Mat exposed(cv::Mat room, const Conditions& conditions, double seconds);
/// The same after the wire.
cv::Mat sent(const cv::Mat& picture, Coding coding);

}  // namespace uketsuke::sim
