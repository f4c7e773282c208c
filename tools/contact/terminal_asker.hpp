// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include "asker.hpp"

namespace uketsuke::tools::contact {

/// Where a terminal's words come from and go to.
struct Terminal {
    std::function<void(std::string_view)> say;
    /// A line, without its end; nothing: there is no more, or Ctrl-C came.
    std::function<std::optional<std::string>()> read_line;
    std::function<base::Secret(const char* prompt)> read_unseen;
    /// Whether Ctrl-C came.
    std::function<bool()> interrupted;
};

/// Questions in lines, digits without echo, advice to the face in words.
class TerminalAsker final : public Asker {
public:
    explicit TerminalAsker(Terminal terminal) : terminal_(std::move(terminal)) {}

    void say(const std::string& text) override { terminal_.say(text); }
    bool yes(const std::string& question) override;
    std::optional<Word> choose(const std::string& question, std::span<const Word> answers) override;
    base::Secret digits(Digits what, std::size_t wanted, int tries_left) override;
    bool look(std::shared_ptr<const domain::Frame> frame, std::optional<domain::FaceAdvice> advice) override;
    void look_away() override { told_.reset(); }
    [[nodiscard]] bool gone() const override { return gone_ || terminal_.interrupted(); }

private:
    std::optional<std::string> ask(const std::string& question);

    Terminal terminal_;
    bool gone_ = false;
    std::optional<domain::FaceAdvice> told_;
};

/// This process's own terminal. From here on Ctrl-C ends questions and not the process.
Terminal own_terminal();

}  // namespace uketsuke::tools::contact
