// SPDX-License-Identifier: Apache-2.0
// A copy of the models that a test may change or spoil; removed with the object.
#pragma once

#include <filesystem>
#include <string>

namespace uketsuke::test {

class SpoiltFolder {
public:
    SpoiltFolder();
    ~SpoiltFolder() { std::filesystem::remove_all(path_); }
    SpoiltFolder(const SpoiltFolder&) = delete;
    SpoiltFolder& operator=(const SpoiltFolder&) = delete;

    /// The first place where the text stands; there must be one.
    void replace_in_manifest(const std::string& text, const std::string& by);
    void add_to_manifest(const std::string& text);
    /// What loading says, which must fail with model_invalid.
    [[nodiscard]] std::string failure() const;
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

}  // namespace uketsuke::test
