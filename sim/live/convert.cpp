// SPDX-License-Identifier: Apache-2.0
#include "convert.hpp"

#include <fmt/format.h>

#include "firmware/base/file.hpp"
#include "sim/scenario/old_words.hpp"
#include "sim/scenario/verbs.hpp"

namespace uketsuke::sim {
namespace {

int cannot(const base::Error& error) {
    fmt::print(stderr, "uketsuke-sim: {}: {}\n", base::name_of(error.code), error.detail);
    return 1;
}

}  // namespace

int convert_files(const std::vector<std::string>& files) {
    int converted = 0;
    for (const auto& file : files) {
        const auto text = base::read_file(file);
        if (!text) return cannot(text.error());
        const auto today = renewed_if_old(*text);
        if (today == *text) continue;
        if (const auto written = base::replace_file(file, today); !written) return cannot(written.error());
        fmt::print("{}\n", file);
        ++converted;
    }
    fmt::print("converted: {} of {} files, which are all of version {} now\n", converted, files.size(), kVerbsVersion);
    return 0;
}

}  // namespace uketsuke::sim
