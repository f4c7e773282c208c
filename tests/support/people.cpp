// SPDX-License-Identifier: Apache-2.0
#include "people.hpp"

#include <filesystem>
#include <map>
#include <mutex>
#include <stdexcept>

namespace uketsuke::test {

const sim::TestPki& pki() {
    static const auto loaded = sim::TestPki::load(TEST_PKI).value();
    return loaded;
}

sim::Person person(const std::string& key) {
    return sim::load_person(std::filesystem::path(TEST_PEOPLE) / (key + ".toml")).value();
}

std::shared_ptr<sim::MyNumberCard> card_of(const std::string& key) {
    return sim::MyNumberCard::create(person(key), pki(), photo()).value();
}

std::shared_ptr<sim::MyNumberCard> light_card_of(const std::string& key) {
    static std::mutex mutex;
    static std::map<std::string, std::shared_ptr<sim::MyNumberCard>> born;
    const std::lock_guard lock(mutex);
    auto& card = born[key];
    if (!card) card = sim::MyNumberCard::create(person(key), pki(), base::Bytes(600, std::uint8_t{0x5A})).value();
    return card->twin();
}

base::Bytes photo() {
    base::Bytes bytes(6000);
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::uint8_t>(i * 7 + i / 251);
    return bytes;
}

drivers::mynumber::FaceRecordRoots face_record_roots() { return {pki().face_record_root}; }

int verifies(const sim::MyNumberCard& card, sim::FileId pin) {
    const auto log = card.log();
    if (log.my_number != 0) throw std::logic_error("a command named a file of My Number");  // whoever counts tries asks
    const auto found = log.verifies.find(pin);
    return found == log.verifies.end() ? 0 : found->second;
}

}  // namespace uketsuke::test
