// SPDX-License-Identifier: Apache-2.0
#include "desk.hpp"

#include "drivers/pcsc/reader_place.hpp"

namespace uketsuke::tools::contact {
namespace {

base::Unexpected<base::Error> failed(const drivers::pcsc::Failure& failure) {
    return base::fail(failure.error(drivers::pcsc::Doing::watching));
}

base::Result<std::vector<SeenReader>> readers_of(const card::Task& task) {
    const auto context = drivers::pcsc::Context::establish();
    if (!context) return failed(context.error());
    const auto readers = drivers::pcsc::list_readers(*context);
    if (!readers) return failed(readers.error());
    std::vector<SeenReader> seen;
    for (const auto& reader : *readers) {
        if (reader.name.find(task.reader_name()) == std::string::npos) continue;
        const auto place = drivers::pcsc::place_of(*context, reader.name, task.machine.usb);
        seen.push_back({reader, place ? UsbId::read(place->id) : std::nullopt});
    }
    return seen;
}

}  // namespace

Desk real_desk(const card::Task& task) {
    return {[&task] { return readers_of(task); }, [&task] { return card::hold(card::choose_reader(task)); }};
}

}  // namespace uketsuke::tools::contact
