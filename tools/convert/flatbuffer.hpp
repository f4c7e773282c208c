// SPDX-License-Identifier: Apache-2.0
// FlatBuffers, as far as reading goes (flatbuffers.dev, "Internals"): little-endian; a reference is a distance forward,
// a table begins with the distance back to its vtable, which says where each field lies.
#pragma once

#include <string>
#include <vector>

#include "firmware/base/bytes.hpp"

namespace uketsuke::tools::convert {

/// What is out of bounds reads as 0 or as nothing, and is remembered: look at broken() at the end.
class Buffer {
public:
    explicit Buffer(base::ByteView bytes) : bytes_(bytes) {}

    template <class T>
    T at(std::size_t place);
    /// Empty when it does not fit.
    base::ByteView bytes(std::size_t place, std::size_t size);
    [[nodiscard]] bool broken() const { return broken_; }
    [[nodiscard]] std::size_t size() const { return bytes_.size(); }

private:
    base::ByteView bytes_;
    bool broken_ = false;
};

/// Borrows its buffer. A field that is not there reads as its default.
class Table {
public:
    Table(Buffer& buffer, std::size_t place) : buffer_(&buffer), place_(place) {}
    static Table root(Buffer& buffer);

    template <class T>
    [[nodiscard]] T number(int field, T otherwise = 0) const {
        const auto place = place_of(field);
        return place == 0 ? otherwise : buffer_->at<T>(place);
    }
    [[nodiscard]] Table table(int field) const;
    [[nodiscard]] std::vector<Table> tables(int field) const;
    [[nodiscard]] std::vector<int> ints(int field) const;
    [[nodiscard]] base::ByteView bytes(int field) const { return vector(field, 1); }
    [[nodiscard]] std::string text(int field) const;
    [[nodiscard]] bool there() const { return place_ != 0; }

private:
    [[nodiscard]] std::size_t place_of(int field) const;
    [[nodiscard]] std::size_t refered(std::size_t place) const;
    /// The elements, without their number.
    [[nodiscard]] base::ByteView vector(int field, std::size_t element) const;
    [[nodiscard]] std::size_t start_of(int field) const;

    Buffer* buffer_;
    std::size_t place_;  ///< 0 for one that is not there
};

}  // namespace uketsuke::tools::convert
