// SPDX-License-Identifier: Apache-2.0
#include "presentations.hpp"

#include <fmt/format.h>

#include "frames.hpp"
#include "models/face/pipeline.hpp"
#include "models/face/still.hpp"
#include "tools/eval/data/folder.hpp"
#include "tools/eval/measure/picture_file.hpp"
#include "tools/eval/report/progress.hpp"

namespace uketsuke::tools::eval {
namespace {

namespace fs = std::filesystem;

constexpr base::Duration kFrameTime{33};  ///< a camera's; without prompts nothing depends on it
const cv::Size kNothing(640, 480);
constexpr int kAfterwards = 60;  ///< frames, more than an attempt needs

base::Result<double> score_of_picture(const std::shared_ptr<models::face::FaceModels>& models, const fs::path& file) {
    const auto picture = read_picture(file);
    if (!picture) return base::fail(picture.error());
    return models::face::StillFaces(models).live_score(image_of(*picture));
}

/// The verdict is asked for against one of the sequence's own frames: only its liveness is of interest.
base::Result<double> score_of_sequence(const std::shared_ptr<models::face::FaceModels>& models, const fs::path& folder,
                                       const Shown& shown) {
    const auto attempt = models::face::FacePipeline(models).begin();
    domain::Frame frame;
    domain::Image good;
    ports::Observation seen;
    const auto looked = each_frame(folder, shown, [&](const cv::Mat& picture) {
        frame = {image_of(picture), frame.taken + kFrameTime, frame.sequence + 1};
        seen = attempt->observe(frame);
        if (seen.advice == domain::FaceAdvice::good) good = frame.image;
        return !seen.enough;
    });
    if (!looked) return base::fail(looked.error());
    // A kiosk's camera goes on while the networks work off the good frames; what is over here shows nothing more.
    frame.image = image_of(cv::Mat::zeros(kNothing, CV_8UC3));
    for (int i = 0; i < kAfterwards && !seen.enough; ++i) seen = attempt->observe(frame);
    const auto verdict = attempt->decide(good);
    if (!verdict) return base::fail(verdict.error());
    return verdict->live_score;
}

Presentation judged(const std::shared_ptr<models::face::FaceModels>& models, const fs::path& folder,
                    const Shown& shown) {
    const auto score = shown.kind == Shown::Kind::picture ? score_of_picture(models, folder / shown.files.front())
                                                          : score_of_sequence(models, folder, shown);
    return score ? Presentation{shown.name, *score, {}} : Presentation{shown.name, {}, score.error().detail};
}

}  // namespace

base::Result<Species> presentations_in(const std::shared_ptr<models::face::FaceModels>& models, const fs::path& folder,
                                       const std::string& name) {
    const auto all = shown_in(folder);
    if (!all) return base::fail(all.error());
    Progress progress("Presentations, " + name, all->size());
    Species species{name, {}};
    for (const auto& shown : *all) {
        species.presentations.push_back(judged(models, folder, shown));
        progress.step();
    }
    return species;
}

base::Result<std::vector<Species>> species_in(const std::shared_ptr<models::face::FaceModels>& models,
                                              const fs::path& folder) {
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

}  // namespace uketsuke::tools::eval
