// SPDX-License-Identifier: Apache-2.0
#include "terms.hpp"

#include <fmt/format.h>
#include <openssl/asn1.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <sys/stat.h>

#include <algorithm>
#include <cmath>

#include "firmware/base/file.hpp"
#include "firmware/base/log.hpp"
#include "firmware/base/owned.hpp"
#include "put.hpp"

namespace uketsuke::wiring {
namespace {

using base::ErrorCode;
using base::WallTime;
using Source = base::Owned<BIO, BIO_free_all>;

WallTime time_of(const ASN1_TIME* time) {
    std::tm parts{};
    if (time == nullptr || ASN1_TIME_to_tm(time, &parts) != 1) return {};
    return WallTime(std::chrono::seconds(::timegm(&parts)));
}

struct Span {
    WallTime from, until;
};

/// Of all certificates in a PEM file, in their order.
std::vector<Span> certificates_in(const std::string& text) {
    const Source source(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
    std::vector<Span> spans;
    for (;;) {
        const base::Owned<X509, X509_free> one(PEM_read_bio_X509(source.get(), nullptr, nullptr, nullptr));
        if (!one) break;
        spans.push_back({time_of(X509_get0_notBefore(one.get())), time_of(X509_get0_notAfter(one.get()))});
    }
    ERR_clear_error();
    return spans;
}

/// Of all lists in a file, PEM or DER: for each issuer the one that lasts longest.
std::vector<Span> lists_in(const std::string& text) {
    const Source source(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
    std::map<unsigned long, Span> longest;
    const auto take = [&](X509_CRL* list) {
        const base::Owned<X509_CRL, X509_CRL_free> one(list);
        if (!one) return false;
        const Span span{time_of(X509_CRL_get0_lastUpdate(one.get())), time_of(X509_CRL_get0_nextUpdate(one.get()))};
        auto& place = longest[X509_NAME_hash_ex(X509_CRL_get_issuer(one.get()), nullptr, nullptr, nullptr)];
        if (span.until > place.until) place = span;
        return true;
    };
    if (text.find("-----BEGIN") == std::string::npos) (void)take(d2i_X509_CRL_bio(source.get(), nullptr));
    while (take(PEM_read_bio_X509_CRL(source.get(), nullptr, nullptr, nullptr))) continue;
    ERR_clear_error();
    std::vector<Span> spans;
    for (const auto& [issuer, span] : longest) spans.push_back(span);
    return spans;
}

bool ends_before(const Span& one, const Span& other) { return one.until < other.until; }

/// Which of a file's counts: the kiosk's own certificate stands first in its file; of CAs the last one to end still
/// serves; of lists the first one that is overdue is missed.
enum class Which { first, longest, shortest };

base::Result<Term> term_of(Term term, const std::filesystem::path& file, std::vector<Span> (*read)(const std::string&),
                           Which which) {
    const auto text = base::read_file(file);
    if (!text) return blame(term.key, text.error());
    const auto spans = read(*text);
    if (spans.empty())
        return base::fail(ErrorCode::file_unreadable,
                          fmt::format("{}: {} holds none of what it should", term.key, file.string()));
    const auto chosen = which == Which::first     ? spans.begin()
                        : which == Which::longest ? std::max_element(spans.begin(), spans.end(), ends_before)
                                                  : std::min_element(spans.begin(), spans.end(), ends_before);
    term.from = chosen->from;
    term.until = chosen->until;
    return term;
}

/// Whole days from now to then; 0: it has ended.
int days_until(WallTime then, WallTime now) {
    return then <= now ? 0 : static_cast<int>(std::chrono::ceil<std::chrono::days>(then - now).count());
}

/// The smallest of kAhead that is not below; nothing: it is far off.
std::optional<int> mark_of(int days) {
    std::optional<int> mark;
    for (const int ahead : TermsWatch::kAhead)
        if (days <= ahead) mark = ahead;
    return mark;
}

}  // namespace

base::Result<std::vector<Term>> terms_of(const config::Config& config) {
    std::vector<base::Result<Term>> read{
        term_of({.key = "service.certificate", .ended = ErrorCode::kiosk_certificate_ended}, config.service_certificate,
                certificates_in, Which::first),
        term_of({.key = "service.ca", .ended = ErrorCode::authority_ended}, config.service_ca, certificates_in,
                Which::longest),
        term_of({.key = "card.authorities", .ended = ErrorCode::authority_ended}, config.card_authorities,
                certificates_in, Which::longest)};
    // A list that is missing or overdue stops the kiosk only where it would turn every card away.
    const bool needed = config.card_revocation_stale == "refuse" && config.card_ocsp_url.empty();
    if (!config.card_revocation_lists.empty())
        read.push_back(term_of(
            {.key = "card.revocation_lists", .ended = ErrorCode::lists_overdue, .told_ahead = false, .needed = needed},
            config.card_revocation_lists, lists_in, Which::shortest));
    std::vector<Term> terms;
    for (auto& one : read) {
        if (one)
            terms.push_back(*one);
        else if (&one != &read.back() || read.size() == 3 || needed)
            return base::fail(one.error());
    }
    return terms;
}

std::vector<std::string> loose_files(const config::Config& config) {
    std::vector<std::string> loose;
    const auto look = [&](std::string_view key, const std::filesystem::path& file, mode_t bad, std::string_view what) {
        struct stat status {};
        if (file.empty() || ::stat(file.c_str(), &status) != 0 || (status.st_mode & bad) == 0) return;
        loose.push_back(fmt::format("{}: {} has mode {:04o}: {}", key, file.string(), status.st_mode & 07777U, what));
    };
    look("service.key", config.service_key, 0077, "others than its owner can read the private key");
    constexpr std::string_view kTrust = "others than its owner can change what the kiosk trusts";
    look("service.ca", config.service_ca, 0022, kTrust);
    look("service.certificate", config.service_certificate, 0022, kTrust);
    look("card.trusted_issuer", config.card_trusted_issuer, 0022, kTrust);
    look("card.authorities", config.card_authorities, 0022, kTrust);
    look("card.revocation_lists", config.card_revocation_lists, 0022, kTrust);
    look("face.models", config.face_models, 0022, kTrust);
    look("face.decoder", config.face_decoder, 0022, kTrust);
    return loose;
}

app::PremisesLook TermsWatch::look(WallTime now) {
    app::PremisesLook look;
    if (!std::exchange(modes_told_, true))
        for (const auto& sentence : loose_files(config_)) base::warn("settings", "{}", sentence);
    const auto terms = terms_of(config_);
    if (!terms) {
        look.wrong = terms.error();
        return look;
    }
    for (const auto& term : *terms) {
        const bool early = now < term.from;
        const int days = early ? 0 : days_until(term.until, now);
        const auto mark = mark_of(days);
        if (days == 0 && term.needed && !look.wrong)
            look.wrong =
                base::Error{term.ended, fmt::format("{} counts from {} to {}", term.key, base::to_iso8601(term.from),
                                                    base::to_iso8601(term.until))};
        if (!mark || (*mark > 0 && !term.told_ahead)) {
            told_.erase(term.key);
            continue;
        }
        const auto told = told_.find(term.key);
        if (told != told_.end() && told->second == *mark) continue;
        told_[term.key] = *mark;
        base::warn("settings", "{} counts from {} to {}", term.key, base::to_iso8601(term.from),
                   base::to_iso8601(term.until));
        const auto ended = days == 0 ? std::optional(term.ended) : std::nullopt;
        look.notes.push_back({.kind = domain::DeskNote::Kind::upkeep,
                              .where = term.key,
                              .error = ended,
                              .situation = {},
                              .today = base::date_in_japan(now),
                              .days_left = days});
    }
    return look;
}

}  // namespace uketsuke::wiring
