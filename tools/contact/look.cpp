// SPDX-License-Identifier: Apache-2.0
// What a card tells to anybody: no number is needed and no try is spent.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "drivers/mynumber/certificate.hpp"
#include "drivers/mynumber/public_key.hpp"
#include "drivers/mynumber/survey.hpp"
#include "meeting.hpp"
#include "tools/card/facts.hpp"
#include "tools/card/finding_words.hpp"
#include "tools/card/tracing_session.hpp"

namespace uketsuke::tools::contact {
namespace {

using base::ErrorCode;
using drivers::mynumber::FileId;
using drivers::mynumber::KnownApplication;
using drivers::mynumber::Survey;

const KnownApplication& jpki() { return *drivers::mynumber::application_of(drivers::mynumber::kJpki); }
const KnownApplication& card_front() { return *drivers::mynumber::application_of(drivers::mynumber::kCardFront); }

/// Holds the card, with every command in the log and what it gives out in `kept`.
base::Result<void> hold_card(Meeting& meeting) {
    auto card = meeting.desk.hold();
    if (!card) return base::fail(card.error());
    auto traced = std::make_unique<card::TracingSession>(std::move(card->session), meeting.log);
    meeting.notes.part("reader").put("longest_answer", Count(traced->longest_answer()));
    card->session = std::make_unique<KeepingSession>(std::move(traced), meeting.kept);
    meeting.card = std::move(*card);
    return {};
}

void note_applications(Meeting& meeting, const Survey& survey) {
    std::vector<Sheet> there;
    for (const auto& application : drivers::mynumber::known_applications()) {
        Sheet sheet;
        const bool has = survey.has(application.aid);
        there.push_back(sheet.put("application", Word::of(application)).put("answers", has));
        if (!has) meeting.notes.deviates({"missing", false, true, "card facts A2", Word::of(application)});
    }
    meeting.notes.part("card").put("applications", std::move(there));
    meeting.notes.tell(card::applications_of(survey));
}

/// False: no card that is served.
bool note_kind(Meeting& meeting, const Survey& survey) {
    const auto kind = card::kind_of(survey);
    auto& part = meeting.notes.part("card");
    part.put("kind", Word::of(kind));
    if (survey.signature_certificate) part.put("signature_certificate", *survey.signature_certificate);
    if (kind.key == "unknown") meeting.notes.deviates({"label", Word::of(kind), Word("card"), "card facts A4"});
    if (kind.served)
        meeting.notes.tell(card::note("kind", kind.words));
    else
        meeting.notes.refused("kind", {ErrorCode::card_not_mynumber, kind.words});
    return kind.served;
}

/// Only of a card that this is about: another one's is nobody's business.
void note_atr(Meeting& meeting) {
    if (meeting.atr.empty()) return;
    meeting.notes.part("reader").put("atr", Atr(meeting.atr));
    if (!known_atr(meeting.atr))
        meeting.notes.deviates({"atr", Atr(meeting.atr), Word("one of nine"), "card facts A1"});
}

base::Result<void> note_counters(Meeting& meeting) {
    const auto counters = drivers::mynumber::ask_counters(*meeting.card->session);
    if (!counters) return base::fail(counters.error());
    std::vector<Sheet> sheets;
    for (const auto& [what, left] : *counters) {
        Sheet sheet;
        sheets.push_back(
            sheet.put("counter", Word::of(*what)).put("left", Count(left.left)).put("full", Count(what->full)));
        if (left.left > what->full)
            meeting.notes.deviates({"tries", Count(left.left), Count(what->full), "card facts A8", Word::of(*what)});
        meeting.notes.tell(card::note(std::string(what->key),
                                      fmt::format("{} of {} tries left: {}", left.left, what->full, what->name)));
    }
    meeting.notes.part("card").put("counters", std::move(sheets));
    return {};
}

constexpr int kDaysOfYear = 365;

/// Whose certificate it is, by the issuer's organisation; no more of a name than that.
Word authority_of(const std::string& issuer) {
    const auto is = [&](const char* organisation) {
        return (issuer + ",").find(std::string("O=") + organisation + ",") != std::string::npos;
    };
    if (is("JPKI")) return "JPKI";
    if (is("JPKI-TEST")) return "JPKI-TEST";
    return is("Uketsuke TEST") ? Word("simulated") : Word("other");
}

/// The report gets whole years: the day on which a certificate ends is the holder's birthday.
void note_certificate(Meeting& meeting, const drivers::mynumber::CertificateFacts& facts, base::ByteView certificate) {
    const auto today = meeting.task.today();
    const auto key = drivers::mynumber::PublicKey::of_certificate(certificate);
    const bool rsa = key && key->algorithm() == drivers::mynumber::Algorithm::rsa_sha256;
    Sheet sheet;
    sheet.put("authority", authority_of(facts.issuer))
        .put("key", rsa ? Word("RSA") : Word("P-384"))
        .put("test_hierarchy", facts.test_hierarchy);
    sheet.put("life", today < facts.not_before  ? Word("to come")
                      : facts.not_after < today ? Word("ended")
                                                : Word("valid"));
    sheet.put("years", Count(card::days_between(facts.not_before, facts.not_after) / kDaysOfYear));
    meeting.notes.part("card").put("certificate", std::move(sheet));
    if (!rsa) meeting.notes.deviates({"certificate_key", Word("P-384"), Word("RSA"), "card facts A4"});
    meeting.notes.tell(card::note("certificate", fmt::format("{} to {} (only on this screen, not in the report)",
                                                             card::iso(facts.not_before), card::iso(facts.not_after))));
}

base::Result<void> describe(Meeting& meeting, const KnownApplication& application,
                            std::initializer_list<FileId> files) {
    for (const auto file : files) {
        if (auto read = read_to_end(meeting, application, file); !read) return read;
        describe_file(meeting, application, file);
    }
    return {};
}

base::Result<void> look_at_jpki(Meeting& meeting) {
    auto& applications = *meeting.applications;
    const auto info = applications.identify();
    if (!info) return base::fail(info.error());
    meeting.info = *info;
    if (const auto facts = drivers::mynumber::facts_of(applications.certificate()))
        note_certificate(meeting, *facts, applications.certificate());
    const auto authority = applications.authority_certificate();
    if (!authority && authority.error().code == ErrorCode::card_removed) return base::fail(authority.error());
    namespace files = drivers::mynumber::jpki;
    return describe(meeting, jpki(),
                    {files::kTokenInfo, files::kCertificatesThere, files::kUserCertificate, files::kUserAuthority});
}

base::Result<void> look_at_card_front(Meeting& meeting) {
    auto& applications = *meeting.applications;
    if (const auto info = applications.card_front_info(); !info) return base::fail(info.error());
    if (const auto issuer = applications.face_record_issuer(); !issuer) return base::fail(issuer.error());
    namespace files = drivers::mynumber::card_front;
    return describe(meeting, card_front(), {files::kInfo, files::kIssuer});
}

base::Result<void> look(Meeting& meeting) {
    if (auto held = hold_card(meeting); !held) return held;
    const auto survey = drivers::mynumber::survey(*meeting.card->session);
    if (!survey) return base::fail(survey.error());
    note_applications(meeting, *survey);
    if (!note_kind(meeting, *survey)) return {};
    note_atr(meeting);
    if (auto counted = note_counters(meeting); !counted) return counted;
    // The whole photo does not go through the reader's driver in one answer, as in the product (docs/secrets.md).
    meeting.applications.emplace(*meeting.card->session, meeting.roots,
                                 drivers::mynumber::Reads{.personal_in_one = false});
    if (auto looked = look_at_jpki(meeting); !looked) return looked;
    return survey->has(drivers::mynumber::kCardFront) ? look_at_card_front(meeting) : base::Result<void>{};
}

}  // namespace

void look_at_card(Meeting& meeting) {
    if (const auto looked = look(meeting); !looked) meeting.card_failed("card", looked.error());
    auto& part = meeting.notes.part("reader");
    part.put("extended_sent", Count(meeting.kept.extended_sent))
        .put("extended_done", Count(meeting.kept.extended_done));
}

}  // namespace uketsuke::tools::contact
