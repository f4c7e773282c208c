// SPDX-License-Identifier: Apache-2.0
// Who is who among the sample photographs. There is one true pair of different photographs of one person (yuki and
// yuki_live); all other "same" pairs are synthetic: copies of one photograph.
#include <fmt/format.h>

#include <opencv2/imgproc.hpp>

#include "models/face/networks.hpp"
#include "models/face/presentation.hpp"
#include "models/face/stages.hpp"
#include "support.hpp"

using namespace uketsuke;
using namespace uketsuke::models::face;

namespace {

const std::vector<std::string> kPeople{"hanako", "taro", "umeko", "yuki"};

Template template_of(const cv::Mat& picture) {
    auto& networks = test::models()->networks();
    auto& scratch = networks.scratch;
    const auto& faces = detect(networks.detector, picture, scratch);
    REQUIRE(faces.size() == 1);
    const auto points = find_landmarks(networks.landmarks, picture, faces[0], scratch);
    return embed(networks.embeddings.front(),
                 align(picture, five_of(points), kUprightFace, kUprightSize, scratch.aligned));
}

double threshold() { return test::models()->manifest().threshold(); }

/// A reproducible change of one photograph.
cv::Mat varied(const cv::Mat& portrait, const std::string& how) {
    cv::Mat out = portrait.clone();
    if (how == "half as bright") out *= 0.5;
    if (how == "brighter") out.convertTo(out, -1, 1.4, 10);
    if (how == "a third of the size") cv::resize(portrait, out, {}, 1.0 / 3, 1.0 / 3, cv::INTER_AREA);
    if (how == "blurred") cv::GaussianBlur(portrait, out, {}, 4);
    if (how == "mirrored") cv::flip(portrait, out, 1);
    if (how == "grey") cv::cvtColor(portrait, out, cv::COLOR_BGR2GRAY);
    if (how == "tilted") {
        const auto turn = cv::getRotationMatrix2D({240, 280}, 15, 1);
        cv::warpAffine(portrait, out, turn, portrait.size(), cv::INTER_LINEAR, cv::BORDER_REPLICATE);
    }
    if (how == "noisy") {
        cv::Mat noise(portrait.size(), CV_16SC3), sum;
        cv::RNG(7).fill(noise, cv::RNG::NORMAL, 0, 20);
        portrait.convertTo(sum, CV_16SC3);
        cv::Mat(sum + noise).convertTo(out, CV_8UC3);
    }
    return out;
}

}  // namespace

TEST_CASE("different people stay below the threshold, on the chip's photo and before the camera") {
    for (const auto& one : kPeople)
        for (const auto& other : kPeople) {
            if (one == other) continue;
            const double score =
                template_of(test::portrait(one + ".png")).cosine(template_of(test::portrait(other + ".jp2")));
            fmt::print("  {:7} before the camera, chip of {:7} {:6.3f}\n", one, other, score);
            CHECK(score < threshold());
        }
}

TEST_CASE("two different photographs of one person are above the threshold") {
    const double score = template_of(test::portrait("yuki_live.png")).cosine(template_of(test::portrait("yuki.jp2")));
    fmt::print("  yuki_live before the camera, chip of yuki {:6.3f}\n", score);
    CHECK(score > threshold());
}

TEST_CASE("synthetic variants of a photograph stay above the threshold against the chip's photo") {
    const auto how = GENERATE(as<std::string>(), "unchanged", "half as bright", "brighter", "a third of the size",
                              "blurred", "mirrored", "grey", "tilted", "noisy");
    for (const auto& person : kPeople) {
        const double score = template_of(varied(test::portrait(person + ".png"), how))
                                 .cosine(template_of(test::portrait(person + ".jp2")));
        fmt::print("  {:7} {:20} (synthetic) {:6.3f}\n", person, how, score);
        CHECK(score > threshold());
    }
}

TEST_CASE("the same pixels give the same score to the last bit") {
    const auto picture = test::portrait("hanako.png");
    const auto first = template_of(picture), again = template_of(picture.clone());
    CHECK(std::equal(first.values().begin(), first.values().end(), again.values().begin(), again.values().end()));
    auto& networks = test::models()->networks();
    const auto face = detect(networks.detector, picture, networks.scratch).at(0);
    CHECK(passive_score(networks, picture, face) == passive_score(networks, picture, face));
}

TEST_CASE("networks are fed in the manifest's colours and scale") {
    // Once more by hand, straight from OpenCV.
    auto& ours = test::models()->networks().embeddings.front();
    auto net = cv::dnn::readNetFromONNX(std::string(MODELS_DIR "/fr_feature.onnx"));
    cv::Mat face;
    cv::resize(test::portrait("umeko.png"), face, {112, 112});
    const auto by_hand = [&](bool swap) {
        net.setInput(cv::dnn::blobFromImage(face, 1 / 128.0, {112, 112}, cv::Scalar::all(127.5), swap));
        const cv::Mat result = net.forward();
        return Template({result.ptr<float>(), result.total()});
    };
    CHECK(embed(ours, face).cosine(by_hand(false)) == Approx(1).epsilon(1e-6));
    CHECK(embed(ours, face).cosine(by_hand(true)) < 0.999);
}

TEST_CASE("dlib's detector agrees on the portraits and on the empty one") {
    auto& second = test::models()->networks().second_opinion;
    for (const auto& person : kPeople) {
        INFO(person);
        CHECK(second.count_faces(test::image_of(test::portrait(person + ".jp2"))) == 1);
    }
    CHECK(second.count_faces(test::image_of(test::portrait("blank.jp2"))) == 0);
}
