// SPDX-License-Identifier: Apache-2.0
#include "certificate_judge.hpp"

#include <openssl/rand.h>
#include <openssl/x509.h>

#include "firmware/base/log.hpp"

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
    const auto listed = by_list(certificate, *authority);
    if (listed && listed->revoked) return base::fail(ErrorCode::certificate_refused, "revoked, says the list");
    if (asks() || options_.revocation_lists.empty() || (listed && listed->next_update > now)) return {};
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
    const auto listed = by_list(certificate, *authority);
    if (listed && listed->next_update > now) return {};
    return without_a_fresh_word();
}

base::Result<void> CertificateJudge::without_a_fresh_word() const {
    if (options_.when_stale == WhenStale::refuse) return untrusted("nobody can say whether it was revoked");
    base::warn("card", "no fresh word on revocation: the service decides");
    return {};
}

std::optional<Standing> CertificateJudge::by_list(const Certificate& certificate, const Certificate& authority) {
    if (options_.revocation_lists.empty()) return std::nullopt;
    const std::scoped_lock lock(*lists_mutex_);
    reload_lists();
    return lists_ ? lists_->of(certificate, authority) : std::nullopt;
}

void CertificateJudge::reload_lists() {
    std::error_code missing;
    const auto written = std::filesystem::last_write_time(options_.revocation_lists, missing);
    if (!missing && lists_ && written == lists_from_) return;
    auto loaded = RevocationLists::load(options_.revocation_lists);
    if (!loaded) {  // what was read before still counts
        base::warn("card", "revocation lists: {}", loaded.error().detail);
        return;
    }
    lists_ = std::move(*loaded);
    lists_from_ = written;
}

std::optional<Standing> CertificateJudge::by_responder(const Certificate& certificate, const Certificate& authority,
                                                       base::WallTime now, base::ByteView certificate_der) {
    if (!options_.ask_responder) return std::nullopt;
    const auto key = cache_key(certificate_der);
    std::erase_if(answers_, [&](const auto& known) { return known.second.next_update <= now; });
    if (const auto known = answers_.find(key); known != answers_.end()) return known->second;
    const auto answer = options_.ask_responder(ocsp_request(certificate, authority));
    if (!answer) {
        base::warn("card", "OCSP responder: {} {}", base::name_of(answer.error().code), answer.error().detail);
        return std::nullopt;
    }
    const auto standing = read_ocsp_answer(*answer, certificate, authority, now);
    if (!standing) base::warn("card", "OCSP responder: an answer that says nothing, or that it may not give");
    if (standing && answers_.size() < kMostAnswers) answers_[key] = *standing;
    return standing;
}

std::string CertificateJudge::cache_key(base::ByteView certificate_der) const {
    base::Bytes salted(cache_salt_.begin(), cache_salt_.end());
    salted.insert(salted.end(), certificate_der.begin(), certificate_der.end());
    return base::to_hex(sha256(salted));
}

}  // namespace uketsuke::drivers::mynumber
