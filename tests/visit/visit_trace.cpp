// SPDX-License-Identifier: Apache-2.0
#include "visit_trace.hpp"

#include <algorithm>

#include "firmware/flow/audit_records.hpp"
#include "sim/rig/virtual_rig.hpp"
#include "sim/scenario/player.hpp"

namespace uketsuke::tests::visit {
namespace {

/// The screen's heading; the camera's hint or the first text where it has none.
std::string title_of(const ui::Scene& scene) {
    for (const auto role : {ui::Role::heading, ui::Role::camera_view, ui::Role::text})
        for (const auto& node : scene.nodes)
            if (node.role == role && !node.text.empty()) return ui::plain(node.text);
    return {};
}

std::string label_of(const ui::Scene& scene, const flow::Event& event) {
    const auto* tap = std::get_if<flow::Tap>(&event);
    if (tap == nullptr) return {};
    const auto found = std::find_if(scene.nodes.begin(), scene.nodes.end(),
                                    [&](const ui::Node& node) { return node.touch == ui::Touch(*tap); });
    return found == scene.nodes.end() ? "" : ui::plain(found->text);
}

class Recorder {
public:
    void listen(sim::VirtualRig::Options& options) {
        options.watch = [this](base::ByteView command) {
            if (command.empty()) selected_ = {};
        };
        options.answered = [this](base::ByteView command, const std::optional<base::Bytes>& answer) {
            auto told = answer ? base::Result<base::Bytes>(*answer) : base::fail(base::ErrorCode::card_removed);
            if (work_) work_->commands.push_back(selected_.after(command, told));
        };
        options.queue.event = [this](base::Place from) {
            put_away();
            posted_by_ = from;
        };
        options.queue.job = [this](app::LaneName lane, base::Place from) {
            put_away();
            work_ = Work{lane, from, false, {}, {}};
        };
        options.queue.posted = [this](const flow::Event& event) {
            if (work_) work_->posted.push_back(kind_of(event));
        };
    }

    void follow(app::Kiosk& kiosk) {
        put_away();
        entries_.clear();
        scene_ = kiosk.scene();
        kiosk.watch([this, &kiosk](const flow::Visit& before, const flow::Event& event, const flow::Step& step) {
            put_away();
            Happening now{event, posted_by_, label_of(scene_, event), before, step, {}, title_of(kiosk.scene())};
            for (const auto& record : flow::audit_of(before, step)) now.journal.emplace_back(record.event);
            entries_.emplace_back(std::move(now));
            scene_ = kiosk.scene();
        });
    }

    std::vector<Entry> all() {
        put_away();
        return std::move(entries_);
    }

private:
    /// The job in hand is over.
    void put_away() {
        if (!work_) return;
        auto work = std::move(*std::exchange(work_, std::nullopt));
        const bool background = work.lane == app::LaneName::journal || work.lane == app::LaneName::files ||
                                work.lane == app::LaneName::desk || work.lane == app::LaneName::camera;
        if (background && work.posted.empty()) return;
        auto* last = entries_.empty() ? nullptr : std::get_if<Work>(&entries_.back());
        const bool again = last != nullptr && last->from.line == work.from.line && last->lane == work.lane &&
                           work.commands.empty() && last->commands.empty();
        if (!again) return entries_.emplace_back(std::move(work)), void();
        last->often = true;
        last->posted.insert(last->posted.end(), work.posted.begin(), work.posted.end());
    }

    std::vector<Entry> entries_;
    std::optional<Work> work_;
    base::Place posted_by_;
    tools::card::Selected selected_;
    ui::Scene scene_;
};

}  // namespace

base::Result<std::vector<Entry>> trace(const sim::Script& script) {
    const sim::TemporaryFolder folder;
    Recorder recorder;
    sim::VirtualRig::Options options{script.start, {}, script.settings, folder.path()};
    recorder.listen(options);
    const auto people = options.paths.people;
    auto rig = sim::VirtualRig::create(std::move(options));
    if (!rig) return base::fail(rig.error());
    recorder.follow((*rig)->kiosk());
    sim::Player::Options player_options;
    player_options.people = people;
    sim::Player player(**rig, std::move(player_options));
    const auto outcome = player.play(script);
    if (!outcome.problems.empty()) return base::fail(base::ErrorCode::config_invalid, outcome.problems.front());
    return recorder.all();
}

}  // namespace uketsuke::tests::visit
