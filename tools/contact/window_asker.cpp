// SPDX-License-Identifier: Apache-2.0
#include "window_asker.hpp"

#include <algorithm>

#include "ui/screens/screens.hpp"

namespace uketsuke::tools::contact {
namespace {

using flow::Action;
using flow::State;

constexpr base::Duration kLook{200};  ///< how often it is asked whether Ctrl-C came

bool is_panel_change(const ui::Input& input) { return std::holds_alternative<ui::PanelChanged>(input); }

ui::ViewModel pad(Asker::Digits what, std::size_t wanted, int tries_left, std::size_t typed) {
    ui::ViewModel view;
    view.screen = what == Asker::Digits::pin ? State::pin_entry : State::number_b_entry;
    view.digits_wanted = static_cast<int>(wanted);
    view.digits = static_cast<int>(typed);
    view.tries_left = tries_left;
    view.offered.add(Action::back);
    if (typed == wanted) view.offered.add(Action::confirm);
    return view;
}

void type(const ui::PinKey& key, std::size_t wanted, base::Secret& digits) {
    switch (key.kind) {
        case ui::PinKey::Kind::digit:
            if (digits.size() < wanted) digits.push(static_cast<std::uint8_t>('0' + key.digit));
            break;
        case ui::PinKey::Kind::backspace: digits.pop(); break;
        case ui::PinKey::Kind::clear: digits.clear(); break;
    }
}

}  // namespace

void WindowAsker::say(const std::string& text) {
    also_(text);
    said_ += text;
}

/// What the fingers did; a closed window ends everything.
std::vector<ui::Input> WindowAsker::inputs(base::Duration limit) {
    auto all = display_.wait(limit);
    closed_ = closed_ || std::any_of(all.begin(), all.end(),
                                     [](const ui::Input& one) { return std::holds_alternative<ui::Quit>(one); });
    return all;
}

std::optional<flow::Tap> WindowAsker::wait_for_tap(const std::function<ui::Scene()>& scene) {
    display_.show(scene());
    while (!gone())
        for (const auto& input : inputs(kLook)) {
            if (const auto* tap = std::get_if<flow::Tap>(&input)) return *tap;
            if (is_panel_change(input)) display_.show(scene());
        }
    return std::nullopt;
}

/// The answer's place from 1 on; 0: nobody is there.
int WindowAsker::ask(Question question) {
    also_(question.title + "\n");
    question.text = std::move(said_);
    said_.clear();
    std::size_t page = 0;
    const auto scene = [&] {
        const auto pages = pages_of(question, display_.panel(), display_.measure());
        page = std::min(page, pages.size() - 1);
        return question_scene(question, pages, page, display_.panel());
    };
    while (const auto tap = wait_for_tap(scene)) {
        if (tap->action == Action::choose) return tap->item;
        ++page;
    }
    return 0;
}

bool WindowAsker::yes(const std::string& question) { return !gone() && ask({question, {}, {"No", "Yes"}}) == 2; }

std::optional<Word> WindowAsker::choose(const std::string& question, std::span<const Word> answers) {
    if (gone()) return std::nullopt;
    Question asked{question, {}, {}};
    for (const auto& answer : answers) asked.answers.emplace_back(answer.text());
    asked.answers.emplace_back("rather not say");
    const auto place = static_cast<std::size_t>(ask(std::move(asked)));
    return place > 0 && place <= answers.size() ? std::optional(answers[place - 1]) : std::nullopt;
}

void WindowAsker::show(const ui::ViewModel& view) {
    display_.show(ui::layout(view, {display_.panel(), display_.measure()}));
}

base::Secret WindowAsker::digits(Digits what, std::size_t wanted, int tries_left) {
    base::Secret typed;
    while (!gone()) {
        show(pad(what, wanted, tries_left, typed.size()));
        for (const auto& input : inputs(kLook)) {
            const auto* tap = std::get_if<flow::Tap>(&input);
            if (const auto* key = std::get_if<ui::PinKey>(&input)) type(*key, wanted, typed);
            if (tap != nullptr && tap->action == Action::back) return {};
            if (tap != nullptr && tap->action == Action::confirm && typed.size() == wanted)
                return gone() ? base::Secret() : std::move(typed);
        }
    }
    return {};
}

bool WindowAsker::look(std::shared_ptr<const domain::Frame> frame, std::optional<domain::FaceAdvice> advice) {
    tap_.put(std::move(frame));
    if (!looking_ || advice != shown_) {
        ui::ViewModel view;
        view.screen = State::face_capture;
        view.advice = advice;
        view.offered.add(Action::back);
        show(view);
    }
    looking_ = true;
    shown_ = advice;
    for (const auto& input : inputs(base::Duration{0}))
        if (const auto* tap = std::get_if<flow::Tap>(&input); tap != nullptr && tap->action == Action::back)
            return false;
    return !gone();
}

void WindowAsker::look_away() {
    tap_.clear();
    looking_ = false;
    shown_.reset();
}

}  // namespace uketsuke::tools::contact
