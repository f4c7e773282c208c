// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <set>

#include "morae.hpp"
#include "pieces.hpp"
#include "plain.hpp"
#include "ui/locale/dates.hpp"

namespace uketsuke::ui::voice {
namespace {

constexpr int kNumbers = 100;
constexpr int kFirstYear = 2019, kLastYear = 2045;  // of dates on a card and its certificates

/// What Japanese counts with: number and word are one recording, because each changes the sound of the other.
struct Counter {
    std::string_view word;
    int most = 20;  ///< beyond that number and word are said one after the other
};
constexpr std::array kCounters{Counter{"ページ目"}, Counter{"ページ"}, Counter{"段階目"},   Counter{"段階"},
                               Counter{"番目"},     Counter{"番"},     Counter{"つ目", 10}, Counter{"つ", 10},
                               Counter{"件目"},     Counter{"件"},     Counter{"こ目"},     Counter{"こ"},
                               Counter{"回"},       Counter{"桁"},     Counter{"分", 60},   Counter{"秒", 60}};

bool japanese(std::string_view language) { return language.substr(0, 2) == "ja"; }

/// In the order in which they are first needed.
class List {
public:
    void add(std::string_view text) {
        if (!text.empty() && seen_.insert(std::string(text)).second) all_.emplace_back(text);
    }
    std::vector<std::string> take() { return std::move(all_); }

private:
    std::set<std::string, std::less<>> seen_;
    std::vector<std::string> all_;
};

/// Without marks at its ends: those are a pause.
std::string_view trimmed(std::string_view text) {
    const auto letters = letters_of(text);
    const auto said = [](std::string_view letter) { return !is_mark(letter); };
    const auto first = std::ranges::find_if(letters, said);
    if (first == letters.end()) return {};
    const auto last = std::find_if(letters.rbegin(), letters.rend(), said);
    return {first->data(), static_cast<std::size_t>(last->data() + last->size() - first->data())};
}

std::string_view without_counter(std::string_view text) {
    const auto counter =
        std::ranges::find_if(kCounters, [&](const Counter& one) { return text.starts_with(one.word); });
    if (counter != kCounters.end()) text.remove_prefix(counter->word.size());
    return text;
}

/// The words around the places.
void add_parts(List& list, std::string_view text, bool counted) {
    bool after_place = false;
    while (!text.empty()) {
        const auto open = std::min(text.find('{'), text.size());
        auto words = text.substr(0, open);
        if (counted && after_place) words = without_counter(words);
        list.add(trimmed(words));
        const auto close = text.find('}', open);
        if (close == std::string_view::npos) return;
        text.remove_prefix(close + 1);
        after_place = true;
    }
}

/// A date's words: what stands between marks; in Chinese characters the year, the month, the day.
void add_date(List& list, std::string_view date) {
    std::string word;
    const auto end = [&] {
        list.add(word);
        word.clear();
    };
    for (const auto letter : letters_of(date)) {
        if (!is_mark(letter) && letter != "|") word += letter;
        if (is_mark(letter) || letter == "年" || letter == "月" || letter == "日") end();
    }
    end();
}

void add_dates(List& list, std::string_view language) {
    const auto add = [&](base::Date date) {
        add_date(list, plain(written(date, language)));
        add_date(list, plain(listed(date, language)));
    };
    for (int year = kFirstYear; year <= kLastYear; ++year) add({year, 6, 1});
    for (int month = 1; month <= 12; ++month) add({kLastYear, month, 1});
    for (int day = 1; day <= 31; ++day) add({kLastYear, 1, day});
}

void add_numbers(List& list, std::string_view language) {
    for (int n = 0; n <= kNumbers; ++n) list.add(std::to_string(n));
    for (char letter = 'A'; letter <= 'Z'; ++letter) list.add(std::string(1, letter));
    if (!japanese(language)) return;
    for (const auto& counter : kCounters) {
        list.add(counter.word);
        for (int n = 0; n <= counter.most; ++n) list.add(std::to_string(n).append(counter.word));
    }
}

}  // namespace

std::vector<std::string> needed(std::string_view language, const Catalogue& words) {
    List list;
    for (const auto& [key, marked] : words.all()) {
        if (key.empty()) continue;  // the file's head
        const auto text = plain(marked);
        if (text.find('{') == std::string::npos)
            list.add(text);
        else
            add_parts(list, text, japanese(language));
    }
    add_numbers(list, language);
    add_dates(list, language);
    if (japanese(language))
        for (const auto mora : morae()) list.add(mora);
    return list.take();
}

}  // namespace uketsuke::ui::voice
