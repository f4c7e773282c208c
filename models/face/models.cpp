// SPDX-License-Identifier: Apache-2.0
#include "models.hpp"

#include <fmt/format.h>

#include "networks.hpp"

namespace uketsuke::models::face {

FaceModels::FaceModels(std::unique_ptr<Networks> networks) : networks_(std::move(networks)) {}
FaceModels::~FaceModels() = default;

const Manifest& FaceModels::manifest() const { return networks_->manifest; }
const std::vector<Centre>& FaceModels::centres() const { return networks_->centres; }
const Layout& FaceModels::layout() const { return networks_->layout; }

namespace {

/// A centre belongs to one network and one way of feeding it.
base::Result<Centre> centre_for(const EmbeddingSpec& spec, const std::filesystem::path& folder) {
    if (spec.centre.empty()) return Centre{};
    auto centre = read_centre(folder / spec.centre);
    if (!centre) return centre;
    if (centre->model_sha256 != spec.sha256 || centre->flip != spec.flip || centre->values.size() != spec.length())
        return base::fail(
            base::ErrorCode::model_invalid,
            fmt::format("{} is for model {} (flip {}, {} numbers), [embedding.{}] is {} (flip {}, {} numbers): "
                        "compute it again or name none",
                        (folder / spec.centre).string(), centre->model_sha256, centre->flip, centre->values.size(),
                        spec.name, spec.sha256, spec.flip, spec.length()));
    return centre;
}

base::Result<void> add_embedding(Networks& networks, const EmbeddingSpec& spec, const std::filesystem::path& folder) {
    auto net = Net::load(folder, spec);
    if (!net) return base::fail(net.error());
    auto centre = centre_for(spec, folder);
    if (!centre) return base::fail(centre.error());
    networks.embeddings.push_back(std::move(*net));
    networks.centres.push_back(std::move(*centre));
    networks.layout.push_back({spec.length(), spec.weight});
    return {};
}

}  // namespace

base::Result<std::shared_ptr<FaceModels>> FaceModels::load(const std::filesystem::path& folder) {
    cv::setNumThreads(1);
    auto manifest = load_manifest(folder / "manifest.toml");
    if (!manifest) return base::fail(manifest.error());
    auto detector = Net::load(folder, manifest->detector), landmarks = Net::load(folder, manifest->landmarks),
         liveness = Net::load(folder, manifest->liveness);
    for (const auto* net : {&detector, &landmarks, &liveness})
        if (!*net) return base::fail(net->error());
    auto networks = std::unique_ptr<Networks>(
        new Networks{{}, {}, {}, {}, std::move(*detector), std::move(*landmarks), std::move(*liveness), {}, {}});
    for (const auto& spec : manifest->embeddings)
        if (auto added = add_embedding(*networks, spec, folder); !added) return base::fail(added.error());
    networks->centre = centre_row(networks->centres, networks->layout);
    networks->manifest = std::move(*manifest);
    return std::make_shared<FaceModels>(std::move(networks));
}

base::Result<void> FaceModels::find(const std::filesystem::path& folder) {
    const auto manifest = load_manifest(folder / "manifest.toml");
    if (!manifest) return base::fail(manifest.error());
    std::vector<network::NetworkFile> files{manifest->detector, manifest->landmarks, manifest->liveness};
    for (const auto& spec : manifest->embeddings) {
        files.push_back(spec);
        if (!spec.centre.empty()) files.push_back({spec.centre, {}});
    }
    for (const auto& file : files)
        if (auto found = network::find_network(folder, file); !found) return found;
    return {};
}

}  // namespace uketsuke::models::face
