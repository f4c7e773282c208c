// SPDX-License-Identifier: Apache-2.0
// XML written from a tree. By hand: pugixml's own writer goes through a buffer on the stack, where the text would stay.
// Internal to eligibility.
#pragma once

#include <pugixml.hpp>
#include <string_view>

#include "firmware/base/wiped_text.hpp"

namespace uketsuke::eligibility {

struct XmlLayout {
    std::string_view encoding = "UTF-8";  ///< what the declaration says; the text itself is in UTF-8
    std::string_view line_end = "\n";
};

/// The element with its elements, attributes and texts, indented, behind a declaration; without comments, and blanks
/// between elements as we write them. UTF-8.
base::WipedText write_xml(pugi::xml_node root, const XmlLayout& layout = {});

/// A text as it stands between elements.
void put_escaped(base::WipedText& out, std::string_view letters);

}  // namespace uketsuke::eligibility
