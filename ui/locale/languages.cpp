// SPDX-License-Identifier: Apache-2.0
#include "languages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <mutex>

#include "embedded.hpp"  // generated: kEmbedded, each .po with its code

namespace uketsuke::ui {
namespace {

constexpr const EmbeddedPo* po_of(std::string_view code) {
    return std::find_if(kEmbedded.begin(), kEmbedded.end(), [&](const EmbeddedPo& po) { return po.code == code; });
}
constexpr bool each_line_has_its_po() {
    return std::all_of(kLanguages.begin(), kLanguages.end(),
                       [](const LanguageRow& row) { return po_of(row.code) != kEmbedded.end(); });
}
constexpr bool no_code_twice() {
    for (std::size_t i = 0; i < kLanguages.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (kLanguages.at(i).code == kLanguages.at(j).code) return false;
    return true;
}
static_assert(no_code_twice(), "ui/locale: two lines of the table have one code");
static_assert(each_line_has_its_po(), "ui/locale: a line of the table has no .po");
static_assert(kEmbedded.size() == kLanguages.size(), "ui/locale: a .po has no line in the table");

constexpr auto sources() {
    std::array<Languages::Source, kLanguages.size()> all{};
    for (std::size_t i = 0; i < all.size(); ++i) all.at(i) = {kLanguages.at(i), po_of(kLanguages.at(i).code)->text};
    return all;
}
constexpr auto kSources = sources();

std::size_t place(flow::Language language) { return static_cast<std::size_t>(language); }

std::string all_codes() {
    std::string codes;
    for (const auto& row : kLanguages) codes += fmt::format("{}{}", codes.empty() ? "" : ", ", row.code);
    return codes;
}

}  // namespace

class Languages::Words {
public:
    explicit Words(const Source& source) : source_(source) {}

    const base::Result<Catalogue>& read() {
        std::call_once(once_, [this] { words_.emplace(Catalogue::parse(source_.po)); });
        return *words_;
    }
    [[nodiscard]] std::string_view code() const { return source_.row.code; }

private:
    Source source_;
    std::once_flag once_;
    std::optional<base::Result<Catalogue>> words_;
};

Languages::Languages(std::span<const Source> sources) {
    for (const auto& source : sources) {
        rows_.push_back(source.row);
        words_.push_back(std::make_shared<Words>(source));
    }
}

base::Result<Languages> Languages::create(std::span<const Source> sources) {
    Languages result(sources);
    for (const auto& words : result.words_)
        if (const auto& read = words->read(); !read)
            return base::fail(read.error().code, std::string(words->code()) + ".po: " + read.error().detail);
    return result;
}

std::optional<flow::Language> Languages::named(std::string_view code) const {
    const auto found =
        std::find_if(rows_.begin(), rows_.end(), [&](const LanguageRow& row) { return row.code == code; });
    if (found == rows_.end()) return std::nullopt;
    return static_cast<flow::Language>(found - rows_.begin());
}

const LanguageRow& Languages::row(flow::Language language) const { return rows_.at(place(language)); }
const Catalogue& Languages::words(flow::Language language) const {
    return words_.at(place(language))->read().value();
}
const Catalogue& Languages::words(std::string_view code) const {
    return words(named(code).value_or(static_cast<flow::Language>(count())));
}

std::span<const Languages::Source> embedded_languages() { return kSources; }

const Languages& languages() {
    static const Languages kAll(kSources);
    return kAll;
}

const Languages& reviewed_languages() {
    static const Languages kReviewed = [] {
        std::vector<Languages::Source> reviewed;
        std::ranges::copy_if(kSources, std::back_inserter(reviewed),
                             [](const Languages::Source& source) { return !source.row.reviewer.empty(); });
        return Languages(reviewed);
    }();
    return kReviewed;
}

base::Result<Languages> languages_with(std::span<const std::string> codes) {
    std::vector<Languages::Source> wanted;
    for (const auto& code : codes) {
        const auto is_it = [&](const Languages::Source& source) { return source.row.code == code; };
        const auto found = std::ranges::find_if(kSources, is_it);
        if (found == kSources.end())
            return base::fail(base::ErrorCode::config_invalid,
                              fmt::format("no \"{}\" here, but {}", code, all_codes()));
        if (std::ranges::any_of(wanted, is_it))
            return base::fail(base::ErrorCode::config_invalid, fmt::format("\"{}\" is there twice", code));
        wanted.push_back(*found);
    }
    if (wanted.empty()) return base::fail(base::ErrorCode::config_invalid, "no language is left");
    return Languages(wanted);
}

}  // namespace uketsuke::ui
