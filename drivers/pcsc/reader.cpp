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
/// How much longer than it should a call of the monitor may take until the daemon counts as stopped: with the slice,
/// less than three seconds.
constexpr auto kCallLimit = 2000ms;
/// For the cancelling of a call, which asks the daemon too and is on the thread that stops the monitor.
constexpr auto kCancelLimit = 200ms;
/// For one call to a card that is only asked what it is: it selects an application and reads 32 bytes.
constexpr auto kAskLimit = 2000ms;
constexpr auto kFirstBackOff = 50ms;
constexpr auto kLongestBackOff = 1000ms;
constexpr const char* kReaderCount = "\\\\?PnP?\\Notification";

SlotState down(base::Error reason) { return {SlotState::Kind::down, {}, std::move(reason)}; }

/// Called::error() of a call that was left behind.
constexpr LONG kNoAnswer = SCARD_E_TIMEOUT;
base::Unexpected<Failure> no_answer(Site site) { return {Failure{kNoAnswer, site}}; }

}  // namespace

/// One SCardGetStatusChange with all that it writes into, since it may outlive whoever waits for it.
struct PcscReader::Watched {
    std::shared_ptr<Context> context;
    std::vector<Slots::Look> readers;
    std::vector<SCARD_READERSTATE> states = {};
    Called called = {};

    Watched(std::shared_ptr<Context> way, std::vector<Slots::Look> looks, DWORD count_state)
        : context(std::move(way)), readers(std::move(looks)), states(1 + readers.size()) {
        states[0].szReader = kReaderCount;
        states[0].dwCurrentState = count_state;
        for (std::size_t i = 0; i < readers.size(); ++i) {
            states[i + 1].szReader = readers[i].reader.c_str();
            states[i + 1].dwCurrentState = readers[i].state;
        }
    }
    void run(base::Duration patience) {
        called = checked("SCardGetStatusChange",
                         SCardGetStatusChange(context->handle(), static_cast<DWORD>(patience.count()), states.data(),
                                              states.size()));
    }
    [[nodiscard]] DWORD news(std::size_t i) const { return states[i].dwEventState & ~DWORD{SCARD_STATE_CHANGED}; }
};

PcscReader::~PcscReader() {
    if (context_) call([context = std::move(context_)]() mutable { context.reset(); });
}

/// On a thread that is left behind when the daemon does not answer; then false. The task owns what it touches.
bool PcscReader::call(std::function<void()> task, base::Duration patience) {
    if (!caller_) caller_ = std::make_unique<BoundedThread>();
    if (caller_->run(std::move(task), patience + kCallLimit)) return true;
    left_behind_ = caller_->busy();
    caller_.reset();
    return false;
}

SlotState PcscReader::wait(const SlotState& known, std::stop_token stop) {
    const auto deadline = Clock::now() + kLongestWait;
    look(0ms, stop);
    auto now = state(known);
    while (now == known && !stop.stop_requested()) {
        const auto left = std::chrono::ceil<base::Duration>(deadline - Clock::now());
        if (left <= 0ms) break;
        if (!context_) pause_until(std::min(deadline, next_try_), stop);
        look(std::min<base::Duration>(left, kSlice), stop);
        now = state(known);
    }
    shown_ = now.kind == SlotState::Kind::present ? now.card.insertion : 0;
    return now;
}

/// A card that a visit has may stay until it is taken: it lies in a reader that was admitted.
SlotState PcscReader::state(const SlotState& known) {
    const bool visit_goes_on =
        known.kind == SlotState::Kind::present && !slots_.reader_of(known.card.insertion).empty();
    if (context_ && !strangers_.empty() && !visit_goes_on)
        return down({ErrorCode::reader_changed, "nobody has accepted: " + strangers_});
    switch (stage()) {
        case Stage::no_service: return down(no_context_);
        case Stage::no_reader: return no_reader();
        case Stage::hung: return down({ErrorCode::reader_missing, "the reader hangs"});
        case Stage::empty: return {SlotState::Kind::empty, {}, {}};
        case Stage::present:
        case Stage::connected: break;
    }
    const auto card = slots_.choose();
    if (!card) return {SlotState::Kind::empty, {}, {}};
    return {SlotState::Kind::present, {options_.slot, *card}, {}};
}

SlotState PcscReader::no_reader() const {
    const auto where = options_.port.empty() ? "" : fmt::format(" at USB port {}", options_.port);
    return down(
        {ErrorCode::reader_missing, fmt::format("no reader with \"{}\" in its name{}", options_.reader_name, where)});
}

void PcscReader::look(base::Duration patience, const std::stop_token& stop) {
    if (!context_) connect();
    if (!context_) return;
    if (const auto listed = list_readers(); !listed) return lose_context(listed.error());
    if (const auto seen = watch(patience, stop); !seen) return lose_context(seen.error());
    if (!doubtful_.empty())
        if (const auto listed = list_readers(); !listed) return lose_context(listed.error());
    back_off_ = 0ms;
    if (options_.probe) tell_apart(stop);
}

void PcscReader::connect() {
    if (Clock::now() < next_try_) return;
    if (left_behind_ && left_behind_()) {  // one call hangs there already
        next_try_ = Clock::now() + kFirstBackOff;
        return;
    }
    left_behind_ = nullptr;
    if (auto loud = pcscd_logs_apdus(options_.processes))
        return drop_context({ErrorCode::reader_denied, std::move(*loud)});
    using Made = std::optional<base::Expected<Context, Failure>>;
    const auto made = std::make_shared<Made>();
    if (!call([made] { made->emplace(Context::establish()); }))
        return lose_context(no_answer("SCardEstablishContext").error);
    if (!made->value()) return lose_context(made->value().error());
    context_ = std::make_shared<Context>(std::move(**made).value());
    reader_count_state_ = SCARD_STATE_UNAWARE;
}

void PcscReader::lose_context(const Failure& failure) {
    if (failure.code == kNoAnswer) {
        const auto site = failure.error(Doing::watching).detail;
        return drop_context({ErrorCode::daemon_missing, "pcscd does not answer: " + site});
    }
    auto reason = failure.error(Doing::watching);
    // A daemon that is going down answers any call once with "access denied"; only the second answer in a row counts.
    if (reason.code == ErrorCode::reader_denied && back_off_ == 0ms) reason.code = ErrorCode::daemon_missing;
    drop_context(std::move(reason));
}

void PcscReader::drop_context(base::Error reason) {
    if (context_ && !left_behind_) call([context = std::move(context_)]() mutable { context.reset(); });
    context_.reset();
    if (no_context_ != reason) base::info("card", "no reader: {} ({})", base::name_of(reason.code), reason.detail);
    no_context_ = std::move(reason);
    back_off_ = std::clamp<base::Duration>(back_off_ * 2, kFirstBackOff, kLongestBackOff);
    next_try_ = Clock::now() + back_off_;
    slots_.forget();
    places_.clear();
    doubtful_.clear();
    strangers_.clear();
}

Called PcscReader::list_readers() {
    using Names = base::Expected<std::vector<std::string>, Failure>;
    const auto names = std::make_shared<std::optional<Names>>();
    if (!call([names, context = context_] { names->emplace(reader_names(*context)); }))
        return no_answer("SCardListReaders");
    if (names->value()) {
        auto fitting = std::move(**names).value();
        std::erase_if(fitting, [&](const auto& name) { return name.find(options_.reader_name) == name.npos; });
        if (const auto found = find_places(fitting); !found) return found;
        slots_.list(admitted(fitting));
    } else if (names->value().error().code != SCARD_E_INSUFFICIENT_BUFFER) {  // being plugged: the next look lists
        return base::Unexpected<Failure>{names->value().error()};
    }
    return {};
}

/// Asks those whose place is not known. A reader in which the card that was shown still lies is the one it was.
Called PcscReader::find_places(const std::vector<std::string>& names) {
    std::erase_if(places_,
                  [&](const auto& known) { return std::find(names.begin(), names.end(), known.first) == names.end(); });
    const auto doubtful = std::exchange(doubtful_, {});
    if (options_.port.empty() && !options_.admit) return {};
    const auto holds_shown = slots_.reader_of(shown_);
    for (const auto& name : names) {
        if (places_.contains(name) && (!doubtful.contains(name) || name == holds_shown)) continue;
        if (const auto found = find_place(name); !found) return found;
    }
    return {};
}

/// One that is not reached is asked again at the next look; until then it is where it was only if it is in use, since a
/// device that is new has no users.
Called PcscReader::find_place(const std::string& name) {
    using Place = base::Expected<ReaderPlace, Failure>;
    const auto place = std::make_shared<std::optional<Place>>();
    if (!call([place, name, context = context_, devices = options_.usb_devices] {
            place->emplace(place_of(*context, name, devices));
        }))
        return no_answer("SCardGetAttrib");
    if (!place->value()) {
        doubtful_.insert(name);
        base::info("card", "where {} is plugged in is asked again: {}", name,
                   place->value().error().error(Doing::watching).detail);
        if (place->value().error().code != SCARD_E_SHARING_VIOLATION) places_.erase(name);
        return {};
    }
    auto& now = ***place;
    if (now.port.empty() && !places_.contains(name))
        base::warn("card", "{} tells no USB port: it is known by its full name", name);
    places_.insert_or_assign(name, std::move(now));
    return {};
}

/// Those that may be used, and notes whether others are there.
std::vector<std::string> PcscReader::admitted(const std::vector<std::string>& names) {
    if (options_.port.empty() && !options_.admit) return names;
    std::vector<std::string> ours, identities;
    for (const auto& name : names) {
        const auto place = places_.find(name);
        if (place == places_.end() || (!options_.port.empty() && place->second.port != options_.port)) continue;
        ours.push_back(name);
        identities.push_back(identity_of(name, place->second));
    }
    strangers_.clear();
    if (!options_.admit) return ours;
    const auto may = options_.admit(identities);
    std::erase_if(ours, [&](const auto& name) {
        const auto identity = identity_of(name, places_[name]);
        const bool stranger = std::find(may.begin(), may.end(), identity) == may.end();
        if (stranger) strangers_ += (strangers_.empty() ? "" : ", ") + identity;
        return stranger;
    });
    return ours;
}

/// Where a reader was plugged in or out, or one counts its cards anew, another may stand under the old name.
void PcscReader::doubt_places(const Watched& seen) {
    const bool plugged = reader_count_state_ != SCARD_STATE_UNAWARE && seen.news(0) != reader_count_state_;
    for (std::size_t i = 0; i < seen.readers.size(); ++i)
        if (plugged || seen.news(i + 1) >> 16 < seen.readers[i].state >> 16) doubtful_.insert(seen.readers[i].reader);
}

Called PcscReader::watch(base::Duration patience, const std::stop_token& stop) {
    const auto watched = std::make_shared<Watched>(context_, slots_.listed(), reader_count_state_);
    const std::stop_callback cancel(stop, [context = context_] {
        BoundedThread().run([context] { (void)checked("SCardCancel", SCardCancel(context->handle())); }, kCancelLimit);
    });
    if (stop.stop_requested()) patience = 0ms;
    if (!call([watched, patience] { watched->run(patience); }, patience)) return no_answer("SCardGetStatusChange");
    if (watched->called) note(*watched);
    const auto code = watched->called ? SCARD_S_SUCCESS : watched->called.error().code;
    // Nothing new, stopped, or a reader was unplugged since we listed: the next look lists again.
    if (code == SCARD_E_TIMEOUT || code == SCARD_E_CANCELLED || code == SCARD_E_UNKNOWN_READER) return {};
    return watched->called;
}

void PcscReader::note(const Watched& seen) {
    doubt_places(seen);
    reader_count_state_ = seen.news(0);
    for (std::size_t i = 0; i < seen.readers.size(); ++i) slots_.see(seen.readers[i].number, seen.news(i + 1));
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
    if (opened_for_it) (*opened_for_it)->begin_dialogue();  // a card that drips has no more time than one that is mute
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
