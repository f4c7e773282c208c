// SPDX-License-Identifier: Apache-2.0
#include "keep_setting.hpp"

#include "firmware/config/change_setting.hpp"
#include "firmware/flow/setting_values.hpp"

namespace uketsuke::wiring {

base::Result<void> keep_setting(const std::filesystem::path& file, const ui::Languages& languages,
                                flow::Setting setting, int value) {
    const auto word = setting == flow::Setting::language
                          ? std::string(languages.row(static_cast<flow::Language>(value)).code)
                          : flow::word_of(setting, value);
    return config::change_setting(file, flow::key_of(setting), word);
}

}  // namespace uketsuke::wiring
