// SPDX-License-Identifier: Apache-2.0
// The page's requests, without the network: who may ask what, and what is answered.
//
// GET  /  /desk.css  /desk.js   the page itself, for anybody
// POST /login                   {"name","password","code"}: 200 {"name","role","token"} and a cookie; 401 refused;
//                               403 {"needs":"code"}; 429 with Retry-After
// GET  /me                      200 as /login; 401
// GET  /events                  the live list, server-sent events (https.hpp)
// GET  /readiness.json          each kiosk's last look at its readiness, to whoever is logged in
// POST /answer                  {"note"}: 200; 409 {"by"} somebody else did; 404; 502 the kiosk is not there
// POST /act                     {"says","item","row"} or {"says","item","kiosk"}: as /answer; 409 {"by":""} it does not
//                               wait for that; 403 {"needs":"manager"}
// POST /lookup                  {"insurer","symbol","number","branch","birth"}: 200 {"valid","people":[…]}; 400; 404
// there
//                               are none here; 502 the terminal; 503 another is under way
// POST /logout                  204
// POST /enrol                   {"code","request"}, no login: 200 {"name","broker","own","authority"}; 403 the code
// does not
//                               count; 404 this desk keeps no broker
//
// Another Host than this page's own is answered by 421; a POST from another page's script by 403: it lacks the Origin,
// and the token that stands in no cookie.
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "board.hpp"
#include "delivery.hpp"
#include "firmware/ports/clinic.hpp"
#include "login.hpp"
#include "lookup.hpp"
#include "sessions.hpp"

namespace uketsuke::desk {

struct Request {
    std::string method, path, host, origin, content_type, cookie, token, body;
    std::string address;  ///< of the browser
};
struct Reply {
    int status = 200;
    std::string type = "text/plain; charset=utf-8";
    std::string body{};
    std::string set_cookie{};
    int retry_after_s = 0;
};

/// Thread-safe.
class Site {
public:
    /// What it works with; all must outlive it.
    struct Parts {
        Login& login;
        Sessions& sessions;
        Board& board;
        Delivery& kiosks;
        ports::AuditSink& journal;
        /// Whoever has that secret joins (line::Authority); empty: this desk keeps no broker.
        std::function<base::Result<line::Membership>(std::string_view secret, std::string_view request)> admit = {};
        Lookup* lookup = nullptr;  ///< nullptr: the clinic has set no folders for it
    };
    /// `hosts`: the names and addresses of this page, without a port.
    Site(Parts parts, std::vector<std::string> hosts) : parts_(parts), names_(std::move(hosts)) {}
    /// Once the port is known, before the first request.
    void serve_at(int port);

    Reply handle(const Request& request);
    /// Whether the live list may be seen; nullopt: `refusal` is the answer.
    std::optional<Session> may_watch(const Request& request, Reply& refusal);
    struct News {
        base::WipedText text;
        bool withheld = false;  ///< of a name, since the journal cannot be written: to be asked for again
    };
    /// What changed in the live list since that version, for somebody who may see it. A name is shown once it stands in
    /// the journal that it is.
    News list_for(const Session& session, std::uint64_t since);
    /// Somebody is out of the line between kiosks and desks. False: the journal cannot be written.
    bool expelled(const std::string& name);

    static constexpr std::size_t kLargestBody = 4096;
    static constexpr base::Duration kLookup{15'000};  ///< for the terminal to answer
    static constexpr const char* kCookie = "__Host-desk";

private:
    Reply read(const Request& request, const Session& session);
    Reply log_in(const Request& request);
    Reply log_out(const Request& request, const Session& session);
    Reply answer(const Request& request, const Session& session);
    Reply carry_out(const Board::Answering& answering, std::string_view event, domain::AuditRecord record_of_it);
    Reply enrol(const Request& request);
    Reply act(const Request& request, const Session& session);
    Reply look_up(const Request& request, const Session& session);
    [[nodiscard]] bool right_host(const Request& request) const;
    [[nodiscard]] bool own_page(const Request& request) const;
    std::optional<Session> session_of(const Request& request);
    bool record(std::string_view event, domain::AuditRecord record);

    const Parts parts_;
    std::vector<std::string> names_, hosts_;                ///< hosts_: with the port, where browsers write it
    std::mutex mutex_;                                      ///< of what follows, and of the journal
    std::map<std::string, std::set<std::uint64_t>> shown_;  ///< to whom which rows' names
};

/// The value of that cookie in a Cookie header; empty: it is not there.
std::string cookie_in(std::string_view header, std::string_view name);

}  // namespace uketsuke::desk
