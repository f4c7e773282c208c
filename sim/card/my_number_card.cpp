// SPDX-License-Identifier: Apache-2.0
#include "my_number_card.hpp"

#include <algorithm>
#include <thread>

namespace uketsuke::sim {
namespace {

using base::Bytes;
using base::ByteView;

Bytes status(std::uint16_t word) { return {static_cast<std::uint8_t>(word >> 8), static_cast<std::uint8_t>(word)}; }

/// Noise that is no status word of ISO 7816.
Bytes noise(std::size_t seed) {
    Bytes bytes;
    for (std::size_t i = 0; i < 9; ++i) bytes.push_back(static_cast<std::uint8_t>((seed + i) * 0x5B + 0x1D));
    bytes.push_back(0x1B);
    bytes.push_back(0xAD);
    return bytes;
}

/// How many bytes of data a command brings, by its form alone; what follows a broken form counts whole.
std::size_t data_size(ByteView command) {
    const auto read = read_command(command);
    return read ? read->data.size() : command.size() - 4;
}

/// The file that a command names, whether it is there or not.
std::optional<FileId> named_file(ByteView command) {
    const auto read = read_command(command);
    if (!read) return std::nullopt;
    if (read->ins == 0xA4 && read->p1 == 0x02 && read->data.size() == 2)
        return static_cast<FileId>(read->data[0] << 8 | read->data[1]);
    const bool reads = (read->ins == 0xB0 && (read->p1 & 0x80) != 0);
    const bool uses =
        (read->ins == 0x20 || read->ins == 0x2A || read->ins == 0x24 || read->ins == 0x32) && (read->p2 & 0x80) != 0;
    const FileId short_id = reads ? read->p1 & 0x1F : uses ? read->p2 & 0x1F : 0;
    return short_id != 0 ? std::optional(short_id) : std::nullopt;
}

/// My Number's files, the PIN of 券面事項入力補助AP and 照合番号A, which open them (card facts A5, A6).
bool is_my_number(ApplicationName application, FileId file) {
    if (application == ApplicationName::card_front) return file == 0x0005 || file == 0x0013;
    return application == ApplicationName::text && (file == 0x0001 || file == 0x0011 || file == 0x0014);
}

}  // namespace

std::optional<base::Bytes> find_atr(std::string_view name_or_hex) {
    const auto found =
        std::find_if(kCardAtrs.begin(), kCardAtrs.end(), [&](const CardAtr& atr) { return atr.name == name_or_hex; });
    auto bytes = base::from_hex(found == kCardAtrs.end() ? name_or_hex : found->hex);
    return bytes && !bytes->empty() ? bytes : std::nullopt;
}

base::Result<std::shared_ptr<MyNumberCard>> MyNumberCard::create(const Person& person, const TestPki& pki,
                                                                 base::Bytes photo_jp2, const CardShape& shape) {
    const auto keys = CardKeys::load(pki, person);
    if (!keys) return base::fail(keys.error());
    const Birth birth{card_contents(person, pki, *keys, photo_jp2, shape),
                      TerminalGate(pki.terminal_ca, person.certificate_from), shape.extended};
    return std::shared_ptr<MyNumberCard>(new MyNumberCard(std::make_shared<const Birth>(birth)));
}

base::Result<std::shared_ptr<MyNumberCard>> MyNumberCard::create_relay(const Person& person, const Person& key_of,
                                                                       const TestPki& pki, base::Bytes photo_jp2) {
    const auto faces = create(person, pki, std::move(photo_jp2)), keys = create(key_of, pki, {});
    if (!faces) return faces;
    if (!keys) return keys;
    Birth birth = *(*keys)->birth_;
    for (auto& application : birth.applications)
        for (const auto& other : (*faces)->birth_->applications)
            if (application.name == ApplicationName::card_front && other.name == application.name) application = other;
    return std::shared_ptr<MyNumberCard>(new MyNumberCard(std::make_shared<const Birth>(birth)));
}

MyNumberCard::MyNumberCard(std::shared_ptr<const Birth> birth)
    : birth_(std::move(birth)),
      system_(birth_->applications, birth_->terminal),
      atr_(*find_atr(kCardAtrs[0].name)),
      pass_([](base::Duration time) { std::this_thread::sleep_for(time); }) {}

std::shared_ptr<MyNumberCard> MyNumberCard::twin() const {
    return std::shared_ptr<MyNumberCard>(new MyNumberCard(birth_));
}

base::Bytes MyNumberCard::atr() const {
    const std::scoped_lock lock(mutex_);
    return faults_.mute.fires() || faults_.two.fires() ? Bytes{} : atr_;
}
void MyNumberCard::set_atr(base::Bytes atr) {
    const std::scoped_lock lock(mutex_);
    atr_ = std::move(atr);
}

void MyNumberCard::power_up() {
    const std::scoped_lock lock(mutex_);
    system_.power_up();
    in_field_ = true;
    fresh_ = true;
    fallen_ = false;
}

void MyNumberCard::power_down() {
    const std::scoped_lock lock(mutex_);
    system_.power_up();  // what it forgets, it has forgotten
}

void MyNumberCard::reset() {
    const std::scoped_lock lock(mutex_);
    system_.reset();
}

std::optional<base::Bytes> MyNumberCard::answer(base::ByteView command) {
    if (const auto late = lateness(); late > base::Duration{0}) pass_(late);
    return answer_now(command);
}

base::Duration MyNumberCard::lateness() {
    const std::scoped_lock lock(mutex_);
    auto& late = faults_.late;
    if (late.by == base::Duration{0} || (late.once && late.fired > 0)) return base::Duration{0};
    ++late.fired;
    return late.by;
}

std::optional<base::Bytes> MyNumberCard::answer_now(base::ByteView command) {
    const std::scoped_lock lock(mutex_);
    if (!in_field_ || torn_before()) return std::nullopt;
    note(command);
    if (silent()) return std::nullopt;
    auto response = misbehave(command);
    if (!response) response = obey(command);
    fresh_ = false;
    if (torn_after(response)) in_field_ = false;
    if (response && faults_.short_answers.fires()) response->pop_back();
    if (command.size() >= 4) note_answer(response);
    return response;
}

base::Bytes MyNumberCard::obey(base::ByteView command) {
    const auto read = read_command(command);
    if (!read || (read->extended && !birth_->extended)) return status(0x6700);
    return system_.obey(*read, faults_);
}

bool MyNumberCard::in_field() const {
    const std::scoped_lock lock(mutex_);
    return in_field_;
}
void MyNumberCard::set_pass(std::function<void(base::Duration)> pass) {
    const std::scoped_lock lock(mutex_);
    pass_ = std::move(pass);
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
std::vector<SentHeader> MyNumberCard::sent_after(std::size_t seen) const {
    const std::scoped_lock lock(mutex_);
    const auto first = log_.headers.begin() + static_cast<std::ptrdiff_t>(std::min(seen, log_.headers.size()));
    return {first, log_.headers.end()};
}
int MyNumberCard::tries_left(FileId pin) const {
    const std::scoped_lock lock(mutex_);
    return system_.tries_left(pin);
}
int MyNumberCard::tries_left(ApplicationName application, FileId pin) const {
    const std::scoped_lock lock(mutex_);
    return system_.tries_left(application, pin);
}

void MyNumberCard::note(base::ByteView command) {
    if (command.size() < 4) return;
    const auto named = named_file(command);
    const auto file = named ? named : system_.file();
    const auto size = data_size(command);
    log_.headers.push_back(
        {{command[0], command[1], command[2], command[3]}, size, system_.application(), file, system_.application()});
    if (command[1] == 0x20 && size > 0 && file) ++log_.verifies[*file];
    if (named && is_my_number(system_.application(), *named)) ++log_.my_number;
}

/// Of the command that was noted last.
void MyNumberCard::note_answer(const std::optional<Response>& response) {
    auto& sent = log_.headers.back();
    sent.selected = system_.application();
    if (!in_field_ || !response || response->size() < 2) return;
    sent.status = static_cast<std::uint16_t>(response->end()[-2] << 8 | response->back());
}

bool MyNumberCard::torn_before() {
    if (faults_.tear.at_apdu != 1 || faults_.tear.acted) return false;
    faults_.tear.at_apdu = 0;
    ++faults_.tear.fired;
    in_field_ = false;
    return true;
}

/// The answer is lost, or what comes after its first bytes.
bool MyNumberCard::torn_after(std::optional<Response>& response) {
    auto& tear = faults_.tear;
    if (tear.at_apdu == 0 || --tear.at_apdu != 0) return false;
    ++tear.fired;
    if (tear.answered == 0)
        response.reset();
    else
        response->resize(std::min(tear.answered, response->size() - 1));
    return true;
}

bool MyNumberCard::silent() {
    auto& silence = faults_.silence;
    if (silence.at_apdu != 0 && --silence.at_apdu == 0) {
        ++silence.fired;
        fallen_ = true;
    }
    return fallen_ || faults_.hang.fires();
}

std::optional<base::Bytes> MyNumberCard::misbehave(base::ByteView command) {
    const bool selects_application = command.size() > 2 && command[1] == 0xA4 && command[2] == 0x04;
    auto& wrong = faults_.wrong_answer;
    if (fresh_ && faults_.first_apdu_6f00.fires()) return status(0x6F00);
    if (wrong.at_apdu != 0 && --wrong.at_apdu == 0) {
        ++wrong.fired;
        return status(wrong.status);
    }
    flicker_ = !flicker_ && faults_.flickers.fires();
    if (flicker_) return status(0x6F00);
    if (faults_.garbage.fires()) return noise(log_.headers.size());
    if (selects_application && faults_.foreign.fires()) return status(0x6A82);
    if (!selects_application && faults_.wrong_status.fires()) return status(0x6F00);
    return std::nullopt;
}

}  // namespace uketsuke::sim
