// SPDX-License-Identifier: Apache-2.0
#include "face_guide.hpp"

#include <cmath>
#include <utility>

namespace uketsuke::ui::voice {
namespace {

using domain::FaceAdvice;
using domain::FacePlace;

/// Eyes that do not open and glasses that stay on have another way, and nobody is asked for them again and again.
bool about_eyes(std::string_view words) { return words == "advice.open_eyes" || words == "advice.uncover_face"; }

/// Who sees nothing is told of no arrow and not to look for light.
std::string key_of(FaceAdvice advice) {
    switch (advice) {
        case FaceAdvice::prompt_turn_left: return "hear.prompt_turn_left";
        case FaceAdvice::prompt_turn_right: return "hear.prompt_turn_right";
        case FaceAdvice::too_dark:
        case FaceAdvice::too_bright:
        case FaceAdvice::uneven_light: return "hear.light";
        default: return "advice." + std::string(domain::name_of(advice));
    }
}

/// What the place tells better, as soon as it is another one.
bool about_place(FaceAdvice advice) {
    return advice == FaceAdvice::no_face || advice == FaceAdvice::come_closer || advice == FaceAdvice::move_back ||
           advice == FaceAdvice::move_to_middle;
}

}  // namespace

std::string way_words(const FacePlace& place) {
    const auto tone = tone_of(place);
    if (tone.turn) return tone.place > 0 ? "hear.turn_right" : "hear.turn_left";
    const bool side = tone.place != 0, height = tone.hertz != FaceTone{}.hertz;
    if (side && (!height || std::abs(place.x) >= std::abs(place.y))) return place.x > 0 ? "hear.right" : "hear.left";
    if (height) return place.y > 0 ? "hear.up" : "hear.down";
    if (tone.beats == 0) return "";
    return place.depth > 0 ? "advice.come_closer" : "advice.move_back";
}

/// Whether there is another advice than before.
bool FaceGuide::note(std::optional<FaceAdvice> advice) {
    if (advice == advice_) return false;
    if (advice && domain::is_prompt(*advice))
        asks_ = Asks::movement;
    else
        asks_ = asks_ == Asks::movement && advice == FaceAdvice::turn_to_camera ? Asks::ahead : Asks::nothing;
    advice_ = advice;
    return true;
}

std::optional<FacePlace> FaceGuide::followed(const std::optional<FacePlace>& place, base::MonoTime now) {
    if (place) last_ = place;
    const bool beside = last_ && (std::abs(last_->x) > 1 || std::abs(last_->y) > 1);
    return place || (beside && now - last_->taken < kLost) ? last_ : std::nullopt;
}

std::optional<Earcon> FaceGuide::sound(bool changed, bool well, base::MonoTime now) {
    const bool newly = well && !well_ && (!well_told_ || now - *well_told_ >= kAgain);
    well_ = well;
    if (changed && asks_ == Asks::ahead) return Earcon::movement_seen;
    if (!newly || asks_ != Asks::nothing) return {};
    well_told_ = now;
    return Earcon::face_in_place;
}

std::string FaceGuide::words_for(const std::optional<FacePlace>& place) const {
    if (asks_ == Asks::ahead) return "hear.seen";
    const auto own = advice_ ? key_of(*advice_) : "";
    if (asks_ == Asks::movement || advice_ == FaceAdvice::several_faces) return own;
    if (!place) return "hear.no_face";
    if (auto way = way_words(*place); !way.empty()) return way;
    if (about_eyes(own) && eyes_ % 2 == 1) return "hear.other_way";
    return advice_ && about_place(*advice_) ? "advice.good" : own;
}

bool FaceGuide::due(bool speaking, base::MonoTime now) const {
    if (words_.empty() || speaking || now - words_since_ < kHold) return false;
    return said_.empty() || now - said_at_ >= (words_ == said_ ? kAgain : kEach);
}

FaceGuide::Told FaceGuide::hear(std::optional<FaceAdvice> advice, std::optional<FacePlace> place, bool speaking,
                                base::MonoTime now) {
    Told told;
    const bool changed = note(advice);
    place = followed(place, now);
    if (asks_ != Asks::movement && advice != FaceAdvice::several_faces) told.tone = place ? tone_of(*place) : kNotSeen;
    told.earcon = sound(changed, place && tone_of(*place).beats == 0, now);
    if (auto words = words_for(place); words != words_) words_ = std::move(words), words_since_ = now;
    told.at_once = changed && asks_ != Asks::nothing;
    if (!told.at_once && !due(speaking, now)) return told;
    if (about_eyes(words_) || words_ == "hear.other_way") ++eyes_;
    said_at_ = now;
    told.words = said_ = words_;
    return told;
}

}  // namespace uketsuke::ui::voice
