// SPDX-License-Identifier: Apache-2.0
#include "network.hpp"

#include <cmath>
#include <vector>

#include "matrix_product.hpp"

namespace uketsuke::tools::teach {
namespace {

cv::Mat sum_of_rows(const cv::Mat& rows) {
    cv::Mat sum;
    cv::reduce(rows, sum, 0, cv::REDUCE_SUM);
    return sum;
}

void add_to_rows(cv::Mat& rows, const cv::Mat& bias) {
    for (int y = 0; y < rows.rows; ++y) rows.row(y) += bias;
}

/// Turns scores into probabilities.
void soft_max(cv::Mat& scores) {
    for (int y = 0; y < scores.rows; ++y) {
        auto row = scores.row(y);
        double most = 0;
        cv::minMaxLoc(row, nullptr, &most);
        cv::exp(row - most, row);
        row /= cv::sum(row)[0];
    }
}

/// Turns scores into the loss's gradient and returns the loss.
double gradient_of(cv::Mat& scores, const std::vector<int>& labels) {
    double loss = 0;
    soft_max(scores);
    for (int y = 0; y < scores.rows; ++y) {
        auto row = scores.row(y);
        auto& right = row.at<float>(labels[static_cast<std::size_t>(y)]);
        loss -= std::log(std::max(right, 1e-9F));
        right -= 1;
    }
    scores /= scores.rows;
    return loss / scores.rows;
}

}  // namespace

Network::Part Network::random_part(int rows, int columns, double deviation, cv::RNG& random) {
    cv::Mat value(rows, columns, CV_32F);
    random.fill(value, cv::RNG::NORMAL, 0, deviation);
    return part_of(value);
}

Network::Part Network::part_of(const cv::Mat& value) {
    return {value.clone(), cv::Mat::zeros(value.size(), CV_32F), cv::Mat::zeros(value.size(), CV_32F)};
}

Network::Network(int inputs, int hidden, int outputs, std::uint64_t seed) {
    cv::RNG random(seed);
    hidden_ = random_part(inputs, hidden, std::sqrt(2.0 / inputs), random);
    hidden_bias_ = random_part(1, hidden, 0, random);
    out_ = random_part(hidden, outputs, std::sqrt(2.0 / hidden), random);
    out_bias_ = random_part(1, outputs, 0, random);
}

Network::Network(const std::vector<cv::Mat>& parts)
    : hidden_(part_of(parts.at(0))),
      hidden_bias_(part_of(parts.at(1))),
      out_(part_of(parts.at(2))),
      out_bias_(part_of(parts.at(3))) {}

cv::Mat Network::inner(const cv::Mat& rows) const {
    cv::Mat inner = product(rows, hidden_.value);
    add_to_rows(inner, hidden_bias_.value);
    cv::max(inner, 0, inner);
    return inner;
}

cv::Mat Network::outer(const cv::Mat& inner) const {
    cv::Mat scores = product(inner, out_.value);
    add_to_rows(scores, out_bias_.value);
    return scores;
}

cv::Mat Network::forward(const cv::Mat& rows) const {
    cv::Mat scores = outer(inner(rows));
    soft_max(scores);
    return scores;
}

void Network::Part::step(const cv::Mat& gradient, double rate, double count) {
    constexpr float kFirst = 0.9F, kSecond = 0.999F;
    const auto pace = static_cast<float>(rate / (1 - std::pow(kFirst, count)));
    const auto spread = static_cast<float>(1 / (1 - std::pow(kSecond, count)));
    const auto* slope = gradient.ptr<float>();
    float *mean = first.ptr<float>(), *square = second.ptr<float>(), *weight = value.ptr<float>();
    for (std::size_t i = 0; i < value.total(); ++i) {
        mean[i] = mean[i] * kFirst + slope[i] * (1 - kFirst);
        square[i] = square[i] * kSecond + slope[i] * slope[i] * (1 - kSecond);
        weight[i] -= pace * mean[i] / (std::sqrt(square[i] * spread) + 1e-8F);
    }
}

double Network::learn(const cv::Mat& rows, const std::vector<int>& labels, double rate) {
    ++count_;
    const cv::Mat between = inner(rows);
    cv::Mat scores = outer(between);
    const double loss = gradient_of(scores, labels);
    cv::Mat back = product(scores, out_.value.t());
    back.setTo(0, between == 0);
    out_.step(product(between.t(), scores), rate, count_);
    out_bias_.step(sum_of_rows(scores), rate, count_);
    hidden_.step(product(rows.t(), back), rate, count_);
    hidden_bias_.step(sum_of_rows(back), rate, count_);
    return loss;
}

}  // namespace uketsuke::tools::teach
