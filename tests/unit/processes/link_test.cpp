// SPDX-License-Identifier: Apache-2.0
// The eligibility dialogue through the process with the network: the same answers, and no answer where that is gone.
#include "firmware/processes/link_client.hpp"

#include "firmware/eligibility/client.hpp"
#include "firmware/processes/link_messages.hpp"
#include "firmware/processes/link_server.hpp"
#include "sim/eligibility/in_process.hpp"
#include "tests/support/patience.hpp"
#include "tests/support/scratch.hpp"
#include "tests/unit/net/patient.hpp"

using namespace uketsuke;
using namespace uketsuke::processes;
using base::ErrorCode;
using namespace std::chrono_literals;

namespace {

/// Answers as it is told.
struct Service : eligibility::Line {
    base::Result<http::Response> answer = http::Response{200, "{}", base::WallTime{std::chrono::seconds{7}}};
    std::string path, key, body;
    base::Result<http::Response> post(std::string_view where, const std::string& under,
                                      const eligibility::WipedText& text) override {
        path = where;
        key = under;
        body.assign(text.begin(), text.end());
        return answer;
    }
};

struct Link {
    test::Scratch scratch;
    Service service;
    std::function<base::Result<base::Bytes>(base::ByteView)> responder;
    std::unique_ptr<CallServer> server;

    explicit Link(std::function<base::Result<base::Bytes>(base::ByteView)> asks = {}) : responder(std::move(asks)) {
        auto made = CallServer::listen({socket(), kLinkRows, 2, test::kPatience},
                                       [this](std::uint8_t call, base::ByteView question) {
                                           return answer_link_call({service, responder}, call, question);
                                       });
        REQUIRE(made.has_value());
        server = std::move(*made);
    }
    std::filesystem::path socket() const { return scratch.path / "link.sock"; }
    LinkAccess access() const { return {socket(), test::kPatience, test::kPatience}; }
};

}  // namespace

TEST_CASE("a request goes out as it is, and the answer and the service's time come back") {
    Link link;
    link.service.answer = http::Response{503, "{\"名\":1}", base::WallTime{std::chrono::seconds{1234}}};
    std::optional<base::WallTime> heard;
    auto access = link.access();
    access.hear_date = [&](base::WallTime at) { heard = at; };
    const auto answer = LinkLine(access).post("/confirm", "key-1", "{\"番号\":\"1\"}");
    REQUIRE(answer.has_value());
    CHECK(link.service.path == "/confirm");
    CHECK(link.service.key == "key-1");
    CHECK(link.service.body == "{\"番号\":\"1\"}");
    CHECK(answer->status == 503);
    CHECK(answer->body == "{\"名\":1}");
    CHECK(heard == base::WallTime{std::chrono::seconds{1234}});
}

TEST_CASE("an error of the line is the kiosk's, with its words") {
    Link link;
    for (const auto code : {ErrorCode::service_untrusted, ErrorCode::service_timeout, ErrorCode::service_unreachable}) {
        link.service.answer = base::fail(code, "as curl said");
        const auto answer = LinkLine(link.access()).post("/a", "k", "{}");
        REQUIRE_FALSE(answer);
        CHECK(answer.error() == base::Error{code, "as curl said"});
    }
}

TEST_CASE("without the process the service cannot be reached; started anew, it can") {
    Link link;
    link.server.reset();
    const auto gone = LinkLine(link.access()).post("/a", "k", "{}");
    REQUIRE_FALSE(gone);
    CHECK(gone.error().code == ErrorCode::service_unreachable);
    auto made = CallServer::listen({link.socket(), kLinkRows}, [&](std::uint8_t call, base::ByteView question) {
        return answer_link_call({link.service, {}}, call, question);
    });
    REQUIRE(made.has_value());
    CHECK(LinkLine(link.access()).post("/a", "k", "{}").has_value());
}

TEST_CASE("a process that ends before it answers leaves open what became of the request") {
    test::Scratch scratch;
    const auto socket = scratch.path / "link.sock";
    auto made = CallServer::listen({socket, kLinkRows}, [](auto, auto) { return std::optional<base::Bytes>{}; });
    REQUIRE(made.has_value());
    const auto answer = LinkLine({socket, test::kPatience, test::kPatience}).post("/confirm", "k", "{}");
    REQUIRE_FALSE(answer);
    CHECK(answer.error().code == ErrorCode::service_timeout);
}

TEST_CASE("an answer that is none is garbled") {
    test::Scratch scratch;
    const auto socket = scratch.path / "link.sock";
    auto made = CallServer::listen({socket, kLinkRows}, [](auto, auto) { return std::optional(base::Bytes(5, 'x')); });
    REQUIRE(made.has_value());
    const auto answer = LinkLine({socket, test::kPatience, test::kPatience}).post("/confirm", "k", "{}");
    REQUIRE_FALSE(answer);
    CHECK(answer.error().code == ErrorCode::service_garbled);
}

TEST_CASE("the responder of the cards' certificates is asked there, too") {
    Link link([](base::ByteView request) -> base::Result<base::Bytes> {
        return base::Bytes(request.rbegin(), request.rend());
    });
    CHECK(ask_responder(link.access(), base::Bytes{1, 2, 3}) == base::Result<base::Bytes>(base::Bytes{3, 2, 1}));
    const Link without;
    const auto none = ask_responder(without.access(), base::Bytes{1});
    REQUIRE_FALSE(none);
    CHECK(none.error().code == ErrorCode::service_unreachable);
}

TEST_CASE("a visit's whole dialogue with the simulated service goes through the process") {
    test::HandClock clock{"2026-11-22T10:00:00+09:00"};
    const auto registry = test::registry(clock);
    sim::FaultSwitch faults;
    sim::InProcessLine service(*registry, faults, {});
    test::Scratch scratch;
    const auto socket = scratch.path / "link.sock";
    auto made = CallServer::listen({socket, kLinkRows}, [&](std::uint8_t call, base::ByteView question) {
        return answer_link_call({service, {}}, call, question);
    });
    REQUIRE(made.has_value());
    eligibility::Client client(std::make_unique<LinkLine>(LinkAccess{socket, test::kPatience, test::kPatience}), clock,
                               "1319999999");
    const auto visit = client.begin();
    const auto nonce = visit->challenge();
    REQUIRE(nonce.has_value());
    const auto who = visit->authenticate(test::sign("hanako", *nonce));
    REQUIRE(who.has_value());
    const auto result = visit->confirm({});
    CHECK(result.has_value());
}
