// SPDX-License-Identifier: Apache-2.0
#include "reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "drivers/pcsc/daemon_check.hpp"
#include "drivers/pcsc/session.hpp"
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
/// A reader driver looks for its card every 400 ms; after so long pcscd has noticed what a session has.
constexpr auto kDoubt = 700ms;
constexpr auto kFirstBackOff = 50ms;
constexpr auto kLongestBackOff = 1000ms;
constexpr const char* kReaderCount = "\\\\?PnP?\\Notification";

SlotState down(base::Error reason) { return {SlotState::Kind::down, {}, std::move(reason)}; }

std::vector<std::string> split(std::string_view multi_string) {
    std::vector<std::string> names;
    for (auto end = multi_string.find('\0'); end != 0 && end != multi_string.npos; end = multi_string.find('\0')) {
        names.emplace_back(multi_string.substr(0, end));
        multi_string.remove_prefix(end + 1);
    }
    return names;
}

}  // namespace

SlotState PcscReader::wait(const SlotState& known, std::stop_token stop) {
    const auto deadline = Clock::now() + kLongestWait;
    auto state = look(0ms, stop);
    while (state == known && !stop.stop_requested()) {
        const auto left = std::chrono::ceil<base::Duration>(deadline - Clock::now());
        if (left <= 0ms) break;
        if (!context_) pause_until(std::min(deadline, next_try_), stop);
        state = look(std::min<base::Duration>(left, kSlice), stop);
    }
    return state;
}

SlotState PcscReader::look(base::Duration patience, const std::stop_token& stop) {
    if (const auto ready = connect(); !ready) return down(ready.error());
    if (const auto listed = list_readers(); !listed) return drop_context(listed.error().error(Doing::watching));
    if (const auto seen = watch(patience, stop); !seen) return drop_context(seen.error().error(Doing::watching));
    back_off_ = 0ms;
    return summary();
}

base::Result<void> PcscReader::connect() {
    if (context_) return {};
    if (Clock::now() < next_try_) return base::fail(no_context_);
    if (auto loud = pcscd_logs_apdus(options_.processes)) {
        drop_context({ErrorCode::reader_denied, std::move(*loud)});
        return base::fail(no_context_);
    }
    auto context = Context::establish();
    if (!context) {
        auto reason = context.error().error(Doing::watching);
        // A daemon that is shutting down answers once with "access denied"; only the second answer in a row counts.
        if (reason.code == ErrorCode::reader_denied && back_off_ == 0ms) reason.code = ErrorCode::daemon_missing;
        drop_context(std::move(reason));
        return base::fail(no_context_);
    }
    context_.emplace(std::move(*context));
    reader_count_state_ = SCARD_STATE_UNAWARE;
    return {};
}

SlotState PcscReader::drop_context(base::Error reason) {
    context_.reset();
    if (no_context_ != reason) base::info("card", "no reader: {} ({})", base::name_of(reason.code), reason.detail);
    no_context_ = std::move(reason);
    back_off_ = std::clamp<base::Duration>(back_off_ * 2, kFirstBackOff, kLongestBackOff);
    next_try_ = Clock::now() + back_off_;
    const std::lock_guard lock(mutex_);
    for (auto& slot : slots_) slot = {std::move(slot.name), false, SCARD_STATE_UNAWARE, slot.insertion};
    return down(no_context_);
}

Called PcscReader::list_readers() {
    DWORD size = 0;
    std::vector<char> names;
    auto done = checked("SCardListReaders", SCardListReaders(context_->handle(), nullptr, nullptr, &size));
    if (done) {
        names.resize(size);
        done = checked("SCardListReaders", SCardListReaders(context_->handle(), nullptr, names.data(), &size));
    }
    const bool none = !done && done.error().code == SCARD_E_NO_READERS_AVAILABLE;
    const bool grown = !done && done.error().code == SCARD_E_INSUFFICIENT_BUFFER;  // plugged between the two calls
    if (!done && !none && !grown) return done;
    if (!grown) set_listed(none ? std::vector<std::string>{} : split({names.data(), names.size()}));
    return {};
}

void PcscReader::set_listed(const std::vector<std::string>& names) {
    const std::lock_guard lock(mutex_);
    for (auto& slot : slots_) {
        slot.listed = std::find(names.begin(), names.end(), slot.name) != names.end();
        if (!slot.listed) slot.state = SCARD_STATE_UNAWARE;
    }
    for (const auto& name : names) {
        const auto same = [&](const Slot& slot) { return slot.name == name; };
        const bool wanted = name.find(options_.reader_name) != name.npos;
        if (wanted && std::none_of(slots_.begin(), slots_.end(), same)) slots_.push_back({name, true});
    }
}

Called PcscReader::watch(base::Duration patience, const std::stop_token& stop) {
    std::vector<SCARD_READERSTATE> states(1);
    states[0].szReader = kReaderCount;
    states[0].dwCurrentState = reader_count_state_;
    std::vector<std::size_t> numbers;
    for (std::size_t i = 0; i < slots_.size(); ++i) {  // only this thread changes names and lists
        if (!slots_[i].listed) continue;
        states.push_back({});
        states.back().szReader = slots_[i].name.c_str();
        states.back().dwCurrentState = slots_[i].state;
        numbers.push_back(i);
    }
    const std::stop_callback cancel(
        stop, [context = context_->handle()] { (void)checked("SCardCancel", SCardCancel(context)); });
    if (stop.stop_requested()) patience = 0ms;
    const auto seen = checked(
        "SCardGetStatusChange",
        SCardGetStatusChange(context_->handle(), static_cast<DWORD>(patience.count()), states.data(), states.size()));
    if (seen) update(states, numbers);
    const auto code = seen ? SCARD_S_SUCCESS : seen.error().code;
    // Nothing new, stopped, or a reader was unplugged since we listed: the next look lists again.
    if (code == SCARD_E_TIMEOUT || code == SCARD_E_CANCELLED || code == SCARD_E_UNKNOWN_READER) return {};
    return seen;
}

void PcscReader::update(const std::vector<SCARD_READERSTATE>& states, const std::vector<std::size_t>& numbers) {
    reader_count_state_ = states[0].dwEventState & ~DWORD{SCARD_STATE_CHANGED};
    const std::lock_guard lock(mutex_);
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        auto& slot = slots_[numbers[i]];
        const auto state = states[i + 1].dwEventState & ~DWORD{SCARD_STATE_CHANGED};
        const bool counted = state >> 16 != slot.state >> 16;
        const bool came = (state & SCARD_STATE_PRESENT) != 0 && (!slot.seen() || counted);
        if (came) slot.insertion = ++insertions_;
        if (counted) slot.doubtful_until = {};
        slot.state = state;
    }
}

SlotState PcscReader::summary() {
    const std::lock_guard lock(mutex_);
    if (std::none_of(slots_.begin(), slots_.end(), [](const Slot& slot) { return slot.listed; }))
        return down(
            {ErrorCode::reader_missing, fmt::format("no reader with \"{}\" in its name", options_.reader_name)});
    if (std::none_of(slots_.begin(), slots_.end(), [](const Slot& slot) { return slot.listed && !slot.hangs(); }))
        return down({ErrorCode::reader_missing, "the reader hangs"});
    if (current_ >= slots_.size() || !slots_[current_].present()) {
        const auto held = std::find_if(slots_.begin(), slots_.end(), [](const Slot& slot) { return slot.present(); });
        if (held == slots_.end()) return {SlotState::Kind::empty, {}, {}};
        current_ = static_cast<std::size_t>(held - slots_.begin());
    }
    return {SlotState::Kind::present, {options_.slot, slots_[current_].insertion}, {}};
}

void PcscReader::pause_until(Clock::time_point time, const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    stopped_.wait_until(lock, stop, time, [] { return false; });
}

PcscReader::Slot* PcscReader::slot_of(domain::CardRef card) {
    const auto is_it = [&](const Slot& slot) { return card.slot == options_.slot && slot.insertion == card.insertion; };
    const auto found = std::find_if(slots_.begin(), slots_.end(), is_it);
    return found == slots_.end() ? nullptr : &*found;
}

base::Result<std::unique_ptr<ports::CardSession>> PcscReader::open(domain::CardRef card) {
    PcscSession::Target target;
    {
        const std::lock_guard lock(mutex_);
        const auto* slot = slot_of(card);
        const auto hangs = [](const Slot& s) { return s.hangs(); };
        if (slot != nullptr ? slot->hangs() : std::any_of(slots_.begin(), slots_.end(), hangs))
            return base::fail(ErrorCode::card_busy, "the reader hangs");
        if (slot == nullptr || !slot->present())
            return base::fail(ErrorCode::card_removed, "the card was gone before it was opened");
        target = {slot->name, static_cast<unsigned>(slot->state >> 16), card, options_.call_limit,
                  options_.longest_answer};
    }
    const auto left_behind = [this, name = target.reader, card](std::function<bool()> hangs) {
        doubt(card);
        const std::lock_guard lock(mutex_);
        for (auto& slot : slots_)
            if (slot.name == name) slot.call_hangs = hangs;
    };
    return PcscSession::open(target, {[this, card] { doubt(card); }, left_behind});
}

/// What lies there now may be another card, or none. pcscd knows at its next look.
void PcscReader::doubt(domain::CardRef card) {
    const std::lock_guard lock(mutex_);
    auto* slot = slot_of(card);
    if (slot == nullptr) return;
    slot->insertion = ++insertions_;
    slot->doubtful_until = Clock::now() + kDoubt;
}

}  // namespace uketsuke::drivers::pcsc
