// SPDX-License-Identifier: Apache-2.0
// The two networks that tell printed symbols apart (docs/card_front.md says how they were taught).
#pragma once

#include <filesystem>
#include <memory>
#include <opencv2/dnn.hpp>

#include "firmware/base/error.hpp"
#include "symbols.hpp"

namespace uketsuke::drivers::card_front {

/// Thread-bound.
class GlyphNets {
public:
    /// [digits.lenient] and [digits.strict] of the manifest in a folder made by models/provision. Errors:
    /// model_invalid, its detail naming the file and what is wrong.
    static base::Result<std::shared_ptr<GlyphNets>> load(const std::filesystem::path& folder);
    /// Reads the manifest and looks whether both files are there and may be read; opens neither. Errors: as load().
    static base::Result<void> find(const std::filesystem::path& folder);
    GlyphNets(cv::dnn::Net lenient, cv::dnn::Net strict);

    /// For each row of kWindowInputs numbers (GlyphStrip::window) one row of kSymbolCount probabilities. `rows` is
    /// CV_32F. Throws what OpenCV throws.
    cv::Mat recognise(const cv::Mat& rows) { return ask(lenient_, rows); }
    /// The mean of this and of the network that was taught to refuse what is damaged.
    cv::Mat recognise_surely(const cv::Mat& rows) { return (ask(lenient_, rows) + ask(strict_, rows)) / 2; }
    /// Overwrites what the layers still hold of the last windows: their memory is kept for the next ones.
    void forget();

private:
    cv::Mat ask(cv::dnn::Net& net, const cv::Mat& rows);

    cv::dnn::Net lenient_, strict_;
    cv::Mat input_;  ///< a column a window, so many that the layers' memory always fits and never moves
};

}  // namespace uketsuke::drivers::card_front
