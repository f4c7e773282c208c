// SPDX-License-Identifier: Apache-2.0
// The desk, put together from its settings.
#pragma once

#include <memory>

#include "firmware/audit/journal.hpp"
#include "https.hpp"

namespace uketsuke::desk {

/// Serves until it is destroyed.
class Service {
public:
    /// The clock must outlive it. Errors name the key of the settings: as the parts'.
    static base::Result<std::unique_ptr<Service>> start(const Settings& settings, const ports::Clock& clock);
    ~Service();

    /// "https://127.0.0.1:8443"
    [[nodiscard]] std::string url() const;
    [[nodiscard]] const std::string& fingerprint() const { return certificate_.fingerprint; }
    [[nodiscard]] Board& board() { return *board_; }
    [[nodiscard]] const Login& login() const { return *login_; }

private:
    Service() = default;
    base::Result<void> build(const Settings& settings, const ports::Clock& clock);
    base::Result<void> join_broker(const Settings& settings, const ports::Clock& clock);
    base::Result<void> open_journal(const std::filesystem::path& folder, const ports::Clock& clock);

    std::string address_;
    Certificate certificate_;
    std::unique_ptr<audit::JournalKey> key_;
    std::unique_ptr<audit::FileJournal> journal_;
    std::unique_ptr<Login> login_;
    std::unique_ptr<Sessions> sessions_;
    std::unique_ptr<Board> board_;
    std::unique_ptr<Kiosks> kiosks_;
    std::unique_ptr<line::Authority> authority_;  ///< none: it keeps no broker
    std::unique_ptr<BrokerKiosks> far_kiosks_;    ///< none: all kiosks are on this machine
    std::unique_ptr<Delivery> delivery_;
    std::unique_ptr<Lookup> lookup_;
    std::unique_ptr<Site> site_;
    std::unique_ptr<Https> https_;
};

/// Where a desk that keeps the broker has its members and the broker's settings.
std::filesystem::path broker_folder(const Settings& settings);
/// By which a browser may call it: its address and names.
std::vector<std::string> hosts_of(const Settings& settings);

}  // namespace uketsuke::desk
