// SPDX-License-Identifier: Apache-2.0
// Where a reader is plugged in. PC/SC tells the bus and the device's number on it, which is another after each plugging
// in; sysfs tells the port, which stays.
#pragma once

#include <filesystem>
#include <string>

#include "drivers/pcsc/call.hpp"

namespace uketsuke::drivers::pcsc {

struct ReaderPlace {
    std::string port;  ///< "1-1.4": bus 1, port 1, port 4 of the hub there; empty: the reader's driver tells none
    std::string id;    ///< vendor and product, "054c:0dc8"
    bool operator==(const ReaderPlace&) const = default;
};

constexpr const char* kUsbDevices = "/sys/bus/usb/devices";

/// The device of that bus and number; both empty when there is none.
ReaderPlace usb_place(const std::filesystem::path& devices, unsigned bus, unsigned number);

/// Asks the reader's driver for SCARD_ATTR_CHANNEL_ID (0020 and, in the lower half, bus and device: PC/SC part 3,
/// libccid). No card is powered or sent anything. Fails when the reader is not reached: also while a program has the
/// card in it open, since connecting beside a transaction waits for its end, and when the device is just going.
base::Expected<ReaderPlace, Failure> place_of(const Context& context, const std::string& reader,
                                              const std::filesystem::path& devices);

/// What a reader is known by: its port and what is plugged in there, or else its full name.
std::string identity_of(const std::string& reader, const ReaderPlace& place);

}  // namespace uketsuke::drivers::pcsc
