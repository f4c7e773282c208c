// SPDX-License-Identifier: Apache-2.0
// Elements written by the table (oqs_elements.hpp). Internal to eligibility. The tree holds copies of the values:
// it is written with written(), which wipes them.
#pragma once

#include <fmt/format.h>

#include <pugixml.hpp>

#include "firmware/base/bytes.hpp"
#include "oqs_elements.hpp"
#include "xml_writer.hpp"

namespace uketsuke::eligibility::oqs {

inline void put(pugi::xml_node parent, const std::string& name, std::string_view value) {
    if (!value.empty()) parent.append_child(name.c_str()).text().set(WipedText(value).c_str());
}

/// A value as it stands in the file; empty: not told.
template <class Block>
struct Give {
    const Block& block;

    WipedText operator()(WipedText Block::*place) const { return block.*place; }
    WipedText operator()(base::Date Block::*place) const {
        return (block.*place).year == 0 ? WipedText() : WipedText(base::to_yyyymmdd(block.*place));
    }
    WipedText operator()(PartialDay<Block> partial) const { return (*this)(partial.day); }
    WipedText operator()(int Block::*place) const { return WipedText(fmt::to_string(block.*place)); }
    WipedText operator()(std::optional<int> Block::*place) const {
        return block.*place ? WipedText(fmt::to_string(*(block.*place))) : WipedText();
    }
    WipedText operator()(std::optional<base::WallTime> Block::*place) const {
        return block.*place ? WipedText(base::to_yyyymmddhhmmss(*(block.*place))) : WipedText();
    }
    WipedText operator()(ByHand) const { return {}; }
};

template <class Block>
void put(pugi::xml_node parent, const Element<Block>& row, const Block& block) {
    put(parent, row.name, std::visit(Give<Block>{block}, row.value));
}

template <class Block, std::size_t N>
void put_all(pugi::xml_node parent, const std::array<Element<Block>, N>& rows, const Block& block) {
    for (const auto& row : rows) put(parent, row, block);
}

/// An element with others in it, left out where there are none.
template <class Block, std::size_t N>
void put_block(pugi::xml_node parent, const char* name, const std::array<Element<Block>, N>& rows, const Block& block) {
    auto element = parent.append_child(name);
    put_all(element, rows, block);
    if (!element.first_child()) parent.remove_child(element);
}

inline void wipe_texts(pugi::xml_node element) {
    for (const auto node : element.children()) {
        const std::string_view text = node.value();
        if (!text.empty()) base::wipe(const_cast<char*>(text.data()), text.size());  // pugixml's own copy
        wipe_texts(node);
    }
}

/// The tree as XML; it holds no values afterwards.
inline WipedText written(pugi::xml_document& xml, const XmlLayout& layout = {}) {
    auto text = write_xml(xml.document_element(), layout);
    wipe_texts(xml);
    return text;
}

}  // namespace uketsuke::eligibility::oqs
