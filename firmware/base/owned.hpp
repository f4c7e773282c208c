// SPDX-License-Identifier: Apache-2.0
// Objects of C libraries (OpenSSL, libcurl, …) in std::unique_ptr: `Owned<X509, X509_free> certificate(d2i_X509(…))`.
#pragma once

#include <memory>

namespace uketsuke::base {

template <auto Free>
struct Deleter {
    template <class T>
    void operator()(T* object) const {
        Free(object);
    }
};
template <class T, auto Free>
using Owned = std::unique_ptr<T, Deleter<Free>>;

}  // namespace uketsuke::base
