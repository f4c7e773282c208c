// SPDX-License-Identifier: Apache-2.0
// The product's face check as the firmware uses it: loaded from the folder of set-up, through the port only, in a fresh
// process, with the times and the memory that it takes. The figures are printed; only memory has a limit.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <fstream>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "models/face/pipeline.hpp"
#include "tests/support/patience.hpp"

using namespace uketsuke;
using models::face::FaceModels;
using models::face::FacePipeline;

namespace {

template <class Work>
auto timed(const char* what, Work work) {
    const auto start = std::chrono::steady_clock::now();
    auto result = work();
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
    fmt::print("  {:34} {:7.1f} ms\n", what, took.count());
    return std::pair{std::move(result), took.count()};
}

/// Megabytes, "VmRSS" or "VmHWM".
double memory(const std::string& key) {
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word;)
        if (word == key + ":") {
            double kilobytes = 0;
            status >> kilobytes;
            return kilobytes / 1024;
        }
    return 0;
}

domain::Image read(const std::string& file) {
    const cv::Mat picture = cv::imread(PORTRAITS_DIR "/" + file, cv::IMREAD_UNCHANGED);
    INFO(file << " is not there: run ./kiosk setup, then configure and build again");
    REQUIRE_FALSE(picture.empty());
    return {picture.cols, picture.rows, picture.channels(), {picture.datastart, picture.dataend}};
}

/// The person in a plain room; every frame with its own noise. Synthetic: a copy of one photograph.
domain::Frame frame(const std::string& person, std::uint64_t sequence) {
    const cv::Mat portrait = cv::imread(PORTRAITS_DIR "/" + person + ".png");
    cv::Mat room(480, 640, CV_8UC3, cv::Scalar(150, 160, 165)), noise(480, 640, CV_16SC3), sum;
    cv::resize(portrait, room(cv::Rect(164, 32, 312, 416)), {312, 416}, 0, 0, cv::INTER_AREA);
    cv::RNG(sequence + 1).fill(noise, cv::RNG::NORMAL, 0, 3);
    room.convertTo(sum, CV_16SC3);
    cv::Mat(sum + noise).convertTo(room, CV_8UC3);
    return {{640, 480, 3, {room.datastart, room.dataend}}, base::MonoTime(base::Duration(66 * sequence)), sequence};
}

}  // namespace

TEST_CASE("one check-in by face: loaded, looked at, decided, forgotten") {
    const double before = memory("VmRSS");
    auto models = timed("load and verify the networks", [] { return FaceModels::load(MODELS_DIR); }).first;
    INFO("run ./kiosk setup");
    REQUIRE(models);
    std::unique_ptr<ports::FaceVerifier> verifier = std::make_unique<FacePipeline>(*models);
    auto attempt = verifier->begin();
    ports::Observation seen;
    std::uint64_t frames = 0;
    while (!seen.enough && frames < 30) {
        const auto next = frame("hanako", frames++);
        seen = timed("one good frame", [&] { return attempt->observe(next); }).first;
    }
    CHECK(frames == 18);  // seven, and as many more until the networks are through with them
    CHECK(timed("a frame once there is enough", [&] { return attempt->observe(frame("hanako", 40)); }).first.enough);
    const auto own = read("hanako.jp2"), other = read("taro.jp2");
    const auto first = timed("first decision (waits for dlib)", [&] { return attempt->decide(own); }).first;
    const auto match = timed("decision", [&] { return attempt->decide(own); }).first;
    const auto no_match = timed("decision about another person", [&] { return attempt->decide(other); }).first;
    timed("forget", [&] {
        attempt.reset();
        return 0;
    });
    fmt::print("  {:34} {:7.1f} MB over {:.1f} MB, peak {:.1f} MB\n", "memory", memory("VmRSS") - before, before,
               memory("VmHWM"));
    REQUIRE((match && no_match));
    CHECK(first == match);
    CHECK(match->decision == domain::FaceDecision::match);
    CHECK(no_match->decision == domain::FaceDecision::no_match);
    fmt::print("  own chip {:.3f}, another's {:.3f}, threshold {:.2f}, live {:.3f}\n", match->score, no_match->score,
               match->threshold, match->live_score);
    if (test::kSanitized)
        WARN("not looked at: the memory of the face part, which under a sanitizer is not the product's");
    else
        CHECK(memory("VmHWM") < 400);
}
