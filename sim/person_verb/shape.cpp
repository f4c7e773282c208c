// SPDX-License-Identifier: Apache-2.0
#include "shape.hpp"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <map>
#include <pugixml.hpp>

#include "firmware/eligibility/oqs_elements.hpp"

namespace uketsuke::sim {
namespace {

namespace oqs = eligibility::oqs;

/// Whether it has a code, by parent and name.
const std::map<std::pair<std::string, std::string>, bool>& known() {
    static const auto all = [] {
        std::map<std::pair<std::string, std::string>, bool> rows;
        for (const auto& row : oqs::described()) rows[{row.parent, row.name}] = row.form.starts_with("OQSCD");
        return rows;
    }();
    return all;
}

/// Somebody may have written anything where a code belongs.
std::string code_of(const std::string& text) {
    const bool code =
        text.size() <= 3 && std::ranges::all_of(text, [](unsigned char c) { return std::isalnum(c) != 0; });
    return code ? text : "?";
}

void gather(pugi::xml_node parent, Shape& shape) {
    for (const auto node : parent.children()) {
        if (node.type() != pugi::node_element || std::string_view(node.name()) == oqs::kHeaderName) continue;
        gather(node, shape);
        const std::string text = node.text().get();
        if (text.empty()) continue;
        const auto row = known().find({parent.name(), node.name()});
        if (row == known().end()) continue;
        shape.insert(std::string(parent.name()) + "/" + node.name() + (row->second ? ">" + code_of(text) : ""));
    }
}

}  // namespace

Shape shape_of(std::string_view xml) {
    pugi::xml_document document;
    Shape shape;
    if (document.load_buffer(xml.data(), xml.size())) gather(document.document_element(), shape);
    return shape;
}

std::vector<std::string> missing_in(const Shape& other, const Shape& shape) {
    std::vector<std::string> missing;
    std::ranges::set_difference(shape, other, std::back_inserter(missing));
    missing.erase(std::unique(missing.begin(), missing.end()), missing.end());
    return missing;
}

}  // namespace uketsuke::sim
