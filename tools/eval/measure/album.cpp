// SPDX-License-Identifier: Apache-2.0
#include "album.hpp"

#include <fmt/format.h>

#include "models/face/recipe.hpp"
#include "picture_file.hpp"
#include "tools/eval/report/progress.hpp"

namespace uketsuke::tools::eval {
namespace {

/// Finds the eyes as the product does, and makes the photo that a chip would hold.
base::Result<cv::Mat> on_card(models::face::FaceModels& models, const cv::Mat& picture, const CardSim& card) {
    try {
        models::face::StageTimes took;
        const auto seen = models::face::look_at(models.networks(), picture, took);
        if (!seen) return base::fail(base::ErrorCode::face_not_found, "no face found in the picture");
        const auto five = models::face::five_of(seen->points);
        return card_photo(picture, five[0], five[1], card);
    } catch (const cv::Exception& error) {
        return base::fail(base::ErrorCode::internal, error.err);
    }
}

base::Result<models::face::Enrolled> enrol(models::face::FaceModels& models, models::face::StillFaces& still,
                                           const std::filesystem::path& file, const std::optional<CardSim>& card) {
    const auto picture = read_picture(file);
    if (!picture) return base::fail(picture.error());
    if (!card) return still.enrol(image_of(*picture), models::face::Role::live);
    const auto photo = on_card(models, *picture, *card);
    if (!photo) return base::fail(photo.error());
    return still.enrol(image_of(*photo), models::face::Role::portrait);
}

}  // namespace

Recipe product_recipe() { return {"product", models::face::Recipe::product}; }
Recipe plain_recipe() { return {"plain", models::face::Recipe::plain}; }

Album enrol_all(const std::shared_ptr<models::face::FaceModels>& models, const Recipe& recipe,
                const std::filesystem::path& folder, const std::vector<Picture>& pictures,
                const std::optional<CardSim>& card) {
    models::face::StillFaces still(models, recipe.steps);
    Album album;
    Progress progress(fmt::format("{} pictures, {} recipe", card ? "Card" : "Enrolling", recipe.name), pictures.size());
    for (const auto& picture : pictures) {
        auto enrolled = enrol(*models, still, folder / picture.file, card);
        if (enrolled) {
            album.faces.push_back(std::move(enrolled->face));
            album.plain.push_back(std::move(enrolled->plain));
        } else {
            album.faces.emplace_back();
            album.plain.emplace_back();
            album.failures.push_back(
                fmt::format("{}{}: {}", picture.file.string(), card ? " (on the card)" : "", enrolled.error().detail));
        }
        progress.step();
    }
    return album;
}

base::Result<void> somebody(const Album& album, const std::filesystem::path& folder) {
    if (album.failures.size() < album.faces.size()) return {};
    return base::fail(base::ErrorCode::file_unreadable,
                      fmt::format("none of {} pictures of {} could be enrolled; the first was {}", album.faces.size(),
                                  folder.string(), album.failures.front()));
}

}  // namespace uketsuke::tools::eval
