// SPDX-License-Identifier: Apache-2.0
#include "reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <condition_variable>

#include "drivers/pcsc/daemon_check.hpp"
#include "drivers/pcsc/reader_list.hpp"
#include "firmware/base/log.hpp"

namespace uketsuke::drivers::pcsc {
namespace {

using base::ErrorCode;
using ports::SlotState;
using namespace std::chrono_literals;

constexpr auto kLongestWait = 1000ms;  ///< the port's promise
/// One SCardGetStatusChange. Finite, since a plugged reader does not always wake the waiter, and since SCardCancel is
/// lost when it comes just before the call.
constexpr auto kSlice = 500ms;
/// For one call to a card that is only asked what it is: it selects an application and reads 32 bytes.
constexpr auto kAskLimit = 2000ms;
constexpr auto kFirstBackOff = 50ms;
constexpr auto kLongestBackOff = 1000ms;
constexpr const char* kReaderCount = "\\\\?PnP?\\Notification";

SlotState down(base::Error reason) { return {SlotState::Kind::down, {}, std::move(reason)}; }

}  // namespace

SlotState PcscReader::wait(const SlotState& known, std::stop_token stop) {
    const auto deadline = Clock::now() + kLongestWait;
    look(0ms, stop);
    auto now = state();
    while (now == known && !stop.stop_requested()) {
        const auto left = std::chrono::ceil<base::Duration>(deadline - Clock::now());
        if (left <= 0ms) break;
        if (!context_) pause_until(std::min(deadline, next_try_), stop);
        look(std::min<base::Duration>(left, kSlice), stop);
        now = state();
    }
    return now;
}

SlotState PcscReader::state() {
    switch (stage()) {
        case Stage::no_service: return down(no_context_);
        case Stage::no_reader:
            return down(
                {ErrorCode::reader_missing, fmt::format("no reader with \"{}\" in its name", options_.reader_name)});
        case Stage::hung: return down({ErrorCode::reader_missing, "the reader hangs"});
        case Stage::empty: return {SlotState::Kind::empty, {}, {}};
        case Stage::present:
        case Stage::connected: break;
    }
    const auto card = slots_.choose();
    if (!card) return {SlotState::Kind::empty, {}, {}};
    return {SlotState::Kind::present, {options_.slot, *card}, {}};
}

void PcscReader::look(base::Duration patience, const std::stop_token& stop) {
    if (!context_) connect();
    if (!context_) return;
    if (const auto listed = list_readers(); !listed) return lose_context(listed.error());
    if (const auto seen = watch(patience, stop); !seen) return lose_context(seen.error());
    back_off_ = 0ms;
    if (options_.probe) tell_apart(stop);
}

void PcscReader::connect() {
    if (Clock::now() < next_try_) return;
    if (auto loud = pcscd_logs_apdus(options_.processes))
        return drop_context({ErrorCode::reader_denied, std::move(*loud)});
    auto context = Context::establish();
    if (!context) return lose_context(context.error());
    context_.emplace(std::move(*context));
    reader_count_state_ = SCARD_STATE_UNAWARE;
}

void PcscReader::lose_context(const Failure& failure) {
    auto reason = failure.error(Doing::watching);
    // A daemon that is going down answers any call once with "access denied"; only the second answer in a row counts.
    if (reason.code == ErrorCode::reader_denied && back_off_ == 0ms) reason.code = ErrorCode::daemon_missing;
    drop_context(std::move(reason));
}

void PcscReader::drop_context(base::Error reason) {
    context_.reset();
    if (no_context_ != reason) base::info("card", "no reader: {} ({})", base::name_of(reason.code), reason.detail);
    no_context_ = std::move(reason);
    back_off_ = std::clamp<base::Duration>(back_off_ * 2, kFirstBackOff, kLongestBackOff);
    next_try_ = Clock::now() + back_off_;
    slots_.forget();
}

Called PcscReader::list_readers() {
    const auto names = reader_names(*context_);
    if (names)
        slots_.list(*names, options_.reader_name);
    else if (names.error().code != SCARD_E_INSUFFICIENT_BUFFER)  // readers are just being plugged: the next look lists
        return base::Unexpected<Failure>{names.error()};
    return {};
}

Called PcscReader::watch(base::Duration patience, const std::stop_token& stop) {
    const auto readers = slots_.listed();
    std::vector<SCARD_READERSTATE> states(1 + readers.size());
    states[0].szReader = kReaderCount;
    states[0].dwCurrentState = reader_count_state_;
    for (std::size_t i = 0; i < readers.size(); ++i) {
        states[i + 1].szReader = readers[i].reader.c_str();
        states[i + 1].dwCurrentState = readers[i].state;
    }
    const std::stop_callback cancel(
        stop, [context = context_->handle()] { (void)checked("SCardCancel", SCardCancel(context)); });
    if (stop.stop_requested()) patience = 0ms;
    const auto seen = checked(
        "SCardGetStatusChange",
        SCardGetStatusChange(context_->handle(), static_cast<DWORD>(patience.count()), states.data(), states.size()));
    if (seen) {
        const auto news = [&](std::size_t i) { return states[i].dwEventState & ~DWORD{SCARD_STATE_CHANGED}; };
        reader_count_state_ = news(0);
        for (std::size_t i = 0; i < readers.size(); ++i) slots_.see(readers[i].number, news(i + 1));
    }
    const auto code = seen ? SCARD_S_SUCCESS : seen.error().code;
    // Nothing new, stopped, or a reader was unplugged since we listed: the next look lists again.
    if (code == SCARD_E_TIMEOUT || code == SCARD_E_CANCELLED || code == SCARD_E_UNKNOWN_READER) return {};
    return seen;
}

/// Finds the kiosk's card among several.
void PcscReader::tell_apart(const std::stop_token& stop) {
    for (const auto card : slots_.undecided()) {
        if (stop.stop_requested()) return;
        const auto place = slots_.begin_asking(card);
        if (!place) continue;
        const auto kind = ask(*place);
        slots_.end_asking(*place, kind);
        if (kind != Kind::unknown)
            base::info("card", "several cards: {} holds {}", place->reader,
                       kind == Kind::ours ? "ours" : "a foreign one");
        if (kind == Kind::ours) return;
    }
}

Kind PcscReader::ask(const Slots::Place& place) {
    const auto opened_for_it = open_at(place, kAskLimit);
    const auto answer = opened_for_it ? options_.probe(**opened_for_it) : base::fail(opened_for_it.error());
    if (answer) return *answer ? Kind::ours : Kind::foreign;
    switch (answer.error().code) {
        case ErrorCode::card_busy:
        case ErrorCode::card_removed:
        case ErrorCode::daemon_missing:
        case ErrorCode::reader_denied: return Kind::unknown;  // it was not reached: asked again at the next look
        default: return Kind::foreign;
    }
}

base::Result<std::unique_ptr<ports::CardSession>> PcscReader::open(domain::CardRef card) {
    if (card.slot != options_.slot) return base::fail(ErrorCode::card_removed, "a card of another reader");
    const auto place = slots_.take(card.insertion);
    if (!place) return base::fail(place.error());
    return open_at(*place, options_.call_limit);
}

base::Result<std::unique_ptr<ports::CardSession>> PcscReader::open_at(const Slots::Place& place, base::Duration limit) {
    return PcscSession::open(
        {place.reader, place.event_count, {options_.slot, place.insertion}, limit, options_.longest_answer},
        {[this, place] { slots_.lost(place); },
         [this, place](std::function<bool()> hangs) { slots_.left_behind(place, std::move(hangs)); },
         [this, place] { slots_.closed(place); }});
}

void PcscReader::pause_until(Clock::time_point time, const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any stopped;
    std::unique_lock lock(mutex);
    stopped.wait_until(lock, stop, time, [] { return false; });
}

}  // namespace uketsuke::drivers::pcsc
