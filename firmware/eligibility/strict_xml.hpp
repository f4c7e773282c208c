// SPDX-License-Identifier: Apache-2.0
// XML as the service may send it: nothing of a document is taken that is doubled, missing or of another form. Internal
// to eligibility; knows no element's meaning.
#pragma once

#include <fmt/format.h>

#include <cstddef>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "firmware/base/time.hpp"

namespace uketsuke::eligibility {

/// Reads children of one element and remembers the first thing that is wrong. The texts it gives lie in the DOM.
class StrictReader {
public:
    explicit StrictReader(std::string& problem) : problem_(problem) {}

    pugi::xml_node child(pugi::xml_node parent, const char* name) {
        const auto found = parent.child(name);
        if (!found) complain(name, "is missing");
        if (found.next_sibling(name)) complain(name, "stands twice");
        return found;
    }
    std::string_view optional(pugi::xml_node parent, const std::string& name) {
        const auto found = parent.child(name.c_str());
        if (found.next_sibling(name.c_str())) complain(name, "stands twice");
        return found.text().get();
    }
    std::string_view required(pugi::xml_node parent, const std::string& name) {
        const auto text = optional(parent, name);
        if (text.empty()) complain(name, "is missing");
        return text;
    }
    std::string_view digits(pugi::xml_node parent, const std::string& name, std::size_t count) {
        const auto text = required(parent, name);
        if (text.size() != count || text.find_first_not_of("0123456789") != std::string::npos)
            complain(name, fmt::format("is not {} digits", count));
        return text;
    }
    int number(pugi::xml_node parent, const std::string& name, int least, int most) {
        const auto text = digits(parent, name, 1);
        const int value = text.empty() ? least - 1 : text.front() - '0';
        if (value < least || value > most) complain(name, fmt::format("is not {} to {}", least, most));
        return value;
    }
    base::Date date(pugi::xml_node parent, const std::string& name) {
        const auto value = base::parse_date(digits(parent, name, 8));
        if (!value) complain(name, "is no date");
        return value.value_or(base::Date{});
    }
    base::WallTime time(pugi::xml_node parent, const std::string& name) {
        const auto t = digits(parent, name, 14);
        if (!problem_.empty()) return {};
        const auto value =
            base::parse_iso8601(fmt::format("{}-{}-{}T{}:{}:{}+09:00", t.substr(0, 4), t.substr(4, 2), t.substr(6, 2),
                                            t.substr(8, 2), t.substr(10, 2), t.substr(12, 2)));
        if (!value) complain(name, "is no time");
        return value.value_or(base::WallTime{});
    }
    void complain(std::string_view name, std::string_view what) {
        if (problem_.empty()) problem_ = fmt::format("{} {}", name, what);
    }

private:
    std::string& problem_;
};

/// True when each '&' begins a reference that XML itself defines.
bool only_known_entities(std::string_view xml);

/// A declaration, comments and one XmlMsg: no DTD, no processing instruction.
bool plain_top_level(const pugi::xml_document& xml);

}  // namespace uketsuke::eligibility
