// SPDX-License-Identifier: Apache-2.0
#include "file_counter_store.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <charconv>
#include <optional>

#include "firmware/base/file.hpp"

namespace uketsuke::drivers::store {
namespace {

using base::ErrorCode;
using Counters = std::map<std::string, std::uint64_t, std::less<>>;

constexpr std::string_view kTitle = "uketsuke counters 1\n";

/// CRC-32 (IEEE 802.3): finds damage, not malice.
std::uint32_t crc32(std::string_view text) {
    std::uint32_t crc = ~0U;
    for (const char c : text) {
        crc ^= static_cast<std::uint8_t>(c);
        for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ (crc & 1 ? 0xEDB88320U : 0U);
    }
    return ~crc;
}

bool good_name(std::string_view name) {
    return !name.empty() && name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string_view::npos;
}

std::string print(const Counters& counters) {
    std::string text(kTitle);
    for (const auto& [name, value] : counters) text += fmt::format("{} {}\n", name, value);
    return text + fmt::format("crc {:08x}\n", crc32(text));
}

/// One "name value"; false when it is none.
bool read_line(std::string_view line, Counters& into) {
    const auto space = line.find(' ');
    if (space == std::string_view::npos || !good_name(line.substr(0, space))) return false;
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(line.data() + space + 1, line.data() + line.size(), value);
    if (error != std::errc{} || end != line.data() + line.size()) return false;
    return into.emplace(line.substr(0, space), value).second;
}

/// Only what print() writes, to the letter.
std::optional<Counters> parse(std::string_view text) {
    if (!text.starts_with(kTitle)) return std::nullopt;
    Counters counters;
    auto rest = text.substr(kTitle.size());
    for (auto end = rest.find('\n'); end != std::string_view::npos && !rest.starts_with("crc ");
         end = rest.find('\n')) {
        if (!read_line(rest.substr(0, end), counters)) return std::nullopt;
        rest.remove_prefix(end + 1);
    }
    return print(counters) == text ? std::optional{std::move(counters)} : std::nullopt;
}

base::Result<Counters> load(const std::filesystem::path& file) {
    const auto text = base::read_file(file);
    if (!text) return base::fail(text.error());
    auto parsed = parse(*text);
    if (!parsed) return base::fail(ErrorCode::file_unreadable, fmt::format("{} is damaged", file.string()));
    return std::move(*parsed);
}

}  // namespace

FileCounterStore::FileCounterStore(std::filesystem::path file, Counters counters)
    : file_(std::move(file)), counters_(std::move(counters)) {}

base::Result<std::unique_ptr<FileCounterStore>> FileCounterStore::create(std::filesystem::path file, Missing missing) {
    if (::access(file.c_str(), F_OK) != 0) {
        if (missing == Missing::fault)
            return base::fail(ErrorCode::file_unreadable,
                              fmt::format("{} is missing: put it back from a copy (docs/journal.md)", file.string()));
        if (auto begun = base::replace_file(file, print({})); !begun) return base::fail(begun.error());
    }
    auto counters = load(file);
    if (!counters) return base::fail(counters.error());
    return std::unique_ptr<FileCounterStore>(new FileCounterStore(std::move(file), std::move(*counters)));
}

base::Result<std::uint64_t> FileCounterStore::read(std::string_view name) {
    const std::scoped_lock lock(mutex_);
    const auto found = counters_.find(name);
    return found == counters_.end() ? std::uint64_t{0} : found->second;
}

base::Result<void> FileCounterStore::write(std::string_view name, std::uint64_t value) {
    const Count count{name, value};
    return write_all({&count, 1});
}

base::Result<void> FileCounterStore::write_all(std::span<const Count> counts) {
    const std::scoped_lock lock(mutex_);
    auto changed = counters_;
    for (const auto& [name, value] : counts) {
        if (!good_name(name)) return base::fail(ErrorCode::internal, "counter name");
        changed.insert_or_assign(std::string(name), value);
    }
    if (auto replaced = base::replace_file(file_, print(changed)); !replaced) {
        // What stands on the disk counts: a number that another file may bear is never given out again.
        if (auto there = load(file_)) counters_ = std::move(*there);
        return replaced;
    }
    counters_ = std::move(changed);
    return {};
}

}  // namespace uketsuke::drivers::store
