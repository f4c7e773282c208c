// SPDX-License-Identifier: Apache-2.0
// All that can be done with a simulated kiosk, in one table: scenario files, the control socket, recordings, the
// reference page (docs/verbs.md) and the schema for other languages are read off it.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace uketsuke::sim {

/// Of scenario files and of the control socket. Each release takes its own and the one before.
constexpr int kVerbsVersion = 2, kOldestVersion = 1;

enum class Verb {
    card,
    phone,
    insert,
    remove,
    lay,
    validity,
    look,
    tap,
    touch,
    type,
    key,
    headphones,
    heard,
    unheard,
    wait,
    clock,
    fault,
    request,
    appointments,
    chart,
    clerk,
    expect,
    audit,
    golden,
    state,
    tree,
    screenshot,
    results,
    journal,
    desk,
    help,
    subscribe,
    quit
};

/// How an argument is written: in a line, and in JSON.
enum class Kind {
    word,    ///< a word, with quotes where it has blanks; a string
    number,  ///< digits; a number
    time,    ///< 2s or 350ms; a string of the same form
    words,   ///< all words that are left; a list of strings
    within,  ///< at the end, `within 2s`; a string "2s"
};
struct Argument {
    std::string_view name;
    Kind kind;
    bool optional;
    std::string_view says;
};
/// A member of an answer. `type` is a word of JSON Schema; "any" says nothing of it.
struct Field {
    std::string_view name, type, says;
};
enum class Where { everywhere, live };  ///< live: not in a scenario's file

struct VerbRule {
    std::string_view name;
    Verb verb;
    std::string_view says;
    std::span<const Argument> arguments;
    std::span<const Field> answer;  ///< besides ok
    Where where = Where::everywhere;
};
std::span<const VerbRule> verbs();
const VerbRule& rule_of(Verb verb);
/// nullptr: there is none of that name.
const VerbRule* find_verb(std::string_view name);
/// As it is written in a line: `fault [DEVICE] [WORDS…]`.
std::string usage(const VerbRule& rule);

/// What `expect` can expect.
struct Expectation {
    std::string_view words, says;
};
std::span<const Expectation> expectations();

}  // namespace uketsuke::sim
