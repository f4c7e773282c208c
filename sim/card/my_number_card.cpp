// SPDX-License-Identifier: Apache-2.0
#include "my_number_card.hpp"

#include <algorithm>

#include "drivers/mynumber/apdu.hpp"
#include "drivers/mynumber/tlv.hpp"

namespace uketsuke::sim {
namespace {

using base::Bytes;
using base::ByteView;
using drivers::mynumber::RsaKey;

constexpr FileId kFace = 0x0002;

Bytes status(std::uint16_t word) { return {static_cast<std::uint8_t>(word >> 8), static_cast<std::uint8_t>(word)}; }
Bytes with_status(Bytes data) {
    data.push_back(0x90);
    data.push_back(0x00);
    return data;
}
Bytes counter(const Pin& pin) { return status(static_cast<std::uint16_t>(0x63C0 | std::min(pin.left, 15))); }

bool is_surface(const Application& application) {
    return std::equal(application.aid.begin(), application.aid.end(), drivers::mynumber::kSurface.begin());
}
FileId two_bytes(ByteView bytes) { return static_cast<FileId>(bytes[0] << 8 | bytes[1]); }

/// Noise that is no status word of ISO 7816.
Bytes noise(std::size_t seed) {
    Bytes bytes;
    for (std::size_t i = 0; i < 9; ++i) bytes.push_back(static_cast<std::uint8_t>((seed + i) * 0x5B + 0x1D));
    bytes.push_back(0x1B);
    bytes.push_back(0xAD);
    return bytes;
}

}  // namespace

base::Result<std::shared_ptr<MyNumberCard>> MyNumberCard::create(const Person& person, const TestPki& pki,
                                                                 base::Bytes photo_jp2) {
    const auto keys = CardKeys::load(pki, person);
    if (!keys) return base::fail(keys.error());
    return std::shared_ptr<MyNumberCard>(
        new MyNumberCard(card_contents(person, pki, *keys, photo_jp2),
                         face_record(person, pki, keys->surface, photo_jp2, Lengths::long_form), pki.terminal_ca));
}

MyNumberCard::MyNumberCard(std::vector<Application> applications, base::Bytes long_form_face, RsaKey terminal_ca)
    : applications_(std::move(applications)),
      long_form_face_(std::move(long_form_face)),
      terminal_(std::move(terminal_ca)) {}

/// Type B through a contactless reader (card facts A1).
base::Bytes MyNumberCard::atr() const {
    return {0x3B, 0x88, 0x80, 0x01, 0x00, 0x00, 0x05, 0xE0, 0xB3, 0x81, 0xA1, 0x00, 0x7F};
}

void MyNumberCard::power_up() {
    const std::scoped_lock lock(mutex_);
    application_ = nullptr;
    file_.reset();
    forget_verified();
    in_field_ = true;
    fresh_ = true;
}

void MyNumberCard::power_down() {
    const std::scoped_lock lock(mutex_);
    application_ = nullptr;
    file_.reset();
    forget_verified();
}

void MyNumberCard::reset() {
    const std::scoped_lock lock(mutex_);
    application_ = nullptr;
    file_.reset();
}

void MyNumberCard::forget_verified() {
    for (auto& application : applications_)
        for (auto& [id, file] : application.files)
            if (file.pin) file.pin->verified = false;
    terminal_.forget();
}

std::optional<base::Bytes> MyNumberCard::answer(base::ByteView command) {
    const std::scoped_lock lock(mutex_);
    if (!in_field_ || torn_before()) return std::nullopt;
    note(command);
    if (faults_.hang.fires()) return std::nullopt;
    auto response = misbehave(command);
    if (!response) {
        const auto read = read_command(command);
        response = read ? obey(*read) : status(0x6700);
    }
    fresh_ = false;
    if (torn_after()) return std::nullopt;
    return response;
}

bool MyNumberCard::in_field() const {
    const std::scoped_lock lock(mutex_);
    return in_field_;
}
void MyNumberCard::set_faults(const CardFaults& faults) {
    const std::scoped_lock lock(mutex_);
    faults_ = faults;
}
CardFaults MyNumberCard::faults() const {
    const std::scoped_lock lock(mutex_);
    return faults_;
}
CardLog MyNumberCard::log() const {
    const std::scoped_lock lock(mutex_);
    return log_;
}
int MyNumberCard::tries_left(FileId pin) const {
    const std::scoped_lock lock(mutex_);
    for (const auto& application : applications_)
        if (const auto file = application.files.find(pin); file != application.files.end() && file->second.pin)
            return file->second.pin->left;
    return 0;
}

void MyNumberCard::note(base::ByteView command) {
    if (command.size() < 4) return;
    log_.headers.push_back({command[0], command[1], command[2], command[3]});
    if (command[1] == 0x20 && command.size() > 5 && file_) ++log_.verifies[*file_];
}

bool MyNumberCard::torn_before() {
    if (faults_.tear.at_apdu != 1 || faults_.tear.acted) return false;
    faults_.tear.at_apdu = 0;
    ++faults_.tear.fired;
    in_field_ = false;
    return true;
}

bool MyNumberCard::torn_after() {
    if (faults_.tear.at_apdu == 0 || --faults_.tear.at_apdu != 0) return false;
    ++faults_.tear.fired;
    in_field_ = false;
    return true;
}

std::optional<base::Bytes> MyNumberCard::misbehave(base::ByteView command) {
    const bool selects_application = command.size() > 2 && command[1] == 0xA4 && command[2] == 0x04;
    if (fresh_ && faults_.first_apdu_6f00.fires()) return status(0x6F00);
    if (faults_.garbage.fires()) return noise(log_.headers.size());
    if (selects_application && faults_.foreign.fires()) return status(0x6A82);
    if (!selects_application && faults_.wrong_status.fires()) return status(0x6F00);
    return std::nullopt;
}

base::Bytes MyNumberCard::obey(const Command& command) {
    if ((command.cla & 0x7F) != 0) return status((command.cla & 0x7C) == 0 ? 0x6881 : 0x6E00);
    switch (command.ins) {
        case 0xA4: return select(command);
        case 0xB0: return read_binary(command);
        case 0xB2: return read_record(command);
        case 0x20: return verify(command);
        case 0x2A: return sign(command);
        case 0x84: return get_challenge(command);
        case 0xA2: return certify_terminal(command);
        case 0x82: return status(terminal_.authenticate(command.data));
        case 0xCA: return status(0x6A88);
        default: return status(0x6D00);
    }
}

base::Bytes MyNumberCard::select(const Command& command) {
    if (command.p1 == 0x04) return select_application(command.data);
    if (command.p1 == 0x02 && command.data.size() == 2) return select_file(command.data);
    if (command.p1 == 0x00 && command.data.empty()) return status(application_ == nullptr ? 0x6A86 : 0x9000);
    return status(command.p1 == 0x00 ? 0x6A82 : 0x6A86);
}

base::Bytes MyNumberCard::select_application(base::ByteView aid) {
    const auto found = std::find_if(applications_.begin(), applications_.end(), [&](const Application& application) {
        return std::equal(aid.begin(), aid.end(), application.aid.begin(), application.aid.end());
    });
    if (found == applications_.end()) return status(0x6A82);
    application_ = &*found;
    file_.reset();
    forget_verified();
    return status(0x9000);
}

base::Bytes MyNumberCard::select_file(base::ByteView id) {
    if (application_ == nullptr || application_->files.count(two_bytes(id)) == 0) return status(0x6A82);
    file_ = two_bytes(id);
    return status(0x9000);
}

File* MyNumberCard::current_file() {
    return application_ == nullptr || !file_ ? nullptr : &application_->files.at(*file_);
}

Pin* MyNumberCard::pin_of(FileId file) {
    const auto found = application_->files.find(file);
    return found == application_->files.end() || !found->second.pin ? nullptr : &*found->second.pin;
}

/// P2 = 80 means the selected file, 80|n the file with short id n, which becomes the selected one.
File* MyNumberCard::addressed_by(std::uint8_t p2) {
    const FileId short_id = p2 & 0x1F;
    if (short_id != 0 && application_ != nullptr && application_->files.count(short_id) != 0) file_ = short_id;
    return short_id != 0 && file_ != short_id ? nullptr : current_file();
}

bool MyNumberCard::opened(const File& file) {
    if (file.opened_by.empty()) return true;
    if (file.opened_by_terminal && terminal_.open()) return true;
    return std::any_of(file.opened_by.begin(), file.opened_by.end(), [&](FileId id) {
        const auto* pin = pin_of(id);
        return pin != nullptr && pin->verified;
    });
}

base::Bytes MyNumberCard::read_binary(const Command& command) {
    const bool by_short_id = (command.p1 & 0x80) != 0;
    const auto* file = by_short_id ? addressed_by(command.p1) : current_file();
    if (file == nullptr) return status(by_short_id ? 0x6A82 : 0x6986);
    if (file->kind != File::Kind::data) return status(0x6981);
    if (!opened(*file)) return status(0x6982);
    if (!command.expected) return status(0x6700);
    const std::size_t offset = by_short_id ? command.p2 : static_cast<std::size_t>(command.p1 << 8 | command.p2);
    auto data = served(*file, offset, *command.expected);
    return data.empty() ? status(0x6B00) : with_status(std::move(data));
}

/// A part of a file as the card gives it out today: the faults of the face record happen here.
base::Bytes MyNumberCard::served(const File& file, std::size_t offset, std::size_t length) {
    const bool face = is_surface(*application_) && file_ == kFace;
    const auto& content = face && faults_.long_form_lengths.fires() ? long_form_face_ : file.content;
    if (offset >= content.size()) return {};
    const auto part = ByteView(content).subspan(offset, std::min(length, content.size() - offset));
    Bytes data(part.begin(), part.end());
    if (!face || !faults_.tampered_photo.on) return data;
    const auto record = drivers::mynumber::parse_tlv(content);
    const auto photo = drivers::mynumber::find_tlv(record->value, 0xDF27);
    const auto victim = static_cast<std::size_t>(photo->value.data() - content.data()) + photo->value.size() / 2;
    if (victim >= offset && victim < offset + data.size() && faults_.tampered_photo.fires()) data[victim - offset] ^= 1;
    return data;
}

base::Bytes MyNumberCard::read_record(const Command& command) {
    const auto* file = current_file();
    if (file == nullptr) return status(0x6986);
    if (file->kind != File::Kind::record) return status(0x6981);
    return command.p1 == 1 ? with_status(file->content) : status(0x6A83);
}

base::Bytes MyNumberCard::verify(const Command& command) {
    if (command.p1 != 0 || (command.p2 & 0x80) == 0) return status(0x6A86);
    auto* file = addressed_by(command.p2);
    if (file == nullptr) return status(0x6A82);
    if (!file->pin) return status(0x6981);
    auto& pin = *file->pin;
    if (command.data.empty()) return counter(pin);
    if (command.data.size() > 16) return status(0x6700);
    if (pin.left == 0) return status(0x6984);
    pin.verified = std::equal(command.data.begin(), command.data.end(), pin.value.begin(), pin.value.end());
    pin.left = pin.verified ? pin.full : pin.left - 1;
    return pin.verified ? status(0x9000) : counter(pin);
}

base::Bytes MyNumberCard::sign(const Command& command) {
    if (application_ == nullptr) return status(0x6985);
    if (command.p1 != 0) return status(0x6A86);
    const PrivateKey* key = nullptr;
    if ((command.p2 & 0x80) == 0) {
        if (application_->default_key) key = &*application_->default_key;
    } else if (const auto* file = addressed_by(command.p2); file != nullptr && file->key) {
        if (!opened(*file)) return status(0x6982);
        key = &*file->key;
    }
    if (key == nullptr) return status(0x6985);
    terminal_.close();
    auto signature = key->sign(command.data);
    return signature.empty() ? status(0x6A80) : with_status(std::move(signature));
}

base::Bytes MyNumberCard::get_challenge(const Command& command) {
    if (!command.data.empty() || !command.expected || *command.expected > 256) return status(0x6700);
    const auto challenge = terminal_.challenge(*command.expected);
    return with_status({challenge.begin(), challenge.end()});
}

/// 80 A2 06 C1: a certificate's header and body; 80 A2 00 C1: the signature over it.
base::Bytes MyNumberCard::certify_terminal(const Command& command) {
    const auto* file = current_file();
    if (file == nullptr || file->kind != File::Kind::terminal_ca || command.p2 != 0xC1) return status(0x6985);
    return status(command.p1 == 0x06 ? terminal_.take_certificate(command.data)
                                     : terminal_.take_signature(command.data));
}

}  // namespace uketsuke::sim
