// SPDX-License-Identifier: Apache-2.0
#include "flatbuffer.hpp"

#include <cstring>

namespace uketsuke::tools::convert {

base::ByteView Buffer::bytes(std::size_t place, std::size_t size) {
    if (place <= bytes_.size() && size <= bytes_.size() - place) return bytes_.subspan(place, size);
    broken_ = true;
    return {};
}

/// The machines of this project are little-endian, as the file is.
template <class T>
T Buffer::at(std::size_t place) {
    T value = 0;
    if (const auto found = bytes(place, sizeof(T)); !found.empty()) std::memcpy(&value, found.data(), sizeof(T));
    return value;
}
template std::uint8_t Buffer::at(std::size_t);
template std::uint16_t Buffer::at(std::size_t);
template std::uint32_t Buffer::at(std::size_t);
template std::int32_t Buffer::at(std::size_t);

Table Table::root(Buffer& buffer) { return {buffer, buffer.at<std::uint32_t>(0)}; }

std::size_t Table::place_of(int field) const {
    if (!there()) return 0;
    const auto vtable =
        place_ - static_cast<std::size_t>(static_cast<std::ptrdiff_t>(buffer_->at<std::int32_t>(place_)));
    const auto entry = 4 + 2 * static_cast<std::size_t>(field);
    if (entry >= buffer_->at<std::uint16_t>(vtable)) return 0;
    const auto offset = buffer_->at<std::uint16_t>(vtable + entry);
    return offset == 0 ? 0 : place_ + offset;
}

std::size_t Table::refered(std::size_t place) const { return place + buffer_->at<std::uint32_t>(place); }

Table Table::table(int field) const {
    const auto place = place_of(field);
    return {*buffer_, place == 0 ? 0 : refered(place)};
}

base::ByteView Table::vector(int field, std::size_t element) const {
    const auto start = start_of(field);
    return start == 0 ? base::ByteView{} : buffer_->bytes(start + 4, element * buffer_->at<std::uint32_t>(start));
}

std::size_t Table::start_of(int field) const {
    const auto place = place_of(field);
    return place == 0 ? 0 : refered(place);
}

std::vector<Table> Table::tables(int field) const {
    std::vector<Table> all;
    const auto size = vector(field, 4).size();
    for (std::size_t at = 0; at < size; at += 4) all.emplace_back(*buffer_, refered(start_of(field) + 4 + at));
    return all;
}

std::vector<int> Table::ints(int field) const {
    const auto elements = vector(field, 4);
    std::vector<int> all(elements.size() / 4);
    if (!all.empty()) std::memcpy(all.data(), elements.data(), elements.size());
    return all;
}

std::string Table::text(int field) const {
    const auto characters = vector(field, 1);
    return {characters.begin(), characters.end()};
}

}  // namespace uketsuke::tools::convert
