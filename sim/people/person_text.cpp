// SPDX-License-Identifier: Apache-2.0
// A person as their file says it: what load_person() reads.
#include <fmt/format.h>

#include "person.hpp"

namespace uketsuke::sim {
namespace {

/// A TOML string: quotes, backslashes and control characters are escaped.
std::string as_toml(std::string_view text) {
    std::string whole = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            whole += {'\\', c};
        else if (byte < 0x20 || byte == 0x7F)
            whole += fmt::format("\\u{:04X}", byte);
        else
            whole += c;
    }
    return whole + '"';
}

std::string value_of(const std::string& text) { return as_toml(text); }
std::string value_of(base::Date date) { return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day); }
std::string value_of(int number) { return fmt::to_string(number); }
std::string value_of(bool is) { return is ? "true" : "false"; }
std::string value_of(const std::vector<std::string>& texts) {
    std::string list;
    for (const auto& text : texts) list += (list.empty() ? "" : ", ") + as_toml(text);
    return "[" + list + "]";
}

/// Lines of one table.
class Lines {
public:
    template <class T>
    void put(std::string_view key, const T& value) {
        text_ += fmt::format("{} = {}\n", key, value_of(value));
    }
    /// Unless it is as everybody's.
    template <class T>
    void put_other(std::string_view key, const T& value, const T& usual) {
        if (!(value == usual)) put(key, value);
    }
    void begin(std::string_view table) { text_ += fmt::format("\n{}\n", table); }
    [[nodiscard]] const std::string& text() const { return text_; }

private:
    std::string text_ = "# SPDX-License-Identifier: Apache-2.0\n";
};

void put_insurance(Lines& lines, const Insurance& insurance) {
    const Insurance usual;
    lines.put("insurer_number", insurance.insurer_number);
    lines.put("insurer_name", insurance.insurer_name);
    lines.put_other("symbol", insurance.symbol, usual.symbol);
    lines.put("number", insurance.number);
    lines.put_other("branch", insurance.branch, usual.branch);
    lines.put_other("family", insurance.family, usual.family);
    lines.put_other("insured_name", insurance.insured_name, usual.insured_name);
    lines.put_other("ratio", insurance.ratio, usual.ratio);
    lines.put_other("since", insurance.since, usual.since);
    lines.put_other("until", insurance.until, usual.until);
    lines.put_other("loss_reason", insurance.loss_reason, usual.loss_reason);
    lines.put_other("issued", insurance.issued, usual.issued);
    lines.put_other("valid_from", insurance.valid_from, usual.valid_from);
    lines.put_other("valid_until", insurance.valid_until, usual.valid_until);
}

void put_ticket(Lines& lines, const Ticket& ticket) {
    const Ticket usual;
    lines.begin("[[tickets]]");
    lines.put_other("type", ticket.type, usual.type);
    lines.put("issue_number", ticket.issue_number);
    lines.put_other("treatment", ticket.treatment, usual.treatment);
    lines.put_other("prescriber_code", ticket.prescriber_code, usual.prescriber_code);
    lines.put_other("prescriber_name", ticket.prescriber_name, usual.prescriber_name);
    lines.put_other("injuries", ticket.injuries, usual.injuries);
    lines.put_other("remarks", ticket.remarks, usual.remarks);
    lines.put_other("self_pay_yen", ticket.self_pay_yen, usual.self_pay_yen);
    lines.put_other("district_contact", ticket.district_contact, usual.district_contact);
    lines.put_other("handling_contact", ticket.handling_contact, usual.handling_contact);
    lines.put_other("use", ticket.use, usual.use);
    lines.put_other("social_insurance", ticket.social_insurance, usual.social_insurance);
    lines.put_other("inconsistent", ticket.inconsistent, usual.inconsistent);
    lines.put_other("elsewhere", ticket.elsewhere, usual.elsewhere);
    lines.put_other("infection", ticket.infection, usual.infection);
    lines.put_other("elderly_care", ticket.elderly_care, usual.elderly_care);
    lines.put_other("prefectural", ticket.prefectural, usual.prefectural);
}

void put_card(Lines& lines, const Person& person) {
    const Person usual;
    if (person.generation == CardGeneration::next) lines.put("generation", std::string("next"));
    lines.put("card_expires", person.card_expires);
    lines.put("security_code", person.security_code);
    lines.put_other("short_number", person.short_number, usual.short_number);
    lines.put("pin", person.pin);
    lines.put_other("pin_tries", person.pin_tries, usual.pin_tries);
    lines.put_other("number_b_tries", person.number_b_tries, usual.number_b_tries);
    lines.put_other("face_only", person.face_only, usual.face_only);
    lines.put_other("long_lengths", person.long_lengths, usual.long_lengths);
    lines.put("certificate_from", person.certificate_from);
    lines.put("certificate_until", person.certificate_until);
    lines.put_other("signature_certificate", person.signature_certificate, usual.signature_certificate);
    lines.put_other("test_hierarchy", person.test_hierarchy, usual.test_hierarchy);
    lines.put_other("revoked", person.revoked, usual.revoked);
    if (person.medium != domain::Medium::card)
        lines.put("medium", std::string(person.medium == domain::Medium::iphone ? "iphone" : "android"));
    lines.put("token_label", person.token_label);
}

/// What the service knows besides the insurance.
void put_registry(Lines& lines, const Person& person) {
    const Person usual;
    if (!person.registered) lines.put("registration", std::string("none"));
    lines.put_other("cancellation_filed", person.cancellation_filed, usual.cancellation_filed);
    lines.put_other("asked_consent", person.asked_consent, usual.asked_consent);
    lines.put_other("validity", static_cast<int>(person.validity), static_cast<int>(usual.validity));
    lines.put_other("card_classification", person.card_classification, usual.card_classification);
    lines.put_other("renewed", person.renewed, usual.renewed);
    if (person.consented) lines.put("consented", base::to_iso8601(*person.consented));
    lines.put_other("consent_difficult", person.consent_difficult, usual.consent_difficult);
    lines.put_other("specific_disease", person.specific_disease, usual.specific_disease);
    lines.put_other("other_disease", person.other_disease, usual.other_disease);
    lines.put_other("high_cost", person.high_cost, usual.high_cost);
    lines.put_other("high_cost_kind", person.high_cost_kind, usual.high_cost_kind);
    lines.put_other("long_term", person.long_term, usual.long_term);
    lines.put_other("other_name", person.other_name, usual.other_name);
    lines.put_other("other_kana", person.other_kana, usual.other_kana);
    lines.put_other("sex_2", person.sex_2, usual.sex_2);
    lines.put_other("reference_number", person.reference_number, usual.reference_number);
}

void put_listed(Lines& lines, std::string_view wire, const domain::Listed& listed) {
    lines.begin(fmt::format("[[{}]]", wire));
    lines.put("issued", listed.issued);
    lines.put("issuer", listed.issuer);
    lines.put_other("kind", listed.kind, std::string());
}

}  // namespace

std::string written(const Person& person) {
    Lines lines;
    lines.put("remark", person.remark);
    lines.put("name", person.name);
    lines.put("name_kana", person.name_kana);
    lines.put("address", person.address);
    lines.put("postcode", person.postcode);
    lines.put("birth", person.birth);
    lines.put_other("western_birth", person.western_birth, false);
    lines.put("sex", person.sex);
    lines.put("portrait", person.portrait);
    put_card(lines, person);
    put_insurance(lines, person.insurance);
    put_registry(lines, person);
    if (person.other_insurance) {
        lines.begin("[other_insurance]");
        put_insurance(lines, *person.other_insurance);
    }
    for (const auto& ticket : person.tickets) put_ticket(lines, ticket);
    for (const auto& row : domain::kQuestionRows)
        for (const auto& listed : person.listed[row.question]) put_listed(lines, row.wire, listed);
    return lines.text();
}

}  // namespace uketsuke::sim
