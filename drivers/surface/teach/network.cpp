// SPDX-License-Identifier: Apache-2.0
#include "network.hpp"

#include <cmath>
#include <vector>

namespace uketsuke::drivers::surface::teach {
namespace {

cv::Mat product(const cv::Mat& one, const cv::Mat& other, int flags = 0) {
    cv::Mat result;
    cv::gemm(one, other, 1, {}, 0, result, flags);
    return result;
}

cv::Mat sum_of_rows(const cv::Mat& rows) {
    cv::Mat sum;
    cv::reduce(rows, sum, 0, cv::REDUCE_SUM);
    return sum;
}

void add_to_rows(cv::Mat& rows, const cv::Mat& bias) {
    for (int y = 0; y < rows.rows; ++y) rows.row(y) += bias;
}

/// Turns scores into the loss's gradient and returns the loss.
double soft_max(cv::Mat& scores, const std::vector<int>& labels) {
    double loss = 0;
    for (int y = 0; y < scores.rows; ++y) {
        auto row = scores.row(y);
        double most = 0;
        cv::minMaxLoc(row, nullptr, &most);
        cv::exp(row - most, row);
        row /= cv::sum(row)[0];
        auto& right = row.at<float>(labels[static_cast<std::size_t>(y)]);
        loss -= std::log(std::max(right, 1e-9F));
        right -= 1;
    }
    scores /= scores.rows;
    return loss / scores.rows;
}

}  // namespace

Network::Part Network::random_part(int rows, int columns, double deviation, cv::RNG& random) {
    Part part{cv::Mat(rows, columns, CV_32F), cv::Mat::zeros(rows, columns, CV_32F),
              cv::Mat::zeros(rows, columns, CV_32F)};
    random.fill(part.value, cv::RNG::NORMAL, 0, deviation);
    return part;
}

Network::Network(int inputs, int hidden, int outputs, std::uint64_t seed) {
    cv::RNG random(seed);
    hidden_ = random_part(inputs, hidden, std::sqrt(2.0 / inputs), random);
    hidden_bias_ = random_part(1, hidden, 0, random);
    out_ = random_part(hidden, outputs, std::sqrt(2.0 / hidden), random);
    out_bias_ = random_part(1, outputs, 0, random);
}

void Network::Part::step(const cv::Mat& gradient, double rate, double count) {
    constexpr double kFirst = 0.9, kSecond = 0.999;
    first = first * kFirst + gradient * (1 - kFirst);
    second = second * kSecond + gradient.mul(gradient, 1 - kSecond);
    cv::Mat root;
    cv::sqrt(second / (1 - std::pow(kSecond, count)), root);
    value -= (first / (root + 1e-8)) * (rate / (1 - std::pow(kFirst, count)));
}

double Network::learn(const cv::Mat& rows, const std::vector<int>& labels, double rate) {
    ++count_;
    cv::Mat inner = product(rows, hidden_.value);
    add_to_rows(inner, hidden_bias_.value);
    cv::max(inner, 0, inner);
    cv::Mat scores = product(inner, out_.value);
    add_to_rows(scores, out_bias_.value);
    const double loss = soft_max(scores, labels);
    cv::Mat back = product(scores, out_.value, cv::GEMM_2_T);
    back.setTo(0, inner == 0);
    out_.step(product(inner, scores, cv::GEMM_1_T), rate, count_);
    out_bias_.step(sum_of_rows(scores), rate, count_);
    hidden_.step(product(rows, back, cv::GEMM_1_T), rate, count_);
    hidden_bias_.step(sum_of_rows(back), rate, count_);
    return loss;
}

}  // namespace uketsuke::drivers::surface::teach
