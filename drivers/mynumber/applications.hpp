// SPDX-License-Identifier: Apache-2.0
// The My Number Card, and a phone that carries its user certificate, over any CardSession: 公的個人認証AP,
// 券面事項確認AP and 券面事項入力補助AP (card facts A2–A6).
#pragma once

#include <functional>
#include <optional>

#include "channel.hpp"
#include "checked_record.hpp"
#include "firmware/ports/card.hpp"
#include "profile.hpp"
#include "text_record.hpp"

namespace uketsuke::drivers::mynumber {

/// Judges the user-authentication certificate (DER). Errors: certificate_untrusted, certificate_refused.
using CertificateCheck = std::function<base::Result<void>(base::ByteView certificate)>;

/// What a card is believed by.
struct Trust {
    Trust(FaceRecordRoots roots = {}, CertificateCheck check = {})
        : issuers(std::move(roots)), certificates(std::move(check)) {}
    FaceRecordRoots issuers;        ///< certify the issuers of card faces
    CertificateCheck certificates;  ///< none: left to the service
};

/// What 券面事項確認AP says of itself, free to read and unsigned (EF 0003).
struct CardFrontInfo {
    std::string key_number;    ///< e.g. 5000034
    std::string municipality;  ///< five digits
};

/// Thread-bound to the card lane; one object a session and insertion, and the session outlives it.
///
/// A card that was swapped or reset has nothing selected, so the selection is the proof that it is still the identified
/// card: an application is left for another only while it is held, and nothing is read twice. Where it was lost, the
/// certificate is compared before anything else. Both end in card_changed, with no VERIFY sent.
///
/// No method reads My Number or uses what opens it: there is no FileId of those files.
class MyNumberApplications : public ports::CardApplications {
public:
    MyNumberApplications(ports::CardSession& session, Trust trust, Reads reads = {});

    /// Whether it is a card that is served, by application and label alone: nothing personal is read. Errors:
    /// card_not_mynumber, card_not_readable.
    base::Result<void> recognise();
    base::Result<domain::CardInfo> identify() override;
    base::Result<domain::PinOutcome> verify_and_sign(base::Secret pin, domain::Tries expected,
                                                     const domain::Nonce& nonce) override;
    base::Result<domain::Assertion> sign_as_phone(const domain::Nonce& nonce) override;
    base::Result<domain::Tries> number_b_tries() override;
    /// Also asks the card to sign a fresh challenge with the key of its record.
    base::Result<domain::FaceRecord> face_record(base::Secret number_b) override;

    /// Name, address, birth and sex by 照合番号B, with the errors of face_record. It is the same number that opens
    /// the face record: one of the two, once an insertion.
    base::Result<Holder> holder(base::Secret number_b);
    /// The certificate of the CA that issued the user's (EF 000B), DER. It says nothing of whom to trust.
    base::Result<base::Bytes> authority_certificate();
    base::Result<CardFrontInfo> card_front_info();
    /// The CV certificate of the key that signed the face record (EF 0004), free to read.
    base::Result<base::Bytes> face_record_issuer();
    [[nodiscard]] base::ByteView certificate() const override { return certificate_; }
    /// Of the identified card; nullptr before.
    [[nodiscard]] const Profile* profile() const { return profile_; }

private:
    enum class Application { none, jpki, card_front, text };

    base::Result<void> enter(Application application);
    base::Result<void> read_label();
    base::Result<void> identify_by_certificate();
    base::Result<void> return_to_jpki();
    base::Result<void> still_held();
    base::Result<void> go_to(Application application);
    [[nodiscard]] bool checks_its_owner() const;
    base::Result<domain::Tries> tries_of(FileId pin_file);
    base::Result<domain::Tries> look_at_tries(FileId pin_file);
    base::Result<domain::PinOutcome> sign_and_leave(const domain::Nonce& nonce);
    base::Result<base::Bytes> sign(const domain::Nonce& nonce);
    base::Result<domain::Tries> end_verified();

    base::Result<void> open_with(base::Secret& number_b, FileId pin_file);
    base::Result<domain::FaceRecord> read_face();
    base::Result<Holder> read_holder();

    Channel channel_;
    Trust trust_;
    Application selected_ = Application::none;
    const Profile* profile_ = nullptr;
    base::Bytes certificate_;       ///< of the identified card, DER; empty before
    std::optional<PublicKey> key_;  ///< in it
    bool number_b_sent_ = false;    ///< in this insertion
};

/// What a reader asks of each card where several lie (drivers::pcsc::Probe): true for one that is served. Errors: those
/// of the session.
base::Result<bool> is_served(ports::CardSession& session);

}  // namespace uketsuke::drivers::mynumber
