// SPDX-License-Identifier: Apache-2.0
// In what a card may differ from the usual one and still be the same person's: how its files are written, what stands
// behind them, what it has and takes. For a card that was met elsewhere and is told of without its data. Plain data.
#pragma once

#include <map>
#include <optional>
#include <set>

#include "card_contents.hpp"

namespace uketsuke::sim {

struct CardShape {
    using Place = std::pair<ApplicationName, FileId>;

    std::optional<Writing> face_record;      ///< of EF 0002 of 券面事項確認AP; nothing: the person's own
    std::optional<Writing> card_front_info;  ///< of EF 0003 there
    std::map<Place, std::size_t> filler;     ///< FF behind the file's object
    std::map<Place, std::size_t> sizes;      ///< of files that hold no object
    std::map<Place, int> left;               ///< tries at delivery
    std::set<ApplicationName> missing;       ///< applications that it does not have
    bool extended = true;                    ///< takes extended commands; else 6700
};

/// What is not written by the parts themselves: filler, sizes, tries, applications.
void shape(std::vector<Application>& applications, const CardShape& shape);

}  // namespace uketsuke::sim
