// SPDX-License-Identifier: Apache-2.0
// What the page's server sets up in OpenSSL: its certificate, and who is counted as connected.
#pragma once

#include <openssl/ssl.h>

#include "certificate.hpp"
#include "connections.hpp"

namespace uketsuke::desk {

/// TLS 1.2 and newer. From its first byte to its end a connection stands in `connections`, which must outlive the
/// context. False: certificate or key cannot be used.
bool set_up(SSL_CTX& context, const Certificate& certificate, Connections& connections);

/// The socket of the connection that this thread of the server works for.
int socket_of_this_thread();

}  // namespace uketsuke::desk
