// SPDX-License-Identifier: Apache-2.0
#include "cell.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <optional>

#include "firmware/flow/state_table.hpp"
#include "sim/crowd/overseer.hpp"
#include "sim/crowd/visitor.hpp"
#include "sim/rig/virtual_rig.hpp"
#include "sim/scenario/player.hpp"

namespace uketsuke::sim {
namespace {

using flow::State;
using flow::Way;

constexpr int kLongestVisit = 60;  ///< lines
constexpr std::ptrdiff_t kToldLines = 14;
constexpr base::Duration kNotices{1500}, kLook{500};
/// Longer than whatever hangs is waited for, and than a look at all devices takes.
constexpr base::Duration kRecovers{180'000};

/// Where staff see what is wrong, or are at work themselves.
bool tells_staff(const flow::Visit& visit) {
    switch (visit.state) {
        case State::out_of_service:
        case State::staff_called:
        case State::card_left:
        case State::settings:
        case State::setting_choice:
        case State::setting_failed:
        case State::readiness_look:
        case State::readiness:
        case State::touch_test:
        case State::picture_test: return true;
        default: return visit.state == State::staff_password && visit.for_settings;
    }
}

/// Why nobody from this state on asks a device that never was asked.
std::string_view reason_of(const FaultRule& fault, bool has_phone_reader, State at) {
    struct Reason {
        std::string_view device, words, why;
    };
    constexpr std::array kReasons{
        Reason{"phone", "", "no phone comes in these visits"},
        Reason{"phone_reader", "", "this kiosk has no second reader"},
        Reason{"settings", "", "nobody sets the kiosk after this"},
        Reason{"service", "ignored", "nobody registers after this"},
        Reason{"service", "renewal", "no certificate here is renewed, and nobody registers after this"},
        Reason{"service", "failed", "nobody comes as far as a confirmation after this"},
        Reason{"service", "pending", "nobody comes as far as a confirmation after this"},
        Reason{"results", "", "no result is delivered after this"},
        Reason{"lane", "errands", "nothing that has time is done after this"},
        Reason{"card", "", "this card is refused before that is asked of it"},
    };
    if (at == State::out_of_service) return "the kiosk is out of service, and serves nobody";
    if (fault.device == "phone_reader" && has_phone_reader) return "no phone is looked for after this";
    for (const auto& [device, words, why] : kReasons)
        if (device == fault.device && fault.words.starts_with(words)) return why;
    return "";
}

class Trial {
public:
    Trial(const Approach& approach, const FaultRule& fault, const std::shared_ptr<const Cast>& cast)
        : approach_(approach), fault_(fault), cast_(cast) {}

    Cell play(const std::filesystem::path& scenarios) {
        cell_.state = approach_.state;
        cell_.fault = &fault_;
        if (!approach(scenarios / fmt::format("{}.scn", approach_.scenario))) return cell_;
        if (const auto set = rig_->fault(fault_.device, fault_.example); !set) return impossible(set.error().detail);
        const auto kind = meet();
        if (!kind) return never_met();
        cell_.kind = *kind;
        leave();
        recover();
        overseer_->end();
        for (const auto& complaint : overseer_->complaints()) broken(complaint);
        return cell_;
    }

private:
    [[nodiscard]] const flow::Visit& visit() const { return rig_->kiosk().visit(); }
    [[nodiscard]] bool fired() const { return rig_->fired(fault_.device) > 0; }
    void broken(const std::string& why) {
        cell_.kind = Cell::Kind::broken;
        cell_.told += (cell_.told.empty() ? "" : "; ") + why;
    }
    Cell impossible(std::string why) {
        cell_.kind = Cell::Kind::impossible;
        cell_.told = std::move(why);
        return cell_;
    }
    Cell never_met() {
        const auto why = reason_of(fault_, script_->settings.phone_reader_name != "", visit().state);
        if (!why.empty()) return impossible(std::string(why));
        const auto from = lines_.size() > kToldLines ? lines_.end() - kToldLines : lines_.begin();
        broken(fmt::format("it never fired; at the end: {}", fmt::join(from, lines_.end(), " / ")));
        return cell_;
    }

    /// False: the state is not reached; the cell says so.
    bool approach(const std::filesystem::path& file) {
        auto script = load_script(file);
        if (!script) return broken(script.error().detail), false;
        script_ = std::move(*script);
        auto rig = VirtualRig::create({.start = script_->start,
                                       .paths = {},
                                       .settings = script_->settings,
                                       .folder = folder_.path(),
                                       .cast = cast_});
        if (!rig) return broken("no rig: " + rig.error().detail), false;
        rig_ = std::move(*rig);
        overseer_.emplace(*rig_);
        const auto there = [this] { return !reached_ && begun_ && visit().state == approach_.state; };
        player_.emplace(*rig_, Player::Options{.people = {Paths{}.people}, .enough = there});
        for (const auto& line : script_->lines) {
            if (line.verb == Verb::golden) continue;
            begun_ = begun_ || line.verb == Verb::insert || line.verb == Verb::tap || line.verb == Verb::fault;
            const auto reply = player_->carry_out(line);
            if (there()) break;
            if (reply.problem) return broken(told(script_->file, line, *reply.problem)), false;
        }
        reached_ = there();
        if (!reached_) broken(fmt::format("{} does not come here", approach_.scenario));
        return reached_;
    }

    void carry_out(const std::string& text) {
        lines_.push_back(fmt::format("{} at {}", text, flow::name_of(visit().state)));
        const auto line = parse_line(text);
        if (!line) return broken(line.error().detail);
        (void)player_->carry_out(*line);
        overseer_->look();
        if (fired() && !first_) first_ = visit().state;
    }

    /// The device counts it: in this visit, or in one of those that follow.
    std::optional<Cell::Kind> meet() {
        Visitor here(plan(Way::face));
        go_on(here);
        const auto kind = fired() ? Cell::Kind::met : Cell::Kind::met_later;
        for (const auto way : {Way::face, Way::pin})
            if (!fired()) come_again(way);
        if (!fired()) call_staff();
        if (!fired()) return std::nullopt;
        cell_.fired_at = first_.value_or(visit().state);
        return kind;
    }
    [[nodiscard]] Visitor::Plan plan(Way way) const {
        return rig_->held() != nullptr ? Visitor::plan_for(*rig_->held(), way) : Visitor::Plan{};
    }
    void go_on(Visitor& visitor) {
        for (int i = 0; i < kLongestVisit && !fired() && !visitor.gone(); ++i) carry_out(visitor.next(*rig_));
        for (int i = 0; i < kLongestVisit && !fired() && flow::row_of(visit().state).person; ++i) carry_out("wait 2s");
    }
    /// With the same card, where the fault is the card's own; else somebody whom nothing keeps from any way.
    void come_again(Way way) {
        for (const auto device : faulty_devices(Rigs::virtual_))  // what the approach has broken is over
            if (device != fault_.device) (void)rig_->fault(device, "none");
        for (const auto* line : {"remove", "remove phone"}) carry_out(line);
        for (int i = 0; i < 90 && !fired() && visit().state != State::idle; ++i) carry_out("wait 2s");
        if (rig_->held() == nullptr || fault_.device != "card") carry_out("card taro");
        Visitor visitor(plan(way));
        carry_out("look " + plan(way).person);
        carry_out("insert");
        go_on(visitor);
    }

    bool tap(std::initializer_list<flow::Action> actions) {
        const auto& scene = rig_->kiosk().scene();
        for (const auto action : actions)
            for (const auto& node : scene.nodes)
                if (const auto* what = std::get_if<flow::Tap>(&node.touch); what != nullptr && what->action == action) {
                    carry_out(tap_line(scene, node).value_or("wait 300ms"));
                    return true;
                }
        return false;
    }
    void call_staff() {
        for (int i = 0; i < 90 && visit().state != State::idle; ++i) carry_out("wait 2s");
        tap({flow::Action::call_staff});
        carry_out("wait 2s");
    }
    void pass(base::Duration time) {
        rig_->advance_until([] { return false; }, time);
        overseer_->look();
    }
    [[nodiscard]] bool ready() const { return visit().state == State::idle || tells_staff(visit()); }
    /// Whoever was there takes what is theirs and goes. Without a card that could be taken, a visit is ended by its
    /// buttons.
    void leave() {
        using enum flow::Action;
        pass(kNotices);
        const bool by_buttons = !visit().card || visit().phone();
        for (const int slot : {domain::kCardSlot, domain::kPhoneSlot}) rig_->remove(slot);
        const auto gone = rig_->now();
        while (!ready() && rig_->now() - gone < kReadyWithin) {
            if (by_buttons) tap({end_visit, cancel_call, next, back});
            rig_->advance_until([this] { return ready(); }, kLook);
        }
        cell_.ready = rig_->now() - gone;
        cell_.ready_at = visit().state;
        if (!ready())
            broken(fmt::format("{} s after everybody had gone it is at {}", kReadyWithin.count() / 1000,
                               flow::name_of(visit().state)));
    }
    void recover() {
        (void)rig_->fault(fault_.device, "none");
        for (const auto device : faulty_devices(Rigs::virtual_)) (void)rig_->fault(device, "none");
        if (!rig_->advance_until([this] { return visit().state == State::idle; }, kRecovers))
            broken(fmt::format("once mended it stays at {}", flow::name_of(visit().state)));
    }

    const Approach& approach_;
    const FaultRule& fault_;
    const std::shared_ptr<const Cast>& cast_;
    const TemporaryFolder folder_{TemporaryFolder::Where::memory};
    std::optional<Script> script_;
    std::unique_ptr<VirtualRig> rig_;
    std::optional<Overseer> overseer_;
    std::optional<Player> player_;
    std::optional<State> first_;
    bool begun_ = false;    ///< something was done: idle is not the start's
    bool reached_ = false;  ///< from here on nobody gives up waiting
    std::vector<std::string> lines_;
    Cell cell_;
};

}  // namespace

Cell play_cell(const Approach& approach, const FaultRule& fault, const std::filesystem::path& scenarios,
               const std::shared_ptr<const Cast>& cast) {
    return Trial(approach, fault, cast).play(scenarios);
}

}  // namespace uketsuke::sim
