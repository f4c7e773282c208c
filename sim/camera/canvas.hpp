// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cairo.h>

#include <memory>
#include <opencv2/imgproc.hpp>

namespace uketsuke::sim {

/// A cairo picture that ends as BGR pixels. `scale` is pixels for one unit of drawing.
class Canvas {
public:
    Canvas(int width, int height, double scale)
        : card_front_(cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height), cairo_surface_destroy),
          context_(cairo_create(card_front_.get()), cairo_destroy) {
        cairo_scale(context_.get(), scale, scale);
    }
    cairo_t* get() { return context_.get(); }
    void colour(unsigned rgb) {
        cairo_set_source_rgb(get(), (rgb >> 16U & 255U) / 255.0, (rgb >> 8U & 255U) / 255.0, (rgb & 255U) / 255.0);
    }
    cv::Mat picture() {
        cairo_surface_flush(card_front_.get());
        const cv::Mat pixels(cairo_image_surface_get_height(card_front_.get()),
                             cairo_image_surface_get_width(card_front_.get()), CV_8UC4,
                             cairo_image_surface_get_data(card_front_.get()),
                             static_cast<std::size_t>(cairo_image_surface_get_stride(card_front_.get())));
        cv::Mat bgr;
        cv::cvtColor(pixels, bgr, cv::COLOR_BGRA2BGR);
        return bgr;
    }

private:
    std::unique_ptr<cairo_surface_t, void (*)(cairo_surface_t*)> card_front_;
    std::unique_ptr<cairo_t, void (*)(cairo_t*)> context_;
};

}  // namespace uketsuke::sim
