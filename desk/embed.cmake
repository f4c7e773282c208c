# SPDX-License-Identifier: Apache-2.0
# cmake -DOUTPUT=… -DFOLDER=… -P embed.cmake: writes the page's files as string literals.
file(READ ${FOLDER}/index.html html)
file(READ ${FOLDER}/desk.css css)
file(READ ${FOLDER}/desk.js js)
file(WRITE ${OUTPUT} "// SPDX-License-Identifier: Apache-2.0
// Generated from desk/page.
#pragma once
#include <string_view>
namespace uketsuke::desk {
inline constexpr std::string_view kIndexHtml = R\"page(${html})page\";
inline constexpr std::string_view kDeskCss = R\"page(${css})page\";
inline constexpr std::string_view kDeskJs = R\"page(${js})page\";
}  // namespace uketsuke::desk
")
