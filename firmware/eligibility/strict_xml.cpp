// SPDX-License-Identifier: Apache-2.0
#include "strict_xml.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "firmware/base/utf8.hpp"
#include "oqs_document.hpp"
#include "shift_jis.hpp"

namespace uketsuke::eligibility {
namespace {

constexpr int kDeepest = 64;
constexpr std::ptrdiff_t kMostAttributes = 16;  ///< of an element: each is held against the others, and each prefix
constexpr std::string_view kBlanks = " \t\r\n";
constexpr std::string_view kDeclares = "xmlns:";

/// Where the first letter stands that is none.
std::optional<std::size_t> bad_letter(std::string_view text) {
    const auto size = text.size();
    while (!text.empty()) {
        const auto at = size - text.size();
        if (const auto letter = base::take_letter(text); !letter || !is_xml_letter(*letter)) return at;
    }
    return std::nullopt;
}

/// "amp", "#12354", "#x3042": what stands between & and the semicolon. A carriage return told so would be written by
/// pugixml as one that stands there itself, which is read as a line end.
bool is_reference(std::string_view name) {
    for (const auto* known : {"amp", "lt", "gt", "quot", "apos"})
        if (name == known) return true;
    if (!name.starts_with('#')) return false;
    const bool hex = name.starts_with("#x");
    name.remove_prefix(hex ? 2 : 1);
    std::uint32_t letter = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), letter, hex ? 16 : 10);
    return error == std::errc{} && end == name.data() + name.size() && is_xml_letter(letter) && letter != '\r';
}

/// Where the first & stands that begins none that we know. No reference is longer than a few letters: what is looked
/// through for its end is bounded, however many there are.
std::optional<std::size_t> bad_reference(std::string_view text) {
    constexpr std::size_t kLongest = 64;
    for (auto at = text.find('&'); at != std::string_view::npos; at = text.find('&', at + 1)) {
        const auto name = text.substr(at + 1, kLongest);
        const auto end = name.find(';');
        if (end == std::string_view::npos || !is_reference(name.substr(0, end))) return at;
    }
    return std::nullopt;
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_name(std::string_view text) {
    return !text.empty() && is_letter(text.front()) && std::ranges::all_of(text, [](char c) {
        return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '.';
    });
}

std::string_view prefix_of(std::string_view name) {
    const auto colon = name.find(':');
    return colon == std::string_view::npos ? std::string_view() : name.substr(0, colon);
}
std::string_view local_of(std::string_view name) {
    const auto colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

/// An address that nobody reads in two ways, and none of those that XML keeps for itself.
bool is_namespace(std::string_view address) {
    const auto plain = [](char c) {
        return c > ' ' && c < '\x7f' && std::string_view("<>\"{}|\\^`").find(c) == std::string_view::npos;
    };
    return !address.empty() && std::ranges::all_of(address, plain) &&
           !address.starts_with("http://www.w3.org/XML/1998/namespace") &&
           !address.starts_with("http://www.w3.org/2000/xmlns/");
}

bool is_declared(pugi::xml_node element, std::string_view prefix) {
    const auto attribute = std::string(kDeclares) + std::string(prefix);
    for (auto at = element; at; at = at.parent())
        if (at.attribute(attribute.c_str())) return true;
    return false;
}

bool good_name(pugi::xml_node element, std::string_view name) {
    const auto prefix = prefix_of(name);
    if (!is_name(local_of(name)) || (!prefix.empty() && !is_name(prefix))) return false;
    return name.find(':') == std::string_view::npos || (!prefix.empty() && is_declared(element, prefix));
}

bool good_attribute(pugi::xml_node element, pugi::xml_attribute attribute) {
    const std::string_view name = attribute.name();
    const bool declares = name.starts_with(kDeclares);
    const auto same = [&](pugi::xml_attribute other) {
        const std::string_view its = other.name();
        const bool both = its.starts_with(kDeclares) == declares;
        return attribute != other && both && local_of(its) == local_of(name);
    };
    if (std::ranges::any_of(element.attributes(), same)) return false;
    if (declares)
        return is_name(local_of(name)) && !local_of(name).starts_with("xml") && is_namespace(attribute.value());
    if (name == "xml:lang" || name == "xml:space") return true;
    if (name == "xmlns") return is_namespace(attribute.value());
    return good_name(element, name);
}

bool good_attributes(pugi::xml_node element) {
    const auto all = element.attributes();
    return std::distance(all.begin(), all.end()) <= kMostAttributes &&
           std::ranges::all_of(all, [&](pugi::xml_attribute a) { return good_attribute(element, a); });
}

/// The first element or other node within that is not as we take it.
pugi::xml_node bad_node(pugi::xml_node element, int depth) {
    if (depth > kDeepest || !good_name(element, element.name()) || !good_attributes(element)) return element;
    for (const auto node : element.children()) {
        if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) continue;
        const auto bad = node.type() == pugi::node_element ? bad_node(node, depth + 1) : node;
        if (bad) return bad;
    }
    return {};
}

bool good_declaration(pugi::xml_node declaration, bool was_shift_jis) {
    const std::string_view version = declaration.attribute("version").value();
    std::string encoding = declaration.attribute("encoding").as_string("UTF-8");
    std::ranges::transform(encoding, encoding.begin(), [](char c) { return c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c; });
    return version == "1.0" && (was_shift_jis || encoding == "UTF-8");
}

/// One element, and before it perhaps a declaration; no text beside it. What is not so, or nothing.
pugi::xml_node bad_node(const pugi::xml_document& xml, std::string_view root, bool was_shift_jis) {
    const auto last = xml.last_child(), first = xml.first_child();
    if (last.type() != pugi::node_element || last.name() != root) return last ? last : xml;
    if (const auto bad = bad_node(last, 1)) return bad;
    const bool alone = first == last || (first.type() == pugi::node_declaration &&
                                         good_declaration(first, was_shift_jis) && first.next_sibling() == last);
    return alone ? pugi::xml_node() : first;
}

bool is_blank(std::string_view text) { return text.find_first_not_of(kBlanks) == std::string_view::npos; }

}  // namespace

bool is_xml_letter(char32_t letter) {
    if (letter < 0x20) return letter == '\t' || letter == '\n' || letter == '\r';
    return letter != 0xfffe && letter != 0xffff && letter <= 0x10ffff && (letter < 0xd800 || letter > 0xdfff);
}

std::ptrdiff_t place_of(pugi::xml_node node) {
    while (node && node.offset_debug() < 0) node = node.parent();
    return std::max<std::ptrdiff_t>(node.offset_debug(), 0);
}

base::Result<void> check_size(std::string_view text) {
    if (text.size() <= kLargestDocument) return {};
    return base::fail(base::ErrorCode::service_garbled,
                      fmt::format("the text is too large, at byte {}", kLargestDocument));
}

base::Result<XmlTree> XmlTree::read(std::string_view text, const char* root) {
    if (const auto small = check_size(text); !small) return base::fail(small.error());
    // A text that says Shift_JIS and is UTF-8 is neither: one that reads it would see other letters than we.
    const bool ascii = std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    const bool shift_jis = names_shift_jis(declared_encoding(text)) && (ascii || bad_letter(text));
    if (!shift_jis) return read_utf8(text, root, false);
    const auto decoded = from_shift_jis(text);
    if (!decoded) return base::fail(decoded.error());
    return read_utf8(*decoded, root, true);
}

base::Result<XmlTree> XmlTree::read_utf8(std::string_view text, const char* root, bool was_shift_jis) {
    const auto garbled = [](std::string_view why, std::ptrdiff_t at) {
        return base::fail(base::ErrorCode::service_garbled, fmt::format("{} at byte {}", why, at));
    };
    if (const auto at = bad_letter(text))
        return garbled("a letter that XML or UTF-8 does not have", static_cast<std::ptrdiff_t>(*at));
    if (const auto at = bad_reference(text))
        return garbled("an entity or a reference to no letter", static_cast<std::ptrdiff_t>(*at));
    XmlTree tree(text, was_shift_jis);
    // With parse_fragment text beside the root is seen, instead of left out.
    constexpr unsigned kStrict = pugi::parse_default | pugi::parse_doctype | pugi::parse_pi | pugi::parse_declaration |
                                 pugi::parse_fragment | pugi::parse_ws_pcdata_single;
    const auto parsed =
        tree.xml_.load_buffer_inplace(tree.text_.data(), tree.text_.size(), kStrict, pugi::encoding_utf8);
    if (!parsed) return garbled("no XML", parsed.offset);
    if (const auto bad = bad_node(tree.xml_, root, was_shift_jis))
        return garbled(fmt::format("no plain XML with the root {}", root), place_of(bad));
    return tree;
}

std::string_view local_name(pugi::xml_node element) { return local_of(element.name()); }

bool is_empty(pugi::xml_node element) {
    return std::ranges::all_of(element.children(), [](pugi::xml_node node) {
        return node.type() == pugi::node_element ? is_empty(node) : is_blank(node.value());
    });
}

}  // namespace uketsuke::eligibility
