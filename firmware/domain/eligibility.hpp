// SPDX-License-Identifier: Apache-2.0
// The two answers of the eligibility service, and the consents that go with the second question.
#pragma once

#include <string>

#include "firmware/base/time.hpp"

namespace uketsuke::domain {

/// The patient's answers (OQSCD036: TKK, YZK, SRJ, SHJ). False = 同意しない.
struct Consents {
    bool checkups = false;    ///< 特定健診情報 TKK
    bool medication = false;  ///< 薬剤情報 YZK
    bool diagnosis = false;   ///< 診療情報 SRJ
    bool surgery = false;     ///< 手術情報 SHJ

    static Consents all() { return {true, true, true, true}; }
    static Consents none() { return {}; }
    bool operator==(const Consents&) const = default;
};

/// State of the user-authentication certificate as the service sees it on its date.
enum class CertificateState {
    valid,
    in_grace,  ///< expired, up to the end of the third month after the month of expiry: eligibility only
    expired,
    revoked,
};

/// Answer to the first question: who is it. Holds no name.
struct Authentication {
    bool registered = false;  ///< 利用登録
    CertificateState certificate = CertificateState::revoked;
    bool ask_consent = false;
    bool operator==(const Authentication&) const = default;
};

/// 資格有効性, OQSCD006 (domain facts §3.4), values as in the documents.
enum class Validity {
    valid = 1,
    invalid = 2,
    invalid_newer_exists = 3,
    none_found = 4,
    several = 5,
    valid_unregistered = 6,
};

/// Answer to the second question: an XmlMsg document of the service, checked to belong to this request.
struct Eligibility {
    Validity validity = Validity::none_found;
    std::string document;  ///< UTF-8 XML, goes to the clinic as it is
};

}  // namespace uketsuke::domain
