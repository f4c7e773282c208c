// SPDX-License-Identifier: Apache-2.0
#include "pages.hpp"

#include <algorithm>
#include <array>

#include "embedded_pages.hpp"

namespace uketsuke::desk {
namespace {

constexpr std::array kPages{
    Page{"/", "text/html; charset=utf-8", kIndexHtml},
    Page{"/desk.css", "text/css; charset=utf-8", kCss},
    Page{"/desk.js", "text/javascript; charset=utf-8", kJs},
};

}  // namespace

const Page* page_at(std::string_view path) {
    const auto found = std::find_if(kPages.begin(), kPages.end(), [&](const Page& page) { return page.path == path; });
    return found == kPages.end() ? nullptr : found;
}

}  // namespace uketsuke::desk
