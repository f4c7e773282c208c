// SPDX-License-Identifier: Apache-2.0
// A whole visit by keys and ears, the person led before the camera by what the product plays and says.
#include <algorithm>
#include <catch2/catch.hpp>

#include "sim/hearing/by_ear.hpp"
#include "sim/rig/virtual_rig.hpp"
#include "sim/scenario/player.hpp"

using namespace uketsuke;
using flow::State;
using ui::voice::Earcon;

namespace {

/// A visit by the demo's own scenario; `before` sees the rig first.
struct Visit {
    sim::TemporaryFolder folder;
    std::unique_ptr<sim::VirtualRig> rig;
    std::vector<Earcon> earcons;
    base::MonoTime camera_on{}, camera_off{};
    std::vector<std::string> problems;

    template <class Before>
    explicit Visit(const char* scenario, Before before) {
        rig = sim::VirtualRig::create({.start = base::parse_iso8601("2026-11-24T09:00:00+09:00").value(),
                                       .folder = folder.path()})
                  .value();
        rig->kiosk().watch([this](const flow::Visit& was, const flow::Event&, const flow::Step& step) {
            if (step.visit.state == State::face_capture && was.state != State::face_capture) camera_on = rig->now();
            if (was.state == State::face_capture && step.visit.state != State::face_capture) camera_off = rig->now();
        });
        before(*rig);
        const auto script = sim::load_script(std::filesystem::path(SCENARIOS) / scenario).value();
        sim::Player player(*rig, {.people = sim::Paths{}.people, .meanwhile = [this] { listen(); }});
        problems = player.play(script).problems;
    }

private:
    void listen() {
        const auto& said = rig->speech().transcript();
        if (said.size() < heard_) heard_ = 0;
        for (; heard_ < said.size(); ++heard_)
            if (said[heard_].earcon) earcons.push_back(*said[heard_].earcon);
    }
    std::size_t heard_ = 0;
};

}  // namespace

TEST_CASE("who is led by ear comes before the camera, hears each sound in its order, and the tone ends with the step") {
    Visit visit("demo_voice_face.scn", [](sim::VirtualRig& rig) {
        auto person = std::make_shared<sim::ByEar>(rig.tape(), rig.speech(), ui::languages().words("ja"), 3);
        rig.stand([person](sim::Stage& stage, base::MonoTime now) {
            const auto seen = person->frame(now);
            stage.advice = seen ? seen->advice : domain::FaceAdvice::no_face;
            stage.place = seen ? std::optional(seen->place) : std::nullopt;
        });
    });
    INFO((visit.problems.empty() ? "" : visit.problems.front()));
    REQUIRE(visit.problems.empty());
    const std::vector wanted{Earcon::card_laid,     Earcon::card_read, Earcon::face_in_place,
                             Earcon::movement_seen, Earcon::accepted,  Earcon::take_card};
    auto at = wanted.begin();
    for (const auto earcon : visit.earcons)
        if (at != wanted.end() && earcon == *at) ++at;
    CHECK(at == wanted.end());
    const auto& tones = visit.rig->tape().tones;
    REQUIRE(tones.size() > 10);
    for (const auto& toned : tones)
        if (toned.tone) CHECK((toned.at >= visit.camera_on && toned.at <= visit.camera_off));
    CHECK_FALSE(tones.back().tone);
}

TEST_CASE("nobody hears a tone whose visit is not spoken") {
    const Visit visit("face_checkin.scn", [](sim::VirtualRig&) {});
    CHECK(visit.rig->tape().tones.empty());
    CHECK(visit.rig->tape().played.empty());
}
