// SPDX-License-Identifier: Apache-2.0
#include "exchange.hpp"

#include <fmt/format.h>

namespace uketsuke::tools::card {
namespace {

constexpr std::uint8_t kSelect = 0xA4, kByName = 0x04, kSign = 0x2A, kOwnKey = 0x00;

bool selects_application(const drivers::mynumber::CommandView& command) {
    return command.header[1] == kSelect && command.header[2] == kByName;
}

}  // namespace

Exchange Selected::after(base::ByteView command, const base::Result<base::Bytes>& answer) {
    Exchange exchange;
    exchange.command = drivers::mynumber::view_of(command);
    if (!answer) {
        exchange.error = answer.error().code;
    } else if (const auto size = answer->size(); size >= 2) {
        exchange.status.value = static_cast<std::uint16_t>((*answer)[size - 2] << 8 | (*answer)[size - 1]);
        exchange.answer_length = size - 2;
    }
    follow(exchange);
    exchange.application = application_;
    exchange.file = exchange.command.file ? exchange.command.file : file_;
    return exchange;
}

void Selected::follow(const Exchange& exchange) {
    if (exchange.error || !exchange.status.ok()) return;
    if (selects_application(exchange.command)) {
        application_ = exchange.command.application;
        file_.reset();
    } else if (exchange.command.file) {
        file_ = exchange.command.file;
    }
}

std::string subject_of(const Exchange& exchange) {
    const auto& command = exchange.command;
    const auto name_of = [](const auto* application, std::string_view otherwise) {
        return std::string(application != nullptr ? application->name : otherwise);
    };
    if (selects_application(command)) return name_of(command.application, "an application");
    if (command.header[1] == kSign && command.header[3] == kOwnKey) return "the application's own key";
    if (!exchange.file) return name_of(exchange.application, "");
    const auto meaning = drivers::mynumber::meaning_of(exchange.application, *exchange.file);
    return fmt::format("{:04X}{}{}", *exchange.file, meaning.empty() ? "" : " ", meaning);
}

std::string status_of(const Exchange& exchange) {
    return exchange.error
               ? std::string(base::name_of(*exchange.error))
               : fmt::format("{:04X} {}", exchange.status.value, drivers::mynumber::words_of(exchange.status));
}

}  // namespace uketsuke::tools::card
