// SPDX-License-Identifier: Apache-2.0
// A made-up /sys/bus/usb/devices.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>

#include "scratch.hpp"

namespace uketsuke::test {

/// Gone with this object.
class MadeUsb {
public:
    /// `port` as the kernel names it: "1-1.4" is on bus 1.
    void plug(const std::string& port, int number, const std::string& vendor, const std::string& product) const {
        write(port, "busnum", port.substr(0, port.find('-')));
        write(port, "devnum", std::to_string(number));
        write(port, "idVendor", vendor);
        write(port, "idProduct", product);
    }
    void unplug(const std::string& port) const { std::filesystem::remove_all(devices_ / port); }
    [[nodiscard]] const std::filesystem::path& devices() const { return devices_; }

private:
    void write(const std::string& port, const std::string& name, const std::string& line) const {
        std::filesystem::create_directories(devices_ / port);
        std::ofstream(devices_ / port / name) << line << '\n';
    }
    Scratch scratch_;
    const std::filesystem::path& devices_ = scratch_.path;
};

}  // namespace uketsuke::test
