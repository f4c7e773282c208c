// SPDX-License-Identifier: Apache-2.0
#include "gathered.hpp"

#include "firmware/base/log.hpp"

namespace uketsuke::models::face {
namespace {

constexpr double kSamePerson = 0.6;  ///< cosine between frames of one attempt
constexpr int kViews = 2;            ///< straight and mirrored

}  // namespace

void Gathered::add(const cv::Mat& picture, const Seen& seen, const challenge::Sight& sight) {
    auto& scratch = networks_.scratch;
    auto& good = frames_.emplace_back();
    good.sight = sight;
    good.sharpness = seen.quality.sharpness;
    good.presentation = {0, moire_score(picture, seen.face, scratch), frame_score(picture, seen.face, scratch)};
    good.views.draw(picture, seen.face, networks_.liveness.input_size(), scratch);
    good.upright.draw(networks_, picture, seen);
}

void Gathered::work(int views) {
    const auto unknown =
        std::find_if(frames_.rbegin(), frames_.rend(), [](const Good& good) { return good.face.empty(); });
    if (unknown != frames_.rend()) return embed(std::prev(unknown.base()));
    for (auto& good : frames_)
        for (; good.viewed < kViews && views > 0; --views) view(good);
}

void Gathered::embed(Frames::iterator good) {
    good->face = plain_template(networks_, good->upright);
    good->upright.forget();
    keep_one_person(good);
}

void Gathered::keep_one_person(Frames::iterator newly_known) {
    const auto other_known = [&](const Good& good) { return &good != &*newly_known && !good.face.empty(); };
    const auto newest = std::find_if(frames_.rbegin(), frames_.rend(), other_known);
    if (newest == frames_.rend() || newest->face.cosine(newly_known->face) >= kSamePerson) return;
    if (newly_known < std::prev(newest.base())) {
        frames_.erase(newly_known);
        return;
    }
    base::info("face", "another face came before the camera after {} frames: starting again", frames_.size() - 1);
    frames_.erase(frames_.begin(), newly_known);
}

void Gathered::view(Good& good) {
    const auto& picture = good.viewed == 0 ? good.views.straight : good.views.mirrored;
    good.presentation.live += live_score(networks_.liveness, picture) / kViews;
    if (++good.viewed == kViews) good.views.forget();
}

bool Gathered::known() const {
    const auto count =
        std::count_if(frames_.begin(), frames_.end(), [](const Good& good) { return !good.face.empty(); });
    return static_cast<std::size_t>(count) >= kBest && !frames_.back().face.empty();
}

bool Gathered::settled() const {
    return std::all_of(frames_.begin(), frames_.end(),
                       [](const Good& good) { return good.viewed == kViews && !good.face.empty(); });
}

Template Gathered::face() const {
    std::vector<const Good*> best;
    for (const auto& good : frames_)
        if (!good.face.empty()) best.push_back(&good);
    std::stable_sort(best.begin(), best.end(),
                     [](const Good* a, const Good* b) { return a->sharpness > b->sharpness; });
    std::vector<const Template*> templates;
    for (const auto* good : best) templates.push_back(&good->face);
    return Template::mean_of(std::span(templates).first(std::min(kBest, templates.size())));
}

template <class Value>
double Gathered::median(Value value) const {
    std::array<double, kWanted> values{};
    const auto end = std::transform(frames_.begin(), frames_.end(), values.begin(), value);
    const auto middle = values.begin() + (end - values.begin()) / 2;
    std::nth_element(values.begin(), middle, end);
    return *middle;
}

double Gathered::live() const {
    return median([&](const Good& good) { return combined(good.presentation, networks_.manifest.presentation); });
}

double Gathered::eyes() const {
    return median([](const Good& good) { return good.sight.eyes; });
}

std::optional<challenge::Sight> Gathered::neutral() const {
    std::array<challenge::Sight, kWanted> sights;
    std::transform(frames_.begin(), frames_.end(), sights.begin(), [](const Good& good) { return good.sight; });
    return challenge::neutral_of(sights);
}

}  // namespace uketsuke::models::face
