// SPDX-License-Identifier: Apache-2.0
// Who gets in, and what they may say: codes, identities, and the broker's permissions.
#include <catch2/catch.hpp>

#include "desk/line/check.hpp"
#include "desk/line/enrolment_code.hpp"
#include "desk/line/names.hpp"
#include "real_broker.hpp"

using namespace uketsuke;
using namespace uketsuke::test;
using namespace std::chrono_literals;
using desk::line::Broker;
using desk::line::EnrolmentCode;
using Kind = desk::line::Member::Kind;
using Stored = Broker::Stored;

namespace {

std::unique_ptr<Broker> connected(const desk::line::Identity& identity) {
    auto broker = Broker::open(identity);
    REQUIRE(broker);
    REQUIRE(comes([&] { return (*broker)->there(); }));
    return std::move(*broker);
}

std::string a_request() { return desk::x509::print(*desk::x509::request_for(*desk::x509::make_key())); }

}  // namespace

TEST_CASE("a code counts once, for its time, and for whom it was drawn") {
    const Scratch scratch;
    const auto now = app::SystemClock().wall();
    const auto authority = desk::line::Authority::open(scratch.path / "broker", "127.0.0.1:4222");
    REQUIRE(authority);
    const auto code = authority->invite(Kind::kiosk, "kiosk-7", now),
               late = authority->invite(Kind::desk, "desk-7", now);
    REQUIRE(code);
    REQUIRE(late);
    CHECK_FALSE(authority->admit("0123456789abcdef", a_request(), now));
    CHECK_FALSE(authority->admit(*code, "no request", now));
    const auto member = authority->admit(*code, a_request(), now + 29min);
    REQUIRE(member);
    CHECK(member->name == "kiosk-7");
    CHECK_FALSE(authority->admit(*code, a_request(), now));
    CHECK_FALSE(authority->admit(*late, a_request(), now + 31min));
    for (const auto* name : {"", "a.b", "keeper", "*", ">", "a b"})
        CHECK_FALSE(authority->invite(Kind::kiosk, name, now));
    CHECK(authority->members()->size() == 2);
    CHECK(authority->expel("kiosk-7"));
    CHECK_FALSE(authority->expel("kiosk-7"));
    CHECK_FALSE(authority->expel("keeper"));
}

TEST_CASE("a code is typed as people type") {
    const auto code = EnrolmentCode::of("192.0.2.1:8443", "0123456789abcdef",
                                        std::string("AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:FF:FF"));
    CHECK(code.print() == "192.0.2.1:8443/0123-4567-89ab-cdef-abcd-ef01-2345-6789-abcd-ef01");
    const auto read = EnrolmentCode::parse(" 192.0.2.1:8443/0123 4567-89AB-cdef-abcd-ef01-2345-6789-abcd-ef01\n");
    REQUIRE(read);
    CHECK(read->print() == code.print());
    for (const auto* wrong :
         {"", "192.0.2.1:8443", "192.0.2.1/0123-4567-89ab-cdef-abcd-ef01-2345-6789-abcd-ef01", "192.0.2.1:8443/0123",
          "192.0.2.1:8443/g123-4567-89ab-cdef-abcd-ef01-2345-6789-abcd-ef01"})
        CHECK_FALSE(EnrolmentCode::parse(wrong));
}

TEST_CASE("a kiosk says nothing in another's name, hears nothing of others, and changes no stream") {
    RealBroker broker;
    const FarDesk desk(*desk::line::load_identity(broker.authority->own_identity()), broker.authority.get(),
                       broker.clock);
    const auto one = broker.join(Kind::kiosk, "kiosk-1"), other = broker.join(Kind::kiosk, "kiosk-2");
    const auto kiosk = connected(one), victim = connected(other);
    const auto put = [&](Broker& who, const std::string& subject) {
        return who.store({subject, "{}", subject, {{desk::line::kRun, "aa"}}});
    };
    CHECK(comes([&] { return put(*kiosk, desk::line::report_of("kiosk-1")) != Stored::no; }));
    for (const auto& subject :
         {desk::line::report_of("kiosk-2"), desk::line::name_of("kiosk-2"), desk::line::here_of("kiosk-2"),
          desk::line::action_for("kiosk-1"), desk::line::action_for("kiosk-2"),
          std::string("$JS.API.STREAM.PURGE.UKETSUKE"), std::string("$JS.API.STREAM.DELETE.UKETSUKE"),
          std::string("$JS.API.CONSUMER.DELETE.UKETSUKE.kiosk-2"), std::string("$JS.ACK.UKETSUKE.kiosk-2.1.4.1.1.0")})
        kiosk->tell(subject, "");
    CHECK(kiosk->follow(desk::line::kNames, 1, [](const auto&) {}) == nullptr);

    std::atomic<int> overheard = 0, heard = 0;
    const auto count = [&](std::atomic<int>& into) { return [&into](const auto&) { ++into; }; };
    std::vector<std::unique_ptr<desk::line::Ear>> ears;
    for (const auto* subject : {"uketsuke.>", ">", "uketsuke.report.kiosk-2", "uketsuke.to.kiosk-2", "uketsuke.here.*",
                                "_INBOX_kiosk-2.>", "_INBOX_keeper.>", "$JS.>"})
        ears.push_back(kiosk->listen(subject, count(overheard)));
    const auto keeper = connected(*desk::line::load_identity(broker.authority->own_identity()));
    const auto own = kiosk->listen(desk::line::hands_to("kiosk-1"), count(heard));
    CHECK(comes([&] { return put(*victim, desk::line::report_of("kiosk-2")) != Stored::no; }));
    for (const auto* to : {"kiosk-2", "kiosk-1"})
        CHECK(keeper->store({desk::line::action_for(to), "{}", to, {}}) == Stored::now);
    CHECK(comes([&] { return heard == 1; }));
    CHECK(overheard == 0);
    CHECK(keeper->last(desk::line::kEvents) == 4);  // two reports and two actions, and nothing that was refused
}

TEST_CASE("without an identity of its own nobody gets in; whoever is expelled is out at once") {
    RealBroker broker;
    const auto member = broker.join(Kind::kiosk, "kiosk-1");
    const auto folder = broker.scratch.path / "kiosk-1";
    REQUIRE(comes([&] { return desk::line::look_at_line(folder).how == desk::line::LineState::How::right; }));
    CHECK(desk::line::look_at_line(folder).days_left > 3600);
    CHECK(desk::line::look_at_line(broker.scratch.path / "nobody").how == desk::line::LineState::How::not_joined);

    const auto elsewhere = desk::line::Authority::open(broker.scratch.path / "elsewhere", broker.listen);
    REQUIRE(elsewhere);
    auto stranger = *desk::line::load_identity(elsewhere->own_identity());
    stranger.authority = member.authority;
    const auto out = Broker::open(stranger);
    REQUIRE(out);

    const auto kiosk = connected(member);
    REQUIRE(broker.authority->expel("kiosk-1"));
    CHECK(comes([&] { return !kiosk->there(); }));
    CHECK(desk::line::look_at_line(folder).how == desk::line::LineState::How::unreachable);
    CHECK_FALSE((*out)->there());

    broker.join(Kind::kiosk, "kiosk-1");
    CHECK(comes([&] { return desk::line::look_at_line(folder).how == desk::line::LineState::How::right; }));
    CHECK_FALSE(kiosk->there());  // what it was before does not count again
}
