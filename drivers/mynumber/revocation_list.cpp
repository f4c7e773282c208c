// SPDX-License-Identifier: Apache-2.0
#include "revocation_list.hpp"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/x509v3.h>

#include <fmt/format.h>

#include <algorithm>

#include "distribution_point.hpp"
#include "firmware/base/owned.hpp"

namespace uketsuke::drivers::mynumber {
namespace {

using Head = RevocationList::Head;
using Problem = base::Unexpected<std::string>;
template <class T>
using Read = base::Expected<T, std::string>;

/// One DER element.
struct Element {
    int tag = 0;  ///< universal number, or the context's with kContext
    base::ByteView value, whole;
};
constexpr int kContext = 0x100;

/// Takes the first element; nullopt for anything that is not in form.
std::optional<Element> take(base::ByteView& rest) {
    const auto* at = rest.data();
    long size = 0;
    int tag = 0, kind = 0;
    const int read = ASN1_get_object(&at, &size, &tag, &kind, static_cast<long>(rest.size()));
    if ((read & 0x81) != 0 || (kind != V_ASN1_UNIVERSAL && kind != V_ASN1_CONTEXT_SPECIFIC)) return std::nullopt;
    const auto header = static_cast<std::size_t>(at - rest.data());
    const auto whole = rest.first(header + static_cast<std::size_t>(size));
    rest = rest.subspan(whole.size());
    return Element{kind == V_ASN1_CONTEXT_SPECIFIC ? tag | kContext : tag, whole.subspan(header), whole};
}

std::optional<Element> take(base::ByteView& rest, int tag) {
    const auto element = take(rest);
    return element && element->tag == tag ? element : std::nullopt;
}

/// The three parts of a signed thing, and the first of them in its own parts.
struct Parts {
    Element signed_part, algorithm, signature;
    base::ByteView before, entries, after;  ///< of the signed part
};

bool is_time(const Element& element) { return element.tag == V_ASN1_UTCTIME || element.tag == V_ASN1_GENERALIZEDTIME; }

/// Finds the entries: the second SEQUENCE OF behind the times, if there is any.
bool find_entries(Parts& parts) {
    auto rest = parts.signed_part.value;
    bool times = false;
    while (!rest.empty()) {
        const auto start = rest;
        const auto element = take(rest);
        if (!element) return false;
        if (times && element->tag == V_ASN1_SEQUENCE) {
            parts.before = parts.signed_part.value.first(parts.signed_part.value.size() - start.size());
            parts.entries = element->value;
            parts.after = rest;
            return true;
        }
        times = times || is_time(*element);
    }
    parts.before = parts.signed_part.value;
    return true;
}

std::optional<Parts> parts_of(base::ByteView der) {
    const auto whole = take(der, V_ASN1_SEQUENCE);
    if (!whole || !der.empty()) return std::nullopt;
    auto rest = whole->value;
    const auto signed_part = take(rest, V_ASN1_SEQUENCE), algorithm = take(rest, V_ASN1_SEQUENCE);
    const auto signature = take(rest, V_ASN1_BIT_STRING);
    if (!signed_part || !algorithm || !signature || !rest.empty()) return std::nullopt;
    Parts parts{*signed_part, *algorithm, *signature, {}, {}, {}};
    if (!find_entries(parts)) return std::nullopt;
    return parts;
}

void append_sequence(base::Bytes& to, std::initializer_list<base::ByteView> inner) {
    std::size_t size = 0;
    for (const auto part : inner) size += part.size();
    base::Bytes header(8);
    auto* at = header.data();
    ASN1_put_object(&at, 1, static_cast<int>(size), V_ASN1_SEQUENCE, V_ASN1_UNIVERSAL);
    to.insert(to.end(), header.data(), at);
    for (const auto part : inner) to.insert(to.end(), part.begin(), part.end());
}

/// The list without its entries, so that OpenSSL reads what is short and nobody pays for what is long.
std::shared_ptr<X509_crl_st> without_entries(const Parts& parts) {
    base::Bytes signed_part, der;
    append_sequence(signed_part, {parts.before, parts.after});
    append_sequence(der, {signed_part, parts.algorithm.whole, parts.signature.whole});
    const auto* at = der.data();
    std::shared_ptr<X509_crl_st> list(d2i_X509_CRL(nullptr, &at, static_cast<long>(der.size())), X509_CRL_free);
    return at == der.data() + der.size() ? list : nullptr;
}

constexpr int kKnown[] = {NID_issuing_distribution_point, NID_delta_crl, NID_crl_number, NID_authority_key_identifier};

/// The critical extension that nobody here knows, if there is one.
std::optional<std::string> unknown_extension(const STACK_OF(X509_EXTENSION) * extensions) {
    for (int i = 0; i < X509v3_get_ext_count(extensions); ++i) {
        auto* one = X509v3_get_ext(extensions, i);
        const auto* object = X509_EXTENSION_get_object(one);
        const bool known = std::find(std::begin(kKnown), std::end(kKnown), OBJ_obj2nid(object)) != std::end(kKnown);
        if (known || X509_EXTENSION_get_critical(one) == 0) continue;
        char name[80] = {};
        OBJ_obj2txt(name, sizeof name, object, 0);
        return name;
    }
    return std::nullopt;
}

/// An extension in OpenSSL's form. False: there, but out of form, or there twice.
template <class T>
bool extension(const Head& head, int nid, std::shared_ptr<T>& to, void (*release)(T*)) {
    int found = 0;
    auto* value = static_cast<T*>(X509_CRL_get_ext_d2i(head.list.get(), nid, &found, nullptr));
    to = {value, release};
    if (value == nullptr) to.reset();
    return value != nullptr || found == -1;
}

std::optional<std::string> why_not_understood(Head& head) {
    if (!extension(head, NID_crl_number, head.number, ASN1_INTEGER_free) ||
        !extension(head, NID_issuing_distribution_point, head.scope, ISSUING_DIST_POINT_free) ||
        !extension(head, NID_delta_crl, head.base_number, ASN1_INTEGER_free))
        return "an extension is out of form";
    if (const auto unknown = unknown_extension(X509_CRL_get0_extensions(head.list.get())))
        return "the critical extension " + *unknown + " is not known";
    if (!head.scope) return std::nullopt;
    auto& scope = *head.scope;
    if (scope.indirectCRL > 0) return "it is indirect: one authority speaks for others";
    if ((scope.onlyuser > 0) + (scope.onlyCA > 0) + (scope.onlyattr > 0) > 1) return "its scope contradicts itself";
    if (scope.distpoint != nullptr && DIST_POINT_set_dpname(scope.distpoint, X509_CRL_get_issuer(head.list.get())) != 1)
        return "its distribution point is out of form";
    return std::nullopt;
}

/// What the extensions of one entry mean.
enum class Entry { revoked, taken_back, not_understood };

Entry meaning_of(const Element& extensions) {
    const auto* at = extensions.whole.data();
    const base::Owned<X509_EXTENSIONS,
                      [](X509_EXTENSIONS* all) { sk_X509_EXTENSION_pop_free(all, X509_EXTENSION_free); }>
        all(d2i_X509_EXTENSIONS(nullptr, &at, static_cast<long>(extensions.whole.size())));
    if (!all) return Entry::not_understood;
    for (int i = 0; i < sk_X509_EXTENSION_num(all.get()); ++i) {
        auto* one = sk_X509_EXTENSION_value(all.get(), i);
        const int nid = OBJ_obj2nid(X509_EXTENSION_get_object(one));
        if (nid != NID_crl_reason) {
            if (X509_EXTENSION_get_critical(one) != 0) return Entry::not_understood;
            continue;
        }
        const base::Owned<ASN1_ENUMERATED, ASN1_ENUMERATED_free> reason(
            static_cast<ASN1_ENUMERATED*>(X509V3_EXT_d2i(one)));
        if (!reason) return Entry::not_understood;
        if (ASN1_ENUMERATED_get(reason.get()) == CRL_REASON_REMOVE_FROM_CRL) return Entry::taken_back;
    }
    return Entry::revoked;
}

/// The reason code alone is what nearly every entry has: read without OpenSSL, which takes ten times as long.
Entry plain_meaning_of(const Element& extensions) {
    constexpr std::uint8_t kReasonOnly[] = {0x30, 0x0C, 0x30, 0x0A, 0x06, 0x03, 0x55,
                                            0x1D, 0x15, 0x04, 0x03, 0x0A, 0x01};
    const auto whole = extensions.whole;
    if (whole.size() != sizeof kReasonOnly + 1 ||
        !std::equal(std::begin(kReasonOnly), std::end(kReasonOnly), whole.begin()))
        return meaning_of(extensions);
    return whole.back() == CRL_REASON_REMOVE_FROM_CRL ? Entry::taken_back : Entry::revoked;
}

/// False when the entry is out of form or means what nobody here understands.
bool read_entry(base::ByteView entry, std::vector<Serial>& to) {
    const auto number = take(entry, V_ASN1_INTEGER);
    const auto serial = number ? serial_of(number->value) : std::nullopt;
    const auto time = take(entry);
    if (!serial || !time || !is_time(*time)) return false;
    auto meaning = Entry::revoked;
    if (!entry.empty()) {
        const auto extensions = take(entry, V_ASN1_SEQUENCE);
        if (!extensions || !entry.empty()) return false;
        meaning = plain_meaning_of(*extensions);
    }
    if (meaning == Entry::revoked) to.push_back(*serial);
    return meaning != Entry::not_understood;
}

bool read_entries(base::ByteView entries, std::vector<Serial>& to) {
    constexpr std::size_t kShortestEntry = 37;  // with a serial number of 20 bytes
    to.reserve(entries.size() / kShortestEntry + 1);
    while (!entries.empty()) {
        const auto entry = take(entries, V_ASN1_SEQUENCE);
        if (!entry || !read_entry(entry->value, to)) return false;
    }
    std::sort(to.begin(), to.end());
    to.shrink_to_fit();
    return true;
}

/// The algorithm that the signed part names is the one outside it.
bool one_algorithm(const Parts& parts) {
    auto rest = parts.signed_part.value;
    auto first = take(rest);
    if (first && first->tag == V_ASN1_INTEGER) first = take(rest);
    const auto outside = parts.algorithm.whole;
    return first && std::equal(outside.begin(), outside.end(), first->whole.begin(), first->whole.end());
}

/// The signature over the signed part, by an algorithm whose hash its identifier names: RSA (PKCS#1 v1.5) and ECDSA.
bool signature_holds(const Parts& parts, const X509_CRL* list, EVP_PKEY* key) {
    constexpr int kShortestHash = 32;
    const auto bits = parts.signature.value;
    if (bits.empty() || bits.front() != 0) return false;  // whole bytes: else two encodings would be one signature
    const ASN1_BIT_STRING* signature = nullptr;
    X509_CRL_get0_signature(list, &signature, nullptr);
    int hash = NID_undef, kind = NID_undef;
    if (key == nullptr || OBJ_find_sigid_algs(X509_CRL_get_signature_nid(list), &hash, &kind) != 1) return false;
    const auto* digest = EVP_get_digestbynid(hash);
    const base::Owned<EVP_MD_CTX, EVP_MD_CTX_free> context(EVP_MD_CTX_new());
    const auto body = parts.signed_part.whole;
    return digest != nullptr && EVP_MD_get_size(digest) >= kShortestHash && EVP_PKEY_get_base_id(key) == kind &&
           context && EVP_DigestVerifyInit(context.get(), nullptr, digest, nullptr, key) == 1 &&
           EVP_DigestVerify(context.get(), ASN1_STRING_get0_data(signature),
                            static_cast<std::size_t>(ASN1_STRING_length(signature)), body.data(), body.size()) == 1;
}

std::string name_of(const Head& head) {
    const base::Owned<BIGNUM, BN_free> number(head.number ? ASN1_INTEGER_to_BN(head.number.get(), nullptr) : nullptr);
    const base::Owned<char, [](char* text) { OPENSSL_free(text); }> digits(number ? BN_bn2dec(number.get()) : nullptr);
    return fmt::format("the list{} of {}, of {}", digits ? fmt::format(" number {}", digits.get()) : "",
                       written(X509_CRL_get_issuer(head.list.get())), base::to_iso8601(head.this_update));
}

}  // namespace

std::optional<Serial> serial_of(base::ByteView number) {
    if (number.empty() || (number[0] & 0x80) != 0) return std::nullopt;
    while (number.size() > 1 && number[0] == 0) number = number.subspan(1);
    Serial serial{};
    if (number.size() > serial.size()) return std::nullopt;
    std::copy(number.begin(), number.end(), serial.end() - static_cast<std::ptrdiff_t>(number.size()));
    return serial;
}

Serial serial_of(const Certificate& certificate) {
    const auto* number = X509_get0_serialNumber(certificate.get());
    // OpenSSL keeps the sign apart; a certificate with a negative number is listed by nobody.
    const base::ByteView bytes(ASN1_STRING_get0_data(number), static_cast<std::size_t>(ASN1_STRING_length(number)));
    base::Bytes padded{0};
    padded.insert(padded.end(), bytes.begin(), bytes.end());
    return serial_of(padded).value_or(Serial{});
}

base::Expected<RevocationList, std::string> RevocationList::read(base::ByteView der) {
    const auto parts = parts_of(der);
    RevocationList made;
    auto& head = made.head_;
    if (parts) head.list = without_entries(*parts);
    const auto from = head.list ? instant_of(X509_CRL_get0_lastUpdate(head.list.get())) : std::nullopt;
    if (!from) return Problem{"no revocation list, or one out of form"};
    head.this_update = *from;
    head.next_update = instant_of(X509_CRL_get0_nextUpdate(head.list.get()));
    if (const auto why = why_not_understood(head)) return Problem{name_of(head) + ": " + *why};
    if (!read_entries(parts->entries, made.named_)) return Problem{name_of(head) + ": an entry is not understood"};
    return made;
}

bool RevocationList::issued_by(const Certificate& authority, base::ByteView der) const {
    const auto parts = parts_of(der);
    auto* list = head_.list.get();
    return parts && one_algorithm(*parts) && (X509_get_key_usage(authority.get()) & KU_CRL_SIGN) != 0 &&
           X509_NAME_cmp(X509_CRL_get_issuer(list), X509_get_subject_name(authority.get())) == 0 &&
           signature_holds(*parts, list, X509_get0_pubkey(authority.get()));
}

bool RevocationList::names(const Serial& serial) const {
    const bool of_certificates = !head_.scope || head_.scope->onlyattr <= 0;
    return of_certificates && std::binary_search(named_.begin(), named_.end(), serial);
}

bool RevocationList::covers(const Certificate& certificate) const {
    if (!head_.scope) return true;
    const auto& scope = *head_.scope;
    const bool authority = X509_check_ca(certificate.get()) != 0;
    if (scope.onlyattr > 0 || scope.onlysomereasons != nullptr || (authority ? scope.onlyuser : scope.onlyCA) > 0)
        return false;
    return scope.distpoint == nullptr || is_point_of(*scope.distpoint, certificate);
}

bool RevocationList::continues(const RevocationList& complete) const {
    if (!is_delta() || complete.is_delta() || !head_.number || !complete.head_.number) return false;
    return same_scope(head_.scope.get(), complete.head_.scope.get()) &&
           ASN1_INTEGER_cmp(head_.base_number.get(), complete.head_.number.get()) <= 0 &&
           ASN1_INTEGER_cmp(complete.head_.number.get(), head_.number.get()) < 0;
}

std::string RevocationList::name() const { return name_of(head_); }

}  // namespace uketsuke::drivers::mynumber
