// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "checks.hpp"
#include "drivers/pcsc/reader_place.hpp"
#include "firmware/config/change_setting.hpp"

namespace uketsuke::tools::card {
namespace {

using base::ErrorCode;
using drivers::pcsc::ListedReader;
using drivers::pcsc::ReaderPlace;
using Readers = std::vector<ListedReader>;
using Place = base::Expected<ReaderPlace, drivers::pcsc::Failure>;

Readers fitting(const Task& task, Readers readers) {
    std::erase_if(readers, [&](const ListedReader& one) { return one.name.find(task.reader_name()) == one.name.npos; });
    return readers;
}

Finding about(const ListedReader& reader, const Place& place) {
    if (!place)
        return note("port", fmt::format("{}: where it is plugged in cannot be asked now ({}).", reader.name,
                                        place.error().error(drivers::pcsc::Doing::watching).detail));
    if (place->port.empty())
        return note("port", fmt::format("{} tells no USB port: the kiosk knows it by its full name.", reader.name))
            .with("name", reader.name);
    return note("port", fmt::format("{} is at USB port {} ({}).", reader.name, place->port, place->id))
        .with("name", reader.name)
        .with("port", place->port)
        .with("id", place->id);
}

/// A device with two slots is two readers at one place. Empty: none of them could be asked.
struct Candidate {
    std::string name;
    ReaderPlace place;
};
std::vector<Candidate> candidates(const drivers::pcsc::Context& context, const Task& task, const Readers& readers) {
    std::vector<Candidate> all;
    for (const auto& reader : readers) {
        const auto place = place_of(context, reader.name, task.machine.usb);
        if (!place) continue;
        const auto same = [&](const Candidate& one) {
            return drivers::pcsc::identity_of(one.name, one.place) == drivers::pcsc::identity_of(reader.name, *place);
        };
        if (std::none_of(all.begin(), all.end(), same)) all.push_back({reader.name, *place});
    }
    return all;
}

Finding not_one(const std::vector<Candidate>& found) {
    if (found.empty())
        return problem("bind", ErrorCode::reader_missing, "There is no such reader, or a program has its card open.");
    std::vector<std::string> names;
    for (const auto& one : found) names.push_back(one.name);
    return problem("bind", ErrorCode::reader_missing,
                   fmt::format("It could be any of these: {}.", fmt::join(names, ", ")))
        .advise("Lay a card on the one that is meant, or name it with --reader.");
}

Finding put(const Task& task, const Candidate& reader) {
    const bool by_port = !reader.place.port.empty();
    const std::string key = by_port ? "port" : "name", value = by_port ? reader.place.port : reader.name;
    const auto why = by_port ? fmt::format("{} is at USB port {}", reader.name, value)
                             : fmt::format("{} tells no USB port, so its full name must do", reader.name);
    if (!task.options.config)
        return note("bind", fmt::format("{}. Write into the settings, under [reader]: {} = \"{}\"", why, key, value))
            .with(key, value);
    if (const auto written = config::change_setting(*task.options.config, "reader." + key, value); !written)
        return problem("bind", written.error());
    return ok("bind", fmt::format("{}: {} now says reader.{} = \"{}\".", why, *task.options.config, key, value))
        .with(key, value)
        .advise("The kiosk reads its settings when it starts.");
}

}  // namespace

void check_ports(const Task& task, const drivers::pcsc::Context& context, const Readers& readers, Findings& findings) {
    bool there = task.reader_port().empty();
    for (const auto& reader : fitting(task, readers)) {
        const auto place = place_of(context, reader.name, task.machine.usb);
        there = there || (place && place->port == task.reader_port());
        findings.push_back(about(reader, place));
    }
    if (!there)
        findings.push_back(
            problem("port", ErrorCode::reader_missing,
                    fmt::format("No reader of that name is at the settings' reader.port \"{}\".", task.reader_port()))
                .advise("Plug it in there, or bind the settings to where it is: doctor --bind."));
}

void bind_reader(const Task& task, const drivers::pcsc::Context& context, const Readers& readers, Findings& findings) {
    auto found = candidates(context, task, fitting(task, readers));
    if (found.size() > 1) {
        auto with_card = fitting(task, readers);
        std::erase_if(with_card, [](const ListedReader& one) { return !one.card; });
        if (auto fewer = candidates(context, task, with_card); !fewer.empty()) found = std::move(fewer);
    }
    findings.push_back(found.size() == 1 ? put(task, found.front()) : not_one(found));
}

}  // namespace uketsuke::tools::card
