// SPDX-License-Identifier: Apache-2.0
#include "command_line.hpp"

#include <fmt/format.h>

#include <cstdio>

namespace uketsuke::command_line {
namespace {

base::Unexpected<base::Error> wrong(std::string sentence) {
    return base::fail(base::ErrorCode::config_invalid, std::move(sentence));
}

std::string about_extra_words(const CLI::App& app) {
    for (const auto& word : app.remaining(true))
        if (word.starts_with("--")) return fmt::format("{} is not known here", word.substr(0, word.find('=')));
    return "there is a word that is not understood";
}

/// CLI11 takes whatever follows an option for its value, even the next option.
const CLI::Option* option_without_value(const CLI::App& app) {
    for (const auto* option : app.get_options())
        for (const auto& value : option->results())
            if (value.starts_with("--")) return option;
    for (const auto* verb : app.get_subcommands())
        if (const auto* found = option_without_value(*verb)) return found;
    return nullptr;
}

/// With the verbs that were understood: whose help tells more.
std::string called(const CLI::App& app) {
    const auto verbs = app.get_subcommands();
    return verbs.empty() ? app.get_name() : fmt::format("{} {}", app.get_name(), called(*verbs.front()));
}

}  // namespace

base::Result<std::optional<std::string>> read(CLI::App& app, const std::vector<std::string>& words) {
    try {
        app.parse(std::vector<std::string>(words.rbegin(), words.rend()));  // CLI11 takes them from the back
    } catch (const CLI::CallForHelp&) {
        return app.help();
    } catch (const CLI::ExtrasError&) {
        return wrong(about_extra_words(app));
    } catch (const CLI::ParseError& error) {
        return wrong(error.what());
    }
    if (const auto* option = option_without_value(app))
        return wrong(fmt::format("{} wants a value", option->get_name()));
    return std::optional<std::string>();
}

std::optional<int> read_or_end(CLI::App& app, const std::vector<std::string>& words) {
    const auto help = read(app, words);
    if (!help) {
        fmt::print(stderr, "{}: {}; see {} --help\n", app.get_name(), help.error().detail, called(app));
        return kWrongWords;
    }
    if (!*help) return std::nullopt;
    fmt::print("{}", **help);
    return 0;
}

std::optional<int> read_or_end(CLI::App& app, int argc, char** argv) {
    return read_or_end(app, {argv + 1, argv + argc});
}

}  // namespace uketsuke::command_line
