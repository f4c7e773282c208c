// SPDX-License-Identifier: Apache-2.0
// The loaded face networks.
#pragma once

#include <filesystem>
#include <memory>

#include "centre.hpp"
#include "manifest.hpp"

namespace uketsuke::models::face {

struct Networks;  ///< networks.hpp; internal, has OpenCV types

/// All networks of a folder made by models/provision. Thread-bound to the face lane, except for construction and
/// destruction. OpenCV is told to use one thread for the whole process: two make a frame hardly faster, and a kiosk's
/// other core paints the screen.
class FaceModels {
public:
    /// Reads folder/manifest.toml, checks each file against it (SHA-256, shapes; the centre against the network) and
    /// starts dlib's detector in a thread. Errors: model_invalid, its detail naming the file and what is wrong.
    static base::Result<std::shared_ptr<FaceModels>> load(const std::filesystem::path& folder);
    /// Reads folder/manifest.toml and looks whether each file that it names is there and may be read; opens none of
    /// them. Errors: as load().
    static base::Result<void> find(const std::filesystem::path& folder);
    explicit FaceModels(std::unique_ptr<Networks> networks);
    ~FaceModels();

    [[nodiscard]] Networks& networks() { return *networks_; }
    [[nodiscard]] const Manifest& manifest() const;
    /// One an embedding; empty values where the manifest names none.
    [[nodiscard]] const std::vector<Centre>& centres() const;
    [[nodiscard]] const std::vector<Centre>& second_centres() const;
    [[nodiscard]] const std::vector<TakenOff>& taken_off() const;
    [[nodiscard]] const Layout& layout() const;

private:
    std::unique_ptr<Networks> networks_;
};

}  // namespace uketsuke::models::face
