// SPDX-License-Identifier: Apache-2.0
// Teaches a network of one hidden layer by Adam on batches of samples. One thread, the same result for the same seed.
#pragma once

#include <opencv2/core.hpp>
#include <vector>

namespace uketsuke::drivers::surface::teach {

class Network {
public:
    Network(int inputs, int hidden, int outputs, std::uint64_t seed);

    /// One step. `rows` holds one sample a row, `labels` one number each. Returns the mean loss.
    double learn(const cv::Mat& rows, const std::vector<int>& labels, double rate);
    /// Weights and biases in the order of reading: hidden (inputs x hidden), its bias, output (hidden x outputs), its
    /// bias.
    [[nodiscard]] std::vector<cv::Mat> parts() const {
        return {hidden_.value, hidden_bias_.value, out_.value, out_bias_.value};
    }

private:
    struct Part {
        cv::Mat value, first, second;  ///< and Adam's two moments
        void step(const cv::Mat& gradient, double rate, double count);
    };
    static Part random_part(int rows, int columns, double deviation, cv::RNG& random);

    Part hidden_, hidden_bias_, out_, out_bias_;
    double count_ = 0;
};

}  // namespace uketsuke::drivers::surface::teach
