// SPDX-License-Identifier: Apache-2.0
#include "first_contact.hpp"

#include "meeting.hpp"
#include "real_eyes.hpp"
#include "terminal_asker.hpp"

namespace uketsuke::tools::contact {

base::Result<card::Report> first_contact(const card::Task& task) {
    TerminalAsker asker(own_terminal());
    auto eyes = real_eyes(task);
    return meet(task, asker, real_desk(task), eyes);
}

}  // namespace uketsuke::tools::contact
