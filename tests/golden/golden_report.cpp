// SPDX-License-Identifier: Apache-2.0
#include "golden_report.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <vector>

namespace uketsuke::tests {
namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t kRed = 0xFFD00000;
constexpr const char* kHead = R"(<!DOCTYPE html><meta charset="utf-8"><title>Goldens that differ</title>
<style>body{font:15px sans-serif;margin:2em}img{max-width:32%;border:1px solid #888;vertical-align:top}pre{background:#eee;padding:1em}</style>
<h1>What differs from the goldens</h1>
<p>Expected, actual, and in red the difference. When it is as it should be: <code>./kiosk accept</code>.</p>
)";

/// One difference is one part of the page, in a file of its own: several programs write them.
fs::path part_of(const GoldenFolders& folders, const fs::path& name) {
    return folders.report() / "parts" / (name.string() + ".html");
}
fs::path difference_file(const GoldenFolders& folders, const fs::path& name) {
    return folders.report() / "difference" / name;
}

std::string escaped(const std::string& text) {
    std::string result;
    for (const char letter : text) result += letter == '<' ? "&lt;" : letter == '&' ? "&amp;" : std::string(1, letter);
    return result;
}

std::string picture(const std::string& from, const fs::path& name) {
    return "<a href=\"" + from + name.string() + "\"><img src=\"" + from + name.string() + "\"></a>\n";
}

void write_page(const GoldenFolders& folders) {
    std::vector<fs::path> parts;
    for (const auto& entry : fs::recursive_directory_iterator(folders.report() / "parts"))
        if (entry.is_regular_file()) parts.push_back(entry.path());
    std::ranges::sort(parts);
    std::ofstream page(folders.report() / "index.html");
    page << kHead << "<p>" << parts.size() << " of them.</p>\n";
    for (const auto& part : parts) page << std::ifstream(part).rdbuf();
}

}  // namespace

ui::paint::Picture difference_of(const ui::paint::Picture& expected, const ui::paint::Picture& actual) {
    ui::paint::Picture shown(std::max(expected.width, actual.width), std::max(expected.height, actual.height), kRed);
    const auto at = [](const ui::paint::Picture& of, int x, int y) {
        return of.pixels[static_cast<std::size_t>(y * of.width + x)];
    };
    for (int y = 0; y < std::min(expected.height, actual.height); ++y)
        for (int x = 0; x < std::min(expected.width, actual.width); ++x) {
            const auto was = at(expected, x, y);
            if (was != at(actual, x, y)) continue;
            const std::uint32_t grey = 170 + ((was >> 8 & 255U) / 3);
            shown.pixels[static_cast<std::size_t>(y * shown.width + x)] = 0xFF000000 | grey << 16 | grey << 8 | grey;
        }
    return shown;
}

void report_difference(const GoldenFolders& folders, const fs::path& name, const std::string& how) {
    const auto part = part_of(folders, name);
    fs::create_directories(part.parent_path());
    std::ofstream out(part);
    out << "<h2>" << name.string() << "</h2>\n<pre>" << escaped(how) << "</pre>\n";
    if (name.extension() == ".png") {
        const auto expected = ui::paint::read_png(folders.kept(name));
        const auto actual = ui::paint::read_png(folders.actual() / name);
        const auto difference = difference_file(folders, name);
        fs::create_directories(difference.parent_path());
        if (expected && actual && ui::paint::write_png(difference_of(*expected, *actual), difference))
            out << picture("../../", name) << picture("../golden-actual/", name) << picture("difference/", name);
        else
            out << picture("../golden-actual/", name);
    }
    out.close();
    write_page(folders);
}

void report_same(const GoldenFolders& folders, const fs::path& name) {
    fs::remove(folders.actual() / name);
    fs::remove(difference_file(folders, name));
    if (fs::remove(part_of(folders, name))) write_page(folders);
}

}  // namespace uketsuke::tests
