// SPDX-License-Identifier: Apache-2.0
#include "arguments.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

namespace uketsuke::base {

Result<Arguments> Arguments::parse(const std::vector<std::string>& words, const std::vector<Option>& options,
                                   std::size_t rest) {
    Arguments arguments;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i].substr(0, 2) != "--") {
            arguments.rest_.push_back(words[i]);
            if (arguments.rest_.size() <= rest) continue;
            return fail(ErrorCode::config_invalid, fmt::format("'{}' is not understood here", words[i]));
        }
        const auto option =
            std::find_if(options.begin(), options.end(), [&](const Option& one) { return one.name == words[i]; });
        if (option == options.end())
            return fail(ErrorCode::config_invalid,
                        fmt::format("{} is not known here", words[i].substr(0, words[i].find('='))));
        if (option->takes_value && (i + 1 == words.size() || words[i + 1].substr(0, 2) == "--"))
            return fail(ErrorCode::config_invalid, fmt::format("{} wants a value", words[i]));
        const auto& name = words[i];
        arguments.values_.emplace(name, option->takes_value ? words[++i] : "");
    }
    return arguments;
}

std::optional<std::string> Arguments::value(const std::string& option) const {
    const auto given = all(option);
    return given.empty() ? std::nullopt : std::optional(given.back());
}

std::string Arguments::value_or(const std::string& option, std::string otherwise) const {
    return value(option).value_or(std::move(otherwise));
}

std::vector<std::string> Arguments::all(const std::string& option) const {
    std::vector<std::string> found;
    const auto [first, last] = values_.equal_range(option);
    std::transform(first, last, std::back_inserter(found), [](const auto& entry) { return entry.second; });
    return found;
}

Result<std::string> Arguments::required(const std::string& option) const {
    if (auto given = value(option)) return *given;
    return fail(ErrorCode::config_invalid, fmt::format("{} is missing", option));
}

Result<double> Arguments::number(const std::string& option, double otherwise, double low, double high) const {
    const auto given = value(option);
    if (!given) return otherwise;
    char* end = nullptr;
    const double number = std::strtod(given->c_str(), &end);
    if (!given->empty() && *end == '\0' && number >= low && number <= high) return number;
    return fail(ErrorCode::config_invalid,
                fmt::format("{} wants a number from {:g} to {:g}, not '{}'", option, low, high, *given));
}

}  // namespace uketsuke::base
