// SPDX-License-Identifier: Apache-2.0
// Scenes to pixels. All that stays is painted once a scene; the camera picture, the ring and a pressed button are laid
// over it. The same scene gives the same pixels in every run and on every display.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "firmware/base/time.hpp"
#include "firmware/domain/image.hpp"
#include "widgets.hpp"

namespace uketsuke::ui::paint {

/// What moves on a screen.
struct Live {
    const domain::Frame* camera = nullptr;  ///< only during the call
    std::string pressed;                    ///< id of the node under the finger
    int turn = 0;                           ///< of a progress ring
    base::Duration shown{};                 ///< for how long the screen is up: of a countdown, and of what moves
};

/// How a node's text came out, for the lint.
struct TextReport {
    std::string id;
    bool fits = true;
    int lines = 0;
    int unknown_glyphs = 0;
    double capital_mm = 0;
    double overlap_px = 0;  ///< by how much the ink of a line reaches into that of the next one
};

/// Thread-bound.
class Painter {
public:
    /// Errors: file_unreadable when a font is missing.
    static base::Result<Painter> create(const Panel& panel, std::span<const LanguageRow> languages = kLanguages);

    /// The result stays as it is until the next call.
    const Picture& paint(const Scene& scene, const Live& live = {});
    /// Overwrites what the last camera picture left in memory; the next paint() of a scene without a camera does so
    /// too.
    void wipe_camera();
    /// The part of the last picture that differs from the one before it; the whole after a new scene.
    [[nodiscard]] PixelRect changed() const { return changed_; }
    [[nodiscard]] const Panel& panel() const { return panel_; }
    [[nodiscard]] const Measure& measure() const { return widgets_; }
    /// The scene has a ring that should turn.
    [[nodiscard]] static bool turns(const Scene& scene);
    /// The scene has seconds that should run down.
    [[nodiscard]] static bool counts(const Scene& scene);
    [[nodiscard]] static bool shows_camera(const Scene& scene);
    /// Nothing in it moves: so the settings have it, or its theme.
    [[nodiscard]] static bool is_still(const Scene& scene);
    /// How long the picture stays as it is, where something moves in it; nothing: nothing does.
    [[nodiscard]] static std::optional<base::Duration> stays(const Scene& scene, base::Duration shown);

    [[nodiscard]] std::vector<TextReport> check(const Scene& scene) const;
    /// A column of plain lines beside a screen, for the developer.
    [[nodiscard]] Picture strip(const std::vector<std::string>& lines, int width, int height) const;

private:
    Painter(const Panel& panel, TextEngine text);
    void repaint(const Scene& scene);
    void lay_over(const Live& live);
    void move(const Node& node, const PixelRect& box, const Pose& pose);
    void cover_camera(const Node& node, double opened);
    void show_camera(const Node& node, const PixelRect& box, const Live& live);
    void restore(const PixelRect& part);
    void restore_all();

    Panel panel_;
    Widgets widgets_;
    std::optional<Scene> scene_;
    std::string pressed_;
    Picture still_;         ///< the scene at rest
    Picture ground_;        ///< what lies behind the picture in which something moves
    Pose pose_;             ///< of that, as it was painted last
    Picture camera_cover_;  ///< premultiplied, of the camera view's size
    double opened_ = 0;     ///< of the oval in it
    Picture picture_;
    PixelRect changed_;
};

}  // namespace uketsuke::ui::paint
