// SPDX-License-Identifier: Apache-2.0
// A small TensorFlow Lite network made here, converted, run by OpenCV, and computed once more by plain loops over its
// definition (TensorFlow's, batch-height-width-channels).
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <opencv2/dnn.hpp>
#include <random>

#include "flatbuffer_writer.hpp"
#include "tools/convert/convert.hpp"
#include "tools/convert/tflite.hpp"

using namespace uketsuke;
using namespace uketsuke::tools::convert;
using Catch::Matchers::Contains;

namespace {

/// Height, width, channels.
struct Picture {
    int height = 0, width = 0, channels = 0;
    std::vector<float> values = std::vector<float>(static_cast<std::size_t>(height * width * channels));
    float& at(int y, int x, int c) { return values[static_cast<std::size_t>((y * width + x) * channels + c)]; }
};

/// Builds the file and, beside it, computes what the network says.
class SmallNet {
public:
    explicit SmallNet(Picture input) : now_(std::move(input)) {
        buffers_.push_back(test::table({}));  // number 0 is nobody's
        current_ = tensor("input", {2, now_.height, now_.width, now_.channels});
    }

    void convolve(int kernel, int stride, bool same, bool depthwise, int channels) {
        const int from = now_.channels, last = depthwise ? channels : from;
        const auto weights = random(static_cast<std::size_t>((depthwise ? 1 : channels) * kernel * kernel * last));
        const auto bias = random(static_cast<std::size_t>(channels));
        const int size = same ? (now_.height + stride - 1) / stride : (now_.height - kernel) / stride + 1;
        const int before = same ? std::max(0, (size - 1) * stride + kernel - now_.height) / 2 : 0;
        Picture out{size, size, channels};
        for (int y = 0; y < size; ++y)
            for (int x = 0; x < size; ++x)
                for (int c = 0; c < channels; ++c) {
                    double sum = bias[static_cast<std::size_t>(c)];
                    for (int ky = 0; ky < kernel; ++ky)
                        for (int kx = 0; kx < kernel; ++kx) {
                            const int iy = y * stride + ky - before, ix = x * stride + kx - before;
                            if (iy < 0 || ix < 0 || iy >= now_.height || ix >= now_.width) continue;
                            for (int i = depthwise ? c : 0; i < (depthwise ? c + 1 : from); ++i) {
                                const int w = depthwise ? (ky * kernel + kx) * channels + c
                                                        : ((c * kernel + ky) * kernel + kx) * from + i;
                                sum += static_cast<double>(weights[static_cast<std::size_t>(w)]) * now_.at(iy, ix, i);
                            }
                        }
                    out.at(y, x, c) = static_cast<float>(sum);
                }
        now_ = std::move(out);
        const int w = tensor("weights", {depthwise ? 1 : channels, kernel, kernel, last}, weights),
                  b = tensor("bias", {channels}, bias);
        const auto padding = test::byte(same ? 0 : 1), strides = test::number(stride);
        const auto options = depthwise ? test::table({padding, strides, strides, test::number(1)})
                                       : test::table({padding, strides, strides});
        current_ = add(depthwise ? 4 : 3, {current_, w, b}, shape(), options);
    }

    /// relu(x) + factor * (x - |x|)
    void prelu() {
        auto factor = random(static_cast<std::size_t>(now_.channels));
        const int x = current_, positive = add(19, {x}, shape()), size = add(101, {x}, shape());
        const int difference = add(41, {x, size}, shape());
        const int term = add(18, {tensor("factor", {now_.channels}, factor), difference}, shape());
        current_ = add(0, {positive, term}, shape());
        for (std::size_t i = 0; i < now_.values.size(); ++i) {
            const float value = now_.values[i];
            if (value < 0) now_.values[i] = 2 * factor[i % factor.size()] * value;
        }
    }

    [[nodiscard]] std::pair<int, Picture> here() const { return {current_, now_}; }
    void add_back(const std::pair<int, Picture>& earlier) {
        for (std::size_t i = 0; i < now_.values.size(); ++i) now_.values[i] += earlier.second.values[i];
        current_ = add(0, {current_, earlier.first}, shape());
    }
    void relu() {
        for (auto& value : now_.values) value = std::max(value, 0.0F);
        current_ = add(19, {current_}, shape());
    }
    void flatten() { current_ = add(22, {current_}, {2, now_.channels}, test::table({})); }
    /// An operator by its number, of one input.
    void other(int kind) { current_ = add(kind, {current_}, shape()); }

    [[nodiscard]] base::Bytes file() {
        test::Items codes;
        for (const int kind : codes_) codes.push_back(test::table({test::byte(kind)}));
        const auto graph =
            test::table({test::tables(tensors_), test::ints({0}), test::ints({current_}), test::tables(operators_)});
        return test::FlatbufferWriter::file(test::table({test::number(3), test::tables(codes), test::tables({graph}),
                                                         test::nothing(), test::tables(buffers_)}),
                                            "TFL3");
    }
    [[nodiscard]] const std::vector<float>& says() const { return now_.values; }

private:
    std::vector<float> random(std::size_t count) {
        std::vector<float> values(count);
        for (auto& value : values) value = static_cast<float>(static_cast<double>(random_()) / 0x80000000U - 1);
        return values;
    }
    [[nodiscard]] std::vector<int> shape() const { return {2, now_.height, now_.width, now_.channels}; }
    int tensor(const std::string& name, const std::vector<int>& shape, const std::vector<float>& values = {}) {
        buffers_.push_back(values.empty() ? test::table({}) : test::table({test::floats(values)}));
        tensors_.push_back(test::table({test::ints(shape), test::nothing(),
                                        test::number(static_cast<int>(buffers_.size()) - 1), test::text(name)}));
        return static_cast<int>(tensors_.size()) - 1;
    }
    int add(int kind, std::vector<int> inputs, const std::vector<int>& shape,
            const test::Item& options = test::nothing()) {
        codes_.push_back(kind);
        const int out = tensor("of " + std::to_string(kind), shape);
        operators_.push_back(test::table({test::number(static_cast<int>(codes_.size()) - 1),
                                          test::ints(std::move(inputs)), test::ints({out}), test::nothing(), options}));
        return out;
    }

    std::mt19937 random_{7};
    Picture now_;
    int current_ = 0;
    std::vector<int> codes_;
    test::Items tensors_, operators_, buffers_;
};

Picture some_picture() {
    Picture picture{6, 6, 3};
    for (std::size_t i = 0; i < picture.values.size(); ++i)
        picture.values[i] = std::sin(static_cast<float>(i)) - 0.2F * static_cast<float>(i % 3);
    return picture;
}

/// Every kind of operator that is converted, and every kind of padding: 6x6 in steps of two needs one more pixel at the
/// end.
SmallNet small_net() {
    SmallNet net(some_picture());
    net.convolve(3, 2, true, false, 8);
    net.prelu();
    const auto earlier = net.here();
    net.convolve(3, 1, true, true, 8);
    net.prelu();
    net.convolve(1, 1, true, false, 8);
    net.add_back(earlier);
    net.relu();
    net.convolve(3, 1, false, true, 8);
    net.convolve(1, 1, true, false, 5);
    net.flatten();
    return net;
}

std::string converted(const base::Bytes& file) {
    const auto graph = read_tflite(file);
    INFO((graph ? "" : graph.error().detail));
    REQUIRE(graph);
    const auto onnx = to_onnx(*graph);
    INFO((onnx ? "" : onnx.error().detail));
    REQUIRE(onnx);
    return *onnx;
}

std::string refusal(SmallNet net) {
    const auto graph = read_tflite(net.file());
    if (!graph) return graph.error().detail;
    const auto onnx = to_onnx(*graph);
    REQUIRE_FALSE(onnx);
    CHECK(onnx.error().code == base::ErrorCode::model_invalid);
    return onnx.error().detail;
}

}  // namespace

TEST_CASE("a converted network computes what TensorFlow Lite's operators are defined to compute") {
    auto net = small_net();
    const auto onnx = converted(net.file());
    auto opencv = cv::dnn::readNetFromONNX(onnx.data(), onnx.size());
    auto picture = some_picture();
    cv::Mat input(std::vector<int>{1, 3, 6, 6}, CV_32F);
    for (int y = 0; y < 6; ++y)
        for (int x = 0; x < 6; ++x)
            for (int c = 0; c < 3; ++c) input.ptr<float>(0, c)[y * 6 + x] = picture.at(y, x, c);
    opencv.setInput(input);
    const cv::Mat output = opencv.forward();
    REQUIRE(output.total() == net.says().size());
    for (std::size_t i = 0; i < net.says().size(); ++i) {
        INFO(i);
        CHECK(output.ptr<float>()[i] == Approx(net.says()[i]).epsilon(1e-4).margin(1e-4));
    }
}

TEST_CASE("converting twice gives the same bytes") {
    CHECK(converted(small_net().file()) == converted(small_net().file()));
}

TEST_CASE("what is not converted is refused by name") {
    auto net = small_net();
    SECTION("an operator") {
        net.other(25);
        CHECK(refusal(net) == "operator 25 is not converted");
    }
    SECTION("half a PReLU") {
        net.other(101);
        CHECK_THAT(refusal(net), Contains("of 101: ABS, MUL and SUB are converted as parts of a PReLU only"));
    }
    SECTION("a reshape of many places") {
        SmallNet wide(some_picture());
        wide.flatten();
        CHECK_THAT(refusal(wide), Contains("of 22: a reshape"));
    }
    SECTION("an addition of unlike shapes") {
        SmallNet unlike(some_picture());
        const auto earlier = unlike.here();
        unlike.convolve(3, 1, true, false, 4);
        unlike.add_back({earlier.first, Picture{6, 6, 4}});
        CHECK_THAT(refusal(unlike), Contains("an addition of unlike shapes"));
    }
}

TEST_CASE("a file that is cut short, or of anything else, is refused without reading beyond it") {
    const auto whole = small_net().file();
    CHECK_FALSE(read_tflite({}));
    CHECK_FALSE(read_tflite(base::as_bytes("no TensorFlow Lite file at all")));
    for (std::size_t size = 8; size < whole.size(); size += 7)
        CHECK_FALSE(read_tflite(base::ByteView(whole).first(size)));
    std::mt19937 random(3);
    for (int i = 0; i < 3000; ++i) {  // whatever it says, it says it without a crash (the sanitizers look on)
        auto spoilt = whole;
        for (int k = 0; k < 4; ++k) spoilt[random() % spoilt.size()] = static_cast<std::uint8_t>(random());
        if (const auto graph = read_tflite(spoilt)) static_cast<void>(to_onnx(*graph));
    }
}
