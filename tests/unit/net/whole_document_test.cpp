// SPDX-License-Identifier: Apache-2.0
// What goes to the clinic is what was judged, and XML for everybody: a document that a conforming parser refuses is
// refused or written anew, held by libxml2 and expat; one that they take keeps all its elements.
#include <catch2/catch.hpp>
#include <random>

#include "firmware/eligibility/judge_answer.hpp"
#include "other_parsers.hpp"
#include "sample_document.hpp"

using namespace uketsuke;
using namespace eligibility;
using namespace test;
using namespace std::string_view_literals;

namespace {

std::optional<std::string> delivered(const std::string& xml) {
    const std::string visit = "visit-1", facility = "1319999999";
    const domain::Authentication who{domain::Registration::registered, domain::CertificateState::valid, true};
    const domain::Choices choices{{true, true, true, false}, {}};
    auto answer = judge_answer(xml, {visit, facility, who, choices, sample().executed});
    if (answer) return std::string(answer->document);
    CHECK(answer.error().code == base::ErrorCode::service_garbled);
    return std::nullopt;
}

void check_good_for_all(const std::string& xml) {
    CHECK(libxml2_objects(xml) == "");
    CHECK(expat_objects(xml) == "");
}

bool is_xml(const std::string& xml) { return libxml2_objects(xml).empty() && expat_objects(xml).empty(); }

std::string in_name(const std::string& text) { return changed(build_document(sample()), "架空", text); }
std::string before_name(const std::string& element) {
    return changed(build_document(sample()), "<Name>", element + "<Name>");
}
std::string declared(const std::string& how) {
    const auto xml = build_document(sample());
    return how + xml.substr(xml.find("?>") + 2);
}
std::string behind(const std::string& text) { return build_document(sample()) + text; }
std::string in_front(const std::string& text) { return text + build_document(sample()); }
std::string twice(const std::string& /*nothing*/) { return behind(build_document(sample())); }

/// A text put somewhere into a good document, so that it is none.
struct NoXml {
    std::string (*put)(const std::string& text);
    std::string_view text;

    [[nodiscard]] std::string xml() const { return put(std::string(text)); }
};
constexpr NoXml kNoXml[] = {
    // letters that there are not
    {in_name, "\x01"},
    {in_name, "\x0b"},
    {in_name, "\x1b[31m"},
    {in_name, "\x7f\x00b\x02"},
    {in_name, "a\0" "b"sv},
    {in_name, "\xff"},
    {in_name, "\xc0\x80"},
    {in_name, "\xed\xa0\x80"},
    {in_name, "\xef\xbf\xbe"},
    {in_name, "\xef\xbf\xbf"},
    {in_name, "\xe3\x81"},
    {in_name, "\xf4\x90\x80\x80"},
    {in_name, "\xf5\x80\x80\x80"},
    {in_name, "\x83\x65"},
    // references
    {in_name, "&#0;"},
    {in_name, "&#x0;"},
    {in_name, "&#1;"},
    {in_name, "&#x1F;"},
    {in_name, "&#xD800;"},
    {in_name, "&#xFFFE;"},
    {in_name, "&#x110000;"},
    {in_name, "&#99999999999999999999;"},
    {in_name, "&#4294967337;"},
    {in_name, "&#x;"},
    {in_name, "&#;"},
    {in_name, "&#X41;"},
    {in_name, "&#x4 1;"},
    {in_name, "&#-41;"},
    {in_name, "&#+41;"},
    {in_name, "&#65"},
    {in_name, "&nbsp;"},
    {in_name, "&"},
    {in_name, "& amp;"},
    {in_name, "&amp"},
    {in_name, "&AMP;"},
    {in_name, "]]>"},
    {in_name, "<![CDATA[\x01]]>"},
    // beside the root
    {behind, "garbage"},
    {behind, "<x/>"},
    {behind, "\0"sv},
    {behind, "\0" "<x>"sv},
    {behind, "<![CDATA[x]]>"},
    {behind, "&#32;"},
    {behind, "<?xml version=\"1.0\"?>"},
    {behind, "</XmlMsg>"},
    {in_front, "x"},
    {in_front, "\n"},
    {twice, ""},
    // declarations
    {declared, "<?xml version=\"1.0\" encoding=\"Shift_JIS\"?>"},
    {declared, "<?xml version=\"1.0\" encoding=\"UTF-16\"?>"},
    {declared, "<?xml version=\"1.0\" encoding=\"EUC-JP\" standalone=\"no\"?>"},
    {declared, "<?xml version=\"2.0\" encoding=\"UTF-8\"?>"},
    {declared, "<?xml encoding=\"UTF-8\"?>"},
    {declared, "<?xml version=\"1.0\" encoding=\"\"?>"},
    {declared, "<?xml version=\"1.0\" standalone=\"perhaps\"?>"},
    {declared, "<?xml version=\"1.0\" more=\"x\"?>"},
    {declared, "<?xml version=\"1.0\"?><?xml version=\"1.0\"?>"},
    // elements and attributes
    {before_name, "<Other a=\"1\" a=\"2\"/>"},
    {before_name, "<Other a='<'/>"},
    {before_name, "<Other a='1'b='2'/>"},
    {before_name, "<Other a/>"},
    {before_name, "<Other a=1/>"},
    {before_name, "<Other a='&#0;'/>"},
    {before_name, "<Other a='\x02'/>"},
    {before_name, "<1Other/>"},
    {before_name, "<-Other/>"},
    {before_name, "<Oth\xe3\x80\x80" "er/>"},
    {before_name, "<Other\xc3\x97/>"},
    {before_name, "<Other></Other a='1'>"},
    {before_name, "<Other></other>"},
    {before_name, "<Other><b></Other></b>"},
    {before_name, "<Other"},
    {before_name, "< Other/>"},
    {before_name, "<Other/ >"},
    {before_name, "<></>"},
    {before_name, "<Other>"},
    {before_name, "</Other>"},
    {before_name, "<x:Other/>"},
    {before_name, "<Other x:a='1'/>"},
    {before_name, "<:Other/>"},
    {before_name, "<x: xmlns:x='urn:x'/>"},
    {before_name, "<x:y:z xmlns:x='urn:x'/>"},
    {before_name, "<Other xmlns:xml='urn:x'/>"},
    {before_name, "<Other xmlns:xmlns='urn:x'/>"},
    {before_name, "<x:Other xmlns:x=''/>"},
    {before_name, "<Other xmlns:a='urn:x' xmlns:b='urn:x' a:c='' b:c=''/>"},
    // comments, instructions, sections
    {before_name, "<!-- a -- b -->"},
    {before_name, "<!-- a --->"},
    {before_name, "<!-- \x01 -->"},
    {before_name, "<!-- "},
    {before_name, "<?xml version=\"1.0\"?>"},
    {before_name, "<?Xml x?>"},
    {before_name, "<? x?>"},
    {before_name, "<?x"},
    {before_name, "<![CDATA[x"},
    {before_name, "<![cdata[x]]>"},
    {before_name, "<!ELEMENT x ANY>"},
};

}  // namespace

TEST_CASE("what is no XML is refused or written anew, so that two parsers of others take it") {
    int refused = 0;
    for (const auto& row : kNoXml) {
        const auto xml = row.xml();
        INFO(xml);
        CHECK_FALSE(is_xml(xml));
        const auto out = delivered(xml);
        if (out) check_good_for_all(*out);
        refused += out ? 0 : 1;
    }
    CHECK(refused > 85);
    WARN(std::size(kNoXml) << " kinds, " << refused << " refused, the rest written anew");
}

TEST_CASE("what XML allows and we do not is refused in words") {
    for (const auto& xml : {before_name("<?processing x?>"), before_name("<日本/>"),
                            before_name("<Other><![CDATA[&]]></Other>"), in_name("&#13;"), in_name("&#xD;"),
                            before_name("<Other a='&#13;'/>"), declared("<?xml version=\"1.0\"?><!DOCTYPE XmlMsg>"),
                            declared("<!DOCTYPE XmlMsg [<!ENTITY a \"b\">]>"), before_name(std::string(2, ' ') + [] {
                                std::string deep;
                                for (int i = 0; i < 100; ++i) deep += "<a>";
                                for (int i = 0; i < 100; ++i) deep += "</a>";
                                return deep;
                            }())}) {
        INFO(xml.substr(0, 400));
        CHECK_FALSE(delivered(xml));
    }
}

TEST_CASE("a good document goes on with all that we do not know, and says the same") {
    const auto xml = GENERATE(
        build_document(sample()), before_name("<Other a=\"1\" b='x&#10;y&#9;z'>text<Deep>more</Deep> tail</Other>"),
        before_name("<Other><![CDATA[<not> an ]] element &amp;]]></Other>"),
        before_name("<x:Other xmlns:x=\"urn:x\" x:a=\"1\" a2=\"2\"><x:Deep xml:lang=\"ja\"/></x:Other>"),
        before_name("<Other xmlns=\"urn:y\"/>"),
        before_name("<!-- a remark --><Other>\xef\xbd\xb6\xf0\xa0\xae\x9f</Other>"),
        before_name("<Other>a&#10;b&#9;c&#x41;&gt;]]&gt;&lt;&amp;&quot;&apos;</Other><Other> </Other>"),
        declared("<?xml version='1.0' encoding='utf-8'?>\r\n<!-- x -->"), declared(""),
        declared("\xef\xbb\xbf<?xml version=\"1.0\" encoding=\"UTF-8\"?>"), behind("\n\n"),
        changed(build_document(sample()), "</XmlMsg>", "</XmlMsg  >"));
    INFO(xml);
    REQUIRE(is_xml(xml));
    const auto out = delivered(xml);
    REQUIRE(out);
    check_good_for_all(*out);
    CHECK(canonical(*out) == canonical(xml));
    CHECK(build_document(parse_document(*out).value()) == build_document(parse_document(xml).value()));
    CHECK(delivered(*out) == *out);  // written once more it stays as it is
}

TEST_CASE("whatever is damaged, what goes on is XML and says what was judged") {
    const auto xml = build_document(sample());
    const std::vector<std::string> pieces{"<",    ">", "&", "\"", "]]>",  "<![CDATA[", "-->",  "<!--",       "<?", "?>",
                                          "&#0;", "/", "'", "=",  "\x01", "\xe3\x80",  "<a/>", "xmlns:a='b'"};
    std::mt19937 random(20261129);
    int taken = 0;
    for (int i = 0; i < 20000; ++i) {
        auto damaged = xml;
        const auto at = random() % damaged.size();
        const auto& piece = pieces.at(random() % pieces.size());
        if (i % 3 == 0) damaged[at] = static_cast<char>(random() % 256);
        if (i % 3 == 1) damaged.insert(at, piece);
        if (i % 3 == 2) damaged.erase(at, 1 + random() % 40);
        const auto out = read_document(damaged);
        if (!out) continue;
        ++taken;
        const std::string text(out->text);
        if (is_xml(text)) continue;
        INFO(damaged);
        INFO(text);
        check_good_for_all(text);
    }
    CHECK(taken > 1000);
}

TEST_CASE("a document that grows beyond the limit when it is written anew is refused") {
    std::string many;
    for (int i = 0; i < 40000; ++i) many += "<a/>";
    CHECK_FALSE(delivered(before_name(many)));
    CHECK(delivered(before_name(many.substr(0, 4000))));
}
