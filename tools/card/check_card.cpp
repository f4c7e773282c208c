// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "checks.hpp"
#include "drivers/mynumber/applications.hpp"
#include "drivers/mynumber/certificate.hpp"
#include "drivers/mynumber/certificate_judge.hpp"
#include "drivers/mynumber/survey.hpp"
#include "facts.hpp"
#include "finding_words.hpp"
#include "firmware/flow/certificate_policy.hpp"
#include "kind.hpp"

namespace uketsuke::tools::card {
namespace {

using base::ErrorCode;
using drivers::mynumber::MyNumberApplications;

Finding pin(const drivers::mynumber::Survey& survey, domain::Tries left) {
    const auto told = [&](Finding finding) { return std::move(finding).with("left", left.left).with("full", 3); };
    if (looks_face_only(survey, left))
        return told(warning("pin", ErrorCode::pin_unusable,
                            "The PIN is blocked and there is no signature certificate: most likely a "
                            "顔認証マイナンバーカード, which is used by face or staff check."));
    if (left.blocked()) return told(warning("pin", ErrorCode::pin_unusable, "The PIN is blocked."));
    if (left.left == 1)
        return told(warning("pin", "One try is left on the PIN. The kiosk warns before it.")
                        .advise("Only the right PIN brings the counter back to 3."));
    return told(ok("pin", fmt::format("{} of 3 tries are left on the PIN.", left.left)));
}

Finding number_b(domain::Tries left) {
    const auto told = [&](Finding finding) { return std::move(finding).with("left", left.left).with("full", 10); };
    if (left.left <= domain::kNumberBTriesFloor)
        return told(
            warning("number_b", ErrorCode::number_b_floor,
                    fmt::format("{} of 10 tries are left on 照合番号B: the kiosk does not use it, so there is no "
                                "face way with this card.",
                                left.left)));
    return told(ok("number_b", fmt::format("{} of 10 tries are left on 照合番号B.", left.left)));
}

/// By date alone, as the kiosk judges it.
Finding validity(const domain::CardInfo& card, base::Date today) {
    const auto days = days_between(today, card.not_after);
    const auto until = iso(card.not_after);
    const auto told = [&](Finding finding) {
        return std::move(finding).with("not_after", until).with("days_left", days);
    };
    switch (flow::certificate_life(card, domain::CertificateState::valid, today)) {
        case flow::CertificateLife::valid:
            return told(ok("certificate", fmt::format("The certificate is valid until {}: {} days.", until, days)));
        case flow::CertificateLife::ends_soon:
            return told(
                warning("certificate", fmt::format("The certificate ends on {}, in {} days; the kiosk tells the "
                                                   "holder.",
                                                   until, days)));
        case flow::CertificateLife::in_grace:
            return told(
                warning("certificate", fmt::format("The certificate ended on {}; until {} the kiosk still asks for "
                                                   "the eligibility and nothing else.",
                                                   until, iso(flow::grace_until(card.not_after)))));
        case flow::CertificateLife::ended: break;
    }
    return told(
        problem("certificate", ErrorCode::certificate_refused, fmt::format("The certificate ended on {}.", until)));
}

Finding chain(const Task& task, base::ByteView certificate) {
    const auto facts = drivers::mynumber::facts_of(certificate);
    if (facts && facts->test_hierarchy)
        return Finding{"chain", Verdict::warning,
                       "A test card: JPKI-TEST issued its certificate, which no kiosk in service accepts.",
                       ErrorCode::certificate_untrusted}
            .with("issuer", facts->issuer);
    if (!task.config) return note("chain", "Who issued the certificate was not checked: that needs --config.");
    drivers::mynumber::CertificateJudge::Options options;
    options.authorities = task.config->card_authorities;
    options.revocation_lists = task.config->card_revocation_lists;
    auto judge = drivers::mynumber::CertificateJudge::create(std::move(options));
    if (!judge) return problem("chain", judge.error());
    const auto judged = judge->check(certificate, task.machine.now);
    if (!judged)
        return problem("chain", judged.error().code,
                       fmt::format("The kiosk would not accept it: {}.", judged.error().detail));
    return ok("chain", task.config->card_revocation_lists.empty()
                           ? "A CA of the settings issued the certificate; there is no revocation list to ask."
                           : "A CA of the settings issued the certificate, and no list of the settings revokes it.");
}

/// Whether the settings' roots fit this card can be told without 照合番号B.
Finding face_record_issuer(const Task& task, MyNumberApplications& applications) {
    if (!task.config) return note("record_issuer", "Who signed the face record was not checked: that needs --config.");
    const auto roots = drivers::mynumber::load_face_record_roots(task.config->card_trusted_issuer);
    if (!roots) return problem("record_issuer", roots.error());
    const auto certificate = applications.face_record_issuer();
    if (!certificate) return problem("record_issuer", certificate.error());
    if (const auto issuer = drivers::mynumber::certified_issuer(*certificate, *roots); !issuer)
        return problem("record_issuer", issuer.error());
    return ok("record_issuer", "A root of the settings certified whoever signed the face record.");
}

void check_certificate(const Task& task, ChosenCard& card, bool face_record, Findings& findings) {
    MyNumberApplications applications(*card.session, {});
    const auto info = applications.identify();
    if (!info) {
        findings.push_back(problem("certificate", info.error()));
        return;
    }
    findings.push_back(validity(*info, task.today()));
    findings.push_back(chain(task, applications.certificate()));
    if (face_record) findings.push_back(face_record_issuer(task, applications));
}

}  // namespace

void check_card(const Task& task, ChosenCard& card, Findings& findings) {
    const auto survey = drivers::mynumber::survey(*card.session);
    if (!survey) {
        findings.push_back(problem("applications", survey.error()));
        return;
    }
    findings.push_back(applications_of(*survey));
    const auto kind = kind_of(*survey);
    findings.push_back(
        (kind.served ? ok("kind", kind.words) : problem("kind", ErrorCode::card_not_mynumber, kind.words))
            .with("kind", kind.key));
    if (!kind.served) return;
    const auto counters = drivers::mynumber::ask_counters(*card.session);
    if (!counters) {
        findings.push_back(problem("pin", counters.error()));
        return;
    }
    bool face_record = false;
    for (const auto& counter : *counters) {
        if (counter.what->key == "pin") findings.push_back(pin(*survey, counter.left));
        if (counter.what->key != "number_b") continue;
        findings.push_back(number_b(counter.left));
        face_record = true;
    }
    check_certificate(task, card, face_record, findings);
}

}  // namespace uketsuke::tools::card
