// SPDX-License-Identifier: Apache-2.0
#include "terminal_asker.hpp"

#include <fmt/format.h>

#include <csignal>
#include <cstdio>

#include "firmware/base/terminal.hpp"
#include "ui/locale/languages.hpp"
#include "ui/scene/scene.hpp"

namespace uketsuke::tools::contact {
namespace {

constexpr auto kNumberB =
    "照合番号B: birth YYMMDD with the era's year as printed, year of expiry YYYY, the four digits below the photo";

volatile std::sig_atomic_t interrupted = 0;
void interrupt(int) { interrupted = 1; }

std::string words_of(domain::FaceAdvice advice) {
    return ui::plain(ui::languages().words("en").text(fmt::format("advice.{}", domain::name_of(advice))));
}

}  // namespace

std::optional<std::string> TerminalAsker::ask(const std::string& question) {
    if (gone()) return std::nullopt;
    terminal_.say(question);
    auto line = terminal_.read_line();
    gone_ = !line;
    return line;
}

bool TerminalAsker::yes(const std::string& question) {
    const auto line = ask(question + " [y/N] ");
    return line && (*line == "y" || *line == "Y" || *line == "yes");
}

std::optional<Word> TerminalAsker::choose(const std::string& question, std::span<const Word> answers) {
    std::string text;
    for (std::size_t i = 0; i < answers.size(); ++i) text += fmt::format("  {}  {}\n", i + 1, answers[i].text());
    const auto line = ask(text + question + " Number, or Enter to leave it out: ");
    const auto number = line && line->size() == 1 ? static_cast<std::size_t>(line->front() - '1') : answers.size();
    return number < answers.size() ? std::optional(answers[number]) : std::nullopt;
}

base::Secret TerminalAsker::digits(Digits what, std::size_t wanted, int tries_left) {
    if (gone()) return {};
    const auto* name = what == Digits::pin ? "PIN" : wanted == domain::kNumberBDigits ? kNumberB : "照合番号B";
    auto typed = terminal_.read_unseen(
        fmt::format("{}, {} digits, not shown; Enter alone sends nothing ({} tries left): ", name, wanted, tries_left)
            .c_str());
    return gone() ? base::Secret() : std::move(typed);
}

bool TerminalAsker::look(std::shared_ptr<const domain::Frame>, std::optional<domain::FaceAdvice> advice) {
    if (advice && advice != told_) terminal_.say("  " + words_of(*advice) + "\n");
    told_ = advice;
    return !gone();
}

Terminal own_terminal() {
    struct sigaction action {};
    action.sa_handler = interrupt;  // without SA_RESTART: a read that waits for an answer ends
    ::sigaction(SIGINT, &action, nullptr);
    return {[](std::string_view text) {
                std::fwrite(text.data(), 1, text.size(), stdout);
                std::fflush(stdout);
            },
            base::read_line, base::read_unseen, [] { return interrupted != 0; }};
}

}  // namespace uketsuke::tools::contact
