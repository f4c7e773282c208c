// SPDX-License-Identifier: Apache-2.0
#include "painter.hpp"

#include <cairo.h>

#include <algorithm>
#include <utility>

#include "preview.hpp"
#include "ui/scene/caption.hpp"

namespace uketsuke::ui::paint {
namespace {

PixelRect pixels_of(const Rect& rect) {
    return {static_cast<int>(rect.x), static_cast<int>(rect.y), static_cast<int>(rect.w), static_cast<int>(rect.h)};
}

const Node* first_of(const Scene& scene, Role role) {
    const auto found =
        std::find_if(scene.nodes.begin(), scene.nodes.end(), [&](const Node& n) { return n.role == role; });
    return found == scene.nodes.end() ? nullptr : &*found;
}

/// A ring that empties without moving.
base::Duration whole_seconds(base::Duration shown) { return std::chrono::floor<std::chrono::seconds>(shown); }

std::uint32_t opaque(Colour colour) { return 0xFF000000 | colour.rgb; }

/// Premultiplied `over` on an opaque pixel.
std::uint32_t blend(std::uint32_t under, std::uint32_t over) {
    const std::uint32_t keep = 255 - (over >> 24);
    const std::uint32_t red_blue = (under & 0xFF00FF) * keep + 0x800080;
    const std::uint32_t green = ((under >> 8) & 0xFF) * keep + 0x80;
    const std::uint32_t rb = ((red_blue + ((red_blue >> 8) & 0xFF00FF)) >> 8) & 0xFF00FF;
    const std::uint32_t g = ((green + (green >> 8)) >> 8) << 8;
    return 0xFF000000 | ((over & 0xFFFFFF) + rb + g);
}

/// A part of a picture, from the one or into the other.
Picture cut(const Picture& from, const PixelRect& part) {
    Picture result(part.w, part.h);
    for (int y = 0; y < part.h; ++y)
        std::copy_n(from.pixels.begin() + static_cast<std::ptrdiff_t>(part.y + y) * from.width + part.x, part.w,
                    result.pixels.begin() + static_cast<std::ptrdiff_t>(y) * part.w);
    return result;
}
void paste(Picture& into, const PixelRect& part, const Picture& what) {
    for (int y = 0; y < part.h; ++y)
        std::copy_n(what.pixels.begin() + static_cast<std::ptrdiff_t>(y) * part.w, part.w,
                    into.pixels.begin() + static_cast<std::ptrdiff_t>(part.y + y) * into.width + part.x);
}

void lay(Picture& under, const PixelRect& at, const Picture& cover) {
    for (int y = 0; y < at.h; ++y) {
        auto* out =
            under.pixels.data() + static_cast<std::size_t>(at.y + y) * static_cast<std::size_t>(under.width) + at.x;
        const auto* over = cover.pixels.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(cover.width);
        for (int x = 0; x < at.w; ++x) out[x] = blend(out[x], over[x]);
    }
}

}  // namespace

Painter::Painter(const Panel& panel, TextEngine text)
    : panel_(panel),
      widgets_(std::move(text), panel.px_per_mm()),
      picture_(panel.width_px, panel.height_px, opaque(palette_of(flow::Theme::standard).canvas)) {}

base::Result<Painter> Painter::create(const Panel& panel, std::span<const LanguageRow> languages) {
    auto text = TextEngine::create(languages);
    if (!text) return base::fail(text.error());
    return Painter(panel, std::move(*text));
}

bool Painter::turns(const Scene& scene) { return first_of(scene, Role::progress) != nullptr && !is_still(scene); }
bool Painter::counts(const Scene& scene) { return first_of(scene, Role::countdown) != nullptr; }
bool Painter::shows_camera(const Scene& scene) { return first_of(scene, Role::camera_view) != nullptr; }

bool Painter::is_still(const Scene& scene) { return scene.still || palette_of(scene.theme).still; }

void Painter::repaint(const Scene& scene) {
    const auto& palette = palette_of(scene.theme);
    still_ = Picture(panel_.width_px, panel_.height_px, opaque(palette.canvas));
    const auto canvas = canvas_on(still_);
    for (const auto& node : scene.nodes) {
        if (moves(node)) ground_ = cut(still_, pixels_of(widgets_.to_px(node.rect)));
        widgets_.draw(canvas.get(), node, palette);
    }
    if (const auto* node = scene.focus.empty() ? nullptr : scene.find(scene.focus))
        widgets_.draw_focus(canvas.get(), *node, palette);
    if (const auto caption = caption_of(scene, widgets_)) widgets_.draw(canvas.get(), *caption, palette);
    restore_all();
    scene_ = scene;
    if (const auto* camera = first_of(scene, Role::camera_view)) cover_camera(*camera, 0);
}

void Painter::cover_camera(const Node& node, double opened) {
    const auto view = widgets_.to_px(node.rect);
    camera_cover_ = Picture(static_cast<int>(view.w), static_cast<int>(view.h), 0);
    const auto cover = canvas_on(camera_cover_);
    cairo_translate(cover.get(), -view.x, -view.y);
    widgets_.draw_over_camera(cover.get(), node, palette_of(scene_->theme), opened);
    opened_ = opened;
}

/// A face that sits well needs no oval that moves.
void Painter::show_camera(const Node& node, const PixelRect& box, const Live& live) {
    if (!live.camera || !mirror_into(picture_, box, live.camera->image)) return restore(box);
    const double opened = is_still(*scene_) || node.value != 0 ? 0 : oval_at(live.shown);
    if (opened != opened_) cover_camera(node, opened);
    lay(picture_, box, camera_cover_);
}

void Painter::wipe_camera() {
    if (!scene_) return;
    for (const auto& node : scene_->nodes)
        if (node.role == Role::camera_view) restore(pixels_of(widgets_.to_px(node.rect)));
}

/// In place: a new buffer would leave the old pixels, with a face among them, in freed memory.
void Painter::restore_all() {
    changed_ = {0, 0, panel_.width_px, panel_.height_px};
    restore(changed_);
    pose_ = {};
}

void Painter::restore(const PixelRect& part) {
    for (int y = part.y; y < part.y + part.h; ++y) {
        const auto start = static_cast<std::ptrdiff_t>(y) * panel_.width_px + part.x;
        std::copy_n(still_.pixels.begin() + start, part.w, picture_.pixels.begin() + start);
    }
}

/// Painted only when it is another pose.
void Painter::move(const Node& node, const PixelRect& box, const Pose& pose) {
    if (std::exchange(pose_, pose) == pose) return;
    paste(picture_, box, ground_);
    const auto canvas = canvas_on(picture_);
    widgets_.draw_moved(canvas.get(), node, palette_of(scene_->theme), pose);
    if (changed_.w == 0) changed_ = box;
}

std::optional<base::Duration> Painter::stays(const Scene& scene, base::Duration shown) {
    const auto found = std::find_if(scene.nodes.begin(), scene.nodes.end(), moves);
    if (is_still(scene) || found == scene.nodes.end()) return std::nullopt;
    return paint::stays(found->icon, shown);
}

void Painter::lay_over(const Live& live) {
    const auto canvas = canvas_on(picture_);
    const auto& palette = palette_of(scene_->theme);
    for (const auto& node : scene_->nodes) {
        const auto box = pixels_of(widgets_.to_px(node.rect));
        if (node.role == Role::camera_view) {
            show_camera(node, box, live);
        } else if (node.role == Role::progress) {
            restore(box);
            widgets_.draw_progress(canvas.get(), node, palette, is_still(*scene_) ? 0 : live.turn);
        } else if (node.role == Role::countdown) {
            restore(box);
            widgets_.draw_countdown(canvas.get(), node, palette,
                                    is_still(*scene_) ? whole_seconds(live.shown) : live.shown);
        } else if (moves(node)) {
            move(node, box, is_still(*scene_) ? Pose{} : pose_at(node.icon, live.shown));
            continue;
        } else if (!live.pressed.empty() && node.id == live.pressed) {
            widgets_.draw_pressed(canvas.get(), node, palette);
        } else {
            continue;
        }
        if (changed_.w == 0) changed_ = box;
    }
}

const Picture& Painter::paint(const Scene& scene, const Live& live) {
    changed_ = {};
    if (!scene_ || !(*scene_ == scene)) {
        repaint(scene);
    } else if (pressed_ != live.pressed) {
        restore_all();
    }
    pressed_ = live.pressed;
    lay_over(live);
    return picture_;
}

std::vector<TextReport> Painter::check(const Scene& scene) const {
    std::vector<TextReport> reports;
    for (const auto& node : scene.nodes)
        for (const auto& text : widgets_.texts_of(node))
            reports.push_back({node.id, text.fits(), static_cast<int>(text.block.lines.size()),
                               text.block.unknown_glyphs,
                               text.block.style.em * kBizUdGothic.capital / panel_.px_per_mm(), text.block.overlap});
    return reports;
}

Picture Painter::strip(const std::vector<std::string>& lines, int width, int height) const {
    Picture picture(width, height, 0xFF20242E);
    const auto canvas = canvas_on(picture);
    const TextStyle style{3.4 * panel_.px_per_mm(), false, 1.45};
    const double margin = 3 * panel_.px_per_mm();
    double y = margin;
    for (const auto& line : lines) {
        const auto block = widgets_.text().set(line, style, width - 2 * margin);
        widgets_.text().draw(canvas.get(), block, {margin, y, width - 2 * margin, block.height}, Align::left,
                             Valign::top, {0xE8ECF4});
        y += line.empty() ? style.em * 0.7 : block.height;
    }
    return picture;
}

}  // namespace uketsuke::ui::paint
