// SPDX-License-Identifier: Apache-2.0
#include "card_map.hpp"

#include <algorithm>

namespace uketsuke::drivers::mynumber {
namespace {

constexpr std::array kApplications{
    KnownApplication{"jpki", kJpki, "公的個人認証AP", "public personal authentication: certificates and their keys"},
    KnownApplication{"card_front", kCardFront, "券面事項確認AP", "what is printed on the card, and the photo"},
    KnownApplication{"text", kText, "券面事項入力補助AP", "name, address, birth and sex as text"},
    KnownApplication{"juki", kJuki, "住基AP", "resident register"},
    KnownApplication{"common", kCommon, "共通カードAP", "common data of the card"},
};

struct KnownFile {
    Aid application;
    std::uint16_t file;
    std::string_view meaning;
};
constexpr std::array kFiles{
    KnownFile{kJpki, jpki::kTokenInfo.value(), "token label"},
    KnownFile{kJpki, jpki::kCertificatesThere.value(), "which certificates there are"},
    KnownFile{kJpki, jpki::kUserCertificate.value(), "user-authentication certificate"},
    KnownFile{kJpki, jpki::kUserAuthority.value(), "certificate of its CA"},
    KnownFile{kJpki, jpki::kUserKey.value(), "user-authentication key"},
    KnownFile{kJpki, jpki::kUserPin.value(), "user-authentication PIN"},
    KnownFile{kJpki, jpki::kSignaturePassword.value(), "signature password"},
    KnownFile{kCardFront, card_front::kFace.value(), "face record"},
    KnownFile{kCardFront, card_front::kInfo.value(), "about this application"},
    KnownFile{kCardFront, card_front::kIssuer.value(), "certificate of the record's issuer"},
    KnownFile{kCardFront, card_front::kNumberB.value(), "照合番号B"},
    KnownFile{kText, text::kAttributes.value(), "four attributes"},
    KnownFile{kText, text::kIntegrity.value(), "signature over them"},
    KnownFile{kText, text::kIssuer.value(), "certificate of the record's issuer"},
    KnownFile{kText, text::kNumberB.value(), "照合番号B"},
};

constexpr std::array kCounters{
    KnownCounter{"pin", kJpki, jpki::kUserPin, 3, "user-authentication PIN (4 digits)"},
    KnownCounter{"signature_password", kJpki, jpki::kSignaturePassword, 5, "signature password (6 to 16 characters)"},
    KnownCounter{"number_b", kCardFront, card_front::kNumberB, 10, "照合番号B of 券面事項確認AP (opens the photo)"},
    KnownCounter{"number_b_text", kText, text::kNumberB, 10,
                 "照合番号B of 券面事項入力補助AP (opens name and address)"},
};

}  // namespace

std::span<const KnownApplication> known_applications() { return kApplications; }

const KnownApplication* application_of(base::ByteView aid) {
    const auto found = std::find_if(kApplications.begin(), kApplications.end(), [&](const KnownApplication& one) {
        return std::equal(one.aid.begin(), one.aid.end(), aid.begin(), aid.end());
    });
    return found == kApplications.end() ? nullptr : &*found;
}

std::string_view meaning_of(const KnownApplication* application, std::uint16_t file) {
    const auto found = std::find_if(kFiles.begin(), kFiles.end(), [&](const KnownFile& one) {
        return application != nullptr && one.application == application->aid && one.file == file;
    });
    return found == kFiles.end() ? std::string_view() : found->meaning;
}

std::span<const KnownCounter> known_counters() { return kCounters; }

}  // namespace uketsuke::drivers::mynumber
