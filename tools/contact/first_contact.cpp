// SPDX-License-Identifier: Apache-2.0
#include "first_contact.hpp"

#include "drivers/sdl/sdl_display.hpp"
#include "meeting.hpp"
#include "real_eyes.hpp"
#include "terminal_asker.hpp"
#include "window_asker.hpp"

namespace uketsuke::tools::contact {
namespace {

base::Result<card::Report> in_window(const card::Task& task, const Terminal& terminal) {
    ports::FrameTap tap;
    auto display = drivers::sdl::SdlDisplay::create({}, tap);
    if (!display)
        return base::fail(base::ErrorCode::config_invalid,
                          "--window: no window can be opened here (" + display.error().detail + ").");
    WindowAsker asker(**display, tap, terminal.say, terminal.interrupted);
    auto eyes = real_eyes(task);
    return meet(task, asker, real_desk(task), eyes);
}

}  // namespace

base::Result<card::Report> first_contact(const card::Task& task) {
    auto terminal = own_terminal();
    if (task.options.window) return in_window(task, terminal);
    TerminalAsker asker(std::move(terminal));
    auto eyes = real_eyes(task);
    return meet(task, asker, real_desk(task), eyes);
}

}  // namespace uketsuke::tools::contact
