// SPDX-License-Identifier: Apache-2.0
#include "apdu.hpp"

namespace uketsuke::drivers::mynumber {
namespace {

constexpr std::array<std::uint8_t, 13> kSha256Algorithm{0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65,
                                                        0x03, 0x04, 0x02, 0x01, 0x05, 0x00};

base::Bytes with_data(std::array<std::uint8_t, 4> header, base::ByteView data) {
    base::Bytes command;
    command.reserve(header.size() + 1 + data.size() + 1);
    command.assign(header.begin(), header.end());
    command.push_back(static_cast<std::uint8_t>(data.size()));
    for (const auto byte : data) command.push_back(byte);
    return command;
}

}  // namespace

base::Bytes select_application(const Aid& aid) { return with_data({0x00, 0xA4, 0x04, 0x0C}, aid); }

base::Bytes select_file(FileId file) {
    const std::array<std::uint8_t, 2> id{static_cast<std::uint8_t>(file >> 8), static_cast<std::uint8_t>(file)};
    return with_data({0x00, 0xA4, 0x02, 0x0C}, id);
}

base::Bytes read_binary(std::size_t offset, std::size_t length) {
    return {0x00, 0xB0, static_cast<std::uint8_t>(offset >> 8), static_cast<std::uint8_t>(offset),
            static_cast<std::uint8_t>(length)};
}

base::Bytes query_tries() { return {0x00, 0x20, 0x00, 0x80}; }

base::Secret verify(const base::Secret& pin) {
    base::Secret command;
    for (const std::uint8_t byte : {0x00, 0x20, 0x00, 0x80}) command.push(byte);
    command.push(static_cast<std::uint8_t>(pin.size()));
    for (const auto byte : pin.expose()) command.push(byte);
    return command;
}

base::Bytes compute_signature(base::ByteView digest_info) {
    auto command = with_data({0x00, 0x2A, 0x00, 0x80}, digest_info);
    command[0] = 0x80;
    command.push_back(0x00);
    return command;
}

base::Bytes harmless_long_command() { return with_data({0x00, 0x84, 0x00, 0x00}, base::Bytes(32, 0)); }

base::Bytes digest_info(base::ByteView digests) {
    const auto size = static_cast<std::uint8_t>(digests.size());
    base::Bytes info{0x30, static_cast<std::uint8_t>(17 + size), 0x30, 0x0D};
    info.reserve(19 + digests.size());
    for (const auto byte : kSha256Algorithm) info.push_back(byte);
    info.push_back(0x04);
    info.push_back(size);
    for (const auto byte : digests) info.push_back(byte);
    return info;
}

}  // namespace uketsuke::drivers::mynumber
