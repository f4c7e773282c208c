// SPDX-License-Identifier: Apache-2.0
// A result as FHIR: what stands where, the rules of JP Core, the base definitions by a validator that is not ours.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>

#include "any_document.hpp"
#include "fhir_places.hpp"
#include "firmware/eligibility/fhir_bundle.hpp"
#include "jp_core_rules.hpp"
#include "sample_document.hpp"
#include "tests/support/scratch.hpp"

using namespace uketsuke;
using namespace eligibility;
using namespace test;
using base::Date;

namespace {

FhirJson bundle_of(const OqsDocument& document) { return FhirJson::parse(std::string_view(fhir_bundle(document))); }

FhirJson the(const OqsDocument& document, std::string_view type) {
    auto bundle = bundle_of(document);
    return resource_in(bundle, type);
}

OqsDocument with(void (*set)(OqsInsured&)) {
    auto document = sample();
    set(document.insured.front());
    return document;
}

OqsDocument of_public_assistance() {
    return with([](OqsInsured& insured) {
        insured.card_classification = "A1";
        insured.insurer_number = insured.number = insured.insurer_name = "";
        insured.public_expense_number = "12131234";
        insured.beneficiary_number = "1234567";
        insured.welfare_office = "見本市福祉事務所";
    });
}

/// A number as it should be, or as it may come all the same.
WipedText any_number(std::size_t digits) {
    switch (any(0, 4)) {
        case 0: return "";
        case 1: return any_words();
        case 2: return any_digits(static_cast<std::size_t>(any(1, 10)));
        default: return any_digits(digits);
    }
}

/// The facility is a real one by its number, which is the kiosk's own; all else is drawn, as the reader takes it.
OqsDocument any_taken_document() {
    auto document = any_document();
    document.facility_code = "1319999999";
    for (auto& insured : document.insured) {
        insured.public_expense_number = any_number(8);
        insured.beneficiary_number = any_number(7);
        insured.branch = any_number(2);
        if (perhaps()) insured.insurer_number = any_number(8);
        if (perhaps()) insured.card_classification = "A1";
    }
    for (auto& subsidy : document.subsidies) {
        subsidy.public_expense_number = any_number(8);
        subsidy.recipient_number = any_number(7);
    }
    return document;
}

}  // namespace

TEST_CASE("a person stands in the bundle as the document tells") {
    const auto document = with([](OqsInsured& insured) {
        insured.name = "架空　花子";
        insured.reference_number = "0004567";
    });
    const auto patient = the(document, "Patient");
    CHECK(patient["name"][0]["text"] == "架空 花子");
    CHECK(patient["name"][0]["family"] == "架空");
    CHECK(patient["name"][0]["given"] == FhirJson::array({"花子"}));
    CHECK(patient["name"][1]["text"] == "ｶｸｳ ﾊﾅｺ");
    CHECK(patient["gender"] == "female");
    CHECK(patient["birthDate"] == "1948-03-12");
    CHECK(patient["address"][0]["postalCode"] == "100-0000");
    CHECK(patient["identifier"][1]["system"] == "urn:oid:1.2.392.100495.20.3.51.11319999999");
    CHECK(patient["identifier"][1]["value"] == "0004567");
}

TEST_CASE("a birth date that is known in part stands there in part") {
    const auto [born, told] = GENERATE(std::pair{Date{1948, 3, 0}, "1948-03"}, std::pair{Date{1948, 0, 0}, "1948"});
    auto document = sample();
    document.insured[0].birth = born;
    CHECK(the(document, "Patient")["birthDate"] == told);
}

TEST_CASE("a coverage has the member id of its kind, and no other") {
    const auto insured = with([](OqsInsured& one) {
        one.insurer_number = "  139999";
        one.symbol = "あい う";
        one.number = "187";
        one.branch = "05";
        one.family = "2";
    });
    auto coverage = the(insured, "Coverage");
    CHECK(coverage["identifier"].size() == 1);
    CHECK(coverage["identifier"][0]["value"] == "00139999:あいう:１８７:05");
    CHECK(coverage["type"]["coding"][0]["code"] == "2");
    CHECK(coverage["dependent"] == "０５");
    CHECK(coverage["subscriberId"] == "\"あいう\",\"１８７\"");
    CHECK(coverage["relationship"]["coding"][0]["code"] == "2");
    CHECK(coverage["costToBeneficiary"][0]["valueQuantity"]["value"] == 10);
    coverage = the(sample(), "Coverage");
    CHECK(coverage["type"]["coding"][0]["code"] == "7");
    coverage = the(of_public_assistance(), "Coverage");
    CHECK(coverage["identifier"].size() == 1);
    CHECK(coverage["identifier"][0]["system"] == "http://jpfhir.jp/fhir/clins/Idsystem/JP_PublicPayer_memberID");
    CHECK(coverage["identifier"][0]["value"] == "12131234::1234567:");
    CHECK(coverage["type"]["coding"][0]["code"] == "8");
    coverage = the(with([](OqsInsured& one) { one.insurer_number = ""; }), "Coverage");
    CHECK_FALSE(coverage["identifier"][0].contains("value"));
    CHECK(coverage["identifier"][0]["_value"]["extension"][0]["valueCode"] == "unknown");
}

TEST_CASE("a number of another form than FHIR wants is padded where that is safe, and else not told") {
    const auto branched = [](const char* branch) {
        auto document = sample();
        document.insured[0].branch = branch;
        return the(document, "Coverage");
    };
    CHECK(branched("5")["identifier"][0]["value"] == "39139999::０００１２３４５:05");
    CHECK(branched("5")["dependent"] == "０５");
    for (const auto* odd : {"123", "x", "1 x"}) {
        CHECK(branched(odd)["identifier"][0]["value"] == "39139999::０００１２３４５:");
        CHECK_FALSE(branched(odd).contains("dependent"));
    }
    auto document = of_public_assistance();
    for (const auto& [payer, recipient] : {std::pair{"12131234", ""},
                                           {"12131234", "123456"},
                                           {"12131234", "1234:67"},
                                           {"", "1234567"},
                                           {"121312345", "1234567"},
                                           {"1213x234", "1234567"}}) {
        document.insured[0].public_expense_number = payer;
        document.insured[0].beneficiary_number = recipient;
        const auto member = the(document, "Coverage")["identifier"][0];
        REQUIRE_FALSE(member.contains("value"));
        CHECK(member["_value"]["extension"][0]["valueCode"] == "unknown");
        CHECK(broken_rules(bundle_of(document)).empty());
    }
}

TEST_CASE("an insurer beside a 医療扶助 has a coverage of its own") {
    auto document = of_public_assistance();
    document.insured[0].insurer_number = "06139999";
    document.insured[0].insurer_name = "見本健康保険組合";
    document.insured[0].number = "187";
    const auto bundle = bundle_of(document);
    std::vector<FhirJson> coverages, payers;
    for (const auto& entry : bundle["entry"]) {
        if (entry["resource"]["resourceType"] == "Coverage") coverages.push_back(entry["resource"]);
        if (entry["resource"]["resourceType"] == "Organization") payers.push_back(entry["resource"]);
    }
    REQUIRE(coverages.size() == 2);
    CHECK(coverages[0]["identifier"][0]["value"] == "12131234::1234567:");
    CHECK(coverages[1]["identifier"][0]["value"] == "06139999::１８７:");
    CHECK(coverages[1]["type"]["coding"][0]["code"] == "1");
    CHECK(payers.back()["name"] == "見本健康保険組合");
    CHECK(the(document, "CoverageEligibilityResponse")["insurance"].size() == 2);
    CHECK(broken_rules(bundle).empty());
}

TEST_CASE("whether the insurance counts is said by each validity") {
    using V = domain::Validity;
    for (const auto& [validity, counts] :
         {std::pair{V::valid, "true"}, std::pair{V::invalid, "false"}, std::pair{V::invalid_newer_exists, "false"},
          std::pair{V::several, "null"}, std::pair{V::valid_unregistered, "true"}}) {
        auto document = sample();
        document.validity = validity;
        const auto response = the(document, "CoverageEligibilityResponse");
        CHECK(response["outcome"] == "complete");
        CHECK(response["insurance"][0].value("inforce", FhirJson()).dump() == counts);
    }
    auto nothing = sample();
    nothing.validity = V::none_found;
    nothing.insured.clear();
    const auto response = the(nothing, "CoverageEligibilityResponse");
    CHECK(response["disposition"] == "該当資格なし");
    CHECK(response["patient"]["display"] == "該当なし");
    CHECK_FALSE(response.contains("insurance"));
    CHECK(broken_rules(bundle_of(nothing)).empty());
}

TEST_CASE("a consent for each kind of record that may be seen, for 24 hours") {
    const auto bundle = bundle_of(sample());
    std::vector<std::string> codes;
    for (const auto& entry : bundle["entry"]) {
        const auto& resource = entry["resource"];
        if (resource["resourceType"] != "Consent") continue;
        codes.push_back(resource["provision"]["code"][0]["coding"][0]["code"]);
        CHECK(resource["dateTime"] == "2026-01-05T09:14:59+09:00");
        CHECK(resource["provision"]["period"]["end"] == "2026-01-06T09:14:59+09:00");
    }
    CHECK(codes == std::vector<std::string>{"TKK", "YZK", "SRJ"});
}

TEST_CASE("a consent of an earlier visit ends when it was to end, whatever was asked since") {
    using S = domain::ConsentState;
    auto document = sample();
    document.insured[0].consents = {{S::given, agreed() - std::chrono::hours(20)},
                                    {S::given, agreed() - std::chrono::hours(3)},
                                    {S::expired, {}},
                                    {S::difficult, {}},
                                    {S::given, agreed()}};
    document.insured[0].diseases = {{.category = 1, .self_pay_yen = 10'000}};
    const auto bundle = bundle_of(parse_document(build_document(document)).value());
    std::vector<std::string> told;
    for (const auto& entry : bundle["entry"]) {
        const auto& resource = entry["resource"];
        if (resource["resourceType"] != "Consent") continue;
        told.push_back(resource["provision"]["code"][0]["coding"][0]["code"]);
        told.push_back(resource["dateTime"]);
        told.push_back(resource["provision"]["period"]["end"]);
    }
    CHECK(told == std::vector<std::string>{"TKK", "2026-01-04T13:14:59+09:00", "2026-01-05T13:14:59+09:00", "YZK",
                                           "2026-01-05T06:14:59+09:00", "2026-01-06T06:14:59+09:00"});
}

TEST_CASE("limits, diseases and tickets are items of the insurance") {
    auto document = of_public_assistance();
    auto& insured = document.insured[0];
    insured.high_cost = {.agreed = true, .classification = "01", .ceiling = "B10"};
    insured.diseases = {{.category = 1, .self_pay_yen = 10'000}};
    insured.tickets.push_back({.type = "01", .issue_number = "7", .month = "202601", .self_pay_yen = 1500});
    const auto items = the(document, "CoverageEligibilityResponse")["insurance"][0]["item"];
    REQUIRE(items.size() == 3);
    CHECK(items[0]["benefit"][0]["allowedString"] == "B10 一般Ⅰ");
    CHECK(items[1]["name"] == "人工透析");
    CHECK(items[1]["benefit"][0]["allowedMoney"]["value"] == 10'000);
    CHECK(items[2]["description"] == "診療年月 202601");
    CHECK(items[2]["benefit"][0]["allowedMoney"] == FhirJson{{"value", 1500}, {"currency", "JPY"}});
}

TEST_CASE("each rule notices what is wrong by it") {
    const auto right = bundle_of(sample());
    REQUIRE(broken_rules(right).empty());
    for (const auto& rule : fhir_rules()) {
        auto wrong = right;
        rule.spoil(wrong);
        INFO(rule.id << ": " << rule.says);
        CHECK_FALSE(rule.broken(wrong).empty());
    }
}

TEST_CASE("any document keeps the rules of JP Core and the base definitions of R4") {
    const Scratch folder;
    int files = 0;
    const auto keep = [&](const OqsDocument& document) {
        std::ofstream(folder.path / (std::to_string(++files) + ".json")) << fhir_bundle(document);
        return broken_rules(bundle_of(document));
    };
    CHECK(rc::check("the rules hold", [&] {
        const auto document = any_taken_document();
        RC_ASSERT(keep(document).empty());
        RC_ASSERT(fhir_bundle(document) == fhir_bundle(document));
    }));
    std::ifstream in(EVERY_ELEMENT);
    const std::string every(std::istreambuf_iterator<char>(in), {});
    for (const auto& document : {sample(), of_public_assistance(), parse_document(every).value()})
        CHECK(keep(document).empty());
    CHECK(files > 100);
    const auto told = folder.path / "told";
    const auto command = std::string(BASE_CHECK) + " " + folder.path.string() + " > " + told.string() + " 2>&1";
    const int ended = std::system(command.c_str());
    std::ifstream out(told);
    INFO(std::string(std::istreambuf_iterator<char>(out), {}).substr(0, 4000));
    CHECK(ended == 0);
}

TEST_CASE("the base check sees what is wrong") {
    const Scratch folder;
    auto bundle = bundle_of(sample());
    resource_in(bundle, "Coverage")["status"] = "perhaps";
    resource_in(bundle, "Patient")["favourite"] = "tea";
    std::ofstream(folder.path / "1.json") << bundle;
    const auto command = std::string(BASE_CHECK) + " " + folder.path.string() + " > " + (folder.path / "told").string();
    CHECK(std::system(command.c_str()) != 0);
    std::ifstream out(folder.path / "told");
    const std::string told(std::istreambuf_iterator<char>(out), {});
    CHECK(told.find("Coverage.status") != std::string::npos);
    CHECK(told.find("favourite") != std::string::npos);
}

namespace {

/// Another value of the same form.
template <class Block>
struct Change {
    Block& block;
    const oqs::Element<Block>& row;

    void operator()(WipedText Block::*place) const {
        auto& text = block.*place;
        if (row.codes != nullptr && row.codes->codes.size() == 1)
            text = "";
        else if (row.codes != nullptr)
            text = WipedText(text == row.codes->codes[0].value ? row.codes->codes[1].value : row.codes->codes[0].value);
        else if (row.digits != 0)
            text.back() = text.back() == '1' ? '2' : '1';
        else
            text += "1";
    }
    void operator()(base::Date Block::*place) const { (block.*place).year ^= 1; }
    void operator()(oqs::PartialDay<Block> partial) const { (block.*partial.day).year ^= 1; }
    void operator()(int Block::*place) const { block.*place = block.*place == 1 ? 2 : 1; }
    void operator()(std::optional<int> Block::*place) const { block.*place = block.*place == 1 ? 2 : 1; }
    void operator()(std::optional<base::WallTime> Block::*place) const { block.*place = base::WallTime{}; }
    void operator()(oqs::ByHand) const {}
};

bool is_listed(std::string_view parent, std::string_view element) { return !place_in_fhir(parent, element).empty(); }

/// What is listed changes the bundle when it changes; what is not listed does not.
template <class Block, std::size_t N>
void hold_to_list(const char* parent, const std::array<oqs::Element<Block>, N>& rows, const OqsDocument& document,
                  Block& (*block)(OqsDocument&)) {
    for (const auto& row : rows) {
        if (std::holds_alternative<oqs::ByHand>(row.value)) continue;
        auto changed = document;
        std::visit(Change<Block>{block(changed), row}, row.value);
        INFO(parent << "/" << row.name);
        CHECK((fhir_bundle(changed) != fhir_bundle(document)) == is_listed(parent, row.name));
    }
}

}  // namespace

TEST_CASE("what the list of places says is carried over is, and nothing else") {
    std::ifstream in(EVERY_ELEMENT);
    const std::string xml(std::istreambuf_iterator<char>(in), {});
    auto every = parse_document(xml).value();
    every.subsidies.push_back({"1", {2026, 1, 5}, "child", "見本市", "80131234", "1234567"});
    const auto insured = [](OqsDocument& document) -> OqsInsured& { return document.insured[0]; };
    auto of_insurer = every;
    of_insurer.insured[0].card_classification = "01";
    of_insurer.insured[0].elderly_ratio = "";
    hold_to_list<OqsDocument>(oqs::kBodyName, oqs::kBody, every, [](OqsDocument& d) -> OqsDocument& { return d; });
    for (const auto& row : oqs::kInsured) {
        const std::string name = row.name;
        const bool of_public =
            name == "PublicExpenseNumber" || name == "BeneficiaryNumber" || name == "WelfareOfficeName";
        auto base_document = of_insurer;
        if (of_public) base_document.insured[0].card_classification = "A1";
        auto other = base_document;
        if (name == "InsuredCardClassification")
            other.insured[0].card_classification = "A1";
        else
            std::visit(Change<OqsInsured>{other.insured[0], row}, row.value);
        INFO(name);
        CHECK((fhir_bundle(other) != fhir_bundle(base_document)) == is_listed(oqs::kResult, name));
    }
    hold_to_list<OqsInsured>(oqs::kElderlyName, oqs::kElderly, every, insured);
    hold_to_list<OqsHighCost>(oqs::kHighCostInfo, oqs::kHighCostElements, every,
                              [](OqsDocument& d) -> OqsHighCost& { return d.insured[0].high_cost; });
    hold_to_list<OqsSpecificDisease>(oqs::kDiseaseInfo, oqs::kDisease, every,
                                     [](OqsDocument& d) -> OqsSpecificDisease& { return d.insured[0].diseases[0]; });
    hold_to_list<OqsMedicalTicket>(oqs::kTicketInfo, oqs::kTicket, every,
                                   [](OqsDocument& d) -> OqsMedicalTicket& { return d.insured[0].tickets[0]; });
    hold_to_list<OqsSubsidy>(oqs::kSubsidyInfo, oqs::kSubsidy, every,
                             [](OqsDocument& d) -> OqsSubsidy& { return d.subsidies[0]; });
    for (const auto& place : kFhirPlaces) {
        INFO(place.parent << "/" << place.element);
        CHECK(std::ranges::any_of(oqs::described(), [&](const oqs::Described& row) {
            return row.parent == place.parent && row.name == place.element;
        }));
    }
}
