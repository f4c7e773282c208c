// SPDX-License-Identifier: Apache-2.0
// The words after a verb.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "error.hpp"

namespace uketsuke::base {

/// An option of a verb: its name with the dashes, and whether a value follows.
struct Option {
    std::string_view name;
    bool takes_value = true;
};

class Arguments {
public:
    /// `rest`: how many words may be no options. Errors: config_invalid (an option or one word too many that the verb
    /// does not know, or an option without its value).
    static Result<Arguments> parse(const std::vector<std::string>& words, const std::vector<Option>& options,
                                   std::size_t rest = std::string::npos);

    [[nodiscard]] bool has(const std::string& option) const { return values_.count(option) > 0; }
    /// The last one given.
    [[nodiscard]] std::optional<std::string> value(const std::string& option) const;
    [[nodiscard]] std::string value_or(const std::string& option, std::string otherwise) const;
    [[nodiscard]] std::vector<std::string> all(const std::string& option) const;
    /// Errors: config_invalid (not given).
    [[nodiscard]] Result<std::string> required(const std::string& option) const;
    /// A number; `otherwise` when it is not given. Errors: config_invalid (given, and no number within the bounds).
    [[nodiscard]] Result<double> number(const std::string& option, double otherwise, double low, double high) const;
    /// What is no option.
    [[nodiscard]] const std::vector<std::string>& rest() const { return rest_; }

private:
    std::multimap<std::string, std::string> values_;
    std::vector<std::string> rest_;
};

}  // namespace uketsuke::base
