// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "commands.hpp"
#include "dialogues.hpp"
#include "finding_words.hpp"
#include "tracing_session.hpp"

namespace uketsuke::tools::card {
namespace {

struct Dialogue {
    std::string_view name;
    base::Result<Findings> (*run)(const Task&, ChosenCard&);
};
constexpr std::uint8_t kReadBinary = 0xB0;

constexpr std::array kDialogues{Dialogue{"identify", look_at_identity}, Dialogue{"info", look_at_info},
                                Dialogue{"tries", look_at_tries}, Dialogue{"photo", look_at_photo}};

/// "0006 token label, from 251".
std::string subject(const Exchange& exchange) {
    const auto& [header, length, named, file] = exchange.command;
    auto words = subject_of(exchange);
    if (header[1] == kReadBinary && exchange.file && !file)
        words += fmt::format(", from {}", (header[2] & 0x7F) << 8 | header[3]);
    return words;
}

Finding told(std::size_t number, const Exchange& exchange) {
    const auto& command = exchange.command;
    const auto name = drivers::mynumber::name_of_command(command.header, command.data_length);
    const auto header = spaced_hex(command.header);
    auto finding = note(fmt::format("{:>3}", number),
                        fmt::format("{} {:>4}  {:<19} {:<44} {:>5} {:>7.2f} ms  {}", header,
                                    command.data_length == 0 ? "" : fmt::format("+{}", command.data_length), name,
                                    status_of(exchange),
                                    exchange.answer_length == 0 ? "" : fmt::format("+{}", exchange.answer_length),
                                    static_cast<double>(exchange.time.count()) / 1000, subject(exchange)))
                       .with("header", header)
                       .with("command", name)
                       .with("data_bytes", command.data_length);
    if (exchange.application != nullptr) finding = std::move(finding).with("application", exchange.application->key);
    if (exchange.file) finding = std::move(finding).with("file", fmt::format("{:04X}", *exchange.file));
    if (!exchange.error) finding = std::move(finding).with("status", fmt::format("{:04X}", exchange.status.value));
    return std::move(finding)
        .with("status_words", status_of(exchange))
        .with("answer_bytes", exchange.answer_length)
        .with("microseconds", exchange.time.count());
}

Finding sum(const std::vector<Exchange>& log) {
    std::size_t bytes = 0;
    std::chrono::microseconds time{};
    for (const auto& exchange : log) {
        bytes += exchange.answer_length;
        time += exchange.time;
    }
    return note("sum", fmt::format("{} commands, {} bytes read, {:.1f} ms in reader and card.", log.size(), bytes,
                                   static_cast<double>(time.count()) / 1000))
        .with("commands", log.size())
        .with("answer_bytes", bytes)
        .with("microseconds", time.count());
}

}  // namespace

base::Result<Report> run_trace(const Task& task) {
    const auto dialogue = std::find_if(kDialogues.begin(), kDialogues.end(),
                                       [&](const Dialogue& one) { return one.name == task.options.dialogue; });
    if (dialogue == kDialogues.end())
        return base::fail(base::ErrorCode::config_invalid, "trace follows identify, info, tries or photo");
    auto card = hold(choose_reader(task));
    if (!card) return base::fail(card.error());
    std::vector<Exchange> log;
    card->session = std::make_unique<TracingSession>(std::move(card->session), log);
    auto result = dialogue->run(task, *card);
    Report report{{}, result ? std::move(*result) : Findings{problem("card", result.error())}};
    for (std::size_t i = 0; i < log.size(); ++i) report.commands.push_back(told(i + 1, log[i]));
    report.findings.insert(report.findings.begin(), sum(log));
    return report;
}

}  // namespace uketsuke::tools::card
