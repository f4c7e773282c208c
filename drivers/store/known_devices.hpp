// SPDX-License-Identifier: Apache-2.0
// Which readers and cameras stand at this kiosk. Whoever plugs in another one gets nothing by it: it is used only after
// a person with access to the machine has accepted it (uketsuke --accept-devices).
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "firmware/base/error.hpp"
#include "firmware/domain/audit.hpp"
#include "firmware/ports/clinic.hpp"

namespace uketsuke::drivers::store {

/// What a device is there for. Its name in the files.
enum class DeviceRole : std::uint8_t { reader, phone_reader, camera, card_front_camera, infrared_camera };

/// Two files in the state folder, each with one writer: `devices.toml`, what is accepted (written at the first start,
/// and by accept_devices), and `devices.found.toml`, what is there (written by the kiosk when it differs).
///
/// The first devices of a role are taken up as they are; there is nothing to hold them against. That they were is noted
/// among the counters too: where devices.toml is gone or empty afterwards, whatever is there must be accepted. A device
/// is known by what its driver says (drivers::pcsc::identity_of, ports::Capture::identity), printable ASCII, the rest
/// as %XX. Thread-safe.
class KnownDevices {
public:
    /// The counters must outlive it. Errors: file_unreadable (devices.toml is there and not understood).
    static base::Result<std::unique_ptr<KnownDevices>> create(const std::filesystem::path& state_folder,
                                                              ports::CounterStore& counters);

    /// Of those that are there, all of that role: those that may be used. Reads devices.toml anew while one may not.
    std::vector<std::string> admit(DeviceRole role, const std::vector<std::string>& there);
    /// What the journal must hear: `devices_taken_up`, `devices_accepted`. Each once.
    std::vector<domain::AuditRecord> take_news();

private:
    using Devices = std::map<DeviceRole, std::vector<std::string>>;
    KnownDevices(std::filesystem::path folder, ports::CounterStore& counters)
        : folder_(std::move(folder)), counters_(counters) {}
    [[nodiscard]] bool begun(DeviceRole role);  ///< devices of this role were taken up once
    void note_begun(DeviceRole role);
    void take_up(DeviceRole role, const std::vector<std::string>& there);
    void look_at_accepted();
    void note_found(DeviceRole role, const std::vector<std::string>& there);  ///< empty: nothing differs
    void tell(std::string_view event, DeviceRole role, const std::vector<std::string>& which);

    const std::filesystem::path folder_;
    ports::CounterStore& counters_;
    std::mutex mutex_;
    Devices accepted_, found_;
    std::mutex news_mutex_;
    std::vector<domain::AuditRecord> news_;
};

/// Accepts what the kiosk found last, in place of what it knew; of a role of which nothing was found, nothing changes.
/// Gives a sentence for each device that comes or goes; none: nothing waits. Errors: file_unreadable.
base::Result<std::vector<std::string>> accept_devices(const std::filesystem::path& state_folder);

}  // namespace uketsuke::drivers::store
