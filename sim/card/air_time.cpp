// SPDX-License-Identifier: Apache-2.0
#include "air_time.hpp"

#include <algorithm>
#include <thread>

namespace uketsuke::sim {
namespace {

using std::chrono::microseconds;

constexpr std::size_t kFramePayload = 253;  ///< 256 less the block's control byte and its CRC
constexpr std::size_t kFrameExtra = 3;
constexpr std::size_t kBitsPerByte = 10;  ///< start, eight data, stop
constexpr std::size_t kFrameBits = 23;    ///< start and end of frame
constexpr std::uint8_t kSign = 0x2A, kInternalAuthenticate = 0x88;

microseconds bits(const AirLink& link, std::size_t count) {
    return microseconds(count * 1'000 / static_cast<std::size_t>(link.kilobits));
}

microseconds frame(const AirLink& link, std::size_t payload) {
    return link.guard + bits(link, (payload + kFrameExtra) * kBitsPerByte + kFrameBits);
}

/// One direction; every frame but the last is acknowledged by an empty one.
microseconds message(const AirLink& link, std::size_t size) {
    microseconds time{0};
    for (; size > kFramePayload; size -= kFramePayload) time += frame(link, kFramePayload) + frame(link, 0);
    return time + frame(link, size);
}

}  // namespace

std::size_t bytes_on_air(base::ByteView command, std::size_t response_size) {
    std::size_t bytes = 0;
    for (auto size : {command.size(), response_size}) {
        const auto chained = size > 0 ? (size - 1) / kFramePayload : 0;
        bytes += size + (1 + 2 * chained) * kFrameExtra;
    }
    return bytes;
}

std::chrono::microseconds exchange_time(const AirLink& link, base::ByteView command, std::size_t response_size) {
    const bool signs = command.size() > 1 && (command[1] == kSign || command[1] == kInternalAuthenticate);
    return message(link, command.size()) + message(link, response_size) + link.processing +
           (signs ? link.signature : microseconds(0));
}

std::optional<AirLink> AirLink::at(int kilobits) {
    if (std::find(kAirRates.begin(), kAirRates.end(), kilobits) == kAirRates.end()) return std::nullopt;
    AirLink link;
    link.kilobits = kilobits;
    return link;
}

PacedCard::Spend PacedCard::sleeping() {
    return [](base::Duration time) { std::this_thread::sleep_for(time); };
}

std::optional<base::Bytes> PacedCard::answer(base::ByteView command) {
    auto response = card_->answer(command);
    const auto time = exchange_time(link_, command, response ? response->size() : 0);
    total_ += time;
    ++exchanges_;
    bytes_ += bytes_on_air(command, response ? response->size() : 0);
    owed_ += time;
    const auto whole = std::chrono::duration_cast<base::Duration>(owed_);
    owed_ -= whole;
    if (spend_ && whole.count() > 0) spend_(whole);
    return response;
}

}  // namespace uketsuke::sim
