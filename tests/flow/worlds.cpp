// SPDX-License-Identifier: Apache-2.0
#include "tests/flow/worlds.hpp"

namespace uketsuke::flow {
namespace {

using domain::Authentication;
using domain::CertificateState;
using domain::ConsentState;
using domain::Medium;
using domain::Registration;

// One date for each meaning on kToday.
constexpr base::Date kValid{2028, 4, 1};
constexpr base::Date kEndsSoon{2027, 1, 15};
constexpr base::Date kInGrace{2026, 9, 30};
constexpr base::Date kEnded{2026, 3, 31};

domain::CardInfo card(int tries, base::Date not_after = kValid, Medium medium = Medium::card) {
    return {{}, {tries}, not_after, medium};
}

Authentication person(bool ask = false) {
    Authentication a;
    a.registration = Registration::registered;
    a.certificate = CertificateState::valid;
    a.ask_consent = ask;
    return a;
}

template <class Change>
Authentication person_with(Change change) {
    auto a = person();
    change(a);
    return a;
}

std::vector<domain::Answer> all_validities() {
    std::vector<domain::Answer> all;
    for (int validity = 1; validity <= 6; ++validity) all.push_back({static_cast<domain::Validity>(validity), {}});
    domain::Remarks remarks;
    remarks.add(domain::Remark::turning_70);
    all.push_back({domain::Validity::valid, remarks});
    return all;
}

KioskFacts by_pin_only() {
    KioskFacts facts;
    facts.terminal_signs = facts.face_possible = false;
    return facts;
}

/// Every way of proving identity, its failures and every device that may go; one plain person behind it.
World identity() {
    World world{"identity", {}, {}, {person()}, {{domain::Validity::valid, {}}}, true, 0};
    world.facts.staff_check = false;
    for (const int left : {0, 1, 3}) world.cards.push_back(card(left));
    world.cards.front().number_b_digits = 6;
    world.cards.push_back(card(3));
    world.cards.back().number_b_usable = false;
    return world;
}

/// The same with a staff check and cards whose face was refused today, no device failing.
World staff() {
    auto world = identity();
    world.name = "staff check";
    world.facts.staff_check = true;
    world.facts.typed_number_b = false;
    world.devices_fail = false;
    world.cards = {card(0), card(2), card(2), card(2)};
    world.cards.at(2).face = {2, 1};  // refused twice today
    world.cards.back().face = {4, 0};
    return world;
}

/// Every certificate, registration and answer of the service, for somebody identified by PIN.
World service() {
    World world{"service", by_pin_only(), {}, {}, all_validities(), false, 0};
    for (const auto date : {kValid, kEndsSoon, kInGrace, kEnded}) world.cards.push_back(card(3, date));
    for (const auto certificate :
         {CertificateState::valid, CertificateState::in_grace, CertificateState::expired, CertificateState::revoked})
        for (const auto registration :
             {Registration::registered, Registration::none, Registration::cancelled, Registration::ending})
            world.people.push_back(person_with([&](Authentication& a) {
                a.certificate = certificate;
                a.registration = registration;
                a.ask_consent = registration == Registration::registered;
            }));
    return world;
}

/// Every question that may be asked, in every combination, for somebody identified by PIN.
World questions(bool pharmacy) {
    World world{pharmacy ? "questions of a pharmacy" : "questions of a clinic",
                by_pin_only(),
                {card(3), card(3, kEndsSoon), card(3, kInGrace)},
                {},
                {{domain::Validity::valid, {}}},
                false,
                0};
    auto& facility = world.facts.facility;
    facility.asks[domain::Question::high_cost] = !pharmacy;
    facility.pharmacy = pharmacy;
    facility.prescription = domain::PrescriptionSetting::both;
    facility.prescription_asked = domain::PrescriptionAsked::at_reader;
    for (const bool ask : {false, true})
        for (const bool disease : {false, true})
            for (const auto state : {ConsentState::none, ConsentState::difficult})
                world.people.push_back(person_with([&](Authentication& a) {
                    a.ask_consent = ask;
                    a.asks[domain::Question::specific_disease] = disease;
                    a.consent = state;
                    if (pharmacy)
                        a.listed[domain::Question::prescription_choice] = {{"p1", {2026, 11, 1}, "a", {}},
                                                                           {"p2", {2026, 11, 2}, "b", {}}};
                }));
    return world;
}

/// Things asked about one by one: one, or two after a consent.
World one_by_one() {
    World world{
        "one by one", by_pin_only(), {card(3), card(3, kInGrace)}, {}, {{domain::Validity::valid, {}}}, false, 0};
    for (const bool two : {false, true})
        world.people.push_back(person_with([&](Authentication& a) {
            a.ask_consent = two;
            auto& list = a.listed[domain::Question::subsidy];
            list = {{"c1", {}, "a", "x"}};
            if (two) list.push_back({"c2", {}, "b", "y"});
        }));
    return world;
}

/// Phones beside the card's reader.
World phones() {
    World world{"phones", by_pin_only(), {}, {}, {{domain::Validity::valid, {}}}, false, 1};
    world.facts.phone_reader = world.facts.codes = true;
    world.facts.guidance = {{domain::Fallback::certificate, {2023, 7, 10}, {2999, 12, 31}, 0xFFFF}};
    for (const auto medium : {Medium::card, Medium::iphone, Medium::android})
        for (const auto date : {kValid, kInGrace}) world.cards.push_back(card(3, date, medium));
    world.cards.push_back(card(0, kValid, Medium::android));
    world.cards.push_back(card(0, kValid, Medium::iphone));
    world.people = {person(true), person_with([](Authentication& a) { a.registration = Registration::none; }),
                    person_with([](Authentication& a) { a.certificate = CertificateState::in_grace; })};
    return world;
}

/// Staff who come for the settings, whatever else happens: devices fail, cards and phones come.
World settings() {
    World world{"settings", by_pin_only(), {card(3)}, {person()}, {{domain::Validity::valid, {}}}, true, 0};
    world.facts.staff_check = world.facts.settings = world.facts.printer = true;
    world.facts.guidance = {{domain::Fallback::written_statement, {2023, 7, 10}, {2999, 12, 31}, 0xFFFF}};
    return world;
}

/// Who has an appointment, whatever else happens.
World appointments() {
    World world{"appointments", by_pin_only(), {card(3)}, {person()}, {{domain::Validity::valid, {}}}, true, 0};
    world.facts.appointments = world.facts.codes = true;
    return world;
}

}  // namespace

std::vector<World> worlds() {
    std::vector<World> all{identity(), staff(), service(), questions(false), questions(true), one_by_one(), settings(),
                           appointments(), phones()};
    for (auto& world : all) world.facts.languages = 2;
    all.back().facts.languages = 3;  // with a list of them, which may stand in front of every screen
    return all;
}

const std::vector<Walked>& all_walks() {
    static const auto walks = [] {
        std::vector<Walked> all;
        for (const auto& world : worlds()) all.push_back({world, walk_through(world, transitions())});
        return all;
    }();
    return walks;
}

}  // namespace uketsuke::flow
