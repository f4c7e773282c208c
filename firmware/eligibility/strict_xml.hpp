// SPDX-License-Identifier: Apache-2.0
// XML as the service may send it. A document is read once, by rules at least as strict as XML's own (pugixml alone
// takes much that is none), and written anew from what was read: nobody after us can see anything else in it. Internal
// to eligibility; knows no element's meaning.
#pragma once

#include <cstddef>
#include <optional>
#include <pugixml.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/base/error.hpp"
#include "firmware/base/time.hpp"
#include "firmware/base/wiped_text.hpp"

namespace uketsuke::eligibility {

/// One document, with its own copy of the text in which pugixml's DOM lies; both are wiped.
class XmlTree {
public:
    /// UTF-8 or declared Shift_JIS, XML 1.0, names of ASCII letters, elements at most 64 deep, one root of this name;
    /// no DTD, no processing instruction, no & but before a name or number that XML knows. Errors: service_garbled,
    /// with the byte (of the text in UTF-8, where it was read as Shift_JIS).
    static base::Result<XmlTree> read(std::string_view text, const char* root);

    [[nodiscard]] pugi::xml_node root() const { return xml_.document_element(); }
    [[nodiscard]] bool was_shift_jis() const { return was_shift_jis_; }
    /// The same elements, attributes and texts, indented; without comments, and blanks between elements as we write
    /// them.
    [[nodiscard]] base::WipedText written() const;

private:
    XmlTree(std::string_view text, bool was_shift_jis)
        : text_(text.begin(), text.end()), was_shift_jis_(was_shift_jis) {}
    static base::Result<XmlTree> read_utf8(std::string_view text, const char* root, bool was_shift_jis);
    std::vector<char, base::WipingAllocator<char>> text_;
    pugi::xml_document xml_;
    bool was_shift_jis_;
};

/// A text as it stands between elements.
void put_escaped(base::WipedText& out, std::string_view letters);
/// Without the prefix of a namespace.
std::string_view local_name(pugi::xml_node element);
/// True when no text stands anywhere in an element, or there is no element: an empty element is a missing one.
bool is_empty(pugi::xml_node element);

/// "20260105091500", in Japan's time.
std::optional<base::WallTime> time_of(std::string_view digits);
/// "19480312", where day or month may be 00: not known.
std::optional<base::Date> partial_date_of(std::string_view digits);

/// Reads children of one element and remembers the first thing that is wrong: doubled, missing, of another form, or
/// more than a text. The texts it gives lie in the DOM.
class StrictReader {
public:
    StrictReader(std::string& problem, std::vector<std::string>& noted) : problem_(problem), noted_(noted) {}

    pugi::xml_node child(pugi::xml_node parent, const std::string& name);
    pugi::xml_node optional_child(pugi::xml_node parent, const std::string& name);
    std::vector<pugi::xml_node> children(pugi::xml_node parent, const char* name);
    std::string_view optional(pugi::xml_node parent, const std::string& name);
    std::string_view required(pugi::xml_node parent, const std::string& name);
    std::string_view digits(pugi::xml_node parent, const std::string& name, std::size_t count);
    int number(pugi::xml_node parent, const std::string& name, int least, int most);
    base::Date date(pugi::xml_node parent, const std::string& name);
    base::WallTime time(pugi::xml_node parent, const std::string& name);
    /// `at`: where in the text; a parent where the element itself is not there.
    void complain(pugi::xml_node at, std::string_view name, std::string_view what);
    /// The same for what is no reason to refuse. Each once; of very many, the first ones.
    void note(pugi::xml_node at, std::string_view name, std::string_view what);
    /// That no element of these names, in whatever namespace, stands where it was not read: another reader of the
    /// document might look there.
    void nowhere_else(pugi::xml_node root, std::span<const std::string> names);

private:
    std::string& problem_;
    std::vector<std::string>& noted_;
    std::vector<pugi::xml_node> read_;
};

}  // namespace uketsuke::eligibility
