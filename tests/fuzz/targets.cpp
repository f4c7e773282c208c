// SPDX-License-Identifier: Apache-2.0
#include "targets.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>

#include "card_dialogue.hpp"
#include "documents.hpp"
#include "drivers/mynumber/certificate.hpp"
#include "drivers/mynumber/checked_record.hpp"
#include "drivers/mynumber/ocsp.hpp"
#include "drivers/mynumber/revocation_list.hpp"
#include "drivers/mynumber/text_record.hpp"
#include "drivers/mynumber/tlv.hpp"
#include "models/decoder/jpeg2000.hpp"

namespace uketsuke::fuzz {
namespace {

using namespace drivers::mynumber;

bool within(base::ByteView part, base::ByteView whole) {
    return part.empty() || (part.data() >= whole.data() && part.data() + part.size() <= whole.data() + whole.size());
}

void ber_tlv(base::ByteView bytes) {
    const auto size = object_size(bytes);
    if (const auto object = parse_tlv(bytes)) {
        require(size && *size == object->whole.size(), "an object is as long as its header says");
        require(within(object->value, bytes) && within(object->whole, bytes), "an object lies within its bytes");
        if (const auto inner = find_tlv(object->value, 0xDF27))
            require(within(inner->whole, object->value), "a part lies within its object");
    }
}

void cv_certificate(base::ByteView bytes) {
    const auto parsed = parse_cv_certificate(bytes);
    if (!parsed) return;
    for (const auto part : {parsed->issuer, parsed->subject, parsed->key, parsed->body, parsed->signature})
        require(within(part, bytes), "a part lies within the certificate");
    require(parsed->issuer.size() == 16 && parsed->subject.size() == 16, "key ids have 16 bytes");
    require(key_number(parsed->issuer).size() <= 7, "a number has seven digits or is none");
}

/// Some RSA key: what it verifies is of no matter, records of a fuzzer are never rightly signed.
const PublicKey& some_key() {
    static const auto key = [] {
        base::Bytes modulus(256, 0xC5);
        modulus.back() = 0xC7;
        return *PublicKey::from_numbers(modulus, base::Bytes{1, 0, 1});
    }();
    return key;
}

void face_record(base::ByteView bytes) {
    require(!check_face_record(bytes, some_key()).has_value(), "an unsigned face record is not believed");
}

void text_record(base::ByteView bytes) {
    const auto half = bytes.size() / 2;
    require(!check_text_record(bytes.first(half), bytes.subspan(half), some_key()).has_value(),
            "unsigned attributes are not believed");
}

void certificate(base::ByteView bytes) {
    if (const auto list = RevocationList::read(bytes)) require(!list->name().empty(), "a list can be named");
    const auto read = read_certificate(bytes);
    if (!read) return;
    static_cast<void>(of_test_hierarchy(read));
    static_cast<void>(not_after_of(bytes));
    static_cast<void>(PublicKey::of_certificate(bytes));
    const auto request = ocsp_request(read, read, Nonce::without);
    require(!request.empty(), "a certificate can be asked about");
    require(!read_ocsp_answer(bytes, request, read, read, base::WallTime{}), "a certificate is no answer");
}

/// OpenJPEG itself is Debian's and not instrumented: what it does inside is seen only when it crashes or calls back.
void picture(base::ByteView bytes) {
    const auto picture = models::decoder::decode_jpeg2000(bytes);
    if (!picture) return;
    require(picture->pixels.size() == std::size_t{picture->width} * picture->height, "a pixel for each place");
}

constexpr std::array kTargets{
    Target{"apdu_exchange", true, apdu_exchange},
    Target{"apdu_response", false, card_dialogue},
    Target{"ber_tlv", true, ber_tlv},
    Target{"cv_certificate", true, cv_certificate},
    Target{"face_record", false, face_record},
    Target{"text_record", false, text_record},
    Target{"certificate", false, certificate},
    Target{"jp2_wrapper", false, picture},
    Target{"jp2_codestream", false, picture},
    Target{"document_xml", false, document_xml},
    Target{"document_json", false, document_json},
    Target{"shift_jis", false, shift_jis},
    Target{"answer_body", false, answer_body},
    Target{"file_name", true, file_name},
};

}  // namespace

std::span<const Target> targets() { return kTargets; }

void require(bool holds, const char* rule) {
    if (holds) return;
    std::fprintf(stderr, "broken: %s\n", rule);
    std::abort();
}

}  // namespace uketsuke::fuzz
