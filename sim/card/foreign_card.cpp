// SPDX-License-Identifier: Apache-2.0
#include "foreign_card.hpp"

#include <algorithm>
#include <array>

#include "command.hpp"

namespace uketsuke::sim {

std::optional<base::Bytes> ForeignCard::answer(base::ByteView command) {
    constexpr std::array<std::uint8_t, 2> kMasterFile{0x3F, 0x00};
    const auto read = read_command(command);
    if (!read) return base::Bytes{0x67, 0x00};
    if (read->ins != 0xA4) return base::Bytes{0x6D, 0x00};
    const bool found =
        read->p1 == 0x00 && std::equal(read->data.begin(), read->data.end(), kMasterFile.begin(), kMasterFile.end());
    return found ? base::Bytes{0x90, 0x00} : base::Bytes{0x6A, 0x82};
}

}  // namespace uketsuke::sim
