# SPDX-License-Identifier: Apache-2.0
# cmake -DSOURCE_DIR=… -DOUTPUT=… -P embed.cmake: writes ja.po and en.po as string literals.
file(READ ${SOURCE_DIR}/ja.po ja)
file(READ ${SOURCE_DIR}/en.po en)
file(WRITE ${OUTPUT} "// SPDX-License-Identifier: Apache-2.0
// Generated from ui/locale/*.po.
#include \"ui/locale/catalogue.hpp\"
namespace uketsuke::ui {
std::string_view embedded_po(flow::Language language) {
    constexpr std::string_view kJa = R\"po(${ja})po\";
    constexpr std::string_view kEn = R\"po(${en})po\";
    return language == flow::Language::ja ? kJa : kEn;
}
}  // namespace uketsuke::ui
")
