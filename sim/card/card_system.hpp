// SPDX-License-Identifier: Apache-2.0
// The operating system of a simulated My Number Card: what each command does to selection, PINs, keys and files, and
// its status word (card facts A3). It is whole and obedient; faults of the link and of the answer are my_number_card's.
#pragma once

#include "card_faults.hpp"
#include "command.hpp"
#include "terminal_gate.hpp"

namespace uketsuke::sim {

/// Thread-bound to its card.
class CardSystem {
public:
    CardSystem(std::vector<Application> applications, TerminalGate terminal);
    CardSystem(const CardSystem&) = delete;
    CardSystem& operator=(const CardSystem&) = delete;

    /// Nothing is selected but the issuer's domain, and nothing verified.
    void power_up();
    /// Warm reset: the file is no longer selected; the application and what was verified stay.
    void reset() { file_.reset(); }
    /// `faults` are those of the content and the keys; they count here.
    base::Bytes obey(const Command& command, CardFaults& faults);

    [[nodiscard]] ApplicationName application() const { return application_->name; }
    [[nodiscard]] std::optional<FileId> file() const { return file_; }
    /// The first PIN file of this number, in the order of card_contents, as the card itself knows it; 0 tries without.
    [[nodiscard]] int tries_left(FileId pin) const;
    [[nodiscard]] int tries_left(ApplicationName application, FileId pin) const;

private:
    using Response = base::Bytes;
    void forget_verified();
    Response select(const Command& command);
    Response select_application(base::ByteView aid);
    Response select_file(base::ByteView id);
    Response read_binary(const Command& command, CardFaults& faults);
    Response read_record(const Command& command);
    Response verify(const Command& command);
    Response change_pin(const Command& command);
    Response sign(const Command& command, CardFaults& faults);
    Response internal_authenticate(const Command& command);
    Response get_challenge(const Command& command);
    Response get_data(const Command& command) const;
    Response certify_terminal(const Command& command);

    File* current_file();
    Pin* pin_of(FileId file);
    File* addressed_by(std::uint8_t p2);
    bool opened(const File& file, CardFaults& faults);
    base::Bytes served(const File& file, std::size_t offset, std::size_t length, CardFaults& faults);
    const PrivateKey* other_key(const PrivateKey& than) const;

    std::vector<Application> applications_;
    TerminalGate terminal_;
    Application* application_;
    std::optional<FileId> file_;
};

}  // namespace uketsuke::sim
