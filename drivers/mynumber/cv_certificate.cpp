// SPDX-License-Identifier: Apache-2.0
#include "cv_certificate.hpp"

#include <openssl/err.h>
#include <openssl/pem.h>

#include <algorithm>

#include "firmware/base/owned.hpp"
#include "tlv.hpp"

namespace uketsuke::drivers::mynumber {
namespace {

using base::ErrorCode;

constexpr std::size_t kKeyId = 16;
constexpr std::size_t kNumberDigits = 7;

bool is_number(std::string_view text) {
    return text.size() == kNumberDigits &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// One block of a PEM file.
struct PemBlock {
    std::string header;
    base::Bytes data;
};

std::optional<PemBlock> next_block(BIO* file) {
    char *name = nullptr, *header = nullptr;
    unsigned char* data = nullptr;
    long size = 0;
    if (PEM_read_bio(file, &name, &header, &data, &size) != 1) return std::nullopt;
    PemBlock block{header, {data, data + size}};
    for (void* part : {static_cast<void*>(name), static_cast<void*>(header), static_cast<void*>(data)})
        OPENSSL_free(part);
    return block;
}

/// The number after "Key-Id:"; nullopt for any other header.
std::optional<std::string> number_in(std::string_view header) {
    constexpr std::string_view kName = "Key-Id: ";
    if (header.empty()) return std::string();
    if (!header.starts_with(kName)) return std::nullopt;
    const auto number = header.substr(kName.size(), kNumberDigits);
    if (!is_number(number) || header.substr(kName.size() + kNumberDigits) != "\n") return std::nullopt;
    return std::string(number);
}

}  // namespace

std::optional<CvCertificate> parse_cv_certificate(base::ByteView bytes) {
    const auto outer = parse_tlv(bytes);
    if (!outer || outer->tag != 0x7F21) return std::nullopt;
    const auto body = find_tlv(outer->value, 0x5F4E);
    const auto signature = find_tlv(outer->value, 0x5F37);
    if (!body || !signature || body->value.size() < 2 * kKeyId) return std::nullopt;
    return CvCertificate{body->value.first(kKeyId), body->value.subspan(kKeyId, kKeyId),
                         body->value.subspan(2 * kKeyId), body->value, signature->value};
}

std::optional<PublicKey> key_from_objects(base::ByteView objects) {
    if (const auto point = find_tlv(objects, 0x86)) return PublicKey::from_point(point->value);
    const auto exponent = find_tlv(objects, 0x90);
    const auto modulus = find_tlv(objects, 0x91);
    if (!exponent || !modulus) return std::nullopt;
    return PublicKey::from_numbers(modulus->value, exponent->value);
}

std::string key_number(base::ByteView key_id) {
    const auto digits = key_id.first(std::min(key_id.size(), kNumberDigits));
    const std::string number(digits.begin(), digits.end());
    return is_number(number) ? number : std::string();
}

base::Result<FaceRecordRoots> load_face_record_roots(const std::filesystem::path& pem) {
    const base::Owned<BIO, BIO_free_all> file(BIO_new_file(pem.c_str(), "rb"));
    FaceRecordRoots roots;
    bool good = static_cast<bool>(file);
    ERR_clear_error();
    while (good) {
        const auto block = next_block(file.get());
        if (!block) break;
        auto key = PublicKey::from_info(block->data);
        auto number = number_in(block->header);
        good = key && number;
        if (good) roots.emplace_back(std::move(*key), std::move(*number));
    }
    const bool whole = ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;  // the file ended between two keys
    ERR_clear_error();
    if (!good || !whole || roots.empty())
        return base::fail(ErrorCode::file_unreadable,
                          pem.string() + ": not (only) public keys, RSA of 2048 bits or more or P-384, in PEM");
    return roots;
}

base::Result<PublicKey> certified_issuer(base::ByteView certificate, const FaceRecordRoots& roots) {
    const auto parsed = parse_cv_certificate(certificate);
    if (!parsed) return base::fail(ErrorCode::card_garbled, "EF 0004 holds no certificate");
    const auto number = key_number(parsed->issuer);
    const bool vouched = std::any_of(roots.begin(), roots.end(), [&](const FaceRecordRoot& root) {
        return (root.number.empty() || root.number == number) &&
               root.key.verifies(block_to_sign(root.key.algorithm(), parsed->body), parsed->signature);
    });
    auto key = vouched ? key_from_objects(parsed->key) : std::nullopt;
    if (!key)
        return base::fail(ErrorCode::record_untrusted,
                          "no trusted root vouches for the issuer that key " + number + " certified");
    return std::move(*key);
}

}  // namespace uketsuke::drivers::mynumber
