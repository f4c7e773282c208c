// SPDX-License-Identifier: Apache-2.0
#include <openssl/sha.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <opencv2/imgproc.hpp>

#include "drivers/card_front/glyph_nets.hpp"
#include "drivers/card_front/glyph_window.hpp"
#include "drivers/card_front/stain.hpp"
#include "firmware/base/bytes.hpp"
#include "firmware/base/file.hpp"
#include "models/network/open_network.hpp"
#include "tools/teach/matrix_product.hpp"
#include "tools/teach/taught_network.hpp"

using namespace uketsuke;
using namespace uketsuke::drivers::card_front;
using Catch::Matchers::Contains;
using tools::teach::Network;
namespace fs = std::filesystem;

namespace {

cv::Mat random_matrix(int rows, int columns) {
    cv::RNG random(static_cast<std::uint64_t>(rows * 1000 + columns));
    cv::Mat made(rows, columns, CV_32F);
    random.fill(made, cv::RNG::UNIFORM, -1, 1);
    return made;
}

/// Five strokes of print of one warmth on paper, and the camera's noise.
InkStrip strokes(double warmth) {
    InkStrip strip;
    strip.ink = cv::Mat::zeros(30, 80, CV_32F);
    strip.warmth = cv::Mat(strip.ink.size(), CV_32F);
    cv::RNG(5).fill(strip.warmth, cv::RNG::NORMAL, 0, 0.01);
    for (int x = 10; x < 70; x += 12)
        for (auto* part : {&strip.ink, &strip.warmth})
            (*part)(cv::Rect(x, 8, 3, 15)) += part == &strip.ink ? 0.9 : warmth;
    return strip;
}

/// A speck that touches the second stroke.
cv::Mat with_speck(InkStrip strip, double warmth) {
    cv::circle(strip.ink, {26, 20}, 2, 0.8, cv::FILLED);
    cv::circle(strip.warmth, {26, 20}, 2, warmth, cv::FILLED);
    return stains(strip);
}

std::shared_ptr<GlyphNets> load(const fs::path& folder) {
    auto nets = GlyphNets::load(folder);
    INFO((nets ? "" : nets.error().detail));
    REQUIRE(nets);
    return *nets;
}

/// Windows of strips of print by chance.
cv::Mat random_windows(int count) {
    cv::RNG random(7);
    cv::Mat rows(count, kWindowInputs, CV_32F);
    for (int y = 0; y < count; ++y) {
        cv::Mat ink = cv::Mat::zeros(kWindowHeight + 8, kWindowWidth + 8, CV_32F);
        for (int i = 0; i < 3; ++i)
            cv::line(ink, {random.uniform(0, ink.cols), random.uniform(0, ink.rows)},
                     {random.uniform(0, ink.cols), random.uniform(0, ink.rows)}, random.uniform(0.3, 1.0), 2);
        GlyphStrip(ink).window({4, 4}, rows.ptr<float>(y));
    }
    return rows;
}

/// A committed network as the teacher holds it.
Network taught(const std::string& name) {
    auto net = cv::dnn::readNetFromONNX(MODELS_DIR "/digits_" + name + ".onnx");
    std::vector<cv::Mat> parts;
    for (const auto& layer : net.getLayerNames()) {
        const auto& blobs = net.getLayer(layer)->blobs;
        if (blobs.empty()) continue;
        parts.push_back(blobs.at(0).reshape(1, blobs.at(0).size[0]).t());
        parts.push_back(blobs.at(1).reshape(1, 1));
    }
    return Network(parts);
}

/// A folder of models of our own, for one test.
struct Folder {
    fs::path path = BINARY_DIR "/card_front_net_test";
    std::string manifest =
        "[digits.lenient]\nsource = \"x\"\nfile = \"net\"\nsha256 = \"SUM\"\n"
        "[digits.strict]\nsource = \"x\"\nfile = \"net\"\nsha256 = \"SUM\"\n";
    explicit Folder(const std::string& net, const std::string& sum) {
        fs::create_directories(path);
        std::ofstream(path / "net", std::ios::binary) << net;
        for (auto at = manifest.find("SUM"); at != std::string::npos; at = manifest.find("SUM"))
            manifest.replace(at, 3, sum);
        std::ofstream(path / "manifest.toml") << manifest;
    }
    ~Folder() { fs::remove_all(path); }
};

std::string sha256(const std::string& text) {
    base::Bytes digest(SHA256_DIGEST_LENGTH);
    SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data());
    return base::to_hex(digest);
}

std::string failure(const std::string& net, const std::string& sum) {
    const Folder folder(net, sum);
    const auto nets = GlyphNets::load(folder.path);
    return nets ? "" : nets.error().detail;
}

}  // namespace

TEST_CASE("the committed files give what the teacher's own forward pass gives, in batches of any size") {
    const auto nets = load(MODELS_DIR);
    const auto lenient = taught("lenient"), strict = taught("strict");
    for (const int count : {1, 63, 64, 65, 200}) {
        const cv::Mat rows = random_windows(count);
        const cv::Mat one = lenient.forward(rows), other = strict.forward(rows);
        CHECK(cv::norm(nets->recognise(rows), one, cv::NORM_INF) < 1e-4);
        CHECK(cv::norm(nets->recognise_surely(rows), (one + other) / 2, cv::NORM_INF) < 1e-4);
        CHECK((count < 9 || cv::norm(one, other, cv::NORM_INF) > 0.05));  // they are two
    }
}

TEST_CASE("a network that is taught and written is read as it was taught") {
    Network network(kWindowInputs, 20, kSymbolCount, 5);
    const cv::Mat rows = random_windows(40);
    std::vector<int> labels;
    for (int i = 0; i < rows.rows; ++i) labels.push_back(i % static_cast<int>(kSymbolCount));
    double first = 0, last = 0;
    for (int i = 0; i < 30; ++i) (i == 0 ? first : last) = network.learn(rows, labels, 0.01);
    CHECK(last < first / 2);
    const auto onnx = tools::teach::to_onnx(network);
    const Folder folder(onnx, sha256(onnx));
    CHECK(cv::norm(load(folder.path)->recognise(rows), network.forward(rows), cv::NORM_INF) < 1e-4);
    CHECK(onnx == tools::teach::to_onnx(network));
}

TEST_CASE("networks that are not those of the manifest are refused") {
    const auto wrong_shape = tools::teach::to_onnx(Network(kWindowInputs, 20, 12, 5));
    CHECK_THAT(failure("", ""), Contains("net has SHA-256 e3b0c442") && Contains("the manifest says"));
    CHECK_THAT(failure("hello", sha256("hello")), Contains("net is no network"));
    CHECK_THAT(failure(wrong_shape, sha256(wrong_shape)), Contains("net does not make 25 symbols of 64 windows"));
    const Folder folder("", "");
    fs::remove(folder.path / "net");
    CHECK_THAT(GlyphNets::load(folder.path).error().detail, Contains("net cannot be read: run ./kiosk setup"));
    std::ofstream(folder.path / "manifest.toml") << "[digits.lenient]\nfile = 1\n";
    CHECK_THAT(GlyphNets::load(folder.path).error().detail, Contains("'digits.lenient.source' is missing"));
}

TEST_CASE("what is dark and of another colour than the print is a stain, and nothing else") {
    for (const double print : {-0.04, 0.0, 0.04}) {  // as black inks are
        CHECK(cv::countNonZero(stains(strokes(print))) == 0);
        CHECK(cv::countNonZero(with_speck(strokes(print), print)) == 0);  // as black as the print
        for (const double other : {-0.15, 0.15}) {
            const auto seen = with_speck(strokes(print), print + other);
            CHECK(cv::countNonZero(seen(cv::Rect(23, 17, 7, 7))) >= 9);
            CHECK(cv::countNonZero(seen) == cv::countNonZero(seen(cv::Rect(22, 16, 9, 9))));
        }
    }
    auto noisy = strokes(0);
    cv::RNG(6).fill(noisy.warmth, cv::RNG::NORMAL, 0, 0.12);
    CHECK(cv::countNonZero(stains(noisy)) < 5);
}

TEST_CASE("the product of matrices of any shape is OpenCV's") {
    for (const int rows : {1, 3, 4, 17})
        for (const int inner : {1, 7, 400})
            for (const int columns : {1, 15, 16, 25, 33}) {
                const cv::Mat left = random_matrix(rows, inner), right = random_matrix(inner, columns);
                cv::Mat expected;
                cv::gemm(left, right, 1, {}, 0, expected);
                CHECK(cv::norm(tools::teach::product(left, right), expected, cv::NORM_INF) < 1e-4);
            }
}

TEST_CASE("a window looks the same in strong and in faint print, and wherever in a strip it lies") {
    cv::Mat strip(40, 90, CV_32F, cv::Scalar(0));
    for (const int x : {20, 60}) cv::ellipse(strip, {x, 20}, {5, 8}, 0, 0, 360, 0.8, 2);
    std::vector<float> one(kWindowInputs), other(kWindowInputs), faint(kWindowInputs);
    const GlyphStrip print(strip), pale(strip * 0.5);
    const double deviation = print.window({20 - kWindowWidth / 2, 9}, one.data());
    print.window({60 - kWindowWidth / 2, 9}, other.data());
    CHECK(pale.window({20 - kWindowWidth / 2, 9}, faint.data()) == Approx(deviation / 2));
    for (std::size_t i = 0; i < one.size(); ++i) {
        CHECK(other[i] == Approx(one[i]).margin(1e-4));
        CHECK(faint[i] == Approx(one[i]).margin(1e-4));
    }
}

TEST_CASE("both ways of asking give probabilities, and empty paper is no symbol") {
    const GlyphStrip paper(cv::Mat::zeros(40, 40, CV_32F));
    cv::Mat row(1, kWindowInputs, CV_32F);
    CHECK(paper.window({10, 10}, row.ptr<float>()) == 0);
    const auto nets = load(MODELS_DIR);
    for (const auto& seen : {nets->recognise(row), nets->recognise_surely(row)}) {
        CHECK(cv::sum(seen)[0] == Approx(1));
        CHECK(seen.at<float>(kNothing) > 0.5F);
    }
}
