// SPDX-License-Identifier: Apache-2.0
#include "consumers.hpp"

#include <iconv.h>
#include <libxml/parser.h>
#include <libxml/tree.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <regex>
#include <vector>

#include "firmware/base/time.hpp"

namespace uketsuke::test {
namespace {

/// What strict decoding makes of the bytes, in UTF-8.
std::optional<std::string> decoded(const std::string& bytes, const char* encoding) {
    const auto handle = ::iconv_open("UTF-8", encoding);
    std::string out(3 * bytes.size(), '\0');
    auto* from = const_cast<char*>(bytes.data());
    auto* to = out.data();
    auto left = bytes.size(), room = out.size();
    const auto done = ::iconv(handle, &from, &left, &to, &room);
    ::iconv_close(handle);
    if (done == static_cast<std::size_t>(-1) || left != 0) return std::nullopt;
    out.resize(out.size() - room);
    return out;
}

std::string declared(const std::string& text) {
    std::smatch found;
    return std::regex_search(text, found, std::regex("^<\\?xml [^>]*encoding=\"([^\"]*)\"")) ? found[1].str() : "";
}

/// A tree of libxml2, of a text that is in UTF-8 whatever it declares.
class Tree {
public:
    explicit Tree(const std::string& utf8)
        : document_(xmlReadMemory(utf8.data(), static_cast<int>(utf8.size()), nullptr, "UTF-8",
                                  XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING),
                    xmlFreeDoc) {}
    explicit operator bool() const { return document_ != nullptr; }
    [[nodiscard]] xmlNode* root() const { return xmlDocGetRootElement(document_.get()); }
    [[nodiscard]] bool has_dtd() const { return xmlGetIntSubset(document_.get()) != nullptr; }

private:
    std::unique_ptr<xmlDoc, void (*)(xmlDoc*)> document_;
};

bool is_called(const xmlNode* node, const char* name) {
    return node->type == XML_ELEMENT_NODE && std::string_view(reinterpret_cast<const char*>(node->name)) == name;
}

std::vector<xmlNode*> all(xmlNode* parent, const char* name) {
    std::vector<xmlNode*> found;
    for (auto* node = parent == nullptr ? nullptr : parent->children; node != nullptr; node = node->next)
        if (is_called(node, name)) found.push_back(node);
    return found;
}

/// nullptr unless there is exactly one.
xmlNode* one(xmlNode* parent, const char* name) {
    const auto found = all(parent, name);
    return found.size() == 1 ? found.front() : nullptr;
}

std::string text_of(xmlNode* node) {
    if (node == nullptr) return {};
    const std::unique_ptr<xmlChar, void (*)(void*)> text(xmlNodeGetContent(node), xmlFree);
    return reinterpret_cast<const char*>(text.get());
}
std::string text_of(xmlNode* parent, const char* name) { return text_of(one(parent, name)); }

/// Each element's path and text, where it holds no other: what a reader by names sees.
void gather(xmlNode* node, const std::string& path, std::vector<std::string>& into) {
    bool leaf = true;
    for (auto* child = node->children; child != nullptr; child = child->next) {
        if (child->type != XML_ELEMENT_NODE) continue;
        leaf = false;
        gather(child, path + "/" + reinterpret_cast<const char*>(child->name), into);
    }
    if (leaf && !is_called(node, "CharacterCodeIdentifier")) into.push_back(path + "=" + text_of(node));
}

std::vector<std::string> fields(const Tree& tree) {
    std::vector<std::string> all;
    gather(tree.root(), "", all);
    return all;
}

}  // namespace

std::string myclinic_ts(const Delivered& file) {
    const auto text = decoded(file.bytes, "UTF-8");
    if (!text || declared(*text) != "UTF-8") return "reads UTF-8";
    const Tree tree(*text);
    if (!tree) return "no XML";
    auto* header = one(tree.root(), "MessageHeader");
    auto* body = one(tree.root(), "MessageBody");
    for (const auto* name : {"ProcessExecutionTime", "QualificationConfirmationDate", "MedicalInstitutionCode",
                             "ReferenceClassification", "SegmentOfResult", "CharacterCodeIdentifier"})
        if (text_of(header, name).empty()) return std::string(name) + " is missing";
    if (text_of(body, "ProcessingResultStatus").empty()) return "ProcessingResultStatus is missing";
    const auto results = all(one(body, "ResultList"), "ResultOfQualificationConfirmation");
    if (results.empty()) return "wants a result in ResultList";
    if (results.size() > 1) return "takes one result only";
    auto* result = results.front();
    for (const auto* name : {"InsuredCardClassification", "Name", "Sex1", "Birthdate", "InsurerName"})
        if (text_of(result, name).empty()) return std::string("wants ") + name;
    if (text_of(result, "SpecificDiseasesCertificateRelatedConsFlg") == "3")
        return "does not know the consent flag 3 of 特定疾病";
    if (one(result, "SpecificDiseasesCertificateList") != nullptr) return "takes the list of 特定疾病 for an array";
    return {};
}

std::string myna_reception(const Delivered& file, bool shift_jis, const std::string& today) {
    std::smatch stamp;
    if (!std::regex_match(file.name, stamp, std::regex("OQSsiquc01res_face_.+_(\\d{14})\\.xml"))) return "the name";
    if (stamp[1].str().substr(0, 8) != today) return "not of today";
    if (file.bytes.size() > 4 * 1024 * 1024) return "too large";
    const auto text = decoded(file.bytes, shift_jis ? "CP932" : "UTF-8");
    if (!text || declared(*text) != (shift_jis ? "Shift_JIS" : "UTF-8")) return "another encoding than was set";
    const Tree tree(*text);
    if (!tree || tree.has_dtd() || !is_called(tree.root(), "XmlMsg")) return "no XML without a DTD";
    auto* header = one(tree.root(), "MessageHeader");
    auto* body = one(tree.root(), "MessageBody");
    if (text_of(header, "SegmentOfResult") != "1" || text_of(body, "ProcessingResultStatus") != "1")
        return "wants a check that went well";
    auto* result = one(one(body, "ResultList"), "ResultOfQualificationConfirmation");
    if (result == nullptr) return "wants exactly one result";
    const auto kana = text_of(result, "NameKana");
    if (kana.find_first_not_of(" \t\r\n") == std::string::npos || kana.size() > 600) return "wants NameKana";
    if (!base::parse_date(text_of(result, "Birthdate"))) return "wants a whole Birthdate";
    if (!std::regex_match(text_of(header, "MedicalInstitutionCode"), std::regex("[0-9]{10}")))
        return "wants MedicalInstitutionCode";
    for (const auto* name : {"InsurerNumber", "InsuredCardSymbol", "InsuredIdentificationNumber", "InsuredBranchNumber",
                             "Name", "ReferenceNumber"})
        if (all(result, name).size() > 1) return std::string(name) + " stands twice";
    return {};
}

std::string watcher_of_changes(const Delivered& file) {
    if (!file.name.ends_with(".xml")) return "the name";
    const auto text = decoded(file.bytes, "UTF-8");
    return text && Tree(*text) && declared(*text) == "UTF-8" ? "" : "reads UTF-8";
}

std::string cp932_reader(const Delivered& file, const Delivered& same) {
    const auto text = decoded(file.bytes, "CP932");
    if (!text || declared(*text) != "Shift_JIS") return "reads CP932";
    const Tree tree(*text), other(same.bytes);
    if (!tree || !other) return "no XML";
    if (text_of(one(tree.root(), "MessageHeader"), "CharacterCodeIdentifier") != "1") return "CharacterCodeIdentifier";
    return fields(tree) == fields(other) ? "" : "a field reads otherwise than in UTF-8";
}

}  // namespace uketsuke::test
