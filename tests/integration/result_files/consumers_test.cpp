// SPDX-License-Identifier: Apache-2.0
// Every kind of result file before two XML parsers and before the rules of the programs that read such files; and the
// page for their makers, docs/result_files.md, with a sample of each.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "consumers.hpp"
#include "firmware/eligibility/oqs_request.hpp"
#include "firmware/eligibility/result_file.hpp"
#include "firmware/eligibility/shift_jis.hpp"
#include "firmware/reception/result_name.hpp"
#include "sim/conformance/kinds.hpp"
#include "tests/unit/net/other_parsers.hpp"

using namespace uketsuke;
using namespace uketsuke::test;
using namespace uketsuke::sim;

namespace {

const std::string kToday = "20260105";

/// As the folder would name it.
Delivered delivered(const Kind& kind, const Form& form) {
    return {reception::result_name("1319999999", 1, kind.document.executed), file_of(kind.document, form)};
}

/// The text in UTF-8, with a declaration that says so: libxml2 and expat know no CP932 by the name Shift_JIS.
std::string in_utf8(const std::string& bytes, const Form& form) {
    if (!form.shift_jis) return bytes;
    auto text = std::string(eligibility::from_shift_jis(bytes).value());
    return text.replace(text.find("Shift_JIS"), 9, "UTF-8");
}

/// What each program says of one kind, in the forms that it can be set to; empty: it takes all of them.
struct Said {
    std::string parsers, myclinic, myna, watcher, cp932;
};

Said said_of(const Kind& kind) {
    Said said;
    const auto note = [](std::string& into, const std::string& what) {
        if (into.empty()) into = what;
    };
    const auto utf8 = delivered(kind, kForms[0]);
    for (const auto& form : kForms) {
        const auto file = delivered(kind, form);
        const auto text = in_utf8(file.bytes, form);
        note(said.parsers, libxml2_objects(text));
        note(said.parsers, expat_objects(text));
        note(said.myna, myna_reception(file, form.shift_jis, kToday));
        if (form.shift_jis) {
            note(said.cp932, cp932_reader(file, utf8));
        } else {
            note(said.myclinic, myclinic_ts(file));
            note(said.watcher, watcher_of_changes(file));
        }
    }
    return said;
}

}  // namespace

TEST_CASE("every kind of file passes two parsers, and what a program does not take is known") {
    int files = 0, taken = 0;
    for (const auto& kind : kinds()) {
        INFO(kind.name);
        const auto said = said_of(kind);
        CHECK(said.parsers == "");
        CHECK(said.watcher == "");
        CHECK(said.cp932 == "");
        files += static_cast<int>(std::size(kForms));
        taken += (said.myclinic.empty() ? 1 : 0) + (said.myna.empty() ? 1 : 0);
    }
    CHECK(files >= 100);
    CHECK(taken >= 50);
    WARN(files << " files of " << kinds().size() << " kinds");
}

TEST_CASE("a program that is set to another encoding says so") {
    const auto kind = kinds().front();
    const auto utf8 = delivered(kind, kForms[0]), shift_jis = delivered(kind, kForms[2]);
    CHECK(myclinic_ts(utf8) == "");
    CHECK(myclinic_ts(shift_jis) != "");
    CHECK(watcher_of_changes(shift_jis) != "");
    CHECK(cp932_reader(utf8, utf8) != "");
    CHECK(myna_reception(utf8, false, kToday) == "");
    CHECK(myna_reception(utf8, true, kToday) != "");
    CHECK(myna_reception(shift_jis, true, kToday) == "");
    CHECK(myna_reception(shift_jis, false, kToday) != "");
    CHECK(myna_reception(utf8, false, "20260106") == "not of today");
}

TEST_CASE("each rule of a program can fail") {
    const auto good = delivered(kinds().front(), kForms[0]);
    const auto without = [&](const std::string& element) {
        auto bytes = good.bytes;
        const auto from = bytes.find("<" + element + ">"), to = bytes.find("</" + element + ">");
        REQUIRE(from != std::string::npos);
        return Delivered{good.name, bytes.erase(from, to + element.size() + 3 - from)};
    };
    for (const auto* name : {"ReferenceClassification", "ProcessingResultStatus", "ResultList", "Name", "Birthdate",
                             "InsurerName", "Sex1", "InsuredCardClassification"})
        CHECK(myclinic_ts(without(name)) != "");
    for (const auto* name : {"SegmentOfResult", "ProcessingResultStatus", "ResultList", "NameKana", "Birthdate",
                             "MedicalInstitutionCode"})
        CHECK(myna_reception(without(name), false, kToday) != "");
    CHECK(cp932_reader(delivered(kinds().front(), kForms[2]), without("Address")) != "");
    CHECK(myna_reception({"OQSsiquc01res_face_1.xml", good.bytes}, false, kToday) == "the name");
}

TEST_CASE("the question of a look-up is read as it was written, and refused where something is missing") {
    using namespace eligibility;
    const OqsRequest asked{{2026, 1, 5},
                           "1319999999",
                           "DESK01-000124",
                           {"  139999", "１２３", "４５６７", "01", {1980, 4, 1}, "1", ""}};
    const auto xml = build_request(asked);
    CHECK(read_request(xml).value() == asked);
    CHECK(libxml2_objects(xml) == "");
    CHECK(expat_objects(xml) == "");
    auto shift_jis = xml;
    shift_jis.replace(shift_jis.find("UTF-8"), 5, "Shift_JIS");
    CHECK(read_request(ToShiftJis::open().value()->convert(shift_jis).value()).value() == asked);
    const auto refused = [](const std::string& text) {
        const auto read = read_request(text);
        return !read && read.error().code == base::ErrorCode::service_garbled;
    };
    for (const std::string element : {"InsurerNumber", "InsuredIdentificationNumber", "Birthdate",
                                      "LimitApplicationCertificateRelatedConsFlg", "MedicalInstitutionCode",
                                      "QualificationConfirmationDate", "QualificationConfirmSearchInfo"}) {
        INFO(element);
        auto cut = xml;
        const auto from = cut.find("<" + element + ">"), to = cut.find("</" + element + ">");
        CHECK(refused(cut.erase(from, to + element.size() + 3 - from)));
    }
    CHECK(refused(xml.substr(0, xml.size() / 2)));
    CHECK(refused(std::string(kLargestDocument + 1, ' ')));
}

TEST_CASE("a check that failed is read as a refusal, and is no document") {
    using namespace eligibility;
    auto xml = build_document(kinds().front().document);
    xml.replace(xml.find("Result>1<"), 9, "Result>9<");
    const auto read = read_document(xml);
    REQUIRE_FALSE(read.has_value());
    CHECK(read.error().code == base::ErrorCode::service_refused);
}

namespace {

namespace fs = std::filesystem;

constexpr const char* kPage = "docs/result_files.md";

std::string told(const std::string& said) { return said.empty() ? "takes it" : said; }

eligibility::OqsRequest request() {
    return {{2026, 1, 5},
            "1319999999",
            "DESK01-000124",
            {"06139999", "１２３", "４５６７", "01", {1980, 4, 1}, "1", ""}};
}

/// The answer to it, as a program at the desk finds it in `res`.
eligibility::OqsDocument answer() {
    auto document = kinds().front().document;
    document.reference = 2;
    document.identifier = request().identifier;
    document.search = request().search;
    return document;
}

/// File in docs/result_files, and its bytes.
std::vector<std::pair<std::string, std::string>> samples() {
    std::vector<std::pair<std::string, std::string>> all;
    for (const auto& kind : kinds()) all.emplace_back(fmt::format("{}.xml", kind.file), file_of(kind.document, kForms[0]));
    all.emplace_back("employee.shift_jis.xml", file_of(kinds().front().document, kForms[3]));
    all.emplace_back("welfare_ticket.shift_jis.xml", file_of(kind_of("welfare_ticket").document, kForms[3]));
    all.emplace_back("req.xml", eligibility::build_request(request()));
    all.emplace_back("res.xml", eligibility::build_document(answer()));
    return all;
}

std::string table() {
    std::string out =
        "| kind | sample | libxml2, expat | myclinic-ts | MynaReception | watcher of changes | CP932 readers |\n"
        "|---|---|---|---|---|---|---|\n";
    for (const auto& kind : kinds()) {
        const auto said = said_of(kind);
        out += fmt::format("| {} | [{}](result_files/{}.xml) | {} | {} | {} | {} | {} |\n", kind.name, kind.file,
                           kind.file, told(said.parsers), told(said.myclinic), told(said.myna), told(said.watcher),
                           told(said.cp932));
    }
    return out;
}

std::string content_of(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// Puts what is made here between its marks.
void fill(std::string& text, const std::string& mark, const std::string& made) {
    const auto begin = fmt::format("<!-- {}: begin -->\n", mark), end = fmt::format("<!-- {}: end -->", mark);
    const auto from = text.find(begin), to = text.find(end);
    INFO(mark);
    REQUIRE((from != std::string::npos && to != std::string::npos && from < to));
    text.replace(from + begin.size(), to - from - begin.size(), made);
}

std::string in_block(const std::string& xml) { return "```xml\n" + xml + "```\n"; }

/// The page as it is, with what is made here put in anew.
std::string page() {
    auto text = content_of(kPage);
    const auto sample = kinds().front();
    fill(text, "name", fmt::format("`{}`\n", reception::result_name("1319999999", 123, sample.document.executed)));
    fill(text, "kinds", fmt::format("{} kinds in {} forms, {} files:\n\n{}", kinds().size(), std::size(kForms),
                                    kinds().size() * std::size(kForms), table()));
    fill(text, "face", in_block(file_of(sample.document, kForms[0])));
    fill(text, "req", in_block(eligibility::build_request(request())));
    return text;
}

void check_file(const std::string& file, const std::string& wanted) {
    INFO(file);
    if (std::getenv("UPDATE_GOLDENS") != nullptr) std::ofstream(file, std::ios::binary) << wanted;
    CHECK((content_of(file) == wanted));
}

}  // namespace

TEST_CASE("the page for vendors and its samples are what the product writes") {
    check_file(kPage, page());
    std::set<std::string> names;
    for (const auto& [name, bytes] : samples()) {
        check_file("docs/result_files/" + name, bytes);
        names.insert(name);
    }
    for (const auto& entry : fs::directory_iterator("docs/result_files"))
        CHECK(names.contains(entry.path().filename().string()));
}
