// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "checks.hpp"
#include "finding_words.hpp"
#include "usb.hpp"

namespace uketsuke::tools::card {
namespace {

using base::ErrorCode;
using drivers::pcsc::ListedReader;
using Readers = std::vector<ListedReader>;

std::string contents(const ListedReader& reader) {
    if (!reader.card) return "empty";
    if (reader.mute) return "a card that does not answer";
    if (reader.exclusive) return "a card that a program holds for itself";
    return reader.in_use ? "a card that a program has open" : "a card";
}

/// pcscd calls a reader what the driver's list calls it, else what the device calls itself.
bool listed(const UsbReader& usb, const std::map<std::string, std::string>& names, const Readers& readers) {
    const auto known = names.find(usb.id);
    return std::any_of(readers.begin(), readers.end(), [&](const ListedReader& reader) {
        return (known != names.end() && reader.name.find(known->second) != std::string::npos) ||
               (!usb.product.empty() && reader.name.find(usb.product) != std::string::npos);
    });
}

Finding without_driver(const UsbReader& usb, bool driver_installed) {
    const auto name = fmt::format("{} ({})", usb.product.empty() ? "A reader" : usb.product, usb.id);
    if (!usb.ccid)
        return warning("usb", name + " is plugged in, but it is no CCID reader: pcscd has no driver for it.")
            .advise("Use one of the readers listed in docs/card-tool.md, such as SONY RC-S300.");
    if (!usb.kernel_driver.empty())
        return warning("usb", fmt::format("{} is held by the kernel's driver {}, so pcscd cannot have it.", name,
                                          usb.kernel_driver))
            .advise(fmt::format("echo 'blacklist {}' > /etc/modprobe.d/uketsuke.conf; modprobe -r {}; plug it in again",
                                usb.kernel_driver, usb.kernel_driver));
    if (!driver_installed)
        return warning("usb", name + " is plugged in, but the CCID driver is not installed.")
            .advise("apt-get install libccid; systemctl restart pcscd");
    return warning("usb", name + " is plugged in, but pcscd does not have it.")
        .advise("Unplug it and plug it in again; then: journalctl -u pcscd -n 50")
        .advise("In a container: pcscd must run where udev's events and /dev/bus/usb are.");
}

std::string why(const Task& task, const Readers& readers) {
    const auto wanted = task.reader_name();
    const auto cards = std::count_if(readers.begin(), readers.end(), [&](const ListedReader& reader) {
        return reader.card && reader.name.find(wanted) != std::string::npos;
    });
    const auto named = wanted.empty() ? std::string() : fmt::format("its name has \"{}\" in it", wanted);
    if (cards > 1)
        return fmt::format("{}{}of {} cards, each asked what it is, it is the likeliest", named,
                           named.empty() ? "" : ", and ", cards);
    return named.empty() ? "any may be taken, and it is the one with a card" : named;
}

}  // namespace

std::optional<Readers> check_readers(const drivers::pcsc::Context& context, Findings& findings) {
    auto readers = drivers::pcsc::list_readers(context);
    if (!readers) {
        findings.push_back(problem("readers", readers.error().error(drivers::pcsc::Doing::watching)));
        return std::nullopt;
    }
    if (readers->empty()) {
        findings.push_back(
            Finding{"readers", Verdict::problem, "pcscd has no reader.", ErrorCode::reader_missing}.advise(
                "Plug a reader in; see \"usb\" below and the list of readers in docs/card-tool.md."));
        return std::move(*readers);
    }
    for (const auto& reader : *readers)
        findings.push_back(ok("reader", fmt::format("{}: {}.", reader.name, contents(reader)))
                               .with("name", reader.name)
                               .with("card", reader.card)
                               .with("mute", reader.mute)
                               .with("held_exclusively", reader.exclusive)
                               .with("in_use", reader.in_use));
    return std::move(*readers);
}

void check_usb(const Task& task, const Readers* readers, Findings& findings) {
    std::error_code ignored;
    if (!std::filesystem::exists(task.machine.usb, ignored)) {
        findings.push_back(note("usb", "This machine shows no USB (a container?): what is plugged in is not known."));
        return;
    }
    const auto plugged = usb_readers(task.machine.usb);
    const auto names = driver_names(task.machine.driver_list);
    std::vector<std::string> good;
    for (const auto& usb : plugged) {
        if (usb.ccid && (readers == nullptr || listed(usb, names, *readers)))
            good.push_back(fmt::format("{} {}", usb.id, usb.product));
        else
            findings.push_back(without_driver(usb, !names.empty()).with("id", usb.id).with("ccid", usb.ccid));
    }
    if (plugged.empty())
        findings.push_back(note("usb", "Nothing that looks like a card reader is plugged into the USB."));
    else if (!good.empty())
        findings.push_back(ok("usb", fmt::format("On the USB: {}.", fmt::join(good, ", "))).with("readers", good));
}

std::optional<ChosenCard> check_choice(const Task& task, const Readers& readers, Findings& findings) {
    auto choice = choose_reader(task);
    if (choice.state.kind == ports::SlotState::Kind::present) {
        findings.push_back(ok("choice", fmt::format("The kiosk would take {}: {}.", choice.name, why(task, readers)))
                               .with("reader", choice.name)
                               .with("configured", task.reader_name()));
    }
    auto card = hold(std::move(choice));
    if (!card) findings.push_back(problem("card", card.error()));
    return card ? std::optional(std::move(*card)) : std::nullopt;
}

void check_phone_reader(const Task& task, const Readers& readers, Findings& findings) {
    const auto wanted = task.config ? task.config->phone_reader_name : std::string();
    if (wanted.empty()) return;
    const auto found = std::find_if(readers.begin(), readers.end(), [&](const ListedReader& reader) {
        return reader.name.find(wanted) != std::string::npos;
    });
    if (found == readers.end()) {
        findings.push_back(
            problem("phone_reader", ErrorCode::reader_missing,
                    fmt::format("No reader has the settings' phone_reader.name \"{}\" in its name.", wanted)));
        return;
    }
    findings.push_back(ok("phone_reader", fmt::format("The kiosk would take phones on {}.", found->name))
                           .with("reader", found->name)
                           .with("configured", wanted));
}

}  // namespace uketsuke::tools::card
