// SPDX-License-Identifier: Apache-2.0
// The codec by its table: any document comes back, in any order and in both encodings; every value of every code list;
// what is not known; where something is wrong; and the printed page.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <fstream>
#include <pugixml.hpp>
#include <random>
#include <set>
#include <sstream>

#include "any_document.hpp"
#include "fhir_places.hpp"
#include "firmware/eligibility/shift_jis.hpp"
#include "sample_document.hpp"

using namespace uketsuke;
using namespace eligibility;
using namespace test;

namespace {

/// An element's children in another order.
void shuffle(pugi::xml_node element, std::mt19937& random) {
    std::vector<pugi::xml_node> children(element.begin(), element.end());
    std::shuffle(children.begin(), children.end(), random);
    for (const auto child : children) element.append_move(child);
}

/// The same elements in another order, the header and the status behind the results among them.
std::string shuffled(const std::string& xml, unsigned seed) {
    pugi::xml_document document;
    REQUIRE(document.load_string(xml.c_str(), pugi::parse_full));
    std::mt19937 random(seed);
    auto root = document.document_element();
    for (const auto* path : {"//MessageHeader", "//MessageBody", "//ResultOfQualificationConfirmation",
                             "//MedicalTicketInfo", "//SpecificDiseasesCertificateInfo", "//Certificate"})
        for (const auto& found : document.select_nodes(path)) shuffle(found.node(), random);
    root.append_move(root.first_child());  // the body before the header
    std::ostringstream out;
    document.save(out);
    return out.str();
}

std::string in_shift_jis(const std::string& utf8, const char* code = "1") {
    const auto declared = changed(utf8, "UTF-8", "Shift_JIS");
    const auto told = changed(declared, "<CharacterCodeIdentifier>0", std::string("<CharacterCodeIdentifier>") + code);
    return std::string(ToShiftJis::open().value()->convert(told).value());
}

/// A document with one person, as `set` changes it, comes back so, and nothing is noted.
template <class Set>
bool comes_back(Set set) {
    auto before = sample();
    set(before);
    const auto after = read_document(build_document(before));
    return after && after->told == before && after->noted.empty();
}

}  // namespace

TEST_CASE("any document comes back as it was, in any order and in Shift_JIS too") {
    CHECK(rc::check("any document comes back", [] {
        const auto before = any_document();
        const auto xml = build_document(before);
        const auto after = read_document(xml);
        RC_ASSERT(after.has_value());
        RC_ASSERT(after->noted.empty());
        RC_ASSERT(after->told == before);
        RC_ASSERT(build_document(after->told) == xml);
        const auto other = parse_document(shuffled(xml, static_cast<unsigned>(any(0, 1'000'000))));
        RC_ASSERT(other.has_value());
        RC_ASSERT(*other == before);
        const auto json = read_json_document(document_as_json(xml).value());
        RC_ASSERT(json.has_value());
        RC_ASSERT(json->told == before);
        const auto old = read_document(in_shift_jis(xml));
        RC_ASSERT(old.has_value());
        RC_ASSERT(old->told == before);
        RC_ASSERT(old->text == after->text);  // what goes on is UTF-8, and says so
    }));
}

namespace {

/// What has no other element in it, with its text.
std::multiset<std::string> leaves(const std::string& xml) {
    pugi::xml_document document;
    REQUIRE(document.load_string(xml.c_str()));
    std::multiset<std::string> all;
    for (const auto& leaf : document.select_nodes("//*[not(*)]"))
        all.insert(std::string(leaf.node().parent().name()) + "/" + leaf.node().name() + "=" +
                   leaf.node().text().get());
    return all;
}

}  // namespace

TEST_CASE("a document written by hand, with every element, is read whole and written so again") {
    std::ifstream in(EVERY_ELEMENT);
    const std::string xml(std::istreambuf_iterator<char>(in), {});
    const auto read = read_document(xml);
    REQUIRE(read.has_value());
    for (const auto& note : read->noted) FAIL_CHECK(note);
    CHECK(leaves(build_document(read->told)) == leaves(xml));
    for (const auto& row : oqs::described()) {
        INFO(row.parent << "/" << row.name);
        const bool ours =
            row.parent == oqs::kSubsidyInfo || row.parent == oqs::kSubsidies || row.name == oqs::kSubsidies;
        const bool of_an_error = row.name == "ErrorCode" || row.name == "ErrorMessage";
        CHECK((ours || of_an_error || xml.find("<" + row.name + ">") != std::string::npos));
    }
    CHECK(read->told.insured.at(0).tickets.at(0).infection == "02");
    CHECK(read->told.insured[0].tickets[0].self_pay_yen == 1500);
    CHECK(read->told.insured[0].high_cost.long_term == base::Date{2025, 8, 7});
    CHECK(read->told.insured[0].diseases.at(0).valid_until == base::Date{2026, 7, 28});
    CHECK(read->told.search.value().branch == "06");
}

namespace {

/// Every code of every text of these rows.
template <class Block, std::size_t N, class In>
int check_codes(const std::array<oqs::Element<Block>, N>& rows, In in) {
    int checked = 0;
    for (const auto& row : rows) {
        if (row.codes == nullptr) continue;
        for (const auto& code : row.codes->codes) {
            INFO(row.name << " " << code.value);
            CHECK(comes_back([&](OqsDocument& document) {
                auto& block = in(document);
                if (const auto* text = std::get_if<WipedText Block::*>(&row.value)) block.*(*text) = code.value;
                if (const auto* number = std::get_if<int Block::*>(&row.value))
                    block.*(*number) = std::stoi(std::string(code.value));
            }));
            ++checked;
        }
    }
    return checked;
}

OqsInsured& first(OqsDocument& document) { return document.insured.front(); }

}  // namespace

TEST_CASE("every value of every code list comes back") {
    int checked = check_codes(oqs::kInsured, first);
    checked += check_codes(oqs::kHighCostElements, [](OqsDocument& document) -> OqsHighCost& {
        first(document).high_cost = {true, "01", "A01", {}, {}, {}, {}, document.executed};
        return first(document).high_cost;
    });
    checked += check_codes(oqs::kDisease, [](OqsDocument& document) -> OqsSpecificDisease& {
        first(document).consents.specific_disease = {domain::ConsentState::given, agreed()};
        return first(document).diseases.emplace_back(OqsSpecificDisease{1, 10000, {}, {}, {}});
    });
    checked += check_codes(oqs::kTicket, [](OqsDocument& document) -> OqsMedicalTicket& {
        return first(document).tickets.emplace_back(OqsMedicalTicket{.issue_number = "1"});
    });
    checked += check_codes(oqs::kSearch, [](OqsDocument& document) -> OqsSearch& {
        return document.search.emplace(OqsSearch{.number = "1"});
    });
    CHECK(checked > 60);
    for (const int way : {1, 2, 7, 8}) CHECK(comes_back([&](OqsDocument& document) { document.reference = way; }));
    for (const auto form : {domain::PrescriptionForm::electronic, domain::PrescriptionForm::paper})
        CHECK(comes_back([&](OqsDocument& document) { document.form = form; }));
    // OQSCD016: what was not given is 0, expired (2) or could not be obtained (3).
    for (const auto state : {domain::ConsentState::expired, domain::ConsentState::difficult}) {
        const auto told = OqsConsents::of({true, false, false, false, false}, agreed(), state);
        CHECK(comes_back([&](OqsDocument& document) { first(document).consents = told; }));
        auto document = sample();
        first(document).consents = told;
        const auto flag = fmt::format("<OperationInfoConsFlg>{}<", static_cast<int>(state));
        CHECK(build_document(document).find(flag) != std::string::npos);
    }
}

TEST_CASE("a code that is not on its list goes on, and is noted without its value") {
    const auto xml = build_document(sample());
    const auto read = read_document(changed(xml, "CardClassification>01<", "CardClassification>Z9<"));
    REQUIRE(read.has_value());
    CHECK(read->told.insured[0].card_classification == "Z9");
    CHECK(read->text.find(">Z9<") != std::string::npos);
    REQUIRE(read->noted.size() == 1);
    CHECK(read->noted[0].starts_with("InsuredCardClassification is not on the list OQSCD010, at byte "));
    CHECK(read->noted[0].find("Z9") == std::string::npos);
    check_garbled(changed(xml, "<Sex1>2<", "<Sex1>4<"));
    check_garbled(changed(xml, "<ReferenceClassification>1<", "<ReferenceClassification>3<"));
    for (const auto* no_day : {"99999999", "20260231", "2026"}) {
        const auto odd = read_document(changed(
            xml, "<Name>", std::string("<InsuredCardExpirationDate>") + no_day + "</InsuredCardExpirationDate><Name>"));
        REQUIRE(odd.has_value());
        CHECK(odd->told == sample());
        REQUIRE(odd->noted.size() == 1);
        CHECK(odd->noted[0].starts_with("InsuredCardExpirationDate is no date"));
        CHECK(odd->text.find(no_day) != std::string::npos);
    }
}

TEST_CASE("elements that we do not know are kept, and named for the log") {
    const auto xml = build_document(sample());
    const auto read = read_document(changed(xml, "<Name>",
                                            "<NewElement><Secret>架空</Secret></NewElement><x:Name "
                                            "xmlns:x='urn:x'>架空</x:Name><Remarks1>1</Remarks1><Name>"));
    REQUIRE(read.has_value());
    CHECK(read->told == sample());
    CHECK(read->text.find("<Secret>架空</Secret>") != std::string::npos);
    std::set<std::string> names;
    for (const auto& note : read->noted) {
        INFO(note);
        CHECK(note.find(" is not known there, at byte ") != std::string::npos);
        CHECK(note.find("架空") == std::string::npos);
        names.insert(note.substr(0, note.find(' ')));
    }
    CHECK(names == std::set<std::string>{"NewElement", "Name", "Remarks1"});
    std::string many;
    for (int i = 0; i < 1000; ++i) many += "<E" + std::to_string(i) + std::string(100, 'x') + "/>";
    const auto crowd = read_document(changed(xml, "<Name>", many + "<Name>"));
    REQUIRE(crowd.has_value());
    CHECK(crowd->noted.size() == 16);
    CHECK(crowd->noted[0].size() < 120);
}

TEST_CASE("Shift_JIS is read where it is declared, under either reading of its code, and UTF-8 likewise") {
    const auto xml = build_document(sample());
    for (const auto* code : {"1", "2"}) {
        const auto read = read_document(in_shift_jis(xml, code));
        REQUIRE(read.has_value());
        CHECK(read->told == sample());
        CHECK(read->text.find("<CharacterCodeIdentifier>0<") != std::string::npos);
        CHECK(read->text.find("encoding=\"UTF-8\"") != std::string::npos);
    }
    check_garbled(in_shift_jis(xml, "0"));
    const auto coded = [&](const char* code) {
        return changed(xml, "<CharacterCodeIdentifier>0", std::string("<CharacterCodeIdentifier>") + code);
    };
    CHECK(parse_document(coded("1")).has_value());
    check_garbled(coded("2"));
    for (const auto* name : {"shift_jis", "Shift-JIS", "Windows-31J", "CP932", "MS932"})
        CHECK(parse_document(changed(in_shift_jis(xml), "Shift_JIS", name)).has_value());
    check_garbled(changed(in_shift_jis(xml), "Shift_JIS", "UTF-8"));
    check_garbled(changed(in_shift_jis(xml), "Shift_JIS", "EUC-JP"));
    check_garbled(changed(coded("1"), "UTF-8", "Shift_JIS"));  // says it, and is UTF-8
    check_garbled(changed(in_shift_jis(xml), "</Name>", "\x83</Name>"));
    // Half a letter, and letters whose second byte is an ASCII one.
    CHECK(std::string(ToShiftJis::open().value()->convert("表ソ能髙①").value()) ==
          "\x95\x5c\x83\x5c\x94\x5c\xfb\xfc\x87\x40");
    CHECK(std::string(ToShiftJis::open().value()->convert("𠮟é").value()) == "&#x20B9F;&#xE9;");
    CHECK(std::string(ToShiftJis::open().value()->convert("a¥〜−b").value()) ==
          "a&#xA5;&#x301C;&#x2212;b");  // glibc would write others
    CHECK(ToShiftJis::open().value()->convert("a\xff").error().code == base::ErrorCode::internal);
    CHECK(from_shift_jis("ab\x95").error().detail == "no Shift_JIS at byte 2");
}

TEST_CASE("JSON of the same tree is read by the same rules") {
    const auto xml = build_document(sample());
    const auto json = std::string(document_as_json(xml).value());
    CHECK(json.starts_with(R"({"XmlMsg":{"MessageBody":{)"));
    CHECK(json.find(R"("ResultOfQualificationConfirmation":[{)") != std::string::npos);
    CHECK(read_json_document(json).value().told == sample());
    CHECK(
        read_json_document(changed(json, "\"Address\":\"東京都見本区見本町１－１\"", "\"Address\":null")).has_value());
    CHECK_FALSE(document_as_json(changed(xml, "<Name>", "<Name a='1'>")).has_value());
    CHECK_FALSE(document_as_json(changed(xml, "<Name>", "<x>1<y/></x><Name>")).has_value());
    const auto refused = [](const std::string& text) {
        INFO(text.substr(0, 200));
        const auto read = read_json_document(text);
        return !read && read.error().code == base::ErrorCode::service_garbled;
    };
    for (const auto* value : {"1", "true", "[[\"x\"]]", "[\"1\",\"2\"]", "{\"a\":\"1\"}", "\"\\u0000\"", "\"\\r\""})
        CHECK(refused(changed(json, "\"00012345\"", value)));
    for (const auto* key : {"\"NameKana \"", "\"Na me\"", "\"><x\"", "\"\"", "\"x:Name\"", "\"1\""})
        CHECK(refused(changed(json, "\"NameKana\"", key)));
    const std::string kana = "\"NameKana\":", twice = kana + "\"ｶｸｳ\"," + kana;
    CHECK(refused(changed(json, kana, twice)));
    CHECK(refused(changed(json, kana, "\"Other\":{\"a\":{},\"a\":{}}," + kana)));
    CHECK(refused("{\"XmlMsg\":{}," + json.substr(1)));
    CHECK(read_json_document(changed(json, kana, "\"Other\":{\"NameKana\":null}," + kana)).has_value());
    for (const auto& text : {std::string(), std::string("[]"), std::string("{}"), json + "x", json.substr(0, 500),
                             std::string(100'000, '['), std::string(10'000'000, ' ')})
        CHECK(refused(text));
    std::string deep;
    for (int i = 0; i < 20'000; ++i) deep += "{\"a\":";
    CHECK(refused(changed(json, "\"00012345\"", deep + "1" + std::string(20'000, '}'))));
}

TEST_CASE("an insurer's number is eight characters, with blanks in front") {
    const auto xml = build_document(sample());
    for (const auto* number : {"139999", " 139999", "  139999", "   139999"}) {
        const auto read = parse_document(changed(xml, "39139999", number));
        REQUIRE(read.has_value());
        CHECK(read->insured[0].insurer_number == "  139999");
        CHECK(build_document(*read).find("<InsurerNumber>  139999</InsurerNumber>") != std::string::npos);
    }
    CHECK(parse_document(changed(xml, "39139999", "  ")).value().insured[0].insurer_number.empty());
}

namespace {

/// The place that an Error names lies in the text.
void check_placed(const std::string& xml) {
    const auto read = read_document(xml);
    REQUIRE_FALSE(read.has_value());
    const auto& detail = read.error().detail;
    INFO(detail);
    CHECK(detail.find("架空") == std::string::npos);
    const auto at = detail.rfind("at byte ");
    REQUIRE(at != std::string::npos);
    CHECK(std::stoul(detail.substr(at + 8)) <= xml.size());
}

}  // namespace

TEST_CASE("what is wrong is told with its place") {
    const auto xml = build_document(sample());
    const auto place = [&](const std::string& text) { return "at byte " + std::to_string(text.find("Birthdate>x")); };
    const auto spoilt = changed(xml, "Birthdate>19480312", "Birthdate>x");
    CHECK(parse_document(spoilt).error().detail.ends_with(place(spoilt)));
    for (std::size_t cut = 0; cut + 2 < xml.size(); cut += 7) check_placed(xml.substr(0, cut));
    for (const auto* bad : {"\x01", "&x;", "<!DOCTYPE x>", "<?x y?>", "</x>", "<x", "<x y/>", "<日/>"})
        check_placed(changed(xml, "<Name>", std::string(bad) + "<Name>"));
    for (const auto& row : oqs::described()) {
        if (row.need != oqs::Need::must || xml.find("<" + row.name + ">") == std::string::npos) continue;
        check_placed(without(xml, row.name));
    }
}

TEST_CASE("whatever is sent, it is read or refused in bounded time") {
    const auto xml = build_document(sample());
    const auto repeated = [](const std::string& piece, std::size_t size) {
        std::string all;
        while (all.size() < size) all += piece;
        return all;
    };
    constexpr std::size_t kHalf = kLargestDocument / 2;
    const auto within = [&](const std::string& what) { return changed(xml, "<Name>", what + "<Name>"); };
    const auto numbered = [](const std::string& before, const std::string& after, std::size_t size) {
        std::string all;
        for (int i = 0; all.size() < size; ++i) all += before + std::to_string(i) + after;
        return all;
    };
    for (const auto& hostile :
         {std::string(10'000'000, '<'), within(std::string(20'000'000, 'a')), repeated("<a>", kLargestDocument),
          within(repeated("<a/>", kHalf)), within(repeated("<Name/>", kHalf)), within(repeated("<ResultList/>", kHalf)),
          within(repeated("&amp;", kHalf)), repeated("&", kLargestDocument),
          within("<a " + repeated("b='' ", kHalf) + "/>"), within("<a " + repeated("xmlns:b='c' ", kHalf) + "/>"),
          within("<a " + numbered("b", "='' ", kHalf) + "/>"),
          within("<a " + numbered("xmlns:b", "='c' ", kHalf) + "/>"), repeated("<!--", kLargestDocument),
          changed(xml, "<ResultOfQ",
                  repeated("<ResultOfQualificationConfirmation>1</ResultOfQualificationConfirmation>", kHalf) +
                      "<ResultOfQ"),
          changed(xml, "<MessageBody>", "<MessageBody>" + repeated("<PharmacistsInfoConsFlg/>", kHalf))}) {
        const auto begun = std::chrono::steady_clock::now();
        (void)read_document(hostile);
        const auto took = std::chrono::steady_clock::now() - begun;
        INFO(hostile.substr(0, 60) << " …" << hostile.substr(hostile.size() / 2, 40));
        CHECK(took < std::chrono::seconds(5));
    }
}

namespace {

std::string need_of(oqs::Need need) {
    return need == oqs::Need::must    ? "must be there"
           : need == oqs::Need::right ? "right where it is there"
                                      : "may be there";
}

std::string page() {
    std::ostringstream out;
    out << "# Result documents, element by element\n\n"
           "Printed from the table `firmware/eligibility/oqs_elements.hpp`, by which documents are read, written and\n"
           "tested; a test holds this page to it (UPDATE_GOLDENS=1 prints it anew). The root is `XmlMsg`. Children "
           "may\n"
           "stand in any order; an empty element is a missing one; an element that is not here is kept, and named in\n"
           "the log. \"must be there\": without it, or in another form, there is no document; \"right where it is\n"
           "there\": in another form there is none; \"may be there\": in another form it goes on as it came, and is "
           "named\n"
           "in the log. Elements of the bulk look-up are not read. A document is read in UTF-8 or, where its "
           "declaration\n"
           "says so, in Shift_JIS (CP932); it goes on in UTF-8.\n\n"
           "| in | element | Japanese | model | in the file | need | in FHIR (fhir.md) "
           "|\n|---|---|---|---|---|---|---|\n";
    for (const auto& row : oqs::described())
        out << "| `" << row.parent << "` | `" << row.name << "` | " << row.japanese << " | "
            << (row.model.empty() ? "holds other elements" : "`" + row.model + "`") << " | " << row.form << " | "
            << need_of(row.need) << " | " << place_in_fhir(row.parent, row.name) << " |\n";
    out << "\n## Code lists\n\nA text with a code that is not here goes on, and is named in the log; a number is "
           "refused.\n\n"
           "| list | of what | values |\n|---|---|---|\n";
    for (const auto* list : oqs::kCodeLists) {
        out << "| " << list->id << " | " << list->name << " | ";
        for (const auto& code : list->codes)
            out << (&code == &list->codes.front() ? "" : ", ") << "`" << code.value << "` " << code.meaning;
        out << " |\n";
    }
    return out.str();
}

}  // namespace

TEST_CASE("the page of the elements is what the table says") {
    const std::string file = "docs/result_documents.md";
    if (std::getenv("UPDATE_GOLDENS") != nullptr) std::ofstream(file) << page();
    std::ifstream in(file);
    CHECK(std::string(std::istreambuf_iterator<char>(in), {}) == page());
}
