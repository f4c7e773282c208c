// SPDX-License-Identifier: Apache-2.0
// A network of one hidden layer, taught by Adam on batches of samples. One thread, the same result for the same seed.
#pragma once

#include <opencv2/core.hpp>
#include <vector>

namespace uketsuke::tools::teach {

class Network {
public:
    Network(int inputs, int hidden, int outputs, std::uint64_t seed);
    /// From weights and biases in the order of parts().
    explicit Network(const std::vector<cv::Mat>& parts);

    /// One step. `rows` holds one sample a row, `labels` one number each. Returns the mean loss.
    double learn(const cv::Mat& rows, const std::vector<int>& labels, double rate);
    /// For each row of inputs one row of probabilities.
    [[nodiscard]] cv::Mat forward(const cv::Mat& rows) const;
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
    static Part part_of(const cv::Mat& value);
    [[nodiscard]] cv::Mat inner(const cv::Mat& rows) const;
    [[nodiscard]] cv::Mat outer(const cv::Mat& inner) const;

    Part hidden_, hidden_bias_, out_, out_bias_;
    double count_ = 0;
};

}  // namespace uketsuke::tools::teach
