// SPDX-License-Identifier: Apache-2.0
// The port to the person who sits there: a terminal, or a window with the product's own screens.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>

#include "fact.hpp"
#include "firmware/domain/image.hpp"

namespace uketsuke::tools::contact {

/// Thread-bound. Once nobody is there any more (end of input, Ctrl-C, the window closed) gone() stays true and every
/// question is answered with no.
class Asker {
public:
    virtual ~Asker() = default;
    virtual void say(const std::string& text) = 0;
    /// Yes only when somebody said so.
    virtual bool yes(const std::string& question) = 0;
    /// Nothing: they would rather not say.
    virtual std::optional<Word> choose(const std::string& question, std::span<const Word> answers) = 0;
    enum class Digits { number_b, pin };
    /// `wanted` of them; not shown. Empty: the person would rather not.
    virtual base::Secret digits(Digits what, std::size_t wanted, int tries_left) = 0;
    /// What the camera sees, and what the person is told. False: they want it to end.
    virtual bool look(std::shared_ptr<const domain::Frame> frame, std::optional<domain::FaceAdvice> advice) = 0;
    /// No more pictures for now.
    virtual void look_away() {}
    [[nodiscard]] virtual bool gone() const = 0;
};

}  // namespace uketsuke::tools::contact
