// SPDX-License-Identifier: Apache-2.0
#include "guided.hpp"

#include "by_ear.hpp"
#include "sim/rig/virtual_rig.hpp"

namespace uketsuke::sim {
namespace {

using base::Duration;
using base::MonoTime;
using ui::KeypadKey;

constexpr const char* kPerson = "hanako";
constexpr Duration kStays{500}, kAtOnce{20}, kToTheCamera{60'000};

/// The person before the camera, and since when the face is where it should be.
struct Before {
    explicit Before(VirtualRig& rig, std::uint32_t seed)
        : ears(rig.tape(), rig.speech(), ui::languages().words("ja"), seed) {}

    void frame(Stage& stage, MonoTime now) {
        const auto seen = ears.frame(now);
        stage.advice = seen ? seen->advice : domain::FaceAdvice::no_face;
        stage.place = seen ? std::optional(seen->place) : std::nullopt;
        const bool well = stage.advice == domain::FaceAdvice::good;
        if (!well) since.reset();
        if (well && !since) since = now;
        stayed = stayed || (well && now - *since >= kStays);
    }

    ByEar ears;
    std::optional<MonoTime> since;
    bool stayed = false;
};

void press(VirtualRig& rig, KeypadKey key) {
    rig.advance_until([&] { return !rig.speech().speaking(); }, kToTheCamera);
    rig.advance_until([] { return false; }, ui::kDebounce);
    rig.kiosk().handle(ui::Input{key});
    rig.advance_until([] { return false; }, kAtOnce);
}

base::Result<void> come_to(VirtualRig& rig, flow::State state) {
    if (rig.advance_until([&] { return rig.kiosk().visit().state == state; }, kToTheCamera)) return {};
    return base::fail(base::ErrorCode::internal, "the visit does not come to " + std::string(flow::name_of(state)));
}

/// The card, and the first way that is offered, which is the face.
base::Result<void> come_to_camera(VirtualRig& rig) {
    const auto person = load_person(Paths{}.people / (std::string(kPerson) + ".toml"));
    if (!person) return base::fail(person.error());
    if (auto held = rig.hold(*person); !held) return held;
    if (auto looks = rig.look(kPerson); !looks) return looks;
    rig.kiosk().handle(ui::Input{ui::HeadphonesChanged{true}});
    if (auto laid = rig.insert(domain::kCardSlot); !laid) return laid;
    if (auto come = come_to(rig, flow::State::choose_identity); !come) return come;
    press(rig, {KeypadKey::Name::enter});
    return come_to(rig, flow::State::face_capture);
}

}  // namespace

base::Result<Guided> guide(std::uint32_t seed, Duration limit) {
    const TemporaryFolder folder;
    auto made =
        VirtualRig::create({.start = *base::parse_iso8601("2026-11-24T09:00:00+09:00"), .folder = folder.path()});
    if (!made) return base::fail(made.error());
    auto& rig = **made;
    const auto before = std::make_shared<Before>(rig, seed);
    rig.stand([before](Stage& stage, MonoTime now) { before->frame(stage, now); });
    if (auto come = come_to_camera(rig); !come) return base::fail(come.error());
    const auto start = rig.now();
    const auto said = rig.speech().transcript().size();
    const auto in_place = [&] {
        const auto& advice = rig.kiosk().visit().advice;
        return before->stayed || (advice && domain::is_prompt(*advice));
    };
    Guided guided;
    if (rig.advance_until(in_place, limit)) guided.in_place = rig.now() - start;
    guided.words = static_cast<int>(rig.speech().transcript().size() - said);
    return guided;
}

}  // namespace uketsuke::sim
