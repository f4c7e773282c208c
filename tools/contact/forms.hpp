// SPDX-License-Identifier: Apache-2.0
// How a file of a card is written: its objects' tags, lengths and forms of lengths, and what stands behind them. Pure.
#pragma once

#include <cstdint>
#include <vector>

#include "firmware/base/bytes.hpp"

namespace uketsuke::tools::contact {

/// How the length of an object is written (ISO 7816-4 5.2.2.2).
enum class LengthForm { one_byte, x81, x82, x83 };

struct ObjectForm {
    std::uint32_t tag = 0;
    std::size_t at = 0;      ///< of the file's first byte
    std::size_t length = 0;  ///< of the value
    LengthForm form = LengthForm::one_byte;
    int depth = 0;  ///< 0: the file's one object, 1: in it, 2: in a key
    [[nodiscard]] std::size_t end() const;
};

struct FileForm {
    std::vector<ObjectForm> objects;  ///< in their order; empty: it begins with no object
    std::size_t size = 0;             ///< bytes that were read
    std::size_t filler = 0;           ///< FF behind the object, to what was read last
    bool only_filler = true;          ///< nothing but FF stands there
};

/// `file` from its first byte on. A file that holds no object (EF 0006, EF 0008) has no objects and no filler.
FileForm form_of(base::ByteView file);

/// In a report lengths of a person's own objects (the pictures of name and address, the photo) are told in steps of
/// this: to the byte they would tell a card again.
constexpr std::size_t kGrain = 64;
/// Up to the next step, but no more than the form can write.
std::size_t in_steps(std::size_t length, LengthForm form);
/// The same record as a report tells it: what holds those objects grows with them, what is filled behind them shrinks.
FileForm in_steps(FileForm record);

/// Whether the table (DF21) holds one offset of two bytes for each object behind it, from the file's first byte.
bool table_fits(base::ByteView file, const FileForm& form);

}  // namespace uketsuke::tools::contact
