// SPDX-License-Identifier: Apache-2.0
#include "consent_words.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>

#include "firmware/base/bytes.hpp"
#include "firmware/domain/questions.hpp"

namespace uketsuke::ui {
namespace {

constexpr std::size_t kDigits = 16;

/// What stands before the first dot, or is spoken there: the screens about consent, and one for each question besides.
bool is_about_consent(std::string_view key) {
    constexpr std::array<std::string_view, 5> kScreens{"consent", "consent_items", "consent_more", "item", "review"};
    constexpr std::string_view kSpoken = "prompt.";
    if (key.starts_with(kSpoken)) key.remove_prefix(kSpoken.size());
    const auto screen = key.substr(0, key.find('.'));
    const auto asks = [&](const domain::QuestionRow& row) { return base::enumerator_name(row.question) == screen; };
    return std::ranges::count(kScreens, screen) != 0 || std::ranges::any_of(domain::kQuestionRows, asks);
}

std::string in_one_line(std::string text) {
    for (auto at = text.find('\n'); at != std::string::npos; at = text.find('\n', at)) text.replace(at, 1, "<br>");
    std::erase(text, '|');  // where a line may break
    return text;
}

}  // namespace

std::vector<std::string> consent_keys(const Catalogue& words) {
    std::vector<std::string> keys;
    for (const auto& [key, text] : words.all())
        if (is_about_consent(key)) keys.push_back(key);
    return keys;
}

std::string version_of_consent(const Catalogue& words) {
    std::string all;
    for (const auto& key : consent_keys(words)) all += key + '\0' + in_one_line(words.text(key)) + '\0';
    std::array<std::uint8_t, 32> hash{};
    EVP_Digest(all.data(), all.size(), hash.data(), nullptr, EVP_sha256(), nullptr);
    return base::to_hex(hash).substr(0, kDigits);
}

std::vector<flow::ShownWords> shown_words(const Languages& languages) {
    std::vector<flow::ShownWords> shown;
    for (const auto& row : languages.rows())
        shown.push_back({std::string(row.code), version_of_consent(languages.words(row.code))});
    return shown;
}

std::string print_consent_words() {
    std::string page =
        "# The words of consent\n\n"
        "Printed from the catalogues in `ui/locale`; a test holds this page to them. Each `consent` in the journal names "
        "the language\n"
        "and the version of its words ([journal.md](journal.md)); what an older version said stands in this page's "
        "history.\n";
    for (const auto& row : languages().rows()) {
        const auto& words = languages().words(row.code);
        page += fmt::format("\n## {} ({}): `{}`\n\n| key | text |\n|---|---|\n", in_one_line(std::string(row.own_name)),
                            row.code, version_of_consent(words));
        for (const auto& key : consent_keys(words))
            page += fmt::format("| `{}` | {} |\n", key, in_one_line(words.text(key)));
    }
    return page;
}

}  // namespace uketsuke::ui
