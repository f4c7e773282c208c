// SPDX-License-Identifier: Apache-2.0
// What a verb is given: its words, the settings, and where things lie on this machine.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "firmware/base/secret.hpp"
#include "firmware/base/time.hpp"
#include "firmware/config/config.hpp"
#include "firmware/readiness/report.hpp"
#include "report.hpp"

namespace uketsuke::tools::card {

struct Task;

/// The machine, as tests may replace it.
struct Machine {
    std::filesystem::path processes = "/proc";
    std::filesystem::path usb = "/sys/bus/usb/devices";
    std::filesystem::path driver_list = "/usr/lib/pcsc/drivers/ifd-ccid.bundle/Contents/Info.plist";
    std::filesystem::path daemon = "/usr/sbin/pcscd";
    std::filesystem::path socket = "/run/pcscd/pcscd.comm";  ///< what libpcsclite connects to
    base::WallTime now{};
    base::WallTime built{};  ///< the day of this program, which no right clock says is to come
    std::function<base::Secret(const char* prompt)> ask;  ///< for 照合番号B; empty: nobody can be asked
    /// What the settings tell of the kiosk's readiness, for the doctor; empty: nobody looks.
    std::function<readiness::Report(const config::Config&)> premises;
    /// The verb first-contact (tools/contact), which needs camera and networks; empty: this program is without it.
    std::function<base::Result<Report>(const Task&)> first_contact;
};

/// What the words of a verb may say. Empty: not said.
struct Options {
    std::optional<std::string> reader, config;  ///< part of a reader's name; the kiosk's settings
    std::optional<std::string> today;           ///< YYYYMMDD
    std::optional<std::string> trust, out;      ///< of photo: the roots' file, where the picture goes
    std::optional<std::string> camera, card_camera, models,
        decoder;                        ///< of first-contact: devices, a folder, a program
    bool window = false;                ///< of first-contact: asks on the product's own screens
    std::string dialogue = "identify";  ///< of trace: a name of kDialogues
    bool verify = false;                ///< of photo: 照合番号B is meant to be sent
    bool bind = false;                  ///< of doctor: the settings shall name the reader's USB port
    bool json = false;
};

struct Task {
    Options options;
    Machine machine;
    std::optional<config::Config> config;  ///< of --config

    /// Part of the reader's name that the kiosk would look for: of --reader, else of the settings; may be empty.
    [[nodiscard]] std::string reader_name() const {
        return options.reader.value_or(config ? config->reader_name : std::string());
    }
    /// The USB port that the settings bind the kiosk to, unless another reader was asked for; may be empty.
    [[nodiscard]] std::string reader_port() const {
        return config && !options.reader && !options.bind ? config->reader_port : std::string();
    }
    [[nodiscard]] base::Date today() const { return base::date_in_japan(machine.now); }
};

}  // namespace uketsuke::tools::card
