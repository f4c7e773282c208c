// SPDX-License-Identifier: Apache-2.0
// Whole visits over a line to the service that loses, doubles, delays and mixes up: what the last screen says is what
// the service has done. And what the line is asked between visits, when one has failed, holds nothing of a person.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "firmware/eligibility/service_messages.hpp"
#include "sim/line/unreliable_line.hpp"
#include "sim/rig/virtual_rig.hpp"

using namespace uketsuke;
using namespace std::chrono_literals;
using flow::Action;
using flow::State;
namespace wire = eligibility::wire;

namespace {

constexpr int kHands = 4;  ///< how often a patient wants a repeat

/// A kiosk, and a patient with a PIN who taps whatever leads on.
struct Reception {
    using Around = decltype(sim::VirtualRig::Options::line);
    explicit Reception(Around line)
        : rig(sim::VirtualRig::create({.start = base::parse_iso8601("2026-11-22T09:00:00+09:00").value(),
                                       .paths = {},
                                       .folder = folder.path(),
                                       .line = std::move(line)})
                  .value()) {}

    const sim::TemporaryFolder folder;
    std::unique_ptr<sim::VirtualRig> rig;
    sim::Person person = sim::load_person(sim::Paths{}.people / "hanako.toml").value();

    [[nodiscard]] const flow::Visit& visit() const { return rig->kiosk().visit(); }
    void pass(base::Duration time) {
        rig->advance_until([] { return false; }, time);
    }
    void tap(Action action) { rig->kiosk().handle(ui::Input{flow::Tap{action}}); }
    void type_pin() {
        for (const char digit : person.pin)
            rig->kiosk().handle(ui::Input{ui::PinKey{ui::PinKey::Kind::digit, digit - '0'}});
        tap(Action::confirm);
    }

    /// What the patient does on this screen; false: the visit is over.
    bool act(int& hands) {
        switch (visit().state) {
            case State::choose_identity: tap(Action::choose_pin); return true;
            case State::pin_entry: type_pin(); return true;
            case State::consent: tap(Action::agree_all); return true;
            case State::service_failed:
            case State::confirm_failed: tap(++hands <= kHands ? Action::retry : Action::end_visit); return true;
            case State::take_card:
            case State::result_undelivered: return false;
            default: pass(100ms); return true;
        }
    }
    /// True when the screen said that all went well.
    bool one_visit() {
        REQUIRE(rig->registry().enrol(person));  // no consent of before
        REQUIRE(rig->hold(person));
        REQUIRE(rig->insert(domain::kCardSlot));
        bool said = false;
        int hands = 0;
        for (int i = 0; i < 3000; ++i) {
            said = said || visit().state == State::result_valid || visit().state == State::result_remark;
            if (!act(hands)) break;
        }
        rig->remove(domain::kCardSlot);
        REQUIRE(rig->advance_until([this] { return visit().state == State::idle; }, 10s));
        return said;
    }
    [[nodiscard]] int results() const {
        int count = 0;
        for (const auto& entry : std::filesystem::directory_iterator(rig->results())) count += entry.is_regular_file();
        return count;
    }
};

}  // namespace

TEST_CASE("what the last screen says of a visit over a bad line is what the service has done") {
    std::shared_ptr<sim::UnreliableLine> line;
    Reception reception([&](std::shared_ptr<eligibility::Line> inner) {
        return line = std::make_shared<sim::UnreliableLine>(std::move(inner), 7, 60);
    });
    constexpr int kVisits = 60;
    int well = 0, found_done = 0;
    for (int i = 0; i < kVisits; ++i) {
        const int acts = reception.rig->registry().acts(), arrived = line->arrived(wire::kConfirmPath),
                  results = reception.results();
        const bool said = reception.one_visit();
        line->settle();
        const int done = reception.rig->registry().acts() - acts;
        CHECK(done == line->arrived(wire::kConfirmPath) - arrived);
        CHECK(done <= 1);
        if (said) CHECK(done == 1);
        CHECK(reception.results() - results == int{said});
        well += said;
        found_done += !said && done == 1;
    }
    std::printf(
        "flow: %d exchanges of %d visits over a bad line, %d ended well, %d not though the service had done it\n",
        line->exchanges(), kVisits, well, found_done);
    CHECK(well > kVisits / 4);
    CHECK(well < kVisits);
}

namespace {

/// Nothing comes through; what was to be sent is kept for the test.
class CutLine : public eligibility::Line {
public:
    struct Asked {
        std::string path, body;
    };
    std::vector<Asked> asked;
    bool cut = false;
    explicit CutLine(std::shared_ptr<eligibility::Line> line) : line_(std::move(line)) {}
    base::Result<http::Response> post(std::string_view path, const std::string& key,
                                      const base::WipedText& body) override {
        asked.push_back({std::string(path), std::string(body)});
        if (cut) return base::fail(base::ErrorCode::service_unreachable, "cut");
        return line_->post(path, key, body);
    }

private:
    const std::shared_ptr<eligibility::Line> line_;
};

}  // namespace

TEST_CASE(
    "a visit that failed leaves nothing to be sent later, and what is asked between visits holds nothing of a person") {
    std::shared_ptr<CutLine> line;
    Reception reception(
        [&](std::shared_ptr<eligibility::Line> inner) { return line = std::make_shared<CutLine>(std::move(inner)); });
    const bool late = GENERATE(false, true);  // before the first request, or at the second
    line->cut = !late;
    if (late)
        reception.rig->kiosk().watch([&](const flow::Visit&, const flow::Event&, const flow::Step& step) {
            line->cut = line->cut || step.visit.state == State::consent;
        });
    CHECK_FALSE(reception.one_visit());
    line->asked.clear();
    reception.pass(1800s);
    CHECK(line->asked.size() > 60);  // each 15 s
    line->cut = false;
    reception.pass(3600s);
    CHECK(line->asked.size() > 90);  // back at its pace
    for (const auto& [path, body] : line->asked) {
        CHECK(path == wire::kHealthPath);
        const auto json = nlohmann::json::parse(body);
        CHECK(json.size() == 2);
        CHECK(json.at("request_id") == json.at("visit"));
        CHECK(json.at("visit").get<std::string>().size() == 32);
    }
    CHECK(reception.results() == 0);
    CHECK(reception.rig->registry().acts() == 0);
}
