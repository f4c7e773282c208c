// SPDX-License-Identifier: Apache-2.0
#include "presentations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "models/eval/data/folder.hpp"
#include "models/eval/report/progress.hpp"
#include "models/face/still.hpp"
#include "picture.hpp"

namespace uketsuke::models::eval {
namespace {

/// The pictures of each presentation, by its name: a picture's own, or the folder that it lies in.
std::map<std::string, std::vector<std::filesystem::path>> by_presentation(const std::vector<Picture>& pictures) {
    std::map<std::string, std::vector<std::filesystem::path>> presentations;
    for (const auto& picture : pictures) {
        const auto sequence = picture.file.parent_path();
        presentations[sequence.empty() ? picture.file.string() : sequence.string()].push_back(picture.file);
    }
    return presentations;
}

std::optional<double> live_score(face::StillFaces& still, const std::filesystem::path& file) {
    const auto picture = read_picture(file);
    if (!picture) return std::nullopt;
    const auto score = still.live_score(image_of(*picture));
    return score ? std::optional(*score) : std::nullopt;
}

std::optional<double> median_of(std::vector<double> scores) {
    if (scores.empty()) return std::nullopt;
    const auto middle = scores.begin() + static_cast<std::ptrdiff_t>(scores.size() / 2);
    std::nth_element(scores.begin(), middle, scores.end());
    return *middle;
}

}  // namespace

base::Result<Species> presentations_in(const std::shared_ptr<face::FaceModels>& models,
                                       const std::filesystem::path& folder, const std::string& name) {
    const auto pictures = pictures_in(folder);
    if (!pictures) return base::fail(pictures.error());
    face::StillFaces still(models);
    Progress progress("Presentations, " + name, pictures->size());
    Species species{name, {}};
    for (const auto& [presentation, files] : by_presentation(*pictures)) {
        std::vector<double> scores;
        for (const auto& file : files) {
            if (const auto score = live_score(still, folder / file)) scores.push_back(*score);
            progress.step();
        }
        species.presentations.push_back({presentation, median_of(std::move(scores))});
    }
    return species;
}

base::Result<std::vector<Species>> species_in(const std::shared_ptr<face::FaceModels>& models,
                                              const std::filesystem::path& folder) {
    const auto names = folders_in(folder);
    if (!names) return base::fail(names.error());
    std::vector<Species> all;
    for (const auto& name : *names) {
        auto species = presentations_in(models, folder / name, name);
        if (!species) return base::fail(species.error());
        all.push_back(std::move(*species));
    }
    if (!all.empty()) return all;
    return base::fail(
        base::ErrorCode::file_unreadable,
        fmt::format("there is no sub-folder in {}: each stands for a species of attack", folder.string()));
}

}  // namespace uketsuke::models::eval
