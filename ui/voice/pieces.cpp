// SPDX-License-Identifier: Apache-2.0
#include "pieces.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <iterator>

#include "morae.hpp"
#include "plain.hpp"

namespace uketsuke::ui::voice {
namespace {

bool is_latin(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

/// Where a number with letters ends that begins here ("A-101"); 0: none does.
std::size_t code_at(std::string_view text) {
    std::size_t end = 0;
    bool letters = false, digits = false;
    for (; end < text.size(); ++end) {
        const bool letter = is_latin(text[end]), digit = is_digit(text.substr(end, 1));
        if (!letter && !digit && text[end] != '-') break;
        letters = letters || letter;
        digits = digits || digit;
    }
    return letters && digits ? end : 0;
}

/// Walks through a text and takes what it is made of.
class Walk {
public:
    Walk(const Spoken& spoken, std::string text, const Clips& clips)
        : spoken_(spoken), text_(std::move(text)), clips_(clips), rest_(text_) {}

    std::vector<Piece> pieces() {
        while (!rest_.empty()) step();
        leave_unknown();
        while (!pieces_.empty() && pieces_.back().text.empty()) pieces_.pop_back();
        return std::move(pieces_);
    }

private:
    void step() {
        const auto letter = letters_of(rest_.substr(0, 4)).front();
        if (const auto end = code_at(rest_); end > 0) return take_code(end);
        if (is_digit(letter)) return take_number();
        if (const auto longest = longest_here(); !longest.empty()) return take(longest);
        if (!is_mark(letter)) {
            unknown_ += letter;
        } else {
            leave_unknown();
            if (!pieces_.empty()) pause();
        }
        rest_.remove_prefix(letter.size());
    }

    /// With what it counts, by itself, or, as a number that is nobody's count, digit by digit.
    void take_number() {
        std::size_t digits = 0;
        while (digits < rest_.size() && is_digit(rest_.substr(digits, 1))) ++digits;
        if (const auto longest = longest_here(); longest.size() >= digits) return take(longest);
        for (std::size_t i = 0; i < digits; ++i) take(rest_.substr(0, 1));
    }

    /// Letter by letter and digit by digit; a hyphen in it is not said.
    void take_code(std::size_t size) {
        leave_unknown();
        for (const char c : rest_.substr(0, size))
            if (c != '-') take_alone(std::string(1, static_cast<char>(std::toupper(c))));
        rest_.remove_prefix(size);
    }

    void take_alone(std::string text) {
        const bool unspoken = !clips_.has(spoken_.language, text);
        pieces_.push_back({std::move(text), unspoken});
    }

    [[nodiscard]] std::string_view longest_here() const {
        constexpr std::size_t kMost = 480;  // bytes: longer than any part
        for (std::size_t size = std::min(rest_.size(), kMost); size > 0; --size) {
            const auto text = rest_.substr(0, size);
            const bool letter = size == 1 && is_latin(text.front());  // of a number alone
            if (clips_.has(spoken_.language, text) && !letter && std::ranges::count(morae(), text) == 0) return text;
        }
        return {};
    }

    void take(std::string_view text) {
        leave_unknown();
        pieces_.push_back({std::string(text), !clips_.has(spoken_.language, text)});
        rest_.remove_prefix(text.size());
    }

    /// Words of kana by their morae, where they come from outside: a text of ours is said whole or not at all.
    void leave_unknown() {
        if (unknown_.empty()) return;
        const auto all = spoken_.key.empty() ? morae_of(unknown_) : std::vector<std::string>{};
        if (all.empty())
            pieces_.push_back({unknown_, true});
        else
            std::ranges::transform(all, std::back_inserter(pieces_), [](const auto& mora) { return Piece{mora}; });
        unknown_.clear();
    }

    void pause() {
        if (!pieces_.back().text.empty()) pieces_.emplace_back();
    }

    const Spoken& spoken_;
    const std::string text_;
    const Clips& clips_;
    std::string_view rest_;
    std::string unknown_;
    std::vector<Piece> pieces_;
};

}  // namespace

std::vector<Piece> pieces_of(const Spoken& spoken, const Clips& clips) {
    auto text = plain(spoken.text);
    if (text.empty()) return {};
    if (clips.has(spoken.language, text)) return {{std::move(text)}};
    return Walk(spoken, std::move(text), clips).pieces();
}

}  // namespace uketsuke::ui::voice
