// SPDX-License-Identifier: Apache-2.0
#include "terms.hpp"

#include <fmt/format.h>
#include <openssl/asn1.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
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

/// Whose certificates a list speaks of: its issuer and its distribution point, in DER. Lists alike in this replace each
/// other; an authority that parts its list has several at a time.
std::string scope_of(const X509_CRL* list) {
    const unsigned char* issuer = nullptr;
    std::size_t size = 0;
    X509_NAME_get0_der(X509_CRL_get_issuer(list), &issuer, &size);
    std::string scope(reinterpret_cast<const char*>(issuer), size);
    const int place = X509_CRL_get_ext_by_NID(list, NID_issuing_distribution_point, -1);
    if (place < 0) return scope;
    const auto* point = X509_EXTENSION_get_data(X509_CRL_get_ext(list, place));
    return scope.append(reinterpret_cast<const char*>(ASN1_STRING_get0_data(point)),
                        static_cast<std::size_t>(ASN1_STRING_length(point)));
}

/// Of all lists in a file, PEM or DER: for each scope the one that lasts longest.
std::vector<Span> lists_in(const std::string& text) {
    const Source source(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
    std::map<std::string, Span> longest;
    const auto take = [&](X509_CRL* list) {
        const base::Owned<X509_CRL, X509_CRL_free> one(list);
        if (!one) return false;
        const Span span{time_of(X509_CRL_get0_lastUpdate(one.get())), time_of(X509_CRL_get0_nextUpdate(one.get()))};
        auto& place = longest[scope_of(one.get())];
        if (span.until > place.until) place = span;
        return true;
    };
    if (text.find("-----BEGIN") == std::string::npos) (void)take(d2i_X509_CRL_bio(source.get(), nullptr));
    while (take(PEM_read_bio_X509_CRL(source.get(), nullptr, nullptr, nullptr))) continue;
    ERR_clear_error();
    std::vector<Span> spans;
    for (const auto& [scope, span] : longest) spans.push_back(span);
    return spans;
}

base::Result<Term> term_of(Term term, const std::filesystem::path& file,
                           std::vector<Span> (*read)(const std::string&)) {
    const auto text = base::read_file(file);
    if (!text) return blame(term.key, text.error());
    term.all = read(*text);
    if (term.all.empty())
        return base::fail(ErrorCode::file_unreadable,
                          fmt::format("{}: {} holds none of what it should", term.key, file.string()));
    return term;
}

/// Whole days from now to then; 0: it has ended.
int days_until(WallTime then, WallTime now) {
    return then <= now ? 0 : static_cast<int>(std::chrono::ceil<std::chrono::days>(then - now).count());
}

bool counts(const Span& span, WallTime now) { return span.from <= now && now < span.until; }

/// That the kiosk has what it cannot do without.
bool serves(const Term& term, WallTime now) {
    const auto counts_now = [&](const Span& span) { return counts(span, now); };
    switch (term.needs) {
        case Term::Needs::first: return counts_now(term.all.front());
        case Term::Needs::any: return std::ranges::any_of(term.all, counts_now);
        case Term::Needs::all: return std::ranges::all_of(term.all, counts_now);
        case Term::Needs::none: break;
    }
    return true;
}

std::string words_on(const Term& term, const Span& span) {
    return fmt::format("{} counts from {} to {}", term.key, base::to_iso8601(span.from), base::to_iso8601(span.until));
}

/// Of the first one that does not count.
std::string words_on(const Term& term, WallTime now) {
    return words_on(term, *std::ranges::find_if(term.all, [&](const Span& span) { return !counts(span, now); }));
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
    using Needs = Term::Needs;
    constexpr auto kAuthority = ErrorCode::authority_ended;
    std::vector<base::Result<Term>> read{
        term_of({"service.certificate", ErrorCode::kiosk_certificate_ended, Needs::first}, config.service_certificate,
                certificates_in),
        term_of({"service.ca", kAuthority, Needs::any}, config.service_ca, certificates_in),
        term_of({"card.authorities", kAuthority, Needs::any}, config.card_authorities, certificates_in)};
    // A list that is missing or overdue stops the kiosk only where it would turn cards away.
    const bool needed = config.card_revocation_stale == "refuse" && config.card_ocsp_url.empty();
    if (!config.card_revocation_lists.empty())
        read.push_back(term_of({.key = "card.revocation_lists",
                                .ended = ErrorCode::lists_overdue,
                                .needs = needed ? Needs::all : Needs::none,
                                .told_ahead = false},
                               config.card_revocation_lists, lists_in));
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
    if (config.service_key_source == "file" && config.service_link.empty())  // else the link's, which looks itself
        look("service.key", config.service_key, 0077, "others than its owner can read the private key");
    look("service.key_pin", config.service_key_pin, 0077, "others than its owner can read the token's PIN");
    constexpr std::string_view kTrust = "others than its owner can change what the kiosk trusts";
    look("service.ca", config.service_ca, 0022, kTrust);
    look("service.certificate", config.service_certificate, 0022, kTrust);
    look("service.key_module", config.service_key_module, 0022, "others than its owner can change what the kiosk runs");
    look("card.trusted_issuer", config.card_trusted_issuer, 0022, kTrust);
    look("card.authorities", config.card_authorities, 0022, kTrust);
    look("card.revocation_lists", config.card_revocation_lists, 0022, kTrust);
    look("face.models", config.face_models, 0022, kTrust);
    look("face.decoder", config.face_decoder, 0022, kTrust);
    return loose;
}

/// One of a file's that ends soon, or has ended, once for each of kAhead. One that begins only later is none of them,
/// unless the kiosk waits for it.
std::optional<domain::DeskNote> TermsWatch::look(const Term& term, const Span& span, WallTime now, Told& told) const {
    const bool early = now < span.from;
    if (early && serves(term, now)) return std::nullopt;
    const int days = early ? 0 : days_until(span.until, now);
    const auto mark = mark_of(days);
    if (!mark || (*mark > 0 && !term.told_ahead)) return std::nullopt;
    const auto before = told_.find({term.key, span.until});
    const bool known = before != told_.end() && before->second == *mark;
    if (!told.try_emplace({term.key, span.until}, *mark).second || known) return std::nullopt;
    base::warn("settings", "{}", words_on(term, span));
    return domain::DeskNote{.kind = domain::DeskNote::Kind::upkeep,
                            .where = term.key,
                            .error = days == 0 ? std::optional(term.ended) : std::nullopt,
                            .situation = {},
                            .today = base::date_in_japan(now),
                            .days_left = days};
}

void TermsWatch::look_at_modes() {
    auto loose = loose_files(config_);
    loosened_.clear();
    std::ranges::copy_if(loose, std::back_inserter(loosened_),
                         [&](const std::string& one) { return std::ranges::find(loose_, one) == loose_.end(); });
    for (const auto& sentence : loosened_) base::warn("settings", "{}", sentence);
    loose_ = std::move(loose);
}

app::PremisesLook TermsWatch::look(WallTime now) {
    app::PremisesLook look;
    look_at_modes();
    const auto terms = terms_of(config_);
    if (!terms) {
        look.wrong = terms.error();
        return look;
    }
    Told told;
    for (const auto& term : *terms) {
        if (!serves(term, now) && !look.wrong) look.wrong = base::Error{term.ended, words_on(term, now)};
        for (const auto& span : term.all)
            if (auto note = this->look(term, span, now, told)) look.notes.push_back(std::move(*note));
    }
    told_ = std::move(told);
    return look;
}

}  // namespace uketsuke::wiring
