// SPDX-License-Identifier: Apache-2.0
#include "firmware/flow/audit_records.hpp"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <map>

#include "tests/flow/walk.hpp"
#include "tests/flow/worlds.hpp"

using namespace uketsuke;
using namespace uketsuke::flow;

TEST_CASE("every audit event is known, and none carries a card's identity") {
    const auto known = audit_events();
    const TapsNamed named(transitions());
    std::set<std::string_view> written;
    for (const auto& world : worlds())
        for (const auto& node : walk_through(world, transitions()).nodes)
            for (const auto& event : possible_events(node.visit, world, named))
                for (const auto& record : audit_of(node.visit, step(node.visit, event))) {
                    written.insert(record.event);
                    INFO(record.event);
                    REQUIRE(std::find(known.begin(), known.end(), record.event) != known.end());
                    for (const auto& [name, value] : record.fields) {
                        REQUIRE_FALSE(value.empty());
                        REQUIRE(value != node.visit.info.value_or(domain::CardInfo{{"none"}, {}, {}}).id.value);
                    }
                }
    for (const auto event : known) {
        INFO(event);
        CHECK(written.count(event) == 1);
    }
}

TEST_CASE("the journal names whose code was accepted, and for what") {
    Visit at_staff;
    at_staff.state = State::staff_checking;
    at_staff.facts.staff_check = true;
    at_staff.card = {0, 1};
    at_staff.info = domain::CardInfo{{}, {3}, {2028, 1, 1}};
    const auto by = [](const Visit& before, const Step& now) {
        std::vector<std::string> named;
        for (const auto& record : audit_of(before, now))
            for (const auto& [name, value] : record.fields)
                if (name == "by") named.push_back(std::string(record.event) + " " + value);
        return named;
    };
    using Named = std::vector<std::string>;
    const auto accepted =
        step(at_staff, StaffChecked{at_staff.ticket, domain::StaffCheck{true, 5, 0, false, "desk-1"}});
    CHECK(by(at_staff, accepted) == Named{"staff_accepted desk-1"});
    const auto& confirm = accepted.visit;
    CHECK(by(confirm, step(confirm, Tap{Action::confirm})) == Named{"staff_confirmed desk-1"});
    CHECK(by(confirm, step(confirm, Tap{Action::refuse})) == Named{"staff_denied desk-1"});
    CHECK(by(confirm, step(confirm, Tap{Action::back})).empty());
}

TEST_CASE("the journal tells who opened the settings, and what each was changed to, and no visit") {
    const std::array shown{ShownWords{"ja", "0a"}, ShownWords{"en", "1b"}};
    Visit staff;
    staff.state = State::staff_checking;
    staff.for_settings = true;
    staff.facts.languages = 2;
    const auto told = [&](const Visit& before, const Step& now) {
        std::string line;
        for (const auto& record : audit_of(before, now, shown)) {
            line += std::string(record.event) + (record.visit == 0 ? "" : " of a visit");
            for (const auto& [name, value] : record.fields) line += " " + std::string(name) + "=" + value;
        }
        return line;
    };
    const auto opened = step(staff, StaffChecked{staff.ticket, domain::StaffCheck{true, 5, 0, false, "desk-1"}});
    CHECK(told(staff, opened) == "settings_opened by=desk-1");
    const auto save = [&](Setting setting, int value, const base::Result<void>& result) {
        auto saving = opened.visit;
        saving.state = State::setting_saving;
        saving.setting = setting;
        saving.chosen = value;
        return told(saving, step(saving, SettingSaved{saving.ticket, result}));
    };
    CHECK(save(Setting::language, 1, {}) == "setting_changed key=language.default value=en");
    CHECK(save(Setting::brightness, 40, {}) == "setting_changed key=panel.brightness_percent value=40");
    CHECK(save(Setting::layout, 3, {}) == "setting_changed key=panel.layout value=compact");
    CHECK(save(Setting::volume, 0, base::fail(base::ErrorCode::setting_unsaved)) == "setting_failed code=087");
    CHECK(told(opened.visit, step(opened.visit, Tap{Action::change, 2})).empty());
}

TEST_CASE("a kiosk that came back behind the settings is in service once staff have left") {
    Visit out;
    out.down = {base::ErrorCode::reader_missing};
    out.facts.staff_check = out.facts.settings = true;
    const auto events = [](const Visit& before, const Step& now) {
        std::vector<std::string_view> all;
        for (const auto& record : audit_of(before, now)) all.push_back(record.event);
        return all;
    };
    const auto typing = step(out, Tap{Action::choose_staff});
    CHECK(typing.visit.state == State::staff_password);
    CHECK(events(out, typing).empty());
    const auto back = step(typing.visit, DeviceUp{Device::reader}).visit;
    CHECK(events(back, step(back, Tap{Action::back})) == std::vector<std::string_view>{"in_service"});
}

TEST_CASE("the journal tells what a consent was asked in, what was asked, and where its result lies") {
    const std::array shown{ShownWords{"ja", "0a"}, ShownWords{"en", "1b"}};
    const auto fields = [&](const Visit& before, const Step& now, std::string_view event) {
        std::map<std::string_view, std::string> told;
        for (const auto& record : audit_of(before, now, shown))
            if (record.event == event) told.insert(record.fields.begin(), record.fields.end());
        return told;
    };
    Visit asked;
    asked.state = State::consent;
    asked.facts.languages = 2;
    asked.language = static_cast<Language>(1);
    asked.today = {2026, 1, 5};
    asked.card = {0, 1};
    asked.info = domain::CardInfo{{}, {3}, {2028, 1, 1}};
    asked.authentication = domain::Authentication{domain::Registration::registered, domain::CertificateState::valid, true};
    const auto refused = step(asked, Tap{Action::agree_none});
    REQUIRE(refused.visit.state == State::confirming);
    CHECK(fields(asked, refused, "consent") == std::map<std::string_view, std::string>{{"asked", "TKK,YZK,SRJ,SHJ"},
                                                                                       {"items", "none"},
                                                                                       {"language", "en"},
                                                                                       {"words", "1b"}});
    auto delivering = refused.visit;
    delivering.state = State::delivering;
    delivering.answer = domain::Answer{domain::Validity::valid, {}};
    const auto done = step(delivering, Delivered{delivering.ticket, "result.xml"});
    CHECK(fields(delivering, done, "result_valid")["file"] == "result.xml");
    const auto unnamed = step(delivering, Delivered{delivering.ticket, ""});
    CHECK(fields(delivering, unnamed, "result_valid").count("file") == 0);
}

TEST_CASE("a visit begins and ends once in the journal") {
    Visit s;
    std::vector<std::string_view> events;
    const auto happen = [&](const Event& event) {
        const auto result = step(s, event);
        for (const auto& record : audit_of(s, result)) events.push_back(record.event);
        s = result.visit;
    };
    for (const auto device : {Device::reader, Device::camera, Device::audit}) happen(DeviceUp{device});
    happen(CardPresent{{0, 1}});
    happen(CardRead{s.ticket, domain::CardInfo{{"id"}, {3}, {2028, 1, 1}}});
    happen(CardRemoved{{0, 1}});
    happen(TimeOut{s.ticket});
    CHECK(events == std::vector<std::string_view>{"in_service", "session_started", "card_identified", "session_ended"});
}

TEST_CASE("an outage of the service stands in the journal with its code, once, and so does its end") {
    Visit s;
    s.state = State::idle;
    s.down = {};
    std::vector<std::string> lines;
    const auto happen = [&](const Event& event) {
        const auto result = step(s, event);
        for (const auto& record : audit_of(s, result)) {
            CHECK(record.visit == 0);
            lines.push_back(std::string(record.event) + (record.fields.empty() ? "" : " " + record.fields[0].second));
        }
        s = result.visit;
    };
    happen(DeviceDown{Device::service, base::ErrorCode::service_unreachable, {2026, 11, 22}});
    happen(DeviceDown{Device::service, base::ErrorCode::service_timeout, {2026, 11, 22}});
    happen(DeviceUp{Device::service});
    happen(DeviceUp{Device::service});
    CHECK(lines == std::vector<std::string>{"service_down 050", "service_up"});
}
