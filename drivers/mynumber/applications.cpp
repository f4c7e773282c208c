// SPDX-License-Identifier: Apache-2.0
#include "applications.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "certificate.hpp"

namespace uketsuke::drivers::mynumber {
namespace {

using base::ErrorCode;

constexpr std::size_t kPinDigits = 4;
constexpr std::size_t kLabelLength = 32;

/// Labels of EF 0006, blank-padded there (card facts A4). Old Juki cards carry another.
struct Label {
    std::string_view text;
    domain::Medium medium;
};
constexpr std::array kLabels{Label{"JPKIAPICCTOKEN2", domain::Medium::card},
                             Label{"JPKIAPIOSTOKEN", domain::Medium::iphone},
                             Label{"JPKIAPGPSETOKEN", domain::Medium::android}};

bool is_label(base::ByteView read, std::string_view text) {
    const auto begins = base::as_bytes(text);
    return read.size() == kLabelLength && std::equal(begins.begin(), begins.end(), read.begin()) &&
           std::all_of(read.begin() + static_cast<std::ptrdiff_t>(text.size()), read.end(),
                       [](std::uint8_t c) { return c == ' '; });
}

}  // namespace

MyNumberApplications::MyNumberApplications(ports::CardSession& session, SurfaceRoots roots)
    : channel_(session), roots_(std::move(roots)) {}

base::Result<void> MyNumberApplications::enter(Application application) {
    selected_ = Application::none;
    const auto status = channel_.select_application(application == Application::jpki ? kJpki : kSurface);
    if (!status) return base::fail(status.error());
    if (status->not_found()) return base::fail(ErrorCode::card_not_mynumber, "application not on the card");
    if (!status->ok()) return base::fail(ErrorCode::card_not_readable, unexpected("SELECT", *status).detail);
    selected_ = application;
    return {};
}

base::Result<void> MyNumberApplications::check_label() {
    const auto selected = channel_.select_file(jpki::kTokenInfo);
    if (!selected) return base::fail(selected.error());
    if (!selected->ok()) return base::fail(unexpected("SELECT 0006", *selected));
    const auto info = channel_.send(read_binary(0, kLabelLength));
    if (!info) return base::fail(info.error());
    if (!info->status.ok()) return base::fail(unexpected("READ 0006", info->status));
    const auto label =
        std::find_if(kLabels.begin(), kLabels.end(), [&](const Label& l) { return is_label(info->data, l.text); });
    if (label == kLabels.end()) return base::fail(ErrorCode::card_not_mynumber, "token label of another generation");
    medium_ = label->medium;
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
    certificate_ = std::move(*certificate);
    return {};
}

base::Result<domain::CardInfo> MyNumberApplications::identify() {
    if (auto entered = enter(Application::jpki); !entered) return base::fail(entered.error());
    if (auto labelled = check_label(); !labelled) return base::fail(labelled.error());
    if (auto read = identify_by_certificate(); !read) return base::fail(read.error());
    const auto not_after = not_after_of(certificate_);
    if (!not_after) return base::fail(not_after.error());
    if (medium_ == domain::Medium::iphone)  // the phone checks its owner itself: there is no PIN to ask about
        return domain::CardInfo{card_id_of(certificate_), domain::Tries{0}, *not_after, medium_};
    const auto pin = tries_of(jpki::kUserPin);
    if (!pin) return base::fail(pin.error());
    return domain::CardInfo{card_id_of(certificate_), *pin, *not_after, medium_};
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
    if (auto entered = enter(Application::jpki); !entered) return entered;
    return identify_by_certificate();
}

base::Result<domain::PinOutcome> MyNumberApplications::verify_and_sign(base::Secret pin, domain::Tries expected,
                                                                       const domain::Nonce& nonce) {
    using Kind = domain::PinOutcome::Kind;
    if (pin.size() != kPinDigits) return base::fail(ErrorCode::internal, "a PIN has four digits");
    if (auto returned = return_to_jpki(); !returned) return base::fail(returned.error());
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
    if (medium_ != domain::Medium::iphone) return base::fail(ErrorCode::internal, "not a phone that signs by itself");
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
    auto signature = channel_.send(compute_signature(digest_info(sha256(nonce))));
    if (!signature) return base::fail(signature.error());
    if (medium_ == domain::Medium::iphone && signature->status.not_allowed())
        return base::fail(ErrorCode::phone_not_verified, "the phone has not checked its owner");
    if (!signature->status.ok()) return base::fail(unexpected("SIGN", signature->status));
    return std::move(signature->data);
}

/// Selecting the application anew ends the verified state, so that a card which stays in the reader signs no more; and
/// tells the tries. The application counts as left, since a new selection proves nothing about whose card it is.
base::Result<domain::Tries> MyNumberApplications::end_verified() {
    if (auto entered = enter(Application::jpki); !entered) return base::fail(entered.error());
    selected_ = Application::none;
    return tries_of(jpki::kUserPin);
}

/// Leaves 公的個人認証AP only while it is certain that the identified card still lies there.
base::Result<void> MyNumberApplications::go_to_surface() {
    if (selected_ == Application::surface) return {};
    if (auto returned = return_to_jpki(); !returned) return returned;
    const auto held = channel_.select_file(jpki::kUserPin);
    if (!held) return base::fail(held.error());
    if (held->selection_lost()) return base::fail(ErrorCode::card_changed, "the application is no longer selected");
    if (!held->ok()) return base::fail(unexpected("SELECT 0018", *held));
    return enter(Application::surface);
}

base::Result<domain::Tries> MyNumberApplications::surface_tries() {
    if (auto gone = go_to_surface(); !gone) return base::fail(gone.error());
    return tries_of(surface::kNumberB);
}

base::Result<domain::SurfaceRecord> MyNumberApplications::surface_record(base::Secret number_b) {
    if (number_b.size() != domain::kSurfaceNumberDigits)
        return base::fail(ErrorCode::internal, "照合番号B has fourteen digits");
    const auto left = surface_tries();
    if (!left) return base::fail(left.error());
    if (left->left <= domain::kSurfaceTriesFloor) return base::fail(ErrorCode::surface_number_floor);
    const auto status = channel_.verify(number_b);
    channel_.overwrite_buffers();
    if (!status) return base::fail(status.error());
    if (status->tries()) return base::fail(ErrorCode::surface_number_refused);
    if (!status->ok()) return base::fail(unexpected("VERIFY", *status));
    return read_face();
}

base::Result<domain::SurfaceRecord> MyNumberApplications::read_face() {
    auto record = channel_.read_object(surface::kFace);
    selected_ = Application::none;
    if (!record) return base::fail(record.error());
    const auto issuer = channel_.read_object(surface::kIssuer);
    if (!issuer) return base::fail(issuer.error());
    auto checked = check_surface_record(*record, *issuer, roots_);
    base::wipe(*record);
    return checked;
}

}  // namespace uketsuke::drivers::mynumber
