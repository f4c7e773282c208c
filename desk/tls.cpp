// SPDX-License-Identifier: Apache-2.0
#include "tls.hpp"

#include <sys/socket.h>

namespace uketsuke::desk {
namespace {

thread_local int t_socket = -1;

/// Lies in the SSL object, and ends with it: that is before its socket is closed.
struct Counted {
    Connections& connections;
    const int socket;
    ~Counted() { connections.end(socket); }
};

void forget(void*, void* counted, CRYPTO_EX_DATA*, int, long, void*) { delete static_cast<Counted*>(counted); }

int place_in_ssl() {
    static const int place = SSL_get_ex_new_index(0, nullptr, nullptr, nullptr, forget);
    return place;
}
int place_in_context() {
    static const int place = SSL_CTX_get_ex_new_index(0, nullptr, nullptr, nullptr, nullptr);
    return place;
}

/// A handshake begins; later ones of the same connection are not new ones.
void begin(const SSL* seen, int where, int) {
    auto* ssl = const_cast<SSL*>(seen);
    if ((where & SSL_CB_HANDSHAKE_START) == 0 || SSL_get_ex_data(ssl, place_in_ssl()) != nullptr) return;
    auto* connections = static_cast<Connections*>(SSL_CTX_get_ex_data(SSL_get_SSL_CTX(ssl), place_in_context()));
    t_socket = SSL_get_fd(ssl);
    if (!connections->begin(t_socket))
        ::shutdown(t_socket, SHUT_RDWR);
    else
        SSL_set_ex_data(ssl, place_in_ssl(), new Counted{*connections, t_socket});
}

}  // namespace

bool set_up(SSL_CTX& context, const Certificate& certificate, Connections& connections) {
    SSL_CTX_set_min_proto_version(&context, TLS1_2_VERSION);
    SSL_CTX_set_session_cache_mode(&context, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_ex_data(&context, place_in_context(), &connections);
    SSL_CTX_set_info_callback(&context, begin);
    return SSL_CTX_use_certificate_file(&context, certificate.certificate.c_str(), SSL_FILETYPE_PEM) == 1 &&
           SSL_CTX_use_PrivateKey_file(&context, certificate.key.c_str(), SSL_FILETYPE_PEM) == 1 &&
           SSL_CTX_check_private_key(&context) == 1;
}

int socket_of_this_thread() { return t_socket; }

}  // namespace uketsuke::desk
