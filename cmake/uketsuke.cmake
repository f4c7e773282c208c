# SPDX-License-Identifier: Apache-2.0
# One target a folder: uketsuke_module(NAME [ALONE] [PURE] SOURCES files… USES targets…). Includes are written from the top of the
# tree ("drivers/pcsc/reader.hpp") and compile only when the module is in USES. ALONE: its sources are not compiled together,
# because they give short names of their own to the same things. PURE: values in, values out, nothing that threads share:
# the thread sanitizer leaves it alone, under which the walks over all visits would take an hour.

option(UKETSUKE_SANITIZE "address, thread, fuzzer (clang) or empty" "")
option(UKETSUKE_COVER "count which lines and branches are gone through (gcov)" OFF)
option(UKETSUKE_UNITY "compile up to eight sources of a module together: half the time of a build from nothing" ON)

add_library(uketsuke_flags INTERFACE)
target_compile_options(uketsuke_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Werror
    -fstack-protector-strong -D_GLIBCXX_ASSERTIONS)
# False alarms of g++ 12 in optimised std::variant and std::string code; and of linkage, where sources are compiled together.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(uketsuke_flags INTERFACE -Wno-maybe-uninitialized -Wno-restrict -Wno-stringop-overflow
        -Wno-array-bounds -Wno-missing-field-initializers -Wno-subobject-linkage)
else()
    # clang 14 has the sized operator delete of C++14 only when asked.
    target_compile_options(uketsuke_flags INTERFACE -Wno-missing-field-initializers -fsized-deallocation)
endif()
if(UKETSUKE_SANITIZE STREQUAL "address")
    target_compile_options(uketsuke_flags INTERFACE -fsanitize=address,undefined -fno-omit-frame-pointer)
    target_link_options(uketsuke_flags INTERFACE -fsanitize=address,undefined)
elseif(UKETSUKE_SANITIZE STREQUAL "fuzzer")
    target_compile_options(uketsuke_flags INTERFACE -fsanitize=fuzzer-no-link,address,undefined -fno-omit-frame-pointer)
    target_link_options(uketsuke_flags INTERFACE -fsanitize=address,undefined)
elseif(UKETSUKE_SANITIZE STREQUAL "thread")
    target_compile_options(uketsuke_flags INTERFACE
        $<$<NOT:$<BOOL:$<TARGET_PROPERTY:UKETSUKE_PURE>>>:-fsanitize=thread> -fno-omit-frame-pointer)
    target_link_options(uketsuke_flags INTERFACE -fsanitize=thread)
endif()

if(UKETSUKE_COVER)
    target_compile_options(uketsuke_flags INTERFACE --coverage)
    target_link_options(uketsuke_flags INTERFACE --coverage)
endif()

# What the libraries are known for under a sanitizer, in every program.
if(UKETSUKE_SANITIZE)
    add_library(sanitizer_defaults OBJECT ${CMAKE_CURRENT_LIST_DIR}/sanitizer_defaults.cpp)
    target_link_libraries(sanitizer_defaults PRIVATE uketsuke_flags)
endif()

# Publishes the calling folder under its own path, and nothing else: a header of a module that is not in USES
# (directly or behind one that is) is not found.
function(uketsuke_publish name scope)
    file(RELATIVE_PATH folder ${CMAKE_SOURCE_DIR} ${CMAKE_CURRENT_SOURCE_DIR})
    set(root ${CMAKE_BINARY_DIR}/include/${name})
    get_filename_component(parent ${root}/${folder} DIRECTORY)
    file(MAKE_DIRECTORY ${parent})
    file(CREATE_LINK ${CMAKE_CURRENT_SOURCE_DIR} ${root}/${folder} SYMBOLIC)
    target_include_directories(${name} ${scope} ${root})
endfunction()

function(uketsuke_module name)
    cmake_parse_arguments(ARG "ALONE;PURE" "" "SOURCES;USES" ${ARGN})
    if(ARG_SOURCES)
        add_library(${name} STATIC ${ARG_SOURCES})
        if(UKETSUKE_UNITY AND NOT ARG_ALONE)
            set_target_properties(${name} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 8)
        endif()
        set_target_properties(${name} PROPERTIES UKETSUKE_PURE "${ARG_PURE}")
        target_link_libraries(${name} PUBLIC ${ARG_USES} PRIVATE uketsuke_flags)
        uketsuke_publish(${name} PUBLIC)
    else()
        add_library(${name} INTERFACE)
        target_link_libraries(${name} INTERFACE ${ARG_USES})
        uketsuke_publish(${name} INTERFACE)
    endif()
endfunction()

function(uketsuke_program name)
    cmake_parse_arguments(ARG "" "" "SOURCES;USES" ${ARGN})
    add_executable(${name} ${ARG_SOURCES})
    target_link_libraries(${name} PRIVATE ${ARG_USES} uketsuke_flags $<TARGET_NAME_IF_EXISTS:sanitizer_defaults>)
endfunction()
