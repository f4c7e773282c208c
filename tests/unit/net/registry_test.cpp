// SPDX-License-Identifier: Apache-2.0
// The simulated service's rules, and the client in the same process.
#include <pugixml.hpp>
#include <set>

#include "firmware/eligibility/client.hpp"
#include "firmware/eligibility/oqs_document.hpp"
#include "firmware/eligibility/oqs_elements.hpp"
#include "patient.hpp"
#include "sim/eligibility/in_process.hpp"
#include "sim/eligibility/unfinished_document.hpp"

using namespace uketsuke;
using base::ErrorCode;
using domain::CertificateState;
using domain::Consents;
using Kind = sim::ServiceFault::Kind;
using Step = sim::ServiceStep;
using namespace std::chrono_literals;

namespace {

constexpr auto kToday = "2026-11-22T10:00:00+09:00";
const std::string kFacility = "1319999999";

domain::Choices chosen(const Consents& consents) { return {consents, {}}; }

struct Desk {
    test::HandClock clock{kToday};
    std::unique_ptr<sim::Registry> registry = test::registry(clock);

    base::Result<domain::Authentication> meet(const std::string& person, const std::string& visit = "v") {
        const auto nonce = registry->challenge(visit);
        return registry->authenticate(visit, "k-" + visit, nonce, test::sign(person, nonce));
    }
    CertificateState state(const std::string& person) {
        const auto who = meet(person);
        REQUIRE(who.has_value());
        return who->certificate;
    }
};

}  // namespace

TEST_CASE("each person's state is as their file says") {
    Desk desk;
    using A = domain::Authentication;
    using R = domain::Registration;
    CHECK(desk.meet("hanako").value() == A{R::registered, CertificateState::valid, true});
    CHECK(desk.meet("grace").value() == A{R::registered, CertificateState::in_grace, false});
    CHECK(desk.meet("expired").value() == A{R::registered, CertificateState::expired, false});
    CHECK(desk.meet("revoked").value() == A{R::registered, CertificateState::revoked, false});
    CHECK(desk.meet("unregistered").value() == A{R::none, CertificateState::valid, false});
    CHECK(desk.meet("specific_disease").value().asks[domain::Question::specific_disease]);
    CHECK(desk.meet("welfare").value().public_assistance);
    CHECK(desk.meet("prescriptions").value().listed[domain::Question::prescription_choice].size() == 3);
}

TEST_CASE("a cancellation ends the registration with the month after it was filed") {
    Desk desk;  // ending's was filed on 2026-10-20
    const auto on = [&](const char* time) {
        desk.clock.set(time);
        return desk.meet("ending").value().registration;
    };
    using R = domain::Registration;
    CHECK(on("2026-10-19T23:59:59+09:00") == R::registered);
    CHECK(on("2026-10-20T00:00:00+09:00") == R::ending);
    CHECK(on("2026-11-30T23:59:59+09:00") == R::ending);
    CHECK(on("2026-12-01T00:00:00+09:00") == R::cancelled);
}

TEST_CASE("a registration stays, acts once a key, and is for a card with a valid certificate") {
    Desk desk;
    const auto refused = [&](const std::string& person) {
        REQUIRE(desk.meet(person, person).has_value());
        return desk.registry->register_use(person, "r").error().detail;
    };
    CHECK(desk.registry->register_use("nobody", "r").error().detail == "not authenticated");
    CHECK(refused("hanako") == "registered");
    CHECK(refused("grace") == "registered");
    CHECK(refused("phone_iphone") == "not by phone");
    REQUIRE(desk.meet("unregistered", "late").has_value());
    desk.clock.set("2029-03-01T00:00:00+09:00");  // its certificate's grace is over
    CHECK(desk.registry->register_use("late", "r").value() ==
          domain::Authentication{domain::Registration::none, CertificateState::expired});
    desk.clock.set(kToday);
    CHECK(desk.registry->acts() == 0);
    for (const auto* person : {"unregistered", "ending", "cancelled"}) {
        REQUIRE(desk.meet(person, person).has_value());
        CHECK(desk.registry->register_use(person, "").error().detail == "no key");
        const auto who = desk.registry->register_use(person, "r");
        REQUIRE(who.has_value());
        CHECK(who->registration == domain::Registration::registered);
        CHECK(who->ask_consent);
        CHECK(desk.registry->register_use(person, "r") == who);
        CHECK(desk.meet(person, "next").value().registration == domain::Registration::registered);
    }
    CHECK(desk.registry->acts() == 3);
}

TEST_CASE("a consent stands for 24 hours by the service's clock, then it is asked again") {
    Desk desk;
    REQUIRE(desk.meet("hanako").value().ask_consent);
    REQUIRE(desk.registry->confirm("v", "c", kFacility, chosen({false, true, true, false})).has_value());
    const auto next = [&] { return desk.meet("hanako", "next").value(); };
    CHECK_FALSE(next().ask_consent);
    CHECK(next().consent == domain::ConsentState::given);
    desk.clock.advance(24h);
    CHECK(next().consent == domain::ConsentState::given);
    const auto document =
        eligibility::parse_document(desk.registry->confirm("next", "c", kFacility, chosen({})).value()).value();
    CHECK(document.insured.at(0).consents.given() == Consents{false, true, true, false});
    CHECK(document.insured.at(0).consents.medication.at == desk.clock.wall() - 24h);
    desk.clock.advance(1s);
    CHECK(next().consent == domain::ConsentState::expired);
    CHECK(next().ask_consent);
}

TEST_CASE("who said no to everything, or from whom no consent could be got, has none on record") {
    Desk desk;
    REQUIRE(desk.meet("hanako").has_value());
    REQUIRE(desk.registry->confirm("v", "c", kFacility, chosen({})).has_value());
    CHECK(desk.meet("hanako", "next").value().consent == domain::ConsentState::none);
    CHECK(desk.meet("hanako", "next").value().ask_consent);
    const auto difficult = desk.meet("difficult").value();
    CHECK(difficult.consent == domain::ConsentState::difficult);
    CHECK_FALSE(difficult.ask_consent);
    const auto document =
        eligibility::parse_document(desk.registry->confirm("v", "d", kFacility, chosen({})).value()).value();
    CHECK(document.insured.at(0).consents.medication.state == domain::ConsentState::difficult);
}

TEST_CASE("a prescription that was taken up is in store no more") {
    Desk desk;
    const auto stored = desk.meet("prescriptions").value().listed[domain::Question::prescription_choice];
    REQUIRE(stored.size() == 3);
    const auto take = [&](std::vector<std::string> ids, const char* key) {
        domain::Choices choices;
        choices.answers[domain::Question::prescription_choice] = {static_cast<int>(ids.size()), std::move(ids)};
        return desk.registry->confirm("v", key, kFacility, choices);
    };
    CHECK(take({"another"}, "a").error().detail == "prescriptions unknown");
    CHECK(take({stored[0].id, stored[0].id}, "b").error().detail == "prescriptions unknown");
    REQUIRE(take({stored[0].id, stored[2].id}, "c").has_value());
    const auto left = desk.meet("prescriptions", "next").value().listed[domain::Question::prescription_choice];
    REQUIRE(left.size() == 1);
    CHECK(left[0] == stored[1]);
}

TEST_CASE("a phone has no grace, and only an iPhone signs without a PIN") {
    Desk desk;  // both phones' certificates end on 2028-11-10
    desk.clock.set("2028-11-10T23:59:59+09:00");
    CHECK(desk.state("phone_android") == CertificateState::valid);
    desk.clock.set("2028-11-11T00:00:00+09:00");
    CHECK(desk.state("phone_android") == CertificateState::expired);
    desk.clock.set(kToday);
    for (const auto* person : {"hanako", "phone_android", "phone_iphone"}) {
        const auto nonce = desk.registry->challenge("p");
        auto assertion = test::sign(person, nonce);
        assertion.way = domain::Assertion::Way::phone;
        const bool taken = desk.registry->authenticate("p", person, nonce, assertion).has_value();
        CHECK(taken == (std::string_view(person) == "phone_iphone"));
    }
}

TEST_CASE("grace begins the day after expiry and ends with the third month after its month") {
    Desk desk;  // grace's certificate ends on 2026-10-15
    desk.clock.set("2026-10-15T23:59:59+09:00");
    CHECK(desk.state("grace") == CertificateState::valid);
    desk.clock.set("2026-10-16T00:00:00+09:00");
    CHECK(desk.state("grace") == CertificateState::in_grace);
    desk.clock.set("2027-01-31T23:59:59+09:00");
    CHECK(desk.state("grace") == CertificateState::in_grace);
    desk.clock.set("2027-02-01T00:00:00+09:00");
    CHECK(desk.state("grace") == CertificateState::expired);
}

TEST_CASE("a nonce serves once, for its visit, for 120 seconds") {
    Desk desk;
    auto& registry = *desk.registry;
    const auto refused = [](const auto& answer) {
        return !answer && answer.error().code == ErrorCode::service_refused;
    };
    const auto nonce = registry.challenge("a");
    const auto assertion = test::sign("hanako", nonce);
    registry.challenge("b");
    CHECK(refused(registry.authenticate("b", "k", nonce, assertion)));
    CHECK(refused(registry.authenticate("c", "k", nonce, assertion)));
    CHECK(registry.authenticate("a", "k", nonce, assertion).has_value());
    CHECK(registry.authenticate("a", "k", nonce, assertion).has_value());  // a repeat, the same answer
    CHECK(refused(registry.authenticate("a", "k2", nonce, assertion)));    // a replay

    const auto old = registry.challenge("a");
    const auto renewed = registry.challenge("a");
    CHECK(refused(registry.authenticate("a", "k3", old, test::sign("hanako", old))));
    CHECK(refused(registry.authenticate("a", "k4", renewed, test::sign("hanako", renewed))));  // used up by the failure

    auto aged = registry.challenge("a");
    desk.clock.advance(120s);
    CHECK(registry.authenticate("a", "k5", aged, test::sign("hanako", aged)).has_value());
    aged = registry.challenge("a");
    desk.clock.advance(121s);
    CHECK(refused(registry.authenticate("a", "k6", aged, test::sign("hanako", aged))));
}

TEST_CASE("a wrong signature, key or certificate identifies nobody") {
    Desk desk;
    const auto attempt = [&](auto&& spoil) {
        const auto nonce = desk.registry->challenge("v");
        auto assertion = test::sign("hanako", nonce);
        spoil(assertion, nonce);
        const auto who = desk.registry->authenticate("v", "k", nonce, assertion);
        REQUIRE_FALSE(who.has_value());
        CHECK(who.error().code == ErrorCode::service_refused);
        CHECK(desk.registry->confirm("v", "c", kFacility, chosen(Consents::all())).error().detail ==
              "not authenticated");
        return who.error().detail;
    };
    CHECK(attempt([](auto& a, auto&) { a.signature[100] ^= 1; }) == "signature wrong");
    CHECK(attempt([](auto& a, auto&) { a.signature.clear(); }) == "signature wrong");
    CHECK(attempt([](auto& a, auto& n) { a.signature = test::sign("taro", n).signature; }) == "signature wrong");
    CHECK(attempt([](auto& a, auto&) { a.certificate[a.certificate.size() - 1] ^= 1; }) ==
          "certificate of another issuer");
    CHECK(attempt([](auto& a, auto&) { a.certificate.push_back(0); }) == "certificate of another issuer");
    CHECK(attempt([](auto& a, auto&) { a.certificate.clear(); }) == "certificate of another issuer");
}

TEST_CASE("the labelled face way is taken like a PIN by the simulated service") {
    Desk desk;
    const auto nonce = desk.registry->challenge("v");
    auto assertion = test::sign("taro", nonce);
    assertion.way = domain::Assertion::Way::simulated_terminal;
    CHECK(desk.registry->authenticate("v", "k", nonce, assertion).value().registered());
}

TEST_CASE("a confirmation acts once a key, and a key serves one question") {
    Desk desk;
    REQUIRE(desk.meet("hanako").has_value());
    const auto first = desk.registry->confirm("v", "c", kFacility, chosen(Consents::all()));
    desk.clock.advance(5s);
    CHECK(desk.registry->confirm("v", "c", kFacility, chosen(Consents::all())) == first);
    CHECK(desk.registry->acts() == 1);
    CHECK(desk.registry->confirm("v", "c", kFacility, chosen(Consents::none())).error().code ==
          ErrorCode::service_refused);
    CHECK(desk.registry->confirm("v", "", kFacility, chosen(Consents::all())).error().code ==
          ErrorCode::service_refused);
    CHECK(desk.registry->acts() == 1);
}

TEST_CASE("only a registered person with a certificate that counts gets a result") {
    Desk desk;
    for (const auto* person : {"expired", "revoked", "unregistered"}) {
        REQUIRE(desk.meet(person).has_value());
        CHECK(desk.registry->confirm("v", "c", kFacility, chosen(Consents::none())).error().code ==
              ErrorCode::service_refused);
    }
    REQUIRE(desk.meet("grace").has_value());
    const auto document =
        eligibility::parse_document(desk.registry->confirm("v", "g", kFacility, chosen(Consents::none())).value());
    REQUIRE(document.has_value());
    CHECK(document->insured.at(0).consents.given() == Consents::none());
    CHECK_FALSE(document->insured.at(0).high_cost.agreed);
    CHECK(desk.registry->confirm("v", "h", kFacility, chosen(Consents::all())).error().detail ==
          "consents that were not asked for");  // in grace: eligibility only
    REQUIRE(desk.meet("invalid").has_value());
    const auto invalid =
        eligibility::parse_document(desk.registry->confirm("v", "i", kFacility, chosen(Consents::none())).value());
    CHECK(invalid.value().validity == domain::Validity::invalid);
}

TEST_CASE("people have what real people have") {
    Desk desk;
    int padded = 0, family = 0, branches = 0, elderly = 0, preschool = 0, several = 0, read = 0;
    for (const auto& person : test::people()) {
        CAPTURE(person.key);
        if (person.generation == sim::CardGeneration::next || !desk.meet(person.key)) continue;
        const auto xml = desk.registry->confirm("v", "c-" + person.key, kFacility, chosen({}));
        if (!xml) continue;  // not registered, or a certificate that does not count
        const auto document = eligibility::parse_document(*xml);
        REQUIRE(document.has_value());
        ++read;
        several += document->insured.size() == 2 ? 1 : 0;
        CHECK((document->insured.size() == 2) == (document->validity == domain::Validity::several));
        for (const auto& insured : document->insured) {
            CHECK(insured.qualified.year != 0);
            if (insured.card_classification == "A1") continue;
            const auto age = base::date_in_japan(desk.clock.wall()).year - insured.birth.year;
            const bool late_elderly = insured.insurer_number.starts_with("39");
            CHECK(late_elderly == (age >= 75));
            CHECK(late_elderly == insured.symbol.empty());
            CHECK(late_elderly == insured.branch.empty());
            CHECK((insured.family == "2") == !insured.insured_name.empty());
            CHECK(insured.insurer_number.size() == 8);
            CHECK(insured.issued.year != 0);
            padded += insured.insurer_number.starts_with("  ") ? 1 : 0;
            family += insured.family == "2" && insured.insurer_number.starts_with("06") ? 1 : 0;
            branches += insured.branch.empty() ? 0 : 1;
            elderly += !insured.elderly_ratio.empty() && insured.elderly_until.year != 0 ? 1 : 0;
            preschool += insured.preschool.empty() ? 0 : 1;
        }
        if (document->insured.size() == 2)
            CHECK(document->insured[0].insurer_number != document->insured[1].insurer_number);
    }
    CHECK(read > 30);
    for (const int some : {padded, family, branches, elderly, preschool, several}) CHECK(some > 0);
}

TEST_CASE("visits are forgotten after an hour") {
    Desk desk;
    REQUIRE(desk.meet("hanako", "old").has_value());
    desk.clock.advance(3601s);
    desk.registry->challenge("new");
    CHECK(desk.registry->confirm("old", "c", kFacility, chosen(Consents::none())).error().detail ==
          "not authenticated");
}

TEST_CASE("a registry without the cards' certificates is not made") {
    test::HandClock clock(kToday);
    CHECK(sim::Registry::create(test::people(), "/nonexistent", clock).error().code == ErrorCode::file_unreadable);
}

TEST_CASE("fault words are read, nonsense is not") {
    CHECK(sim::parse_service_fault("slow 3000 confirm").value().delay == 3s);
    CHECK(sim::parse_service_fault("slow 3000 confirm").value().step == Step::confirm);
    CHECK(sim::parse_service_fault("stuck").value().kind == Kind::stuck);
    CHECK(sim::parse_service_fault("maintenance register").value().step == Step::register_use);
    CHECK(sim::parse_service_fault("renewal").value().kind == Kind::renewal);
    CHECK(sim::parse_service_fault("untrusted").value().kind == Kind::untrusted);
    for (const auto* words : {"", "bad", "slow", "slow x", "slow 0", "slow 5s", "off later", "off confirm now",
                              "untrusted confirm", "renewal confirm"})
        CHECK(sim::parse_service_fault(words).error().code == ErrorCode::config_invalid);
}

TEST_CASE("the client in the process fails as the real one would, and tells how long it took") {
    Desk desk;
    sim::FaultSwitch faults;
    base::Duration elapsed{0};
    eligibility::Client client(
        std::make_shared<sim::InProcessLine>(
            *desk.registry, faults, sim::InProcessLine::Options{50ms, 5000ms, [&](auto by) { elapsed += by; }}),
        desk.clock, kFacility);
    struct Case {
        Kind kind;
        base::Duration delay;
        ErrorCode code;
        base::Duration took;
        int acts;
    };
    const auto now = GENERATE(Case{Kind::off, 0ms, ErrorCode::service_unreachable, 50ms, 0},
                              Case{Kind::stuck, 0ms, ErrorCode::service_timeout, 5000ms, 0},
                              Case{Kind::slow, 9000ms, ErrorCode::service_timeout, 5000ms, 1},
                              Case{Kind::garbage, 0ms, ErrorCode::service_garbled, 50ms, 1},
                              Case{Kind::wrong, 0ms, ErrorCode::service_mismatch, 50ms, 1},
                              Case{Kind::refused, 0ms, ErrorCode::service_refused, 50ms, 0},
                              Case{Kind::maintenance, 0ms, ErrorCode::service_maintenance, 50ms, 0},
                              Case{Kind::untrusted, 0ms, ErrorCode::service_untrusted, 50ms, 0},
                              Case{Kind::intermittent, 0ms, ErrorCode::service_unreachable, 50ms, 0});
    const auto visit = client.begin();
    const auto nonce = visit->challenge();
    REQUIRE(nonce.has_value());
    REQUIRE(visit->authenticate(test::sign("hanako", *nonce)).has_value());
    faults.set({now.kind, now.delay, {}});
    elapsed = 0ms;
    CHECK(visit->confirm(chosen(Consents::all())).error().code == now.code);
    CHECK(elapsed == now.took);
    CHECK(faults.fired() == 1);
    CHECK(desk.registry->acts() == now.acts);
    faults.set({});
    CHECK(visit->confirm(chosen(Consents::all())).value().answer.validity == domain::Validity::valid);
    CHECK(desk.registry->acts() == 1);
}

namespace {

/// Counts up, each person's number kept; may have none to give.
struct Numbers : ports::ReceptionNumbers {
    base::Result<std::string> number_for(std::string_view person) override {
        if (off) return base::fail(ErrorCode::file_unreadable, "full");
        return std::to_string(given.try_emplace(std::string(person), given.size() + 1).first->second);
    }
    std::map<std::string, std::size_t> given;
    bool off = false;
};

}  // namespace

TEST_CASE(
    "a valid answer has its turn, in the identifier of the file too; others, and the same person again, no new one") {
    Desk desk;
    sim::FaultSwitch faults;
    Numbers numbers;
    eligibility::Client client(std::make_shared<sim::InProcessLine>(
                                   *desk.registry, faults, sim::InProcessLine::Options{50ms, 5000ms, [](auto) {}}),
                               desk.clock, kFacility,
                               eligibility::ResultFile::create({false, false, "n{number}", ""}).value(), &numbers);
    const auto confirmed = [&](const char* person) {
        const auto visit = client.begin();
        const auto who = visit->authenticate(test::sign(person, visit->challenge().value())).value();
        return visit->confirm(chosen(who.ask_consent ? Consents::all() : Consents::none())).value();
    };
    const auto first = confirmed("hanako");
    CHECK(first.answer.number == "1");
    CHECK(first.document.find("<ArbitraryFileIdentifier>n1<") != std::string::npos);
    const auto refused = confirmed("invalid");
    CHECK(refused.answer.number.empty());
    CHECK(refused.document.find("<ArbitraryFileIdentifier>n<") != std::string::npos);
    CHECK(confirmed("taro").answer.number == "2");
    CHECK(confirmed("hanako").answer.number == "1");
    CHECK(numbers.given.size() == 2);
    numbers.off = true;
    CHECK(confirmed("taro").answer.number.empty());
    CHECK(confirmed("taro").answer.validity == domain::Validity::valid);
}

namespace {

/// "parent/name" of each element of a document, as the table has them.
void collect(pugi::xml_node parent, std::set<std::string>& all) {
    for (const auto node : parent.children()) {
        if (node.type() != pugi::node_element) continue;
        all.insert(std::string(parent.name()) + "/" + node.name());
        collect(node, all);
    }
}

void collect(const std::string& xml, std::set<std::string>& all) {
    pugi::xml_document document;
    REQUIRE(document.load_string(xml.c_str()));
    collect(document.document_element(), all);
}

/// All that may be agreed to.
domain::Choices everything(const domain::Authentication& who) {
    domain::Choices choices;
    if (who.ask_consent) choices.consents = Consents::all();
    choices.consents.specific_disease = who.asks[domain::Question::specific_disease];
    choices.answers[domain::Question::prescription_form].chosen = 0;
    for (const auto& row : domain::kQuestionRows)
        for (const auto& one : who.listed[row.question]) {
            choices.answers[row.question].items.push_back(one.id);
            choices.answers[row.question].chosen = static_cast<int>(choices.answers[row.question].items.size());
        }
    return choices;
}

}  // namespace

TEST_CASE("every element of a result's table stands in some person's document") {
    Desk desk;
    std::set<std::string> all;
    int read = 0;
    for (const auto& person : test::people()) {
        INFO(person.key);
        if (person.generation == sim::CardGeneration::next || person.test_hierarchy) continue;
        const auto who = desk.meet(person.key, person.key);
        if (!who || !who->registered()) continue;
        const auto xml = desk.registry->confirm(person.key, "c", kFacility, everything(*who));
        if (!xml) continue;
        const auto document = eligibility::read_document(*xml);
        REQUIRE(document);
        for (const auto& note : document->noted) FAIL_CHECK(note);
        ++read;
        collect(*xml, all);
    }
    CHECK(read > 25);
    eligibility::OqsSearch search{"06139999", "１２３４", "00012346", "00", {1980, 2, 17}, "1", "desk-1"};
    for (const int reference : {2, 7, 8}) {
        const auto xml = desk.registry->look_up(search, reference, kFacility);
        const auto document = eligibility::read_document(xml);
        REQUIRE(document);
        CHECK(document->noted.empty());
        CHECK(document->told.reference == reference);
        CHECK(document->told.search == search);
        CHECK(document->told.insured.at(0).name == "架空　太郎");
        CHECK(document->told.insured[0].reference_number == "0004567");
        collect(xml, all);
    }
    search.birth.day = 18;
    CHECK(eligibility::parse_document(desk.registry->look_up(search, 2, kFacility)).value().validity ==
          domain::Validity::none_found);
    collect(sim::failed_document(desk.clock.wall(), "v", kFacility), all);
    for (const auto& row : eligibility::oqs::described()) {
        INFO(row.parent << "/" << row.name);
        if (row.parent == eligibility::oqs::kResult && row.name == eligibility::oqs::kForm.name)
            continue;  // in the body
        CHECK(all.count(row.parent + "/" + row.name) == 1);
    }
}

TEST_CASE("who has a 照会番号 here has no key to be given one by, and the other way round") {
    Desk desk;
    const auto insured = [&](const std::string& person) {
        REQUIRE(desk.meet(person, person));
        const auto xml = desk.registry->confirm(person, "c", kFacility, chosen({}));
        return eligibility::parse_document(xml.value()).value().insured.at(0);
    };
    CHECK(insured("taro").reference_number == "0004567");
    CHECK(insured("taro").confirmation_key.empty());
    CHECK(insured("hanako").reference_number.empty());
    CHECK_FALSE(insured("hanako").confirmation_key.empty());
}
