// SPDX-License-Identifier: Apache-2.0
// The page's own files (desk/page), which are compiled in.
#pragma once

#include <string_view>

namespace uketsuke::desk {

struct Page {
    std::string_view path, type, text;
};
/// nullptr: there is none.
const Page* page_at(std::string_view path);

}  // namespace uketsuke::desk
