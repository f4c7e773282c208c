// SPDX-License-Identifier: Apache-2.0
#include "tls_service.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <httplib.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <sys/socket.h>

#include <atomic>
#include <thread>

#include "firmware/base/owned.hpp"
#include "request_handler.hpp"

namespace uketsuke::sim {
namespace {

namespace wire = eligibility::wire;
using base::ErrorCode;
using Kind = ServiceFault::Kind;
using namespace std::chrono_literals;

/// The socket that this worker thread serves: a handler that plays a cut line has no other way to it.
thread_local int t_socket = -1;

struct Identity {
    base::Owned<X509, X509_free> certificate;
    base::Owned<EVP_PKEY, EVP_PKEY_free> key;
};

Identity load_identity(const std::filesystem::path& pki, const std::string& name) {
    Identity identity;
    const base::Owned<BIO, BIO_free_all> crt(BIO_new_file((pki / (name + ".crt")).c_str(), "r"));
    const base::Owned<BIO, BIO_free_all> key(BIO_new_file((pki / (name + ".key")).c_str(), "r"));
    if (crt) identity.certificate.reset(PEM_read_bio_X509(crt.get(), nullptr, nullptr, nullptr));
    if (key) identity.key.reset(PEM_read_bio_PrivateKey(key.get(), nullptr, nullptr, nullptr));
    return identity;
}

}  // namespace

class TlsService::Server {
public:
    Server(Registry& registry, FaultSwitch& faults, const ports::Clock& clock, const std::filesystem::path& pki,
           TlsServiceOptions options)
        : service_(registry, faults, std::move(options.witness)),
          faults_(faults),
          clock_(clock),
          host_(std::move(options.host)),
          port_(options.port),
          right_(load_identity(pki, options.certificate)),
          wrong_(load_identity(pki, "wrong")),
          http_([this, ca = pki / "ca.crt"](SSL_CTX& context) { return set_up(context, ca); }) {
        http_.Post("/.*",
                   [this](const httplib::Request& request, httplib::Response& response) { serve(request, response); });
        http_.set_payload_max_length(wire::kLargestBody);
        http_.set_tcp_nodelay(true);
        http_.set_socket_options([](socket_t socket) {
            const int yes = 1;  // a port that another program has is not shared, as httplib's own options would
            ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
        });
    }

    ~Server() { stop(); }

    base::Result<void> listen() {
        if (!http_.is_valid()) return base::fail(ErrorCode::file_unreadable, "PKI of the simulated service");
        if (port_ == 0)
            port_ = http_.bind_to_any_port(host_);
        else if (!http_.bind_to_port(host_, port_))
            port_ = -1;
        if (port_ <= 0) return base::fail(ErrorCode::internal, fmt::format("no such port to be had at {}", host_));
        thread_ = std::thread([this] { http_.listen_after_bind(); });
        while (!http_.is_running()) std::this_thread::sleep_for(1ms);
        return {};
    }

    void stop() {
        closing_ = true;
        if (!thread_.joinable()) return;
        http_.stop();
        thread_.join();
    }

    [[nodiscard]] std::string url() const {
        return fmt::format("https://{}:{}", host_ == "0.0.0.0" ? "127.0.0.1" : host_, port_);
    }

private:
    bool set_up(SSL_CTX& context, const std::filesystem::path& ca) {
        SSL_CTX_set_min_proto_version(&context, TLS1_2_VERSION);
        SSL_CTX_set_session_cache_mode(&context, SSL_SESS_CACHE_OFF);
        SSL_CTX_set_verify(&context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
        SSL_CTX_set_cert_cb(
            &context, [](SSL* ssl, void* self) { return static_cast<Server*>(self)->choose(ssl); }, this);
        return right_.certificate && right_.key && wrong_.certificate && wrong_.key &&
               SSL_CTX_load_verify_locations(&context, ca.c_str(), nullptr) == 1;
    }

    /// At the start of each handshake: which certificate to show, and on which date to judge the client's.
    int choose(SSL* ssl) {
        t_socket = SSL_get_fd(ssl);
        X509_VERIFY_PARAM_set_time(SSL_get0_param(ssl), clock_.wall().time_since_epoch().count());
        const auto& identity = faults_.take_untrusted() ? wrong_ : right_;
        const bool ok = SSL_use_certificate(ssl, identity.certificate.get()) == 1 &&
                        SSL_use_PrivateKey(ssl, identity.key.get()) == 1;
        return ok ? 1 : 0;
    }

    void serve(const httplib::Request& request, httplib::Response& response) {
        using Outcome = RequestHandler::Reply::Outcome;
        const auto reply =
            service_.handle(request.path, request.get_header_value(std::string(wire::kKeyHeader)), request.body);
        if (reply.outcome == Outcome::cut) return hang_up();
        if (reply.outcome == Outcome::silent) return hang_up_later();
        wait(reply.delay);
        response.status = static_cast<int>(reply.answer.status);
        response.set_header(
            "Date", fmt::format("{:%a, %d %b %Y %H:%M:%S} GMT",
                                fmt::gmtime(static_cast<std::time_t>(clock_.wall().time_since_epoch().count()))));
        const auto& body = reply.answer.body;
        response.set_content(body.data(), body.size(), std::string(wire::kContentType));
    }

    static void hang_up() { ::shutdown(t_socket, SHUT_RDWR); }
    void hang_up_later() {
        while (!closing_ && faults_.still(Kind::stuck)) std::this_thread::sleep_for(10ms);
        hang_up();
    }
    void wait(base::Duration delay) const {
        for (; delay > 0ms && !closing_; delay -= 10ms)
            std::this_thread::sleep_for(std::min(delay, base::Duration{10}));
    }

    RequestHandler service_;
    FaultSwitch& faults_;
    const ports::Clock& clock_;
    const std::string host_;
    int port_;
    const Identity right_, wrong_;
    httplib::SSLServer http_;
    std::atomic<bool> closing_ = false;
    std::thread thread_;
};

TlsService::TlsService(std::unique_ptr<Server> server) : server_(std::move(server)) {}
TlsService::~TlsService() = default;

base::Result<std::unique_ptr<TlsService>> TlsService::start(Registry& registry, FaultSwitch& faults,
                                                            const ports::Clock& clock, const std::filesystem::path& pki,
                                                            TlsServiceOptions options) {
    auto server = std::make_unique<Server>(registry, faults, clock, pki, std::move(options));
    if (auto listening = server->listen(); !listening) return base::fail(listening.error());
    return std::unique_ptr<TlsService>(new TlsService(std::move(server)));
}

std::string TlsService::url() const { return server_->url(); }
void TlsService::stop() { server_->stop(); }

}  // namespace uketsuke::sim
