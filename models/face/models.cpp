// SPDX-License-Identifier: Apache-2.0
#include "models.hpp"

#include <fmt/format.h>

#include "networks.hpp"

namespace uketsuke::models::face {

FaceModels::FaceModels(std::unique_ptr<Networks> networks) : networks_(std::move(networks)) {}
FaceModels::~FaceModels() = default;

const Manifest& FaceModels::manifest() const { return networks_->manifest; }
const std::vector<Centre>& FaceModels::centres() const { return networks_->centres; }
const std::vector<Centre>& FaceModels::second_centres() const { return networks_->second_centres; }
const std::vector<TakenOff>& FaceModels::taken_off() const { return networks_->taken_off; }
const Layout& FaceModels::layout() const { return networks_->layout; }

namespace {

/// A centre belongs to one network and one way of feeding it.
base::Result<Centre> centre_for(const EmbeddingSpec& spec, const std::filesystem::path& folder,
                                const std::string& name) {
    if (name.empty()) return Centre{};
    auto centre = read_centre(folder / name);
    if (!centre) return centre;
    if (centre->model_sha256 != spec.sha256 || centre->flip != spec.flip || centre->values.size() != spec.length())
        return base::fail(
            base::ErrorCode::model_invalid,
            fmt::format("{} is for model {} (flip {}, {} numbers), [embedding.{}] is {} (flip {}, {} numbers): "
                        "compute it again or name none",
                        (folder / name).string(), centre->model_sha256, centre->flip, centre->values.size(), spec.name,
                        spec.sha256, spec.flip, spec.length()));
    return centre;
}

base::Result<void> add_embedding(Networks& networks, const EmbeddingSpec& spec, const std::filesystem::path& folder) {
    auto net = Net::load(folder, spec);
    if (!net) return base::fail(net.error());
    auto centre = centre_for(spec, folder, spec.centre), second = centre_for(spec, folder, spec.second_centre);
    for (const auto* one : {&centre, &second})
        if (!*one) return base::fail(one->error());
    networks.embeddings.push_back(std::move(*net));
    networks.taken_off.push_back({centre->values, second->values, spec.sharpness});
    networks.centres.push_back(std::move(*centre));
    networks.second_centres.push_back(std::move(*second));
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
        new Networks{{}, {}, {}, {}, {}, std::move(*detector), std::move(*landmarks), std::move(*liveness), {}, {}});
    for (const auto& spec : manifest->embeddings)
        if (auto added = add_embedding(*networks, spec, folder); !added) return base::fail(added.error());
    networks->manifest = std::move(*manifest);
    return std::make_shared<FaceModels>(std::move(networks));
}

base::Result<void> FaceModels::find(const std::filesystem::path& folder) {
    const auto manifest = load_manifest(folder / "manifest.toml");
    if (!manifest) return base::fail(manifest.error());
    std::vector<network::NetworkFile> files{manifest->detector, manifest->landmarks, manifest->liveness};
    for (const auto& spec : manifest->embeddings) {
        files.push_back(spec);
        for (const auto& centre : {spec.centre, spec.second_centre})
            if (!centre.empty()) files.push_back({centre, {}});
    }
    for (const auto& file : files)
        if (auto found = network::find_network(folder, file); !found) return found;
    return {};
}

}  // namespace uketsuke::models::face
