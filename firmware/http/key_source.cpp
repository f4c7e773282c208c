// SPDX-License-Identifier: Apache-2.0
#include "key_source.hpp"

#include <fmt/format.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>

#include <cerrno>
#include <cstring>

namespace uketsuke::http {
namespace {

/// A key that asks for a password would stop a kiosk at the console.
int no_password(char*, int, int, void*) { return -1; }

}  // namespace

base::Result<PrivateKey> KeyFile::load() {
    using base::ErrorCode;
    errno = 0;
    const base::Owned<BIO, BIO_free_all> file(BIO_new_file(file_.c_str(), "r"));
    if (!file) {
        const int why = errno;
        ERR_clear_error();
        return base::fail(ErrorCode::file_unreadable, fmt::format("{}: {}", file_.string(), std::strerror(why)));
    }
    PrivateKey key(PEM_read_bio_PrivateKey(file.get(), nullptr, no_password, nullptr));
    ERR_clear_error();
    if (!key)
        return base::fail(ErrorCode::file_unreadable,
                          file_.string() + " has no private key in PEM, without a password");
    return key;
}

}  // namespace uketsuke::http
