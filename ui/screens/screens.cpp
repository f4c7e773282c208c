// SPDX-License-Identifier: Apache-2.0
#include "screens.hpp"

#include <algorithm>
#include <array>

#include "families.hpp"
#include "firmware/base/enumeration.hpp"
#include "firmware/flow/question_table.hpp"
#include "notices.hpp"

namespace uketsuke::ui {
namespace {

using flow::State;

struct ScreenOf {
    State state;
    Scene (*screen)(screens::Page);
    base::Place place = base::Place::here();
};

constexpr std::array kOwn{
    ScreenOf{State::out_of_service, screens::out_of_service},
    ScreenOf{State::idle, screens::idle},
    ScreenOf{State::choose_phone, screens::choose_phone},
    ScreenOf{State::phone_wait, screens::phone_wait},
    ScreenOf{State::appointment_entry, screens::appointment_entry},
    ScreenOf{State::appointment_looking, screens::wait},
    ScreenOf{State::appointment_told, screens::appointment_told},
    ScreenOf{State::reading_card, screens::wait},
    ScreenOf{State::card_problem, screens::card_problem},
    ScreenOf{State::choose_identity, screens::choose_identity},
    ScreenOf{State::accompanied, screens::accompanied},
    ScreenOf{State::look_away, screens::look_away},
    ScreenOf{State::pin_entry, screens::pin_entry},
    ScreenOf{State::pin_challenge, screens::wait},
    ScreenOf{State::pin_verifying, screens::wait},
    ScreenOf{State::face_capture, screens::face_capture},
    ScreenOf{State::number_b_entry, screens::number_b_entry},
    ScreenOf{State::number_b_reading, screens::wait},
    ScreenOf{State::face_deciding, screens::wait},
    ScreenOf{State::staff_password, screens::staff_password},
    ScreenOf{State::staff_checking, screens::wait},
    ScreenOf{State::staff_confirm, screens::staff_confirm},
    ScreenOf{State::terminal_challenge, screens::wait},
    ScreenOf{State::terminal_signing, screens::wait},
    ScreenOf{State::phone_challenge, screens::wait},
    ScreenOf{State::phone_signing, screens::wait},
    ScreenOf{State::authenticating, screens::wait},
    ScreenOf{State::registration_offer, screens::registration_offer},
    ScreenOf{State::registering, screens::wait},
    ScreenOf{State::consent, screens::consent},
    ScreenOf{State::consent_items, screens::consent_items},
    ScreenOf{State::consent_more, screens::consent_more},
    ScreenOf{State::review, screens::review},
    ScreenOf{State::confirming, screens::wait},
    ScreenOf{State::delivering, screens::wait},
    ScreenOf{State::result_valid, screens::card_back},
    ScreenOf{State::result_remark, screens::result_remark},
    ScreenOf{State::guidance, screens::guidance},
    ScreenOf{State::without_card, screens::without_card},
    ScreenOf{State::show_code, screens::show_code},
    ScreenOf{State::way_set, screens::way_set},
    ScreenOf{State::readiness_look, screens::wait},
    ScreenOf{State::readiness, screens::readiness},
    ScreenOf{State::take_card, screens::card_back},
    ScreenOf{State::take_card_reminder, screens::card_back},
    ScreenOf{State::take_card_urgent, screens::card_back},
    ScreenOf{State::card_left, screens::card_back},
    ScreenOf{State::settings, screens::settings},
    ScreenOf{State::setting_choice, screens::setting_choice},
    ScreenOf{State::setting_saving, screens::wait},
    ScreenOf{State::touch_test, screens::touch_test},
    ScreenOf{State::picture_test, screens::picture_test},
};

constexpr auto screen_of(domain::QuestionKind kind) {
    switch (kind) {
        case domain::QuestionKind::one_of: return screens::options;
        case domain::QuestionKind::list: return screens::list;
        case domain::QuestionKind::yes_no:
        case domain::QuestionKind::one_by_one: break;
    }
    return screens::question;
}

template <std::size_t... i>
consteval auto all_screens(std::index_sequence<i...>) {
    std::array<ScreenOf, kOwn.size() + screens::kNotices.size() + sizeof...(i)> all{};
    auto rest = std::ranges::copy(kOwn, all.begin()).out;
    rest = std::ranges::transform(screens::kNotices, rest, [](const screens::Notice& n) {
               return ScreenOf{n.state, screens::notice, n.place};
           }).out;
    std::ranges::copy(std::array{ScreenOf{flow::state_of(domain::kQuestionRows[i].question),
                                          screen_of(domain::kQuestionRows[i].kind)}...},
                      rest);
    return all;
}
constexpr auto kScreens =
    base::one_for_each<&ScreenOf::state>(all_screens(std::make_index_sequence<domain::kQuestions>()));

/// One try to show all of a view.
struct Attempt {
    screens::Spacing spacing;
    double text = 1;  ///< of the size that was asked for
    bool paged = false;
};
using screens::Spacing;
constexpr std::array kAttempts{Attempt{Spacing::ample},      Attempt{Spacing::close},
                               Attempt{Spacing::bare},       Attempt{Spacing::bare, 1, true},
                               Attempt{Spacing::bare, 0.88}, Attempt{Spacing::bare, 0.88, true},
                               Attempt{Spacing::bare, 0.75}, Attempt{Spacing::bare, 0.75, true},
                               Attempt{Spacing::bare, 0.65}, Attempt{Spacing::bare, 0.5}};

Scene shown(screens::Page page) {
    if (page.view().in_front == flow::InFront::languages) return screens::languages(std::move(page));
    if (page.view().in_front == flow::InFront::comfort) return screens::comfort(std::move(page));
    return kScreens.at(base::index_of(page.view().screen)).screen(std::move(page));
}

}  // namespace

Scene layout(const ViewModel& view, const MeasuredPanel& panel, const Languages& languages) {
    const double own = screens::scale_of(view.comfort.size), least = screens::kLabel / screens::kBody;
    const double wanted = panel.text_scale * own;
    const auto tried = [&](const Attempt& attempt, bool low) {
        const MeasuredPanel panel_so{panel.panel, panel.measure, std::max(wanted * attempt.text, least) / own};
        return shown({view, panel_so, languages, {attempt.spacing, low, attempt.paged}});
    };
    // Where more can be touched than the lower part holds, it stands as low as there is room for.
    for (const bool low : {true, false}) {
        if (low && !view.comfort.reach) continue;
        for (const auto& attempt : kAttempts) {
            if (attempt.text < 1 && (low || wanted <= least)) break;
            if (auto scene = tried(attempt, low); scene.fits) return scene;
        }
    }
    return tried(kAttempts.back(), false);
}

base::Place place_of_screen(State state) { return kScreens.at(base::index_of(state)).place; }

}  // namespace uketsuke::ui
