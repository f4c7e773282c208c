// SPDX-License-Identifier: Apache-2.0
#include "line_times.hpp"

#include <fmt/format.h>
#include <openssl/ssl.h>

#include <filesystem>
#include <memory>

#include "firmware/app/system_clock.hpp"
#include "firmware/base/owned.hpp"
#include "firmware/eligibility/client.hpp"
#include "firmware/eligibility/https_line.hpp"
#include "sim/eligibility/tls_service.hpp"
#include "sim/people/person.hpp"
#include "sim/paths/paths.hpp"
#include "spread.hpp"
#include "visits.hpp"

namespace uketsuke::tools::bench {
namespace {

constexpr int kQuestions = 100, kHandshakes = 300;
constexpr double kMostMs = 3, kMostPerCent = 5;

/// Of one question each over a connection of its own, against a service that takes kRoundTrip for it.
base::Result<Spread> measure_questions() {
    const sim::Paths paths;
    const app::SystemClock clock;
    auto registry = sim::Registry::create({}, paths.card_pki, clock);
    if (!registry) return base::fail(registry.error());
    sim::FaultSwitch faults;
    faults.set({sim::ServiceFault::Kind::slow, kRoundTrip, {}});
    auto service = sim::TlsService::start(**registry, faults, clock, paths.service_pki);
    if (!service) return base::fail(service.error());
    const auto& pki = paths.service_pki;
    auto line = eligibility::HttpsLine::create(
        {(*service)->url(), pki / "ca.crt", pki / "client.crt", std::make_shared<http::KeyFile>(pki / "client.key")},
        clock);
    if (!line) return base::fail(line.error());
    eligibility::Client client(std::move(*line), clock, "1319999999");
    Spread took;
    for (int i = 0; i < kQuestions; ++i) {
        const auto start = Stopwatch::now();
        if (auto there = client.probe(); !there) return base::fail(there.error());
        took.add(since(start) - static_cast<double>(kRoundTrip.count()));
    }
    return took;
}

using Context = base::Owned<SSL_CTX, SSL_CTX_free>;
using Ssl = base::Owned<SSL, SSL_free>;
using Session = base::Owned<SSL_SESSION, SSL_SESSION_free>;

/// One side of a handshake in which both show a certificate.
Context side(const SSL_METHOD* method, const char* name) {
    const auto pki = sim::Paths{}.service_pki;
    Context context(SSL_CTX_new(method));
    SSL_CTX_use_certificate_chain_file(context.get(), (pki / (std::string(name) + ".crt")).c_str());
    SSL_CTX_use_PrivateKey_file(context.get(), (pki / (std::string(name) + ".key")).c_str(), SSL_FILETYPE_PEM);
    SSL_CTX_load_verify_locations(context.get(), (pki / "ca.crt").c_str(), nullptr);
    SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
    SSL_CTX_set_session_id_context(context.get(), reinterpret_cast<const unsigned char*>("bench"), 5);
    return context;
}

Session g_ticket;  ///< the latest that the service gave

/// Milliseconds of both sides' work, without a network; nothing: it failed.
std::optional<double> handshake(SSL_CTX* here, SSL_CTX* there, SSL_SESSION* session) {
    const Ssl client(SSL_new(here)), service(SSL_new(there));
    BIO *one = nullptr, *other = nullptr;
    if (BIO_new_bio_pair(&one, 0, &other, 0) != 1) return {};
    SSL_set_bio(client.get(), one, one);
    SSL_set_bio(service.get(), other, other);
    SSL_set_connect_state(client.get());
    SSL_set_accept_state(service.get());
    if (session != nullptr) SSL_set_session(client.get(), session);
    const auto start = Stopwatch::now();
    for (int i = 0; i < 20 && (!SSL_is_init_finished(client.get()) || !SSL_is_init_finished(service.get())); ++i) {
        SSL_do_handshake(client.get());
        SSL_do_handshake(service.get());
    }
    const auto took = since(start);
    char byte = 0;
    SSL_write(service.get(), "x", 1);  // behind the tickets
    if (SSL_read(client.get(), &byte, 1) != 1) return {};
    SSL_shutdown(client.get());  // a session whose connection was not closed is not taken up again
    SSL_shutdown(service.get());
    if (SSL_session_reused(client.get()) != (session != nullptr ? 1 : 0)) return {};
    return took;
}

struct Handshakes {
    Spread whole, resumed;
};
std::optional<Handshakes> measure_handshakes() {
    const auto here = side(TLS_client_method(), "client"), there = side(TLS_server_method(), "server");
    SSL_CTX_set_session_cache_mode(here.get(), SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL);
    SSL_CTX_sess_set_new_cb(here.get(), [](SSL*, SSL_SESSION* session) {
        g_ticket.reset(session);
        return 1;
    });
    Handshakes all;
    for (int i = 0; i < kHandshakes; ++i) {
        const auto whole = handshake(here.get(), there.get(), nullptr);
        if (!whole || !g_ticket) return {};
        const Session ticket = std::move(g_ticket);
        const auto resumed = handshake(here.get(), there.get(), ticket.get());
        if (!resumed) return {};
        all.whole.add(*whole);
        all.resumed.add(*resumed);
    }
    g_ticket.reset();
    return all;
}

}  // namespace

bool bench_line(Figures& figures) {
    const auto added = measure_questions();
    const auto shakes = measure_handshakes();
    if (!added || !shakes) {
        fmt::print(stderr, "uketsuke-bench: the line to the service: {}\n",
                   added ? "no handshake" : added.error().detail);
        return false;
    }
    const double per_cent = 100 * added->at(0.5) / static_cast<double>(kRoundTrip.count());
    fmt::print("\nThe line to the service, {} questions, each over a connection of its own, {} ms at the service\n",
               kQuestions, kRoundTrip.count());
    fmt::print("  added by client, TLS and simulator   {:7.2f} ms p50  {:7.2f} ms p99  = {:.1f} %\n", added->at(0.5),
               added->at(0.99), per_cent);
    fmt::print("  handshake, both sides' work          {:7.2f} ms p50; resumed {:.2f} ms (sessions are off)\n",
               shakes->whole.at(0.5), shakes->resumed.at(0.5));
    figures.add(fmt::format("added to a question to the service that takes {} ms, handshake and simulator included",
                            kRoundTrip.count()),
                fmt::format("{:.1f} ms p50{}; {:.1f} %{}", added->at(0.5), goal(added->at(0.5), kMostMs), per_cent,
                            goal(per_cent, kMostPerCent)));
    figures.add("TLS handshake with both certificates, both sides' work; with a session resumed",
                fmt::format("{:.2f} ms; {:.2f} ms (sessions are off)", shakes->whole.at(0.5), shakes->resumed.at(0.5)));
    return true;
}

}  // namespace uketsuke::tools::bench
