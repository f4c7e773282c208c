// SPDX-License-Identifier: Apache-2.0
#include "speed.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <numeric>
#include <opencv2/imgproc.hpp>
#include <opencv2/objdetect.hpp>

#include "attempt_speed.hpp"
#include "card_photo.hpp"
#include "models/decoder/process_photo_decoder.hpp"
#include "models/face/gathered.hpp"
#include "models/face/networks.hpp"
#include "models/face/pipeline.hpp"
#include "models/face/presentation.hpp"
#include "models/face/recipe.hpp"
#include "picture_file.hpp"
#include "tools/eval/statistics/bootstrap.hpp"

namespace uketsuke::tools::eval {
namespace {

using base::ErrorCode;
using Clock = std::chrono::steady_clock;

const cv::Size kFrame(640, 480);
constexpr std::size_t kFrames = 16;  ///< different ones; an attempt sees no two alike in a row
constexpr const char* kHaar = "/usr/share/opencv4/haarcascades/haarcascade_frontalface_alt2.xml";

/// Runs a thing once to warm it up, then many times.
template <class Work>
Timing timed_runs(const std::string& name, int runs, Work work) {
    Timing timing{name, {}};
    work(0);
    for (int i = 1; i <= runs; ++i) {
        const auto start = Clock::now();
        work(i);
        timing.runs.push_back(std::chrono::duration<double, std::milli>(Clock::now() - start).count());
    }
    return timing;
}

double resident_mb() {
    std::ifstream status("/proc/self/statm");
    double pages = 0, resident = 0;
    status >> pages >> resident;
    return resident * static_cast<double>(::sysconf(_SC_PAGESIZE)) / 1e6;
}

/// The face before a wall.
cv::Mat before_a_wall(const cv::Mat& portrait) {
    const double factor = 0.8 * kFrame.height / portrait.rows;
    cv::Mat face, frame(kFrame, CV_8UC3, cv::Scalar(150, 160, 165));
    cv::resize(portrait, face, {}, factor, factor, cv::INTER_AREA);
    const cv::Rect at({(kFrame.width - face.cols) / 2, (kFrame.height - face.rows) / 2}, face.size());
    const cv::Rect inside = at & cv::Rect({}, kFrame);
    face(inside - at.tl()).copyTo(frame(inside));
    return frame;
}

/// With new noise in each.
std::vector<cv::Mat> frames_of(const cv::Mat& portrait) {
    const cv::Mat still = before_a_wall(portrait);
    std::vector<cv::Mat> frames(kFrames);
    for (std::size_t i = 0; i < frames.size(); ++i) {
        cv::Mat noise(kFrame, CV_16SC3), sum;
        cv::RNG(i + 1).fill(noise, cv::RNG::NORMAL, 0, 3);
        still.convertTo(sum, CV_16SC3);
        cv::Mat(sum + noise).convertTo(frames[i], CV_8UC3);
    }
    return frames;
}

const cv::Mat& nth(const std::vector<cv::Mat>& frames, int i) {
    return frames[static_cast<std::size_t>(i) % frames.size()];
}

struct Bench {
    SpeedOptions options;
    std::shared_ptr<models::face::FaceModels> models;
    cv::Mat portrait;
    std::vector<cv::Mat> frames;
    models::face::Networks& networks() { return models->networks(); }
};

bool makes_a_good_frame(const Bench& bench, const cv::Mat& portrait) {
    const auto seen =
        models::face::FacePipeline(bench.models).begin()->observe({image_of(before_a_wall(portrait)), {}, 0});
    return seen.advice == domain::FaceAdvice::good;
}

base::Result<void> choose_portrait(Bench& bench, Speed& speed) {
    const auto& pictures = bench.options.pictures;
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        auto portrait = read_picture(bench.options.folder / pictures[i].file);
        if (!portrait) continue;
        if (portrait->channels() == 1) cv::cvtColor(*portrait, *portrait, cv::COLOR_GRAY2BGR);
        if (!makes_a_good_frame(bench, *portrait)) continue;
        speed.picture = i + 1;
        bench.portrait = *portrait;
        bench.frames = frames_of(*portrait);
        return {};
    }
    return base::fail(ErrorCode::face_not_found, fmt::format("none of {} pictures in {} shows one face that passes the "
                                                             "quality gate",
                                                             pictures.size(), bench.options.folder.string()));
}

Timing forward(Bench& bench) {
    return timed_runs("one forward of the detector", bench.options.frames,
                      [&](int i) { bench.networks().detector.run(nth(bench.frames, i)); });
}

std::vector<Timing> stages(Bench& bench) {
    auto& networks = bench.networks();
    std::vector<Timing> stages{{"detect", {}}, {"landmarks", {}}, {"quality and alignment", {}}};
    for (int i = 0; i <= bench.options.frames; ++i) {
        models::face::StageTimes took;
        if (!models::face::look_at(networks, nth(bench.frames, i), took) || i == 0) continue;
        stages[0].runs.push_back(took.detect);
        stages[1].runs.push_back(took.landmarks);
        stages[2].runs.push_back(took.quality);
    }
    models::face::StageTimes took;
    const auto seen =
        models::face::look_at(networks, bench.frames[0], took);  // an attempt has seen it before: there is a face
    stages.push_back(timed_runs("embedding", bench.options.frames,
                                [&](int) { models::face::plain_template(networks, bench.frames[0], *seen); }));
    stages.push_back(timed_runs("liveness", bench.options.frames, [&](int i) {
        models::face::passive_score(networks, nth(bench.frames, i), seen->face);
    }));
    return stages;
}

std::vector<Timing> with_two_threads(Bench& bench) {
    cv::setNumThreads(2);
    std::vector<Timing> timings{forward(bench)};
    for (auto& stage : stages(bench)) timings.push_back(std::move(stage));
    cv::setNumThreads(1);
    return timings;
}

std::vector<Timing> others(Bench& bench) {
    std::vector<Timing> timings;
    std::error_code error;
    cv::CascadeClassifier haar;
    if (std::filesystem::exists(kHaar, error) && haar.load(kHaar))
        timings.push_back(timed_runs("OpenCV, Haar cascade (alt2)", bench.options.frames, [&](int i) {
            cv::Mat grey;
            std::vector<cv::Rect> faces;
            cv::cvtColor(nth(bench.frames, i), grey, cv::COLOR_BGR2GRAY);
            haar.detectMultiScale(grey, faces, 1.1, 3, 0, {60, 60});
        }));
    timings.push_back(timed_runs("dlib, HOG", bench.options.frames, [&](int i) {
        bench.networks().second_opinion.count_faces(image_of(nth(bench.frames, i)));
    }));
    return timings;
}

base::Result<void> decide(Bench& bench, ports::FaceAttempt& attempt, Speed& speed) {
    cv::Mat grey, chip;
    cv::cvtColor(bench.portrait, grey, cv::COLOR_BGR2GRAY);
    cv::resize(grey, chip, {240, 320}, 0, 0, cv::INTER_AREA);
    const auto bytes = chip_bytes(chip, 5000);
    if (!bytes) return base::fail(bytes.error());
    auto decoder = models::decoder::ProcessPhotoDecoder::create(bench.options.decoder.string());
    if (!decoder) return base::fail(decoder.error());
    base::Result<void> went{};
    speed.decision = timed_runs("last byte of the photo to decision", bench.options.decisions, [&](int) {
        const auto photo = (*decoder)->decode(*bytes);
        if (!photo)
            went = base::fail(photo.error());
        else if (const auto verdict = attempt.decide(*photo); !verdict)
            went = base::fail(verdict.error());
    });
    return went;
}

}  // namespace

double Timing::at(double part) const { return Resampled(runs).at(part); }
double Timing::mean() const {
    return std::accumulate(runs.begin(), runs.end(), 0.0) / static_cast<double>(std::max<std::size_t>(1, runs.size()));
}

double Speed::taken_without_embeddings() const {
    const auto embedding =
        std::find_if(stages.begin(), stages.end(), [](const Timing& stage) { return stage.name == "embedding"; });
    const double made = attempts * static_cast<double>(models::face::Gathered::kWanted);
    const double spent = embedding == stages.end() ? 0 : made * embedding->at(0.5);
    return taken.mean() - spent / static_cast<double>(std::max<std::size_t>(1, taken.runs.size()));
}

base::Result<Speed> measure_speed(const SpeedOptions& options) {
    Speed speed;
    speed.resident_before = resident_mb();
    const auto start = Clock::now();
    auto models = models::face::FaceModels::load(options.models);
    if (!models) return base::fail(models.error());
    speed.nets_ready = std::chrono::duration<double, std::milli>(Clock::now() - start).count();
    Bench bench{options, *models, {}, {}};
    if (const auto chosen = choose_portrait(bench, speed); !chosen) return base::fail(chosen.error());
    const auto attempt = measure_attempts(bench.models, bench.frames, options, speed);
    if (!attempt) return base::fail(attempt.error());
    if (const auto decided = decide(bench, **attempt, speed); !decided) return base::fail(decided.error());
    speed.resident = resident_mb();
    const auto alone = weigh(options.models, bench.frames[0]);
    if (!alone) return base::fail(alone.error());
    speed.alone = *alone;
    speed.forward = forward(bench);
    speed.stages = stages(bench);
    speed.two_threads = with_two_threads(bench);
    speed.others = others(bench);
    return speed;
}

}  // namespace uketsuke::tools::eval
