// SPDX-License-Identifier: Apache-2.0
#include "certificate_judge.hpp"

#include <openssl/rand.h>
#include <openssl/x509.h>

#include "firmware/base/log.hpp"
#include "ocsp.hpp"

namespace uketsuke::drivers::mynumber {
namespace {

using base::ErrorCode;

/// A kiosk's clock may be behind the clock of whoever issued the certificate this morning.
constexpr std::chrono::hours kClockSkew{24};
constexpr std::size_t kMostAnswers = 4096;

base::Unexpected<base::Error> untrusted(std::string why) {
    return base::fail(ErrorCode::certificate_untrusted, std::move(why));
}

}  // namespace

base::Result<CertificateJudge> CertificateJudge::create(Options options) {
    auto authorities = Authorities::load(options.authorities);
    if (!authorities) return base::fail(authorities.error());
    CertificateJudge judge(std::move(options), std::move(*authorities));
    if (RAND_bytes(judge.cache_salt_.data(), static_cast<int>(judge.cache_salt_.size())) != 1)
        return base::fail(ErrorCode::internal, "no random numbers");
    if (judge.options_.revocation_lists.empty()) return judge;
    auto lists = RevocationFile::open(judge.options_.revocation_lists, judge.authorities_);
    if (!lists) return base::fail(lists.error());
    judge.lists_ = std::move(*lists);
    return judge;
}

CertificateJudge::CertificateJudge(Options options, Authorities authorities)
    : options_(std::move(options)), authorities_(std::move(authorities)) {}

base::Result<void> CertificateJudge::check(base::ByteView certificate_der, base::WallTime now) {
    const auto certificate = read_certificate(certificate_der);
    if (!certificate) return untrusted("no X.509 certificate");
    if (of_test_hierarchy(certificate)) return untrusted("a certificate of JPKI-TEST");
    const auto authority = authorities_.issuer_of(certificate);
    if (!authority) return base::fail(authority.error());
    const auto begins = instant_of(X509_get0_notBefore(certificate.get()));
    if (!begins || *begins > now + kClockSkew) return untrusted("not valid yet");
    const auto listed = by_list(certificate, *authority, now);
    if (listed && listed->revoked) return base::fail(ErrorCode::certificate_refused, "revoked, says the list");
    if (asks() || !lists_ || (listed && listed->next_update > now)) return {};
    return without_a_fresh_word();
}

base::Result<void> CertificateJudge::ask(base::ByteView certificate_der, base::WallTime now) {
    const auto certificate = read_certificate(certificate_der);
    if (!certificate) return untrusted("no X.509 certificate");
    const auto authority = authorities_.issuer_of(certificate);
    if (!authority) return base::fail(authority.error());
    const auto answered = by_responder(certificate, *authority, now, certificate_der);
    if (answered && answered->revoked) return base::fail(ErrorCode::certificate_refused, "revoked, says the responder");
    if (answered && answered->next_update >= now) return {};
    const auto listed = by_list(certificate, *authority, now);
    if (listed && listed->next_update > now) return {};
    return without_a_fresh_word();
}

base::Result<void> CertificateJudge::without_a_fresh_word() const {
    if (options_.when_stale == WhenStale::refuse) return untrusted("nobody can say whether it was revoked");
    base::warn("card", "no fresh word on revocation: the service decides");
    return {};
}

std::optional<Standing> CertificateJudge::by_list(const Certificate& certificate, const Certificate& authority,
                                                  base::WallTime now) const {
    const auto lists = lists_ ? lists_->lists() : nullptr;
    return lists ? lists->of(certificate, authority, now) : std::nullopt;
}

void CertificateJudge::look_at_lists() {
    if (lists_) static_cast<void>(lists_->look());
}

std::optional<Standing> CertificateJudge::by_responder(const Certificate& certificate, const Certificate& authority,
                                                       base::WallTime now, base::ByteView certificate_der) {
    if (!options_.ask_responder) return std::nullopt;
    const auto key = cache_key(certificate_der);
    std::erase_if(answers_, [&](const auto& known) { return known.second.next_update <= now; });
    if (const auto known = answers_.find(key); known != answers_.end()) return known->second;
    const auto standing = asked_now(certificate, authority, now);
    if (standing && answers_.size() < kMostAnswers) answers_[key] = *standing;
    return standing;
}

std::optional<Standing> CertificateJudge::asked_now(const Certificate& certificate, const Certificate& authority,
                                                    base::WallTime now) {
    auto request = ocsp_request(certificate, authority, nonces_ == Nonces::refused ? Nonce::without : Nonce::with);
    auto answer = options_.ask_responder(request);
    const bool refused = answer ? is_ocsp_refusal(*answer) : answer.error().code == ErrorCode::service_garbled;
    const bool again = refused && nonces_ == Nonces::not_known;
    if (again) {
        request = ocsp_request(certificate, authority, Nonce::without);
        answer = options_.ask_responder(request);
    }
    if (!answer) {
        base::warn("card", "OCSP responder: {} {}", base::name_of(answer.error().code), answer.error().detail);
        return std::nullopt;
    }
    const auto read = read_ocsp_answer(*answer, request, certificate, authority, now);
    if (read && again) nonces_ = Nonces::refused;
    if (read && read->nonce) nonces_ = Nonces::taken;
    if (!read || (nonces_ == Nonces::taken && !read->nonce && !read->standing.revoked)) {
        base::warn("card", "OCSP responder: an answer that says nothing, or that it may not give, or an old one");
        return std::nullopt;
    }
    return read->standing;
}

std::string CertificateJudge::cache_key(base::ByteView certificate_der) const {
    base::Bytes salted(cache_salt_.begin(), cache_salt_.end());
    salted.insert(salted.end(), certificate_der.begin(), certificate_der.end());
    return base::to_hex(sha256(salted));
}

}  // namespace uketsuke::drivers::mynumber
