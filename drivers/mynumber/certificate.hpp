// SPDX-License-Identifier: Apache-2.0
// What the kiosk reads out of the user-authentication certificate (EF 000A). Whether it is to be trusted is the
// service's word, not ours.
#pragma once

#include "firmware/base/error.hpp"
#include "firmware/domain/card.hpp"

namespace uketsuke::drivers::mynumber {

/// The card that a certificate stands for: SHA-256 of the DER bytes.
domain::CardId card_id_of(base::ByteView certificate_der);
/// Last day in Japan. Errors: card_garbled (no X.509).
base::Result<base::Date> not_after_of(base::ByteView certificate_der);

}  // namespace uketsuke::drivers::mynumber
