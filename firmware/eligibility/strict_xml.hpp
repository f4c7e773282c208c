// SPDX-License-Identifier: Apache-2.0
// XML as the service may send it. A document is read once, by rules at least as strict as XML's own (pugixml alone
// takes much that is none), and written anew from what was read (xml_writer.hpp): nobody after us can see anything else
// in it. Internal to eligibility; knows no element's meaning.
#pragma once

#include <cstddef>
#include <pugixml.hpp>
#include <string_view>
#include <vector>

#include "firmware/base/error.hpp"
#include "firmware/base/wiped_text.hpp"

namespace uketsuke::eligibility {

/// XML 1.0, production 2.
bool is_xml_letter(char32_t letter);

/// Larger texts are refused unread. Errors: service_garbled.
base::Result<void> check_size(std::string_view text);

/// One document, with its own copy of the text in which pugixml's DOM lies; both are wiped.
class XmlTree {
public:
    /// UTF-8 or declared Shift_JIS, XML 1.0, names of ASCII letters, elements at most 64 deep and of at most 16
    /// attributes, one root of this name; no DTD, no processing instruction, no & but before a name or number that XML
    /// knows. Errors: service_garbled, with the byte (of the text in UTF-8, where it was read as Shift_JIS), also for
    /// what is too large to be looked at.
    static base::Result<XmlTree> read(std::string_view text, const char* root);

    [[nodiscard]] pugi::xml_node root() const { return xml_.document_element(); }
    [[nodiscard]] bool was_shift_jis() const { return was_shift_jis_; }

private:
    XmlTree(std::string_view text, bool was_shift_jis)
        : text_(text.begin(), text.end()), was_shift_jis_(was_shift_jis) {}
    static base::Result<XmlTree> read_utf8(std::string_view text, const char* root, bool was_shift_jis);
    std::vector<char, base::WipingAllocator<char>> text_;
    pugi::xml_document xml_;
    bool was_shift_jis_;
};

/// At which byte of the tree's text it stands; of what pugixml does not know the place of, what it is in.
std::ptrdiff_t place_of(pugi::xml_node node);
/// Without the prefix of a namespace.
std::string_view local_name(pugi::xml_node element);
/// True when no text stands anywhere in an element, or there is no element: an empty element is a missing one.
bool is_empty(pugi::xml_node element);

}  // namespace uketsuke::eligibility
