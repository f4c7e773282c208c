// SPDX-License-Identifier: Apache-2.0
#include "look_at_machine.hpp"

#include <fmt/format.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <limits>
#include <numeric>

#include "firmware/base/descriptor.hpp"

namespace uketsuke::readiness {
namespace {

bool writable(const std::filesystem::path& folder) {
    std::error_code error;
    return std::filesystem::is_directory(folder, error) && ::access(folder.c_str(), W_OK | X_OK) == 0;
}

}  // namespace

Look look_at_clock(base::WallTime now, base::WallTime built) {
    auto time = base::to_iso8601(now).substr(0, 16);
    time.at(10) = ' ';
    if (now < built) return {Level::wrong, fmt::format("{}（このプログラムができる前の日時です）", time)};
    return {Level::ready, time};
}

Look look_at_disk(std::span<const std::filesystem::path> folders) {
    constexpr std::uint64_t kMega = 1000 * 1000;
    auto least = std::numeric_limits<std::uint64_t>::max();
    for (const auto& folder : folders) {
        std::error_code error;
        const auto space = std::filesystem::space(folder, error);
        if (error) return {Level::wrong, folder.string() + "：" + error.message()};
        least = std::min(least, static_cast<std::uint64_t>(space.available) / kMega);
    }
    const auto level = least < kFew ? Level::wrong : least < kSome ? Level::soon : Level::ready;
    return {level, fmt::format("空き {} MB", least)};
}

Look look_at_folders(std::span<const std::filesystem::path> folders) {
    for (const auto& folder : folders)
        if (!writable(folder)) return {Level::wrong, folder.string() + " に書き込めません"};
    return {Level::ready, {}};
}

Look look_at_socket(const std::filesystem::path& socket) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const auto path = socket.string();
    if (path.size() >= sizeof address.sun_path) return {Level::wrong, "ソケットの名前が長すぎます"};
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
    const base::Descriptor knocking(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    const int answered = ::connect(knocking.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address);
    if (answered != 0 && errno != EAGAIN) return {Level::wrong, "つながりません"};
    return {Level::ready, {}};
}

Look look_at_light(base::ByteView pixels) {
    constexpr double kDark = 40, kBright = 225;
    if (pixels.empty()) return {};
    const double mean = std::accumulate(pixels.begin(), pixels.end(), 0.0) / static_cast<double>(pixels.size());
    const auto found = fmt::format("平均 {:.0f}/255", mean);
    if (mean < kDark) return {Level::soon, "暗すぎます（" + found + "）"};
    if (mean > kBright) return {Level::soon, "明るすぎます（" + found + "）"};
    return {Level::ready, found};
}

bool runs(const std::filesystem::path& program) { return ::access(program.c_str(), X_OK) == 0; }

}  // namespace uketsuke::readiness
