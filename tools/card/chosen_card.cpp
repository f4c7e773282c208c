// SPDX-License-Identifier: Apache-2.0
#include "chosen_card.hpp"

#include "drivers/mynumber/applications.hpp"

namespace uketsuke::tools::card {

using Kind = ports::SlotState::Kind;

Choice choose_reader(const Task& task) {
    drivers::pcsc::PcscOptions options;
    options.reader_name = task.reader_name();
    options.port = task.reader_port();
    options.usb_devices = task.machine.usb;
    options.processes = task.machine.processes;
    options.probe = drivers::mynumber::is_served;
    if (task.config && task.config->reader_extended_apdus != "auto")
        options.longest_answer = task.config->reader_extended_apdus == "on" ? 65536 : 256;
    Choice choice{std::make_unique<drivers::pcsc::PcscReader>(std::move(options)), {}, {}};
    choice.state = choice.reader->wait(choice.state, {});
    if (choice.state.kind == Kind::down) choice.state = choice.reader->wait(choice.state, {});
    if (choice.state.kind == Kind::present) choice.name = choice.reader->reader_of(choice.state.card);
    return choice;
}

base::Result<ChosenCard> hold(Choice choice) {
    if (choice.state.kind == Kind::down) return base::fail(*choice.state.reason);
    if (choice.state.kind == Kind::empty)
        return base::fail(base::ErrorCode::card_removed, "No card lies on the reader.");
    auto session = choice.reader->open(choice.state.card);
    if (!session) return base::fail(session.error());
    (*session)->begin_dialogue();
    return ChosenCard{std::move(choice.reader), std::move(choice.name), std::move(*session)};
}

}  // namespace uketsuke::tools::card
