// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "fuzz.hpp"

namespace uketsuke::sim {
namespace {

/// Whatever is needed at the end is never left out: that everything is mended and the card taken.
constexpr std::size_t kHeader = 2;

bool may_go(const std::string& line) {
    return line != "remove" && line.find(" none") == std::string::npos && line != "wait 600s";
}

Lines without(const Lines& lines, std::size_t from, std::size_t count) {
    Lines rest;
    for (std::size_t i = 0; i < lines.size(); ++i)
        if (i < from || i >= from + count || !may_go(lines[i])) rest.push_back(lines[i]);
    return rest;
}

bool still(const Lines& lines, const std::string& complaint, const People& people) {
    const auto walked = replay(lines, people);
    return walked && walked->complaints.count(complaint) == 1;
}

}  // namespace

/// Halves first, then ever smaller pieces, as long as that helps.
Lines shrunk(Lines lines, const std::string& complaint, int plays, const People& people) {
    for (auto piece = lines.size() / 2; piece > 0; piece /= 2)
        for (auto from = kHeader; from < lines.size() && plays > 0;) {
            auto fewer = without(lines, from, piece);
            const bool helps = fewer.size() < lines.size() && (--plays, still(fewer, complaint, people));
            if (helps)
                lines = std::move(fewer);
            else
                from += piece;
        }
    return lines;
}

}  // namespace uketsuke::sim
