// SPDX-License-Identifier: Apache-2.0
#include "arrivals.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <algorithm>
#include <utility>

#include "firmware/base/bytes.hpp"
#include "firmware/base/file.hpp"
#include "firmware/base/log.hpp"

namespace uketsuke::appointments {
namespace {

using base::Result;

/// The first line: what it is, the day, the day's key.
constexpr std::string_view kTitle = "uketsuke arrivals 1 ";
constexpr std::size_t kDayLength = 8, kHashLength = 64;

std::string_view take_line(std::string_view& text) {
    const auto end = text.find('\n');
    if (end == std::string_view::npos) return std::exchange(text, {});
    const auto line = text.substr(0, end);
    text.remove_prefix(end + 1);
    return line;
}

}  // namespace

Arrivals Arrivals::open(std::filesystem::path file) {
    Arrivals arrivals(std::move(file));
    std::error_code error;
    if (!std::filesystem::exists(arrivals.file_, error)) return arrivals;
    const auto text = base::read_file(arrivals.file_);
    if (text && arrivals.take_up(*text)) return arrivals;
    auto aside = arrivals.file_;
    aside += ".broken";
    base::warn("appointments", "{} is none of ours: it is set aside, and who has come today is not known",
               arrivals.file_.string());
    std::filesystem::rename(arrivals.file_, aside, error);
    return Arrivals(arrivals.file_);
}

bool Arrivals::take_up(std::string_view text) {
    auto head = take_line(text);
    if (!head.starts_with(kTitle)) return false;
    head.remove_prefix(kTitle.size());
    const auto day = base::parse_date(head.substr(0, kDayLength));
    const auto key = head.size() > kDayLength ? base::from_hex(head.substr(kDayLength)) : std::nullopt;
    if (!day || !key || key->size() != key_.size()) return false;
    std::set<std::string> hashes;
    while (!text.empty()) {
        const auto line = take_line(text);
        if (line.size() != kHashLength || !base::from_hex(line)) return false;
        hashes.emplace(line);
    }
    day_ = *day;
    std::ranges::copy(*key, key_.begin());
    hashes_ = std::move(hashes);
    return true;
}

Result<void> Arrivals::turn(base::Date today) {
    if (day_ == today) return {};
    std::error_code error;
    std::filesystem::remove(file_, error);
    if (error) return base::fail(base::ErrorCode::file_unreadable, file_.string() + ": " + error.message());
    hashes_.clear();
    day_ = today;
    return {};
}

std::string Arrivals::hash_of(std::string_view number) const {
    std::array<std::uint8_t, 32> hash{};
    HMAC(EVP_sha256(), key_.data(), static_cast<int>(key_.size()), reinterpret_cast<const std::uint8_t*>(number.data()),
         number.size(), hash.data(), nullptr);
    return base::to_hex(hash);
}

bool Arrivals::has(std::string_view number) const { return hashes_.contains(hash_of(number)); }

Result<void> Arrivals::add(std::string_view number) {
    if (hashes_.size() >= kMost) return base::fail(base::ErrorCode::file_unreadable, "more than come on a day");
    if (hashes_.empty() && RAND_priv_bytes(key_.data(), static_cast<int>(key_.size())) != 1)
        return base::fail(base::ErrorCode::internal, "no randomness for the day's numbers");
    auto with = hashes_;
    with.insert(hash_of(number));
    if (auto written = write(with); !written) return written;
    hashes_ = std::move(with);
    return {};
}

Result<void> Arrivals::write(const std::set<std::string>& hashes) const {
    std::string text(kTitle);
    text += base::to_yyyymmdd(day_) + " " + base::to_hex(key_) + "\n";
    for (const auto& hash : hashes) text += hash + "\n";
    return base::replace_file(file_, text);
}

}  // namespace uketsuke::appointments
