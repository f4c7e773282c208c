// SPDX-License-Identifier: Apache-2.0
#include "stages.hpp"

#include <algorithm>
#include <cmath>
#include <complex>
#include <opencv2/imgproc.hpp>

namespace uketsuke::models::face {
namespace {

constexpr double kOverlap = 0.4;  ///< boxes that share more than this are one face

/// Large, sure and in the middle: whom the picture is about. Half as much when a third of the picture's height away.
double dominance(const Face& face, cv::Size picture) {
    const cv::Point2f off = centre_of(face.box) - cv::Point2f(cv::Size2f(picture)) * 0.5F;
    const double distance = cv::norm(off) / picture.height;
    return face.box.height * face.score * std::exp2(-distance * distance * 9);
}

bool is_same_face(const Face& one, const Face& other) {
    const cv::Rect2d a = one.box, b = other.box;
    const double shared = (a & b).area();
    return shared > kOverlap * (a.area() + b.area() - shared);
}

/// Of the boxes around one face the surest. In place: cv::dnn::NMSBoxes, which does the same, allocates.
void keep_surest(std::vector<Face>& faces) {
    std::sort(faces.begin(), faces.end(), [](const Face& a, const Face& b) { return a.score > b.score; });
    auto end = faces.begin();
    for (const auto& face : faces)
        if (std::none_of(faces.begin(), end, [&](const Face& kept) { return is_same_face(kept, face); })) *end++ = face;
    faces.erase(end, faces.end());
}

cv::Point2f mean_of(const Points& points, std::size_t first, std::size_t last) {
    cv::Point2f sum;
    for (std::size_t i = first; i <= last; ++i) sum += points[i];
    return sum * (1.0F / static_cast<float>(last - first + 1));
}

}  // namespace

void Scratch::forget() {
    faces.clear();
    for (auto* canvas : {&whole, &square, &aligned, &grey, &own, &exposed, &edges, &light, &spectrum}) canvas->forget();
}

cv::Mat cut_square(const cv::Mat& picture, cv::Point2f centre, float side, PictureMemory& canvas) {
    const int size = std::max(1, cvRound(side));
    const cv::Rect square(cvRound(centre.x - side / 2), cvRound(centre.y - side / 2), size, size);
    const cv::Rect inside = square & cv::Rect({}, picture.size());
    cv::Mat out = canvas.of(square.size(), picture.type());
    if (inside.empty())
        out.setTo(0);
    else
        cv::copyMakeBorder(picture(inside), out, inside.y - square.y, square.br().y - inside.br().y,
                           inside.x - square.x, square.br().x - inside.br().x, cv::BORDER_REPLICATE);
    return out;
}

cv::Mat in_grey(const cv::Mat& picture, PictureMemory& canvas) {
    if (picture.channels() == 1) return picture;
    auto grey = canvas.of(picture.size(), CV_8UC1);
    cv::cvtColor(picture, grey, cv::COLOR_BGR2GRAY);
    return grey;
}

cv::Point2f centre_of(const cv::Rect2f& box) { return {box.x + box.width / 2, box.y + box.height / 2}; }

cv::Mat view_of(const domain::Image& image) {
    // OpenCV has no read-only matrix; nobody here writes through it.
    return {image.height, image.width, image.channels == 1 ? CV_8UC1 : CV_8UC3,
            const_cast<std::uint8_t*>(image.pixels.data())};
}

const std::vector<Face>& detect(Net& detector, const cv::Mat& picture, Scratch& scratch) {
    const auto& results = detector.run(picture);
    const auto* boxes = results[0].ptr<float>();
    const auto* scores = results[1].ptr<float>();
    const auto width = static_cast<float>(picture.cols), height = static_cast<float>(picture.rows);
    auto& faces = scratch.faces;
    faces.clear();
    for (int i = 0; i < results[0].size[1]; ++i, boxes += 4, scores += 2)
        if (scores[1] >= detector.spec().threshold)
            faces.push_back(
                {{boxes[0] * width, boxes[1] * height, (boxes[2] - boxes[0]) * width, (boxes[3] - boxes[1]) * height},
                 scores[1]});
    keep_surest(faces);
    std::sort(faces.begin(), faces.end(), [&](const Face& a, const Face& b) {
        return dominance(a, picture.size()) > dominance(b, picture.size());
    });
    return faces;
}

Points find_landmarks(Net& landmarks, const cv::Mat& picture, const Face& face, Scratch& scratch) {
    const cv::Point2f centre = centre_of(face.box);
    const float side = face.box.height;
    const auto* values = landmarks.run(cut_square(picture, centre, side, scratch.square))[0].ptr<float>();
    Points points;
    for (auto& point : points) {
        point = {centre.x + (values[0] - 0.5F) * side, centre.y + (values[1] - 0.5F) * side};
        values += 2;
    }
    return points;
}

FivePoints five_of(const Points& points) {
    return {mean_of(points, 36, 41), mean_of(points, 42, 47), points[30], points[48], points[54]};
}

cv::Mat align(const cv::Mat& picture, const FivePoints& points, const FacePlaces& places, cv::Size size,
              PictureMemory& canvas) {
    // As complex numbers, turning and scaling is one factor: q - q̄ ≈ factor (p - p̄).
    using Complex = std::complex<double>;
    Complex from_mean, to_mean;
    std::array<Complex, 5> from, to;
    for (std::size_t i = 0; i < points.size(); ++i) {
        from[i] = {points[i].x, points[i].y};
        to[i] = {places[i][0], places[i][1]};
        from_mean += from[i] / 5.0;
        to_mean += to[i] / 5.0;
    }
    Complex product;
    double spread = 1e-9;
    for (std::size_t i = 0; i < points.size(); ++i) {
        product += std::conj(from[i] - from_mean) * (to[i] - to_mean);
        spread += std::norm(from[i] - from_mean);
    }
    const Complex factor = product / spread;
    const Complex shift = to_mean - factor * from_mean;
    const cv::Matx23d transform(factor.real(), -factor.imag(), shift.real(), factor.imag(), factor.real(),
                                shift.imag());
    cv::Mat aligned = canvas.of(size, picture.type());
    cv::warpAffine(picture, aligned, transform, size, cv::INTER_LINEAR, cv::BORDER_CONSTANT);
    return aligned;
}

Template embed(Net& embedding, const cv::Mat& aligned) {
    const auto& result = embedding.run(aligned)[0];
    Template face({result.ptr<float>(), result.total()});
    base::wipe(result.data, result.total() * result.elemSize());  // the network keeps it until its next run
    return face;
}

}  // namespace uketsuke::models::face
