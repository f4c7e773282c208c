// SPDX-License-Identifier: Apache-2.0
// What a run has to say, once, and how it looks in a terminal, as Markdown and as a web page.
#pragma once

#include <string>
#include <vector>

#include "tools/eval/statistics/bootstrap.hpp"

namespace uketsuke::tools::eval {

struct Table {
    std::vector<std::string> columns;
    std::vector<std::vector<std::string>> rows;
};

struct Section {
    std::string heading;             ///< may be empty
    std::vector<std::string> lines;  ///< sentences before the table
    Table table;                     ///< left out when it has no columns
    std::vector<std::string> plots;  ///< SVG; on the web page only
    std::string picture;             ///< a file beside the web page, or empty
    bool private_to_disk = false;    ///< names files, which may be people's: not for Markdown, which is passed on
};

struct Document {
    std::string title;  ///< may be empty
    std::vector<Section> sections;
};

std::string as_text(const Document& document);
/// Headings of level 2 and 3, so that it can stand in another document.
std::string as_markdown(const Document& document);
/// One self-contained file but for the pictures.
std::string as_html(const Document& document);

/// 3.1e-04 or 2.35 %: a rate as people read it; – for none.
std::string percent(double rate);
double mean_of(const std::vector<double>& values);
/// "2.03 % (0.50 % … 4.68 %)": the mean of rates, the least and the most. `values` is not empty, as above.
std::string with_range(const std::vector<double>& values);
/// "2.35 % (14 of 596; <= 3.6 %)": what was seen, its counts, its one-sided 95 % bound.
std::string in_counts(const Rate& rate);
std::string in_counts(const Proportion& seen);

}  // namespace uketsuke::tools::eval
