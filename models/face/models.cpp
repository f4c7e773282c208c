// SPDX-License-Identifier: Apache-2.0
#include "models.hpp"

#include "networks.hpp"

namespace uketsuke::models::face {

FaceModels::FaceModels(std::unique_ptr<Networks> networks) : networks_(std::move(networks)) {}
FaceModels::~FaceModels() = default;

base::Result<std::shared_ptr<FaceModels>> FaceModels::load(const std::filesystem::path& folder) {
    cv::setNumThreads(1);
    const auto manifest = load_manifest(folder / "manifest.toml");
    if (!manifest) return base::fail(manifest.error());
    auto detector = Net::load(folder, manifest->detector);
    if (!detector) return base::fail(detector.error());
    auto landmarks = Net::load(folder, manifest->landmarks);
    if (!landmarks) return base::fail(landmarks.error());
    auto embedding = Net::load(folder, manifest->embedding);
    if (!embedding) return base::fail(embedding.error());
    auto liveness = Net::load(folder, manifest->liveness);
    if (!liveness) return base::fail(liveness.error());
    return std::make_shared<FaceModels>(std::unique_ptr<Networks>(
        new Networks{std::move(*detector), std::move(*landmarks), std::move(*embedding), std::move(*liveness), {}}));
}

}  // namespace uketsuke::models::face
