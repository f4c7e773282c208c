// SPDX-License-Identifier: Apache-2.0
// `uketsuke-sim service` as a program, asked by the product's own client over TLS and told words over its socket.
#include <fmt/format.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <thread>

#include "firmware/base/descriptor.hpp"
#include "firmware/eligibility/client.hpp"
#include "firmware/eligibility/https_line.hpp"
#include "firmware/eligibility/oqs_document.hpp"
#include "sim/eligibility/fault.hpp"
#include "../product/program.hpp"
#include "tests/support/scratch.hpp"
#include "tests/unit/net/patient.hpp"

using namespace uketsuke;
using base::ErrorCode;
using domain::Consents;
using domain::Validity;
using nlohmann::json;
using namespace std::chrono_literals;

namespace {

constexpr auto kToday = "2026-11-24T09:00:00+09:00";
const std::string kFacility = "1319999999";

/// The program, and one line to its words.
class Service {
public:
    explicit Service(test::Arguments more = {"--today", kToday})
        : program_(words(scratch_.path, std::move(more))), clock_(kToday) {
        REQUIRE(test::eventually([&] { return program_.out().find('\n') != std::string::npos || !program_.running(); }));
        INFO(program_.err());
        REQUIRE(program_.running());
        where_ = json::parse(program_.out().substr(0, program_.out().find('\n')));
        connect();
    }

    /// The answer to a line of words.
    std::string tell(const std::string& line) const {
        REQUIRE(::send(words_.get(), (line + "\n").data(), line.size() + 1, MSG_NOSIGNAL) > 0);
        std::string got;
        for (char c = 0; ::recv(words_.get(), &c, 1, 0) == 1 && c != '\n';) got += c;
        return got;
    }
    /// "ok: " and what is given here.
    std::string ok(const std::string& line) const {
        const auto said = tell(line);
        INFO(line << " → " << said);
        REQUIRE(said.starts_with("ok: "));
        return said.substr(4);
    }
    json record() const { return json::parse(ok("record")); }

    std::unique_ptr<ports::EligibilityVisit> begin(base::Duration deadline = 20s) const {
        auto line = eligibility::HttpsLine::create({where("url"), where("ca"), where("certificate"),
                                                    std::make_shared<http::KeyFile>(where("key")), deadline},
                                                   clock_);
        REQUIRE(line);
        return eligibility::Client(std::move(*line), clock_, kFacility).begin();
    }
    std::string where(const char* what) const { return where_.at(what); }
    test::Program& program() { return program_; }
    [[nodiscard]] std::filesystem::path folder() const { return scratch_.path; }

private:
    static test::Arguments words(const std::filesystem::path& folder, test::Arguments more) {
        test::Arguments all{"service", "--listen", "127.0.0.1:0", "--socket", folder / "words",
                            "--record", folder / "record"};
        all.insert(all.end(), more.begin(), more.end());
        return all;
    }
    void connect() {
        words_.reset(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        (folder() / "words").string().copy(address.sun_path, sizeof address.sun_path - 1);
        REQUIRE(::connect(words_.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    }

    test::Scratch scratch_;
    test::Program program_;
    test::HandClock clock_;  ///< the client's
    json where_;
    base::Descriptor words_;
};

domain::Choices chosen(const Consents& consents) { return {consents, {}}; }

base::Result<domain::Authentication> identify(ports::EligibilityVisit& visit, const std::string& person) {
    const auto nonce = visit.challenge();
    if (!nonce) return base::fail(nonce.error());
    return visit.authenticate(test::sign(person, *nonce));
}

base::Result<domain::Eligibility> check_in(const Service& service, const std::string& person, const Consents& consents) {
    const auto visit = service.begin();
    if (const auto who = identify(*visit, person); !who) return base::fail(who.error());
    return visit->confirm(chosen(consents));
}

eligibility::OqsDocument document_of(const base::Result<domain::Eligibility>& answer) {
    REQUIRE(answer);
    return eligibility::parse_document(answer->document).value();
}

}  // namespace

TEST_CASE("each validity that there is has a person, and 医療扶助, PMH and a second insurer too") {
    const Service service;
    for (const auto& [person, validity] : std::map<std::string, Validity>{{"hanako", Validity::valid},
                                                                          {"invalid", Validity::invalid},
                                                                          {"newer", Validity::invalid_newer_exists},
                                                                          {"lag", Validity::none_found},
                                                                          {"several", Validity::several},
                                                                          {"welfare_unregistered",
                                                                           Validity::valid_unregistered}}) {
        INFO(person);
        CHECK(check_in(service, person, Consents::none()).value().answer.validity == validity);
    }
    CHECK(document_of(check_in(service, "several", Consents::none())).insured.size() == 2);
    CHECK(document_of(check_in(service, "welfare", Consents::none())).insured.at(0).tickets.size() == 2);

    const auto visit = service.begin();
    const auto who = identify(*visit, "subsidies");
    const auto& certificates = who.value().listed[domain::Question::subsidy];
    REQUIRE(certificates.size() == 3);
    auto choices = chosen(Consents::none());
    choices.answers[domain::Question::subsidy] = {1, {certificates[0].id}};
    const auto told = document_of(visit->confirm(choices));
    REQUIRE(told.subsidies.size() == 1);
    CHECK(std::string_view(told.subsidies[0].issuer) == certificates[0].issuer);
}

TEST_CASE("a registration is made once however often it is asked for, and stays") {
    const Service service;
    const auto visit = service.begin();
    CHECK_FALSE(identify(*visit, "unregistered").value().registered());
    service.ok("fault garbage register");  // made, and the answer is lost
    CHECK(visit->register_use().error().code == ErrorCode::service_garbled);
    service.ok("fault none");
    CHECK(visit->register_use().value().registered());
    CHECK(identify(*service.begin(), "unregistered").value().registered());
    int acted = 0;
    for (const auto& one : service.record()) acted += one.at("path") == "/v1/register" && one.at("acted");
    CHECK(acted == 1);
    service.ok("reset");
    CHECK_FALSE(identify(*service.begin(), "unregistered").value().registered());
}

TEST_CASE("a consent stands for 24 hours by the service's clock") {
    const Service service;
    REQUIRE(check_in(service, "hanako", {true, false, true, false}));
    CHECK_FALSE(identify(*service.begin(), "hanako").value().ask_consent);
    service.ok("pass 86000");
    CHECK(document_of(check_in(service, "hanako", Consents::none())).insured.at(0).consents.given() ==
          Consents{true, false, true, false});
    service.ok("pass 401");
    const auto later = identify(*service.begin(), "hanako").value();
    CHECK(later.ask_consent);
    CHECK(later.consent == domain::ConsentState::expired);
    CHECK(service.ok("today 2027-01-02").starts_with("2027-01-02T09:0"));
    CHECK(service.ok("today 2027-01-02T23:59:00+09:00").starts_with("2027-01-02T23:59:0"));
}

TEST_CASE("the record tells each request once, what came of it, and nothing of keys") {
    const Service service;
    const auto visit = service.begin();
    REQUIRE(identify(*visit, "hanako"));
    service.ok("fault garbage confirm");
    CHECK_FALSE(visit->confirm(chosen(Consents::all())));
    service.ok("fault none");
    REQUIRE(visit->confirm(chosen(Consents::all())));  // the same key
    const auto record = service.record();
    REQUIRE(record.size() == 4);
    for (std::size_t i = 0; i < record.size(); ++i) CHECK(record[i].at("n") == i + 1);
    CHECK(record[0].at("path") == "/v1/challenge");
    CHECK(record[0].at("person") == "");
    CHECK(record[1].at("person") == "hanako");
    CHECK(record[1].at("asked") == json{{"way", "pin"}});
    CHECK(record[2].at("key") == record[3].at("key"));
    CHECK(record[2].at("fault") == "garbage");
    CHECK(record[2].at("acted") == true);
    CHECK(record[3].at("acted") == false);
    CHECK_FALSE(record[3].contains("fault"));
    CHECK(record[3].at("answer") == 200);
    CHECK(record[3].at("asked").at("facility_code") == kFacility);
    CHECK(record[3].at("asked").at("consents").at("medication") == true);
    CHECK(record[3].at("at").get<std::string>().starts_with("2026-11-24T09:0"));

    std::istringstream file(test::read_text(service.where("record")));
    std::string line;
    for (const auto& one : record) {
        REQUIRE(std::getline(file, line));
        CHECK(json::parse(line) == one);
        for (const auto* secret : {"nonce", "certificate", "signature"}) CHECK(line.find(secret) == std::string::npos);
    }
    CHECK_FALSE(std::getline(file, line));
    service.ok("forget");
    CHECK(service.record().empty());
    CHECK(test::read_text(service.where("record")).empty());
}

namespace {

/// What the client ends with under each fault, and in which step it meets it.
struct Met {
    std::string words;
    ErrorCode code;
    std::string path = "/v1/confirm";
    std::string person = "hanako";
};

ErrorCode end_of(const Service& service, const Met& met) {
    const auto visit = service.begin(met.words.starts_with("s") || met.words.starts_with("d") ? 500ms : 20000ms);
    const auto who = identify(*visit, met.person);
    if (!who) return who.error().code;
    if (met.path == "/v1/register") {
        const auto registered = visit->register_use();
        if (!registered) return registered.error().code;
        return registered->registered() ? ErrorCode::internal : ErrorCode::not_registered;
    }
    const auto answer = visit->confirm(chosen(Consents::none()));
    return answer ? ErrorCode::internal : answer.error().code;
}

}  // namespace

TEST_CASE("each fault comes by its name, and the record names it") {
    const Service service;
    const std::vector<Met> all{{"off confirm", ErrorCode::service_unreachable},
                               {"stuck confirm", ErrorCode::service_timeout},
                               {"slow 2000 confirm", ErrorCode::service_timeout},
                               {"garbage confirm", ErrorCode::service_garbled},
                               {"wrong confirm", ErrorCode::service_mismatch},
                               {"refused confirm", ErrorCode::service_refused},
                               {"maintenance confirm", ErrorCode::service_maintenance},
                               {"renewal", ErrorCode::certificate_unconfirmed, "/v1/authenticate", "renewed"},
                               {"pending", ErrorCode::service_processing},
                               {"failed", ErrorCode::service_refused},
                               {"ignored", ErrorCode::not_registered, "/v1/register", "unregistered"},
                               {"untrusted", ErrorCode::service_untrusted, ""},
                               {"reset confirm", ErrorCode::service_unreachable},
                               {"delayed 2000 confirm", ErrorCode::service_timeout},
                               {"truncated confirm", ErrorCode::service_garbled},
                               {"huge confirm", ErrorCode::service_garbled},
                               {"error confirm", ErrorCode::service_unreachable},
                               {"intermittent confirm", ErrorCode::service_unreachable}};
    using Kind = sim::ServiceFault::Kind;
    for (int kind = 1; kind <= static_cast<int>(Kind::intermittent); ++kind) {
        const auto name = name_of(static_cast<Kind>(kind));
        INFO(name);
        CHECK(std::ranges::count_if(all, [&](const Met& met) { return met.words.starts_with(name); }) == 1);
    }
    for (const auto& met : all) {
        INFO(met.words);
        service.ok("reset");
        service.ok("fault " + met.words);
        CHECK(end_of(service, met) == met.code);
        CHECK(service.ok("fired") != "0");
        const auto record = service.record();
        if (met.path.empty()) {
            CHECK(record.empty());  // whole connections
        } else {
            REQUIRE_FALSE(record.empty());
            CHECK(record.back().at("path") == met.path);
            if (met.words != "renewal") CHECK(met.words.starts_with(record.back().at("fault").get<std::string>()));
        }
    }
    service.ok("fault none");
    CHECK(check_in(service, "hanako", Consents::none()));
    for (const auto* bad : {"fault", "fault bad", "fault pending register", "fired now", "today", "today yesterday",
                            "pass", "pass -1", "pass 1x", "wink", "record now"})
        CHECK(service.tell(bad).starts_with("error: config_invalid: "));
}

TEST_CASE("a result that is not ready is asked for again under the same key, and then it is there") {
    const Service service;
    service.ok("fault pending 20000");
    const auto visit = service.begin();
    REQUIRE(identify(*visit, "hanako"));
    const auto confirm = [&] { return visit->confirm(chosen(Consents::all())); };
    const auto first = confirm();
    CHECK(first.error().code == ErrorCode::service_processing);
    CHECK(first.error().detail.starts_with("code UKT0002: 処理中"));
    service.ok("pass 20");
    CHECK(confirm().value().answer.validity == Validity::valid);
    int acted = 0;
    for (const auto& one : service.record()) acted += one.at("acted").get<bool>();
    CHECK(acted == 1);
}

namespace {

/// What it says on its error output, besides what it took out of the machine's environment.
std::string complaints(test::Program& program) {
    auto said = program.err();
    if (said.starts_with("environment: taken out: ")) said.erase(0, said.find('\n') + 1);
    return said;
}

}  // namespace

TEST_CASE("it ends cleanly when it is told to, also while somebody waits for an answer") {
    Service service;
    const auto how = GENERATE(as<std::string>(), "SIGTERM", "SIGINT", "quit");
    service.ok("fault stuck");
    bool answered = true;
    const auto visit = service.begin();
    std::thread patient([&] { answered = visit->challenge().has_value(); });
    REQUIRE(test::eventually([&] { return service.ok("fired") == "1"; }));
    if (how == "quit")
        CHECK(service.tell("quit") == "bye");
    else
        service.program().signal(how == "SIGTERM" ? SIGTERM : SIGINT);
    CHECK(service.program().exit_code() == 0);
    patient.join();
    CHECK_FALSE(answered);
    CHECK_FALSE(std::filesystem::exists(service.folder() / "words"));
    CHECK(complaints(service.program()).empty());
}

TEST_CASE("what it cannot do is said in a line with what helps") {
    const Service service;
    const test::Scratch scratch;
    const auto refused = [](const test::Arguments& words) {
        test::Program program(words);
        const auto code = program.exit_code();
        INFO(program.err());
        CHECK(program.out().empty());
        CHECK(std::ranges::count(complaints(program), '\n') == 1);
        return fmt::format("{} {}", code.value_or(-1), complaints(program));
    };
    const auto taken = service.where("url").substr(std::string("https://").size());
    CHECK_THAT(refused({"service", "--listen", taken}), Catch::StartsWith("1 ") && Catch::Contains("another host or port"));
    CHECK_THAT(refused({"service", "--listen", "192.0.2.1:0"}), Catch::StartsWith("1 "));
    CHECK_THAT(refused({"service", "--listen", "127.0.0.1:0", "--record", "/nonexistent/r"}),
               Catch::StartsWith("1 ") && Catch::Contains("/nonexistent/r: No such file"));
    CHECK_THAT(refused({"service", "--listen", "127.0.0.1:0", "--socket", "/nonexistent/s"}), Catch::StartsWith("1 "));
    for (const auto* listen : {"127.0.0.1", ":8443", "127.0.0.1:x", "127.0.0.1:65536", "127.0.0.1:-1"})
        CHECK_THAT(refused({"service", "--listen", listen}), Catch::StartsWith("2 "));
    CHECK_THAT(refused({"service", "--today", "yesterday"}), Catch::StartsWith("2 "));
}
