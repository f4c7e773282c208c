// SPDX-License-Identifier: Apache-2.0
#include "strict_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "firmware/base/wiped_text.hpp"
#include "strict_xml.hpp"

namespace uketsuke::eligibility {

std::optional<base::WallTime> time_of(std::string_view t) {
    if (t.size() != 14 || t.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
    return base::parse_iso8601(fmt::format("{}-{}-{}T{}:{}:{}+09:00", t.substr(0, 4), t.substr(4, 2), t.substr(6, 2),
                                           t.substr(8, 2), t.substr(10, 2), t.substr(12, 2)));
}

std::optional<base::Date> partial_date_of(std::string_view digits) {
    base::WipedText known(digits);
    if (known.size() != 8) return std::nullopt;
    const bool no_month = known.substr(4, 2) == "00", no_day = known.ends_with("00");
    if (no_month) known.replace(4, 2, "01");
    if (no_day) known.replace(6, 2, "01");
    auto date = base::parse_date(known);
    if (date && no_month) date->month = 0;
    if (date && no_day) date->day = 0;
    return date;
}

namespace {
/// The child, or where it would be.
pugi::xml_node inside(pugi::xml_node parent, const std::string& name) {
    const auto found = parent.child(name.c_str());
    return found ? found : parent;
}
}  // namespace

pugi::xml_node StrictReader::optional_child(pugi::xml_node parent, const std::string& name) {
    const auto found = parent.child(name.c_str());
    if (found.next_sibling(name.c_str())) complain(found, name, "stands twice");
    if (is_empty(found)) return {};
    read_.insert(found.internal_object());
    return found;
}

pugi::xml_node StrictReader::child(pugi::xml_node parent, const std::string& name) {
    const auto found = optional_child(parent, name);
    if (!found) complain(parent, name, "is missing");
    return found;
}

std::vector<pugi::xml_node> StrictReader::children(pugi::xml_node parent, const char* name) {
    std::vector<pugi::xml_node> found;
    std::ranges::copy_if(parent.children(name), std::back_inserter(found), [](auto node) { return !is_empty(node); });
    for (const auto node : found) read_.insert(node.internal_object());
    return found;
}

std::string_view StrictReader::optional(pugi::xml_node parent, const std::string& name) {
    const auto found = optional_child(parent, name);
    const auto text = found.first_child();
    if (text.next_sibling() || text.type() == pugi::node_element) complain(found, name, "holds more than a text");
    return text.value();
}

std::string_view StrictReader::required(pugi::xml_node parent, const std::string& name) {
    const auto text = optional(parent, name);
    if (text.empty()) complain(parent, name, "is missing");
    return text;
}

std::string_view StrictReader::digits(pugi::xml_node parent, const std::string& name, std::size_t count) {
    const auto text = required(parent, name);
    if (text.size() != count || text.find_first_not_of("0123456789") != std::string::npos)
        complain(inside(parent, name), name, fmt::format("is not {} digits", count));
    return text;
}

int StrictReader::number(pugi::xml_node parent, const std::string& name, int least, int most) {
    const auto text = digits(parent, name, 1);
    const int value = text.empty() ? least - 1 : text.front() - '0';
    if (value < least || value > most)
        complain(inside(parent, name), name, fmt::format("is not {} to {}", least, most));
    return value;
}

base::Date StrictReader::date(pugi::xml_node parent, const std::string& name) {
    const auto value = base::parse_date(digits(parent, name, 8));
    if (!value) complain(inside(parent, name), name, "is no date");
    return value.value_or(base::Date{});
}

base::WallTime StrictReader::time(pugi::xml_node parent, const std::string& name) {
    const auto value = time_of(digits(parent, name, 14));
    if (!value) complain(inside(parent, name), name, "is no time");
    return value.value_or(base::WallTime{});
}

void StrictReader::complain(pugi::xml_node at, std::string_view name, std::string_view what) {
    if (problem_.empty()) problem_ = fmt::format("{} {}, at byte {}", name, what, place_of(at));
}

void StrictReader::note(pugi::xml_node at, std::string_view name, std::string_view what) {
    constexpr std::size_t kMost = 16, kLongest = 64;
    const auto said = fmt::format("{} {}, at byte ", name.substr(0, kLongest), what);
    const bool again = std::ranges::any_of(noted_, [&](const std::string& one) { return one.starts_with(said); });
    if (!again && noted_.size() < kMost) noted_.push_back(fmt::format("{}{}", said, place_of(at)));
}

void StrictReader::nowhere_else(pugi::xml_node root, std::span<const std::string> names) {
    for (const auto node : root.children()) {
        const bool named = std::ranges::count(names, local_name(node)) != 0;
        if (named && !is_empty(node) && !read_.contains(node.internal_object()))
            complain(node, local_name(node), "stands where it is not read");
        nowhere_else(node, names);
    }
}

}  // namespace uketsuke::eligibility
