// SPDX-License-Identifier: Apache-2.0
#include "understood.hpp"

#include <fmt/format.h>

namespace uketsuke::sim {
namespace {

using Json = nlohmann::ordered_json;
using eligibility::OqsInsured;
using eligibility::WipedText;

std::string first_of(const WipedText& one, const WipedText& other) { return std::string(one.empty() ? other : one); }

std::string without_blanks(const std::string& text) {
    const auto begin = text.find_first_not_of(' ');
    return begin == std::string::npos ? std::string() : text.substr(begin);
}

std::string flag(const eligibility::OqsConsent& consent) { return fmt::to_string(static_cast<int>(consent.state)); }

Json understood(const OqsInsured& one) {
    return {{"name", std::string(one.name)},
            {"birth", fmt::format("{:04}{:02}{:02}", one.birth.year, one.birth.month, one.birth.day)},
            {"sex", fmt::to_string(one.sex)},
            {"classification", std::string(one.card_classification)},
            {"insurer", without_blanks(std::string(one.insurer_number))},
            {"symbol", std::string(one.symbol)},
            {"number", std::string(one.number)},
            {"branch", std::string(one.branch)},
            {"public_expense", std::string(one.public_expense_number)},
            {"beneficiary", std::string(one.beneficiary_number)},
            {"family", std::string(one.family)},
            {"ratio", first_of(one.ratio, one.elderly_ratio)},
            {"ceiling", one.high_cost.agreed ? std::string(one.high_cost.ceiling) : std::string()},
            {"diseases", fmt::to_string(one.diseases.size())},
            {"tickets", fmt::to_string(one.tickets.size())},
            {"medication", flag(one.consents.medication)},
            {"checkups", flag(one.consents.checkups)}};
}

void compare(const std::string& where, const Json& expected, const Json& found, std::vector<std::string>& wrong) {
    for (const auto& [key, value] : expected.items()) {
        const auto place = where + key;
        const auto member = found.is_object() ? found.find(key) : found.end();
        if (!found.is_object() || member == found.end()) {
            wrong.push_back(fmt::format("{}: nothing was answered; it is {}", place, value.dump()));
        } else if (!value.is_array()) {
            if (*member != value)
                wrong.push_back(fmt::format("{}: understood {}; it is {}", place, member->dump(), value.dump()));
        } else if (!member->is_array() || member->size() != value.size()) {
            wrong.push_back(
                fmt::format("{}: there are {}, not {}", place, value.size(), member->is_array() ? member->size() : 0));
        } else {
            for (std::size_t i = 0; i < value.size(); ++i)
                compare(fmt::format("{}[{}].", place, i), value[i], (*member)[i], wrong);
        }
    }
}

}  // namespace

Json understood(const eligibility::OqsDocument& document) {
    auto results = Json::array();
    for (const auto& one : document.insured) results.push_back(understood(one));
    return {{"validity", fmt::to_string(static_cast<int>(document.validity))},
            {"form", document.form ? fmt::to_string(static_cast<int>(*document.form)) : std::string()},
            {"results", std::move(results)}};
}

std::vector<std::string> differences(const Json& expected, const Json& answer) {
    std::vector<std::string> wrong;
    if (answer.is_object() && answer.contains("refused"))
        return {fmt::format("refused: {}", answer["refused"].dump(-1, ' ', false, Json::error_handler_t::replace))};
    compare("", expected, answer, wrong);
    return wrong;
}

}  // namespace uketsuke::sim
