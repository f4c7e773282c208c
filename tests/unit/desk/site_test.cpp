// SPDX-License-Identifier: Apache-2.0
// The page's requests without a network: who gets what.
#include "desk/site.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "desk_accounts.hpp"
#include "desk_clock.hpp"
#include "firmware/desk_link/socket_link.hpp"
#include "tests/support/patience.hpp"
#include "tests/support/scratch.hpp"

using namespace uketsuke;
using namespace uketsuke::desk;
using namespace std::chrono_literals;
using nlohmann::json;

namespace {

struct Journal : ports::AuditSink {
    std::vector<std::string> lines;
    bool down = false;
    base::Result<void> append(const domain::AuditRecord& record) override {
        if (down) return base::fail(base::ErrorCode::audit_unwritable, "down");
        auto line = std::string(record.event);
        for (const auto& [key, value] : record.fields) line += " " + std::string(key) + "=" + value;
        lines.push_back(line);
        return {};
    }
    base::Result<void> check() override { return {}; }
};

/// A desk at https://192.0.2.1:8443 with one kiosk, in which somebody has called.
struct Desk {
    test::Scratch scratch;
    test::DeskClock clock;
    Journal journal;
    std::unique_ptr<Login> login = std::move(*Login::create(test::desk_settings(), clock));
    Sessions sessions{clock};
    Board board{clock, 30min};
    std::unique_ptr<Kiosks> kiosks = std::move(*Kiosks::listen(scratch.path / "desk.sock", board));
    std::unique_ptr<desk_link::SocketLink> kiosk =
        std::move(*desk_link::SocketLink::create({scratch.path / "desk.sock", "kiosk-1"}, clock));
    Delivery delivery{*kiosks, nullptr};
    Site site{{*login, sessions, board, delivery, journal}, {"192.0.2.1", "uketsuke.lan"}};

    Desk() {
        site.serve_at(8443);
        tell(domain::StepReached{.visit = 4, .n = 2, .state = "staff_called", .patient = true, .file = "a.xml"});
        tell(domain::NoteGiven{"call", 4, 2, "consent", 0, "呼んでいます", 1});
    }
    void tell(domain::DeskReport report) {
        kiosk->tell(std::move(report));
        const auto end = std::chrono::steady_clock::now() + test::kPatience;
        while (!kiosk->all_taken() && std::chrono::steady_clock::now() < end) std::this_thread::sleep_for(1ms);
        REQUIRE(kiosk->all_taken());
    }
    json list(const std::set<std::uint64_t>& names = {}) {
        return json::parse(std::string_view(board.print(0, names)));
    }
    std::uint64_t note() { return list()["rows"][0]["notes"][0]["id"]; }
};

Request get(std::string path) { return {"GET", std::move(path), "192.0.2.1:8443", "", "", "", "", "", "192.0.2.10"}; }
Request post(std::string path, const json& body) {
    return {"POST", std::move(path), "192.0.2.1:8443", "https://192.0.2.1:8443", "application/json", "",
            "",     body.dump(),     "192.0.2.10"};
}
json words(std::string name, std::string password = test::kDeskPassword) {
    return {{"name", std::move(name)}, {"password", std::move(password)}, {"code", ""}};
}

/// Somebody's browser.
struct Browser {
    Desk& desk;
    std::string cookie, token;
    Browser(Desk& at, const std::string& name) : desk(at) {
        const auto reply = desk.site.handle(post("/login", words(name)));
        REQUIRE(reply.status == 200);
        cookie = reply.set_cookie.substr(0, reply.set_cookie.find(';'));
        token = json::parse(reply.body)["token"];
    }
    Request with(Request request) const {
        request.cookie = "other=1; " + cookie;
        request.token = token;
        return request;
    }
    Reply send(const Request& request) const { return desk.site.handle(with(request)); }
    Reply answer() const { return send(post("/answer", {{"note", desk.note()}})); }
};

}  // namespace

TEST_CASE("a kiosk's readiness is read by whoever is logged in, and nobody else") {
    Desk desk;
    desk.tell(domain::ReadinessTold{"reader ready \n"});
    CHECK(desk.site.handle(get("/readiness.json")).status == 401);
    const Browser sato(desk, "sato");
    const auto reply = sato.send(get("/readiness.json"));
    CHECK(reply.status == 200);
    CHECK(json::parse(reply.body)[0]["look"]["ready"] == true);
}

TEST_CASE("the login's cookie is the browser's alone, and each login has another") {
    Desk desk;
    const auto reply = desk.site.handle(post("/login", words("sato")));
    CHECK(reply.status == 200);
    CHECK(reply.set_cookie.starts_with("__Host-desk="));
    CHECK(reply.set_cookie.ends_with("; Path=/; Secure; HttpOnly; SameSite=Strict"));
    CHECK(json::parse(reply.body)["role"] == "clerk");
    CHECK(desk.site.handle(post("/login", words("sato"))).set_cookie != reply.set_cookie);
    CHECK(desk.journal.lines == std::vector<std::string>{"desk_login by=sato", "desk_login by=sato"});
}

TEST_CASE("who is not logged in gets the empty page and nothing else") {
    Desk desk;
    for (const auto* path : {"/", "/desk.css", "/desk.js"}) CHECK(desk.site.handle(get(path)).status == 200);
    CHECK(desk.site.handle(get("/me")).status == 401);
    CHECK(desk.site.handle(get("/other")).status == 401);
    CHECK(desk.site.handle(post("/answer", {{"note", desk.note()}})).status == 401);
    CHECK(desk.site.handle(post("/logout", {})).status == 401);
    Reply refusal;
    CHECK_FALSE(desk.site.may_watch(get("/events"), refusal));
    CHECK(refusal.status == 401);
    CHECK(desk.site.handle(post("/login", words("sato", "not the password"))).status == 401);
    CHECK(desk.site.handle(post("/login", words("nobody"))).status == 401);
    CHECK(desk.site.handle(post("/login", json::array({1, 2}))).status == 401);
}

TEST_CASE("another host is refused, whoever asks") {
    Desk desk;
    const Browser browser(desk, "sato");
    for (const auto* host : {"evil.example", "192.0.2.1", "192.0.2.1:8444", "uketsuke.lan:8443.evil.example", ""}) {
        auto request = browser.with(get("/me"));
        request.host = host;
        CHECK(desk.site.handle(request).status == 421);
        Reply refusal;
        CHECK_FALSE(desk.site.may_watch(request, refusal));
    }
    auto named = browser.with(get("/me"));
    named.host = "uketsuke.lan:8443";
    CHECK(desk.site.handle(named).status == 200);
}

TEST_CASE("another page's script does nothing with the clerk's cookie (CSRF)") {
    Desk desk;
    const Browser browser(desk, "sato");
    auto request = browser.with(post("/answer", {{"note", desk.note()}}));
    request.token.clear();
    CHECK(desk.site.handle(request).status == 403);
    request = browser.with(post("/answer", {{"note", desk.note()}}));
    for (const auto* origin : {"", "null", "https://evil.example", "http://192.0.2.1:8443", "https://192.0.2.1"}) {
        request.origin = origin;
        CHECK(desk.site.handle(request).status == 403);
    }
    request = browser.with(post("/answer", {{"note", desk.note()}}));
    request.content_type = "text/plain";  // what a form of another page can send without being asked
    CHECK(desk.site.handle(request).status == 403);
    auto login = post("/login", words("sato"));
    login.origin = "https://evil.example";
    CHECK(desk.site.handle(login).status == 403);
    CHECK(desk.list()["rows"][0]["notes"][0]["by"] == "");
    CHECK(browser.answer().status == 200);
}

TEST_CASE("a cookie that is replayed after the logout, or from elsewhere, is worth nothing") {
    Desk desk;
    const Browser browser(desk, "sato");
    auto elsewhere = browser.with(get("/me"));
    elsewhere.address = "192.0.2.11";
    CHECK(desk.site.handle(elsewhere).status == 401);
    CHECK(browser.send(get("/me")).status == 200);
    const auto bye = browser.send(post("/logout", {}));
    CHECK(bye.status == 204);
    CHECK(bye.set_cookie.find("Max-Age=0") != std::string::npos);
    CHECK(browser.send(get("/me")).status == 401);
    CHECK(browser.answer().status == 401);
}

TEST_CASE("two clerks at once: one action, one effect") {
    Desk desk;
    const Browser sato(desk, "sato"), ito(desk, "ito");
    CHECK(desk.list()["rows"][0]["weight"] == 0);
    CHECK(sato.answer().status == 200);
    const auto second = ito.answer();
    CHECK(second.status == 409);
    CHECK(json::parse(second.body)["by"] == "sato");
    CHECK(desk.kiosk->wait({}) == std::vector{domain::DeskAnswer{{4, 2}, domain::DeskSays::comes, 0, "sato"}});
    CHECK(desk.list()["rows"][0]["notes"][0]["by"] == "sato");
    CHECK(desk.list()["rows"][0]["weight"] == 2);
    CHECK(desk.journal.lines.back() == "desk_answered by=sato where=kiosk-1");
}

TEST_CASE("nothing is answered that does not stand in the journal, or that the kiosk cannot hear") {
    Desk desk;
    const Browser sato(desk, "sato");
    desk.journal.down = true;
    CHECK(sato.answer().status == 503);
    desk.journal.down = false;
    CHECK(sato.send(post("/answer", {{"note", 999}})).status == 404);
    CHECK(sato.send(post("/answer", {{"note", "1"}})).status == 400);
    CHECK(sato.send(post("/answer", {})).status == 400);
    desk.kiosk.reset();
    const auto end = std::chrono::steady_clock::now() + test::kPatience;
    while (desk.list()["kiosks"][0]["there"] == true && std::chrono::steady_clock::now() < end)
        std::this_thread::sleep_for(1ms);
    CHECK(sato.answer().status == 502);
    CHECK(desk.list()["rows"][0]["notes"][0]["by"] == "");
}

TEST_CASE("a clerk confirms at the desk, a manager unlocks and closes, and the journal has who did what") {
    Desk desk;
    const Browser sato(desk, "sato"), ito(desk, "ito");
    desk.tell(domain::StepReached{.visit = 4, .n = 7, .state = "staff_refused", .patient = true, .marks = "unlock"});
    const std::uint64_t row = desk.list()["rows"][0]["id"];
    const auto to_patient = [&](const char* says) { return post("/act", {{"says", says}, {"row", row}}); };
    CHECK(sato.send(to_patient("unlocks")).status == 403);
    CHECK(ito.send(to_patient("unlocks")).status == 200);
    CHECK(desk.kiosk->wait({}) == std::vector{domain::DeskAnswer{{4, 7}, domain::DeskSays::unlocks, 0, "ito"}});
    CHECK(desk.journal.lines.back() == "desk_said by=ito where=kiosk-1 how=unlocks value=0");
    const auto late = sato.send(to_patient("confirms"));
    CHECK((late.status == 409 && json::parse(late.body)["by"] == "ito"));
    desk.tell(domain::StepReached{.visit = 4, .n = 8, .state = "staff_password", .patient = true});
    CHECK(sato.send(to_patient("confirms")).status == 200);
    const auto closes = post("/act", {{"says", "closes"}, {"kiosk", "kiosk-1"}, {"item", 1}});
    CHECK(sato.send(closes).status == 403);
    CHECK(ito.send(closes).status == 200);
    CHECK(ito.send(closes).status == 409);
    for (const auto& wrong :
         {json{{"says", "comes"}}, json{{"says", 1}}, json{{"says", "confirms"}, {"row", -1}}, json::array(), json{}})
        CHECK(sato.send(post("/act", wrong)).status == 400);
    CHECK(sato.send(post("/act", {{"says", "confirms"}, {"row", 999}})).status == 404);
    CHECK(sato.send(post("/lookup", json::object())).status == 404);
}

TEST_CASE("nothing is said that does not stand in the journal, or that the kiosk cannot hear") {
    Desk desk;
    const Browser sato(desk, "sato");
    desk.tell(domain::StepReached{.visit = 4, .n = 8, .state = "staff_password", .patient = true});
    const auto confirms = post("/act", {{"says", "confirms"}, {"row", desk.list()["rows"][0]["id"]}});
    desk.journal.down = true;
    CHECK(sato.send(confirms).status == 503);
    desk.journal.down = false;
    desk.kiosk.reset();
    const auto end = std::chrono::steady_clock::now() + test::kPatience;
    while (desk.list()["kiosks"][0]["there"] == true && std::chrono::steady_clock::now() < end)
        std::this_thread::sleep_for(1ms);
    CHECK(sato.send(confirms).status == 502);
    CHECK(desk.list()["rows"][0]["decided"] == "");
}

TEST_CASE("a name is shown once the journal has that it is, and goes a while after the visit") {
    Desk desk;
    const Browser sato(desk, "sato");
    const auto session = *desk.sessions.find(cookie_in(sato.cookie, Site::kCookie), "192.0.2.10");
    desk.tell(domain::PersonNamed{"a.xml", "<b>山田", "ヤマダ"});
    const auto seen = [&] {
        return json::parse(std::string_view(desk.site.list_for(session, 0).text))["rows"][0]["name"].get<std::string>();
    };
    desk.journal.down = true;
    CHECK(seen().empty());
    CHECK(desk.site.list_for(session, 0).withheld);
    desk.journal.down = false;
    CHECK_FALSE(desk.site.list_for(session, 0).withheld);
    CHECK(seen() == "<b>山田");
    CHECK(seen() == "<b>山田");
    CHECK(std::count(desk.journal.lines.begin(), desk.journal.lines.end(), "desk_name_shown by=sato where=kiosk-1") ==
          1);
    desk.tell(domain::StepReached{.state = "idle"});
    desk.clock.move(29min);
    desk.board.look();
    CHECK(seen() == "<b>山田");
    desk.clock.move(1min);
    desk.board.look();
    CHECK(seen().empty());
}

TEST_CASE("a cookie is found by its whole name") {
    CHECK(cookie_in("a=1; __Host-desk=xyz; b=2", Site::kCookie) == "xyz");
    CHECK(cookie_in("__Host-desk2=xyz", Site::kCookie).empty());
    CHECK(cookie_in("x__Host-desk=xyz", Site::kCookie).empty());
    CHECK(cookie_in(";;=;__Host-desk", Site::kCookie).empty());
}
