// SPDX-License-Identifier: Apache-2.0
#include "command.hpp"

namespace uketsuke::sim {
namespace {

std::size_t big_endian(base::ByteView bytes) {
    std::size_t value = 0;
    for (const auto byte : bytes) value = value << 8 | byte;
    return value;
}

/// Reads Lc, data and Le where the lengths take `width` bytes each.
std::optional<Command> read_body(Command command, base::ByteView body, std::size_t width) {
    const std::size_t all = std::size_t{1} << (8 * width);
    const auto resolve = [&](base::ByteView le) {
        const auto value = big_endian(le);
        return value == 0 ? all : value;
    };
    if (body.size() < width) return std::nullopt;
    if (body.size() == width) {
        command.expected = resolve(body);
        return command;
    }
    const auto length = big_endian(body.first(width));
    body = body.subspan(width);
    if (length == 0 || body.size() < length) return std::nullopt;
    command.data = body.first(length);
    body = body.subspan(length);
    if (body.empty()) return command;
    if (body.size() != width) return std::nullopt;
    command.expected = resolve(body);
    return command;
}

}  // namespace

std::optional<Command> read_command(base::ByteView bytes) {
    if (bytes.size() < 4) return std::nullopt;
    Command command{bytes[0], bytes[1], bytes[2], bytes[3], {}, std::nullopt};
    const auto body = bytes.subspan(4);
    if (body.empty()) return command;
    command.extended = body.size() >= 3 && body[0] == 0;
    return command.extended ? read_body(command, body.subspan(1), 2) : read_body(command, body, 1);
}

}  // namespace uketsuke::sim
