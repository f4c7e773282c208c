// SPDX-License-Identifier: Apache-2.0
// uketsuke-weigh MODELS: how much memory the face part of the product takes, in a process that holds nothing else.
// Reads one frame of 640x480 BGR pixels from its input, lets it stand before an attempt and decides about it. Prints
// megabytes: resident before the networks, with them (dlib's detector still loading), and the most there ever was.
#include <fmt/format.h>

#include <cstdio>
#include <fstream>
#include <string>

#include "firmware/base/bytes.hpp"
#include "firmware/command_line/command_line.hpp"
#include "models/face/pipeline.hpp"

namespace {

using namespace uketsuke;

constexpr int kWidth = 640, kHeight = 480, kFrames = 100;

/// "VmRSS" or "VmHWM".
double megabytes(const std::string& key) {
    std::ifstream status("/proc/self/status");
    double kilobytes = 0;
    for (std::string word; status >> word;)
        if (word == key + ":") status >> kilobytes;
    return kilobytes / 1000;
}

/// No two frames alike.
domain::Frame frame_of(const base::Bytes& pixels, int i) {
    domain::Frame frame{
        {kWidth, kHeight, 3, pixels}, base::MonoTime(base::Duration(33 * i)), static_cast<std::uint64_t>(i)};
    for (std::size_t at = static_cast<std::size_t>(i); at < pixels.size(); at += 7)
        frame.image.pixels[at] = static_cast<std::uint8_t>(frame.image.pixels[at] ^ 1U);
    return frame;
}

int complain(const std::string& what) {
    fmt::print(stderr, "uketsuke-weigh: {}\n", what);
    return 1;
}

int weigh(const std::string& folder, const base::Bytes& pixels) {
    const double before = megabytes("VmRSS");
    const auto models = models::face::FaceModels::load(folder);
    if (!models) return complain(models.error().detail);
    const double loaded = megabytes("VmRSS");
    const auto attempt = models::face::FacePipeline(*models).begin();
    for (int i = 0; i < kFrames; ++i) attempt->observe(frame_of(pixels, i));
    if (const auto verdict = attempt->decide({kWidth, kHeight, 3, pixels}); !verdict)
        return complain(verdict.error().detail);
    fmt::print("{:.1f} {:.1f} {:.1f}\n", before, loaded, megabytes("VmHWM"));
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("uketsuke-weigh: how much memory the face part takes for one frame of 640x480 BGR pixels on its input",
                 "uketsuke-weigh");
    std::string folder;
    app.add_option("MODELS", folder, "the folder of the models")->type_name("")->required();
    if (const auto end = command_line::read_or_end(app, argc, argv)) return *end;
    base::Bytes pixels(static_cast<std::size_t>(kWidth) * kHeight * 3);
    if (std::fread(pixels.data(), 1, pixels.size(), stdin) != pixels.size())
        return complain("the input is no frame of 640x480 BGR pixels");
    return weigh(folder, pixels);
}
