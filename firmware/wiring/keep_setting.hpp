// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "firmware/base/error.hpp"
#include "firmware/flow/setting.hpp"
#include "ui/locale/languages.hpp"

namespace uketsuke::wiring {

/// Writes what staff set at the screen into the settings' file, where the next start finds it; all else in it stays.
/// `languages`: that the screens speak. Errors: file_unreadable, config_invalid (the file is written in another way).
base::Result<void> keep_setting(const std::filesystem::path& file, const ui::Languages& languages,
                                flow::Setting setting, int value);

}  // namespace uketsuke::wiring
