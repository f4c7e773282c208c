// SPDX-License-Identifier: Apache-2.0
#include "in_process_reader.hpp"

#include <condition_variable>
#include <mutex>

namespace uketsuke::sim {
namespace {

using base::ErrorCode;

constexpr std::chrono::seconds kLongestWait{1};

}  // namespace

/// The shared truth of the slot. All members under the mutex.
struct InProcessReader::Slot {
    mutable std::mutex mutex;
    std::condition_variable_any changed;
    int number = 0;
    std::shared_ptr<VirtualCard> card;
    std::uint32_t insertion = 0;
    bool open = false;
    ReaderFaults faults;
    bool flicker = false;  ///< the last call found no reader, so the next one does

    [[nodiscard]] ports::SlotState state() const {
        using Kind = ports::SlotState::Kind;
        if (faults.daemon_off.on) return {Kind::down, {}, base::Error{ErrorCode::daemon_missing, "simulated"}};
        if (faults.reader_off.on) return {Kind::down, {}, base::Error{ErrorCode::reader_missing, "simulated"}};
        // As PcscReader: a card that lay there before may stay.
        if (faults.another.on && !card) return {Kind::down, {}, base::Error{ErrorCode::reader_changed, "simulated"}};
        if (!card) return {Kind::empty, {}, std::nullopt};
        return {Kind::present, {number, insertion}, std::nullopt};
    }
    /// The fault that keeps everybody from the card, counted.
    std::optional<base::Error> down() {
        if (faults.daemon_off.fires()) return base::Error{ErrorCode::daemon_missing, "simulated"};
        if (faults.reader_off.fires()) return base::Error{ErrorCode::card_removed, "the reader is gone"};
        flicker = !flicker && faults.flickers.fires();
        if (flicker) return base::Error{ErrorCode::card_removed, "the reader is gone for a moment"};
        return std::nullopt;
    }
    [[nodiscard]] bool holds(domain::CardRef ref) const { return card && ref == domain::CardRef{number, insertion}; }
    void take_out() {
        if (card) card->power_down();
        card.reset();
    }
};

/// Exclusive; powers the card down at its end, like the real one.
class InProcessReader::Session : public ports::CardSession {
public:
    Session(std::shared_ptr<Slot> slot, domain::CardRef ref) : slot_(std::move(slot)), ref_(ref) {}
    ~Session() override {
        const std::scoped_lock lock(slot_->mutex);
        slot_->open = false;
        if (slot_->holds(ref_)) slot_->card->power_down();
    }

    base::Result<base::Bytes> transmit(base::ByteView command) override {
        auto card = reachable_card();
        if (!card) return base::fail(card.error());
        auto response = (*card)->answer(command);  // outside the lock: a hand may take the card out meanwhile
        const std::scoped_lock lock(slot_->mutex);
        if (!(*card)->in_field() && slot_->card == *card) {
            slot_->take_out();
            slot_->changed.notify_all();
        }
        if (!response) return base::fail(ErrorCode::card_removed, "no answer");
        if (!slot_->holds(ref_)) return base::fail(ErrorCode::card_removed, "taken out during the command");
        return std::move(*response);
    }
    [[nodiscard]] std::size_t longest_answer() const override { return 65536; }
    [[nodiscard]] domain::CardRef card() const override { return ref_; }

private:
    base::Result<std::shared_ptr<VirtualCard>> reachable_card() {
        const std::scoped_lock lock(slot_->mutex);
        if (const auto down = slot_->down()) return base::fail(*down);
        if (!slot_->holds(ref_)) return base::fail(ErrorCode::card_removed);
        return slot_->card;
    }

    std::shared_ptr<Slot> slot_;
    domain::CardRef ref_;
};

InProcessReader::InProcessReader(int slot) : slot_(std::make_shared<Slot>()) { slot_->number = slot; }
InProcessReader::~InProcessReader() = default;

ports::SlotState InProcessReader::wait(const ports::SlotState& known, std::stop_token stop) {
    std::unique_lock lock(slot_->mutex);
    slot_->changed.wait_for(lock, stop, kLongestWait, [&] { return slot_->state() != known; });
    slot_->down();
    if (!slot_->card) slot_->faults.another.fires();
    return slot_->state();
}

base::Result<std::unique_ptr<ports::CardSession>> InProcessReader::open(domain::CardRef card) {
    const std::scoped_lock lock(slot_->mutex);
    if (const auto down = slot_->down()) return base::fail(*down);
    if (!slot_->holds(card)) return base::fail(ErrorCode::card_removed);
    if (slot_->open || slot_->faults.busy.fires()) return base::fail(ErrorCode::card_busy);
    slot_->card->power_up();
    if (slot_->card->atr().empty()) return base::fail(ErrorCode::card_mute, "no answer to reset");
    slot_->open = true;
    return std::unique_ptr<ports::CardSession>(std::make_unique<Session>(slot_, card));
}

ports::SlotState InProcessReader::state() const {
    const std::scoped_lock lock(slot_->mutex);
    return slot_->state();
}

void InProcessReader::insert(std::shared_ptr<VirtualCard> card) {
    const std::scoped_lock lock(slot_->mutex);
    slot_->take_out();
    slot_->card = std::move(card);
    ++slot_->insertion;
    slot_->changed.notify_all();
}

void InProcessReader::remove() {
    const std::scoped_lock lock(slot_->mutex);
    slot_->take_out();
    slot_->changed.notify_all();
}

void InProcessReader::swap_unnoticed(std::shared_ptr<VirtualCard> card) {
    const std::scoped_lock lock(slot_->mutex);
    slot_->take_out();
    slot_->card = std::move(card);
    slot_->card->power_up();
}

void InProcessReader::set_faults(const ReaderFaults& faults) {
    const std::scoped_lock lock(slot_->mutex);
    slot_->faults = faults;
    slot_->changed.notify_all();
}

ReaderFaults InProcessReader::faults() const {
    const std::scoped_lock lock(slot_->mutex);
    return slot_->faults;
}

}  // namespace uketsuke::sim
