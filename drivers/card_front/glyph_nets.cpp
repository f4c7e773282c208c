// SPDX-License-Identifier: Apache-2.0
#include "glyph_nets.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "glyph_window.hpp"
#include "models/network/manifest_file.hpp"
#include "models/network/open_network.hpp"

namespace uketsuke::drivers::card_front {
namespace {

using base::ErrorCode;
using models::network::NetworkFile;
using toml_reader::Section;

NetworkFile read_file(Section section) {
    NetworkFile network;
    std::string source;
    section.read("source", source);
    section.read("file", network.file);
    section.read("sha256", network.sha256);
    section.end();
    return network;
}

struct Names {
    NetworkFile lenient, strict;
};

base::Result<Names> read_names(const std::filesystem::path& folder) {
    auto manifest = models::network::read_manifest(folder / "manifest.toml");
    if (!manifest) return base::fail(manifest.error());
    auto digits = manifest->root().section("digits");
    Names names{read_file(digits.section("lenient")), read_file(digits.section("strict"))};
    digits.end();
    if (auto right = manifest->judge(); !right) return base::fail(right.error());
    return names;
}

base::Result<cv::dnn::Net> open(const std::filesystem::path& folder, const NetworkFile& network) {
    auto net = models::network::open_network(folder, network);
    if (!net) return net;
    try {
        net->setInput(cv::Mat(std::vector<int>{1, kWindowInputs, 1, kWindowsAtOnce}, CV_32F, cv::Scalar(0)));
        if (net->forward().total() == static_cast<std::size_t>(kSymbolCount) * kWindowsAtOnce) return net;
    } catch (const cv::Exception&) {  // it does not take such an input
    }
    return base::fail(ErrorCode::model_invalid,
                      fmt::format("{} does not make {} symbols of {} windows of {} numbers",
                                  (folder / network.file).string(), int{kSymbolCount}, kWindowsAtOnce, kWindowInputs));
}

}  // namespace

GlyphNets::GlyphNets(cv::dnn::Net lenient, cv::dnn::Net strict)
    : lenient_(std::move(lenient)),
      strict_(std::move(strict)),
      input_(std::vector<int>{1, kWindowInputs, 1, kWindowsAtOnce}, CV_32F, cv::Scalar(0)) {}

base::Result<std::shared_ptr<GlyphNets>> GlyphNets::load(const std::filesystem::path& folder) {
    const auto names = read_names(folder);
    if (!names) return base::fail(names.error());
    auto lenient = open(folder, names->lenient), strict = open(folder, names->strict);
    for (const auto* net : {&lenient, &strict})
        if (!*net) return base::fail(net->error());
    return std::make_shared<GlyphNets>(std::move(*lenient), std::move(*strict));
}

base::Result<void> GlyphNets::find(const std::filesystem::path& folder) {
    const auto names = read_names(folder);
    if (!names) return base::fail(names.error());
    auto found = models::network::find_network(folder, names->lenient);
    return found ? models::network::find_network(folder, names->strict) : found;
}

cv::Mat GlyphNets::ask(cv::dnn::Net& net, const cv::Mat& rows) {
    cv::Mat seen(rows.rows, kSymbolCount, CV_32F), columns(kWindowInputs, kWindowsAtOnce, CV_32F, input_.data);
    for (int from = 0; from < rows.rows; from += kWindowsAtOnce) {
        const int count = std::min(kWindowsAtOnce, rows.rows - from);
        cv::Mat filled = columns.colRange(0, count), answer = seen.rowRange(from, from + count);
        cv::transpose(rows.rowRange(from, from + count), filled);
        net.setInput(input_);
        const cv::Mat output = net.forward();
        cv::Mat(count, kSymbolCount, CV_32F, output.data).copyTo(answer);
    }
    return seen;
}

void GlyphNets::forget() {
    input_.setTo(0);
    for (auto* net : {&lenient_, &strict_}) {
        net->setInput(input_);
        net->forward();
    }
}

}  // namespace uketsuke::drivers::card_front
