// SPDX-License-Identifier: Apache-2.0
// A report as what it is: facts under names, in parts and lists. Plain data; written as JSON and as a page.
#pragma once

#include <vector>

#include "fact.hpp"

namespace uketsuke::tools::contact {

class Sheet {
public:
    struct Entry;
    /// Adds at the end; a name that is there already is replaced.
    Sheet& put(Word name, Fact fact);
    Sheet& put(Word name, Sheet part);
    Sheet& put(Word name, std::vector<Sheet> list);

    [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }
    [[nodiscard]] bool empty() const { return entries_.empty(); }
    /// nullptr when there is none of that name.
    [[nodiscard]] const Entry* find(std::string_view name) const;

private:
    Sheet& place(Entry entry);
    std::vector<Entry> entries_;
};

struct Sheet::Entry {
    enum class Kind { fact, part, list } kind = Kind::fact;
    Word name = "";
    Fact fact = false;
    std::vector<Sheet> sheets = {};  ///< the part, or the list
};

/// One object; what holds facts alone stands on one line.
std::string as_json(const Sheet& sheet);

}  // namespace uketsuke::tools::contact
