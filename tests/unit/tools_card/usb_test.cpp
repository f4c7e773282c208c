// SPDX-License-Identifier: Apache-2.0
// What is plugged in, on a made-up /sys/bus/usb/devices.
#include "tools/card/usb.hpp"

#include <catch2/catch.hpp>
#include <fstream>

#include "tests/support/scratch.hpp"
#include "tools/card/checks.hpp"

using namespace uketsuke;
using namespace uketsuke::tools::card;
namespace fs = std::filesystem;

namespace {

class Bus {
public:
    Bus() {
        task.machine.usb = folder_ / "devices";
        task.machine.driver_list = folder_ / "Info.plist";
        fs::create_directory(task.machine.usb);
    }

    void plug(const std::string& port, const std::string& vendor, const std::string& product, const std::string& name,
              const std::string& interface_class, const std::string& driver = {}) {
        write(task.machine.usb / port / "idVendor", vendor);
        write(task.machine.usb / port / "idProduct", product);
        write(task.machine.usb / port / "product", name);
        const auto interface = task.machine.usb / (port + ":1.0");
        write(interface / "bInterfaceClass", interface_class);
        if (driver.empty()) return;
        fs::create_directories(folder_ / "drivers" / driver);
        fs::create_directory_symlink(folder_ / "drivers" / driver, interface / "driver");
    }
    void install_driver() {
        write(task.machine.driver_list,
              "<dict><key>ifdVendorID</key>\n<array>\n<string>0x054C</string>\n<string>0x072F</string>\n</array>\n"
              "<key>ifdProductID</key><array><string>0x0DC8</string><string>0x2200</string></array>\n"
              "<key>ifdFriendlyName</key><array><string>SONY FeliCa RC-S300/S</string><string>ACS ACR122U PICC "
              "Interface</string></array></dict>");
    }
    Findings check(std::vector<std::string> readers) {
        std::vector<drivers::pcsc::ListedReader> listed;
        for (auto& name : readers) listed.push_back({std::move(name)});
        Findings findings;
        check_usb(task, &listed, findings);
        return findings;
    }

    Task task{};

private:
    static void write(const fs::path& file, const std::string& content) {
        fs::create_directories(file.parent_path());
        std::ofstream(file) << content << "\n";
    }
    test::Scratch scratch_;
    const fs::path& folder_ = scratch_.path;
};

bool says(const Finding& finding, const std::string& words) {
    return (finding.words + (finding.advice.empty() ? "" : finding.advice.front())).find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("a reader that pcscd has is well") {
    Bus bus;
    bus.install_driver();
    bus.plug("1-2", "054c", "0dc8", "RC-S300/S", "0b", "usbfs");
    bus.plug("1-3", "046d", "c31c", "USB Keyboard", "03", "usbhid");
    const auto findings = bus.check({"SONY FeliCa RC-S300/S (1234567) 00 00"});
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].verdict == Verdict::ok);
    CHECK(says(findings[0], "054c:0dc8 RC-S300/S"));
}

TEST_CASE("a reader without a driver, one in the kernel's hands and one that is not CCID are three kinds of trouble") {
    Bus bus;
    bus.plug("1-2", "054c", "0dc8", "RC-S300/S", "0b");
    auto findings = bus.check({});
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].verdict == Verdict::warning);
    CHECK(says(findings[0], "apt-get install libccid"));

    bus.install_driver();
    findings = bus.check({});
    CHECK(says(findings.at(0), "pcscd does not have it"));

    bus.plug("1-4", "072f", "2200", "ACR122U PICC Interface", "0b", "pn533_usb");
    bus.plug("1-5", "054c", "06c1", "RC-S380/S", "ff");
    findings = bus.check({"SONY FeliCa RC-S300/S (1234567) 00 00"});
    REQUIRE(findings.size() == 3);
    CHECK(says(findings[0], "SONY RC-S380/S (054c:06c1) is plugged in, but it is no CCID reader"));
    CHECK(says(findings[1], "held by the kernel's driver pn533_usb"));
    CHECK(says(findings[1], "blacklist pn533_usb"));
    CHECK(findings[2].verdict == Verdict::ok);
}

TEST_CASE("nothing plugged in, and no USB at all, are said as they are") {
    Bus bus;
    CHECK(says(bus.check({}).at(0), "Nothing that looks like a card reader"));
    bus.task.machine.usb = "/nowhere";
    CHECK(says(bus.check({}).at(0), "no USB"));
}
