// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "devices.hpp"
#include "firmware/domain/card_tally.hpp"
#include "vault.hpp"

namespace uketsuke::app {

/// The card of the present visit, open and exclusive from the first read until the visit ends. Each method is one job.
/// Thread-bound to the card lane.
class CardJobs {
public:
    CardJobs(const Devices& devices, Vault& vault) : devices_(devices), vault_(vault) {}

    /// Identifies the card and, where the face way could sign for it, looks whether 照合番号B may be used. The
    /// certificate is in the vault where somebody can be asked about it.
    base::Result<domain::CardInfo> read(std::uint32_t visit, domain::CardRef card);
    /// Printed digits → 照合番号B → face record → pixels in the vault, with what it proves of the holder. The digits
    /// come from the reader of printed digits, or, when `typed`, out of the vault; typed ones that cannot be right are
    /// not sent (number_b_refused).
    base::Result<void> read_portrait(domain::Ticket ticket, bool typed);
    /// The PIN is taken out of the vault: a visit that has left the pad meanwhile verifies nothing. The
    /// assertion, if any, is in the vault.
    base::Result<domain::PinOutcome> verify_pin(domain::Ticket ticket, domain::Tries expected);
    base::Result<void> sign_by_terminal(std::uint32_t visit);
    base::Result<void> sign_by_phone(std::uint32_t visit);
    /// A face attempt without a match; it counts until midnight in Japan. A later match takes nothing back: who was
    /// refused three times and then passes may be the one against whom the count stands, and the holder has the PIN.
    void count_refusal(const domain::CardKey& card);
    /// No visit has its card in hand.
    [[nodiscard]] bool at_rest() const { return !session_; }
    /// Powers the card down.
    void close();

private:
    ports::CardReader& reader_of(domain::CardRef card) const;
    domain::FaceTries face_tries(const domain::CardKey& card);
    base::Result<bool> number_b_usable();
    base::Result<base::Secret> number_b(domain::Ticket ticket, bool typed);
    base::Result<domain::Image> portrait(domain::Ticket ticket, bool typed);
    base::Result<void> keep(std::uint32_t visit, base::Result<domain::Assertion> assertion);

    const Devices& devices_;
    Vault& vault_;
    std::unique_ptr<ports::CardSession> session_;
    std::unique_ptr<ports::CardApplications> applications_;  ///< over session_
    domain::CardTally refusals_{{}};                         ///< of faces, on day_
    base::Date day_;                                         ///< in Japan
    std::size_t number_b_digits_ = 0;                        ///< of the card that was read
};

}  // namespace uketsuke::app
