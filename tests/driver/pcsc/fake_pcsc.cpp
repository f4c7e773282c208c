// SPDX-License-Identifier: Apache-2.0
#include "fake_pcsc.hpp"

namespace uketsuke::test {

DWORD FakePcsc::Reader::state() const {
    const DWORD there = present ? SCARD_STATE_PRESENT : SCARD_STATE_EMPTY;
    return there | (held ? SCARD_STATE_EXCLUSIVE | SCARD_STATE_INUSE : 0) | events << 16;
}

FakePcsc& FakePcsc::instance() {
    static FakePcsc fake;
    return fake;
}

void FakePcsc::reset() {
    const std::lock_guard lock(mutex);
    up = tells_of_plugs = true;
    hanging = stopped = cancelled = fired_ = false;
    share_mode = disposition = 0;
    longest_apdu.reset();
    protocol = SCARD_PROTOCOL_T1;
    readers.clear();
    readers[kReader] = {};
    handles.clear();
    living_contexts = fault_in_ = 0;
    torn = {};
    scripted_.clear();
    counted_.clear();
    made_.clear();
    answers_.clear();
    commands.clear();
}

void FakePcsc::daemon(bool is_up) {
    const std::lock_guard lock(mutex);
    up = is_up;
    for (auto& [name, reader] : readers) reader.held = false;
    changed.notify_all();
}

void FakePcsc::plug(const std::string& reader) {
    const std::lock_guard lock(mutex);
    readers[reader] = {};
    changed.notify_all();
}

void FakePcsc::plug(const std::string& reader, std::uint32_t channel) {
    plug(reader);
    const std::lock_guard lock(mutex);
    readers[reader].channel = channel;
}

void FakePcsc::unplug(const std::string& reader) {
    const std::lock_guard lock(mutex);
    readers.erase(reader);
    changed.notify_all();
}

void FakePcsc::insert(const std::string& reader, std::shared_ptr<sim::VirtualCard> card) {
    const std::lock_guard lock(mutex);
    readers[reader].card = std::move(card);
    readers[reader].present = true;
    ++readers[reader].events;
    changed.notify_all();
}

void FakePcsc::remove(const std::string& reader) {
    const std::lock_guard lock(mutex);
    take_out(readers[reader]);
}

void FakePcsc::take_out(Reader& reader) {
    if (!reader.present) return;
    if (reader.card) reader.card->power_down();
    reader.card.reset();
    reader.present = false;
    ++reader.events;
    changed.notify_all();
}

void FakePcsc::fail_next(const std::string& call, LONG code) {
    const std::lock_guard lock(mutex);
    scripted_[call].push_back(code);
}

void FakePcsc::fault_at(int nth, CallFault fault) {
    const std::lock_guard lock(mutex);
    fault_in_ = nth;
    fault_ = std::move(fault);
    fired_ = false;
}

void FakePcsc::torn_as(CallFault outcome) {
    const std::lock_guard lock(mutex);
    torn = std::move(outcome);
}

void FakePcsc::answer_next(const std::string& hex) {
    const std::lock_guard lock(mutex);
    answers_.push_back(*base::from_hex(hex));
}

base::Bytes FakePcsc::scripted_answer() {
    if (answers_.empty()) return {0x90, 0x00};
    auto answer = std::move(answers_.front());
    answers_.pop_front();
    return answer;
}

void FakePcsc::stop(bool on) {
    const std::lock_guard lock(mutex);
    stopped = on;
    changed.notify_all();
}

std::unique_lock<std::mutex> FakePcsc::locked() {
    std::unique_lock lock(mutex);
    changed.wait(lock, [this] { return !stopped; });
    return lock;
}

void FakePcsc::hang(bool on) {
    const std::lock_guard lock(mutex);
    hanging = on;
    changed.notify_all();
}

void FakePcsc::hold(bool on, const std::string& reader) {
    const std::lock_guard lock(mutex);
    readers[reader].held = on;
    changed.notify_all();
}

int FakePcsc::calls(const std::string& call) {
    const std::lock_guard lock(mutex);
    return counted_[call];
}

std::vector<std::string> FakePcsc::made() {
    const std::lock_guard lock(mutex);
    return made_;
}

void FakePcsc::forget_made() {
    const std::lock_guard lock(mutex);
    made_.clear();
}

bool FakePcsc::fired() {
    const std::lock_guard lock(mutex);
    return fired_;
}

std::vector<std::string> FakePcsc::sent() {
    const std::lock_guard lock(mutex);
    return commands;
}

DWORD FakePcsc::last_share_mode() {
    const std::lock_guard lock(mutex);
    return share_mode;
}

DWORD FakePcsc::last_disposition() {
    const std::lock_guard lock(mutex);
    return disposition;
}

int FakePcsc::open_contexts() {
    const std::lock_guard lock(mutex);
    return living_contexts;
}

int FakePcsc::open_handles() {
    const std::lock_guard lock(mutex);
    return static_cast<int>(handles.size());
}

CallFault FakePcsc::enter(const std::string& call) {
    ++counted_[call];
    made_.push_back(call);
    if (fault_in_ > 0 && --fault_in_ == 0) {
        fired_ = true;
        up = up && !fault_.daemon_dies;
        return fault_;
    }
    auto& script = scripted_[call];
    if (!script.empty()) {
        const LONG code = script.front();
        script.pop_front();
        return {code};
    }
    return {up ? SCARD_S_SUCCESS : SCARD_E_NO_SERVICE};
}

void FakePcsc::close(SCARDHANDLE handle, bool power_down) {
    const auto open = handles.find(handle);
    if (open == handles.end()) return;
    const auto reader = readers.find(open->second.reader);
    const bool direct = open->second.direct;
    handles.erase(open);
    if (reader == readers.end() || direct) return;
    reader->second.held = false;
    if (power_down && reader->second.card) reader->second.card->power_down();
    changed.notify_all();
}

}  // namespace uketsuke::test
