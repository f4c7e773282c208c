// SPDX-License-Identifier: Apache-2.0
#include "xml_writer.hpp"

#include <algorithm>

namespace uketsuke::eligibility {
namespace {

using base::WipedText;

/// `line_end`: how a line end within the text is written; an XML parser reads each of them as one line feed.
void put_letters(WipedText& out, std::string_view letters, bool in_attribute, std::string_view line_end) {
    for (const char letter : letters) {
        if (letter == '&') {
            out += "&amp;";
        } else if (letter == '<') {
            out += "&lt;";
        } else if (letter == '>') {
            out += "&gt;";
        } else if (letter == '"' && in_attribute) {
            out += "&quot;";
        } else if (letter == '\r' || (in_attribute && (letter == '\t' || letter == '\n'))) {
            out += letter == '\r' ? "&#13;" : letter == '\t' ? "&#9;" : "&#10;";
        } else if (letter == '\n') {
            out += line_end;
        } else {
            out += letter;
        }
    }
}

class Writer {
public:
    Writer(WipedText& out, std::string_view line_end) : out_(out), line_end_(line_end) {}

    /// An element on lines of its own, indented; where text stands beside elements, all in one line.
    void put(pugi::xml_node element, int depth) {
        indent(depth);
        out_.append("<").append(element.name());
        for (const auto attribute : element.attributes()) {
            out_.append(" ").append(attribute.name()).append("=\"");
            put_letters(out_, attribute.value(), true, line_end_);
            out_ += '"';
        }
        if (element.first_child())
            put_children(element, depth);
        else
            out_ += " />";
        if (depth != kInline) out_ += line_end_;
    }

private:
    static constexpr int kInline = -1;  ///< within a text: no blanks of ours

    void indent(int depth) {
        if (depth != kInline) out_.append(2 * static_cast<std::size_t>(depth), ' ');
    }
    void put_children(pugi::xml_node element, int depth) {
        const auto children = element.children();
        const bool text =
            std::ranges::any_of(children, [](pugi::xml_node n) { return n.type() != pugi::node_element; });
        const int below = text || depth == kInline ? kInline : depth + 1;
        out_ += ">";
        if (below != kInline) out_ += line_end_;
        for (const auto child : children) {
            if (child.type() == pugi::node_element)
                put(child, below);
            else
                put_letters(out_, child.value(), false, line_end_);
        }
        if (below != kInline) indent(depth);
        out_.append("</").append(element.name()).append(">");
    }
    WipedText& out_;
    const std::string_view line_end_;
};

}  // namespace

WipedText write_xml(pugi::xml_node root, const XmlLayout& layout) {
    WipedText out = "<?xml version=\"1.0\" encoding=\"";
    out.append(layout.encoding).append("\" standalone=\"no\"?>").append(layout.line_end);
    Writer(out, layout.line_end).put(root, 0);
    return out;
}

void put_escaped(WipedText& out, std::string_view letters) { put_letters(out, letters, false, "\n"); }

}  // namespace uketsuke::eligibility
