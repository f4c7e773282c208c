# SPDX-License-Identifier: Apache-2.0
# cmake -DOUTPUT=… -DFOLDER=… -DNAME=… -DSPACE=… -P embed_page.cmake: writes index.html, NAME.css and NAME.js of the folder as
# string literals kIndexHtml, kCss and kJs of the namespace SPACE.
file(READ ${FOLDER}/index.html html)
file(READ ${FOLDER}/${NAME}.css css)
file(READ ${FOLDER}/${NAME}.js js)
file(WRITE ${OUTPUT} "// SPDX-License-Identifier: Apache-2.0
// Generated from ${NAME}/page.
#pragma once
#include <string_view>
namespace ${SPACE} {
inline constexpr std::string_view kIndexHtml = R\"page(${html})page\";
inline constexpr std::string_view kCss = R\"page(${css})page\";
inline constexpr std::string_view kJs = R\"page(${js})page\";
}  // namespace ${SPACE}
")
