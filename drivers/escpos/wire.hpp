// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <optional>

#include "firmware/base/bytes.hpp"
#include "firmware/base/error.hpp"
#include "firmware/base/time.hpp"

namespace uketsuke::drivers::escpos {

/// Bytes to a printer, and single ones back.
class Wire {
public:
    virtual ~Wire() = default;
    /// All of them, or an error: slip_failed (gone, or it takes no more within `limit`).
    virtual base::Result<void> send(base::ByteView bytes, base::Duration limit) = 0;
    /// nullopt: none within `limit`.
    virtual std::optional<std::uint8_t> receive(base::Duration limit) = 0;
    /// What came unasked is dropped.
    virtual void drop_received() = 0;
    /// How long a line needs for so many bytes, some of which are on their way yet when send() returns; 0: not worth
    /// waiting for.
    [[nodiscard]] virtual base::Duration time_of(std::size_t) const { return {}; }
};

/// A device file: a USB printer (/dev/usb/lp0, usblp) or a serial line (8N1, `baud`; a USB one ignores it). TCP would
/// be the business of the process with the network. Errors: slip_failed (not there, not ours to open, no such speed).
base::Result<std::unique_ptr<Wire>> open_device(const std::filesystem::path& device, int baud);

}  // namespace uketsuke::drivers::escpos
