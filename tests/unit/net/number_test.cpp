// SPDX-License-Identifier: Apache-2.0
// 照会番号: the files of its registration, what the service makes of it, and the words between.
#include <pugixml.hpp>

#include "firmware/eligibility/number_requests.hpp"
#include "firmware/eligibility/oqs_number.hpp"
#include "firmware/eligibility/service_messages.hpp"
#include "firmware/eligibility/strict_xml.hpp"
#include "patient.hpp"
#include "sim/eligibility/in_process.hpp"
#include "sim/eligibility/service_wire.hpp"

using namespace uketsuke;
using namespace eligibility;
using base::ErrorCode;
using namespace std::chrono_literals;

namespace {

const std::string kFacility = "1319999999";

/// Hanako's insurance.
OqsNumberRequest request_of_hanako() {
    return {kFacility, "file-1", {"P-0017", "39139999", {}, "00012345", {}}, false};
}

std::string changed(std::string text, std::string_view from, std::string_view to) {
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("a request to register a number comes back as it was written, in both encodings") {
    auto request = request_of_hanako();
    request.what = {"患者－１７", "  139999", "見本", "１２", "01"};
    request.shift_jis = GENERATE(false, true);
    const auto xml = build_number_request(request).value();
    CHECK((xml.find("患者") == std::string::npos) == request.shift_jis);
    CHECK(read_number_request(xml).value() == request);
    request.identifier.clear();
    request.what.symbol.clear();
    request.what.branch.clear();
    CHECK(read_number_request(build_number_request(request).value()).value() == request);
}

TEST_CASE("a request that is none is told where it is wrong, without its values") {
    const auto xml = build_number_request(request_of_hanako()).value();
    for (const auto& [from, to] : {std::pair<std::string, std::string>{"<ReferenceNumber>P-0017</ReferenceNumber>", ""},
                                   {">39139999<", "><"},
                                   {"<InsuredIdentificationNumber>", "<Insured>"},
                                   {">1319999999<", ">131999999<"},
                                   {"P-0017", std::string(51, 'P')},
                                   {"00012345", std::string(21, '1')},
                                   {"ReferenceNumberRegistrationInfo>", "Info>"},
                                   {"</XmlMsg>", ""}}) {
        INFO(from);
        const auto read = read_number_request(changed(xml, from, to));
        REQUIRE_FALSE(read);
        CHECK(read.error().code == ErrorCode::service_garbled);
        CHECK(read.error().detail.find("P-0017") == std::string::npos);
    }
    CHECK(read_number_request(changed(xml, "P-0017", std::string(50, 'P'))));
    CHECK_FALSE(read_number_request(std::string(10'000'000, '<')));
}

TEST_CASE("what is odd in a request is noted for the log by its name, and read all the same") {
    auto request = request_of_hanako();
    request.what.branch = "1";
    const auto xml = build_number_request(request).value();
    CHECK(read_number_request(xml).value().noted.size() == 1);
    const auto read =
        read_number_request(changed(xml, "<ReferenceNumber>", "<Other>架空</Other><ReferenceNumber>")).value();
    CHECK(read.what == request.what);
    REQUIRE(read.noted.size() == 2);
    CHECK(read.noted[0].starts_with("InsuredBranchNumber is not 2 digits, at byte "));
    CHECK(read.noted[1].starts_with("Other is not known there, at byte "));
    CHECK(read.noted[1].find("架空") == std::string::npos);
    CHECK(read_number_request(build_number_request(request_of_hanako()).value()).value().noted.empty());
}

TEST_CASE("the answer tells what became of it, in the request's encoding") {
    auto request = request_of_hanako();
    const auto at = base::parse_iso8601("2026-11-24T09:00:00+09:00").value();
    const auto text = [&](const std::optional<base::Error>& failed, const char* path) {
        pugi::xml_document xml;
        REQUIRE(xml.load_string(build_number_answer(request, at, failed).value().c_str()));
        return std::string(xml.select_node(path).node().text().get());
    };
    CHECK(text({}, "//SegmentOfResult") == "1");
    CHECK(text({}, "//ProcessExecutionTime") == "20261124090000");
    CHECK(text({}, "//ArbitraryFileIdentifier") == "file-1");
    CHECK(text({}, "//ReferenceNumber") == "P-0017");
    CHECK(text({}, "//ErrorCode").empty());
    const base::Error no{ErrorCode::service_refused, "no such patient"};
    CHECK(text(no, "//SegmentOfResult") == "9");
    CHECK(text(no, "//ErrorCode") == "UKT055");
    CHECK(text(no, "//ErrorMessage") == "service_refused: no such patient");
    request.shift_jis = true;
    CHECK(build_number_answer(request, at, {}).value().find("encoding=\"Shift_JIS\"") != std::string::npos);
}

namespace {

struct Desk {
    test::HandClock clock{"2026-11-24T09:00:00+09:00"};
    std::unique_ptr<sim::Registry> registry = test::registry(clock);
    int visits = 0;

    OqsInsured check_in(const std::string& person, const std::string& facility = kFacility) {
        const auto visit = "v" + std::to_string(++visits);
        const auto nonce = registry->challenge(visit);
        REQUIRE(registry->authenticate(visit, "a", nonce, test::sign(person, nonce)));
        const auto document = registry->confirm(visit, "c", facility, {});
        REQUIRE(document);
        return parse_document(*document).value().insured.at(0);
    }
    std::string refused(const OqsNumber& number, const std::string& facility = kFacility) const {
        const auto kept = registry->register_number(facility, number);
        REQUIRE_FALSE(kept);
        CHECK(kept.error().code == ErrorCode::service_refused);
        return kept.error().detail;
    }
};

}  // namespace

TEST_CASE("the number of a patient who has checked in here is kept, and stands in the next result") {
    Desk desk;
    const auto number = request_of_hanako().what;
    CHECK(desk.refused(number) == "no such patient has checked in");
    CHECK_FALSE(desk.check_in("hanako").confirmation_key.empty());
    const int acts = desk.registry->acts();
    CHECK(desk.registry->register_number(kFacility, number));
    CHECK(desk.registry->register_number(kFacility, number));
    CHECK(desk.registry->acts() == acts + 1);
    const auto next = desk.check_in("hanako");
    CHECK(next.reference_number == "P-0017");
    CHECK(next.confirmation_key.empty());
    CHECK(desk.check_in("hanako", "1319999998").reference_number.empty());  // another facility has its own
    CHECK(desk.registry->register_number("1319999998", {"X", "39139999", {}, "00012345", {}}));
    CHECK(desk.check_in("hanako").reference_number == "P-0017");
}

TEST_CASE("a number is refused a day after the visit, and where it may be somebody else's") {
    Desk desk;
    desk.check_in("hanako");
    desk.clock.advance(sim::kNumberWithin);
    CHECK(desk.registry->register_number(kFacility, request_of_hanako().what));
    desk.clock.advance(1s);
    CHECK(desk.refused(request_of_hanako().what) == "no such patient has checked in");

    desk.check_in("taro");
    desk.check_in("child");  // of the same insurance, with another branch
    CHECK(desk.refused({"7", "06139999", {}, "00012346", {}}) == "several patients fit");
    CHECK(desk.registry->register_number(kFacility, {"7", "06139999", "１２３４", "00012346", "02"}));
    CHECK(desk.check_in("child").reference_number == "7");
    CHECK(desk.check_in("taro").reference_number == "0004567");
}

TEST_CASE("the words about a number come back as they were said") {
    const wire::Envelope asked{"r1", "v1"};
    const wire::NumberRequest request{kFacility, request_of_hanako().what};
    const auto read = sim::service_wire::read_number_request(wire::number_request(asked, request)).value();
    CHECK(read.facility_code == request.facility_code);
    CHECK(read.what == request.what);
    CHECK(wire::read_number_answer(sim::service_wire::number_answer(asked), asked));
    CHECK(wire::read_number_answer(sim::service_wire::number_answer({"r2", "v1"}), asked).error().code ==
          ErrorCode::service_mismatch);
    CHECK(wire::read_number_answer(R"({"request_id":"r1","visit":"v1","kept":false})", asked).error().code ==
          ErrorCode::service_garbled);
    CHECK(wire::read_number_answer(sim::service_wire::refusal(asked, {ErrorCode::service_refused, "no"}), asked)
              .error() == base::Error{ErrorCode::service_refused, "no"});
}

namespace {

/// Refuses whatever it is asked, with this reason.
struct RefusingLine : Line {
    std::string reason;

    base::Result<http::Response> post(std::string_view, const std::string&, const WipedText& body) override {
        const auto envelope = sim::service_wire::read_envelope(body).value();
        return http::Response{200, sim::service_wire::refusal(envelope, {ErrorCode::service_refused, reason})};
    }
};

/// The message of an answer that everybody can read, of a request that was refused.
std::string refusal_in(std::string_view answer) {
    const auto tree = XmlTree::read(answer, "XmlMsg");
    if (!tree) return "unreadable: " + tree.error().detail;
    const auto header = tree->root().child("MessageHeader");
    CHECK(std::string(header.child("SegmentOfResult").text().get()) == "9");
    CHECK(std::string(header.child("ErrorCode").text().get()) == "UKT055");
    return header.child("ErrorMessage").text().get();
}

}  // namespace

TEST_CASE("a refusal in whatever words is answered in both encodings, without a name") {
    Desk desk;
    const auto line = std::make_shared<RefusingLine>();
    Client client(line, desk.clock, kFacility);
    NumberRequests requests(client, desk.clock);
    auto request = request_of_hanako();
    request.shift_jis = GENERATE(false, true);
    const auto xml = build_number_request(request).value();
    const auto refused = [&](const std::string& reason) {
        line->reason = reason;
        return refusal_in(requests.carry_out(xml).value());
    };
    std::string kanji;
    for (int i = 0; i < 30; ++i) kanji += "架";
    CHECK(refused(kanji) == "service_refused: *");
    CHECK(refused("架空　花子") == "service_refused: *　*");
    CHECK(refused("not\x01\x1b\n registered") == "service_refused: not* registered");
    CHECK(refused("no such patient has checked in") == "service_refused: no such patient has checked in");
    CHECK(refused("") == "service_refused: ");
}

TEST_CASE("an answer can be built whatever the error says") {
    auto request = request_of_hanako();
    request.shift_jis = GENERATE(false, true);
    for (const auto* detail : {"\xe5\xb1\xb1\xe5\xb1",
                               "a\x01\x1b\x7f"
                               "b",
                               "a\xef\xbf\xbf"
                               "b",
                               "𠮟<&>\"", "\xff"}) {
        const auto answer = build_number_answer(request, {}, base::Error{ErrorCode::service_refused, detail});
        REQUIRE(answer);
        CHECK(refusal_in(*answer).starts_with("service_refused: "));
    }
}

TEST_CASE("a request is carried to the service, and is always answered") {
    Desk desk;
    sim::FaultSwitch faults;
    Client client(std::make_shared<sim::InProcessLine>(*desk.registry, faults, sim::InProcessLine::Options{}),
                  desk.clock, kFacility);
    NumberRequests requests(client, desk.clock);
    const auto answered = [&](const std::string& request) {
        pugi::xml_document xml;
        REQUIRE(xml.load_string(requests.carry_out(request).value().c_str()));
        const auto header = xml.document_element().child("MessageHeader");
        return std::string(header.child("SegmentOfResult").text().get()) + header.child("ErrorCode").text().get();
    };
    auto request = request_of_hanako();
    const auto xml = build_number_request(request).value();
    CHECK(answered(xml) == "9UKT055");  // she was not here
    desk.check_in("hanako");
    CHECK(answered(xml) == "1");
    CHECK(answered(xml) == "1");
    CHECK(desk.check_in("hanako").reference_number == "P-0017");
    CHECK(answered("<XmlMsg>") == "9UKT053");
    CHECK(answered("") == "9UKT053");
    request.facility_code = "1319999998";
    CHECK(answered(build_number_request(request).value()) == "9UKT055");
    faults.set(sim::parse_service_fault("off number").value());
    CHECK(answered(xml) == "9UKT050");
    CHECK(faults.fired() == 2);  // asked once more
    faults.set(sim::parse_service_fault("wrong number").value());
    CHECK(answered(xml) == "9UKT054");
}
