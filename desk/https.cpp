// SPDX-License-Identifier: Apache-2.0
#include "https.hpp"

#include <fmt/format.h>
#include <httplib.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "tls.hpp"

namespace uketsuke::desk {
namespace {

constexpr base::Duration kHeartbeat{5000};
constexpr time_t kReadSeconds = 5;

/// Nothing from elsewhere, no script or style in the page itself, no frame around it, nothing kept.
const httplib::Headers kHeaders{
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; "
     "form-action 'none'; frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Cache-Control", "no-store"},
};

Request request_of(const httplib::Request& from) {
    return {from.method,
            from.path,
            from.get_header_value("Host"),
            from.get_header_value("Origin"),
            from.get_header_value("Content-Type"),
            from.get_header_value("Cookie"),
            from.get_header_value("X-Desk-Token"),
            from.body,
            from.remote_addr};
}

void give(const Reply& reply, httplib::Response& to) {
    to.status = reply.status;
    if (!reply.set_cookie.empty()) to.set_header("Set-Cookie", reply.set_cookie);
    if (reply.retry_after_s > 0) to.set_header("Retry-After", std::to_string(reply.retry_after_s));
    to.set_content(reply.body, reply.type);
}

}  // namespace

class Https::Server {
public:
    Server(const Certificate& certificate, Site& site, Board& board, const ports::Clock& clock)
        : site_(site),
          board_(board),
          connections_(clock),
          http_([&](SSL_CTX& context) { return set_up(context, certificate, connections_); }) {
        http_.new_task_queue = [] { return new httplib::ThreadPool(kThreads); };
        http_.set_default_headers(kHeaders);
        http_.set_payload_max_length(Site::kLargestBody);
        http_.set_read_timeout(kReadSeconds);
        http_.set_write_timeout(kReadSeconds);
        http_.set_tcp_nodelay(true);
        http_.set_socket_options([](socket_t socket) {
            const int yes = 1;  // a port that another program has is not shared, as httplib's own options would
            ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
        });
        const auto handle = [this](const httplib::Request& request, httplib::Response& response) {
            const auto asked = request_of(request);
            Reply ignored;
            if (site_.may_watch(asked, ignored)) connections_.know(socket_of_this_thread());
            give(site_.handle(asked), response);
        };
        http_.Get("/events", [this](const httplib::Request& request, httplib::Response& response) {
            watch(request_of(request), response);
        });
        http_.Get(".*", handle);
        http_.Post(".*", handle);
    }
    ~Server() {
        closing_ = true;
        http_.stop();
        if (thread_.joinable()) thread_.join();
    }

    base::Result<void> listen(const Settings& settings) {
        if (!http_.is_valid())
            return base::fail(base::ErrorCode::file_unreadable, "state_folder: certificate or key of the desk");
        port_ = settings.port;
        if (port_ == 0)
            port_ = http_.bind_to_any_port(settings.address);
        else if (!http_.bind_to_port(settings.address, port_))
            port_ = -1;
        if (port_ <= 0)
            return base::fail(base::ErrorCode::internal,
                              fmt::format("desk.port: not to be had at {}", settings.address));
        site_.serve_at(port_);
        thread_ = std::thread([this] {
            http_.listen_after_bind();
            over_ = true;
        });
        watchman_ = std::jthread([this](const std::stop_token& stop) { look_after(stop); });
        while (!http_.is_running() && !over_) std::this_thread::sleep_for(std::chrono::milliseconds{1});
        if (over_) return base::fail(base::ErrorCode::internal, "desk.port: the system lets nobody listen there");
        return {};
    }
    [[nodiscard]] int port() const { return port_; }

private:
    void look_after(const std::stop_token& stop) {
        std::mutex mutex;
        std::condition_variable_any ends;
        std::unique_lock lock(mutex);
        while (!ends.wait_for(lock, stop, std::chrono::seconds{1}, [&] { return stop.stop_requested(); }))
            connections_.look();
    }

    /// What a page has: of `shown` also all names; what came after that is told again.
    struct Seen {
        std::uint64_t version = 0, shown = 0;
    };

    void watch(const Request& request, httplib::Response& response) {
        Reply refusal;
        if (!site_.may_watch(request, refusal)) return give(refusal, response);
        if (watching_.fetch_add(1) >= kMostWatching) {
            --watching_;
            return give({.status = 503, .body = "too many pages are open"}, response);
        }
        connections_.know(socket_of_this_thread());
        connections_.keep(socket_of_this_thread());
        response.set_chunked_content_provider(
            "text/event-stream",
            [this, request, seen = Seen{}](std::size_t, httplib::DataSink& sink) mutable {
                return send_news(request, seen, sink);
            },
            [this](bool) { --watching_; });
    }

    /// One turn of a live list: the whole of it where it changed, else a sign that the line is there.
    bool send_news(const Request& request, Seen& seen, httplib::DataSink& sink) {
        const auto began = std::chrono::steady_clock::now();
        auto version = board_.version();
        while (version == seen.version && !closing_ && sink.is_writable() &&
               std::chrono::steady_clock::now() - began < kHeartbeat)
            version = board_.wait_past(seen.version, base::Duration{200});
        Reply refusal;
        const auto session = site_.may_watch(request, refusal);
        if (!session || closing_) {
            sink.done();
            return true;
        }
        base::WipedText text = ":\n\n";
        if (version != seen.version || seen.shown != seen.version) {
            const auto news = site_.list_for(*session, seen.shown);
            text = "data: " + news.text + "\n\n";
            if (!news.withheld) seen.shown = version;
        }
        seen.version = version;
        return sink.write(text.data(), text.size());
    }

    Site& site_;
    Board& board_;
    Connections connections_;
    httplib::SSLServer http_;
    int port_ = 0;
    std::atomic<bool> closing_ = false;
    std::atomic<bool> over_ = false;  ///< nobody listens any more
    std::atomic<int> watching_ = 0;
    std::thread thread_;
    std::jthread watchman_;
};

Https::Https(std::unique_ptr<Server> server) : server_(std::move(server)) {}
Https::~Https() = default;

base::Result<std::unique_ptr<Https>> Https::serve(const Settings& settings, const Certificate& certificate, Site& site,
                                                  Board& board, const ports::Clock& clock) {
    auto server = std::make_unique<Server>(certificate, site, board, clock);
    if (auto listening = server->listen(settings); !listening) return base::fail(listening.error());
    return std::unique_ptr<Https>(new Https(std::move(server)));
}

int Https::port() const { return server_->port(); }

}  // namespace uketsuke::desk
