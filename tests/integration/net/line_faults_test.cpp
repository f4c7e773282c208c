// SPDX-License-Identifier: Apache-2.0
// Everything that a line can do wrong, and which error a patient's screen shows for it: the real client, real TLS, the
// simulated service, and between them a proxy that breaks bytes, or a server that answers what it likes. Deadlines are
// short where the fault is that nothing comes.
#include <fmt/format.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <signal.h>

#include <cstdio>
#include <thread>

#include "firmware/base/descriptor.hpp"
#include "firmware/base/owned.hpp"
#include "firmware/eligibility/client.hpp"
#include "firmware/eligibility/https_line.hpp"
#include "sim/eligibility/service_wire.hpp"
#include "sim/eligibility/tls_service.hpp"
#include "sim/line/fault_proxy.hpp"
#include "tests/support/patience.hpp"
#include "tests/unit/net/listener.hpp"
#include "tests/unit/net/patient.hpp"

using namespace uketsuke;
using base::ErrorCode;
using sim::LineFault;
using Kind = LineFault::Kind;
using Way = LineFault::Way;
using namespace std::chrono_literals;

namespace {

const std::string kPki = SERVICE_PKI;

eligibility::ServiceAccess access_to(const std::string& url, base::Duration deadline) {
    return {url, kPki + "/ca.crt", kPki + "/client.crt", std::make_shared<http::KeyFile>(kPki + "/client.key"),
            deadline};
}

struct Rig {
    test::HandClock clock{"2026-11-22T10:00:00+09:00"};
    std::unique_ptr<sim::Registry> registry = test::registry(clock);
    sim::FaultSwitch faults;
    std::unique_ptr<sim::TlsService> service = sim::TlsService::start(*registry, faults, clock, kPki).value();
    std::unique_ptr<sim::FaultProxy> proxy = sim::FaultProxy::start(service->url()).value();

    eligibility::Client client(base::Duration deadline = test::kPatience) const {
        return {eligibility::HttpsLine::create(access_to(proxy->url(), deadline), clock).value(), clock, "1319999999"};
    }
    /// What a question through the proxy ends with; "none" when it was answered.
    std::string_view ask(LineFault fault, base::Duration deadline = test::kPatience) const {
        proxy->set(fault);
        const auto there = client(deadline).probe();
        if (there) return "none";
        UNSCOPED_INFO(there.error().detail);
        return base::name_of(there.error().code);
    }
    /// How many bytes a whole exchange has.
    sim::FaultProxy::Passed whole() const {
        REQUIRE(ask({}) == "none");
        return proxy->passed();
    }
};

/// Places in so many bytes: the first ones, where the heads of TLS' records are, and evenly through the rest.
std::vector<std::size_t> places_in(std::size_t bytes) {
    std::vector<std::size_t> places{0, 1, 5, 6};
    for (std::size_t i = 1; i < 12; ++i) places.push_back(bytes * i / 12);
    return places;
}

std::string name(Way way) { return way == Way::to_service ? "request" : "answer"; }

}  // namespace

TEST_CASE(
    "a line that is cut or reset at any byte of handshake, request or answer is unreachable, or the answer is whole") {
    const Rig rig;
    const auto whole = rig.whole();
    int cut = 0;
    for (const auto kind : {Kind::close, Kind::reset})
        for (const auto way : {Way::to_service, Way::to_client})
            for (const auto after : places_in(way == Way::to_service ? whole.to_service : whole.to_client)) {
                CAPTURE(name(way), after);
                CHECK(rig.ask({kind, way, after, {}}) == "service_unreachable");
                CHECK(rig.proxy->met() == 1);
                ++cut;
            }
    std::printf("line: %d places at which it was cut or reset, of %zu bytes of question and %zu of answer\n", cut,
                whole.to_service, whole.to_client);
    CHECK(rig.ask({}) == "none");
}

TEST_CASE("a line that falls silent at any stage ends at the deadline") {
    const Rig rig;
    const auto whole = rig.whole();
    const auto deadline = 150ms;
    SECTION("while connecting") { CHECK(rig.ask({.kind = Kind::unaccepted}, deadline) == "service_timeout"); }
    SECTION("in TLS or HTTP, either way") {
        for (const auto& [way, after] :
             std::initializer_list<std::pair<Way, std::size_t>>{{Way::to_service, 0},
                                                                {Way::to_client, 0},
                                                                {Way::to_client, 60},
                                                                {Way::to_client, whole.to_client / 2},
                                                                {Way::to_service, whole.to_service - 100},
                                                                {Way::to_client, whole.to_client - 120}}) {
            CAPTURE(name(way), after);
            CHECK(rig.ask({Kind::stall, way, after, {}}, deadline) == "service_timeout");
        }
    }
    SECTION("byte by byte, so that something always comes") {
        CHECK(rig.ask({Kind::drip, Way::to_client, 0, 20ms}, deadline) == "service_timeout");
        CHECK(rig.ask({Kind::drip, Way::to_client, whole.to_client - 120, 20ms}, deadline) == "service_timeout");
    }
    SECTION("byte by byte, and in time") {
        CHECK(rig.ask({Kind::drip, Way::to_client, whole.to_client - 120, 1ms}) == "none");
    }
}

TEST_CASE("bytes that were altered on the way are not trusted, at any stage") {
    const Rig rig;
    const auto whole = rig.whole();
    for (const auto after : places_in(whole.to_client)) {
        CAPTURE(after);
        CHECK(rig.ask({Kind::garbage, Way::to_client, after, {}}) == "service_untrusted");
    }
    // Of altered bytes of ours the service complains, or it just ends the line.
    for (const auto after : {std::size_t{0}, std::size_t{6}, whole.to_service / 2, whole.to_service - 100}) {
        const auto code = rig.ask({Kind::garbage, Way::to_service, after, {}}, 2000ms);
        CAPTURE(after, code);
        CHECK((code == "service_untrusted" || code == "service_unreachable" || code == "service_timeout"));
    }
}

TEST_CASE("what the proxy does to a line is what its fault says") {
    const test::Listener service;
    const auto proxy = sim::FaultProxy::start(service.url()).value();
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(std::stoi(proxy->url().substr(proxy->url().rfind(':') + 1))));
    struct Row {
        Kind kind;
        std::string comes;  ///< of "abcd", after two bytes
        int end;            ///< of the line; 0: in order
    };
    for (const auto& [kind, comes, end] : {Row{Kind::none, "abcd", 0}, Row{Kind::close, "ab", 0},
                                           Row{Kind::reset, "ab", ECONNRESET}, Row{Kind::garbage, "abUU", 0}}) {
        CAPTURE(static_cast<int>(kind));
        proxy->set({kind, Way::to_client, 2, {}});
        const base::Descriptor ours(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
        REQUIRE(::connect(ours.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
        auto peer = service.accept();
        char room[8];
        std::string came;
        const auto take = [&](std::size_t until) {
            ssize_t size = 1;
            while (came.size() < until && (size = ::recv(ours.get(), room, sizeof room, 0)) > 0)
                came.append(room, static_cast<std::size_t>(size));
            return size;
        };
        REQUIRE(::send(peer.get(), "ab", 2, MSG_NOSIGNAL) == 2);
        CHECK(take(2) > 0);
        REQUIRE(::send(peer.get(), "cd", 2, MSG_NOSIGNAL) == 2);
        if (comes.size() > 2) CHECK(take(comes.size()) > 0);
        if (comes.size() > 2) peer.reset();
        const auto size = take(comes.size() + 1);
        const int why = size < 0 ? errno : 0;
        CHECK(came == comes);
        CHECK(size <= 0);
        CHECK(why == end);
        CHECK(proxy->met() == (kind == Kind::none ? 0 : 1));
    }
    proxy->set({.kind = Kind::unaccepted});
    const base::Descriptor ours(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    CHECK(::connect(ours.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == -1);
    pollfd waits{ours.get(), POLLOUT, 0};
    CHECK(::poll(&waits, 1, 50) == 0);
}

TEST_CASE("nobody who listens is unreachable") {
    const Rig rig;
    CHECK(rig.ask({.kind = Kind::refuse}) == "service_unreachable");
    CHECK(rig.ask({}) == "none");
}

namespace {

/// Ends TLS as the service does, takes one request a connection, and answers what it is told.
class AnsweringServer {
public:
    using Answer = std::function<std::string(const eligibility::wire::Envelope&)>;
    explicit AnsweringServer(const std::string& certificate = "server") : context_(SSL_CTX_new(TLS_server_method())) {
        ::signal(SIGPIPE, SIG_IGN);  // a client may go in the middle of an answer
        SSL_CTX_use_certificate_chain_file(context_.get(), (kPki + "/" + certificate + ".crt").c_str());
        SSL_CTX_use_PrivateKey_file(context_.get(), (kPki + "/" + certificate + ".key").c_str(), SSL_FILETYPE_PEM);
        SSL_CTX_load_verify_locations(context_.get(), (kPki + "/ca.crt").c_str(), nullptr);
        SSL_CTX_set_verify(context_.get(), SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
    }
    [[nodiscard]] std::string url() const { return listener_.url(); }

    /// Of a request that is answered so, with TLS ended in order, or not at all.
    base::Result<void> ask(const Answer& answer, bool in_order = true) {
        std::thread serving([&] { serve(answer, in_order); });
        const test::HandClock clock("2026-11-22T10:00:00+09:00");
        auto there =
            eligibility::Client(eligibility::HttpsLine::create(access_to(url(), test::kPatience), clock).value(), clock,
                                "1319999999")
                .probe();
        serving.join();
        return there;
    }

private:
    void serve(const Answer& answer, bool in_order) {
        const auto peer = listener_.accept();
        const base::Owned<SSL, SSL_free> ssl(SSL_new(context_.get()));
        SSL_set_fd(ssl.get(), peer.get());
        if (SSL_accept(ssl.get()) != 1) return;
        std::string request;
        const auto at = [&] { return request.find("\r\n\r\n"); };
        while (at() == std::string::npos || !request.ends_with('}')) {
            char room[4096];
            const int size = SSL_read(ssl.get(), room, sizeof room);
            if (size <= 0) return;
            request.append(room, static_cast<std::size_t>(size));
        }
        const auto envelope = sim::service_wire::read_envelope(std::string_view(request).substr(at() + 4)).value();
        const auto text = answer(envelope);
        if (!text.empty()) SSL_write(ssl.get(), text.data(), static_cast<int>(text.size()));
        if (in_order) SSL_shutdown(ssl.get());
    }
    base::Owned<SSL_CTX, SSL_CTX_free> context_;
    test::Listener listener_;
};

using eligibility::wire::Envelope;

std::string said(std::string_view head, std::string_view body) {
    return fmt::format("HTTP/1.1 {}\r\nContent-Length: {}\r\n\r\n{}", head, body.size(), body);
}
std::string ready(const Envelope& e) { return std::string(sim::service_wire::health_answer(e)); }
std::string refusal(const Envelope& e, ErrorCode why) {
    return std::string(sim::service_wire::refusal(e, {why, "no"}));
}

struct AnswerRow {
    const char* what;
    std::string_view code;
    AnsweringServer::Answer answer;
    bool in_order = true;
};

const AnswerRow kAnswers[] = {
    {"what it should say", "none", [](const auto& e) { return said("200 OK", ready(e)); }},
    {"the same without an end of TLS", "none", [](const auto& e) { return said("200 OK", ready(e)); }, false},
    {"nothing", "service_unreachable", [](const auto&) { return ""; }},
    {"no HTTP", "service_garbled", [](const auto&) { return "hello\r\n\r\n"; }},
    {"half a status line", "service_unreachable", [](const auto&) { return "HTTP/1."; }},
    {"half of the head", "service_garbled", [](const auto&) { return "HTTP/1.1 200 OK\r\nContent-Le"; }, false},
    {"half of the body", "service_unreachable", [](const auto& e) { return said("200 OK", ready(e)).erase(60); },
     false},
    {"half of the body, ended in order", "service_unreachable",
     [](const auto& e) { return said("200 OK", ready(e)).erase(60); }},
    {"a body of more than all bounds", "service_garbled",
     [](const auto&) { return said("200 OK", std::string(600 * 1024, ' ')); }},
    {"500", "service_unreachable", [](const auto& e) { return said("500 Internal Server Error", ready(e)); }},
    {"502 of a gateway", "service_unreachable", [](const auto&) { return said("502 Bad Gateway", "<html>"); }},
    {"503 without a word", "service_unreachable", [](const auto&) { return said("503 Service Unavailable", ""); }},
    {"503, a maintenance window", "service_maintenance",
     [](const auto& e) { return said("503 Service Unavailable", refusal(e, ErrorCode::service_maintenance)); }},
    {"200, a maintenance window", "service_maintenance",
     [](const auto& e) { return said("200 OK", refusal(e, ErrorCode::service_maintenance)); }},
    {"504 of a gateway", "service_timeout", [](const auto&) { return said("504 Gateway Timeout", ""); }},
    {"429", "service_unreachable", [](const auto&) { return said("429 Too Many Requests", ""); }},
    {"a redirect", "service_garbled",
     [](const auto&) { return "HTTP/1.1 302 Found\r\nLocation: https://localhost/\r\nContent-Length: 0\r\n\r\n"; }},
    {"403 with a refusal", "service_refused",
     [](const auto& e) { return said("403 Forbidden", refusal(e, ErrorCode::service_refused)); }},
    {"404 of a service that does not know the question", "none",
     [](const auto&) { return said("404 Not Found", "<html>"); }},
    {"403 of something else", "service_garbled", [](const auto&) { return said("403 Forbidden", "<html>"); }},
    {"200 with nothing", "service_garbled", [](const auto&) { return said("200 OK", ""); }},
    {"200 with a page", "service_garbled", [](const auto&) { return said("200 OK", "<html>login</html>"); }},
    {"200 with half of the JSON", "service_garbled", [](const auto& e) { return said("200 OK", ready(e).erase(20)); }},
    {"200 and not ready", "service_garbled",
     [](const auto& e) {
         return said("200 OK",
                     fmt::format(R"({{"request_id":"{}","visit":"{}","ready":false}})", e.request_id, e.visit));
     }},
    {"200 with the answer to another", "service_mismatch",
     [](const auto& e) {
         return said("200 OK", ready({e.request_id + "-another", e.visit}));
     }},
};

}  // namespace

TEST_CASE("each answer that is none has its error") {
    AnsweringServer server;
    for (const auto& row : kAnswers) {
        CAPTURE(row.what);
        const auto there = server.ask(row.answer, row.in_order);
        if (!there) UNSCOPED_INFO(there.error().detail);
        CHECK((there ? "none" : base::name_of(there.error().code)) == row.code);
    }
    std::printf("line: %zu answers tried\n", std::size(kAnswers));
}

TEST_CASE("a certificate of another authority, of another name or that has ended is not trusted") {
    AnsweringServer server(GENERATE(as<std::string>(), "wrong", "other_name", "expired"));
    const auto there = server.ask([](const auto& e) { return said("200 OK", ready(e)); });
    REQUIRE_FALSE(there);
    CHECK(there.error().code == ErrorCode::service_untrusted);
}
