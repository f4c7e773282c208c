// SPDX-License-Identifier: Apache-2.0
#include "centre.hpp"

#include <fmt/format.h>

#include <toml++/toml.h>
#include <algorithm>
#include <fstream>

#include "firmware/base/bytes.hpp"

namespace uketsuke::models::face {
namespace {

using base::ErrorCode;
using base::fail;

std::vector<float> values_of(const toml::array* list) {
    std::vector<float> values;
    if (list == nullptr) return values;
    values.reserve(list->size());
    for (const auto& value : *list)
        if (const auto number = value.value<double>()) values.push_back(static_cast<float>(*number));
    if (values.size() != list->size()) values.clear();
    return values;
}

/// As it may stand between quotation marks.
std::string quotable(std::string text) {
    std::replace_if(
        text.begin(), text.end(), [](unsigned char c) { return c < ' ' || c == '"' || c == '\\'; }, ' ');
    return text;
}

}  // namespace

base::Result<Centre> read_centre(const std::filesystem::path& file) {
    toml::table table;
    try {
        table = toml::parse_file(file.string());
    } catch (const toml::parse_error& error) {
        return fail(ErrorCode::model_invalid, fmt::format("{}: {}", file.string(), error.description()));
    }
    Centre centre{table["model_sha256"].value_or(std::string{}),
                  table["flip"].value_or(false),
                  table["source"].value_or(std::string{}),
                  table["people"].value_or(0),
                  table["images"].value_or(0),
                  values_of(table["values"].as_array())};
    if (centre.model_sha256.empty() || centre.source.empty() || centre.people < 1 || centre.images < centre.people ||
        centre.values.empty())
        return fail(ErrorCode::model_invalid,
                    file.string() + ": model_sha256, source, people, images or values is missing or wrong");
    return centre;
}

base::Result<void> write_centre(const std::filesystem::path& file, const Centre& centre) {
    if (centre.people < Centre::kFewestPeople)
        return fail(ErrorCode::model_invalid, fmt::format("a centre of {} people would tell about them; {} are needed",
                                                          centre.people, Centre::kFewestPeople));
    std::ofstream out(file);
    out << "# SPDX-License-Identifier: Apache-2.0\n"
        << "# A population centre (models/README.md), made by `uketsuke-eval centre`: the mean over many people.\n"
        << fmt::format("model_sha256 = \"{}\"\nflip = {}\nsource = \"{}\"\npeople = {}\nimages = {}\nvalues = [",
                       centre.model_sha256, centre.flip, quotable(centre.source), centre.people, centre.images);
    for (std::size_t i = 0; i < centre.values.size(); ++i)
        out << (i % 12 == 0 ? "\n  " : " ") << fmt::format("{:.6f},", centre.values[i]);
    out << "\n]\n";
    if (!out.flush()) return fail(ErrorCode::file_unreadable, file.string() + " cannot be written");
    return {};
}

std::vector<float> mean_of_people(std::span<const PersonTemplates> people) {
    std::vector<float> mean;
    for (const auto& person : people)
        for (const auto* one : person) {
            const auto share = 1.0F / static_cast<float>(people.size() * person.size());
            mean.resize(one->values().size());
            for (std::size_t i = 0; i < mean.size(); ++i) mean[i] += share * one->values()[i];
        }
    return mean;
}

Template centred(const Template& plain, std::span<const float> centre) {
    std::vector<float> values(plain.values().begin(), plain.values().end());
    if (values.size() == centre.size())
        for (std::size_t i = 0; i < values.size(); ++i) values[i] -= centre[i];
    Template result(values);
    base::wipe(values.data(), values.size() * sizeof(float));
    return result;
}

}  // namespace uketsuke::models::face
