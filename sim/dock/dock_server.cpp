// SPDX-License-Identifier: Apache-2.0
#include "dock_server.hpp"

#include <fmt/format.h>
#include <httplib.h>

#include <atomic>
#include <thread>

#include "embedded_dock.hpp"
#include "sim/scenario/verb_page.hpp"

namespace uketsuke::sim {
namespace {

constexpr const char* kAddress = "127.0.0.1";
constexpr const char* kJson = "application/json";
constexpr base::Duration kHeartbeat{2000};
constexpr int kThreads = 16, kMostWatching = 8;  // a page that listens keeps its thread

const httplib::Headers kHeaders{
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri "
     "'none'; "
     "form-action 'none'; frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Cache-Control", "no-store"},
};

void refuse(httplib::Response& response, int status, const char* why) {
    response.status = status;
    response.set_content(why, "text/plain");
}

}  // namespace

class DockServer::Server {
public:
    Server(Errands& errands, News& news, Answers answers)
        : errands_(errands), news_(news), answers_(std::move(answers)) {
        http_.new_task_queue = [] { return new httplib::ThreadPool(kThreads); };
        http_.set_default_headers(kHeaders);
        http_.set_payload_max_length(kLargestBody);
        http_.set_tcp_nodelay(true);
        http_.set_socket_options([](socket_t socket) {
            const int yes = 1;  // a port that another program has is not shared, as httplib's own options would
            ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
        });
        give("/", "text/html; charset=utf-8", dock_page::kIndexHtml);
        give("/dock.css", "text/css; charset=utf-8", dock_page::kCss);
        give("/dock.js", "text/javascript; charset=utf-8", dock_page::kJs);
        tell("/schema", kJson, print_verbs_json);
        tell("/choices", kJson, [this] { return errands_.ask(answers_.choices); });
        tell("/picture.png", "image/png", [this] { return errands_.ask(answers_.picture); });
        take("/verb", answers_.verb);
        take("/kiosk", answers_.kiosk);
        take("/pace", answers_.pace);
        http_.Get("/events", [this](const httplib::Request& request, httplib::Response& response) {
            if (is_meant(request, response)) watch(response);
        });
    }
    ~Server() {
        http_.stop();
        if (thread_.joinable()) thread_.join();
    }

    base::Result<void> listen(int port) {
        port_ = port != 0 && http_.bind_to_port(kAddress, port) ? port
                : port == 0                                     ? http_.bind_to_any_port(kAddress)
                                                                : -1;
        if (port_ <= 0)
            return base::fail(base::ErrorCode::config_invalid,
                              fmt::format("port {}: another program has it (--port)", port));
        thread_ = std::thread([this] { http_.listen_after_bind(); });
        return {};
    }
    [[nodiscard]] int port() const { return port_; }

private:
    /// A name that leads here from elsewhere is another one.
    bool is_meant(const httplib::Request& request, httplib::Response& response) const {
        const auto host = request.get_header_value("Host");
        for (const auto* name : {kAddress, "localhost"})
            if (host == fmt::format("{}:{}", name, port_)) return true;
        refuse(response, 421, "another host");
        return false;
    }
    /// What another page has its visitor's browser send is not this page's.
    bool is_own(const httplib::Request& request, httplib::Response& response) const {
        if (!is_meant(request, response)) return false;
        const bool own = request.get_header_value("Origin") == "http://" + request.get_header_value("Host") &&
                         request.get_header_value("Content-Type") == kJson;
        if (!own) refuse(response, 403, "another page");
        return own;
    }

    void give(const char* path, const char* type, std::string_view text) {
        tell(path, type, [text] { return std::string(text); });
    }
    void tell(const char* path, const char* type, std::function<std::string()> what) {
        http_.Get(path,
                  [this, type, what = std::move(what)](const httplib::Request& request, httplib::Response& response) {
                      if (!is_meant(request, response)) return;
                      const auto text = what();
                      if (text.empty()) return refuse(response, 503, "the kiosk has closed");
                      response.set_content(text, type);
                  });
    }
    void take(const char* path, const std::function<std::string(const std::string&)>& what) {
        http_.Post(path, [this, what](const httplib::Request& request, httplib::Response& response) {
            if (!is_own(request, response)) return;
            const auto answer = errands_.ask([&] { return what(request.body); });
            if (answer.empty()) return refuse(response, 400, "no request");
            response.set_content(answer, kJson);
        });
    }

    void watch(httplib::Response& response) {
        if (watching_.fetch_add(1) >= kMostWatching) {
            --watching_;
            return refuse(response, 503, "too many pages are open");
        }
        response.set_chunked_content_provider(
            "text/event-stream",
            [this, seen = std::uint64_t{0}](std::size_t, httplib::DataSink& sink) mutable { return send(seen, sink); },
            [this](bool) { --watching_; });
    }

    bool send(std::uint64_t& seen, httplib::DataSink& sink) {
        std::string text;
        for (const auto& line : news_.after(seen, kHeartbeat)) text += fmt::format("data: {}\n\n", line);
        if (news_.closed()) {
            sink.done();
            return true;
        }
        if (text.empty()) text = ":\n\n";
        return sink.write(text.data(), text.size());
    }

    Errands& errands_;
    News& news_;
    const Answers answers_;
    httplib::Server http_;
    int port_ = 0;
    std::atomic<int> watching_ = 0;
    std::thread thread_;
};

DockServer::DockServer(std::unique_ptr<Server> server) : server_(std::move(server)) {}
DockServer::~DockServer() = default;

base::Result<std::unique_ptr<DockServer>> DockServer::serve(int port, Errands& errands, News& news, Answers answers) {
    auto server = std::make_unique<Server>(errands, news, std::move(answers));
    if (auto listening = server->listen(port); !listening) return base::fail(listening.error());
    return std::unique_ptr<DockServer>(new DockServer(std::move(server)));
}

std::string DockServer::url() const { return fmt::format("http://{}:{}", kAddress, server_->port()); }

}  // namespace uketsuke::sim
