// SPDX-License-Identifier: Apache-2.0
#include "distribution_point.hpp"

#include <openssl/x509v3.h>

#include "firmware/base/owned.hpp"

namespace uketsuke::drivers::mynumber {
namespace {

constexpr int kRelative = 1;  // the other choice is a set of full names

const X509_NAME* directory_name(const GENERAL_NAME* name) {
    return name->type == GEN_DIRNAME ? name->d.directoryName : nullptr;
}

bool among(const X509_NAME* wanted, const GENERAL_NAMES* names) {
    for (int i = 0; i < sk_GENERAL_NAME_num(names); ++i)
        if (const auto* name = directory_name(sk_GENERAL_NAME_value(names, i));
            name && X509_NAME_cmp(name, wanted) == 0)
            return true;
    return false;
}

bool is_named(const DIST_POINT_NAME& point, const X509_NAME* name) {
    if (point.type == kRelative) return point.dpname != nullptr && X509_NAME_cmp(point.dpname, name) == 0;
    return among(name, point.name.fullname);
}

bool share_a_name(const GENERAL_NAMES* these, const GENERAL_NAMES* those) {
    for (int i = 0; i < sk_GENERAL_NAME_num(these); ++i)
        for (int j = 0; j < sk_GENERAL_NAME_num(those); ++j)
            if (GENERAL_NAME_cmp(sk_GENERAL_NAME_value(these, i), sk_GENERAL_NAME_value(those, j)) == 0) return true;
    return false;
}

bool same_point(const DIST_POINT_NAME& one, const DIST_POINT_NAME& other) {
    if (one.type == kRelative) return one.dpname != nullptr && is_named(other, one.dpname);
    if (other.type == kRelative) return other.dpname != nullptr && is_named(one, other.dpname);
    return share_a_name(one.name.fullname, other.name.fullname);
}

bool encoded_alike(const ISSUING_DIST_POINT* one, const ISSUING_DIST_POINT* other) {
    const auto der = [](const ISSUING_DIST_POINT* scope) {
        unsigned char* bytes = nullptr;
        const int size = i2d_ISSUING_DIST_POINT(scope, &bytes);
        std::string text(reinterpret_cast<char*>(bytes), static_cast<std::size_t>(std::max(size, 0)));
        OPENSSL_free(bytes);
        return text;
    };
    return der(one) == der(other);
}

}  // namespace

bool is_point_of(const DIST_POINT_NAME& point, const Certificate& certificate) {
    const auto* issuer = X509_get_issuer_name(certificate.get());
    const base::Owned<CRL_DIST_POINTS, CRL_DIST_POINTS_free> points(static_cast<CRL_DIST_POINTS*>(
        X509_get_ext_d2i(certificate.get(), NID_crl_distribution_points, nullptr, nullptr)));
    if (!points) return is_named(point, issuer);
    for (int i = 0; i < sk_DIST_POINT_num(points.get()); ++i) {
        const auto* one = sk_DIST_POINT_value(points.get(), i);
        if (one->distpoint == nullptr || one->reasons != nullptr || one->CRLissuer != nullptr) continue;
        if (DIST_POINT_set_dpname(one->distpoint, issuer) == 1 && same_point(point, *one->distpoint)) return true;
    }
    return false;
}

bool same_scope(const ISSUING_DIST_POINT* one, const ISSUING_DIST_POINT* other) {
    if (one == nullptr || other == nullptr) return one == other;
    return encoded_alike(one, other);
}

}  // namespace uketsuke::drivers::mynumber
