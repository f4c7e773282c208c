// SPDX-License-Identifier: Apache-2.0
#include "kept.hpp"

#include <algorithm>

namespace uketsuke::tools::contact {
namespace {

constexpr std::uint8_t kReadBinary = 0xB0, kSign = 0x2A, kOwnKey = 0x00;
constexpr std::size_t kLargestFile = 0x8000;

/// Extended lengths begin with a zero where short commands have a length (ISO 7816-4 5.1).
bool is_extended(base::ByteView command) { return command.size() >= 7 && command[4] == 0; }

std::size_t offset_of(base::ByteView command) {
    const bool by_short_id = (command[2] & 0x80) != 0;
    return by_short_id ? command[3] : static_cast<std::size_t>(command[2] << 8 | command[3]);
}

void put_at(base::Bytes& file, std::size_t offset, base::ByteView data) {
    if (offset > file.size() || offset + data.size() > kLargestFile) return;  // a gap: nothing can be told of it
    if (file.size() < offset + data.size()) file.resize(offset + data.size());
    std::copy(data.begin(), data.end(), file.begin() + static_cast<std::ptrdiff_t>(offset));
}

}  // namespace

base::ByteView Kept::file(std::string_view application, std::uint16_t number) const {
    const auto found = files.find({application, number});
    return found == files.end() ? base::ByteView() : base::ByteView(found->second);
}

void Kept::forget() {
    files.clear();
    challenged = base::Bytes();  // another object: to empty it would keep its memory
    proof = base::Bytes();
}

base::Result<base::Bytes> KeepingSession::transmit(base::ByteView command) {
    auto answer = inner_->transmit(command);
    const auto exchange = selected_.after(command, answer);
    kept_.extended_sent += is_extended(command) ? 1 : 0;
    if (answer && exchange.status.ok()) {
        kept_.extended_done += is_extended(command) ? 1 : 0;
        keep(command, exchange, base::ByteView(*answer).first(exchange.answer_length));
    }
    return answer;
}

void KeepingSession::keep(base::ByteView command, const card::Exchange& exchange, base::ByteView data) {
    if (command[1] == kReadBinary && exchange.application != nullptr && exchange.file)
        put_at(kept_.files[{exchange.application->key, *exchange.file}], offset_of(command), data);
    if (command[1] == kSign && command[3] == kOwnKey && command.size() > 5) {
        const auto block = command.subspan(5, std::min<std::size_t>(command[4], command.size() - 5));
        kept_.challenged.assign(block.begin(), block.end());
        kept_.proof.assign(data.begin(), data.end());
    }
}

}  // namespace uketsuke::tools::contact
