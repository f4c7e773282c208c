// SPDX-License-Identifier: Apache-2.0
// What a verb has found, once; it is printed for people or for programs.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "exit_code.hpp"
#include "firmware/base/bytes.hpp"
#include "firmware/base/secret.hpp"

namespace uketsuke::tools::card {

/// A fact that may be told: a word, a count, a yes or no, a list of words. Neither bytes nor a Secret become one, so
/// what comes off a card gets here only where somebody has put it into words.
class Value {
public:
    using Held = std::variant<bool, std::int64_t, std::string, std::vector<std::string>>;
    template <class T>
    requires std::same_as<T, bool> Value(T yes) : held_(yes) {}
    template <class T>
    requires(std::integral<T> && !std::same_as<T, bool> && sizeof(T) > 1) Value(T number)
        : held_(static_cast<std::int64_t>(number)) {}
    Value(std::string text) : held_(std::move(text)) {}
    Value(std::string_view text) : held_(std::string(text)) {}
    Value(const char* text) : held_(std::string(text)) {}
    Value(std::vector<std::string> texts) : held_(std::move(texts)) {}

    [[nodiscard]] const Held& held() const { return held_; }

private:
    Held held_;
};
static_assert(!std::is_constructible_v<Value, base::Secret> && !std::is_constructible_v<Value, base::Bytes> &&
              !std::is_constructible_v<Value, base::ByteView> && !std::is_constructible_v<Value, const std::uint8_t*>);

/// `note` is a fact that is neither good nor bad. Only problems decide the exit code.
enum class Verdict { note, ok, warning, problem };

struct Finding {
    std::string key;  ///< stable: what was looked at
    Verdict verdict = Verdict::note;
    std::string words;  ///< for people, one or two sentences
    std::optional<base::ErrorCode> error = std::nullopt;
    std::vector<std::string> advice = {};                   ///< what to do, one step each
    std::vector<std::pair<std::string, Value>> facts = {};  ///< for programs; keys are stable

    Finding with(std::string name, Value value) &&;
    Finding advise(std::string step) &&;
};
using Findings = std::vector<Finding>;

Finding note(std::string key, std::string words);
Finding ok(std::string key, std::string words);
Finding warning(std::string key, std::string words);
/// With an error's own advice.
Finding warning(std::string key, base::ErrorCode error, std::string words);
Finding problem(std::string key, base::ErrorCode error, std::string words);
/// A detail that is a sentence (it ends with a full stop) speaks for itself; else the words are those of the kiosk's
/// screen, with the detail behind them.
Finding problem(std::string key, const base::Error& error);

struct Report {
    std::string verb;
    Findings findings;
    Findings commands = {};  ///< of trace: what went to the card, each a note

    [[nodiscard]] int count(Verdict verdict) const;
    /// Of the first problem.
    [[nodiscard]] Exit exit() const;
};

std::string as_text(const Report& report);
/// One JSON object, its keys in the order of docs/card-tool.md.
std::string as_json(const Report& report);

}  // namespace uketsuke::tools::card
