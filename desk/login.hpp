// SPDX-License-Identifier: Apache-2.0
// Who may come in. Each wrong try makes its own address wait, longer each time, and costs other addresses nothing: a
// clerk who has logged in from an address before is not kept out by whoever guesses from another one. Only one password
// is hashed at a time, and for addresses that nobody has logged in from only so many a minute, so that guessing costs
// no more than a part of one core.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <set>

#include "firmware/domain/card_tally.hpp"
#include "firmware/ports/clock.hpp"
#include "firmware/reception/password_hash.hpp"
#include "settings.hpp"
#include "subnet.hpp"
#include "totp.hpp"

namespace uketsuke::desk {

/// Thread-safe.
class Login {
public:
    enum class Outcome : std::uint8_t {
        accepted,
        refused,    ///< name, password or code: it does not tell which
        wait,       ///< this address has to; nothing was compared
        needs_code  ///< the password is right, and from here the second factor is asked
    };
    struct Answer {
        Outcome outcome = Outcome::refused;
        Role role = Role::clerk;           ///< accepted
        std::chrono::seconds wait_for{0};  ///< until this address is heard again
    };
    struct Words {
        std::string name;
        base::Secret password;
        std::string code;
    };

    /// The clock must outlive it. Errors: config_invalid (an account).
    static base::Result<std::unique_ptr<Login>> create(const Settings& settings, const ports::Clock& clock);
    Answer attempt(const std::string& address, Words words);
    /// How many passwords were hashed.
    [[nodiscard]] int hashed() const { return hashed_; }
    /// How many addresses are counted.
    [[nodiscard]] std::size_t addresses() const { return counted_.size(); }

    static constexpr int kHashesAMinute = 20;            ///< for addresses without a login so far
    static constexpr std::size_t kMostAddresses = 4096;  ///< that are counted at a time
    static constexpr std::chrono::hours kRemembered{2};  ///< longer than anybody has to wait

private:
    struct Known {
        std::string name;
        Role role;
        reception::PasswordHash password;
        std::optional<Totp> totp;
        std::int64_t used_step = 0;
    };
    Login(std::vector<Known> accounts, reception::PasswordHash nobodys, const Settings& settings,
          const ports::Clock& clock);
    Known* find(const std::string& name);
    Answer must_wait(const domain::CardKey& key);
    bool may_hash(const domain::CardKey& key);
    void forget_old();
    Answer compare(const Address& address, const Words& words);
    Answer ask_second(const Address& address, Known& account, const std::string& code);

    std::mutex mutex_;
    std::vector<Known> accounts_;
    const reception::PasswordHash nobodys_;  ///< hashed against for a name that nobody has: it takes as long
    const std::optional<Subnet> subnet_;
    const ports::Clock& clock_;
    domain::CardTally wrong_;                            ///< by address
    std::map<domain::CardKey, base::MonoTime> counted_;  ///< and when each tried last
    std::set<domain::CardKey> good_;
    base::MonoTime minute_{};
    int in_minute_ = 0;
    int hashed_ = 0;
};

}  // namespace uketsuke::desk
