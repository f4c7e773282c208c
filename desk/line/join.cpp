// SPDX-License-Identifier: Apache-2.0
#include "join.hpp"

#include <fmt/format.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <sys/time.h>

#include <array>
#include <nlohmann/json.hpp>

#include "firmware/base/bytes.hpp"
#include "identity.hpp"
#include "names.hpp"

namespace uketsuke::desk::line {
namespace {

using base::ErrorCode;
using Context = base::Owned<SSL_CTX, SSL_CTX_free>;
using Connection = base::Owned<BIO, BIO_free_all>;

constexpr std::size_t kLongestReply = 16384;
constexpr int kPatienceS = 10;

/// The code says whose certificate it must be: no authority is asked.
bool is_desk_of(const EnrolmentCode& code, SSL& ssl) {
    const x509::Certificate peer(SSL_get1_peer_certificate(&ssl));
    return peer && base::to_hex(base::as_bytes(x509::fingerprint(*peer))).starts_with(code.fingerprint);
}

base::Result<Connection> reach(const EnrolmentCode& code, SSL_CTX& context) {
    SSL_CTX_set_min_proto_version(&context, TLS1_2_VERSION);
    Connection connection(BIO_new_ssl_connect(&context));
    SSL* ssl = nullptr;
    BIO_get_ssl(connection.get(), &ssl);
    BIO_set_conn_hostname(connection.get(), code.host.c_str());
    BIO* plain = BIO_find_type(connection.get(), BIO_TYPE_CONNECT);
    if (ssl == nullptr || BIO_do_connect_retry(plain, kPatienceS, -1) != 1)
        return base::fail(ErrorCode::service_unreachable, "nobody answers at " + code.host);
    const auto socket = static_cast<int>(BIO_get_fd(plain, nullptr));
    const timeval patience{kPatienceS, 0};
    ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    BIO_socket_nbio(socket, 0);  // which the retrying connect has set
    if (BIO_do_handshake(connection.get()) != 1)
        return base::fail(ErrorCode::service_unreachable, "no desk answers at " + code.host);
    if (!is_desk_of(code, *ssl))
        return base::fail(ErrorCode::service_untrusted, "the desk at " + code.host + " is not the one of the code");
    return connection;
}

std::string ask(BIO& connection, const EnrolmentCode& code, const std::string& body) {
    const auto request = fmt::format(
        "POST /enrol HTTP/1.1\r\nHost: {0}\r\nOrigin: https://{0}\r\nContent-Type: application/json\r\n"
        "Content-Length: {1}\r\nConnection: close\r\n\r\n{2}",
        code.host, body.size(), body);
    std::string reply;
    if (BIO_write(&connection, request.data(), static_cast<int>(request.size())) <= 0) return reply;
    std::array<char, 2048> block{};
    while (reply.size() < kLongestReply) {
        const int got = BIO_read(&connection, block.data(), static_cast<int>(block.size()));
        if (got <= 0) break;
        reply.append(block.data(), static_cast<std::size_t>(got));
    }
    return reply;
}

base::Result<Membership> read(std::string_view reply) {
    const auto head = reply.find("\r\n\r\n");
    if (head == std::string_view::npos || !reply.starts_with("HTTP/1.1 "))
        return base::fail(ErrorCode::service_garbled, "the desk's answer is none");
    if (!reply.starts_with("HTTP/1.1 200"))
        return base::fail(ErrorCode::service_refused, "the desk refuses: the code does not count, or no longer");
    const auto body = nlohmann::json::parse(reply.substr(head + 4), nullptr, false);
    Membership membership;
    for (const auto& [key, into] : {std::pair{"name", &membership.name}, std::pair{"broker", &membership.broker},
                                    std::pair{"own", &membership.own}, std::pair{"authority", &membership.authority}}) {
        const auto found = body.find(key);
        if (found == body.end() || !found->is_string())
            return base::fail(ErrorCode::service_garbled, "the desk's answer is not whole");
        *into = found->get<std::string>();
    }
    if (!is_member_name(membership.name) || membership.broker.find_first_of("\"\\\n") != std::string::npos)
        return base::fail(ErrorCode::service_garbled, "the desk's answer is not whole");
    return membership;
}

}  // namespace

base::Result<std::string> join(const EnrolmentCode& code, const std::filesystem::path& folder) {
    const auto key = x509::make_key();
    const auto request = key ? x509::request_for(*key) : nullptr;
    const Context context(SSL_CTX_new(TLS_client_method()));
    if (!request || !context) return base::fail(ErrorCode::internal, "a key for the line");
    const auto connection = reach(code, *context);
    if (!connection) return base::fail(connection.error());
    const nlohmann::json body{{"code", code.secret}, {"request", x509::print(*request)}};
    const auto membership = read(ask(**connection, code, body.dump()));
    if (!membership) return base::fail(membership.error());
    if (auto saved = save_identity(folder, *key, *membership); !saved) return base::fail(saved.error());
    return membership->name;
}

}  // namespace uketsuke::desk::line
