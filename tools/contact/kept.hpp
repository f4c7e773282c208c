// SPDX-License-Identifier: Apache-2.0
// Keeps what a card gives out while it is looked at, so that its forms can be told: for the moment, in memory that is
// wiped. Nothing of it goes into a report but lengths, tags and forms.
#pragma once

#include <map>
#include <memory>

#include "firmware/ports/card.hpp"
#include "tools/card/exchange.hpp"

namespace uketsuke::tools::contact {

struct Kept {
    /// Application's key and file.
    using Place = std::pair<std::string_view, std::uint16_t>;
    std::map<Place, base::Bytes> files;  ///< from byte 0, as far as it was read
    base::Bytes challenged, proof;       ///< what the card was to sign with its own key, and what it answered
    int extended_sent = 0, extended_done = 0;

    /// Empty when nothing of it was read.
    [[nodiscard]] base::ByteView file(std::string_view application, std::uint16_t number) const;
    /// Wipes all bytes.
    void forget();
};

/// Hands everything through. Thread-bound; `kept` outlives it.
class KeepingSession final : public ports::CardSession {
public:
    KeepingSession(std::unique_ptr<ports::CardSession> inner, Kept& kept) : inner_(std::move(inner)), kept_(kept) {}

    base::Result<base::Bytes> transmit(base::ByteView command) override;
    void begin_dialogue() override { inner_->begin_dialogue(); }
    [[nodiscard]] domain::CardRef card() const override { return inner_->card(); }
    [[nodiscard]] std::size_t longest_answer() const override { return inner_->longest_answer(); }

private:
    void keep(base::ByteView command, const card::Exchange& exchange, base::ByteView data);

    std::unique_ptr<ports::CardSession> inner_;
    Kept& kept_;
    card::Selected selected_;
};

}  // namespace uketsuke::tools::contact
