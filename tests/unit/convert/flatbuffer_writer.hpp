// SPDX-License-Identifier: Apache-2.0
// Makes small FlatBuffers for the tests of the converter. Everything is written behind what refers to it.
#pragma once

#include <cstring>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "firmware/base/bytes.hpp"

namespace uketsuke::test {

struct Item;
using Items = std::vector<Item>;
struct Nothing {};

/// A field of a table: a number in the table itself, or a reference to something else.
struct Item {
    struct Table {
        std::shared_ptr<Items> fields;  ///< by field number; Nothing is left out
    };
    struct Tables {
        std::shared_ptr<Items> tables;
    };
    std::variant<Nothing, std::uint8_t, std::int32_t, std::vector<std::int32_t>, base::Bytes, Table, Tables> value;
};
inline Item table(Items fields) { return {Item::Table{std::make_shared<Items>(std::move(fields))}}; }
inline Item tables(Items all) { return {Item::Tables{std::make_shared<Items>(std::move(all))}}; }
inline Item nothing() { return {Nothing{}}; }
inline Item byte(int value) { return {static_cast<std::uint8_t>(value)}; }
inline Item number(int value) { return {static_cast<std::int32_t>(value)}; }
inline Item ints(std::vector<std::int32_t> values) { return {std::move(values)}; }
inline Item text(const std::string& value) { return {base::Bytes(value.begin(), value.end())}; }
inline Item floats(const std::vector<float>& values) {
    base::Bytes bytes(values.size() * sizeof(float));
    if (!bytes.empty()) std::memcpy(bytes.data(), values.data(), bytes.size());
    return {std::move(bytes)};
}

class FlatbufferWriter {
public:
    /// The whole file; `mark` are its four letters.
    static base::Bytes file(const Item& root, const std::string& mark) {
        FlatbufferWriter writer;
        writer.put<std::uint32_t>(0);
        writer.out_.insert(writer.out_.end(), mark.begin(), mark.end());
        writer.refer(0, writer.write(root));
        return std::move(writer.out_);
    }

private:
    template <class T>
    void put(T value) {
        const auto* bytes = reinterpret_cast<const std::uint8_t*>(&value);
        out_.insert(out_.end(), bytes, bytes + sizeof(T));
    }
    void refer(std::size_t from, std::size_t to) {
        const auto distance = static_cast<std::uint32_t>(to - from);
        std::memcpy(&out_[from], &distance, sizeof(distance));
    }
    std::size_t write(const Item& item) {
        if (const auto* one = std::get_if<Item::Table>(&item.value)) return write_table(*one->fields);
        if (const auto* all = std::get_if<Item::Tables>(&item.value)) return write_tables(*all->tables);
        const auto place = out_.size();
        if (const auto* list = std::get_if<std::vector<std::int32_t>>(&item.value)) {
            put(static_cast<std::uint32_t>(list->size()));
            for (const auto value : *list) put(value);
        } else {
            const auto& bytes = std::get<base::Bytes>(item.value);
            put(static_cast<std::uint32_t>(bytes.size()));
            out_.insert(out_.end(), bytes.begin(), bytes.end());
        }
        return place;
    }
    std::size_t write_tables(const Items& all) {
        const auto place = out_.size();
        put(static_cast<std::uint32_t>(all.size()));
        out_.resize(out_.size() + 4 * all.size());
        for (std::size_t i = 0; i < all.size(); ++i) refer(place + 4 + 4 * i, write(all[i]));
        return place;
    }
    /// The vtable, then the table with four bytes a field, then what its fields refer to.
    std::size_t write_table(const Items& fields) {
        put(static_cast<std::uint16_t>(4 + 2 * fields.size()));
        put(static_cast<std::uint16_t>(4 + 4 * fields.size()));
        for (std::size_t i = 0; i < fields.size(); ++i)
            put(static_cast<std::uint16_t>(std::holds_alternative<Nothing>(fields[i].value) ? 0 : 4 + 4 * i));
        const auto place = out_.size();
        put(static_cast<std::int32_t>(4 + 2 * fields.size()));
        out_.resize(out_.size() + 4 * fields.size());
        for (std::size_t i = 0; i < fields.size(); ++i) write_field(place + 4 + 4 * i, fields[i]);
        return place;
    }
    void write_field(std::size_t place, const Item& item) {
        if (const auto* small = std::get_if<std::uint8_t>(&item.value))
            out_[place] = *small;
        else if (const auto* value = std::get_if<std::int32_t>(&item.value))
            std::memcpy(&out_[place], value, sizeof(*value));
        else if (!std::holds_alternative<Nothing>(item.value))
            refer(place, write(item));
    }

    base::Bytes out_;
};

}  // namespace uketsuke::test
