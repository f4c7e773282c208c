// SPDX-License-Identifier: Apache-2.0
#include "notice.hpp"

#include <chrono>
#include <utility>

#include "firmware/readiness/lines.hpp"
#include "product.hpp"
#include "ready.hpp"
#include "ui/screens/screens.hpp"

namespace uketsuke::product {
namespace {

using domain::StaffLine;

/// As settings have it before anybody set the kiosk up.
bool is_set_up(const config::Config& config) { return config.results_facility_code != config::Config{}.results_facility_code; }

void add_parts(std::vector<StaffLine>& lines, const config::Config& config) {
    const auto report = look_at_readiness(config);
    for (const auto& row : report.rows)
        if (row.look.level == readiness::Level::wrong)
            lines.push_back({StaffLine::Kind::wrong, readiness::trouble_of(row)});
}

using Clock = std::chrono::steady_clock;

/// The notice on a panel, of which staff may turn the pages.
class Shown {
public:
    Shown(ui::Display& display, std::vector<StaffLine> lines) : display_(display), view_(notice_of(std::move(lines))) {
        show();
    }
    /// False: the window was closed.
    bool stay(base::Duration length) {
        for (const auto until = Clock::now() + length; Clock::now() < until;)
            for (const auto& input : display_.wait(std::chrono::seconds{1})) {
                if (std::holds_alternative<ui::Quit>(input)) return false;
                if (const auto* turn = std::get_if<ui::TurnPage>(&input)) view_.page = turn->page;
                show();
            }
        return true;
    }

private:
    void show() { display_.show(ui::layout(view_, {display_.panel(), display_.measure()})); }

    ui::Display& display_;
    ui::ViewModel view_;
};

}  // namespace

std::vector<StaffLine> why_not_started(const std::filesystem::path& settings_file) {
    const auto config = config::load_config(settings_file);
    if (!config) return {{StaffLine::Kind::wrong, "× 設定：" + config.error().detail}};
    std::vector<StaffLine> lines;
    if (!is_set_up(*config))
        lines.push_back({StaffLine::Kind::wrong,
                         "× まだ設定されていません → 設定ファイルの results.facility_code などを書いてください"});
    add_parts(lines, *config);
    return lines;
}

ui::ViewModel notice_of(std::vector<StaffLine> lines) {
    ui::ViewModel view;
    view.screen = flow::State::out_of_service;
    view.found = std::move(lines);
    return view;
}

base::Result<void> show_notice(const std::filesystem::path& settings_file) {
    config::Config config;
    if (auto read = config::load_config(settings_file)) config = std::move(*read);
    const ports::FrameTap no_pictures;
    const ui::Panel panel{config.panel_width_px, config.panel_height_px, config.panel_diagonal_inch};
    const auto display = usual_parts(config).display(panel, no_pictures);
    if (!display) return base::fail(display.error());
    const auto first = why_not_started(settings_file);
    Shown shown(**display, first);
    if (first.empty()) {
        shown.stay(kTryAgain);
        return {};
    }
    do
        if (!shown.stay(kLookAgain)) return {};
    while (why_not_started(settings_file) == first);
    return {};
}

}  // namespace uketsuke::product
