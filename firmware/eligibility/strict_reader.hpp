// SPDX-License-Identifier: Apache-2.0
// Values out of the elements of an XmlTree, and what is wrong with them. Internal to eligibility; knows no element's
// meaning.
#pragma once

#include <optional>
#include <pugixml.hpp>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "firmware/base/time.hpp"

namespace uketsuke::eligibility {

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
    std::unordered_set<const void*> read_;  ///< elements, by where they lie in the tree
};

}  // namespace uketsuke::eligibility
