// SPDX-License-Identifier: Apache-2.0
#include "headless.hpp"

#include <utility>

namespace uketsuke::ui::paint {

base::Result<std::unique_ptr<HeadlessDisplay>> HeadlessDisplay::create(const Panel& panel, const ports::FrameTap& tap,
                                                                       std::span<const LanguageRow> languages) {
    auto painter = Painter::create(panel, languages);
    if (!painter) return base::fail(painter.error());
    return std::unique_ptr<HeadlessDisplay>(new HeadlessDisplay(panel, std::move(*painter), tap));
}

void HeadlessDisplay::show(const Scene& scene) {
    scene_ = scene;
    if (!Painter::shows_camera(scene_)) painter_.wipe_camera();
}

std::vector<Input> HeadlessDisplay::wait(base::Duration limit) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, limit, [&] { return woken_ || !inputs_.empty(); });
    woken_ = false;
    const auto inputs = std::exchange(inputs_, {});
    return {inputs.begin(), inputs.end()};
}

void HeadlessDisplay::wake() {
    {
        const std::scoped_lock lock(mutex_);
        woken_ = true;
    }
    changed_.notify_one();
}

void HeadlessDisplay::inject(Input input) {
    {
        const std::scoped_lock lock(mutex_);
        inputs_.push_back(input);
    }
    changed_.notify_one();
}

const Picture& HeadlessDisplay::picture() {
    if (dark_) {
        return black_ = Picture(panel_.width_px, panel_.height_px, 0xFF000000);
    }
    const auto frame = tap_.latest();
    return painter_.paint(scene_, {.camera = frame.get()});
}

}  // namespace uketsuke::ui::paint
