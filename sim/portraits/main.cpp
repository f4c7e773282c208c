// SPDX-License-Identifier: Apache-2.0
// uketsuke-portraits LIST PHOTOGRAPHS OUT: makes the pictures of the invented people.
// For each section of LIST (sim/people/portraits.toml):
//   <key>.png  colour, 480x640, what a camera could see; for sim/camera
//   <key>.eyes  where the eyes are in it: four numbers, as in LIST
//   <key>.jp2  grey, 240x320, JPEG 2000 of about 5 kB, as a card's chip holds it (not for <key>_live)
// and `blank`, a chip photo that shows no face.
#include <fmt/format.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "firmware/command_line/command_line.hpp"
#include "firmware/toml_reader/toml_reader.hpp"

namespace {

namespace fs = std::filesystem;
using namespace uketsuke::base;
using uketsuke::toml_reader::File;
using uketsuke::toml_reader::Section;

constexpr int kChipWidth = 240, kChipHeight = 320;
constexpr int kChipBytes = 5000;

Result<cv::Rect> crop_of(Section& entry, const cv::Mat& photograph) {
    std::array<int, 4> crop{};  // x, y, width, height
    entry.read("crop", crop);
    const cv::Rect rect(crop[0], crop[1], crop[2], crop[3]);
    if (rect.empty() || (rect & cv::Rect({}, photograph.size())) != rect)
        return fail(ErrorCode::config_invalid, "'crop' lies outside of the photograph");
    return rect;
}

/// Turns the photograph around the middle of the crop, so that a tilted head stands upright.
cv::Mat levelled(const cv::Mat& photograph, const cv::Rect& crop, double degrees) {
    if (degrees == 0) return photograph;
    const cv::Point2f middle = (crop.tl() + crop.br()) / 2;
    cv::Mat turned;
    cv::warpAffine(photograph, turned, cv::getRotationMatrix2D(middle, degrees, 1), photograph.size(), cv::INTER_CUBIC,
                   cv::BORDER_REPLICATE);
    return turned;
}

Result<cv::Mat> portrait_of(Section& entry, const fs::path& photographs) {
    std::string path;
    entry.read("path", path);
    double turn = 0;
    entry.read_if_there("turn", turn);
    const auto file = photographs / fs::path(path).filename();
    const cv::Mat photograph = cv::imread(file.string(), cv::IMREAD_COLOR);
    if (photograph.empty()) return fail(ErrorCode::file_unreadable, file.string() + " (run ./kiosk setup)");
    const auto crop = crop_of(entry, photograph);
    if (!crop) return fail(crop.error());
    cv::Mat portrait;
    cv::resize(levelled(photograph, *crop, turn)(*crop), portrait, {480, 640}, 0, 0,
               crop->height > 640 ? cv::INTER_AREA : cv::INTER_CUBIC);
    return portrait;
}

/// A wall in soft light: a picture in every respect but that nobody is on it.
cv::Mat blank() {
    cv::Mat picture(640, 480, CV_8UC3);
    for (int y = 0; y < picture.rows; ++y) picture.row(y).setTo(cv::Scalar::all(200 - y / 8));
    return picture;
}

Result<void> write(const fs::path& file, const cv::Mat& picture, const std::vector<int>& options = {}) {
    if (!cv::imwrite(file.string(), picture, options))
        return fail(ErrorCode::file_unreadable, "cannot write " + file.string());
    return {};
}

Result<void> write_chip(const fs::path& file, const cv::Mat& portrait) {
    cv::Mat grey;
    cv::cvtColor(portrait, grey, cv::COLOR_BGR2GRAY);
    cv::resize(grey, grey, {kChipWidth, kChipHeight}, 0, 0, cv::INTER_AREA);
    // The encoder wants thousandths of the raw size.
    return write(file, grey, {cv::IMWRITE_JPEG2000_COMPRESSION_X1000, 1000 * kChipBytes / (kChipWidth * kChipHeight)});
}

Result<void> write_both(const fs::path& out, const std::string& key, const cv::Mat& portrait) {
    if (auto written = write(out / (key + ".png"), portrait); !written) return written;
    return key.ends_with("_live") ? Result<void>{} : write_chip(out / (key + ".jp2"), portrait);
}

Result<void> write_eyes(const fs::path& file, Section& entry) {
    std::array<int, 4> eyes{};
    entry.read("eyes", eyes);
    std::ofstream out(file);
    for (const auto number : eyes) out << number << ' ';
    return out.flush() ? Result<void>{} : fail(ErrorCode::file_unreadable, "cannot write " + file.string());
}

Result<void> make(const fs::path& list, const fs::path& photographs, const fs::path& out) {
    auto parsed = File::load(list);
    if (!parsed) return fail(parsed.error());
    fs::create_directories(out);
    for (auto& [name, entry] : parsed->root().sections()) {
        auto portrait = portrait_of(entry, photographs);
        if (!portrait) return fail(portrait.error().code, fmt::format("[{}]: {}", name, portrait.error().detail));
        if (auto written = write_both(out, name, *portrait); !written) return written;
        if (auto written = write_eyes(out / (name + ".eyes"), entry); !written) return written;
    }
    if (auto right = parsed->judge(); !right) return right;
    return write_both(out, "blank", blank());
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("uketsuke-portraits: makes the pictures of the invented people", "uketsuke-portraits");
    std::string list, photographs, out;
    app.add_option("LIST", list, "sim/people/portraits.toml")->type_name("")->required();
    app.add_option("PHOTOGRAPHS", photographs, "the folder of the sample photographs")->type_name("")->required();
    app.add_option("OUT", out, "the folder that they go to")->type_name("")->required();
    if (const auto end = uketsuke::command_line::read_or_end(app, argc, argv)) return *end;
    try {
        const auto made = make(list, photographs, out);
        if (made) return EXIT_SUCCESS;
        fmt::print(stderr, "uketsuke-portraits: {}: {}\n", name_of(made.error().code), made.error().detail);
    } catch (const std::exception& error) {
        fmt::print(stderr, "uketsuke-portraits: {}\n", error.what());
    }
    return EXIT_FAILURE;
}
