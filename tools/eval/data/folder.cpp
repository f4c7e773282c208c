// SPDX-License-Identifier: Apache-2.0
#include "folder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <set>

namespace uketsuke::tools::eval {
namespace {

namespace fs = std::filesystem;
using base::ErrorCode;

constexpr std::string_view kPictures[] = {".jpg", ".jpeg", ".png", ".jp2", ".bmp", ".pgm", ".ppm"};

base::Result<void> must_be_folder(const fs::path& folder) {
    std::error_code error;
    if (fs::is_directory(folder, error)) return {};
    return base::fail(ErrorCode::file_unreadable, fmt::format("there is no folder {}", folder.string()));
}

}  // namespace

bool ends_as(const fs::path& file, std::span<const std::string_view> endings) {
    auto ending = file.extension().string();
    std::transform(ending.begin(), ending.end(), ending.begin(),
                   [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    return std::find(endings.begin(), endings.end(), ending) != endings.end();
}

bool is_picture(const fs::path& file) { return ends_as(file, kPictures); }

base::Result<std::vector<fs::path>> files_in(const fs::path& folder,
                                             const std::function<bool(const fs::path&)>& wanted) {
    if (const auto there = must_be_folder(folder); !there) return base::fail(there.error());
    std::vector<fs::path> files;
    std::error_code error;
    constexpr auto kOptions =
        fs::directory_options::follow_directory_symlink | fs::directory_options::skip_permission_denied;
    for (fs::recursive_directory_iterator at(folder, kOptions, error), end; !error && at != end; at.increment(error)) {
        std::error_code no_file;
        if (at->is_regular_file(no_file) && wanted(at->path())) files.push_back(at->path().lexically_relative(folder));
    }
    if (error)
        return base::fail(ErrorCode::file_unreadable,
                          fmt::format("{} cannot be read: {}", folder.string(), error.message()));
    std::sort(files.begin(), files.end());
    return files;
}

std::string subject_of(const fs::path& file) {
    if (file.has_parent_path()) return file.parent_path().string();
    const auto stem = file.stem().string();
    const auto number = stem.find_last_not_of("0123456789");
    return number != std::string::npos && number > 0 && number + 1 < stem.size() && stem[number] == '_'
               ? stem.substr(0, number)
               : stem;
}

std::size_t people_in(const std::vector<Picture>& pictures) {
    std::set<std::string> people;
    for (const auto& picture : pictures) people.insert(picture.subject);
    return people.size();
}

base::Result<std::vector<Picture>> pictures_in(const fs::path& folder) {
    const auto files = files_in(folder, is_picture);
    if (!files) return base::fail(files.error());
    if (files->empty())
        return base::fail(ErrorCode::file_unreadable, fmt::format("there is no picture in {}", folder.string()));
    std::vector<Picture> pictures;
    for (const auto& file : *files) pictures.push_back({file, subject_of(file)});
    return pictures;
}

base::Result<std::vector<std::string>> folders_in(const fs::path& folder) {
    if (const auto there = must_be_folder(folder); !there) return base::fail(there.error());
    std::vector<std::string> names;
    std::error_code error;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
        if (at->is_directory(error)) names.push_back(at->path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
}

}  // namespace uketsuke::tools::eval
