// SPDX-License-Identifier: Apache-2.0
// The tree of a document as JSON, as the terminal's browser front end carries it (domain facts §3.1). What is read goes
// through XML, so that one reader judges both.
#include "oqs_elements.hpp"
#include "strict_xml.hpp"
#include "wire_json.hpp"
#include "xml_writer.hpp"

namespace uketsuke::eligibility {
namespace {

using namespace oqs;
using wire::Json;

constexpr int kDeepest = 64;  ///< as XmlTree

base::Unexpected<base::Error> garbled(const char* why) { return base::fail(base::ErrorCode::service_garbled, why); }

bool is_list(std::string_view name) {
    return name == kResult || name == kDiseaseInfo || name == kTicketInfo || name == kSubsidyInfo;
}

/// An attribute, and text that stands beside elements, has no place in the front end's JSON.
bool fits(pugi::xml_node element) {
    const auto children = element.children();
    const auto is_element = [](pugi::xml_node node) { return node.type() == pugi::node_element; };
    const bool elements = std::ranges::any_of(children, is_element);
    return !element.first_attribute() && (!elements || std::ranges::all_of(children, is_element)) &&
           std::ranges::all_of(children, [&](pugi::xml_node node) { return !is_element(node) || fits(node); });
}

Json json_of(pugi::xml_node element) {
    if (element.first_child().type() != pugi::node_element) {
        WipedText text;
        for (const auto piece : element.children()) text += piece.value();
        return text;
    }
    auto object = Json::object();
    for (const auto child : element.children()) {
        const WipedText name = child.name();
        auto& place = object[name];
        if (is_list(name) && place.is_null()) place = Json::array();
        if (!place.is_null() && !place.is_array()) place = Json::array({place});
        if (place.is_array())
            place.push_back(json_of(child));
        else
            place = json_of(child);
    }
    return object;
}

bool is_name(std::string_view text) {
    const auto plain = [](unsigned char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
               c == '.';
    };
    return !text.empty() && std::ranges::all_of(text, plain);
}

/// False where the value is none that an element can hold.
bool put_element(WipedText& out, std::string_view name, const Json& value, int depth) {
    if (depth > kDeepest || !is_name(name)) return false;
    if (value.is_null()) return true;
    if (value.is_array()) {
        const auto put_one = [&](const Json& one) { return !one.is_array() && put_element(out, name, one, depth); };
        return std::ranges::all_of(value, put_one);
    }
    if (!value.is_string() && !value.is_object()) return false;
    out.append("<").append(name).append(">");
    if (value.is_string()) put_escaped(out, value.get_ref<const WipedText&>());
    for (const auto& [key, child] : value.items())
        if (value.is_object() && !put_element(out, key, child, depth + 1)) return false;
    out.append("</").append(name).append(">");
    return true;
}

}  // namespace

base::Result<WipedText> document_as_json(std::string_view xml) {
    const auto tree = XmlTree::read(xml, kRoot);
    if (!tree) return base::fail(tree.error());
    if (!fits(tree->root())) return garbled("an attribute, or text beside elements, which JSON does not have");
    Json json;
    json[kRoot] = json_of(tree->root());
    return json.dump();
}

base::Result<ReadDocument> read_json_document(std::string_view text) {
    if (const auto small = check_size(text); !small) return base::fail(small.error());
    const auto json = wire::parsed(text);
    if (!json.is_object() || json.size() != 1 || !json.contains(kRoot)) return garbled("no JSON with the key XmlMsg");
    WipedText xml;
    xml.reserve(2 * text.size());
    if (!put_element(xml, kRoot, json[kRoot], 1)) return garbled("something else than objects, lists and texts");
    return read_document(xml);
}

}  // namespace uketsuke::eligibility
