// SPDX-License-Identifier: Apache-2.0
// A simulated My Number Card: answers APDUs as card facts A3–A9 tell, with its own files, keys and counters. Good
// enough for OpenSC's jpki driver (B6). It is the judge of burnt tries: it counts every VERIFY that reached it, never
// the data.
#pragma once

#include <array>
#include <map>
#include <mutex>

#include "card_contents.hpp"
#include "card_faults.hpp"
#include "command.hpp"
#include "terminal_gate.hpp"
#include "virtual_card.hpp"

namespace uketsuke::sim {

/// What a card was sent since it was made.
struct CardLog {
    std::vector<std::array<std::uint8_t, 4>> headers;  ///< CLA INS P1 P2
    std::map<FileId, int> verifies;                    ///< VERIFYs with data, by PIN file
};

/// Thread-safe.
class MyNumberCard : public VirtualCard {
public:
    /// A person's card; the photo is taken as it is. Errors: file_unreadable (no keys for this person in the test PKI).
    static base::Result<std::shared_ptr<MyNumberCard>> create(const Person& person, const TestPki& pki,
                                                              base::Bytes photo_jp2);

    [[nodiscard]] base::Bytes atr() const override;
    void power_up() override;
    void power_down() override;
    void reset() override;
    std::optional<base::Bytes> answer(base::ByteView command) override;
    [[nodiscard]] bool in_field() const override;

    void set_faults(const CardFaults& faults);
    [[nodiscard]] CardFaults faults() const;
    [[nodiscard]] CardLog log() const;
    /// Tries left as the card itself knows them, e.g. 0018 or 0012.
    [[nodiscard]] int tries_left(FileId pin) const;

private:
    using Response = base::Bytes;
    MyNumberCard(std::vector<Application> applications, base::Bytes long_form_face,
                 drivers::mynumber::RsaKey terminal_ca);

    void forget_verified();
    void note(base::ByteView command);
    bool torn_before();
    bool torn_after();
    std::optional<Response> misbehave(base::ByteView command);
    Response obey(const Command& command);
    Response select(const Command& command);
    Response select_application(base::ByteView aid);
    Response select_file(base::ByteView id);
    Response read_binary(const Command& command);
    Response read_record(const Command& command);
    Response verify(const Command& command);
    Response sign(const Command& command);
    Response get_challenge(const Command& command);
    Response certify_terminal(const Command& command);

    File* current_file();
    Pin* pin_of(FileId file);
    File* addressed_by(std::uint8_t p2);
    bool opened(const File& file);
    base::Bytes served(const File& file, std::size_t offset, std::size_t length);

    mutable std::mutex mutex_;
    std::vector<Application> applications_;
    base::Bytes long_form_face_;
    TerminalGate terminal_;

    Application* application_ = nullptr;
    std::optional<FileId> file_;
    bool in_field_ = true;
    bool fresh_ = true;  ///< nothing was sent since power-up

    mutable CardFaults faults_;  ///< asking a mute card fires
    CardLog log_;
};

}  // namespace uketsuke::sim
