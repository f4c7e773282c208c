// SPDX-License-Identifier: Apache-2.0
// The people of the simulator between them have every element of a result, and every code where it has a list.
#include <set>

#include "firmware/eligibility/oqs_document.hpp"
#include "firmware/eligibility/oqs_elements.hpp"
#include "sim/person_verb/shape.hpp"
#include "tests/unit/net/patient.hpp"

using namespace uketsuke;
namespace oqs = eligibility::oqs;

namespace {

constexpr auto kToday = "2026-11-24T10:00:00+09:00";
const std::string kFacility = "1319999999";

/// Everything listed is used.
domain::Choices choices_of(const domain::Authentication& who, bool agrees) {
    domain::Choices choices;
    if (agrees && who.ask_consent) choices.consents = domain::Consents::all();
    choices.consents.specific_disease = agrees && who.asks[domain::Question::specific_disease];
    choices.answers[domain::Question::high_cost].chosen = agrees ? 1 : 0;
    choices.answers[domain::Question::prescription_form].chosen = agrees ? 0 : 1;
    for (const auto& listed : who.listed[domain::Question::subsidy])
        choices.answers[domain::Question::subsidy].items.push_back(listed.id);
    return choices;
}

/// All that results say of everybody who can be asked here: by card with both answers, and by what stands on a paper.
class Results {
public:
    Results() {
        for (const auto& person : test::people()) {
            for (const bool agrees : {false, true}) visit(person, agrees);
            for (const auto* agreed : {"0", "1"}) look_up(person, agreed);
        }
    }
    [[nodiscard]] const std::set<std::string>& told() const { return told_; }
    [[nodiscard]] int visits() const { return visits_; }

private:
    void visit(const sim::Person& person, bool agrees) {
        if (person.generation == sim::CardGeneration::next || person.medium != domain::Medium::card) return;
        const auto id = person.key + (agrees ? "-yes" : "-no");
        const auto nonce = registry_->challenge(id);
        const auto who = registry_->authenticate(id, "a", nonce, test::sign(person.key, nonce));
        if (!who) return;
        if (const auto document = registry_->confirm(id, "c", kFacility, choices_of(*who, agrees))) take(*document);
        visits_ += 1;
    }
    void look_up(const sim::Person& person, const char* agreed) {
        const auto& known = person.insurance;
        using base::WipedText;
        const eligibility::OqsSearch search{WipedText(known.insurer_number),
                                            WipedText(known.symbol),
                                            WipedText(known.number),
                                            WipedText(known.branch),
                                            person.birth,
                                            agreed,
                                            "1"};
        take(registry_->look_up(search, 2, kFacility));
    }
    void take(const std::string& document) {
        const auto read = eligibility::read_document(document);
        REQUIRE(read.has_value());
        const auto shape = sim::shape_of(read->text);
        told_.insert(shape.begin(), shape.end());
    }

    test::HandClock clock_{kToday};
    std::unique_ptr<sim::Registry> registry_ = test::registry(clock_);
    std::set<std::string> told_;
    int visits_ = 0;
};

/// What no person can have, each with its reason.
bool is_of_nobody(const std::string& element) {
    static const std::set<std::string> all{
        "MessageBody/ProcessingResultStatus>2",  // an error in place of a result
        // where other makers put it (domain facts §3.4); ours stands in the body
        "ResultOfQualificationConfirmation/PrescriptionIssueSelect>1",
        "ResultOfQualificationConfirmation/PrescriptionIssueSelect>2",
    };
    return all.count(element) != 0;
}

/// Every element that says something, with each of its codes.
std::vector<std::string> all_branches() {
    std::vector<std::string> all;
    for (const auto& row : oqs::described()) {
        const bool speaks = !row.model.empty() && row.parent != oqs::kHeaderName;
        if (!speaks) continue;
        const auto path = row.parent + "/" + row.name;
        const auto* list =
            std::ranges::find_if(oqs::kCodeLists, [&](const auto* codes) { return row.form == codes->id; });
        if (list == oqs::kCodeLists.end()) all.push_back(path);
        for (const auto& code : list == oqs::kCodeLists.end() ? std::span<const oqs::Code>() : (*list)->codes)
            all.push_back(path + ">" + std::string(code.value));
    }
    return all;
}

}  // namespace

TEST_CASE("the people between them have every element of a result, and each of its codes") {
    const Results results;
    CHECK(results.visits() >= 60);
    const auto branches = all_branches();
    CHECK(branches.size() > 150);
    for (const auto& branch : branches) {
        INFO(branch);
        CHECK((results.told().count(branch) != 0) != is_of_nobody(branch));
    }
}
