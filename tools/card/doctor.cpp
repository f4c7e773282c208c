// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "checks.hpp"
#include "commands.hpp"
#include "facts.hpp"

namespace uketsuke::tools::card {
namespace {

void look_into(const Task& task, const std::vector<drivers::pcsc::ListedReader>& readers, Findings& findings) {
    check_phone_reader(task, readers, findings);
    auto card = check_choice(task, readers, findings);
    if (!card) return;
    const auto reader = std::find_if(readers.begin(), readers.end(), [&](const drivers::pcsc::ListedReader& one) {
        return one.name == card->reader_name;
    });
    if (reader != readers.end()) findings.push_back(atr_of(*reader));
    check_card(task, *card, findings);
}

}  // namespace

base::Result<Report> run_doctor(const Task& task) {
    Findings findings;
    check_clock(task, findings);
    check_premises(task, findings);
    const auto context = check_daemon(task, findings);
    const auto readers = context ? check_readers(*context, findings) : std::nullopt;
    if (readers && task.options.bind) {
        bind_reader(task, *context, *readers, findings);
        return Report{{}, std::move(findings)};
    }
    check_usb(task, readers ? &*readers : nullptr, findings);
    if (readers && !readers->empty()) check_ports(task, *context, *readers, findings);
    if (readers && !readers->empty()) look_into(task, *readers, findings);
    return Report{{}, std::move(findings)};
}

}  // namespace uketsuke::tools::card
