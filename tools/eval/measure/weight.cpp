// SPDX-License-Identifier: Apache-2.0
#include "weight.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

#include "firmware/base/file.hpp"

namespace uketsuke::tools::eval {
namespace {

namespace fs = std::filesystem;

std::string quoted(const fs::path& path) {
    std::string word = "'";
    for (const char letter : path.string()) word += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
    return word + "'";
}

base::Result<Weight> run(const std::string& command) {
    Weight weight;
    double loaded = 0;
    auto* pipe = ::popen(command.c_str(), "r");
    const bool read = pipe != nullptr && std::fscanf(pipe, "%lf %lf %lf", &weight.before, &loaded, &weight.most) == 3;
    const bool done = pipe != nullptr && ::pclose(pipe) == 0;
    if (!read || !done) return base::fail(base::ErrorCode::internal, command + " did not get to a decision");
    return weight;
}

}  // namespace

base::Result<Weight> weigh(const fs::path& models, const cv::Mat& frame) {
    const auto file = fs::temp_directory_path() / fmt::format("uketsuke_weigh_{}.bgr", ::getpid());
    const std::string_view pixels(reinterpret_cast<const char*>(frame.data), frame.total() * frame.elemSize());
    if (const auto written = base::replace_file(file, pixels); !written) return base::fail(written.error());
    auto weight = run(fmt::format("{} {} < {}", quoted(UKETSUKE_WEIGH), quoted(models), quoted(file)));
    std::error_code gone;
    fs::remove(file, gone);
    return weight;
}

}  // namespace uketsuke::tools::eval
