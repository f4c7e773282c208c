// SPDX-License-Identifier: Apache-2.0
// Somebody with a simulated card at a desk in this process, who answers the questions of a first contact.
#pragma once

#include <memory>
#include <string>

#include "sim/card/in_process_reader.hpp"
#include "sim/card/my_number_card.hpp"
#include "tests/support/scratch.hpp"
#include "tools/contact/meeting.hpp"

namespace uketsuke::test {

const sim::TestPki& pki();
sim::Person person(const std::string& key);
/// A JP2 file by its header, of noise by its content.
base::Bytes photo();
std::shared_ptr<sim::MyNumberCard> card_of(const sim::Person& person);

/// What the face part finds in one look.
enum class LookAlike { sure, doubtful, attack, stranger };

/// What the person does. By default everything is agreed to.
struct Answers {
    bool look = true, record = true, face = true, pin = true, keep = true;
    std::string number_b, pin_digits;
    int end_at = 1'000'000;  ///< the question, counted from 0, at which nobody is there any more
    bool card_camera = false, number_right = true;
};

class Volunteer final : public tools::contact::Asker {
public:
    explicit Volunteer(Answers answers) : answers_(std::move(answers)) {}

    void say(const std::string& text) override { said += text; }
    bool yes(const std::string& question) override;
    std::optional<tools::contact::Word> choose(const std::string& question,
                                               std::span<const tools::contact::Word> answers) override;
    base::Secret digits(Digits what, std::size_t wanted, int tries_left) override;
    bool look(std::shared_ptr<const domain::Frame> frame, std::optional<domain::FaceAdvice> advice) override;
    [[nodiscard]] bool gone() const override { return gone_; }

    std::string said;
    int questions = 0, numbers_typed = 0, pins_typed = 0, frames = 0;

private:
    bool next();
    Answers answers_;
    bool gone_ = false;
};

/// A first contact: what it left and what it cost.
class Contact {
public:
    explicit Contact(const sim::Person& person);
    Contact(const sim::Person& person, const std::string& faults);

    /// Once.
    void meet();
    void meet(tools::contact::Asker& asker);

    sim::Person owner;
    Answers answers;
    std::shared_ptr<sim::MyNumberCard> card;
    bool with_camera = true;
    std::optional<base::ErrorCode> camera_fails, models_fail, readers_fail;
    int frames_until_failure = 0;
    bool with_reader = true;
    std::vector<LookAlike> looks;  ///< then sure ones
    std::string number_seen;       ///< by a camera over the card; empty: there is none
    tools::card::Task task;

    tools::card::Report report;
    std::string said, json, page;  ///< empty: nothing was written
    int questions = 0, numbers_typed = 0, pins_typed = 0;

    [[nodiscard]] int verifies(sim::FileId file) const;
    [[nodiscard]] bool written() const { return !json.empty() && !page.empty(); }

private:
    tools::contact::Desk desk();
    tools::contact::Eyes eyes();
    Scratch scratch_;
    sim::InProcessReader reader_;
};

}  // namespace uketsuke::test
