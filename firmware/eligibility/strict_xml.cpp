// SPDX-License-Identifier: Apache-2.0
#include "strict_xml.hpp"

#include <algorithm>

namespace uketsuke::eligibility {

bool only_known_entities(std::string_view xml) {
    for (auto at = xml.find('&'); at != std::string_view::npos; at = xml.find('&', at + 1)) {
        const auto rest = xml.substr(at + 1, 8);
        const bool known = rest.starts_with("amp;") || rest.starts_with("lt;") || rest.starts_with("gt;") ||
                           rest.starts_with("quot;") || rest.starts_with("apos;") || rest.starts_with("#");
        if (!known) return false;
    }
    return true;
}

bool plain_top_level(const pugi::xml_document& xml) {
    const auto plain = [](const pugi::xml_node& node) {
        return node.type() == pugi::node_declaration || node.type() == pugi::node_comment ||
               (node.type() == pugi::node_element && std::string_view(node.name()) == "XmlMsg");
    };
    return std::all_of(xml.begin(), xml.end(), plain) && xml.child("XmlMsg") &&
           !xml.child("XmlMsg").next_sibling("XmlMsg");
}

}  // namespace uketsuke::eligibility
