// SPDX-License-Identifier: Apache-2.0
#include "trust.hpp"

#include "put.hpp"
#include "service_line.hpp"

namespace uketsuke::wiring {

using drivers::mynumber::CertificateJudge;

base::Result<CardTrust> build_trust(const config::Config& config, AskResponder responder) {
    drivers::mynumber::FaceRecordRoots issuers;
    if (auto made =
            put(issuers, "card.trusted_issuer", drivers::mynumber::load_face_record_roots(config.card_trusted_issuer));
        !made)
        return base::fail(made.error());
    CertificateJudge::Options options{config.card_authorities, config.card_revocation_lists, std::move(responder),
                                      config.card_revocation_stale == "refuse" ? CertificateJudge::WhenStale::refuse
                                                                               : CertificateJudge::WhenStale::go_on};
    if (!options.ask_responder) options.ask_responder = open_responder(config);
    std::optional<CertificateJudge> judge;
    if (auto made = put(judge, "card.authorities", CertificateJudge::create(std::move(options))); !made)
        return base::fail(made.error());
    return CardTrust{std::move(issuers), std::move(*judge)};
}

}  // namespace uketsuke::wiring
