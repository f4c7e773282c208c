// SPDX-License-Identifier: Apache-2.0
// The real client against the simulated service over real TLS.
#include <fmt/format.h>
#include <httplib.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <thread>

#include "firmware/base/descriptor.hpp"
#include "firmware/eligibility/client.hpp"
#include "firmware/eligibility/https_line.hpp"
#include "firmware/eligibility/oqs_document.hpp"
#include "firmware/eligibility/service_messages.hpp"
#include "sim/eligibility/in_process.hpp"
#include "sim/eligibility/tls_service.hpp"
#include "tests/support/patience.hpp"
#include "tests/unit/net/freed.hpp"
#include "tests/unit/net/listener.hpp"
#include "tests/unit/net/patient.hpp"

using namespace uketsuke;
using base::ErrorCode;
using domain::Consents;
using Kind = sim::ServiceFault::Kind;
using Step = sim::ServiceStep;
using namespace std::chrono_literals;

namespace {

const std::string kPki = SERVICE_PKI;
const std::string kFacility = "1319999999";

struct Rig {
    test::HandClock clock{"2026-11-22T10:00:00+09:00"};
    std::unique_ptr<sim::Registry> registry = test::registry(clock);
    sim::FaultSwitch faults;
    std::unique_ptr<sim::TlsService> service;

    explicit Rig(const std::string& certificate = "server") {
        auto started = sim::TlsService::start(*registry, faults, clock, kPki, {certificate});
        REQUIRE(started.has_value());
        service = std::move(*started);
    }

    eligibility::ServiceAccess access() const {
        return {service->url(), kPki + "/ca.crt", kPki + "/client.crt",
                std::make_shared<http::KeyFile>(kPki + "/client.key"), 2000ms};
    }
    std::unique_ptr<ports::EligibilityVisit> begin(const eligibility::ServiceAccess& how) const {
        auto line = eligibility::HttpsLine::create(how, clock);
        REQUIRE(line.has_value());
        return eligibility::Client(std::move(*line), clock, kFacility).begin();
    }
    std::unique_ptr<ports::EligibilityVisit> begin() const { return begin(access()); }

    /// A visit that has come to the second request.
    std::unique_ptr<ports::EligibilityVisit> authenticated(const std::string& person = "hanako") const {
        auto visit = begin();
        const auto nonce = visit->challenge();
        REQUIRE(nonce.has_value());
        REQUIRE(visit->authenticate(test::sign(person, *nonce)).has_value());
        return visit;
    }
};

const base::Error kNo{ErrorCode::service_refused, "no"};

domain::Choices chosen(const Consents& consents) { return {consents, {}}; }

ErrorCode challenge_error(ports::EligibilityVisit& visit) {
    const auto nonce = visit.challenge();
    REQUIRE_FALSE(nonce.has_value());
    UNSCOPED_INFO(nonce.error().detail);
    return nonce.error().code;
}

}  // namespace

TEST_CASE("a patient is identified and confirmed over mutual TLS") {
    Rig rig;
    auto visit = rig.begin();
    const auto nonce = visit->challenge();
    REQUIRE(nonce.has_value());
    const auto who = visit->authenticate(test::sign("hanako", *nonce));
    REQUIRE(who.has_value());
    CHECK(*who == domain::Authentication{domain::Registration::registered, domain::CertificateState::valid, true});
    const auto answer = visit->confirm(chosen({true, false, true, false}));
    REQUIRE(answer.has_value());
    CHECK(answer->answer.validity == domain::Validity::valid);
    const auto document = eligibility::parse_document(answer->document);
    REQUIRE(document.has_value());
    CHECK(document->insured.at(0).name == "架空　花子");
    CHECK(document->insured.at(0).consents.given() == Consents{true, false, true, false});
    CHECK(document->insured.at(0).consents.checkups.at == rig.clock.wall());
    CHECK(rig.registry->acts() == 1);
}

TEST_CASE("each visit takes a fresh challenge, and a challenge serves one authentication") {
    Rig rig;
    auto visit = rig.begin();
    const auto nonce = visit->challenge();
    REQUIRE(nonce.has_value());
    const auto assertion = test::sign("hanako", *nonce);
    REQUIRE(visit->authenticate(assertion).has_value());
    CHECK(visit->authenticate(assertion).error().code == ErrorCode::internal);  // not even asked
    REQUIRE(visit->challenge().has_value());
    CHECK(visit->authenticate(assertion).error().code == ErrorCode::service_refused);     // an old signature
    CHECK(visit->confirm(chosen(Consents::none())).error().code == ErrorCode::internal);  // nobody is authenticated now
    CHECK(rig.registry->acts() == 0);
}

TEST_CASE("a server certificate is judged by the Clock's date, not by the machine's") {
    Rig rig("expired");  // ended on 2021-12-31
    CHECK(challenge_error(*rig.begin()) == ErrorCode::service_untrusted);
    rig.clock.set("2021-06-01T10:00:00+09:00");
    CHECK(rig.begin()->challenge().has_value());
    Rig right;
    right.clock.set("2046-01-01T12:00:00+09:00");
    CHECK(challenge_error(*right.begin()) == ErrorCode::service_untrusted);
    right.clock.set("2019-12-31T12:00:00+09:00");
    CHECK(challenge_error(*right.begin()) == ErrorCode::service_untrusted);
}

TEST_CASE("what time the service says it is, is heard with each answer, and nothing where there is none") {
    const Rig rig;
    auto how = rig.access();
    std::vector<base::WallTime> heard;
    how.hear_date = [&](base::WallTime said) { heard.push_back(said); };
    const auto visit = rig.begin(how);
    CHECK(visit->challenge());
    CHECK(heard == std::vector{rig.clock.wall()});
    rig.service->stop();
    CHECK_FALSE(visit->challenge());
    CHECK(heard.size() == 1);
}

TEST_CASE("a server of another CA is not trusted, and the fault is counted") {
    Rig rig;
    rig.faults.set({Kind::untrusted, {}, {}});
    CHECK(challenge_error(*rig.begin()) == ErrorCode::service_untrusted);
    CHECK(rig.faults.fired() == 1);
    rig.faults.set({});
    auto how = rig.access();
    how.ca = kPki + "/wrong_ca.crt";
    CHECK(challenge_error(*rig.begin(how)) == ErrorCode::service_untrusted);
    how.ca = kPki + "/client.crt";  // no CA at all
    CHECK(challenge_error(*rig.begin(how)) == ErrorCode::service_untrusted);
    CHECK(rig.begin()->challenge().has_value());
}

TEST_CASE("a server of another name is not trusted") {
    Rig rig("other_name");
    CHECK(challenge_error(*rig.begin()) == ErrorCode::service_untrusted);
}

TEST_CASE("a kiosk with a certificate of another CA gets no answer") {
    Rig rig;
    auto how = rig.access();
    how.certificate = kPki + "/wrong_client.crt";
    how.key = std::make_shared<http::KeyFile>(kPki + "/wrong_client.key");
    // TLS 1.3 refuses after the client's part; when the line is reset at once the alert is lost on the way.
    const auto refused = challenge_error(*rig.begin(how));
    CHECK((refused == ErrorCode::service_untrusted || refused == ErrorCode::service_unreachable));
}

TEST_CASE("the service talks to nobody without a client certificate") {
    Rig rig;
    // The product always has one, so openssl's own client asks here.
    const auto host = rig.service->url().substr(8);
    const auto command =
        "printf 'POST /v1/challenge HTTP/1.0\\r\\n\\r\\n' | timeout 5 openssl s_client -quiet -connect " + host +
        " -CAfile " + kPki + "/ca.crt";
    std::string output;
    FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
    REQUIRE(pipe != nullptr);
    for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) output.push_back(static_cast<char>(c));
    ::pclose(pipe);
    INFO(output);
    CHECK(output.find("certificate required") != std::string::npos);
    CHECK(output.find("HTTP/1") == std::string::npos);
}

TEST_CASE("missing key files, a key of another certificate and plain http are refused before anything is sent") {
    Rig rig;
    auto how = rig.access();
    how.key = std::make_shared<http::KeyFile>(
        GENERATE(as<std::string>(), "/nonexistent.key", kPki + "/wrong_client.key", kPki + "/client.crt"));
    CHECK(eligibility::HttpsLine::create(how, rig.clock).error().code == ErrorCode::file_unreadable);
    how = rig.access();
    how.url = "http://127.0.0.1:80";
    CHECK(eligibility::HttpsLine::create(how, rig.clock).error().code == ErrorCode::config_invalid);
}

TEST_CASE("a service that is down is unreachable") {
    Rig rig;
    const auto visit = rig.begin();
    rig.service->stop();
    CHECK(challenge_error(*visit) == ErrorCode::service_unreachable);
    auto how = rig.access();
    how.url = "https://no-such-host.invalid";
    CHECK(challenge_error(*rig.begin(how)) == ErrorCode::service_unreachable);
}

TEST_CASE("a line that is cut is unreachable, at every step") {
    Rig rig;
    const auto step = GENERATE(Step::challenge, Step::authenticate, Step::confirm);
    const auto kind = GENERATE(Kind::off, Kind::intermittent);
    auto visit = rig.begin();
    rig.faults.set({kind, {}, step});
    auto nonce = visit->challenge();
    CHECK(nonce.has_value() == (step != Step::challenge));
    if (!nonce) CHECK(nonce.error().code == ErrorCode::service_unreachable);
    if (!nonce) {
        rig.faults.set({});
        nonce = visit->challenge();
    }
    const auto who = visit->authenticate(test::sign("hanako", *nonce));
    CHECK(who.has_value() == (step != Step::authenticate));
    if (!who) CHECK(who.error().code == ErrorCode::service_unreachable);
    if (step != Step::confirm) return;
    CHECK(visit->confirm(chosen(Consents::all())).error().code == ErrorCode::service_unreachable);
    CHECK(rig.faults.fired() == 1);
    CHECK(rig.registry->acts() == 0);
    if (kind == Kind::intermittent) CHECK(visit->confirm(chosen(Consents::all())).has_value());
}

TEST_CASE("slow and stuck services end at the deadline") {
    Rig rig;
    auto how = rig.access();
    how.deadline = 300ms;
    const auto visit = rig.begin(how);
    const auto fault = GENERATE(sim::ServiceFault{Kind::stuck, {}, {}}, sim::ServiceFault{Kind::slow, 3000ms, {}});
    rig.faults.set(fault);
    const auto before = std::chrono::steady_clock::now();
    CHECK(challenge_error(*visit) == ErrorCode::service_timeout);
    const auto took = std::chrono::steady_clock::now() - before;
    CHECK(took >= 250ms);
    CHECK(took < test::kPatience);
    CHECK(rig.faults.fired() == 1);
}

TEST_CASE("the time that the key takes is time of the request") {
    struct SlowKey : http::KeyFile {
        using KeyFile::KeyFile;
        std::chrono::milliseconds takes{0};
        base::Result<http::PrivateKey> load() override {
            std::this_thread::sleep_for(takes);
            return KeyFile::load();
        }
    };
    const Rig rig;
    auto how = rig.access();
    const auto key = std::make_shared<SlowKey>(kPki + "/client.key");
    how.key = key;
    how.deadline = 200ms;
    const auto visit = rig.begin(how);
    key->takes = 201ms;
    const auto nonce = visit->challenge();
    REQUIRE_FALSE(nonce);
    CHECK(nonce.error() == base::Error{ErrorCode::service_timeout, "the key took all the time"});
}

TEST_CASE("a service that is slow within the deadline is served") {
    Rig rig;
    rig.faults.set({Kind::slow, 200ms, {}});
    CHECK(rig.begin()->challenge().has_value());
    CHECK(rig.faults.fired() == 1);
}

TEST_CASE("a patient registers over TLS, once, and goes on") {
    Rig rig;
    auto visit = rig.authenticated("unregistered");
    CHECK(visit->confirm(chosen(Consents::none())).error().code == ErrorCode::service_refused);
    rig.faults.set({Kind::garbage, {}, Step::register_use});  // the work is done, the answer unreadable
    CHECK(visit->register_use().error().code == ErrorCode::service_garbled);
    rig.faults.set({});
    const auto who = visit->register_use();
    REQUIRE(who.has_value());
    CHECK(who->registration == domain::Registration::registered);
    CHECK(rig.registry->acts() == 1);
    CHECK(visit->confirm(chosen(Consents::all())).value().answer.validity == domain::Validity::valid);
    CHECK(rig.authenticated("unregistered")->confirm(chosen(Consents::none())).has_value());  // it stays
    CHECK(rig.begin()->register_use().error().code == ErrorCode::internal);                   // nobody is authenticated
}

TEST_CASE("maintenance and an authority that cannot be asked have errors of their own") {
    Rig rig;
    rig.faults.set({Kind::maintenance, {}, {}});
    CHECK(challenge_error(*rig.begin()) == ErrorCode::service_maintenance);
    rig.faults.set({Kind::renewal, {}, {}});
    CHECK(rig.authenticated("hanako")->confirm(chosen(Consents::none())).has_value());
    CHECK(rig.faults.fired() == 0);
    auto visit = rig.begin();
    CHECK(visit->authenticate(test::sign("renewed", visit->challenge().value())).error().code ==
          ErrorCode::certificate_unconfirmed);
    CHECK(rig.faults.fired() == 1);
    CHECK(rig.authenticated("unregistered")->register_use().error().code == ErrorCode::certificate_unconfirmed);
}

TEST_CASE("consents that were not asked for do not leave the kiosk") {
    Rig rig;
    const auto visit = rig.authenticated("grace");
    CHECK(visit->confirm(chosen(Consents::all())).error().code == ErrorCode::internal);
    CHECK(rig.registry->acts() == 0);
    CHECK(visit->confirm(chosen(Consents::none())).has_value());
}

TEST_CASE("nonsense, other answers and refusals are never taken, at every step") {
    Rig rig;
    const auto [kind, code] = GENERATE(std::pair{Kind::garbage, ErrorCode::service_garbled},
                                       std::pair{Kind::wrong, ErrorCode::service_mismatch},
                                       std::pair{Kind::refused, ErrorCode::service_refused});
    auto visit = rig.begin();
    rig.faults.set({kind, {}, Step::challenge});
    CHECK(challenge_error(*visit) == code);
    rig.faults.set({kind, {}, Step::authenticate});
    const auto nonce = visit->challenge();
    REQUIRE(nonce.has_value());
    CHECK(visit->authenticate(test::sign("hanako", *nonce)).error().code == code);
    CHECK(rig.faults.fired() == 1);
    rig.faults.set({});
    visit = rig.authenticated();
    rig.faults.set({kind, {}, Step::confirm});
    CHECK(visit->confirm(chosen(Consents::all())).error().code == code);
    CHECK(rig.faults.fired() == 1);
}

namespace {

/// All that may go wrong, at each step.
std::vector<std::string> all_faults() {
    std::vector<std::string> all{"none", "renewal", "ignored", "untrusted"};
    for (const std::string kind :
         {"off", "stuck", "slow 3000", "garbage", "wrong", "refused", "maintenance", "intermittent"})
        for (const auto* step : {"challenge", "authenticate", "register", "confirm"}) all.push_back(kind + " " + step);
    return all;
}

template <class T>
bool fails(std::string& way, const char* step, const base::Result<T>& answer) {
    way += step;
    if (!answer) way += fmt::format(" {}", static_cast<int>(answer.error().code));
    return !answer;
}

/// How far the visit of somebody who registers comes, and with which error it ends.
std::string walk(ports::EligibilityVisit& visit) {
    std::string way;
    const auto nonce = visit.challenge();
    if (fails(way, "challenge", nonce)) return way;
    if (fails(way, ", authenticate", visit.authenticate(test::sign("unregistered", *nonce)))) return way;
    if (fails(way, ", register", visit.register_use())) return way;
    fails(way, ", confirm", visit.confirm(chosen(Consents::all())));
    return way;
}

std::string walk(std::unique_ptr<eligibility::Line> line, const Rig& rig) {
    const auto way = walk(*eligibility::Client(std::move(line), rig.clock, kFacility).begin());
    return fmt::format("{}; fired {}, acts {}", way, rig.faults.fired(), rig.registry->acts());
}

}  // namespace

TEST_CASE("a visit comes as far in the process as over TLS, whatever fails") {
    const auto words = GENERATE(from_range(all_faults()));
    CAPTURE(words);
    Rig tls, near;
    for (auto* rig : {&tls, &near}) rig->faults.set(sim::parse_service_fault(words).value());
    auto how = tls.access();
    how.deadline = words.starts_with("s") ? 2s : 20s;
    const auto over_tls = walk(eligibility::HttpsLine::create(how, tls.clock).value(), tls);
    CHECK(tls.faults.fired() == (words == "none" ? 0 : 1));
    CHECK(over_tls == walk(std::make_unique<sim::InProcessLine>(*near.registry, near.faults,
                                                                sim::InProcessLine::Options{1ms, how.deadline}),
                           near));
}

TEST_CASE("a repeated confirmation acts once, also when the first answer was lost") {
    Rig rig;
    auto visit = rig.authenticated();
    rig.faults.set({Kind::garbage, {}, Step::confirm});  // the work is done, the answer unreadable
    CHECK(visit->confirm(chosen(Consents::all())).error().code == ErrorCode::service_garbled);
    CHECK(rig.registry->acts() == 1);
    rig.faults.set({});
    const auto first = visit->confirm(chosen(Consents::all()));
    rig.clock.advance(60s);
    const auto second = visit->confirm(chosen(Consents::all()));
    REQUIRE(first.has_value());
    REQUIRE(second.has_value());
    CHECK(first->document == second->document);
    CHECK(rig.registry->acts() == 1);
    REQUIRE(visit->confirm(chosen(Consents::none())).has_value());  // another answer of the patient is another action
    CHECK(rig.registry->acts() == 2);
}

namespace {

/// Accepts one connection, writes `bytes` into it, and ends it: by closing, or by a reset.
class PlainServer {
public:
    enum class End { closed, reset, read_then_closed, read_then_reset };
    explicit PlainServer(std::string bytes, End end = End::closed) {
        thread_ = std::thread([this, bytes = std::move(bytes), end] {
            const auto peer = listener_.accept();
            char first = 0;
            if (end == End::read_then_closed || end == End::read_then_reset) (void)!::read(peer.get(), &first, 1);
            if (!bytes.empty()) (void)!::write(peer.get(), bytes.data(), bytes.size());
            if (end == End::reset || end == End::read_then_reset) {
                const linger now{1, 0};  // what the other side sees of close() then is a reset
                (void)::setsockopt(peer.get(), SOL_SOCKET, SO_LINGER, &now, sizeof now);
                return;
            }
            ::shutdown(peer.get(), SHUT_WR);
            char sink[4096];
            while (::read(peer.get(), sink, sizeof sink) > 0) {
            }
        });
    }
    ~PlainServer() { thread_.join(); }
    [[nodiscard]] std::string url() const { return listener_.url(); }

private:
    test::Listener listener_;
    std::thread thread_;
};

}  // namespace

TEST_CASE("a port that does not speak TLS is not trusted") {
    Rig rig;
    const PlainServer plain("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
    auto how = rig.access();
    how.url = plain.url();
    CHECK(challenge_error(*rig.begin(how)) == ErrorCode::service_untrusted);
}

TEST_CASE("a line that is cut in the handshake is unreachable and not untrusted") {
    using End = PlainServer::End;
    const Rig rig;
    const std::string nothing, half_a_hello("\x16\x03\x03\x00\x7a\x02\x00\x00", 8);
    const auto bytes = GENERATE_COPY(as<std::string>(), nothing, half_a_hello, half_a_hello.substr(0, 3));
    const auto end = GENERATE(End::closed, End::reset, End::read_then_closed, End::read_then_reset);
    const PlainServer cut(bytes, end);
    auto how = rig.access();
    how.url = cut.url();
    CHECK(challenge_error(*rig.begin(how)) == ErrorCode::service_unreachable);
}

TEST_CASE("a fatal alert in the handshake is untrusted, whatever follows") {
    const Rig rig;
    const std::string handshake_failure("\x15\x03\x03\x00\x02\x02\x28", 7),
        unknown_ca("\x15\x03\x03\x00\x02\x02\x30", 7);
    const auto bytes = GENERATE_COPY(as<std::string>(), handshake_failure, unknown_ca);
    const PlainServer refuses(bytes, PlainServer::End::read_then_closed);
    auto how = rig.access();
    how.url = refuses.url();
    CHECK(challenge_error(*rig.begin(how)) == ErrorCode::service_untrusted);
}

namespace {

/// Answers every question rightly, but from the confirmation on under `status`, and with `body` if there is one.
class StatusServer {
public:
    int status = 200;
    std::function<std::string(const eligibility::wire::Envelope&)> body;

    StatusServer() : http_((kPki + "/server.crt").c_str(), (kPki + "/server.key").c_str(), (kPki + "/ca.crt").c_str()) {
        namespace wire = eligibility::wire;
        namespace service_wire = sim::service_wire;
        http_.Post(std::string(wire::kChallengePath), [](const auto& request, auto& response) {
            answer(response, service_wire::challenge_answer(service_wire::read_envelope(request.body).value(), {}));
        });
        http_.Post(std::string(wire::kAuthenticatePath), [](const auto& request, auto& response) {
            const domain::Authentication who{domain::Registration::registered, domain::CertificateState::valid, false};
            answer(response, service_wire::authenticate_answer(service_wire::read_envelope(request.body).value(), who));
        });
        http_.Post(std::string(wire::kConfirmPath), [this](const auto& request, auto& response) {
            const auto envelope = service_wire::read_envelope(request.body).value();
            if (body)
                answer(response, body(envelope));
            else
                answer(response, service_wire::confirm_answer(envelope, document(envelope.visit)));
            response.status = status;
        });
        port_ = http_.bind_to_any_port("127.0.0.1");
        thread_ = std::thread([this] { http_.listen_after_bind(); });
        while (!http_.is_running()) std::this_thread::sleep_for(1ms);
    }
    ~StatusServer() {
        http_.stop();
        thread_.join();
    }

    static std::string document(const std::string& visit) {
        eligibility::OqsDocument document;
        document.facility_code = kFacility;
        document.identifier = visit;
        document.validity = domain::Validity::valid;
        auto& insured = document.insured.emplace_back();
        insured.name = "架空　花子";
        insured.birth = {1948, 3, 12};
        insured.address = "東京都見本区見本町１－１";
        insured.insurer_name = "見本県後期高齢者医療広域連合";
        return eligibility::build_document(document);
    }
    base::Result<domain::Eligibility> confirm() const {
        const test::HandClock clock("2026-11-22T10:00:00+09:00");
        const auto url = "https://127.0.0.1:" + std::to_string(port_);
        auto line = eligibility::HttpsLine::create({url, kPki + "/ca.crt", kPki + "/client.crt",
                                                    std::make_shared<http::KeyFile>(kPki + "/client.key"), 2000ms},
                                                   clock);
        const auto visit = eligibility::Client(std::move(line.value()), clock, kFacility).begin();
        REQUIRE(visit->challenge().has_value());
        REQUIRE(visit->authenticate({{1}, {2}, {}}).has_value());
        return visit->confirm(chosen(Consents::none()));
    }

private:
    template <class Text>
    static void answer(httplib::Response& response, const Text& text) {
        response.set_content(text.data(), text.size(), "application/json");
    }
    httplib::SSLServer http_;
    int port_ = 0;
    std::thread thread_;
};

}  // namespace

TEST_CASE("a result under any status but 200 is no result") {
    StatusServer server;
    REQUIRE(server.confirm().has_value());
    const auto [status, code] =
        GENERATE(std::pair{201, ErrorCode::service_garbled}, std::pair{302, ErrorCode::service_garbled},
                 std::pair{403, ErrorCode::service_garbled}, std::pair{409, ErrorCode::service_garbled},
                 std::pair{408, ErrorCode::service_timeout}, std::pair{429, ErrorCode::service_unreachable},
                 std::pair{502, ErrorCode::service_unreachable}, std::pair{504, ErrorCode::service_timeout},
                 std::pair{500, ErrorCode::service_unreachable}, std::pair{503, ErrorCode::service_unreachable});
    server.status = status;
    const auto answer = server.confirm();
    REQUIRE_FALSE(answer.has_value());
    CHECK(answer.error().code == code);
    CHECK(answer.error().detail.find(std::to_string(status)) != std::string::npos);
}

TEST_CASE("a refusal under 4xx is a refusal when it is whole and ours") {
    StatusServer server;
    server.status = 403;
    const auto code = [&](std::function<std::string(const eligibility::wire::Envelope&)> body) {
        server.body = std::move(body);
        return server.confirm().error().code;
    };
    using eligibility::wire::Envelope;
    using sim::service_wire::refusal;
    CHECK(code([](const auto& e) { return std::string(refusal(e, kNo)); }) == ErrorCode::service_refused);
    CHECK(code([](const auto& e) {
              return std::string(refusal({e.request_id, "x"}, kNo));
          }) == ErrorCode::service_garbled);
    server.status = 503;
    CHECK(code([](const auto& e) {
              return std::string(refusal(e, {ErrorCode::service_maintenance, {}}));
          }) == ErrorCode::service_maintenance);
    CHECK(code([](const auto& e) { return std::string(refusal(e, kNo)); }) == ErrorCode::service_unreachable);
    server.status = 403;
    CHECK(code([](const auto&) { return std::string("<html>Forbidden</html>"); }) == ErrorCode::service_garbled);
    CHECK(code([](const auto&) { return std::string(); }) == ErrorCode::service_garbled);
}

TEST_CASE("nothing of a person stands in memory that the client gave back") {
    StatusServer server;
    const std::string name = "架空　花子</Name>";
    const auto confirm = [&] { auto answer = server.confirm(); };
    // With a real line end, which stands in the document only: nlohmann keeps JSON's own spelling of it (wire.hpp).
    CHECK(test::freed_with(name + "\n", confirm) == 0);
    CHECK(test::freed_with("東京都見本区見本町１－１</Address>\n", confirm) == 0);
    server.status = 500;  // the body is not read at all
    CHECK(test::freed_with(name, confirm) == 0);
}
