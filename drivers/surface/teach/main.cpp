// SPDX-License-Identifier: Apache-2.0
// uketsuke-teach OUT FAMILY… [digits FAMILY…]: teaches the network that reads a card's printed digits, from installed
// fonts, and writes its weights as C++. Part of the build.
#include <chrono>
#include <cstdio>
#include <fstream>

#include "drivers/surface/glyph_window.hpp"
#include "network.hpp"
#include "samples.hpp"

using namespace uketsuke::drivers::surface;

namespace {

constexpr int kHidden = 88, kBatch = 128, kBatches = 4600;
constexpr double kFirstRate = 2e-3, kLastRate = 5e-5;

bool write(const char* file, const std::vector<cv::Mat>& parts) {
    std::ofstream out(file);
    out.precision(6);
    const char* names[] = {"kHiddenWeights", "kHiddenBias", "kOutWeights", "kOutBias"};
    for (std::size_t i = 0; i < parts.size(); ++i) {
        out << "constexpr int " << names[i] << "Rows = " << parts[i].rows << ";\nconstexpr float " << names[i]
            << "[] = {";
        for (const float value : cv::Mat_<float>(parts[i])) out << value << "F,";
        out << "};\n";
    }
    return out.good();
}

int missing(const std::string& family) {
    std::fprintf(stderr, "uketsuke-teach: the font '%s' is not installed (./kiosk setup installs it)\n",
                 family.c_str());
    return 1;
}

}  // namespace

int main(int count, char** words) {
    if (count < 3) return 2;
    std::vector<std::string> families, digits_only;
    for (int i = 2, digits = 0; i < count; ++i) {
        const std::string word = words[i];
        if (word == "digits")
            digits = i;
        else if (teach::installed(word))
            (digits == 0 ? families : digits_only).push_back(word);
        else
            return missing(word);
    }
    cv::setNumThreads(1);
    const auto start = std::chrono::steady_clock::now();
    teach::Samples samples(families, digits_only, 20261122);
    teach::Network network(kWindowArea, kHidden, kSymbolCount, 3);
    cv::Mat rows(kBatch, kWindowArea, CV_32F);
    std::vector<int> labels(kBatch);
    double loss = 0;
    for (int i = 0; i < kBatches; ++i) {
        for (int y = 0; y < kBatch; ++y) labels[static_cast<std::size_t>(y)] = samples.draw(rows.ptr<float>(y));
        const double progress = static_cast<double>(i) / kBatches;
        const double now = network.learn(rows, labels, kFirstRate * std::pow(kLastRate / kFirstRate, progress));
        loss = i == 0 ? now : loss * 0.99 + now * 0.01;
    }
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
    std::printf("taught from %zu fonts: %d windows in %.1f s, loss %.4f\n", families.size() + digits_only.size(),
                kBatches * kBatch, spent.count(), loss);
    return write(words[1], network.parts()) ? 0 : 1;
}
