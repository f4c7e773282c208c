// SPDX-License-Identifier: Apache-2.0
#include "paper.hpp"

#include <algorithm>
#include <utility>

namespace uketsuke::sim {
namespace {

constexpr std::uint8_t kDle = 0x10, kEsc = 0x1B, kGs = 0x1D;
constexpr std::uint8_t kInk = 0, kWhite = 255;

class PaperWire : public drivers::escpos::Wire {
public:
    explicit PaperWire(Paper& paper) : paper_(paper) {}
    base::Result<void> send(base::ByteView bytes, base::Duration) override {
        paper_.take(bytes);
        return {};
    }
    std::optional<std::uint8_t> receive(base::Duration) override { return paper_.answer(); }
    void drop_received() override { paper_.drop_answers(); }

private:
    Paper& paper_;
};

}  // namespace

std::unique_ptr<drivers::escpos::Wire> Paper::wire() { return std::make_unique<PaperWire>(*this); }

void Paper::take(base::ByteView bytes) {
    waiting_.insert(waiting_.end(), bytes.begin(), bytes.end());
    base::ByteView rest(waiting_);
    while (!rest.empty()) {
        const auto taken = take_command(rest);
        if (taken == 0) break;
        rest = rest.subspan(taken);
    }
    waiting_.erase(waiting_.begin(), waiting_.end() - static_cast<std::ptrdiff_t>(rest.size()));
}

/// Its length; 0: it has not come whole.
std::size_t Paper::take_command(base::ByteView bytes) {
    const auto first = bytes[0];
    if (first != kDle && first != kEsc && first != kGs) {
        unknown.push_back(first);
        return 1;
    }
    if (bytes.size() < 2) return 0;
    if (first == kEsc && bytes[1] == '@') return 2;
    if (bytes.size() < 3) return 0;
    if (first == kDle) {
        if (!silent) answers_.push_back(status(bytes[2]));
        return 3;
    }
    if (first == kEsc && bytes[1] == 'd') return 3;
    if (bytes[1] == 'v') return take_raster(bytes);
    if (bytes.size() < 4) return 0;
    if (bytes[1] == 'V') {
        cut();
        return 4;
    }
    unknown.push_back(bytes[1]);
    return 2;
}

std::size_t Paper::take_raster(base::ByteView bytes) {
    constexpr std::size_t kHead = 8;
    if (bytes.size() < kHead) return 0;
    const std::size_t across = bytes[4] + 256U * bytes[5], rows = bytes[6] + 256U * bytes[7];
    const auto whole = kHead + across * rows;
    if (bytes.size() < whole) return 0;
    if (out || cover_open) return whole;
    roll_.width = static_cast<int>(across * 8);
    roll_.height += static_cast<int>(rows);
    for (const auto dots : bytes.subspan(kHead, across * rows))
        for (int bit = 7; bit >= 0; --bit) roll_.pixels.push_back((dots >> bit & 1) != 0 ? kInk : kWhite);
    return whole;
}

void Paper::cut() {
    if (!roll_.empty()) slips.push_back(std::exchange(roll_, {}));
}

std::uint8_t Paper::status(int query) const {
    unsigned bits = 0x12;
    if (query == 1 && (out || cover_open)) bits |= 0x08;
    if (query == 2) bits |= (cover_open ? 0x04U : 0U) | (out ? 0x20U : 0U);
    if (query == 3 && cutter_blocked) bits |= 0x08;
    if (query == 4 && out) bits |= 0x60;
    return static_cast<std::uint8_t>(bits);
}

std::optional<std::uint8_t> Paper::answer() {
    if (answers_.empty()) return std::nullopt;
    const auto first = answers_.front();
    answers_.erase(answers_.begin());
    return first;
}

}  // namespace uketsuke::sim
