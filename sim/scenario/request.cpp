// SPDX-License-Identifier: Apache-2.0
#include "request.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace uketsuke::sim {
namespace {

using Json = nlohmann::ordered_json;
using Words = std::vector<std::string>;

base::Unexpected<base::Error> refuse(std::string what) {
    return base::fail(base::ErrorCode::config_invalid, std::move(what));
}

bool is_of_all(std::string_view member) { return member == "verb" || member == "id" || member == "version"; }

bool can_be_written(const std::string& word) { return word.find_first_of("\"\n\r") == std::string::npos; }

/// The words of an argument's value; nothing: it is of another kind.
std::optional<Words> words_in(const Argument& argument, const Json& value) {
    Words words;
    if (argument.kind == Kind::number && value.is_number()) {
        words.push_back(fmt::format("{}", value.get<double>()));
    } else if (argument.kind == Kind::words && value.is_array()) {
        for (const auto& word : value) {
            if (!word.is_string()) return {};
            words.push_back(word.get<std::string>());
        }
    } else if (argument.kind == Kind::within && value.is_string()) {
        words = {"within", value.get<std::string>()};
        if (!parse_duration(words.back())) return {};
    } else if (value.is_string() && argument.kind != Kind::number && argument.kind != Kind::words) {
        words.push_back(value.get<std::string>());
    } else {
        return {};
    }
    return std::all_of(words.begin(), words.end(), can_be_written) ? std::optional(words) : std::nullopt;
}

/// The arguments in their order.
base::Result<Words> arguments_of(const VerbRule& rule, const Json& request) {
    Words words;
    for (const auto& argument : rule.arguments) {
        const auto value = request.find(std::string(argument.name));
        if (value == request.end() && argument.optional) continue;
        if (value == request.end()) return refuse(fmt::format("'{}' needs \"{}\"", rule.name, argument.name));
        const auto some = words_in(argument, *value);
        if (!some) return refuse(fmt::format("\"{}\" of '{}' is of another kind", argument.name, rule.name));
        words.insert(words.end(), some->begin(), some->end());
    }
    return words;
}

/// A member that the verb does not take; empty: there is none.
std::string stranger_in(const Json& request, const VerbRule& rule) {
    for (const auto& [name, value] : request.items()) {
        const auto is_it = [&member = name](const Argument& argument) { return argument.name == member; };
        if (!is_of_all(name) && std::none_of(rule.arguments.begin(), rule.arguments.end(), is_it)) return name;
    }
    return {};
}

}  // namespace

base::Result<Line> line_of(const Json& request) {
    const auto verb = request.find("verb");
    if (verb == request.end() || !verb->is_string()) return refuse("a request has a \"verb\"");
    if (const auto version = request.find("version"); version != request.end() && *version != kVerbsVersion)
        return refuse(fmt::format("the version here is {}", kVerbsVersion));
    const auto* rule = find_verb(verb->get<std::string>());
    if (rule == nullptr) return refuse(fmt::format("no such verb: '{}'", verb->get<std::string>()));
    if (const auto stranger = stranger_in(request, *rule); !stranger.empty())
        return refuse(fmt::format("'{}' takes no \"{}\"", rule->name, stranger));
    auto words = arguments_of(*rule, request);
    if (!words) return base::fail(words.error());
    auto line = make_line(*rule, std::move(*words));
    if (line) line->text = written(*line);
    return line;
}

}  // namespace uketsuke::sim
