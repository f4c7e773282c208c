// SPDX-License-Identifier: Apache-2.0
// The answers of the eligibility service, and what goes with the second request.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "consent.hpp"
#include "firmware/base/time.hpp"
#include "firmware/base/wiped_text.hpp"
#include "questions.hpp"

namespace uketsuke::domain {

/// State of the user-authentication certificate as the service sees it on its date.
enum class CertificateState : std::uint8_t {
    valid,
    in_grace,  ///< expired, up to the end of the third month after the month of expiry: eligibility only
    expired,
    revoked,
};

/// 利用登録 of the card for insurance use.
enum class Registration : std::uint8_t {
    registered,
    none,       ///< never registered
    cancelled,  ///< was registered, the cancellation is in force; may register again at any time (rule R-22)
    ending,     ///< cancellation is filed, in force from the end of the next month; counts until then
};

/// 閲覧同意 of an earlier visit, OQSCD016.
enum class ConsentState : std::uint8_t {
    none = 0,
    given = 1,      ///< within its 24 hours
    expired = 2,    ///< older, or withdrawn
    difficult = 3,  ///< 同意取得困難, noted by the facility: nothing is asked at the reader
};

/// Answer to the first request: who is it, and what is to be asked. Holds no name.
struct Authentication {
    Registration registration = Registration::none;
    CertificateState certificate = CertificateState::revoked;
    bool ask_consent = false;
    ConsentState consent = ConsentState::none;
    bool public_assistance = false;               ///< 医療扶助
    ForEachQuestion<bool> asks;                   ///< what else is to be asked, by `service_asks` of its row
    ForEachQuestion<std::vector<Listed>> listed;  ///< for questions about a list

    /// The card counts for insurance today.
    [[nodiscard]] bool registered() const {
        return registration == Registration::registered || registration == Registration::ending;
    }
    bool operator==(const Authentication&) const = default;
};

/// Everything the patient chose, for the second request.
struct Choices {
    Consents consents;
    ForEachQuestion<Answered> answers;
    bool operator==(const Choices&) const = default;
};

/// 資格有効性, OQSCD006 (domain facts §3.4), values as in the documents.
enum class Validity : std::uint8_t {
    valid = 1,
    invalid = 2,
    invalid_newer_exists = 3,
    none_found = 4,
    several = 5,
    valid_unregistered = 6,  ///< 医療扶助 only: valid, this facility not yet entrusted
};

/// Of an insured person.
constexpr bool counts(Validity validity) {
    return validity == Validity::valid || validity == Validity::valid_unregistered;
}

/// What goes with an answer, for the patient or the clerk to read.
enum class Remark : std::uint8_t {
    certificate_ends_soon,  ///< the service says so on a valid answer (ProcessingResultCode)
    public_assistance,      ///< 医療扶助 (card classification A1)
    turning_70,             ///< a 高齢受給者証 comes in the month of the 70th birthday (rule R-26)
    ratio_to_check,         ///< 70 or older and no burden ratio in the document: ask at the desk
    unreadable_characters,  ///< ● in name or address: the clerk copies them from the card
    special_care_expense,   ///< 特別療養費支給対象者 (card classification 05)
    birth_to_check,         ///< day or month of the birth date is not known to the insurer (00)
};
constexpr int kRemarks = 7;
std::string_view name_of(Remark remark);

/// A set of remarks.
struct Remarks {
    std::uint8_t bits = 0;
    void add(Remark remark) { bits = static_cast<std::uint8_t>(bits | 1U << static_cast<unsigned>(remark)); }
    [[nodiscard]] bool has(Remark remark) const { return (bits >> static_cast<unsigned>(remark) & 1U) != 0; }
    bool operator==(const Remarks&) const = default;
};

/// What the flow hears of the second answer.
struct Answer {
    Validity validity = Validity::none_found;
    Remarks remarks;
    base::WipedText reference_number{};  ///< 照会番号, this facility's own number of the patient; empty: it has none
    std::string number{};  ///< 受付番号, this visit's turn today (ports::ReceptionNumbers); empty: none
    bool operator==(const Answer&) const = default;
};

/// Answer to the second request: what an XmlMsg document of the service says, checked to belong to this request.
struct Eligibility {
    Answer answer;
    base::WipedText document;  ///< XML, written anew from what was judged; goes to the clinic as it is
    base::WipedText person{};  ///< of a valid answer: by what the same person is known again today
};

}  // namespace uketsuke::domain
