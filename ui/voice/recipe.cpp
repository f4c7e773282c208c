// SPDX-License-Identifier: Apache-2.0
#include "recipe.hpp"

#include <numeric>

#include "tempo.hpp"

namespace uketsuke::ui::voice {
namespace {

void append_silence(Samples& to, base::Duration length) {
    to.values.resize(to.values.size() + static_cast<std::size_t>(length.count() * to.rate / 1000));
}

void append(Samples& to, const Unread& part) {
    const auto samples = part.read ? part.read() : std::nullopt;
    if (!samples) return append_silence(to, part.length);
    to.values.insert(to.values.end(), samples->values.begin(), samples->values.end());
}

Samples joined(const std::vector<Unread>& parts) {
    Samples all;
    for (const auto& part : parts) append(all, part);
    return all;
}

}  // namespace

base::Duration Recipe::length(int rate_percent) const {
    const auto sum = std::accumulate(parts_.begin(), parts_.end(), base::Duration{},
                                     [](base::Duration all, const Unread& part) { return all + part.length; });
    return sum * 100 / rate_percent;
}

std::function<Samples()> Recipe::maker(int rate_percent, base::Duration delay) const {
    return [parts = parts_, rate_percent, delay] {
        Samples all;
        append_silence(all, delay);
        const auto words = at_tempo(joined(parts), rate_percent);
        all.values.insert(all.values.end(), words.values.begin(), words.values.end());
        return all;
    };
}

}  // namespace uketsuke::ui::voice
