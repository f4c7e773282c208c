// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <memory>

#include "drivers/mynumber/cv_certificate.hpp"
#include "sim/card/my_number_card.hpp"
#include "sim/people/person.hpp"

namespace uketsuke::sim {

/// The card in the patient's hand, and what is wrong with it.
class HeldCard {
public:
    /// The photo that a person's chip holds.
    using Photo = std::function<base::Result<base::Bytes>(const Person&)>;
    HeldCard(PeopleFolders people, Photo photo) : people_(std::move(people)), photo_(std::move(photo)) {}

    base::Result<void> load(const std::filesystem::path& pki);
    /// The same keys as others have loaded.
    void use(std::shared_ptr<const TestPki> pki) { pki_ = std::move(pki); }
    /// How time passes where a card answers late; without it the card sleeps.
    void set_pass(std::function<void(base::Duration)> pass) { pass_ = std::move(pass); }
    /// Of every card that is taken up from now on.
    void set_shape(CardShape shape) { shape_ = std::move(shape); }
    /// Takes up a new card of this person.
    base::Result<void> take(const Person& person);
    /// The same by the person's key.
    base::Result<void> take(std::string_view key);
    /// In place of the one that ought to be there.
    base::Result<void> take_instead(std::string_view key);
    /// The words of parse_card_faults, and "relayed KEY": the face is this card's, the signing key is another person's.
    /// Errors: config_invalid (no such word, or no card held).
    base::Result<void> fault(std::string_view words);
    [[nodiscard]] int fired() const;
    /// What the held card was born with; empty when it cannot be read any more.
    [[nodiscard]] std::vector<Application> contents() const;

    [[nodiscard]] const Person& person() const { return person_; }
    [[nodiscard]] const std::shared_ptr<MyNumberCard>& card() const { return card_; }
    /// What the kiosk must trust to accept a card's face record, of today or of the next generation.
    [[nodiscard]] drivers::mynumber::FaceRecordRoots trusted_issuers() const {
        return {pki_->face_record_root, pki_->next_face_record_root};
    }

private:
    base::Result<void> relay(std::string_view key);
    void keep(std::shared_ptr<MyNumberCard> card);

    PeopleFolders people_;
    Photo photo_;
    std::shared_ptr<const TestPki> pki_;
    CardShape shape_;
    Person person_;
    std::shared_ptr<MyNumberCard> card_;
    bool relayed_ = false;
    bool instead_ = false;  ///< of another: whatever it is asked is a fault that fires
    std::function<void(base::Duration)> pass_;
};

}  // namespace uketsuke::sim
