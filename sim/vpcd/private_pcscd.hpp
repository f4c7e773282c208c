// SPDX-License-Identifier: Apache-2.0
// The real pcscd with a virtual reader, on a socket of its own. Never touches a pcscd that the machine runs.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "firmware/base/error.hpp"
#include "sim/vpcd/daemon_process.hpp"

namespace uketsuke::sim {

/// The daemon lives as long as this object, and no longer than the thread that started it. Thread-bound.
/// vpcd's two ports are chosen free. They listen on all addresses of the machine, as this driver does: a simulator's
/// door. (A network namespace would hide them, but also from the cards, which are threads of this process.)
class PrivatePcscd {
public:
    struct Options {
        bool namespaces = true;  ///< false: take the way of a container that forbids them
        std::uint16_t port = 0;  ///< 0: find free ones
        int readers = 1;         ///< each has two slots, and with them two ports in a row
    };
    /// Returns when the virtual reader is there. Errors: daemon_missing (not installed, ended at once: with its last
    /// words), reader_missing (driver not installed, port taken, or no reader after three seconds).
    static base::Result<std::unique_ptr<PrivatePcscd>> create(Options options);
    static base::Result<std::unique_ptr<PrivatePcscd>> create() { return create(Options{}); }
    ~PrivatePcscd();
    PrivatePcscd(const PrivatePcscd&) = delete;
    PrivatePcscd& operator=(const PrivatePcscd&) = delete;

    /// Sends this process's and its children's PC/SC clients here, also when they were sent to another daemon before.
    /// The first call names the place (PCSCLITE_CSOCK_NAME), which libpcsclite reads once: before the first
    /// SCardEstablishContext, and before other threads read the environment.
    void serve_this_process() const;

    /// Of a slot; the first reader's are 0 and 1, the second's 2 and 3.
    [[nodiscard]] std::uint16_t port(int slot = 0) const { return static_cast<std::uint16_t>(port_ + slot); }
    /// A slot's PC/SC name.
    [[nodiscard]] static std::string reader_of(int slot);
    [[nodiscard]] const std::string& socket_path() const { return socket_path_; }
    /// The daemon's, as this process sees it; −1 when it does not run.
    [[nodiscard]] pid_t pid() const { return process_.pid; }
    /// In words, how the daemon is kept apart.
    [[nodiscard]] std::string_view way() const { return describe(process_.isolation); }

    /// The daemon dies at once (SIGKILL), as in a crash; its socket file stays.
    void kill();
    /// Comes back on the same socket and ports, with or without its reader (unplugged). Errors: as create.
    base::Result<void> restart(bool with_reader = true);

private:
    explicit PrivatePcscd(std::filesystem::path folder);
    base::Result<void> prepare(Options options);
    base::Result<void> start(bool with_reader);
    base::Result<void> wait_for_reader(bool with_reader);
    bool ended();
    base::Result<void> last_words() const;
    [[nodiscard]] bool all_ports(bool (*so)(std::uint16_t)) const;
    void stop();

    std::filesystem::path folder_;
    std::string socket_path_;
    std::uint16_t port_ = 0;
    int readers_ = 1;
    bool namespaces_ = true;
    DaemonProcess process_;
};

}  // namespace uketsuke::sim
