// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "firmware/base/descriptor.hpp"

namespace uketsuke::test {

/// Tells which files of one folder were opened, by whom ever, since it was made. Others must not use that folder.
class OpenedFiles {
public:
    explicit OpenedFiles(const std::filesystem::path& folder);
    /// The names since the last call, each as often as it was opened, in order.
    std::vector<std::string> take();

private:
    base::Descriptor inotify_;
};

}  // namespace uketsuke::test
