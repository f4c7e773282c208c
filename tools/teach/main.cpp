// SPDX-License-Identifier: Apache-2.0
// uketsuke-teach FOLDER FAMILY… [--digits FAMILY…]: teaches the networks that read a card's printed digits, from
// installed fonts, and writes them into the folder. teach_digits calls it.
#include <malloc.h>

#include <chrono>
#include <cstdio>
#include <thread>

#include "drivers/card_front/glyph_window.hpp"
#include "firmware/base/file.hpp"
#include "firmware/command_line/command_line.hpp"
#include "symbol_samples.hpp"
#include "taught_network.hpp"

namespace teach = uketsuke::tools::teach;
using namespace uketsuke::drivers::card_front;

namespace {

constexpr int kHidden = 160, kBatch = 128;
constexpr int kRounds = 30, kDrawn = 240, kRepeats = 3;  ///< batches that a round draws, times that it learns them
constexpr double kFirstRate = 2e-3, kLastRate = 5e-5;

/// Teaches one network. Returns the mean loss in the end.
double teach_one(teach::Network& network, teach::Samples& samples) {
    cv::Mat rows(kDrawn * kBatch, kWindowInputs, CV_32F);
    std::vector<int> labels(kDrawn * kBatch);
    double loss = 3;
    for (int i = 0; i < kRounds * kDrawn * kRepeats; ++i) {
        const int at = i % kDrawn * kBatch;
        if (i % (kDrawn * kRepeats) < kDrawn)
            for (int y = at; y < at + kBatch; ++y)
                labels[static_cast<std::size_t>(y)] = samples.draw(rows.ptr<float>(y));
        const double progress = static_cast<double>(i) / (kRounds * kDrawn * kRepeats);
        const double rate = kFirstRate * std::pow(kLastRate / kFirstRate, progress);
        const std::vector<int> right(labels.begin() + at, labels.begin() + at + kBatch);
        loss = loss * 0.99 + network.learn(rows.rowRange(at, at + kBatch), right, rate) * 0.01;
    }
    return loss;
}

bool write(const std::string& file, const teach::Network& network) {
    const auto written = uketsuke::base::replace_file(file, teach::to_onnx(network));
    if (!written) std::fprintf(stderr, "uketsuke-teach: %s\n", written.error().detail.c_str());
    return written.has_value();
}

/// Says which font is not there.
bool all_installed(const std::vector<std::string>& families) {
    for (const auto& family : families) {
        if (teach::installed(family)) continue;
        std::fprintf(stderr, "uketsuke-teach: the font '%s' is not installed\n", family.c_str());
        return false;
    }
    return true;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("uketsuke-teach: teaches the networks that read a card's printed digits", "uketsuke-teach");
    std::string folder;
    std::vector<std::string> families, digits_only;
    app.add_option("FOLDER", folder, "where the networks go")->type_name("")->required();
    app.add_option("FAMILY", families, "fonts to learn from")->type_name("")->required();
    app.add_option("--digits", digits_only, "fonts without Japanese characters")->type_name("FAMILY");
    if (const auto end = uketsuke::command_line::read_or_end(app, argc, argv)) return *end;
    if (!all_installed(families) || !all_installed(digits_only)) return 1;
    cv::setNumThreads(1);
    mallopt(M_MMAP_THRESHOLD, 1 << 28);  // or each step asks the kernel for its memory anew
    mallopt(M_TRIM_THRESHOLD, 1 << 28);
    const auto start = std::chrono::steady_clock::now();
    teach::Samples samples(families, digits_only, false, 20261122), others(families, digits_only, true, 20261123);
    teach::Network network(kWindowInputs, kHidden, kSymbolCount, 3), second(kWindowInputs, kHidden, kSymbolCount, 4);
    double loss = 0;
    std::thread beside([&] { loss = teach_one(network, samples); });
    const double second_loss = teach_one(second, others);
    beside.join();
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
    std::printf("taught from %zu fonts: twice %d windows in %.1f s, loss %.4f and %.4f\n",
                families.size() + digits_only.size(), kRounds * kDrawn * kBatch, spent.count(), loss, second_loss);
    return write(folder + "/digits_lenient.onnx", network) && write(folder + "/digits_strict.onnx", second) ? 0 : 1;
}
