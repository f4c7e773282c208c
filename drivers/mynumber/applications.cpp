// SPDX-License-Identifier: Apache-2.0
#include "applications.hpp"

#include "certificate.hpp"

namespace uketsuke::drivers::mynumber {

using base::ErrorCode;

MyNumberApplications::MyNumberApplications(ports::CardSession& session, Trust trust, Reads reads)
    : channel_(session, reads), trust_(std::move(trust)) {}

base::Result<void> MyNumberApplications::enter(Application application) {
    selected_ = Application::none;
    const auto& aid = application == Application::jpki         ? kJpki
                      : application == Application::card_front ? kCardFront
                                                               : kText;
    const auto status = channel_.select_application(aid);
    if (!status) return base::fail(status.error());
    if (status->not_found()) return base::fail(ErrorCode::card_not_mynumber, "application not on the card");
    if (!status->ok()) return base::fail(ErrorCode::card_not_readable, unexpected("SELECT", *status).detail);
    selected_ = application;
    return {};
}

base::Result<void> MyNumberApplications::read_label() {
    const auto label = channel_.read_head(jpki::kTokenInfo, kLabelSize);
    if (!label) return base::fail(label.error());
    if (label->size() < kLabelSize)
        return base::fail(ErrorCode::card_garbled, "less of a token label than there must be");
    profile_ = profile_of(*label);
    if (profile_ == nullptr) return base::fail(ErrorCode::card_not_mynumber, "token label of another generation");
    return {};
}

/// Reads the certificate, the first time as the card's identity and then to compare it.
base::Result<void> MyNumberApplications::identify_by_certificate() {
    auto certificate = channel_.read_object(jpki::kUserCertificate);
    if (!certificate) return base::fail(certificate.error());
    if (!certificate_.empty() && *certificate != certificate_) {
        selected_ = Application::none;
        return base::fail(ErrorCode::card_changed, "another certificate than before");
    }
    key_ = PublicKey::of_certificate(*certificate);
    if (!key_) return base::fail(ErrorCode::card_garbled, "EF 000A holds no X.509 certificate with a key that we know");
    certificate_ = std::move(*certificate);
    return {};
}

base::Result<void> MyNumberApplications::recognise() {
    if (auto entered = enter(Application::jpki); !entered) return entered;
    return read_label();
}

base::Result<domain::CardInfo> MyNumberApplications::identify() {
    if (auto recognised = recognise(); !recognised) return base::fail(recognised.error());
    if (auto read = identify_by_certificate(); !read) return base::fail(read.error());
    const auto not_after = not_after_of(certificate_);
    if (!not_after) return base::fail(not_after.error());
    const auto pin = checks_its_owner() ? base::Result<domain::Tries>(domain::Tries{0}) : look_at_tries(jpki::kUserPin);
    if (!pin) return base::fail(pin.error());
    if (trust_.certificates)
        if (auto trusted = trust_.certificates(certificate_); !trusted) return base::fail(trusted.error());
    return domain::CardInfo{.id = card_id_of(certificate_),
                            .pin = *pin,
                            .not_after = *not_after,
                            .medium = profile_->medium,
                            .number_b_digits = profile_->number_b_digits};
}

/// Such a phone has no PIN to ask about.
bool MyNumberApplications::checks_its_owner() const {
    return profile_ != nullptr && profile_->medium == domain::Medium::iphone;
}

/// The counter when no VERIFY follows: in one command, or in two.
base::Result<domain::Tries> MyNumberApplications::look_at_tries(FileId pin_file) {
    const auto left = channel_.peek_tries(pin_file);
    if (!left) return base::fail(left.error());
    return *left ? base::Result<domain::Tries>(**left) : tries_of(pin_file);
}

/// Selects a PIN file of the selected application and asks its counter.
base::Result<domain::Tries> MyNumberApplications::tries_of(FileId pin_file) {
    const auto status = channel_.select_file(pin_file);
    if (!status) return base::fail(status.error());
    if (status->selection_lost()) return base::fail(ErrorCode::card_changed, "the application is no longer selected");
    if (!status->ok()) return base::fail(unexpected("SELECT PIN file", *status));
    return channel_.tries();
}

base::Result<void> MyNumberApplications::return_to_jpki() {
    if (certificate_.empty()) return base::fail(ErrorCode::internal, "the card was not identified");
    if (selected_ == Application::jpki) return {};
    if (selected_ != Application::none) return go_to(Application::jpki);
    if (auto entered = enter(Application::jpki); !entered) return entered;
    return identify_by_certificate();
}

/// Leaves an application only while it is certain that the identified card still lies there.
base::Result<void> MyNumberApplications::go_to(Application application) {
    if (selected_ == application) return {};
    if (selected_ == Application::none)
        if (auto returned = return_to_jpki(); !returned) return returned;
    if (auto held = still_held(); !held) return held;
    return enter(application);
}

/// Selects the PIN file of the selected application, which no freshly powered card has.
base::Result<void> MyNumberApplications::still_held() {
    const auto held = channel_.select_file(selected_ == Application::jpki         ? jpki::kUserPin
                                           : selected_ == Application::card_front ? card_front::kNumberB
                                                                                  : text::kNumberB);
    if (!held) return base::fail(held.error());
    if (held->selection_lost()) return base::fail(ErrorCode::card_changed, "the application is no longer selected");
    if (!held->ok()) return base::fail(unexpected("SELECT PIN file", *held));
    return {};
}

base::Result<domain::PinOutcome> MyNumberApplications::verify_and_sign(base::Secret pin, domain::Tries expected,
                                                                       const domain::Nonce& nonce) {
    using Kind = domain::PinOutcome::Kind;
    if (auto returned = return_to_jpki(); !returned) return base::fail(returned.error());
    if (pin.size() != profile_->pin_digits) return base::fail(ErrorCode::internal, "a PIN of another length");
    const auto left = tries_of(jpki::kUserPin);
    if (!left) return base::fail(left.error());
    if (*left != expected) return base::fail(ErrorCode::card_changed, "the PIN counter moved");
    if (left->blocked()) return domain::PinOutcome{Kind::locked, *left, std::nullopt};
    const auto status = channel_.verify(pin);
    if (status && status->ok()) return sign_and_leave(nonce);
    channel_.overwrite_buffers();
    const auto now = status ? status->tries() : std::nullopt;
    if (now) return domain::PinOutcome{now->blocked() ? Kind::locked : Kind::wrong, *now, std::nullopt};
    static_cast<void>(end_verified());  // whether the card took the PIN is not known
    return base::fail(status ? unexpected("VERIFY", *status) : status.error());
}

/// The PIN is verified.
base::Result<domain::PinOutcome> MyNumberApplications::sign_and_leave(const domain::Nonce& nonce) {
    auto signature = sign(nonce);
    if (!signature) channel_.overwrite_buffers();
    const auto left = end_verified();
    if (!signature) return base::fail(signature.error());
    if (!left) return base::fail(left.error());
    return domain::PinOutcome{domain::PinOutcome::Kind::signed_, *left,
                              domain::Assertion{certificate_, std::move(*signature), domain::Assertion::Way::pin}};
}

base::Result<domain::Assertion> MyNumberApplications::sign_as_phone(const domain::Nonce& nonce) {
    if (!checks_its_owner()) return base::fail(ErrorCode::internal, "not a phone that signs by itself");
    if (auto returned = return_to_jpki(); !returned) return base::fail(returned.error());
    auto signature = sign(nonce);
    if (!signature) return base::fail(signature.error());
    return domain::Assertion{certificate_, std::move(*signature), domain::Assertion::Way::phone};
}

/// Only the key file is selected between VERIFY and signature. The signing command is longer than the VERIFY and so
/// overwrites the PIN in pcscd's transfer buffer.
base::Result<base::Bytes> MyNumberApplications::sign(const domain::Nonce& nonce) {
    const auto key = channel_.select_file(jpki::kUserKey);
    if (!key) return base::fail(key.error());
    if (!key->ok()) return base::fail(unexpected("SELECT 0017", *key));
    const auto block = block_to_sign(key_->algorithm(), nonce);
    auto signature = channel_.send(compute_signature(block));
    if (!signature) return base::fail(signature.error());
    if (checks_its_owner() && signature->status.not_allowed())
        return base::fail(ErrorCode::phone_not_verified, "the phone has not checked its owner");
    if (!signature->status.ok()) return base::fail(unexpected("SIGN", signature->status));
    if (!key_->verifies(block, signature->data))
        return base::fail(ErrorCode::card_cloned, "it signs with another key than its certificate's");
    return std::move(signature->data);
}

/// Selecting the application anew ends the verified state, so that a card which stays in the reader signs no more; and
/// tells the tries. The application counts as left: a new selection proves nothing about whose card it is.
base::Result<domain::Tries> MyNumberApplications::end_verified() {
    if (auto entered = enter(Application::jpki); !entered) return base::fail(entered.error());
    selected_ = Application::none;
    return tries_of(jpki::kUserPin);
}

base::Result<base::Bytes> MyNumberApplications::authority_certificate() {
    if (auto returned = return_to_jpki(); !returned) return base::fail(returned.error());
    return channel_.read_object(jpki::kUserAuthority);
}

base::Result<bool> is_served(ports::CardSession& session) {
    const auto recognised = MyNumberApplications(session, {}).recognise();
    if (recognised) return true;
    const auto code = recognised.error().code;
    if (code == ErrorCode::card_not_mynumber || code == ErrorCode::card_not_readable) return false;
    return base::fail(recognised.error());
}

}  // namespace uketsuke::drivers::mynumber
