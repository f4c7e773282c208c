// SPDX-License-Identifier: Apache-2.0
// What of a measurement goes into the README: the table there is the bench's own output.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "firmware/base/error.hpp"

namespace uketsuke::tools::bench {

class Figures {
public:
    void add(std::string what, std::string figure) { rows_.push_back({std::move(what), std::move(figure)}); }
    /// As a Markdown table.
    [[nodiscard]] std::string table() const;
    /// Puts the table between the two marks in this file. Errors: file_unreadable (also: it has no such marks).
    base::Result<void> write_into(const std::filesystem::path& readme) const;

private:
    struct Row {
        std::string what, figure;
    };
    std::vector<Row> rows_;
};

/// " (goal 1.06: met)", where less is better.
std::string goal(double value, double most);

}  // namespace uketsuke::tools::bench
