// SPDX-License-Identifier: Apache-2.0
// Distribution points (RFC 5280 §4.2.1.13, §5.2.5): an authority may part its revocation list, and says in each
// certificate which part speaks of it. JPKI does so, by municipality.
#pragma once

#include "certificate.hpp"

struct DIST_POINT_NAME_st;
struct ISSUING_DIST_POINT_st;

namespace uketsuke::drivers::mynumber {

/// Whether a certificate names this point of its issuer's, for every reason. One that names none has its issuer's own.
/// A relative name must have been resolved (DIST_POINT_set_dpname).
bool is_point_of(const DIST_POINT_NAME_st& point, const Certificate& certificate);
/// Whether two lists speak for the same certificates; nullptr: for all.
bool same_scope(const ISSUING_DIST_POINT_st* one, const ISSUING_DIST_POINT_st* other);

}  // namespace uketsuke::drivers::mynumber
