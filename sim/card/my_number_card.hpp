// SPDX-License-Identifier: Apache-2.0
// A simulated My Number Card: answers APDUs as card facts A3–A10 tell, with its own files, keys and counters. Good
// enough for OpenSC's jpki driver (B6). It is the judge of burnt tries: it counts every VERIFY that reached it, and
// keeps no data of any.
#pragma once

#include <array>
#include <functional>
#include <map>
#include <mutex>

#include "card_shape.hpp"
#include "card_system.hpp"
#include "virtual_card.hpp"

namespace uketsuke::sim {

/// One command that reached the card, without its data: CLA INS P1 P2, how many bytes came with it, what it was about
/// and how it ended.
struct SentHeader : std::array<std::uint8_t, 4> {
    std::size_t lc = 0;
    ApplicationName application = ApplicationName::issuer_domain;  ///< selected when the command came
    /// The file that it names (SELECT, short id), there or not; else the one that is selected, if any.
    std::optional<FileId> file = {};
    ApplicationName selected = ApplicationName::issuer_domain;  ///< afterwards
    std::optional<std::uint16_t> status = {};                   ///< of the answer; none: there was no whole one
};

/// What a card was sent since it was made.
struct CardLog {
    std::vector<SentHeader> headers;
    std::map<FileId, int> verifies;  ///< VERIFYs with data, by PIN file
    int my_number = 0;               ///< commands that named a file of My Number, or what opens one
};

/// Thread-safe.
class MyNumberCard : public VirtualCard {
public:
    /// A person's card; the photo is taken as it is. Errors: file_unreadable (no keys for this person in the test PKI).
    static base::Result<std::shared_ptr<MyNumberCard>> create(const Person& person, const TestPki& pki,
                                                              base::Bytes photo_jp2, const CardShape& shape = {});
    /// What a relay makes of two cards: `person`'s face record, proved by its own key, and all else of `key_of`'s card.
    static base::Result<std::shared_ptr<MyNumberCard>> create_relay(const Person& person, const Person& key_of,
                                                                    const TestPki& pki, base::Bytes photo_jp2);
    /// The same card as it was delivered: full counters, no faults, nothing logged. Cheap, for runs of many cards.
    [[nodiscard]] std::shared_ptr<MyNumberCard> twin() const;

    [[nodiscard]] base::Bytes atr() const override;
    void power_up() override;
    void power_down() override;
    void reset() override;
    std::optional<base::Bytes> answer(base::ByteView command) override;
    [[nodiscard]] bool in_field() const override;

    /// How time passes where it answers late; it sleeps unless told.
    void set_pass(std::function<void(base::Duration)> pass);
    /// Another one of card facts A1 (kCardAtrs), or any: a reader makes it up.
    void set_atr(base::Bytes atr);
    void set_faults(const CardFaults& faults);
    [[nodiscard]] CardFaults faults() const;
    [[nodiscard]] CardLog log() const;
    /// What came after the first `seen` commands.
    [[nodiscard]] std::vector<SentHeader> sent_after(std::size_t seen) const;
    /// Tries left as the card itself knows them, e.g. 0018 or 0012 (of 公的個人認証AP and 券面事項確認AP).
    [[nodiscard]] int tries_left(FileId pin) const;
    [[nodiscard]] int tries_left(ApplicationName application, FileId pin) const;

private:
    using Response = base::Bytes;
    /// What a card is made of; shared by twins.
    struct Birth {
        std::vector<Application> applications;
        TerminalGate terminal;
        bool extended = true;  ///< takes extended commands
    };
    explicit MyNumberCard(std::shared_ptr<const Birth> birth);

    void note(base::ByteView command);
    void note_answer(const std::optional<Response>& response);
    bool torn_before();
    bool torn_after(std::optional<Response>& response);
    bool silent();
    std::optional<Response> misbehave(base::ByteView command);
    std::optional<Response> answer_now(base::ByteView command);
    base::Duration lateness();
    Response obey(base::ByteView command);

    const std::shared_ptr<const Birth> birth_;
    mutable std::mutex mutex_;
    CardSystem system_;
    base::Bytes atr_;
    bool in_field_ = true;
    bool fresh_ = true;    ///< nothing was sent since power-up
    bool fallen_ = false;  ///< silent since Hang struck

    mutable CardFaults faults_;  ///< asking a mute card fires
    bool flicker_ = false;       ///< the last command ended in 6F00, so the next one does not
    std::function<void(base::Duration)> pass_;
    CardLog log_;
};

/// The ATRs that readers give for this card (card facts A1); the first is what a card has unless told otherwise.
struct CardAtr {
    std::string_view name, hex;
};
inline constexpr std::array kCardAtrs{
    CardAtr{"contactless", "3B888001000005E0B381A1007F"},
    CardAtr{"contactless-41", "3B888001000041E0B381A1003B"},
    CardAtr{"contactless-4b51", "3B888001004B51FF0081D100BC"},
    CardAtr{"contactless-4b51-b3", "3B888001004B51FFB381D1000F"},
    CardAtr{"contact", "3BDA13FF8131FB468012392F31C173C601C03B"},
    CardAtr{"contact-short", "3BC5FF8131FB458073C6010000"},
    CardAtr{"contact-f5", "3BF59100FF918171FE400042000100D1D6"},
    CardAtr{"contact-f5-b3", "3BF59100FF918171FE4000420001B3A115"},
    CardAtr{"juki-old", "3BE000FF8131FE4514"},
    CardAtr{"juki", "3B888001000014E0B38191005E"},
};
/// By its name, or read as hex; nullopt when it is neither.
std::optional<base::Bytes> find_atr(std::string_view name_or_hex);

}  // namespace uketsuke::sim
