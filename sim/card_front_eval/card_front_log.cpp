// SPDX-License-Identifier: Apache-2.0
#include "card_front_log.hpp"

#include <fmt/format.h>

#include <sstream>

namespace uketsuke::sim {
namespace {

constexpr const char* kNoBack = "-";

std::string line_of(const CardReading& card) {
    const auto& back = card.back;
    return fmt::format("{} {} {:.2f} {} {:.2f} .\n", card.seed, card.front.word, card.front.ms,
                       back ? back->word : kNoBack, back ? back->ms : 0);
}

/// nullopt: the line was cut off while it was written.
std::optional<CardReading> card_of(const std::string& line) {
    CardReading card;
    CardFrontReading back;
    std::string end;
    std::istringstream words(line);
    words >> card.seed >> card.front.word >> card.front.ms >> back.word >> back.ms >> end;
    if (end != ".") return std::nullopt;
    if (back.word != kNoBack) card.back = back;
    return card;
}

}  // namespace

CardFrontLog::CardFrontLog(std::filesystem::path file, const std::string& mark) : file_(std::move(file)) {
    std::ifstream in(file_);
    std::string first;
    if (std::getline(in, first) && first == mark) read_cards(in);
    out_.open(file_, std::ios::trunc);
    out_ << mark << '\n';
    for (const auto& [seed, card] : known_) out_ << line_of(card);
    out_.flush();
}

void CardFrontLog::read_cards(std::istream& in) {
    for (std::string line; std::getline(in, line);)
        if (const auto card = card_of(line)) known_[card->seed] = *card;
}

void CardFrontLog::add(const CardReading& card) { out_ << line_of(card) << std::flush; }

void CardFrontLog::remove() {
    out_.close();
    std::filesystem::remove(file_);
}

}  // namespace uketsuke::sim
