// SPDX-License-Identifier: Apache-2.0
#include "publish.hpp"

#include <fmt/format.h>

#include "firmware/base/file.hpp"

namespace uketsuke::tools::eval {

namespace fs = std::filesystem;

base::Result<void> make_folder(const fs::path& folder) {
    std::error_code error;
    if (!folder.empty()) fs::create_directories(folder, error);
    if (!error) return {};
    return base::fail(base::ErrorCode::file_unreadable,
                      fmt::format("cannot make the folder {}: {}", folder.string(), error.message()));
}

base::Result<void> write_file(const fs::path& file, std::string_view content) {
    if (const auto made = make_folder(file.parent_path()); !made) return made;
    if (const auto written = base::replace_file(file, content); !written)
        return base::fail(written.error().code,
                          fmt::format("cannot write {}: {}", file.string(), written.error().detail));
    return {};
}

namespace {

/// A page around the place of a section: what stands before and after it.
struct Page {
    std::string before, after;
};

/// The place is between "<!-- NAME: begin" … and "<!-- NAME: end".
base::Result<Page> page_around(const fs::path& file, const std::string& name) {
    const auto page = base::read_file(file);
    if (!page) return base::fail(page.error());
    const auto begin = page->find(fmt::format("<!-- {}: begin", name));
    const auto first = begin == std::string::npos ? begin : page->find('\n', begin);
    const auto end = page->find(fmt::format("<!-- {}: end", name));
    if (first == std::string::npos || end == std::string::npos || end < first)
        return base::fail(base::ErrorCode::config_invalid,
                          fmt::format("{} has no section between {}: begin and {}: end", file.string(), name, name));
    return Page{page->substr(0, first + 1), page->substr(end)};
}

base::Result<void> publish_markdown(const Document& document, const Results& results) {
    const auto& [file, section] = std::tie(results.markdown, results.section);
    if (!file) return {};
    if (!section) return write_file(*file, as_markdown(document));
    const auto page = page_around(*file, *section);  // read again: a long run is over
    if (!page) return base::fail(page.error());
    return write_file(*file, fmt::format("{}\n{}\n{}", page->before, as_markdown(document), page->after));
}

}  // namespace

base::Result<void> outputs_ready(const Results& results, const Said& file) {
    for (const auto& one : {results.json, results.markdown, file})
        if (one)
            if (const auto made = make_folder(fs::path(*one).parent_path()); !made) return made;
    if (results.report)
        if (const auto made = make_folder(*results.report); !made) return made;
    if (!results.section) return {};
    const auto page = page_around(*results.markdown, *results.section);
    return page ? base::Result<void>() : base::fail(page.error());
}

base::Result<void> publish(const Document& document, const Results& results) {
    fmt::print("{}", as_text(document));
    if (const auto written = publish_markdown(document, results); !written) return written;
    if (!results.report) return {};
    const auto page = fs::path(*results.report) / "index.html";
    if (const auto written = write_file(page, as_html(document)); !written) return written;
    fmt::print("\nWith plots: {}\n", page.string());
    return {};
}

base::Result<std::shared_ptr<models::face::FaceModels>> load_models(const std::string& folder) {
    auto models = models::face::FaceModels::load(folder);
    if (!models)
        return base::fail(models.error().code,
                          fmt::format("the face models in {} cannot be used ({}); ./kiosk setup fetches them", folder,
                                      models.error().detail));
    return models;
}

std::string title_of(const Results& results, const fs::path& folder) {
    const auto path = folder.lexically_normal();
    const auto name = path.has_filename() ? path.filename() : path.parent_path().filename();
    return results.title.value_or(name.string());
}

}  // namespace uketsuke::tools::eval
