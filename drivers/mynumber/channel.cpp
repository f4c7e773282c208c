// SPDX-License-Identifier: Apache-2.0
#include "channel.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "tlv.hpp"

namespace uketsuke::drivers::mynumber {
namespace {

using base::ErrorCode;

/// 251 bytes and the status fit one ISO 14443 frame of 256; a 256-byte answer takes two (security facts 5.2).
constexpr std::size_t kChunk = 251;
/// READ BINARY addresses 15 bits.
constexpr std::size_t kLargestFile = 0x8000;

base::Result<Response> split(base::Result<base::Bytes> answer) {
    if (!answer) return base::fail(answer.error());
    if (answer->size() < 2) return base::fail(ErrorCode::card_garbled, "answer without a status word");
    Response response;
    const auto size = answer->size();
    response.status.value = static_cast<std::uint16_t>((*answer)[size - 2] << 8 | (*answer)[size - 1]);
    answer->resize(size - 2);
    response.data = std::move(*answer);
    return response;
}

std::string name_of_file(std::string_view command, FileId file) { return fmt::format("{} {:04X}", command, file); }

}  // namespace

base::Result<Response> Channel::send(base::ByteView command) { return split(session_.transmit(command)); }

base::Result<StatusWord> Channel::select_application(const Aid& aid) {
    const auto command = mynumber::select_application(aid);
    auto response = send(command);
    if (response && response->status.undiagnosed()) response = send(command);
    if (!response) return base::fail(response.error());
    return response->status;
}

base::Result<StatusWord> Channel::select_file(FileId file) {
    const auto response = send(mynumber::select_file(file));
    if (!response) return base::fail(response.error());
    return response->status;
}

base::Result<domain::Tries> Channel::tries() {
    const auto response = send(query_tries());
    if (!response) return base::fail(response.error());
    const auto left = response->status.tries();
    if (!left) return base::fail(unexpected("tries left", response->status));
    return *left;
}

base::Result<StatusWord> Channel::verify(base::Secret& pin) {
    auto command = mynumber::verify(pin);
    pin.clear();
    const auto response = send(command.expose());
    command.clear();
    if (!response) return base::fail(response.error());
    return response->status;
}

void Channel::overwrite_buffers() { static_cast<void>(session_.transmit(harmless_long_command())); }

base::Result<base::Bytes> Channel::read_object(FileId file) {
    const auto selected = select_file(file);
    if (!selected) return base::fail(selected.error());
    if (!selected->ok()) return base::fail(unexpected(name_of_file("SELECT", file), *selected));
    base::Bytes bytes;
    std::size_t size = kChunk;
    do {
        const auto part = send(read_binary(bytes.size(), std::min(kChunk, size - bytes.size())));
        if (!part) return base::fail(part.error());
        if (!part->status.ok()) return base::fail(unexpected(name_of_file("READ", file), part->status));
        if (part->data.empty()) return base::fail(ErrorCode::card_garbled, name_of_file("too short: ", file));
        const bool first = bytes.empty();
        bytes.insert(bytes.end(), part->data.begin(), part->data.end());
        if (first) size = object_size(bytes).value_or(kLargestFile + 1);
        if (size > kLargestFile) return base::fail(ErrorCode::card_garbled, name_of_file("no object: ", file));
    } while (bytes.size() < size);
    bytes.resize(size);
    return bytes;
}

}  // namespace uketsuke::drivers::mynumber
