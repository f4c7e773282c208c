// SPDX-License-Identifier: Apache-2.0
// The words of an enumeration on a wire or in a file, both ways. One for each value and each another, or it does not
// compile. For words that others rely on; where the source's own name does, see enumerator_name().
#pragma once

#include "enumeration.hpp"

namespace uketsuke::base {

template <class E>
struct Word {
    E value;
    std::string_view word;
};

template <class E>
class Words {
public:
    template <std::size_t n>
    consteval explicit Words(const Word<E> (&rows)[n]) : rows_(one_for_each<&Word<E>::value>(std::to_array(rows))) {
        for (const auto& row : rows_)
            if (row.word.empty() || std::ranges::count(rows_, row.word, &Word<E>::word) != 1)
                throw std::logic_error("a word is empty, or stands for two values");
    }

    [[nodiscard]] constexpr std::string_view word_of(E value) const { return rows_.at(index_of(value)).word; }
    [[nodiscard]] constexpr std::optional<E> value_of(std::string_view word) const {
        const auto found = std::ranges::find(rows_, word, &Word<E>::word);
        if (found == rows_.end()) return std::nullopt;
        return found->value;
    }

private:
    std::array<Word<E>, kCountOf<E>> rows_;
};

}  // namespace uketsuke::base
