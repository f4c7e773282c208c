// SPDX-License-Identifier: Apache-2.0
#include "channel.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "tlv.hpp"

namespace uketsuke::drivers::mynumber {
namespace {

using base::ErrorCode;

/// READ BINARY addresses 15 bits.
constexpr std::size_t kLargestFile = 0x8000;
/// What a READ BINARY must bring, unless the object ends there. By single bytes a photo would take thousands of
/// commands.
constexpr std::size_t kLeastPart = 16;

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

std::string name_of_file(std::string_view command, FileId file) {
    return fmt::format("{} {:04X}", command, file.value());
}

}  // namespace

base::Result<Response> Channel::send(base::ByteView command) {
    if (names_my_number(command)) return base::fail(ErrorCode::internal, "files of My Number are not asked for");
    return split(session_.transmit(command));
}

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

base::Result<std::optional<domain::Tries>> Channel::peek_tries(FileId pin_file) {
    if (!reads_.short_ids) return std::optional<domain::Tries>();
    const auto response = send(query_tries(pin_file));
    if (!response) return base::fail(response.error());
    return response->status.tries();
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

base::Result<base::Bytes> Channel::read_head(FileId file, std::size_t length) {
    if (reads_.short_ids) {
        auto head = send(read_first(file, length));
        if (!head) return base::fail(head.error());
        if (head->status.ok() && !head->data.empty()) return std::move(head->data);
        reads_.short_ids = false;
    }
    const auto selected = select_file(file);
    if (!selected) return base::fail(selected.error());
    if (!selected->ok()) return base::fail(unexpected(name_of_file("SELECT", file), *selected));
    auto head = send(read_binary(0, length));
    if (!head) return base::fail(head.error());
    if (!head->status.ok()) return base::fail(unexpected(name_of_file("READ", file), head->status));
    if (head->data.empty()) return base::fail(ErrorCode::card_garbled, name_of_file("empty:", file));
    return std::move(head->data);
}

/// A part of the selected file.
base::Result<Response> Channel::read_on(std::size_t offset, std::size_t wanted, bool in_one) {
    if (extended_ && in_one && wanted > reads_.chunk) {
        auto all = send(read_binary(offset, wanted));
        if (!all || all->status.ok()) return all;
        extended_ = false;
    }
    return send(read_binary(offset, std::min(reads_.chunk, wanted)));
}

base::Result<base::Bytes> Channel::read_object(FileId file) { return read_object(file, true); }
base::Result<base::Bytes> Channel::read_personal(FileId file) { return read_object(file, reads_.personal_in_one); }

base::Result<base::Bytes> Channel::read_object(FileId file, bool in_one) {
    auto head = read_head(file, reads_.chunk);
    if (!head) return base::fail(head.error());
    base::Bytes bytes;
    const auto size = object_size(*head).value_or(kLargestFile + 1);
    if (size > kLargestFile) return base::fail(ErrorCode::card_garbled, name_of_file("no object:", file));
    bytes.reserve(std::max(size, head->size()));
    bytes.insert(bytes.end(), head->begin(), head->end());
    while (bytes.size() < size) {
        auto part = read_on(bytes.size(), size - bytes.size(), in_one);
        if (!part) return base::fail(part.error());
        if (!part->status.ok()) return base::fail(unexpected(name_of_file("READ", file), part->status));
        if (part->data.size() < std::min(size - bytes.size(), kLeastPart))
            return base::fail(ErrorCode::card_garbled, name_of_file("too short, or drop by drop:", file));
        bytes.insert(bytes.end(), part->data.begin(), part->data.end());
    }
    bytes.resize(size);
    return bytes;
}

}  // namespace uketsuke::drivers::mynumber
