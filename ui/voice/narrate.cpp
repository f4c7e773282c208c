// SPDX-License-Identifier: Apache-2.0
#include "narrate.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "guide.hpp"
#include "loudspeaker.hpp"

namespace uketsuke::ui::voice {
namespace {

bool is_step(const Node& node) { return node.role == Role::stepper || (node.role == Role::text && node.total > 0); }

/// Its text is read with the screen.
bool is_read(const Node& node) {
    const bool words = node.role == Role::heading || node.role == Role::text || node.role == Role::item ||
                       node.role == Role::camera_view;
    return words && !node.touchable() && !node.text.empty() && !is_step(node);
}

/// Digits that stand there, on all rows of dots.
struct Typed {
    int count = 0, of = 0;
    std::set<std::string> rows{};
};
Typed typed_in(const Scene& scene) {
    Typed typed;
    for (const auto& node : scene.nodes) {
        if (node.role != Role::pin_dots) continue;
        typed.count += std::max(node.value, 0);
        typed.of += node.total;
        typed.rows.insert(node.id);
    }
    return typed;
}

/// What happened to the digits; empty: nothing. Where only the row is shown that is typed now, the next one begins
/// after a digit.
std::string_view digits_news(const Typed& before, const Typed& now) {
    if (before.rows != now.rows) return "voice.digit_entered";
    if (before.count == now.count) return {};
    if (now.count == now.of) return "voice.digits_complete";
    if (now.count > before.count) return "voice.digit_entered";
    return now.count == 0 && before.count > 1 ? "voice.digits_cleared" : "voice.digit_erased";
}

/// Other buttons bear the same words.
bool has_twin(const Scene& scene, const Node& node) {
    return std::ranges::count_if(scene.nodes,
                                 [&](const Node& other) { return other.touchable() && other.text == node.text; }) > 1;
}

/// What tells it from its twins: the words that stand together before it, beyond what else has twins.
std::vector<const Node*> what_it_is_of(const Scene& scene, const Node& node) {
    std::vector<const Node*> words;
    auto at = scene.nodes.rend() - (&node - scene.nodes.data());
    while (at != scene.nodes.rend() && at->touchable() && has_twin(scene, *at)) ++at;
    if (at != scene.nodes.rend() && at->touchable()) return {&*at};
    for (; at != scene.nodes.rend() && is_read(*at) && at->role != Role::heading; ++at) words.push_back(&*at);
    std::ranges::reverse(words);
    return words;
}

/// From that part on the words are, whatever is said of how it stands.
bool is_for_everybody(const Utterance& utterance, std::size_t from) {
    return std::all_of(
        utterance.parts.begin() + static_cast<std::ptrdiff_t>(from), utterance.parts.end(),
        [](const Spoken& part) { return part.hearing == Hearing::anybody || part.key.starts_with("voice."); });
}

bool state_changed(const Node& before, const Node& now) {
    return before.chosen != now.chosen || before.value != now.value;
}

/// By a touch beside the focus. Of several the one that is chosen now, and not that which was.
bool was_chosen(const Node& before, const Node& now) {
    return state_changed(before, now) && (now.role == Role::tick || now.chosen.value_or(false));
}

}  // namespace

/// One utterance in the making.
class Narrator::Script {
public:
    Script(const Languages& languages, const Scene& scene) : scene_(scene), words_(languages.words(scene.language)) {}

    void say(std::string key, std::string_view marked, std::string language) {
        auto text = ui::plain(marked);
        if (text.empty()) return;
        const auto hearing = hearing_of(key, text, words_);
        out_.parts.push_back({std::move(key), std::move(text), std::move(language), hearing});
    }
    void sentence(const std::string& key, int n = 0, int of = 0) {
        say(key, fill(fill(words_.text(key), n), "{of}", std::to_string(of)), scene_.language);
    }
    void text(const Node& node) {
        if (!node.voice.empty()) return sentence(node.voice);
        say(node.key, node.text, language_of(node));
    }

    void title() {
        for (const auto& node : scene_.nodes)
            if (node.role == Role::heading) text(node);
        if (scene_.pages > 1) sentence("voice.page", scene_.page + 1, scene_.pages);
    }
    /// Without the hint in the camera's picture: who is before it is led (face_guide.hpp).
    void texts() {
        for (const auto& node : scene_.nodes)
            if (is_read(node) && node.role != Role::heading && node.role != Role::camera_view) text(node);
    }
    void camera() {
        for (const auto& node : scene_.nodes)
            if (node.role == Role::camera_view) text(node);
    }
    void step() {
        const auto found = std::ranges::find_if(scene_.nodes, is_step);
        if (found == scene_.nodes.end()) return;
        sentence("voice.step", found->value, found->total);
        if (!found->key.empty()) text(*found);
    }
    void marks() {
        for (const auto& node : scene_.nodes)
            if (node.role == Role::mark) text(node);
    }
    void seconds_left(base::Duration shown) {
        const auto past = static_cast<int>(std::chrono::floor<std::chrono::seconds>(shown).count());
        for (const auto& node : scene_.nodes)
            if (node.role == Role::countdown) sentence("voice.seconds", std::max(node.total - past, 0));
    }
    void typed() {
        if (const auto typed = typed_in(scene_); typed.of > 0) sentence("voice.typed", typed.count, typed.of);
    }

    /// Its words, and how it stands.
    void button(const Node& node) {
        if (has_twin(scene_, node))
            for (const auto* one : what_it_is_of(scene_, node)) text(*one);
        text(node);
        detail(node);
        state(node);
    }
    void state(const Node& node) {
        const bool tick = node.role == Role::tick;
        if (!tick && !node.chosen) return;
        sentence(tick           ? node.value == 1 ? "voice.chosen" : "voice.not_chosen"
                 : *node.chosen ? "voice.chosen"
                                : "voice.not_chosen");
        // What somebody answers is nobody else's; how the screen looks everybody sees.
        if (scene_.front.empty() && !out_.parts.empty()) out_.parts.back().hearing = Hearing::headphones;
    }
    void place(const Node& node) {
        auto all = stops(scene_);
        std::erase_if(all, [](const Node* one) { return one->bar; });
        const auto at = std::ranges::find(all, &node);
        if (at == all.end() || all.size() < 2) return;
        sentence("voice.place", static_cast<int>(at - all.begin()) + 1, static_cast<int>(all.size()));
    }
    void focus() {
        const auto* node = scene_.focus.empty() ? nullptr : scene_.find(scene_.focus);
        if (node == nullptr || !node->touchable()) return;
        const auto from = out_.parts.size();
        button(*node);
        const bool hidden = !is_for_everybody(out_, from);
        place(*node);
        if (hidden) out_.parts.back().hearing = Hearing::headphones;
    }
    void to_its_end() { out_.to_its_end = true; }
    Utterance done() && { return std::move(out_); }

private:
    [[nodiscard]] std::string language_of(const Node& node) const {
        return node.language.empty() || node.language == kNames.code ? scene_.language : node.language;
    }
    /// Of a choice the catalogue's; of a line in a list it comes from outside.
    void detail(const Node& node) {
        auto key = node.key + "_detail";
        if (!words_.has(key) || words_.text(key) != node.detail) key.clear();
        say(std::move(key), node.detail, scene_.language);
    }

    const Scene& scene_;
    const Catalogue& words_;
    Utterance out_;
};

Utterance Narrator::screen(const Scene& scene) const {
    Script script(languages_, scene);
    script.title();
    script.texts();
    script.seconds_left({});
    script.focus();
    if (scene.screen == flow::name_of(flow::State::pin_last_try)) script.to_its_end();
    return std::move(script).done();
}

Utterance Narrator::focus(const Scene& scene) const {
    Script script(languages_, scene);
    script.focus();
    return std::move(script).done();
}

Utterance Narrator::change(const Scene& before, const Scene& now) const {
    Script script(languages_, now);
    const auto news = digits_news(typed_in(before), typed_in(now));
    if (!news.empty()) script.sentence(std::string(news));
    bool asks_anew = false;  // what the focus stands under is another question
    for (const auto& node : now.nodes) {
        const auto* old = before.find(node.id);
        const bool other = old == nullptr || old->text != node.text || old->touchable() != node.touchable();
        if (node.role == Role::key || node.role == Role::camera_view || node.id == now.focus) continue;
        if (!node.touchable() && other && (is_read(node) || node.role == Role::mark)) script.text(node);
        if (node.touchable() && !node.bar && (old == nullptr || was_chosen(*old, node))) script.button(node);
        asks_anew = asks_anew || (other && news.empty() && is_read(node));
    }
    const auto* focus = now.find(now.focus);
    const auto* old = before.find(now.focus);
    const bool renamed = focus != nullptr && old != nullptr && old->text != focus->text;
    if (now.focus != before.focus || renamed || asks_anew)
        script.focus();
    else if (focus != nullptr && old != nullptr && state_changed(*old, *focus))
        script.state(*focus);
    return std::move(script).done();
}

bool Narrator::is_focus_for_everybody(const Scene& scene) const { return is_for_everybody(focus(scene), 0); }

Utterance Narrator::everything(const Scene& scene) const {
    Script script(languages_, scene);
    script.step();
    script.marks();
    script.title();
    script.texts();
    script.camera();
    script.seconds_left({});
    for (const auto* node : stops(scene)) {
        script.button(*node);
        script.place(*node);
    }
    return std::move(script).done();
}

Utterance Narrator::where(const Scene& scene, base::Duration shown) const {
    Script script(languages_, scene);
    script.title();
    script.step();
    script.typed();
    script.seconds_left(shown);
    script.focus();
    return std::move(script).done();
}

Utterance Narrator::sentence(std::string_view key, std::string_view language, int n) const {
    const auto& words = languages_.words(language);
    auto text = ui::plain(fill(words.text(key), n));
    const auto hearing = hearing_of(key, text, words);
    return {{{std::string(key), std::move(text), std::string(language), hearing}}};
}

}  // namespace uketsuke::ui::voice
