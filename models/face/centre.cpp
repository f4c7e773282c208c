// SPDX-License-Identifier: Apache-2.0
#include "centre.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <fstream>

#include "firmware/toml_reader/toml_reader.hpp"

namespace uketsuke::models::face {
namespace {

using base::ErrorCode;
using base::fail;

/// As it may stand between quotation marks.
std::string quotable(std::string text) {
    std::replace_if(
        text.begin(), text.end(), [](unsigned char c) { return c < ' ' || c == '"' || c == '\\'; }, ' ');
    return text;
}

/// How much of the first of two centres a face has, 0 … 1.
double share_of_first(const Template& face, const TakenOff& two) {
    const double nearer = face.cosine(Template(two.centre)) - face.cosine(Template(two.second));
    return 1 / (1 + std::exp(-two.sharpness * nearer));
}

Template less(Template face, const TakenOff& taken) {
    if (taken.centre.empty() || face.empty()) return face;
    if (taken.second.empty()) return face.less(taken.centre, 1);
    const auto first = static_cast<float>(share_of_first(face, taken));
    std::vector<float> mixture(taken.centre.size());
    for (std::size_t i = 0; i < mixture.size(); ++i)
        mixture[i] = first * taken.centre[i] + (1 - first) * taken.second[i];
    return face.less(mixture, 1);
}

}  // namespace

base::Result<Centre> read_centre(const std::filesystem::path& file) {
    auto parsed = toml_reader::File::load(file, ErrorCode::model_invalid);
    if (!parsed) return fail(ErrorCode::model_invalid, parsed.error().detail);  // also one that is missing
    auto root = parsed->root();
    Centre centre;
    root.read("model_sha256", centre.model_sha256);
    root.read_if_there("flip", centre.flip);
    root.read("source", centre.source);
    root.read("people", centre.people);
    root.read("images", centre.images);
    root.read("values", centre.values);
    if (centre.people < 1 || centre.images < centre.people) root.complain("images", "are fewer than people, or none");
    root.end();
    if (auto right = parsed->judge(); !right) return fail(right.error());
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

Template centred(const Template& plain, std::span<const TakenOff> taken, const Layout& layout) {
    if (plain.values().size() != total(layout)) return {};
    std::vector<Template> parts;
    std::size_t at = 0;
    for (std::size_t i = 0; i < layout.size(); ++i) {
        parts.push_back(
            less(Template(plain.values().subspan(at, layout[i].length)), taken.empty() ? TakenOff{} : taken[i]));
        at += layout[i].length;
    }
    return Template::joined(parts, layout);
}

std::vector<float> part_of(std::span<const float> row, const Layout& layout, std::size_t network) {
    if (row.empty()) return {};
    const auto part = row.subspan(total({layout.begin(), layout.begin() + static_cast<std::ptrdiff_t>(network)}),
                                  layout[network].length);
    std::vector<float> values(part.begin(), part.end());
    for (auto& value : values) value /= static_cast<float>(std::sqrt(layout[network].weight));
    return values;
}

}  // namespace uketsuke::models::face
