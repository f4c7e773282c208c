// SPDX-License-Identifier: Apache-2.0
// Draws every screen in every cell (panel, text size, theme, language) and a page that shows them by filters. One
// picture a screen; with --all each of its variants.
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <thread>

#include "firmware/base/enumeration.hpp"
#include "firmware/command_line/command_line.hpp"
#include "tests/golden/cells.hpp"
#include "ui/paint/painter.hpp"

using namespace uketsuke;
namespace fs = std::filesystem;

namespace {

struct Wishes {
    fs::path out = "out/gallery";
    bool all = false;  ///< also what differs little from another picture
    std::vector<std::string> screens, languages, sizes, themes, panels;  ///< these alone; none: all
};

struct Job {
    const tests::Sample* sample;
    const tests::Shape* shape;
    const tests::TextSize* size;
    flow::Theme theme;
    std::string language;
    int page = 0;

    [[nodiscard]] tests::Cell cell() const { return {*sample, language, *shape, *size, false, page}; }
    /// Of the sample, and of its page where that is not the first.
    [[nodiscard]] std::string name() const {
        return page == 0 ? sample->name : fmt::format("{}, page {}", sample->name, page + 1);
    }
    [[nodiscard]] std::string picture() const {
        const auto other = page == 0 ? std::string() : fmt::format(".{}", page + 1);
        return fmt::format("{}/{}-{}/{}/{}{}.png", shape->name, size->name, base::enumerator_name(theme), language,
                           sample->name, other);
    }
};

bool is_wanted(const std::vector<std::string>& wanted, std::string_view one) {
    return wanted.empty() || std::ranges::find(wanted, one) != wanted.end();
}

const std::vector<tests::Sample>& samples() {
    static const auto all = tests::samples();
    return all;
}

std::vector<Job> jobs_of(const Wishes& wishes) {
    std::vector<Job> jobs;
    const auto add = [&](Job job) {
        const int pages = tests::scene_in(job.cell()).pages;
        for (; job.page < pages; ++job.page)
            for (const auto theme : base::kValuesOf<flow::Theme>)
                if (job.theme = theme; is_wanted(wishes.themes, base::enumerator_name(theme))) jobs.push_back(job);
    };
    std::set<flow::State> seen;
    for (const auto& sample : samples()) {
        if (!is_wanted(wishes.screens, flow::name_of(sample.visit.state))) continue;
        if (!seen.insert(sample.visit.state).second && !wishes.all) continue;
        for (const auto& shape : tests::kShapes)
            for (const auto& size : tests::kTextSizes)
                for (const auto& language : ui::kLanguages)
                    if (is_wanted(wishes.panels, shape.name) && is_wanted(wishes.sizes, size.name) &&
                        is_wanted(wishes.languages, language.code))
                        add({&sample, &shape, &size, {}, std::string(language.code)});
    }
    return jobs;
}

/// Each pixel the mean of four.
ui::paint::Picture half(const ui::paint::Picture& whole) {
    ui::paint::Picture result(whole.width / 2, whole.height / 2);
    const auto at = [&](int x, int y) { return whole.pixels[static_cast<std::size_t>(y * whole.width + x)]; };
    for (int y = 0; y < result.height; ++y)
        for (int x = 0; x < result.width; ++x) {
            std::uint32_t mean = 0xFF000000;
            for (const unsigned shift : {0U, 8U, 16U}) {
                std::uint32_t sum = 2;
                for (const int dy : {0, 1})
                    for (const int dx : {0, 1}) sum += at(2 * x + dx, 2 * y + dy) >> shift & 255U;
                mean |= sum / 4 << shift;
            }
            result.pixels[static_cast<std::size_t>(y * result.width + x)] = mean;
        }
    return result;
}

bool draw(const Job& job, const fs::path& out) {
    static const auto kFigure = tests::drawn_figure();
    static std::map<std::string_view, ui::paint::Painter> painters;
    const auto here = painters.find(job.shape->name);
    auto& painter =
        here != painters.end()
            ? here->second
            : painters.emplace(job.shape->name, ui::paint::Painter::create(job.shape->panel).value()).first->second;
    auto scene = tests::scene_in(job.cell());
    scene.theme = job.theme;
    const auto file = out / job.picture();
    fs::create_directories(file.parent_path());
    const auto written = ui::paint::write_png(half(painter.paint(scene, {.camera = &kFigure})), file);
    if (!written) fmt::print(stderr, "uketsuke-gallery: {}: {}\n", file.string(), written.error().detail);
    return written.has_value();
}

/// A process for each core; each draws every n-th picture.
bool draw_all(const std::vector<Job>& jobs, const fs::path& out) {
    const std::size_t hands = std::max(1U, std::thread::hardware_concurrency());
    std::vector<pid_t> children;
    for (std::size_t hand = 0; hand < hands; ++hand) {
        const auto child = ::fork();
        if (child < 0) return false;
        if (child > 0) {
            children.push_back(child);
            continue;
        }
        bool good = true;
        for (std::size_t i = hand; i < jobs.size(); i += hands) {
            good = draw(jobs[i], out) && good;
            if (hand == 0 && i / hands % 250 == 0)
                fmt::print("{} of {} pictures\n", i, jobs.size()), std::fflush(stdout);
        }
        std::fflush(nullptr);
        ::_exit(good ? 0 : 1);
    }
    bool good = true;
    for (const auto child : children) {
        int status = 0;
        ::waitpid(child, &status, 0);
        good = good && WIFEXITED(status) && WEXITSTATUS(status) == 0;
    }
    return good;
}

bool write_page(const std::vector<Job>& jobs, const fs::path& out) {
    std::ifstream in(GALLERY_PAGE);
    std::string page{std::istreambuf_iterator<char>(in), {}}, list = "[\n";
    for (const auto& job : jobs)
        list += fmt::format(R"(["{}","{}","{}","{}","{}","{}",{},{}],)", job.name(), job.language, job.size->name,
                            base::enumerator_name(job.theme), job.shape->name, job.picture(),
                            job.shape->panel.width_px / 2, job.shape->panel.height_px / 2) +
                "\n";
    const std::string hole = "/*cells*/[]";
    const auto at = page.find(hole);
    if (at == std::string::npos) return false;
    page.replace(at, hole.size(), list + "]");
    std::ofstream file(out / "index.html");
    file << page;
    return file.flush().good();
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App program("Every screen in every cell, as pictures and a page that shows them");
    Wishes wishes;
    program.add_option("--out", wishes.out, "the folder that it goes into");
    program.add_flag("--all", wishes.all, "each variant of a screen, not one of each");
    program.add_option("--screen", wishes.screens, "only this one, e.g. consent; more than one may be named");
    program.add_option("--language", wishes.languages, "only this one, e.g. ja");
    program.add_option("--size", wishes.sizes, "only this one, e.g. L");
    program.add_option("--theme", wishes.themes, "only this one, e.g. high_contrast_dark");
    program.add_option("--panel", wishes.panels, "only this one, e.g. compact");
    if (const auto end = command_line::read_or_end(program, argc, argv)) return *end;
    const auto jobs = jobs_of(wishes);
    fs::create_directories(wishes.out);
    if (jobs.empty() || !draw_all(jobs, wishes.out) || !write_page(jobs, wishes.out)) {
        fmt::print(stderr, "uketsuke-gallery: {}\n", jobs.empty() ? "nothing fits these words" : "not all was written");
        return 1;
    }
    fmt::print("{} pictures: {}\n", jobs.size(), (wishes.out / "index.html").string());
}
