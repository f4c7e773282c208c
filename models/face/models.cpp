// SPDX-License-Identifier: Apache-2.0
#include "models.hpp"

#include <fmt/format.h>

#include "networks.hpp"

namespace uketsuke::models::face {

FaceModels::FaceModels(std::unique_ptr<Networks> networks) : networks_(std::move(networks)) {}
FaceModels::~FaceModels() = default;

const Manifest& FaceModels::manifest() const { return networks_->manifest; }
const Centre& FaceModels::centre() const { return networks_->centre; }

namespace {

/// A centre belongs to one network and one way of feeding it.
base::Result<Centre> centre_for(const EmbeddingSpec& spec, const std::filesystem::path& folder) {
    if (spec.centre.empty()) return Centre{};
    auto centre = read_centre(folder / spec.centre);
    if (!centre) return centre;
    const auto length = static_cast<std::size_t>(spec.output.at(0).back());
    if (centre->model_sha256 != spec.sha256 || centre->flip != spec.flip || centre->values.size() != length)
        return base::fail(base::ErrorCode::model_invalid,
                          fmt::format("{} is for model {} (flip {}, {} numbers), the manifest's embedding is {} (flip "
                                      "{}, {} numbers): compute it again or name none",
                                      (folder / spec.centre).string(), centre->model_sha256, centre->flip,
                                      centre->values.size(), spec.sha256, spec.flip, length));
    return centre;
}

}  // namespace

base::Result<std::shared_ptr<FaceModels>> FaceModels::load(const std::filesystem::path& folder) {
    cv::setNumThreads(1);
    auto manifest = load_manifest(folder / "manifest.toml");
    if (!manifest) return base::fail(manifest.error());
    std::vector<Net> nets;
    for (const ModelSpec* spec : {&manifest->detector, &manifest->landmarks,
                                  static_cast<ModelSpec*>(&manifest->embedding), &manifest->liveness}) {
        auto net = Net::load(folder, *spec);
        if (!net) return base::fail(net.error());
        nets.push_back(std::move(*net));
    }
    auto centre = centre_for(manifest->embedding, folder);
    if (!centre) return base::fail(centre.error());
    return std::make_shared<FaceModels>(std::unique_ptr<Networks>(new Networks{std::move(*manifest),
                                                                               std::move(*centre),
                                                                               std::move(nets[0]),
                                                                               std::move(nets[1]),
                                                                               std::move(nets[2]),
                                                                               std::move(nets[3]),
                                                                               {}}));
}

}  // namespace uketsuke::models::face
