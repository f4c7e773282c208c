// SPDX-License-Identifier: Apache-2.0
// The My Number Card, and a phone that carries its user certificate, over any CardSession: 公的個人認証AP and
// 券面事項確認AP of today's card (RSA-2048; card facts A2–A5).
#pragma once

#include <optional>

#include "channel.hpp"
#include "firmware/ports/card.hpp"
#include "surface_record.hpp"

namespace uketsuke::drivers::mynumber {

/// Thread-bound to the card lane; one object a session, and the session outlives it.
///
/// A card that was swapped or reset has nothing selected, so the selection is the proof that it is still the identified
/// card: as long as an application stays selected nothing is read again, and where it was left the certificate is
/// compared before anything else. Both end in card_changed, with no VERIFY sent.
class MyNumberApplications : public ports::CardApplications {
public:
    MyNumberApplications(ports::CardSession& session, SurfaceRoots roots);

    base::Result<domain::CardInfo> identify() override;
    base::Result<domain::PinOutcome> verify_and_sign(base::Secret pin, domain::Tries expected,
                                                     const domain::Nonce& nonce) override;
    base::Result<domain::Assertion> sign_as_phone(const domain::Nonce& nonce) override;
    base::Result<domain::Tries> surface_tries() override;
    base::Result<domain::SurfaceRecord> surface_record(base::Secret number_b) override;

private:
    enum class Application { none, jpki, surface };

    base::Result<void> enter(Application application);
    base::Result<void> check_label();
    base::Result<void> identify_by_certificate();
    base::Result<void> return_to_jpki();
    base::Result<void> go_to_surface();
    base::Result<domain::Tries> tries_of(FileId pin_file);
    base::Result<domain::PinOutcome> sign_and_leave(const domain::Nonce& nonce);
    base::Result<base::Bytes> sign(const domain::Nonce& nonce);
    base::Result<domain::Tries> end_verified();
    base::Result<domain::SurfaceRecord> read_face();

    Channel channel_;
    SurfaceRoots roots_;
    Application selected_ = Application::none;
    base::Bytes certificate_;  ///< of the identified card, DER; empty before
    domain::Medium medium_ = domain::Medium::card;
};

}  // namespace uketsuke::drivers::mynumber
