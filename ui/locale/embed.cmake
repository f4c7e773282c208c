# SPDX-License-Identifier: Apache-2.0
# cmake -DOUTPUT=… -DNAME=kEmbedded -P embed.cmake -- FILE…: writes each .po as a string literal under its code.
set(entries "")
foreach(i RANGE ${CMAKE_ARGC})
    set(file "${CMAKE_ARGV${i}}")
    if(file MATCHES "\\.po$")
        get_filename_component(code ${file} NAME_WLE)
        file(READ ${file} text)
        string(APPEND entries "    EmbeddedPo{\"${code}\", R\"po(${text})po\"},\n")
    endif()
endforeach()
file(WRITE ${OUTPUT} "// SPDX-License-Identifier: Apache-2.0
// Generated from ui/locale/*.po.
#pragma once
#include <array>
#include <string_view>
namespace uketsuke::ui {
struct EmbeddedPo {
    std::string_view code, text;
};
inline constexpr std::array ${NAME}{
${entries}};
}  // namespace uketsuke::ui
")
