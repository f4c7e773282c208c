// SPDX-License-Identifier: Apache-2.0
#include "card_system.hpp"

#include <algorithm>

#include "object_reader.hpp"
#include "signing.hpp"

namespace uketsuke::sim {
namespace {

using base::Bytes;
using base::ByteView;

constexpr std::size_t kShortestAid = 5;  ///< of a partial one; how short a real card takes is not known
constexpr std::size_t kLongestPin = 16;
constexpr std::size_t kShortAnswer = 256;
constexpr std::size_t kExtraFiller = 1024;

Bytes status(std::uint16_t word) { return {static_cast<std::uint8_t>(word >> 8), static_cast<std::uint8_t>(word)}; }
Bytes with_status(Bytes data) {
    data.push_back(0x90);
    data.push_back(0x00);
    return data;
}
/// A blocked PIN's query answers 63C0, not 6984 (card facts B6).
Bytes counter(const Pin& pin) { return status(static_cast<std::uint16_t>(0x63C0 | std::min(pin.left, 15))); }
/// How many FF stand behind a file's one object.
std::size_t filler_behind(ByteView content) {
    const auto object = first_object(content);
    const auto is_filler = [](std::uint8_t byte) { return byte == 0xFF; };
    return object && std::all_of(object->rest.begin(), object->rest.end(), is_filler) ? object->rest.size() : 0;
}
FileId two_bytes(ByteView bytes) { return static_cast<FileId>(bytes[0] << 8 | bytes[1]); }

}  // namespace

CardSystem::CardSystem(std::vector<Application> applications, TerminalGate terminal)
    : applications_(std::move(applications)), terminal_(std::move(terminal)), application_(&applications_.front()) {}

void CardSystem::power_up() {
    application_ = &applications_.front();
    file_.reset();
    forget_verified();
}

void CardSystem::forget_verified() {
    for (auto& application : applications_)
        for (auto& [id, file] : application.files)
            if (file.pin) file.pin->verified = false;
    terminal_.forget();
}

int CardSystem::tries_left(FileId pin) const {
    for (const auto& application : applications_)
        if (const auto file = application.files.find(pin); file != application.files.end() && file->second.pin)
            return file->second.pin->left;
    return 0;
}

int CardSystem::tries_left(ApplicationName name, FileId pin) const {
    for (const auto& application : applications_)
        if (const auto file = application.files.find(pin);
            application.name == name && file != application.files.end() && file->second.pin)
            return file->second.pin->left;
    return 0;
}

base::Bytes CardSystem::obey(const Command& command, CardFaults& faults) {
    if ((command.cla & 0x7F) != 0) return status((command.cla & 0x7C) == 0 ? 0x6881 : 0x6E00);
    switch (command.ins) {
        case 0xA4: return select(command);
        case 0xB0: return read_binary(command, faults);
        case 0xB2: return read_record(command);
        case 0x20: return verify(command);
        case 0x24:
        case 0x32: return change_pin(command);
        case 0x2A: return sign(command, faults);
        case 0x84: return get_challenge(command);
        case 0x88: return internal_authenticate(command);
        case 0xA2: return certify_terminal(command);
        case 0x82: return status(terminal_.authenticate(command.data));
        case 0xCA: return get_data(command);
        default: return status(0x6D00);
    }
}

base::Bytes CardSystem::select(const Command& command) {
    const bool cold = application_ == &applications_.front();
    if (command.p1 == 0x04) return select_application(command.data);
    if (command.p1 == 0x02 && command.data.size() == 2) return select_file(command.data);
    if (command.p1 == 0x00 && command.data.empty()) return status(cold ? 0x6A86 : 0x9000);  // trap a: it does nothing
    return status(command.p1 == 0x00 ? 0x6A82 : 0x6A86);
}

/// Also by the beginning of an AID: the first application that has it.
base::Bytes CardSystem::select_application(base::ByteView aid) {
    const auto found = std::find_if(applications_.begin(), applications_.end(), [&](const Application& application) {
        return aid.size() >= kShortestAid && aid.size() <= application.aid.size() &&
               std::equal(aid.begin(), aid.end(), application.aid.begin());
    });
    if (found == applications_.end()) return status(0x6A82);
    application_ = &*found;
    file_.reset();
    forget_verified();
    return status(0x9000);
}

base::Bytes CardSystem::select_file(base::ByteView id) {
    if (application_->files.count(two_bytes(id)) == 0) return status(0x6A82);
    file_ = two_bytes(id);
    return status(0x9000);
}

File* CardSystem::current_file() { return !file_ ? nullptr : &application_->files.at(*file_); }

Pin* CardSystem::pin_of(FileId file) {
    const auto found = application_->files.find(file);
    return found == application_->files.end() || !found->second.pin ? nullptr : &*found->second.pin;
}

/// P2 = 80 means the selected file, 80|n the file with short id n, which becomes the selected one.
File* CardSystem::addressed_by(std::uint8_t p2) {
    const FileId short_id = p2 & 0x1F;
    if (short_id == 0) return current_file();
    if (application_->files.count(short_id) == 0) return nullptr;
    file_ = short_id;
    return current_file();
}

bool CardSystem::opened(const File& file, CardFaults& faults) {
    if (file.opened_by.empty()) return true;
    if (file.opened_by_owner) return !faults.locked.fires();
    if (file.opened_by_terminal && terminal_.open()) return true;
    return std::any_of(file.opened_by.begin(), file.opened_by.end(), [&](FileId id) {
        const auto* pin = pin_of(id);
        return pin != nullptr && pin->verified;
    });
}

base::Bytes CardSystem::read_binary(const Command& command, CardFaults& faults) {
    const bool by_short_id = (command.p1 & 0x80) != 0;
    const auto* file = by_short_id ? addressed_by(command.p1) : current_file();
    if (file == nullptr) return status(by_short_id ? 0x6A82 : 0x6986);
    if (file->kind != File::Kind::data) return status(0x6981);
    if (!opened(*file, faults)) return status(0x6982);
    if (!command.expected) return status(0x6700);
    const std::size_t offset = by_short_id ? command.p2 : static_cast<std::size_t>(command.p1 << 8 | command.p2);
    auto data = served(*file, offset, *command.expected, faults);
    if (data.empty()) return status(0x6B00);
    if (data.size() < kShortAnswer && data.size() < *command.expected && faults.exact_length.fires())
        return status(static_cast<std::uint16_t>(0x6C00 | data.size()));
    return with_status(std::move(data));
}

/// A part of a file as the card gives it out today: the faults of the content happen here. By short id only the first
/// 256 bytes can be named, which the offset sees to.
base::Bytes CardSystem::served(const File& file, std::size_t offset, std::size_t length, CardFaults& faults) {
    const bool long_form = !file.long_form.empty() && faults.long_form_lengths.fires();
    auto content = ByteView(long_form ? file.long_form : file.content);
    if (const auto filler = filler_behind(content); filler > 0 && faults.no_filler.fires())
        content = content.first(content.size() - filler);
    const std::size_t size = content.size() + (faults.extra_filler.fires() ? kExtraFiller : 0);
    if (offset >= size) return {};
    Bytes data(std::min(length, size - offset), 0xFF);
    if (offset < content.size()) {
        const auto part = content.subspan(offset, std::min(data.size(), content.size() - offset));
        std::copy(part.begin(), part.end(), data.begin());
    }
    tamper(faults, application_->name, *file_, content, offset, data);
    if (data.size() > 1 && faults.drips.fires()) data.resize(1);
    return data;
}

/// Also by short identifier, which fills the five upper bits of P2.
base::Bytes CardSystem::read_record(const Command& command) {
    const auto short_id = static_cast<std::uint8_t>(command.p2 >> 3);
    const auto* file = short_id != 0 ? addressed_by(short_id) : current_file();
    if (file == nullptr) return status(short_id != 0 ? 0x6A82 : 0x6986);
    if (file->kind != File::Kind::record) return status(0x6981);
    if ((command.p2 & 0x07) != 0x04) return status(0x6A86);
    return command.p1 == 1 ? with_status(file->content) : status(0x6A83);
}

base::Bytes CardSystem::verify(const Command& command) {
    if (command.p1 != 0 || (command.p2 & 0x80) == 0) return status(0x6A86);
    auto* file = addressed_by(command.p2);
    if (file == nullptr) return status((command.p2 & 0x1F) == 0 ? 0x6986 : 0x6A82);
    if (!file->pin) return status(0x6981);
    auto& pin = *file->pin;
    if (command.data.empty()) return counter(pin);
    if (command.data.size() > kLongestPin) return status(0x6700);
    if (pin.left == 0) return status(0x6984);
    pin.verified = std::equal(command.data.begin(), command.data.end(), pin.value.begin(), pin.value.end());
    pin.left = pin.verified ? pin.full : pin.left - 1;
    return pin.verified ? status(0x9000) : counter(pin);
}

/// 00 24 01 80, or 80 32 00 80 in the older applications; after VERIFY, with the new value alone.
base::Bytes CardSystem::change_pin(const Command& command) {
    const bool old_way = command.ins == 0x32;
    if (old_way != application_->old_change_pin) return status(0x6D00);
    if (command.p1 != (old_way ? 0x00 : 0x01) || (command.p2 & 0x80) == 0) return status(0x6A86);
    auto* file = addressed_by(command.p2);
    if (file == nullptr || !file->pin) return status(0x6981);
    if (!file->pin->verified) return status(0x6982);
    if (command.data.empty() || command.data.size() > kLongestPin) return status(0x6700);
    file->pin->value.assign(command.data.begin(), command.data.end());
    return status(0x9000);
}

/// P2 = 00: the application's own key. 80, 80|n: the selected key file or that of the short id.
base::Bytes CardSystem::sign(const Command& command, CardFaults& faults) {
    const PrivateKey* key = nullptr;
    if ((command.p2 & 0x80) == 0) {
        if (application_->default_key) key = &*application_->default_key;
    } else if (const auto* file = addressed_by(command.p2); file != nullptr && file->kind == File::Kind::key) {
        if (!opened(*file, faults)) return status(0x6982);
        if (file->key) key = &*file->key;
    }
    if (key == nullptr || faults.no_key.fires()) return status(0x6985);
    if (faults.other_key.fires()) key = other_key(*key);
    terminal_.close();
    auto [signature, word] = compute_signature(*key, command.p1, command.data);
    return word == 0x9000 ? with_status(std::move(signature)) : status(word);
}

/// What a copied card would have instead: some other key of the same kind. Of this card's keys, since the fault
/// only has to be another than the one that was certified.
const PrivateKey* CardSystem::other_key(const PrivateKey& than) const {
    for (const auto& application : applications_)
        for (const auto& [id, file] : application.files)
            if (file.key && file.key->public_bytes() != than.public_bytes()) return &*file.key;
    return &than;
}

/// The public key is not on the card; what it signs is not published. Ours: the challenge's digest.
base::Bytes CardSystem::internal_authenticate(const Command& command) {
    if (!application_->internal_key) return status(0x6D00);
    if (command.p1 != 0 || command.p2 != 0x99) return status(0x6A86);
    if (command.data.empty()) return status(0x6700);
    const auto& key = *application_->internal_key;
    return with_status(key.sign_digests(key.digest(command.data)));
}

base::Bytes CardSystem::get_challenge(const Command& command) {
    if (!command.data.empty() || !command.expected) return status(0x6700);
    if (command.extended) return status(0x6985);
    const auto challenge = terminal_.challenge(*command.expected);
    return with_status({challenge.begin(), challenge.end()});
}

base::Bytes CardSystem::get_data(const Command& command) const {
    const auto found = application_->objects.find(static_cast<FileId>(command.p1 << 8 | command.p2));
    if (found == application_->objects.end()) return status(0x6A88);
    const auto& object = found->second;
    if (!command.expected || object.size() > *command.expected) return status(0x6700);
    return with_status(object);
}

/// 80 A2 06 C1: a certificate's header and body; 80 A2 00 C1: the signature over it.
base::Bytes CardSystem::certify_terminal(const Command& command) {
    const auto* file = current_file();
    if (file == nullptr || file->kind != File::Kind::terminal_ca) return status(0x6985);
    if (command.p2 != 0xC1 || (command.p1 != 0x06 && command.p1 != 0x00)) return status(0x6A86);
    return status(command.p1 == 0x06 ? terminal_.take_certificate(command.data)
                                     : terminal_.take_signature(command.data));
}

}  // namespace uketsuke::sim
