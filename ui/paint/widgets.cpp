// SPDX-License-Identifier: Apache-2.0
#include "widgets.hpp"

#include <cairo.h>

#include <algorithm>
#include <cmath>

#include "icons.hpp"
#include "patterns.hpp"

namespace uketsuke::ui::paint {
namespace {

constexpr double kPi = 3.14159265358979323846;
constexpr double kPadding = 2.5;       ///< mm between a box and its text
constexpr double kIconGap = 2.4;       ///< mm between an icon and its text
constexpr double kPillHeight = 13;     ///< mm
constexpr double kRailIcon = 5.4;      ///< mm
constexpr double kChoiceIcon = 24;     ///< mm
constexpr double kLargeChoiceIcon = 38;  ///< mm; so large where a choice is twice as high
constexpr double kLying = 105;         ///< mm; a choice so wide has its picture beside the words
constexpr double kTickBox = 10;        ///< mm, the square that is ticked, and the room around it
constexpr double kTickNarrow = 75;     ///< mm; in a line that is not wider both are smaller
constexpr double kBelowDarkIcon = 0.55;  ///< of the height of a camera without a picture: for its words
constexpr double kItemIcon = 8;          ///< mm; in a high item up to twice as much
constexpr double kSteps = 5;           ///< mm, the bars under the text of a stepper

void source(cairo_t* c, Colour colour, double alpha = 1) {
    cairo_set_source_rgba(c, colour.red(), colour.green(), colour.blue(), alpha);
}

/// The oval a face belongs into, as a path.
void oval(cairo_t* c, const Rect& view, double opened) {
    constexpr double kOpens = 0.06;
    const double height = view.h * (1 + kOpens * opened);
    cairo_save(c);
    cairo_translate(c, view.x + view.w / 2, view.y + view.h * 0.43);
    cairo_scale(c, height * 0.28, height * 0.37);
    cairo_new_sub_path(c);
    cairo_arc(c, 0, 0, 1, 0, 2 * kPi);
    cairo_close_path(c);
    cairo_restore(c);
}

/// Of a line that is ticked, left of its words.
double tick_room(const Node& node) { return node.rect.w <= kTickNarrow ? 11.5 : kPadding + kTickBox + 4; }

double detail_em(const Node& node) { return node.detail_em > 0 ? node.detail_em : node.em; }

/// The node in a place so wide, for measuring.
Node with_room(Node node, double width) {
    node.rect = {0, 0, width, 0};
    return node;
}

}  // namespace

Rect Widgets::to_px(const Rect& mm) const {
    return {std::round(px(mm.x)), std::round(px(mm.y)), std::round(px(mm.w)), std::round(px(mm.h))};
}

TextStyle Widgets::style_of(const Node& node) const {
    const bool tight = node.role != Role::text;
    return {px(node.em), node.bold, tight ? 1.3 : 1.4, &text_.language(node.language)};
}

TextStyle Widgets::hint_style(const Node& camera) const {
    return {px(camera.em), true, 1.3, &text_.language(camera.language)};
}

/// Of a word of the rail, px.
double Widgets::texts_height(const Node& node) const {
    return text_.set(node.text, style_of(node), to_px(node.rect).w - px(1)).height;
}

Rect Widgets::icon_box(const Node& node) const {
    const auto box = to_px(node.rect);
    if (node.role == Role::choice) return choice_in(node, box).icon;
    if (node.role == Role::item) {
        const double side = std::round(px(item_icon(node)));
        return {std::round(box.x + (box.w - side) / 2), std::round(box.y + px(1.6)), side, side};
    }
    if (node.role == Role::rail) {
        const double side = node.icon == Icon::none ? 0 : std::round(px(kRailIcon));
        const double height = side + texts_height(node);
        return {std::round(box.x + (box.w - side) / 2), std::round(box.y + (box.h - height) / 2), side, side};
    }
    const double side = std::round(px(node.em * 1.15));
    return {0, std::round(box.y + (box.h - side) / 2), side, side};
}

/// What the words of a high item leave, mm.
double Widgets::item_icon(const Node& node) const {
    const double words = text_.set(node.text, style_of(node), to_px(node.rect).w - px(2)).height / scale_;
    return std::clamp(node.rect.h - words - 4, kItemIcon, 2 * kItemIcon);
}

/// Of a camera without a picture yet; its words stand below.
Rect Widgets::dark_icon_of(const Node& camera) const {
    const auto view = to_px(camera.rect);
    const double side = std::min(px(20), view.h / 4);
    return {view.x + (view.w - side) / 2, view.y + view.h * 0.2, side, side};
}

/// As high as its words need, which have it to themselves.
Rect Widgets::pill_of(const Node& camera) const {
    const auto view = to_px(camera.rect);
    const double margin = std::round(px(3));
    const auto words = text_.set(camera.text, hint_style(camera), view.w - 2 * margin - px(8));
    const double height = std::round(std::max(px(kPillHeight), words.height + px(0.4)));
    return {view.x + margin, view.bottom() - margin - height, view.w - 2 * margin, height};
}

/// Picture, words and second line, together in the middle of the box: under each other, or in a wide box the words
/// right of the picture.
Widgets::Choice Widgets::choice_in(const Node& node, const Rect& box) const {
    const bool lying = box.w >= px(kLying);
    const bool pictured = node.icon != Icon::none;
    const double side =
        pictured ? std::round(std::clamp(lying ? box.h / 2 : 0.0, px(kChoiceIcon), px(kLargeChoiceIcon))) : 0;
    const double taken = lying && pictured ? side + px(8) : 0;
    Rect column{box.x + px(kPadding) + taken, box.y, box.w - px(2 * kPadding) - taken, 0};
    const auto align = lying ? Align::left : Align::centre;
    Choice choice{.text = place(node.text, style_of(node), column, align, Valign::top),
                  .detail = place(node.detail, {px(detail_em(node)), false, 1.3, style_of(node).language}, column,
                                  align, Valign::top)};
    const double second = node.detail.empty() ? 0 : px(0.8) + choice.detail.block.height;
    const double words = choice.text.block.height + second;
    const double above = lying || !pictured ? 0 : side + px(2);
    choice.height = lying ? std::max(side, words) : above + words;
    const double top = std::max(box.y + px(1), box.y + (box.h - choice.height) / 2);
    const double end = box.bottom() - px(1);
    choice.icon = {std::round(lying ? box.x + px(kPadding + 3) : box.x + (box.w - side) / 2),
                   std::round(lying ? box.y + (box.h - side) / 2 : top), side, side};
    column.y = lying ? box.y + (box.h - words) / 2 : top + above;
    for (auto* text : {&choice.text, &choice.detail}) {
        column.h = std::min(text->block.height, end - column.y);
        text->box = column;
        column.y += column.h + px(0.8);
    }
    return choice;
}

std::vector<PlacedText> Widgets::tick_texts(const Node& node) const {
    const auto box = to_px(node.rect);
    const double x = box.x + px(tick_room(node));
    const Rect whole{x, box.y + px(0.5), box.right() - px(kPadding) - x, box.h - px(1)};
    if (node.detail.empty()) return {place(node.text, style_of(node), whole, Align::left)};
    const Rect upper{x, whole.y, whole.w, box.h / 2 - px(0.5)};
    const Rect lower{x, upper.bottom(), upper.w, upper.h};
    auto strong = style_of(node);
    strong.bold = true;
    strong.language = &kNames;
    return {place(node.text, style_of(node), upper, Align::left), place(node.detail, strong, lower, Align::left)};
}

PlacedText Widgets::button_text(const Node& node) const {
    const auto box = to_px(node.rect);
    const double taken = node.icon == Icon::none ? 0 : icon_box(node).w + px(kIconGap);
    const Rect room{box.x + px(kPadding) + taken, box.y, box.w - px(2 * kPadding) - taken, box.h};
    auto text = place(node.text, style_of(node), room, Align::left);
    text.box.x += std::max(0.0, std::floor((room.w - text.block.width) / 2));  // icon and text are centred together
    return text;
}

std::vector<PlacedText> Widgets::camera_texts(const Node& node) const {
    const auto box = to_px(node.rect);
    const auto pill = pill_of(node), dark = dark_icon_of(node);
    const auto* language = &text_.language(node.language);
    return {place(node.text, hint_style(node), {pill.x + px(4), pill.y, pill.w - px(8), pill.h}),
            place(node.detail, {px(node.em), false, 1.4, language},
                  {box.x, dark.bottom() + px(1), box.w, box.bottom() - dark.bottom() - px(2)})};
}

std::vector<PlacedText> Widgets::texts_of(const Node& node) const {
    if (node.text.empty()) return {};
    const auto style = style_of(node);
    const auto box = to_px(node.rect);
    switch (node.role) {
        case Role::choice: {
            auto choice = choice_in(node, box);
            if (node.detail.empty()) return {std::move(choice.text)};
            return {std::move(choice.text), std::move(choice.detail)};
        }
        case Role::button: return {button_text(node)};
        case Role::rail: {
            const auto icon = icon_box(node);
            return {place(node.text, style, {box.x + px(0.5), icon.bottom(), box.w - px(1), texts_height(node)})};
        }
        case Role::pin_dots: return {};  // digit by digit, where dots would stand
        case Role::tick: return tick_texts(node);
        case Role::camera_view: return camera_texts(node);
        case Role::item:
            return {place(
                node.text, style,
                {box.x + px(1), box.y + px(item_icon(node) + 1.6), box.w - px(2), box.h - px(item_icon(node) + 2.4)})};
        case Role::mark: return {place(node.text, style, {box.x + px(2), box.y, box.w - px(4), box.h})};
        case Role::stepper:
            return {place(std::to_string(node.value) + "/" + std::to_string(node.total) + "  " + node.text, style,
                          {box.x, box.y, box.w, box.h - px(kSteps)}, Align::left)};
        default: return {place(node.text, style, box, node.align, node.valign)};
    }
}

/// A block and what is around it, in whole pixels of width: what was measured is broken the same way when it is drawn.
Size Widgets::room_of(const TextBlock& block, double more_w, double more_h) const {
    return {(std::ceil(block.width) + 1) / scale_ + more_w, std::ceil(block.height) / scale_ + more_h};
}

Size Widgets::measured(const Node& node, double width) const {
    const auto set = [&](double less) { return text_.set(node.text, style_of(node), px(width - less)); };
    switch (node.role) {
        case Role::button: {
            const double around = 2 * kPadding + (node.icon == Icon::none ? 0 : icon_box(node).w / scale_ + kIconGap);
            return room_of(set(around), around, 2);
        }
        case Role::rail: return room_of(set(1), 1, node.icon == Icon::none ? 0.6 : kRailIcon + 0.6);
        case Role::choice: {
            const auto choice = choice_in(node, {0, 0, px(width), 0});
            const double words = std::max(choice.text.block.width, choice.detail.block.width);
            const double icon = width >= kLying && node.icon != Icon::none ? kChoiceIcon + 8 : 0;
            return {std::ceil(words + 1) / scale_ + 2 * kPadding + icon, choice.height / scale_ + 6};
        }
        case Role::tick: {
            const auto placed = with_room(node, width);
            const double around = kPadding + tick_room(placed);
            const auto lines = tick_texts(placed);
            const auto upper = room_of(lines.front().block, around, 0.5), lower = room_of(lines.back().block, around, 0.5);
            if (lines.size() == 1) return {upper.w, upper.h + 1};
            return {std::max(upper.w, lower.w), 2 * std::max(upper.h, lower.h)};
        }
        case Role::camera_view: {
            const auto texts = camera_texts(with_room(node, width));
            const auto hint = room_of(texts.front().block, 14, 7), dark = room_of(texts.back().block);
            return {std::max(hint.w, dark.w), std::max(hint.h, (dark.h + 3.5) / kBelowDarkIcon)};
        }
        case Role::item: return room_of(set(2), 2, kItemIcon + 2.4);
        case Role::mark: return room_of(set(4), 4, 1);
        case Role::stepper: return room_of(texts_of(with_room(node, width)).front().block, 0, kSteps);
        case Role::key: return room_of(set(2), 2, 1);
        default: return room_of(set(0));
    }
}

Size Widgets::of(const Node& node, double width) const {
    if (node.text.empty()) return {};
    constexpr double kWidest = 2000;  // mm
    width = std::clamp(width, 0.0, kWidest);
    const auto key = key_of(node.text, node.detail, node.detail_em, static_cast<int>(node.role), node.em, node.bold,
                            node.icon == Icon::none, node.value, node.total, width, node.language);
    return known_.get(key, [&] { return measured(node, width); });
}

std::vector<Undrawn> Widgets::undrawn(const Node& node) const {
    if (node.language == kNames.code) return text_.undrawn(node.text);
    return node.role == Role::tick ? text_.undrawn(node.detail) : std::vector<Undrawn>{};
}

void Widgets::draw_box(cairo_t* c, const Node& node, Colour fill, Colour edge, double stroke_mm) const {
    const auto box = to_px(node.rect);
    const double stroke = std::max(1.0, std::round(px(stroke_mm)));
    rounded(c, box.grown(-stroke / 2), px(kRadiusMm));
    source(c, fill);
    cairo_fill_preserve(c);
    source(c, edge);
    cairo_set_line_width(c, stroke);
    cairo_stroke(c);
}

void Widgets::draw_texts(cairo_t* c, const Node& node, Colour colour) const {
    for (const auto& text : texts_of(node)) text_.draw(c, text.block, text.box, text.align, text.valign, colour);
}

void Widgets::draw_button(cairo_t* c, const Node& node, const Palette& p, bool pressed) const {
    const bool neutral = node.style == Style::neutral, filled = node.style == Style::primary;
    const auto fill = pressed ? p.pressed : filled ? p.action : p.sheet;
    const auto edge = pressed ? p.pressed : neutral ? p.outline : p.action;
    const auto colour = pressed ? p.on_pressed : filled ? p.on_action : neutral || node.theme ? p.text : p.action;
    draw_box(c, node, fill, edge, neutral ? kNeutralStrokeMm : kActionStrokeMm);
    draw_texts(c, node, colour);
    if (node.icon == Icon::none) return;
    auto icon = icon_box(node);
    if (node.role == Role::button) icon.x = texts_of(node).front().box.x - px(kIconGap) - icon.w;
    draw_icon(c, node.icon, icon, colour);
}

void Widgets::draw_tick(cairo_t* c, const Node& node, const Palette& p, bool pressed) const {
    const bool ticked = node.value != 0;
    draw_box(c, node, pressed ? p.under_finger : p.sheet, ticked || pressed ? p.action : p.outline,
             ticked ? 0.7 : kNeutralStrokeMm);
    draw_texts(c, node, p.text);
    const auto box = to_px(node.rect);
    const bool narrow = node.rect.w <= kTickNarrow;
    const double side = std::round(px(narrow ? 0.75 * kTickBox : kTickBox));
    const Rect square{std::round(box.x + px(narrow ? 2 : kPadding + 1)), std::round(box.y + (box.h - side) / 2), side, side};
    rounded(c, square, px(1));
    source(c, ticked ? p.action : p.sheet);
    cairo_fill_preserve(c);
    source(c, ticked ? p.action : p.outline);
    cairo_set_line_width(c, std::round(px(0.5)));
    cairo_stroke(c);
    if (ticked) draw_icon(c, Icon::check, square.grown(-px(1)), p.on_action, 13);
}

void Widgets::draw_dots(cairo_t* c, const Node& node, const Palette& p) const {
    const auto row = to_px(node.rect);
    const double gap = px(3.5);
    const double width = (row.w - gap * (node.total - 1)) / node.total;
    for (int i = 0; i < node.total; ++i) {
        const Rect box{std::round(row.x + i * (width + gap)), row.y, std::round(width), row.h};
        const bool next = i == node.value;
        const double stroke = std::round(px(next ? 0.7 : kNeutralStrokeMm));
        rounded(c, box.grown(-stroke / 2), px(kRadiusMm));
        source(c, p.sheet);
        cairo_fill_preserve(c);
        source(c, next ? p.action : p.outline);
        cairo_set_line_width(c, stroke);
        cairo_stroke(c);
        if (i >= node.value) continue;
        const auto digit = static_cast<std::size_t>(i);
        if (digit < node.text.size()) {
            const auto text = place(node.text.substr(digit, 1), style_of(node), box);
            text_.draw(c, text.block, text.box, text.align, text.valign, p.text);
            continue;
        }
        source(c, p.text);
        cairo_arc(c, box.x + box.w / 2, box.y + box.h / 2, px(2.8), 0, 2 * kPi);
        cairo_fill(c);
    }
}

void Widgets::draw_steps(cairo_t* c, const Node& node, const Palette& p) const {
    draw_texts(c, node, p.text);
    const auto box = to_px(node.rect);
    const double gap = std::round(px(1.2));
    const double height = std::round(px(2));
    const double width = (box.w - gap * (node.total - 1)) / node.total;
    for (int i = 0; i < node.total; ++i) {
        rounded(c, {box.x + i * (width + gap), box.bottom() - height - px(1), width, height}, height / 2);
        source(c, i < node.value ? p.action : p.track);
        cairo_fill(c);
    }
}

void Widgets::draw_dark_camera(cairo_t* c, const Node& node, const Palette& p) const {
    draw_box(c, node, kNoCamera, p.edged ? p.outline : kNoCamera, kNeutralStrokeMm);
    draw_icon(c, Icon::camera, dark_icon_of(node), kCameraInk);
    const auto text = texts_of(node).back();
    text_.draw(c, text.block, text.box, text.align, text.valign, kCameraInk);
}

/// A bar reaches from one side of the panel to the other; another sheet has round corners.
void Widgets::draw_sheet(cairo_t* c, const Node& node, const Palette& p) const {
    const auto box = to_px(node.rect);
    const auto colours = colours_of(node.tone, p);
    const double stroke = std::round(px(node.tone == Tone::neutral ? kNeutralStrokeMm : 1));
    const bool bar = node.rect.x <= 0;
    source(c, colours.pale);
    if (bar)
        cairo_rectangle(c, box.x, box.y, box.w + 1, box.h);
    else
        rounded(c, p.edged ? box.grown(-stroke / 2) : box, px(3));
    cairo_fill_preserve(c);
    source(c, node.tone == Tone::neutral ? p.track : colours.ink);
    cairo_set_line_width(c, stroke);
    if (p.edged && bar) {
        cairo_new_path(c);
        cairo_move_to(c, box.x, box.bottom() - stroke / 2);
        cairo_line_to(c, box.right() + 1, box.bottom() - stroke / 2);
    }
    if (p.edged) cairo_stroke(c);
    cairo_new_path(c);
}

void Widgets::draw(cairo_t* c, const Node& node, const Palette& palette) const {
    const auto& p = node.theme ? palette_of(*node.theme) : palette;
    switch (node.role) {
        case Role::sheet: draw_sheet(c, node, p); break;
        case Role::button:
        case Role::rail:
        case Role::choice: draw_button(c, node, p, false); break;
        case Role::key:
            draw_box(c, node, p.sheet, p.outline, kNeutralStrokeMm);
            draw_texts(c, node, p.text);
            break;
        case Role::pin_dots: draw_dots(c, node, p); break;
        case Role::camera_view: draw_dark_camera(c, node, p); break;
        case Role::icon: draw_picture(c, node.icon, node.tone, to_px(node.rect), p, node.value); break;
        case Role::tick: draw_tick(c, node, p, false); break;
        case Role::pattern: draw_pattern(c, static_cast<Pattern>(node.value), to_px(node.rect), p); break;
        case Role::progress:
        case Role::countdown: break;
        case Role::stepper: draw_steps(c, node, p); break;
        case Role::mark: {
            // No outline where the ground tells it apart: it must not look like a button.
            const auto colours = colours_of(node.tone, p);
            draw_box(c, node, colours.pale, p.edged ? colours.ink : colours.pale, kNeutralStrokeMm);
            draw_texts(c, node, colours.ink);
            break;
        }
        case Role::item:
            draw_box(c, node, p.sheet, p.edged ? p.track : p.sheet, kNeutralStrokeMm);
            draw_texts(c, node, p.text);
            draw_icon(c, node.icon, icon_box(node), p.action);
            break;
        case Role::heading:
        case Role::text: draw_texts(c, node, p.text); break;
    }
}

void Widgets::draw_pressed(cairo_t* c, const Node& node, const Palette& palette) const {
    const auto& p = node.theme ? palette_of(*node.theme) : palette;
    if (node.role == Role::button || node.role == Role::rail || node.role == Role::choice) draw_button(c, node, p, true);
    if (node.role == Role::tick) draw_tick(c, node, p, true);
}

void Widgets::draw_focus(cairo_t* c, const Node& node, const Palette& p) const {
    const auto box = to_px(node.rect);
    double from = 0;
    for (const auto& [width, colour] : {std::pair{kFocusGapMm, p.focus_gap}, std::pair{kFocusMm, p.focus}}) {
        const double stroke = std::max(1.0, std::round(px(width)));
        rounded(c, box.grown(from + stroke / 2), px(kRadiusMm) + from);
        source(c, colour);
        cairo_set_line_width(c, stroke);
        cairo_stroke(c);
        from += stroke;
    }
}

void Widgets::draw_over_camera(cairo_t* c, const Node& node, const Palette& p, double opened) const {
    const auto view = to_px(node.rect);
    cairo_set_fill_rule(c, CAIRO_FILL_RULE_EVEN_ODD);
    cairo_rectangle(c, view.x, view.y, view.w, view.h);
    oval(c, view, opened);
    source(c, kCameraShade, kAroundOval);
    cairo_fill(c);
    oval(c, view, opened);
    source(c, kCameraInk);
    cairo_set_line_width(c, px(node.value ? 1.2 : 0.8));
    const double dash = px(2.5);
    if (!node.value) cairo_set_dash(c, &dash, 1, 0);
    cairo_stroke(c);
    cairo_set_dash(c, nullptr, 0, 0);
    const auto pill = pill_of(node);
    rounded(c, pill, std::min(pill.h / 2, px(kPillHeight / 2)));
    source(c, kCameraShade, kPillShade);
    cairo_fill(c);
    const auto hint = texts_of(node).front();
    text_.draw(c, hint.block, hint.box, hint.align, hint.valign, kCameraInk);
    cairo_rectangle(c, view.x, view.y, view.w, view.h);
    rounded(c, view, px(kRadiusMm));
    source(c, p.canvas);
    cairo_fill(c);
}

void Widgets::draw_moved(cairo_t* c, const Node& node, const Palette& p, const Pose& pose) const {
    draw_picture(c, node.icon, node.tone, to_px(node.rect), p, node.value, pose);
}

void Widgets::draw_progress(cairo_t* c, const Node& node, const Palette& p, int turn) const {
    const auto box = to_px(node.rect);
    const double width = box.w * 0.11;
    const double radius = (box.w - width) / 2 - 1;  // no smooth edge may leave the box
    const double start = -kPi / 2 + turn * kPi / 12;
    cairo_set_line_width(c, width);
    cairo_set_line_cap(c, CAIRO_LINE_CAP_ROUND);
    cairo_arc(c, box.x + box.w / 2, box.y + box.h / 2, radius, 0, 2 * kPi);
    source(c, p.track);
    cairo_stroke(c);
    cairo_arc(c, box.x + box.w / 2, box.y + box.h / 2, radius, start, start + kPi / 2);
    source(c, p.action);
    cairo_stroke(c);
}

void Widgets::draw_countdown(cairo_t* c, const Node& node, const Palette& p, base::Duration shown) const {
    const auto box = to_px(node.rect);
    const double total = node.total * 1000.0;
    const double left = std::clamp(total - static_cast<double>(shown.count()), 0.0, total);
    const double width = box.w * 0.1;
    const double radius = (box.w - width) / 2 - 1;
    cairo_set_line_width(c, width);
    cairo_set_line_cap(c, CAIRO_LINE_CAP_BUTT);
    cairo_arc(c, box.x + box.w / 2, box.y + box.h / 2, radius, 0, 2 * kPi);
    source(c, p.track);
    cairo_stroke(c);
    cairo_arc(c, box.x + box.w / 2, box.y + box.h / 2, radius, -kPi / 2, -kPi / 2 + 2 * kPi * left / total);
    source(c, p.action);
    cairo_stroke(c);
    const auto seconds =
        place(std::to_string(static_cast<int>(std::ceil(left / 1000))), {box.h * 0.36, true, 1.0}, box);
    text_.draw(c, seconds.block, seconds.box, seconds.align, seconds.valign, p.text);
}

}  // namespace uketsuke::ui::paint
