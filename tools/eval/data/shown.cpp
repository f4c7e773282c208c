// SPDX-License-Identifier: Apache-2.0
#include "shown.hpp"

#include <map>

#include "folder.hpp"

namespace uketsuke::tools::eval {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kVideos[] = {".avi", ".m4v", ".mkv", ".mov", ".mp4", ".mpg", ".webm", ".y4m"};

bool is_video(const fs::path& file) { return ends_as(file, kVideos); }

Shown one_of(const fs::path& file) {
    if (is_video(file)) return {Shown::Kind::video, file.string(), {file}};
    if (!file.has_parent_path()) return {Shown::Kind::picture, file.string(), {file}};
    return {Shown::Kind::frames, file.parent_path().string(), {file}};
}

}  // namespace

base::Result<std::vector<Shown>> shown_in(const fs::path& folder) {
    const auto files = files_in(folder, [](const fs::path& file) { return is_picture(file) || is_video(file); });
    if (!files) return base::fail(files.error());
    if (files->empty())
        return base::fail(base::ErrorCode::file_unreadable,
                          "there is neither a picture nor a video in " + folder.string());
    std::map<std::string, Shown> by_name;
    for (const auto& file : *files) {
        auto one = one_of(file);
        const auto [place, is_new] = by_name.emplace(one.name, one);
        if (!is_new) place->second.files.push_back(file);
    }
    std::vector<Shown> all;
    for (auto& [name, one] : by_name) all.push_back(std::move(one));
    return all;
}

}  // namespace uketsuke::tools::eval
