// SPDX-License-Identifier: Apache-2.0
#include "private_pcscd.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <random>
#include <thread>

#include "firmware/base/descriptor.hpp"
#include "sim/line_server/local_socket.hpp"

namespace uketsuke::sim {
namespace {

using base::ErrorCode;
using base::Result;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

constexpr const char* kVpcdDriver = "/usr/lib/pcsc/drivers/serial/libifdvpcd.so";
constexpr const char* kFriendlyName = "Uketsuke virtual reader";
constexpr auto kStartLimit = 3s;
constexpr auto kStopLimit = 1s;
constexpr auto kLook = 2ms;

bool can_listen(std::uint16_t port) {
    const base::Descriptor taken(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const int on = 1;  // as vpcd does: a connection that lingers after a restart is no hindrance
    ::setsockopt(taken.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    return ::bind(taken.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 &&
           ::listen(taken.get(), 1) == 0;
}

/// The first of so many in a row, below the range from which the kernel draws ports of its own, so that a restart finds
/// them free again; 0 when there are none.
std::uint16_t find_free_ports(int count) {
    std::random_device random;
    for (int tries = 0; tries < 100; ++tries) {
        const auto first = static_cast<std::uint16_t>(20000 + random() % 6000 * 2);
        int free = 0;
        while (free < count && can_listen(static_cast<std::uint16_t>(first + free))) ++free;
        if (free == count) return first;
    }
    return 0;
}

bool somebody_listens(std::uint16_t port) {
    std::ifstream table("/proc/net/tcp");
    const auto wanted = fmt::format(":{:04X} 00000000:0000 0A ", port);  // 0A: listening
    for (std::string line; std::getline(table, line);)
        if (line.find(wanted) != line.npos) return true;
    return false;
}

/// pcscd would give the same names to the slots of two that are called the same.
std::string friendly_name(int reader) {
    return reader == 0 ? kFriendlyName : fmt::format("{} {}", kFriendlyName, reader + 1);
}

/// A copy of the driver for each reader: two of the same path would share what is static in it.
fs::path driver_of(const fs::path& folder, int reader) { return folder / fmt::format("libifdvpcd{}.so", reader); }

void write_reader_conf(const fs::path& folder, int reader, std::uint16_t port) {
    std::ofstream(folder / "conf" / fmt::format("vpcd{}.conf", reader))
        << fmt::format("FRIENDLYNAME \"{}\"\nDEVICENAME /dev/null:{}\nLIBPATH {}\nCHANNELID {}\n",
                       friendly_name(reader), port, driver_of(folder, reader).string(), port);
}

/// The one name under which this process and its children look for a daemon: libpcsclite reads the name only once, so
/// it is a link, and the link is laid anew for each daemon.
class ClientLink {
public:
    ClientLink() {
        char folder[] = "/tmp/uketsuke-client-XXXXXX";
        if (::mkdtemp(folder) == nullptr) return;  // no daemon is found then
        folder_ = folder;
        ::setenv("PCSCLITE_CSOCK_NAME", name().c_str(), 1);
    }
    ~ClientLink() {
        std::error_code ignored;
        if (!folder_.empty()) fs::remove_all(folder_, ignored);
    }
    ClientLink(const ClientLink&) = delete;
    ClientLink& operator=(const ClientLink&) = delete;

    void lead_to(const fs::path& socket) const {
        std::error_code ignored;  // no daemon is found then
        fs::remove(name(), ignored);
        fs::create_symlink(socket, name(), ignored);
    }

private:
    [[nodiscard]] fs::path name() const { return folder_ / "pcscd.comm"; }
    fs::path folder_;
};

}  // namespace

PrivatePcscd::PrivatePcscd(fs::path folder) : folder_(std::move(folder)), socket_path_(folder_ / "pcscd.comm") {}

Result<std::unique_ptr<PrivatePcscd>> PrivatePcscd::create(Options options) {
    if (!fs::exists(kPcscd))
        return base::fail(ErrorCode::daemon_missing, fmt::format("{} is not installed (package pcscd)", kPcscd));
    if (!fs::exists(kVpcdDriver))
        return base::fail(ErrorCode::reader_missing,
                          fmt::format("{} is not installed (package vsmartcard-vpcd)", kVpcdDriver));
    char folder[] = "/tmp/uketsuke-pcscd-XXXXXX";  // short: a socket's path has at most 107 characters
    if (::mkdtemp(folder) == nullptr) return base::fail(ErrorCode::file_unreadable, "no folder could be made in /tmp");
    std::unique_ptr<PrivatePcscd> daemon(new PrivatePcscd(folder));
    if (const auto ready = daemon->prepare(options); !ready) return base::fail(ready.error());
    if (const auto started = daemon->start(true); !started) return base::fail(started.error());
    return daemon;
}

/// The driver is copied, since its folder is hidden from the daemon; all can be read by `nobody`
/// (Isolation::socket_only).
Result<void> PrivatePcscd::prepare(Options options) {
    std::error_code bad;
    fs::permissions(folder_, fs::perms(0755), bad);
    readers_ = options.readers;
    for (int reader = 0; reader < readers_ && !bad; ++reader)
        fs::copy_file(fs::canonical(kVpcdDriver), driver_of(folder_, reader), bad);
    if (bad) return base::fail(ErrorCode::file_unreadable, fmt::format("{}: {}", folder_.string(), bad.message()));
    namespaces_ = options.namespaces;
    port_ = options.port != 0 ? options.port : find_free_ports(2 * readers_);
    return {};
}

PrivatePcscd::~PrivatePcscd() {
    stop();
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
}

void PrivatePcscd::serve_this_process() const {
    static const ClientLink link;
    link.lead_to(socket_path_);
}

Result<void> PrivatePcscd::start(bool with_reader) {
    // A taken port does not stop pcscd: it would run without the reader.
    if (with_reader && !all_ports(can_listen))
        return base::fail(ErrorCode::reader_missing,
                          fmt::format("a port from {} to {} is taken", port_, port(2 * readers_ - 1)));
    fs::remove_all(folder_ / "conf");
    fs::create_directory(folder_ / "conf");
    for (int reader = 0; reader < readers_ && with_reader; ++reader)
        write_reader_conf(folder_, reader, port(2 * reader));
    std::ofstream(folder_ / "log", std::ios::trunc).close();
    fs::permissions(folder_ / "log", fs::perms(0666));
    auto socket = listen_at(socket_path_);
    if (!socket) return base::fail(ErrorCode::daemon_missing, fmt::format("no socket at {}", socket_path_));
    fs::permissions(socket_path_, fs::perms(0666));
    auto started = start_daemon({folder_ / "conf", folder_ / "log", socket.get(), namespaces_});
    socket.reset();  // the daemon's copy alone keeps it open, so that its death can be seen
    if (!started) return base::fail(started.error());
    process_ = *started;
    return wait_for_reader(with_reader);
}

Result<void> PrivatePcscd::wait_for_reader(bool with_reader) {
    const auto deadline = std::chrono::steady_clock::now() + kStartLimit;
    do {
        if (ended()) return last_words();
        if (!with_reader || all_ports(somebody_listens)) return {};
        std::this_thread::sleep_for(kLook);
    } while (std::chrono::steady_clock::now() < deadline);
    return base::fail(
        ErrorCode::reader_missing,
        fmt::format("pcscd runs {}, but no virtual reader on port {} within {} s", way(), port_, kStartLimit.count()));
}

bool PrivatePcscd::all_ports(bool (*so)(std::uint16_t)) const {
    for (int slot = 0; slot < 2 * readers_; ++slot)
        if (!so(port(slot))) return false;
    return true;
}

std::string PrivatePcscd::reader_of(int slot) { return fmt::format("{} 00 {:02d}", friendly_name(slot / 2), slot % 2); }

bool PrivatePcscd::ended() {
    if (::waitpid(process_.pid, nullptr, WNOHANG) != process_.pid) return false;
    process_.pid = -1;
    return true;
}

Result<void> PrivatePcscd::last_words() const {
    std::ifstream log(folder_ / "log");
    std::string last;
    for (std::string line; std::getline(log, line);)
        if (!line.empty()) last = line;
    return base::fail(ErrorCode::daemon_missing, fmt::format("pcscd, started {}, ended at once: {}", way(), last));
}

void PrivatePcscd::kill() {
    if (process_.pid <= 0) return;
    ::kill(process_.pid, SIGKILL);
    ::waitpid(process_.pid, nullptr, 0);
    process_.pid = -1;
}

void PrivatePcscd::stop() {
    if (process_.pid <= 0) return;
    ::kill(process_.pid, SIGTERM);
    const auto deadline = std::chrono::steady_clock::now() + kStopLimit;
    while (std::chrono::steady_clock::now() < deadline) {
        if (ended()) return;
        std::this_thread::sleep_for(kLook);
    }
    kill();
}

Result<void> PrivatePcscd::restart(bool with_reader) {
    stop();
    return start(with_reader);
}

}  // namespace uketsuke::sim
