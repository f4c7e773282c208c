// SPDX-License-Identifier: Apache-2.0
// How a message between the kiosk's processes becomes bytes, and bytes a message: whole numbers in eight bytes (little end
// first), texts and lists with their length before them, what may be missing with a byte before it. A message is an
// aggregate that lists its members, `static constexpr auto kFields = std::tuple(&M::a, &M::b);`; nothing else is written
// down about it. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <vector>

#include "firmware/base/bytes.hpp"
#include "firmware/base/enumeration.hpp"
#include "firmware/base/error.hpp"
#include "firmware/base/time.hpp"
#include "firmware/base/wiped_text.hpp"

namespace uketsuke::processes {

template <class T>
concept Message = requires { T::kFields; };
template <class T>
concept Number = std::is_integral_v<T> && !std::is_same_v<T, bool>;
template <class T>
concept Text = std::is_same_v<T, std::string> || std::is_same_v<T, base::WipedText> || std::is_same_v<T, base::Bytes>;
template <class T>
concept Enumeration = std::is_enum_v<T>;

/// What it writes is wiped when it is freed.
class Writer {
public:
    template <Number T>
    void put(T value) {
        for (int shift = 0; shift < 64; shift += 8)
            bytes_.push_back(static_cast<std::uint8_t>(static_cast<std::uint64_t>(value) >> shift));
    }
    void put(bool value) { bytes_.push_back(value ? 1 : 0); }
    template <Enumeration T>
    void put(T value) {
        put(static_cast<std::int64_t>(value));
    }
    template <Text T>
    void put(const T& text) {
        put(text.size());
        bytes_.insert(bytes_.end(), text.begin(), text.end());
    }
    template <class T>
    void put(const std::optional<T>& value) {
        put(value.has_value());
        if (value) put(*value);
    }
    template <class T>
    void put(const std::vector<T>& list) {
        put(list.size());
        for (const auto& one : list) put(one);
    }
    void put(base::Duration value) { put(value.count()); }
    void put(base::WallTime value) { put(value.time_since_epoch().count()); }
    void put(const base::Error& error) {
        put(error.code);
        put(error.detail);
    }
    template <class T>
    void put(const base::Result<T>& result) {
        put(result.has_value());
        if (result)
            put(*result);
        else
            put(result.error());
    }
    template <Message T>
    void put(const T& message) {
        std::apply([&](auto... member) { (put(message.*member), ...); }, T::kFields);
    }

    [[nodiscard]] const base::Bytes& bytes() const { return bytes_; }

private:
    base::Bytes bytes_;
};

/// Each take() returns false where the bytes are no such thing; then nothing more is read.
class Reader {
public:
    explicit Reader(base::ByteView bytes) : rest_(bytes) {}

    template <Number T>
    bool take(T& value) {
        std::uint64_t read = 0;
        if (!take_number(read)) return false;
        value = static_cast<T>(read);
        return fits(value, read);
    }
    bool take(bool& value) {
        if (rest_.empty() || rest_.front() > 1) return false;
        value = rest_.front() == 1;
        rest_ = rest_.subspan(1);
        return true;
    }
    template <Enumeration T>
    bool take(T& value) {
        std::int64_t read = 0;
        if (!take(read) || read < 0 || static_cast<std::size_t>(read) >= base::kCountOf<T>) return false;
        value = static_cast<T>(read);
        return true;
    }
    template <Text T>
    bool take(T& text) {
        std::size_t size = 0;
        if (!take(size) || size > rest_.size()) return false;
        text.assign(rest_.begin(), rest_.begin() + static_cast<std::ptrdiff_t>(size));
        rest_ = rest_.subspan(size);
        return true;
    }
    template <class T>
    bool take(std::optional<T>& value) {
        bool there = false;
        if (!take(there)) return false;
        value.reset();
        return !there || take(value.emplace());
    }
    template <class T>
    bool take(std::vector<T>& list) {
        std::size_t size = 0;
        if (!take(size) || size > rest_.size()) return false;  // each takes a byte at least
        list.clear();
        while (list.size() < size)
            if (!take(list.emplace_back())) return false;
        return true;
    }
    bool take(base::Duration& value) {
        std::int64_t read = 0;
        if (!take(read)) return false;
        value = base::Duration{read};
        return true;
    }
    bool take(base::WallTime& value) {
        std::int64_t read = 0;
        if (!take(read)) return false;
        value = base::WallTime{std::chrono::seconds{read}};
        return true;
    }
    bool take(base::Error& error) { return take(error.code) && take(error.detail); }
    template <class T>
    bool take(base::Result<T>& result) {
        bool good = false;
        if (!take(good)) return false;
        if (good) {
            T value{};
            if (!take(value)) return false;
            result = std::move(value);
        } else {
            base::Error error{};
            if (!take(error)) return false;
            result = base::fail(std::move(error));
        }
        return true;
    }
    template <Message T>
    bool take(T& message) {
        return std::apply([&](auto... member) { return (take(message.*member) && ...); }, T::kFields);
    }

    /// Nothing is left.
    [[nodiscard]] bool done() const { return rest_.empty(); }

private:
    bool take_number(std::uint64_t& value) {
        if (rest_.size() < 8) return false;
        for (int i = 7; i >= 0; --i) value = value << 8 | rest_[static_cast<std::size_t>(i)];
        rest_ = rest_.subspan(8);
        return true;
    }
    /// A number that was written from that type and no larger one.
    template <class T>
    static bool fits(T value, std::uint64_t read) {
        return static_cast<std::uint64_t>(value) == read;
    }

    base::ByteView rest_;
};

/// A whole message, and nothing behind it.
template <Message T>
std::optional<T> read_message(base::ByteView bytes) {
    T message{};
    Reader reader(bytes);
    if (!reader.take(message) || !reader.done()) return std::nullopt;
    return message;
}
template <Message T>
base::Bytes write_message(const T& message) {
    Writer writer;
    writer.put(message);
    return writer.bytes();
}

}  // namespace uketsuke::processes
