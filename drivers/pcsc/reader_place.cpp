// SPDX-License-Identifier: Apache-2.0
#include "reader_place.hpp"

#include <fmt/format.h>
#include <reader.h>

#include <cstdint>
#include <fstream>
#include <optional>

namespace uketsuke::drivers::pcsc {
namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t kUsbChannel = 0x0020;

std::string first_line(const fs::path& file) {
    std::ifstream in(file);
    std::string line;
    std::getline(in, line);
    return line;
}

Called in_nobodys_hands(const Context& context, const std::string& reader) {
    SCARD_READERSTATE state{};
    state.szReader = reader.c_str();
    auto looked = checked("SCardGetStatusChange", SCardGetStatusChange(context.handle(), 0, &state, 1));
    if (!looked) return looked;
    const bool used = (state.dwEventState & (SCARD_STATE_INUSE | SCARD_STATE_EXCLUSIVE)) != 0;
    return checked("SCardGetStatusChange: in use", used ? SCARD_E_SHARING_VIOLATION : SCARD_S_SUCCESS);
}

/// How a driver says that it has no such thing: pcscd passes on what it answers as one of these.
bool tells_none(LONG code) {
    return code == SCARD_E_UNSUPPORTED_FEATURE || code == SCARD_E_NOT_TRANSACTED || code == SCARD_E_INVALID_PARAMETER ||
           code == SCARD_E_INVALID_VALUE || code == SCARD_E_INSUFFICIENT_BUFFER;
}

/// Nothing: the driver tells none.
base::Expected<std::optional<std::uint32_t>, Failure> channel_of(const Context& context, const std::string& reader) {
    SCARDHANDLE handle{};
    DWORD protocol{};
    const auto connected = checked(
        "SCardConnect", SCardConnect(context.handle(), reader.c_str(), SCARD_SHARE_DIRECT, 0, &handle, &protocol));
    if (!connected) return base::Unexpected<Failure>{connected.error()};
    std::uint32_t channel = 0;
    DWORD size = sizeof channel;
    const auto told = checked("SCardGetAttrib",
                              SCardGetAttrib(handle, SCARD_ATTR_CHANNEL_ID, reinterpret_cast<LPBYTE>(&channel), &size));
    (void)checked("SCardDisconnect", SCardDisconnect(handle, SCARD_LEAVE_CARD));
    if (!told && !tells_none(told.error().code)) return base::Unexpected<Failure>{told.error()};
    if (!told || size != sizeof channel) return std::optional<std::uint32_t>();
    return std::optional(channel);
}

}  // namespace

ReaderPlace usb_place(const fs::path& devices, unsigned bus, unsigned number) {
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(devices, ignored)) {
        const auto& device = entry.path();
        if (first_line(device / "busnum") == std::to_string(bus) &&
            first_line(device / "devnum") == std::to_string(number))
            return {device.filename().string(),
                    first_line(device / "idVendor") + ":" + first_line(device / "idProduct")};
    }
    return {};
}

base::Expected<ReaderPlace, Failure> place_of(const Context& context, const std::string& reader,
                                              const fs::path& devices) {
    if (const auto free = in_nobodys_hands(context, reader); !free) return base::Unexpected<Failure>{free.error()};
    const auto channel = channel_of(context, reader);
    if (!channel) return base::Unexpected<Failure>{channel.error()};
    std::error_code ignored;
    if (!*channel || **channel >> 16 != kUsbChannel || !fs::exists(devices, ignored)) return ReaderPlace{};
    auto place = usb_place(devices, **channel >> 8 & 0xFF, **channel & 0xFF);
    // A container without /sys has no ports at all; here the device was there when the daemon took it.
    if (place.port.empty())
        return base::Unexpected<Failure>{{SCARD_E_READER_UNAVAILABLE, Site("SCardGetAttrib: no such USB device")}};
    return place;
}

std::string identity_of(const std::string& reader, const ReaderPlace& place) {
    return place.port.empty() ? reader : fmt::format("usb {} {}", place.port, place.id);
}

}  // namespace uketsuke::drivers::pcsc
