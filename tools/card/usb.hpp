// SPDX-License-Identifier: Apache-2.0
// What on the USB looks like a card reader, and what the CCID driver would call it. Reads files only.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace uketsuke::tools::card {

struct UsbReader {
    std::string id;             ///< "054c:0dc8"
    std::string product;        ///< as the device calls itself; may be empty
    bool ccid = true;           ///< an interface of class 0B; false: a reader known not to be CCID
    std::string kernel_driver;  ///< that holds the interface; empty: none, as it should be
};
/// All devices of /sys/bus/usb/devices with such an interface, and the few FeliCa readers known to have none.
std::vector<UsbReader> usb_readers(const std::filesystem::path& devices);

/// Names by id of the readers in libccid's Info.plist; empty when it is not installed.
std::map<std::string, std::string> driver_names(const std::filesystem::path& info_plist);

}  // namespace uketsuke::tools::card
