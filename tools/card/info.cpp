// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "dialogues.hpp"
#include "drivers/mynumber/applications.hpp"
#include "drivers/mynumber/certificate.hpp"
#include "drivers/mynumber/cv_certificate.hpp"
#include "facts.hpp"
#include "finding_words.hpp"
#include "kind.hpp"

namespace uketsuke::tools::card {
namespace {

using drivers::mynumber::MyNumberApplications;

/// Enough to tell two cards on a desk apart. The whole number is one card's for life.
constexpr std::size_t kShownOfSerial = 4;

std::string end_of(const std::string& serial) {
    return serial.size() > kShownOfSerial ? "…" + serial.substr(serial.size() - kShownOfSerial) : serial;
}

Finding certificate(std::string key, const drivers::mynumber::CertificateFacts& facts, base::Date today) {
    return note(std::move(key), fmt::format("{} to {}, {}, issued by {}{}", iso(facts.not_before), iso(facts.not_after),
                                            facts.key, facts.issuer, facts.test_hierarchy ? " (a TEST hierarchy)" : ""))
        .with("not_before", iso(facts.not_before))
        .with("not_after", iso(facts.not_after))
        .with("days_left", days_between(today, facts.not_after))
        .with("key", facts.key)
        .with("issuer", facts.issuer)
        .with("test_hierarchy", facts.test_hierarchy);
}

void add_certificates(MyNumberApplications& applications, base::Date today, Findings& findings) {
    if (const auto facts = drivers::mynumber::facts_of(applications.certificate())) {
        findings.push_back(certificate("certificate", *facts, today));
        findings.push_back(
            note("serial", fmt::format("{} (it carries no name, but its whole serial number is this card's "
                                       "alone, so only its end is shown)",
                                       end_of(facts->serial)))
                .with("end_of_serial", end_of(facts->serial)));
    }
    const auto authority = applications.authority_certificate();
    if (const auto facts = authority ? drivers::mynumber::facts_of(*authority) : std::nullopt)
        findings.push_back(certificate("authority", *facts, today));
}

/// The number of a key that has none is empty.
std::string or_none(const std::string& number) { return number.empty() ? "none" : number; }

void add_card_front(MyNumberApplications& applications, Findings& findings) {
    const auto card_front = applications.card_front_info();
    if (!card_front) return findings.push_back(problem("card_front", card_front.error()));
    findings.push_back(
        note("municipality", fmt::format("{} (that issued the card; not signed)", card_front->municipality))
            .with("municipality", card_front->municipality));
    findings.push_back(note("record_key", fmt::format("{} signed the card's records", or_none(card_front->key_number)))
                           .with("number", card_front->key_number));
    const auto issuer = applications.face_record_issuer();
    const auto parsed = issuer ? drivers::mynumber::parse_cv_certificate(*issuer) : std::nullopt;
    if (!parsed)
        return findings.push_back(problem("root_key", base::ErrorCode::card_garbled, "EF 0004 holds no certificate"));
    const auto number = drivers::mynumber::key_number(parsed->issuer);
    findings.push_back(
        note("root_key",
             fmt::format("{} certified that key: the kiosk must have it in card.trusted_issuer", or_none(number)))
            .with("number", number));
}

Finding certificates_there(const drivers::mynumber::Survey& survey) {
    if (!survey.signature_certificate) return note("certificates", "the card does not tell which it has");
    return note("certificates",
                *survey.signature_certificate ? "user authentication and signature" : "user authentication only")
        .with("signature_certificate", *survey.signature_certificate);
}

}  // namespace

base::Result<Findings> look_at_identity(const Task& task, ChosenCard& card) {
    MyNumberApplications applications(*card.session, {});
    const auto info = applications.identify();
    if (!info) return base::fail(info.error());
    return Findings{
        note("identity", fmt::format("{} tries left on the PIN, certificate until {} ({} days).", info->pin.left,
                                     iso(info->not_after), days_between(task.today(), info->not_after)))
            .with("tries", info->pin.left)
            .with("not_after", iso(info->not_after))};
}

base::Result<Findings> look_at_info(const Task& task, ChosenCard& card) {
    const auto survey = drivers::mynumber::survey(*card.session);
    if (!survey) return base::fail(survey.error());
    const auto kind = kind_of(*survey);
    if (!kind.served) return base::fail(base::ErrorCode::card_not_mynumber, kind.words);
    MyNumberApplications applications(*card.session, {});
    if (const auto info = applications.identify(); !info) return base::fail(info.error());
    Findings findings{note("reader", card.reader_name).with("name", card.reader_name),
                      note("kind", kind.words).with("kind", kind.key),
                      note("label", survey->label).with("label", survey->label), applications_of(*survey),
                      certificates_there(*survey)};
    add_certificates(applications, task.today(), findings);
    if (survey->has(drivers::mynumber::kCardFront)) add_card_front(applications, findings);
    return findings;
}

}  // namespace uketsuke::tools::card
