// SPDX-License-Identifier: Apache-2.0
// How each role looks. All measures that come in are millimetres; all that go to the canvas are pixels.
#pragma once

#include <vector>

#include "firmware/base/time.hpp"
#include "keyed.hpp"
#include "motion.hpp"
#include "text.hpp"
#include "ui/scene/measure.hpp"

namespace uketsuke::ui::paint {

/// A text of a node where it will stand.
struct PlacedText {
    TextBlock block;
    Rect box;  ///< px; the room it has
    Align align = Align::left;
    Valign valign = Valign::top;
    /// It stays inside its room (a pixel of rounding aside).
    [[nodiscard]] bool fits() const { return block.width <= box.w + 1 && block.height <= box.h + 1; }
};

class Widgets : public Measure {
public:
    Widgets(TextEngine text, double px_per_mm) : text_(std::move(text)), scale_(px_per_mm) {}

    [[nodiscard]] Size of(const Node& node, double width) const override;
    [[nodiscard]] std::vector<Undrawn> undrawn(const Node& node) const override;

    /// Whole pixels, so that edges are sharp.
    [[nodiscard]] Rect to_px(const Rect& mm) const;
    /// The texts of a node, placed: what is drawn and what the lint measures are the same.
    [[nodiscard]] std::vector<PlacedText> texts_of(const Node& node) const;

    // In the colours of a palette, or of the node's own theme where it has one:
    /// Draws a node in its rest state; a camera view without its picture, rings not at all.
    void draw(_cairo* canvas, const Node& node, const Palette& palette) const;
    /// Draws a touchable node under a finger. PIN keys look the same under a finger as at rest.
    void draw_pressed(_cairo* canvas, const Node& node, const Palette& palette) const;
    /// The rings around a node that a key would touch.
    void draw_focus(_cairo* canvas, const Node& node, const Palette& palette) const;
    /// What lies over a live camera picture: shade, oval (`opened`: motion.hpp), hint, round corners.
    void draw_over_camera(_cairo* canvas, const Node& node, const Palette& palette, double opened) const;
    /// The picture of a node in which something moves.
    void draw_moved(_cairo* canvas, const Node& node, const Palette& palette, const Pose& pose) const;
    /// A quarter ring, `turn` twenty-fourths of a turn ahead.
    void draw_progress(_cairo* canvas, const Node& node, const Palette& palette, int turn) const;
    /// The seconds that are left after `shown`, in a ring that empties.
    void draw_countdown(_cairo* canvas, const Node& node, const Palette& palette, base::Duration shown) const;

    [[nodiscard]] const TextEngine& text() const { return text_; }

private:
    [[nodiscard]] double px(double mm) const { return mm * scale_; }
    [[nodiscard]] Size measured(const Node& node, double width) const;
    [[nodiscard]] Size room_of(const TextBlock& block, double more_w = 0, double more_h = 0) const;
    [[nodiscard]] TextStyle style_of(const Node& node) const;
    [[nodiscard]] TextStyle hint_style(const Node& camera) const;
    [[nodiscard]] double texts_height(const Node& node) const;
    [[nodiscard]] Rect icon_box(const Node& node) const;
    [[nodiscard]] double item_icon(const Node& node) const;
    [[nodiscard]] Rect pill_of(const Node& camera) const;
    [[nodiscard]] Rect dark_icon_of(const Node& camera) const;
    [[nodiscard]] PlacedText place(std::string_view text, const TextStyle& style, const Rect& room,
                                   Align align = Align::centre, Valign valign = Valign::middle) const {
        // Rooms are whole pixels: one that came out narrower than what was measured breaks no line for that.
        return {text_.set(text, style, room.w + 0.5), room, align, valign};
    }
    struct Choice {
        Rect icon;
        PlacedText text, detail;
        double height = 0;  ///< of all, px
    };
    [[nodiscard]] Choice choice_in(const Node& node, const Rect& box) const;
    [[nodiscard]] std::vector<PlacedText> tick_texts(const Node& node) const;
    [[nodiscard]] PlacedText button_text(const Node& node) const;
    [[nodiscard]] std::vector<PlacedText> camera_texts(const Node& node) const;
    void draw_box(_cairo* canvas, const Node& node, Colour fill, Colour edge, double stroke_mm) const;
    void draw_texts(_cairo* canvas, const Node& node, Colour colour) const;
    void draw_sheet(_cairo* canvas, const Node& node, const Palette& palette) const;
    void draw_button(_cairo* canvas, const Node& node, const Palette& palette, bool pressed) const;
    void draw_tick(_cairo* canvas, const Node& node, const Palette& palette, bool pressed) const;
    void draw_dots(_cairo* canvas, const Node& node, const Palette& palette) const;
    void draw_steps(_cairo* canvas, const Node& node, const Palette& palette) const;
    void draw_dark_camera(_cairo* canvas, const Node& node, const Palette& palette) const;

    TextEngine text_;
    double scale_;
    mutable Keyed<Size> known_;
};

}  // namespace uketsuke::ui::paint
