// SPDX-License-Identifier: Apache-2.0
#include "site.hpp"

#include <fmt/format.h>
#include <openssl/crypto.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "firmware/base/enumeration.hpp"
#include "pages.hpp"

namespace uketsuke::desk {
namespace {

using nlohmann::json;

constexpr const char* kJson = "application/json";
constexpr const char* kElsewhere = "ほかの受付";

Reply plain(int status, std::string words) { return {.status = status, .body = std::move(words)}; }
Reply object(int status, const json& body) { return {.status = status, .type = kJson, .body = body.dump()}; }

/// A text of the body; empty where there is none.
std::string text_in(const json& body, const char* key) {
    const auto found = body.find(key);
    return found != body.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

json about(const Session& session, bool lookup) {
    return {{"name", session.name},
            {"role", session.role == Role::manager ? "manager" : "clerk"},
            {"token", session.token},
            {"lookup", lookup}};
}

bool same(std::string_view a, std::string_view b) {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string cookie_line(const std::string& value, std::string_view more) {
    return fmt::format("{}={}; Path=/; Secure; HttpOnly; SameSite=Strict{}", Site::kCookie, value, more);
}

}  // namespace

std::string cookie_in(std::string_view header, std::string_view name) {
    while (!header.empty()) {
        auto one = header.substr(0, header.find(';'));
        header.remove_prefix(std::min(header.size(), one.size() + 1));
        one.remove_prefix(std::min(one.size(), one.find_first_not_of(' ')));
        if (one.starts_with(name) && one.substr(name.size()).starts_with('='))
            return std::string(one.substr(name.size() + 1));
    }
    return {};
}

void Site::serve_at(int port) {
    for (const auto& name : names_) {
        const auto host = name.find(':') == std::string::npos ? name : fmt::format("[{}]", name);
        hosts_.push_back(fmt::format("{}:{}", host, port));
        if (port == 443) hosts_.push_back(host);
    }
}

bool Site::right_host(const Request& request) const {
    return std::find(hosts_.begin(), hosts_.end(), request.host) != hosts_.end();
}

bool Site::own_page(const Request& request) const {
    return request.origin == "https://" + request.host && request.content_type == kJson;
}

std::optional<Session> Site::session_of(const Request& request) {
    const auto cookie = cookie_in(request.cookie, kCookie);
    return cookie.empty() ? std::nullopt : parts_.sessions.find(cookie, request.address);
}

Reply Site::handle(const Request& request) {
    if (!right_host(request)) return plain(421, "another host");
    if (request.method == "GET")
        if (const auto* page = page_at(request.path))
            return {.type = std::string(page->type), .body = std::string(page->text)};
    const bool post = request.method == "POST";
    if (post && !own_page(request)) return plain(403, "another page");
    if (post && request.path == "/login") return log_in(request);
    if (post && request.path == "/enrol") return enrol(request);
    const auto session = session_of(request);
    if (!session) return plain(401, "not logged in");
    if (!post) return read(request, *session);
    if (!same(request.token, session->token)) return plain(403, "another page");
    if (request.path == "/answer") return answer(request, *session);
    if (request.path == "/act") return act(request, *session);
    if (request.path == "/lookup") return look_up(request, *session);
    if (request.path == "/logout") return log_out(request, *session);
    return plain(404, "no such page");
}

/// Of what somebody sees who is logged in.
Reply Site::read(const Request& request, const Session& session) {
    if (request.path == "/me") return object(200, about(session, parts_.lookup != nullptr));
    if (request.path == "/readiness.json") return {.type = kJson, .body = parts_.board.print_readiness()};
    return plain(404, "no such page");
}

bool Site::record(std::string_view event, domain::AuditRecord record) {
    const std::scoped_lock lock(mutex_);
    record.event = event;
    return parts_.journal.append(record).has_value();
}

/// Only what was compared is written down: whoever tries without end fills no disk.
Reply Site::log_in(const Request& request) {
    using Outcome = Login::Outcome;
    const auto body = json::parse(request.body, nullptr, false);
    const auto name = text_in(body, "name");
    const auto tried =
        parts_.login.attempt(request.address, {name, base::Secret(text_in(body, "password")), text_in(body, "code")});
    auto reply = plain(401, "refused");
    reply.retry_after_s = static_cast<int>(tried.wait_for.count());
    if (tried.outcome == Outcome::wait) reply.status = 429;
    if (tried.outcome == Outcome::refused && !record("desk_login_refused", {})) reply.status = 503;
    if (tried.outcome == Outcome::needs_code) reply = object(403, {{"needs", "code"}});
    if (tried.outcome != Outcome::accepted) return reply;
    if (!record("desk_login", {.fields = {{"by", name}}})) return plain(503, "the journal cannot be written");
    parts_.sessions.end(cookie_in(request.cookie, kCookie));  // a new login has a new cookie, and the old one ends
    auto cookie = parts_.sessions.begin({.name = name, .role = tried.role, .address = request.address});
    if (!cookie) return plain(503, "too many sessions");
    reply = object(200, about(*parts_.sessions.find(*cookie, request.address), parts_.lookup != nullptr));
    reply.set_cookie = cookie_line(*cookie, "");
    return reply;
}

Reply Site::log_out(const Request& request, const Session& session) {
    parts_.sessions.end(cookie_in(request.cookie, kCookie));
    record("desk_logout", {.fields = {{"by", session.name}}});
    return {.status = 204, .set_cookie = cookie_line("", "; Max-Age=0")};
}

Reply Site::answer(const Request& request, const Session& session) {
    const auto body = json::parse(request.body, nullptr, false);
    const auto note = body.find("note");
    if (note == body.end() || !note->is_number_unsigned()) return plain(400, "which note?");
    const auto id = note->get<std::uint64_t>();
    const auto answered = parts_.board.answer(id, session.name);
    if (answered.how == Board::Answered::unknown) return plain(404, "no such note");
    if (answered.how == Board::Answered::before) return object(409, {{"by", answered.by}});
    domain::AuditRecord done{.visit = answered.answer.ticket.visit,
                             .fields = {{"by", session.name}, {"where", answered.kiosk}}};
    const auto reply = carry_out(answered, "desk_answered", std::move(done));
    if (reply.status != 200) parts_.board.withdraw(id, session.name);
    return reply;
}

/// Claimed, written down, said: in this order, so that of two desks one does it and one line stands for it; where a
/// step fails nothing is said.
Reply Site::carry_out(const Board::Answering& answering, std::string_view event, domain::AuditRecord record_of_it) {
    const auto claimed = parts_.kiosks.claim(answering);
    if (claimed == Delivery::Sent::before) return object(409, {{"by", kElsewhere}});
    if (claimed == Delivery::Sent::no) return plain(502, "the kiosk is not there");
    const bool written = record(event, std::move(record_of_it));
    if (written && parts_.kiosks.send(answering)) return object(200, json::object());
    parts_.kiosks.give_up(answering);
    return written ? plain(502, "the kiosk is not there") : plain(503, "the journal cannot be written");
}

/// What was signed without standing in the journal is not given away.
Reply Site::enrol(const Request& request) {
    const auto body = json::parse(request.body, nullptr, false);
    if (!parts_.admit) return plain(404, "no such page");
    const auto joined = parts_.admit(text_in(body, "code"), text_in(body, "request"));
    if (!joined) return plain(403, "refused");
    if (!record("desk_enrolled", {.fields = {{"where", joined->name}}}))
        return plain(503, "the journal cannot be written");
    return object(
        200,
        {{"name", joined->name}, {"broker", joined->broker}, {"own", joined->own}, {"authority", joined->authority}});
}

namespace {

/// Nobody but a manager changes for others what the kiosk does, or takes wrong codes back.
bool for_managers(domain::DeskSays says) {
    using domain::DeskSays;
    return says == DeskSays::closes || says == DeskSays::opens || says == DeskSays::unlocks;
}

std::optional<Board::Wish> wish_in(const json& body, const Session& session) {
    const auto says = base::value_named<domain::DeskSays>(text_in(body, "says"));
    if (!says || *says == domain::DeskSays::comes) return std::nullopt;
    Board::Wish wish{*says, 0, session.name, 0, text_in(body, "kiosk")};
    for (const auto* key : {"item", "row"})
        if (const auto found = body.find(key); found != body.end()) {
            if (!found->is_number_unsigned() || found->get<std::uint64_t>() > 1'000'000'000) return std::nullopt;
            if (std::string_view(key) == "item") wish.item = found->get<int>();
            if (std::string_view(key) == "row") wish.row = found->get<std::uint64_t>();
        }
    return wish;
}

}  // namespace

/// Written down before it is said; where that fails nothing is said.
Reply Site::act(const Request& request, const Session& session) {
    const auto body = json::parse(request.body, nullptr, false);
    const auto wish = body.is_object() ? wish_in(body, session) : std::nullopt;
    if (!wish) return plain(400, "what?");
    if (for_managers(wish->says) && session.role != Role::manager) return object(403, {{"needs", "manager"}});
    const auto did = parts_.board.act(*wish);
    if (did.how == Board::Answered::unknown) return plain(404, "no such row");
    if (did.how != Board::Answered::now) return object(409, {{"by", did.by}});
    const std::string says(base::enumerator_name(wish->says));
    auto reply = carry_out(
        did, "desk_said",
        {.visit = did.answer.ticket.visit,
         .fields = {{"by", session.name}, {"where", did.kiosk}, {"how", says}, {"value", std::to_string(wish->item)}}});
    // A door that another desk was first to close or open is as it was wanted.
    const bool done_elsewhere = reply.status == 409 && wish->row == 0;
    if (reply.status != 200 && !done_elsewhere) parts_.board.withdraw(*wish);
    return reply;
}

namespace {

json person(const eligibility::OqsInsured& insured) {
    const auto text = [](const base::WipedText& from) { return std::string(from.begin(), from.end()); };
    return {{"name", text(insured.name)},
            {"kana", text(insured.name_kana)},
            {"insurer", text(insured.insurer_name)},
            {"symbol", text(insured.symbol)},
            {"number", text(insured.number)},
            {"branch", text(insured.branch)},
            {"ratio", text(insured.ratio)},
            {"elderly_ratio", text(insured.elderly_ratio)}};
}

json looked_up(const eligibility::OqsDocument& document) {
    json people = json::array();
    for (const auto& insured : document.insured) people.push_back(person(insured));
    return {{"valid", domain::counts(document.validity)},
            {"validity", static_cast<int>(document.validity)},
            {"people", std::move(people)}};
}

int status_of(base::ErrorCode error) {
    if (error == base::ErrorCode::config_invalid) return 400;
    return error == base::ErrorCode::service_processing ? 503 : 502;
}

}  // namespace

/// Who looked up stands in the journal before the question is put; whom, nowhere.
Reply Site::look_up(const Request& request, const Session& session) {
    if (parts_.lookup == nullptr) return plain(404, "no look-ups here");
    const auto body = json::parse(request.body, nullptr, false);
    if (!body.is_object()) return plain(400, "what?");
    const auto birth = base::parse_date(text_in(body, "birth"));
    if (!birth) return plain(400, "the birth");
    if (!record("desk_lookup", {.fields = {{"by", session.name}}})) return plain(503, "the journal cannot be written");
    const auto found = parts_.lookup->ask(
        {text_in(body, "insurer"), text_in(body, "symbol"), text_in(body, "number"), text_in(body, "branch"), *birth},
        kLookup);
    if (!found) return plain(status_of(found.error().code), found.error().detail);
    for (std::size_t i = 0; i < found->insured.size(); ++i)
        if (!record("desk_name_shown", {.fields = {{"by", session.name}, {"where", "lookup"}}}))
            return plain(503, "the journal cannot be written");
    return object(200, looked_up(*found));
}

std::optional<Session> Site::may_watch(const Request& request, Reply& refusal) {
    auto session = right_host(request) ? session_of(request) : std::nullopt;
    if (!session) refusal = right_host(request) ? plain(401, "not logged in") : plain(421, "another host");
    return session;
}

Site::News Site::list_for(const Session& session, std::uint64_t since) {
    std::set<std::uint64_t> names;
    bool withheld = false;
    for (const auto& row : parts_.board.named()) {
        bool known = false;
        {
            const std::scoped_lock lock(mutex_);
            known = shown_[session.name].contains(row.row);
        }
        if (!known &&
            !record("desk_name_shown", {.visit = row.visit, .fields = {{"by", session.name}, {"where", row.kiosk}}})) {
            withheld = true;
            continue;
        }
        names.insert(row.row);
    }
    const std::scoped_lock lock(mutex_);
    shown_[session.name] = names;
    return {parts_.board.print(since, names), withheld};
}

bool Site::expelled(const std::string& name) { return record("desk_expelled", {.fields = {{"where", name}}}); }

}  // namespace uketsuke::desk
