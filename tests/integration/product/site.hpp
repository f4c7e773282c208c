// SPDX-License-Identifier: Apache-2.0
// A place where the product is installed: folders, keys and a settings file made from the sample.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "program.hpp"

namespace uketsuke::test {

/// Gone with this object.
class Site {
public:
    Site();

    /// Changes a setting, e.g. ("camera.device", "/dev/video9"); the key must be in the sample.
    void set(std::string_view key, const std::filesystem::path& value);
    /// Writes a file here and returns its name.
    [[nodiscard]] std::filesystem::path write(std::string_view name, std::string_view content) const;
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
    [[nodiscard]] std::filesystem::path settings() const { return folder_ / "uketsuke.toml"; }
    [[nodiscard]] std::filesystem::path journal() const { return folder_ / "audit.jsonl"; }
    /// How many records of the journal hold all these words.
    [[nodiscard]] int records(std::string_view words, std::string_view more = "") const;
    [[nodiscard]] Arguments run() const { return {"--config", settings()}; }

private:
    Scratch scratch_;
    const std::filesystem::path& folder_ = scratch_.path;
    std::string text_;
};

}  // namespace uketsuke::test
