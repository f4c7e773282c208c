// SPDX-License-Identifier: Apache-2.0
#include "golden.hpp"

#include <glib.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <sstream>

#include "golden_report.hpp"
#include "ui/paint/text.hpp"

namespace uketsuke::tests {
namespace {

namespace fs = std::filesystem;

// fonts-morisawa-bizud-gothic 1.05-2, fonts-noto-cjk 1:20220127+repack1-1, fonts-noto-core 20201225-1, in the order of
// font_files().
constexpr std::array kFontSums{
    "8d4fd9568ad662d9eb1bc8ca8663dcd76a6336373e3e3f32d634978db4c7388e",
    "4148bfdc5da1f32b9e20b2ca25c26da409f4594b8c31da8d3f0d04628793adc4",
    "b76b0433203017ca80401b2ee0dd69350349871c4b19d504c34dbdd80541690a",
    "faa5f3656a78b2e2d450d27fe8382c778bc2b6bb5ea29c986664a6a435056ceb",
    "89c3c497f618fdaa0b2d1e98fef93582f28c71debd2c4a8cdf41f190ced2909d",
    "e83493c945848ecd4a9ad0f6d19164541a0d3e23a9c952304a00a46e00272ac5",
    "79a470365ccb210fa3c7d8d8ff2e005ef9d983cfd067f735a0caf7e15070ca9f",
    "77ad688cfe1dc55185bf4edb4db3c614202c65dd23a1463ad0e23fc52bcc9a5c",
    "3fe9a4babc12081adc979e0313433e6ec85bb3ad069681c23ee8d8ea8b91332b",
    "e37e2ef189431020b1eaf4fb8d43252666dc24265d628145fff119613afea174",
};

int count = 0;

bool updating() { return std::getenv("UPDATE_GOLDENS") != nullptr; }

std::optional<std::string> read(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return std::nullopt;
    std::ostringstream content;
    content << file.rdbuf();
    return content.str();
}

void write(const fs::path& path, const std::string& content) {
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << content;
}

std::string sha256(const std::string& content) {
    gchar* sum =
        g_compute_checksum_for_data(G_CHECKSUM_SHA256, reinterpret_cast<const guchar*>(content.data()), content.size());
    std::string result(sum);
    g_free(sum);
    return result;
}

Comparison differs(const GoldenFolders& folders, const fs::path& name, const std::string& how) {
    report_difference(folders, name, how);
    return {false, name.string() + ": " + how + "; see " + (folders.report() / "index.html").string() +
                       " (when it is as it should be: ./kiosk accept)"};
}
Comparison is_same(const GoldenFolders& folders, const fs::path& name) {
    report_same(folders, name);
    return {true, {}};
}

std::string first_difference(const std::string& expected, const std::string& actual) {
    std::istringstream left(expected), right(actual);
    for (int number = 1;; ++number) {
        std::string was, is;
        const bool more_left = static_cast<bool>(std::getline(left, was));
        const bool more_right = static_cast<bool>(std::getline(right, is));
        if (was != is || more_left != more_right)
            return "line " + std::to_string(number) + " was\n  " + was + "\nand is\n  " + is;
        if (!more_left) return "line ends differ";
    }
}

std::string pixel_difference(const ui::paint::Picture& expected, const ui::paint::Picture& actual) {
    if (expected.width != actual.width || expected.height != actual.height) return "another size";
    std::size_t different = 0;
    for (std::size_t i = 0; i < actual.pixels.size(); ++i) different += expected.pixels[i] != actual.pixels[i];
    return std::to_string(different) + " pixels differ";
}

}  // namespace

const GoldenFolders& golden_folders() {
    static const GoldenFolders kFolders{SOURCE_DIR};
    return kFolders;
}

Comparison compare_text(const fs::path& name, const std::string& actual, const GoldenFolders& folders) {
    ++count;
    if (updating()) write(folders.kept(name), actual);
    const auto expected = read(folders.kept(name));
    if (expected == actual) return is_same(folders, name);
    write(folders.actual() / name, actual);
    return differs(folders, name, expected ? first_difference(*expected, actual) : "there is no golden");
}

Comparison compare_picture(const fs::path& name, const ui::paint::Picture& actual, const GoldenFolders& folders) {
    ++count;
    auto expected = ui::paint::read_png(folders.kept(name));
    if (expected && *expected == actual) return is_same(folders, name);
    const auto file = updating() ? folders.kept(name) : folders.actual() / name;
    fs::create_directories(file.parent_path());
    if (auto written = ui::paint::write_png(actual, file); !written) return {false, written.error().detail};
    if (updating()) return is_same(folders, name);
    return differs(folders, name, expected ? pixel_difference(*expected, actual) : "there is no golden");
}

int compared() { return count; }

std::string changed_fonts() {
    const auto files = ui::paint::font_files();
    if (files.size() != kFontSums.size()) return "fonts without a known sum\n";
    std::string changed;
    for (std::size_t i = 0; i < files.size(); ++i) {
        const auto content = read(files[i]);
        if (!content)
            changed += "font missing: " + files[i].string() + "\n";
        else if (sha256(*content) != kFontSums.at(i))
            changed += "font changed: " + files[i].string() + "\n";
    }
    return changed;
}

}  // namespace uketsuke::tests
