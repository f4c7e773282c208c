// SPDX-License-Identifier: Apache-2.0
// Elements read by the table (oqs_elements.hpp). Internal to eligibility.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "oqs_elements.hpp"
#include "strict_reader.hpp"
#include "strict_xml.hpp"

namespace uketsuke::eligibility::oqs {

inline std::optional<int> number_of(std::string_view text) {
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size() && number >= 0 ? std::optional(number)
                                                                                   : std::nullopt;
}

/// Puts a value where it lives; false where it has not the form for it.
template <class Block>
struct Take {
    Block& block;
    std::string_view text;

    template <class T, class Read>
    bool put(Read T::*place, T& into, const auto& value) const {
        if (value) into.*place = *value;
        return value.has_value();
    }
    bool operator()(WipedText Block::*place) const {
        block.*place = text;
        return true;
    }
    bool operator()(base::Date Block::*place) const { return put(place, block, base::parse_date(text)); }
    bool operator()(PartialDay<Block> partial) const { return put(partial.day, block, partial_date_of(text)); }
    bool operator()(int Block::*place) const { return put(place, block, number_of(text)); }
    bool operator()(std::optional<int> Block::*place) const { return put(place, block, number_of(text)); }
    bool operator()(std::optional<base::WallTime> Block::*place) const { return put(place, block, time_of(text)); }
    bool operator()(ByHand) const { return true; }
};

inline bool has_digits(std::string_view text, std::size_t count) {
    return text.size() == count && text.find_first_not_of("0123456789") == std::string_view::npos;
}

template <class Block>
void read_element(StrictReader& read, pugi::xml_node parent, const Element<Block>& row, Block& block) {
    if (std::holds_alternative<ByHand>(row.value)) return;
    const auto text = row.need == Need::must ? read.required(parent, row.name) : read.optional(parent, row.name);
    if (text.empty()) return;
    const auto at = parent.child(row.name);
    const auto object = [&](std::string_view what) {
        row.need == Need::may ? read.note(at, row.name, what) : read.complain(at, row.name, what);
    };
    if (row.digits != 0 && !has_digits(text, row.digits)) object(fmt::format("is not {} digits", row.digits));
    const bool listed = row.codes == nullptr || row.codes->has(text);
    if (!listed && std::holds_alternative<WipedText Block::*>(row.value))
        read.note(at, row.name, fmt::format("is not on the list {}", row.codes->id));
    else if (!listed)
        object(fmt::format("is not on the list {}", row.codes->id));
    if (!std::visit(Take<Block>{block, text}, row.value)) object("is no date, time or number");
}

template <class Block, std::size_t N>
void read_all(StrictReader& read, pugi::xml_node parent, const std::array<Element<Block>, N>& rows, Block& block) {
    for (const auto& row : rows) read_element(read, parent, row, block);
}

/// What stands within an unknown element is told by its name alone.
inline void note_unknown(StrictReader& read, pugi::xml_node parent, const std::vector<Described>& known) {
    const auto is_known = [&](pugi::xml_node node) {
        return std::ranges::any_of(
            known, [&](const Described& row) { return row.name == node.name() && row.parent == local_name(parent); });
    };
    for (const auto node : parent.children()) {
        if (node.type() != pugi::node_element) continue;
        if (is_known(node))
            note_unknown(read, node, known);
        else
            read.note(node, local_name(node), "is not known there");
    }
}

/// A request that a clinic's program wrote: facility and identifier of its header, then what
/// `rest(read, tree, request)` reads, and what is odd in it. Errors: service_garbled, as read_document.
template <class Request, class Rest>
base::Result<Request> read_asked(std::string_view xml, Rest rest) {
    const auto tree = XmlTree::read(xml, kRoot);
    if (!tree) return base::fail(tree.error());
    std::string problem;
    Request request;
    StrictReader read(problem, request.noted);
    const auto header = read.child(tree->root(), kHeaderName);
    request.facility_code = read.digits(header, kFacility.name, kFacility.digits);
    request.identifier = read.optional(header, kIdentifier.name);
    rest(read, *tree, request);
    if (!problem.empty()) return base::fail(base::ErrorCode::service_garbled, problem);
    note_unknown(read, tree->root(), described_requests());
    return request;
}

}  // namespace uketsuke::eligibility::oqs
