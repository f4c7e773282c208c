// SPDX-License-Identifier: Apache-2.0
#include "code_finder.hpp"

#include <zbar.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <optional>

#include "firmware/base/log.hpp"
#include "firmware/base/utf8.hpp"

namespace uketsuke::drivers::codes {

using namespace zbar;  // as its header has all of it

namespace {

using domain::CodeKind;

struct Symbology {
    zbar_symbol_type_t zbar;
    CodeKind kind;
};
/// All others stay off: what nobody prints in a clinic is read from smudges.
constexpr std::array kSymbologies{Symbology{ZBAR_QRCODE, CodeKind::qr},     Symbology{ZBAR_CODE128, CodeKind::code128},
                                  Symbology{ZBAR_CODE39, CodeKind::code39}, Symbology{ZBAR_EAN13, CodeKind::jan},
                                  Symbology{ZBAR_EAN8, CodeKind::jan},      Symbology{ZBAR_CODABAR, CodeKind::codabar}};

constexpr std::size_t kFewestSigns = 4;
constexpr int kFewestLines = 4;  ///< that read the same; whole codes are read by dozens, parts of one by one or two
constexpr unsigned long kGrey = 'Y' | '8' << 8 | '0' << 16 | '0' << 24;  ///< zbar's "Y800"

/// A grey picture in memory that is wiped.
struct Grey {
    int width = 0, height = 0;
    base::Bytes pixels;

    Grey(int w, int h) : width(w), height(h), pixels(static_cast<std::size_t>(w) * static_cast<std::size_t>(h)) {}
    cv::Mat view() { return {height, width, CV_8UC1, pixels.data()}; }
};

Grey grey_of(const domain::Image& image) {
    Grey grey(image.width, image.height);
    const cv::Mat seen(image.height, image.width, image.channels == 3 ? CV_8UC3 : CV_8UC1,
                       const_cast<std::uint8_t*>(image.pixels.data()));
    cv::Mat into = grey.view();
    if (image.channels == 3)
        cv::cvtColor(seen, into, cv::COLOR_BGR2GRAY);
    else
        seen.copyTo(into);
    return grey;
}

/// The same, turned, with all its corners.
Grey turned_by(Grey grey, double degrees) {
    const int side = static_cast<int>(std::hypot(grey.width, grey.height)) + 1;
    Grey turned(side, side);
    auto how = cv::getRotationMatrix2D({grey.width / 2.0F, grey.height / 2.0F}, degrees, 1);
    how.at<double>(0, 2) += (side - grey.width) / 2.0;
    how.at<double>(1, 2) += (side - grey.height) / 2.0;
    cv::Mat into = turned.view();
    cv::warpAffine(grey.view(), into, how, into.size(), cv::INTER_LINEAR, cv::BORDER_REPLICATE);
    return turned;
}

std::optional<CodeKind> kind_of(zbar_symbol_type_t type) {
    const auto* row = std::ranges::find(kSymbologies, type, &Symbology::zbar);
    return row == kSymbologies.end() ? std::nullopt : std::optional(row->kind);
}

/// Of one without, a scan line that leaves it aslant reads a part as if it were all.
bool has_check_digit(CodeKind kind) { return kind != CodeKind::code39 && kind != CodeKind::codabar; }

/// Copied out, and wiped where zbar keeps it.
std::optional<Found> taken(const zbar_symbol_t* symbol) {
    const auto kind = kind_of(zbar_symbol_get_type(symbol));
    const auto length = static_cast<std::size_t>(zbar_symbol_get_data_length(symbol));
    const char* data = zbar_symbol_get_data(symbol);
    if (!kind || data == nullptr) return std::nullopt;
    Found found{*kind, base::WipedText(data, length)};
    base::wipe(const_cast<char*>(data), length);
    if (*kind != CodeKind::qr && length < kFewestSigns) return std::nullopt;
    if (!has_check_digit(*kind) && zbar_symbol_get_quality(symbol) < kFewestLines) return std::nullopt;
    return found;
}

using ZbarImage = std::unique_ptr<zbar_image_t, void (*)(zbar_image_t*)>;

}  // namespace

void CodeFinder::Free::operator()(zbar::zbar_image_scanner_s* scanner) const { zbar_image_scanner_destroy(scanner); }

CodeFinder::CodeFinder() : scanner_(zbar_image_scanner_create()) {
    zbar_set_verbosity(0);
    auto* scanner = scanner_.get();
    zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0);
    for (const auto& [type, kind] : kSymbologies) zbar_image_scanner_set_config(scanner, type, ZBAR_CFG_ENABLE, 1);
    // As the bytes stand in the code: nobody guesses in what letters they were meant.
    zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_BINARY, 1);
    // A phone in dark colours shows its code light on dark.
    zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_TEST_INVERTED, 1);
}
CodeFinder::~CodeFinder() = default;

std::vector<Found> CodeFinder::find(const domain::Image& image, double turned) {
    std::vector<Found> all;
    if (!image.consistent()) return all;
    try {
        auto grey = turned != 0 ? turned_by(grey_of(image), turned) : grey_of(image);
        const ZbarImage seen(zbar_image_create(), zbar_image_destroy);
        zbar_image_set_format(seen.get(), kGrey);
        zbar_image_set_size(seen.get(), static_cast<unsigned>(grey.width), static_cast<unsigned>(grey.height));
        zbar_image_set_data(seen.get(), grey.pixels.data(), grey.pixels.size(), nullptr);
        if (zbar_scan_image(scanner_.get(), seen.get()) <= 0) return all;
        for (const auto* symbol = zbar_image_first_symbol(seen.get()); symbol != nullptr;
             symbol = zbar_symbol_next(symbol))
            if (auto found = taken(symbol); found && std::ranges::find(all, *found) == all.end())
                all.push_back(std::move(*found));
    } catch (const cv::Exception& error) {
        base::warn("codes", "OpenCV: {}", error.err);
    }
    return all;
}

bool usable(std::string_view bytes) {
    if (bytes.empty() || bytes.size() > domain::kLongestCode) return false;
    while (!bytes.empty()) {
        const auto letter = base::take_letter(bytes);
        if (!letter || *letter < 0x20 || (*letter >= 0x7F && *letter < 0xA0)) return false;
    }
    return true;
}

}  // namespace uketsuke::drivers::codes
