// SPDX-License-Identifier: Apache-2.0
#include "usb.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <string_view>

#include "firmware/base/file.hpp"

namespace uketsuke::tools::card {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSmartCardClass = "0b";

struct NotCcid {
    std::string_view id, name;
};
// Sony's readers before RC-S300 speak a protocol of their own.
constexpr std::array kNotCcid{NotCcid{"054c:01bb", "SONY RC-S320"}, NotCcid{"054c:02e1", "SONY RC-S330, S360 or S370"},
                              NotCcid{"054c:06c1", "SONY RC-S380/S"}, NotCcid{"054c:06c3", "SONY RC-S380/P"}};

std::string line_of(const fs::path& file) {
    std::ifstream in(file);
    std::string line;
    std::getline(in, line);
    return line;
}

std::string driver_of(const fs::path& interface) {
    std::error_code none;
    const auto driver = fs::read_symlink(interface / "driver", none).filename().string();
    return driver == "usbfs" ? "" : driver;  // usbfs: a program has it, such as pcscd
}

/// "1-2" has the interfaces "1-2:1.0", "1-2:1.1", …
std::vector<fs::path> interfaces_of(const fs::path& device) {
    std::vector<fs::path> found;
    std::error_code ignored;
    const auto prefix = device.filename().string() + ":";
    for (const auto& entry : fs::directory_iterator(device.parent_path(), ignored))
        if (entry.path().filename().string().starts_with(prefix)) found.push_back(entry.path());
    return found;
}

std::vector<std::string> strings_after(std::string_view text, std::string_view key) {
    std::vector<std::string> all;
    constexpr std::string_view kOpen = "<string>", kClose = "</string>";
    auto at = text.find(key);
    const auto end = at == text.npos ? at : text.find("</array>", at);
    while (end != text.npos && (at = text.find(kOpen, at)) < end) {
        at += kOpen.size();
        all.emplace_back(text.substr(at, text.find(kClose, at) - at));
    }
    return all;
}

/// "0x054C" → "054c".
std::string digits_of(std::string number) {
    number.erase(0, std::min<std::size_t>(2, number.size()));
    std::transform(number.begin(), number.end(), number.begin(), [](unsigned char c) { return std::tolower(c); });
    return number;
}

}  // namespace

std::vector<UsbReader> usb_readers(const fs::path& devices) {
    std::vector<UsbReader> found;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(devices, ignored)) {
        const auto& device = entry.path();
        UsbReader reader{line_of(device / "idVendor") + ":" + line_of(device / "idProduct"),
                         line_of(device / "product")};
        const auto old =
            std::find_if(kNotCcid.begin(), kNotCcid.end(), [&](const auto& o) { return o.id == reader.id; });
        const auto parts = interfaces_of(device);
        const auto ccid = std::find_if(parts.begin(), parts.end(), [](const fs::path& interface) {
            return line_of(interface / "bInterfaceClass") == kSmartCardClass;
        });
        if (ccid != parts.end()) {
            reader.kernel_driver = driver_of(*ccid);
        } else if (old != kNotCcid.end()) {
            reader.ccid = false;
            reader.product = old->name;
        } else {
            continue;
        }
        found.push_back(std::move(reader));
    }
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
    return found;
}

std::map<std::string, std::string> driver_names(const fs::path& info_plist) {
    std::map<std::string, std::string> names;
    const auto text = base::read_file(info_plist);
    if (!text) return names;
    const auto vendors = strings_after(*text, "<key>ifdVendorID</key>");
    const auto products = strings_after(*text, "<key>ifdProductID</key>");
    const auto readers = strings_after(*text, "<key>ifdFriendlyName</key>");
    for (std::size_t i = 0; i < std::min({vendors.size(), products.size(), readers.size()}); ++i)
        names[digits_of(vendors[i]) + ":" + digits_of(products[i])] = readers[i];
    return names;
}

}  // namespace uketsuke::tools::card
