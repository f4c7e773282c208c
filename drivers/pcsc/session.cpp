// SPDX-License-Identifier: Apache-2.0
#include "session.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "drivers/pcsc/call.hpp"
#include "drivers/pcsc/longest_answer.hpp"
#include "drivers/pcsc/quirks.hpp"
#include "drivers/pcsc/whole_answer.hpp"

namespace uketsuke::drivers::pcsc {

using base::Bytes;
using base::ByteView;
using base::ErrorCode;

namespace {
constexpr std::size_t kStatusWord = 2;
}  // namespace

struct PcscSession::Connection {
    Context context;
    SCARDHANDLE handle{};
    DWORD protocol{};
    Bytes answer;  ///< what libpcsclite writes into; empty of bytes between two calls

    explicit Connection(Context daemon) : context(std::move(daemon)) {}
    ~Connection() {
        if (connected_) (void)checked("SCardDisconnect", SCardDisconnect(handle, SCARD_UNPOWER_CARD));
    }
    static base::Expected<std::shared_ptr<Connection>, Failure> open(const Target& target);
    Called connect(const Target& target);
    [[nodiscard]] std::size_t measured(const Target& target) const;
    Called nobody_else(const Target& target) const;
    Called same_card(const Target& target) const;
    base::Expected<DWORD, Failure> reader_state(const Target& target) const;
    base::Expected<Bytes, Failure> transmit(const Bytes& command);
    void overwrite() const;

private:
    bool connected_ = false;
};

base::Expected<std::shared_ptr<PcscSession::Connection>, Failure> PcscSession::Connection::open(const Target& target) {
    auto context = Context::establish();
    if (!context) return base::Unexpected<Failure>{context.error()};
    auto connection = std::make_shared<Connection>(std::move(*context));
    if (const auto free = connection->nobody_else(target); !free) return base::Unexpected<Failure>{free.error()};
    if (const auto done = connection->connect(target); !done) return base::Unexpected<Failure>{done.error()};
    if (const auto same = connection->same_card(target); !same) return base::Unexpected<Failure>{same.error()};
    connection->answer.resize(target.longest_answer.value_or(connection->measured(target)) + kStatusWord);
    return connection;
}

/// T=0 has no extended commands.
std::size_t PcscSession::Connection::measured(const Target& target) const {
    const auto habit = quirks_of(target.reader).extended;
    if (target.longest_answer || protocol != SCARD_PROTOCOL_T1 || habit == Extended::no) return kShortAnswer;
    return habit == Extended::yes ? kLongestAnswer : told_longest_answer(handle);
}

Called PcscSession::Connection::connect(const Target& target) {
    const auto attempt = [&] {
        return checked("SCardConnect", SCardConnect(context.handle(), target.reader.c_str(), SCARD_SHARE_EXCLUSIVE,
                                                    SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1, &handle, &protocol));
    };
    auto done = attempt();
    if (!done && done.error().code == SCARD_W_UNPOWERED_CARD && quirks_of(target.reader).first_connect_unpowered)
        done = attempt();
    connected_ = done.has_value();
    return done;
}

base::Expected<DWORD, Failure> PcscSession::Connection::reader_state(const Target& target) const {
    SCARD_READERSTATE state{};
    state.szReader = target.reader.c_str();
    const auto looked = checked("SCardGetStatusChange", SCardGetStatusChange(context.handle(), 0, &state, 1));
    if (!looked) return base::Unexpected<Failure>{looked.error()};
    return state.dwEventState;
}

/// We would be refused; but beside a transaction SCardConnect waits until that has ended, however long it takes.
Called PcscSession::Connection::nobody_else(const Target& target) const {
    const auto state = reader_state(target);
    if (!state) return base::Unexpected<Failure>{state.error()};
    const bool used = (*state & (SCARD_STATE_INUSE | SCARD_STATE_EXCLUSIVE)) != 0;
    return checked("SCardGetStatusChange: in use", used ? SCARD_E_SHARING_VIOLATION : SCARD_S_SUCCESS);
}

/// The card may have been swapped between the monitor's look and our connecting: pcscd has counted that.
Called PcscSession::Connection::same_card(const Target& target) const {
    const auto state = reader_state(target);
    if (!state) return base::Unexpected<Failure>{state.error()};
    return checked("SCardGetStatusChange: another card",
                   *state >> 16 == target.event_count ? SCARD_S_SUCCESS : SCARD_W_REMOVED_CARD);
}

base::Expected<Bytes, Failure> PcscSession::Connection::transmit(const Bytes& command) {
    const auto* pci = protocol == SCARD_PROTOCOL_T0 ? SCARD_PCI_T0 : SCARD_PCI_T1;
    DWORD length = answer.size();
    const auto done = checked(
        "SCardTransmit", SCardTransmit(handle, pci, command.data(), command.size(), nullptr, answer.data(), &length));
    Bytes result(answer.begin(), answer.begin() + static_cast<std::ptrdiff_t>(done ? length : 0));
    // It stays for the next call. All of it: a call that failed may have written too.
    base::wipe(answer.data(), answer.size());
    if (!done || length < 2) overwrite();
    if (!done) return base::Unexpected<Failure>{done.error()};
    return result;
}

/// pcscd keeps the last command that it took, and that may have been a VERIFY. This one is longer than any, and
/// whatever card lies there by now refuses it without acting: GET CHALLENGE takes no data.
void PcscSession::Connection::overwrite() const {
    constexpr std::array<std::uint8_t, 64> harmless{0x00, 0x84, 0x00, 0x00, 59};
    std::array<std::uint8_t, 258> refusal{};
    DWORD length = refusal.size();
    (void)SCardTransmit(handle, protocol == SCARD_PROTOCOL_T0 ? SCARD_PCI_T0 : SCARD_PCI_T1, harmless.data(),
                        harmless.size(), nullptr, refusal.data(), &length);
}

base::Result<std::unique_ptr<ports::CardSession>> PcscSession::open(const Target& target, Notices notices) {
    using Opened = base::Expected<std::shared_ptr<Connection>, Failure>;
    std::unique_ptr<PcscSession> session(new PcscSession(target, std::move(notices)));
    const auto opened = std::make_shared<std::optional<Opened>>();
    if (!session->run([opened, target] { opened->emplace(Connection::open(target)); }))
        return base::fail(ErrorCode::card_busy,
                          fmt::format("SCardConnect: no answer within {} ms", target.limit.count()));
    if (!opened->value()) return base::fail(opened->value().error().error(Doing::opening));
    session->connection_ = *opened->value();
    session->longest_answer_ = session->connection_->answer.size() - kStatusWord;
    return std::unique_ptr<ports::CardSession>(std::move(session));
}

PcscSession::~PcscSession() {
    // Closing is a call to the daemon too; a stuck one must not hold up the kiosk.
    if (connection_) run([connection = std::move(connection_)]() mutable { connection.reset(); });
    notices_.closed();
}

void PcscSession::begin_dialogue() { budget_ = Budget{std::chrono::steady_clock::now() + target_.limit}; }

base::Duration PcscSession::time_left() const {
    if (!budget_) return target_.limit;
    const auto left = std::chrono::ceil<base::Duration>(budget_->until - std::chrono::steady_clock::now());
    return std::clamp(left, base::Duration{0}, target_.limit);
}

bool PcscSession::spend_exchange() { return !budget_ || (time_left() > base::Duration{0} && budget_->exchanges-- > 0); }

/// The last command may have been a VERIFY, which pcscd still holds.
base::Error PcscSession::break_off() {
    auto connection = std::move(connection_);
    if (run([connection] { connection->overwrite(); }, target_.limit / 4)) connection_ = std::move(connection);
    over_ = {ErrorCode::card_garbled, "the dialogue takes too long, or too many exchanges"};
    return *over_;
}

bool PcscSession::run(std::function<void()> call) { return run(std::move(call), target_.limit); }

bool PcscSession::run(std::function<void()> call, base::Duration limit) {
    const bool ended = thread_.run(std::move(call), limit);
    if (!ended) notices_.abandoned(thread_.busy());
    return ended;
}

base::Result<Bytes> PcscSession::transmit(ByteView command) {
    if (over_) return base::fail(*over_);
    return complete_exchange(command, [this](ByteView one) { return exchange(one); });
}

base::Result<Bytes> PcscSession::exchange(ByteView command) {
    struct Job {
        std::shared_ptr<Connection> connection;
        Bytes command;
        std::optional<base::Expected<Bytes, Failure>> answer = {};

        Job(std::shared_ptr<Connection> way, ByteView bytes)
            : connection(std::move(way)), command(bytes.begin(), bytes.end()) {}
    };
    if (!spend_exchange()) return base::fail(break_off());
    const auto limit = time_left();
    const auto job = std::make_shared<Job>(std::move(connection_), command);
    const bool ended = run([job] { job->answer = job->connection->transmit(job->command); }, limit);
    if (!ended)
        return base::fail(
            give_up({ErrorCode::card_garbled,
                     fmt::format("SCardTransmit: no answer within {} ms, connection abandoned", limit.count())}));
    connection_ = std::move(job->connection);
    if (!*job->answer) return base::fail(give_up(job->answer->error().error(Doing::transmitting)));
    // A card that is torn out in the middle of an APDU shows as success without an answer.
    if ((*job->answer)->size() < 2)
        return base::fail(give_up({ErrorCode::card_removed, "SCardTransmit: no status word"}));
    return std::move(**job->answer);
}

base::Error PcscSession::give_up(base::Error error) {
    if (error.code == ErrorCode::card_removed && notices_.lost) std::exchange(notices_.lost, nullptr)();
    if (error.code == ErrorCode::card_removed || error.code == ErrorCode::daemon_missing || thread_.overrun())
        over_ = error;
    return error;
}

}  // namespace uketsuke::drivers::pcsc
