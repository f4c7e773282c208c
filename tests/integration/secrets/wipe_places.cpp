// SPDX-License-Identifier: Apache-2.0
#include "wipe_places.hpp"

#include <cstdio>
#include <memory>
#include <sstream>

namespace uketsuke::test {
namespace {

std::string said_by(const std::string& command) {
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(::popen(command.c_str(), "r"), ::pclose);
    std::string text(1 << 14, '\0'), all;
    while (const auto got = std::fread(text.data(), 1, text.size(), pipe.get())) all.append(text, 0, got);
    return all;
}

}  // namespace

WipePlaces::WipePlaces(const std::string& program, const std::string& addresses) {
    std::istringstream words(addresses);
    for (std::string address; words >> address;) {
        auto source = said_by("addr2line -p -f -C -i -e '" + program + "' 0x" + address);
        places_.push_back({address, std::move(source)});
    }
}

std::string WipePlaces::in(std::string_view file, std::string_view function) const {
    std::string addresses;
    for (const auto& place : places_)
        if (place.source.find(file) != std::string::npos && place.source.find(function) != std::string::npos)
            addresses += " " + place.address;
    return addresses;
}

}  // namespace uketsuke::test
