// SPDX-License-Identifier: Apache-2.0
// One command to a card and its answer, as far as it may be shown.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "drivers/mynumber/command_view.hpp"

namespace uketsuke::tools::card {

/// Lengths, names and times; no data of either.
struct Exchange {
    drivers::mynumber::CommandView command;
    const drivers::mynumber::KnownApplication* application = nullptr;  ///< selected when the command was done
    std::optional<std::uint16_t> file;                                 ///< that it was about, as far as it can be known
    drivers::mynumber::StatusWord status;
    std::size_t answer_length = 0;         ///< without the status word
    std::optional<base::ErrorCode> error;  ///< instead of an answer
    std::chrono::microseconds time{};
};

/// What is selected on a card, followed from its power-up over all its commands.
class Selected {
public:
    Exchange after(base::ByteView command, const base::Result<base::Bytes>& answer);

private:
    void follow(const Exchange& exchange);

    const drivers::mynumber::KnownApplication* application_ = nullptr;
    std::optional<std::uint16_t> file_;
};

/// What the command is about: "0006 token label".
std::string subject_of(const Exchange& exchange);
/// "9000 ok", or the error instead of an answer.
std::string status_of(const Exchange& exchange);

}  // namespace uketsuke::tools::card
