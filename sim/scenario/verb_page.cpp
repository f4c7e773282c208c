// SPDX-License-Identifier: Apache-2.0
#include "verb_page.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "verbs.hpp"

namespace uketsuke::sim {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kIntroduction = R"(# Verbs of the simulated kiosk

Printed by `uketsuke-sim --verbs` from the table that scenario files, the control socket and recordings are read by. Version {0} of the
verbs: a scenario's file says `version {0}` in its header, a request may say `"version": {0}`. Each release also takes the files of the
version before; `uketsuke-sim convert FILE` makes them today's. [scenarios.md](scenarios.md) tells of files, looks and faults,
[control.md](control.md) of the control socket.

| verb | does |
|---|---|
)";

constexpr std::string_view kArguments = R"(
## Arguments

In a line in this order, in JSON by name. A word is a string; N a number; TIME is `2s` or `350ms`, in JSON too; `…` are all words that are left,
in JSON a list of strings.

| verb | argument | |
|---|---|---|
)";

constexpr std::string_view kExpectationsHead = R"(
## Expectations

What `expect` waits for: each of these, for 10 s unless `within TIME` stands at the end; some are looked at once.

| words | come true when |
|---|---|
)";

constexpr std::string_view kAnswers = R"(
## Answers

Besides `ok`, and the request's `id` if it has one. Where `ok` is false, `error` has `line`, `expected` and `found`, and the members of the
answer are there as well where the verb was carried out as far as it went.

| verb | member | |
|---|---|---|
)";

/// A bar would end a cell.
std::string cell(std::string_view text) {
    std::string whole;
    for (const char c : text) whole += c == '|' ? std::string("\\|") : std::string(1, c);
    return whole;
}

Json argument_schema(const Argument& argument) {
    Json schema{{"description", argument.says}};
    switch (argument.kind) {
        case Kind::word: schema["type"] = "string"; break;
        case Kind::number: schema["type"] = "number"; break;
        case Kind::words:
            schema["type"] = "array";
            schema["items"] = {{"type", "string"}};
            break;
        case Kind::time:
        case Kind::within:
            schema["type"] = "string";
            schema["pattern"] = "^[0-9]+(s|ms)$";
            break;
    }
    return schema;
}

Json request_schema(const VerbRule& rule) {
    Json properties{{"verb", {{"const", rule.name}}}, {"id", true}, {"version", {{"const", kVerbsVersion}}}};
    Json required{"verb"};
    for (const auto& argument : rule.arguments) {
        properties[std::string(argument.name)] = argument_schema(argument);
        if (!argument.optional) required.push_back(argument.name);
    }
    return {{"type", "object"},
            {"description", rule.says},
            {"properties", properties},
            {"required", required},
            {"additionalProperties", false}};
}

Json answer_schema(const VerbRule& rule) {
    auto properties = Json::object();
    auto required = Json::array();
    for (const auto& field : rule.answer) {
        Json schema{{"description", field.says}};
        if (field.type != "any") schema["type"] = field.type;
        properties[std::string(field.name)] = schema;
        required.push_back(field.name);
    }
    return {{"type", "object"}, {"properties", properties}, {"required", required}};
}

Json texts(std::initializer_list<const char*> names) {
    auto properties = Json::object();
    for (const auto* name : names) properties[name] = {{"type", "string"}};
    return properties;
}

/// What every answer and every event has.
Json shared_schemas() {
    Json answer{{"type", "object"},
                {"properties",
                 {{"ok", {{"type", "boolean"}}},
                  {"id", true},
                  {"error", {{"type", "object"}, {"properties", texts({"line", "expected", "found"})}}}}},
                {"required", {"ok"}}};
    Json event{{"type", "object"},
               {"properties", {{"event", {{"enum", {"state", "journal", "desk"}}}}}},
               {"required", {"event"}}};
    return {{"answer", answer}, {"event", event}};
}

}  // namespace

std::string print_verbs() {
    auto page = fmt::format(kIntroduction, kVerbsVersion);
    for (const auto& rule : verbs())
        page += fmt::format("| `{}` | {}{} |\n", usage(rule), cell(rule.says),
                            rule.where == Where::live ? "; not in a scenario's file" : "");
    page += kArguments;
    for (const auto& rule : verbs())
        for (const auto& argument : rule.arguments)
            page += fmt::format("| `{}` | `{}` | {} |\n", rule.name, argument.name, cell(argument.says));
    page += kExpectationsHead;
    for (const auto& expected : expectations())
        page += fmt::format("| `{}` | {} |\n", cell(expected.words), cell(expected.says));
    page += kAnswers;
    for (const auto& rule : verbs())
        for (const auto& field : rule.answer)
            page += fmt::format("| `{}` | `{}` | {} |\n", rule.name, field.name, cell(field.says));
    return page;
}

std::string print_verbs_json() {
    Json definitions = shared_schemas(), requests = Json::array(), answers = Json::object();
    for (const auto& rule : verbs()) {
        const std::string name(rule.name);
        definitions[name] = request_schema(rule);
        requests.push_back({{"$ref", "#/$defs/" + name}});
        answers[name] = answer_schema(rule);
    }
    const Json schema{{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                      {"title", "requests of uketsuke-sim's control socket"},
                      {"version", kVerbsVersion},
                      {"oneOf", requests},
                      {"$defs", definitions},
                      {"answers", answers}};
    return schema.dump(2) + "\n";
}

}  // namespace uketsuke::sim
