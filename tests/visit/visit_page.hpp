// SPDX-License-Identifier: Apache-2.0
// docs/visit.html: one visit as a newcomer reads it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "visit_trace.hpp"

namespace uketsuke::tests::visit {

/// A page without scripts and without anything from outside. Links lead from docs/ to the lines of the sources below
/// `root`. What hangs on a clock, a key or a certificate's length (times, numbers of bytes and of reads) is left out.
std::string print(const std::vector<Entry>& entries, const std::filesystem::path& root);

/// A link of a page to a line of a source.
struct Link {
    std::string file;  ///< from the top of the tree
    int line = 0;
    bool operator==(const Link&) const = default;
};
/// All, in order.
std::vector<Link> links(const std::string& page);
/// The page without the numbers of lines.
std::string without_lines(const std::string& page);
/// Whether a reader still finds in `kept` what `page` says: the same words, and no link farther off than a screen of an
/// editor. Lines move with every edit of a source, and by one with the compiler; that alone is no reason to print anew.
bool still_leads(const std::string& kept, const std::string& page);
constexpr int kScreenOfLines = 30;

}  // namespace uketsuke::tests::visit
