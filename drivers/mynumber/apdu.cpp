// SPDX-License-Identifier: Apache-2.0
#include "apdu.hpp"

namespace uketsuke::drivers::mynumber {
namespace {

/// The most that a short command can ask for.
constexpr std::size_t kShortAnswer = 256;
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

base::Bytes signing(std::uint8_t key, base::ByteView block) {
    auto command = with_data({0x80, 0x2A, 0x00, key}, block);
    command.push_back(0x00);
    return command;
}

/// The short identifier in P1 of READ BINARY, or in P2 of a command that uses a PIN or key; 0: none.
std::uint16_t short_id_in(base::ByteView command) {
    switch (command[1]) {
        case 0xB0: return (command[2] & 0x80) != 0 ? command[2] & 0x1F : 0;
        case 0x20:
        case 0x24:
        case 0x2A: return (command[3] & 0x80) != 0 ? command[3] & 0x1F : 0;
        default: return 0;
    }
}

}  // namespace

std::optional<std::uint16_t> file_named_by(base::ByteView command) {
    if (command.size() < 4) return std::nullopt;
    if (command[1] != 0xA4) {
        const auto file = short_id_in(command);
        return file != 0 ? std::optional(file) : std::nullopt;
    }
    if (command[2] == 0x04 || command.size() < 7) return std::nullopt;
    return static_cast<std::uint16_t>(command[5] << 8 | command[6]);
}

bool names_my_number(base::ByteView command) {
    const auto file = file_named_by(command);
    return file && holds_my_number(*file);
}

base::Bytes select_application(const Aid& aid) { return with_data({0x00, 0xA4, 0x04, 0x0C}, aid); }

base::Bytes select_file(FileId file) {
    const std::array<std::uint8_t, 2> id{static_cast<std::uint8_t>(file.value() >> 8),
                                         static_cast<std::uint8_t>(file.value())};
    return with_data({0x00, 0xA4, 0x02, 0x0C}, id);
}

base::Bytes read_binary(std::size_t offset, std::size_t length) {
    base::Bytes command{0x00, 0xB0, static_cast<std::uint8_t>(offset >> 8), static_cast<std::uint8_t>(offset)};
    if (length > kShortAnswer) {
        command.push_back(0x00);
        command.push_back(static_cast<std::uint8_t>(length >> 8));
    }
    command.push_back(static_cast<std::uint8_t>(length));
    return command;
}

base::Bytes read_first(FileId file, std::size_t length) {
    return {0x00, 0xB0, file.short_id(), 0x00, static_cast<std::uint8_t>(length)};
}

base::Bytes query_tries() { return {0x00, 0x20, 0x00, 0x80}; }

base::Bytes query_tries(FileId pin_file) { return {0x00, 0x20, 0x00, pin_file.short_id()}; }

base::Secret verify(const base::Secret& pin) {
    base::Secret command;
    for (const std::uint8_t byte : {0x00, 0x20, 0x00, 0x80}) command.push(byte);
    command.push(static_cast<std::uint8_t>(pin.size()));
    for (const auto byte : pin.expose()) command.push(byte);
    return command;
}

base::Bytes compute_signature(base::ByteView block) { return signing(0x80, block); }
base::Bytes compute_signature(FileId key, base::ByteView block) { return signing(key.short_id(), block); }
base::Bytes prove(base::ByteView block) { return signing(0x00, block); }

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
