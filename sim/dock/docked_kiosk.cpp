// SPDX-License-Identifier: Apache-2.0
#include "docked_kiosk.hpp"

#include <nlohmann/json.hpp>

#include "choices.hpp"
#include "firmware/base/file.hpp"
#include "sim/live/failure.hpp"
#include "sim/live/header.hpp"
#include "sim/live/rig_for.hpp"
#include "sim/real_rig/real_rig.hpp"

#include <cmath>

namespace uketsuke::sim {
namespace {

using Json = nlohmann::ordered_json;

constexpr base::Duration kRealTurn{20}, kCameraPicture{400};
constexpr double kMmPerInch = 25.4;

/// Nobody is waited for within a turn.
const auto kNever = [] { return false; };

/// The panel in true millimetres.
Json panel_json(const config::Config& settings) {
    const ui::Panel panel{settings.panel_width_px, settings.panel_height_px, settings.panel_diagonal_inch};
    const double px_per_mm = std::hypot(panel.width_px, panel.height_px) / (panel.diagonal_inch * kMmPerInch);
    return {{"width_mm", panel.width_px / px_per_mm},
            {"height_mm", panel.height_px / px_per_mm},
            {"enlarged", panel.enlarged()}};  // a millimetre of layout is so many of the panel
}

}  // namespace

base::Result<std::unique_ptr<DockedKiosk>> DockedKiosk::create(const LiveWishes& wishes, bool window, News& news,
                                                               Control::Tell tell, int pictures) {
    auto script = script_of(wishes);
    if (!script) return base::fail(script.error());
    std::unique_ptr<DockedKiosk> kiosk(new DockedKiosk(std::move(*script), news, pictures));
    if (auto built = kiosk->build(wishes, window, std::move(tell)); !built) return base::fail(built.error());
    return kiosk;
}

base::Result<void> DockedKiosk::build(const LiveWishes& wishes, bool window, Control::Tell tell) {
    folder_ = wishes.out.empty() ? temporary_.emplace().path() : std::filesystem::path(wishes.out);
    desk_ = wishes.desk;
    own_ = wishes.own;
    name_ = wishes.name;
    people_ = {Paths{}.people, script_.own_people};
    auto rig = make_rig(folder_, window);
    if (!rig) return base::fail(rig.error());
    rig_ = std::move(*rig);
    rig_->kiosk().watch([this](const flow::Visit&, const flow::Event&, const flow::Step& step) {
        for (const auto& effect : step.effects)
            if (const auto* timer = std::get_if<flow::SetTimer>(&effect.work)) {
                timer_.reset();
                if (timer->after > base::Duration::zero()) timer_ = rig_->now() + timer->after;
            }
    });
    session_ = std::make_unique<Session>(*rig_, Player::Options{.people = people_, .pictures = folder_},
                                         recorder_for(wishes, *rig_));
    if (session_->recorder() != nullptr && !session_->recorder()->written()) return session_->recorder()->written();
    control_ = std::make_unique<Control>(*rig_, *session_,
                                         [this, tell = std::move(tell)](LineServer::Who who, const std::string& line) {
                                             if (who != kDock) return tell(who, line);
                                             news_.add(line);
                                             return true;
                                         });
    (void)handle(R"({"verb":"subscribe"})", kDock);
    if (auto problem = session_->play(script_); !problem.empty()) {
        if (!temporary_) leave_failure(*rig_, folder_, problem);
        return base::fail(base::ErrorCode::config_invalid, std::move(problem));
    }
    return {};
}

base::Result<std::unique_ptr<Rig>> DockedKiosk::make_rig(const std::filesystem::path& folder, bool window) {
    if (!window || !real()) return rig_for(script_, folder, {{}, desk_, name_, own_});
    RealRig::Options options;
    options.start = script_.start;
    options.settings = script_.settings;
    options.settings.desk_socket = desk_;
    if (!name_.empty()) options.settings.results_kiosk = name_;
    options.folder = folder;
    options.own = own_;
    options.paths.own_people = script_.own_people;
    options.air_time = options.window = true;
    options.strip = {"SIMULATOR"};
    options.touched = [this](const ui::Input& input) {
        if (session_ && session_->recorder() != nullptr) session_->recorder()->touched(input);
    };
    auto rig = RealRig::create(std::move(options));
    if (!rig) return base::fail(rig.error());
    return std::unique_ptr<Rig>(std::move(*rig));
}

std::string DockedKiosk::handle(const std::string& request, LineServer::Who from) {
    return control_->handle(request, from).value_or("");
}

void DockedKiosk::pass(base::Duration machine, int pace) {
    if (!real()) {
        rig_->advance_until(kNever, machine * pace);
        return;
    }
    rig_->advance_until(kNever, kRealTurn);
    for (const auto& input : static_cast<RealRig&>(*rig_).take_developer_inputs())
        over_ = over_ || std::holds_alternative<ui::Quit>(input);
}

/// What decides whether the picture is another one: its tree; of one that holds a camera's picture also time.
std::string DockedKiosk::shown() const { return ui::to_text(rig_->kiosk().scene()); }

void DockedKiosk::tell_news(int pace) {
    control_->tell_news();
    const auto now = rig_->now();
    const bool moves = real() && rig_->kiosk().visit().state != flow::State::idle && now - painted_ >= kCameraPicture;
    if (auto text = shown(); text != shown_ || moves) {
        shown_ = std::move(text);
        painted_ = now;
        ++pictures_;
    }
    const auto state = Json::parse(handle(R"({"verb":"state"})", kDock), nullptr, false);
    const auto faults = Json::parse(handle(R"({"verb":"fault"})", kDock), nullptr, false);
    const auto left = timer_ ? Json(std::max<std::int64_t>(0, (*timer_ - now).count())) : Json();
    news_.add(Json{{"event", "now"},
                   {"state", state},
                   {"faults", faults.value("faults", Json::array())},
                   {"timer_ms", left},
                   {"picture", pictures_},
                   {"panel", panel_json(script_.settings)},
                   {"pace", real() ? Json() : Json(pace)}}
                  .dump(-1, ' ', false, Json::error_handler_t::replace));
}

std::string DockedKiosk::picture() {
    const auto file = folder_ / "dock.png";
    if (!ui::paint::write_png(rig_->picture(), file)) return {};
    auto png = base::read_file(file);
    return png ? std::move(*png) : std::string();
}

std::string DockedKiosk::choices() const { return choices_json(people_, real(), own_); }

}  // namespace uketsuke::sim
