// SPDX-License-Identifier: Apache-2.0
// A folder of pictures of people, one sub-folder a person: DIR/name/name_0001.jpg.
#pragma once

#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/base/error.hpp"

namespace uketsuke::tools::eval {

struct Picture {
    std::filesystem::path file;  ///< relative to the folder
    std::string subject;

    bool operator==(const Picture&) const = default;
};

/// Whose picture a file is: the folder it lies in; at the top, its name without a closing _0001.
std::string subject_of(const std::filesystem::path& file);

/// How many different subjects there are.
std::size_t people_in(const std::vector<Picture>& pictures);

/// Whether a file's name ends in one of these (".png"), in any case.
bool ends_as(const std::filesystem::path& file, std::span<const std::string_view> endings);
bool is_picture(const std::filesystem::path& file);

/// The wanted files below a folder, relative to it, in the order of their names. Errors: file_unreadable (no such
/// folder).
base::Result<std::vector<std::filesystem::path>> files_in(
    const std::filesystem::path& folder, const std::function<bool(const std::filesystem::path&)>& wanted);

/// All pictures (jpg, jpeg, png, jp2, bmp, pgm, ppm, in any case) below a folder, in the order of their names.
/// Errors: file_unreadable (no such folder, or no picture in it).
base::Result<std::vector<Picture>> pictures_in(const std::filesystem::path& folder);

/// The sub-folders of a folder, in the order of their names. Errors: file_unreadable (no such folder).
base::Result<std::vector<std::string>> folders_in(const std::filesystem::path& folder);

}  // namespace uketsuke::tools::eval
