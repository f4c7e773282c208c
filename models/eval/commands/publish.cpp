// SPDX-License-Identifier: Apache-2.0
#include "publish.hpp"

#include <fmt/format.h>

#include "firmware/base/file.hpp"

namespace uketsuke::models::eval {

namespace fs = std::filesystem;

std::vector<Option> with_common(std::vector<Option> own) {
    for (const auto* name : {"--models", "--title", "--json", "--markdown", "--section", "--report"})
        own.push_back({name});
    return own;
}

base::Result<void> make_folder(const fs::path& folder) {
    std::error_code error;
    if (!folder.empty()) fs::create_directories(folder, error);
    if (!error) return {};
    return base::fail(base::ErrorCode::file_unreadable,
                      fmt::format("cannot make the folder {}: {}", folder.string(), error.message()));
}

base::Result<void> write_file(const fs::path& file, std::string_view content) {
    if (const auto made = make_folder(file.parent_path()); !made) return made;
    return base::replace_file(file, content);
}

namespace {

/// The document's place in a page that is already there: between "<!-- NAME: begin" … and "<!-- NAME: end".
base::Result<void> replace_section(const fs::path& file, const std::string& name, const std::string& content) {
    const auto page = base::read_file(file);
    if (!page) return base::fail(page.error());
    const auto begin = page->find(fmt::format("<!-- {}: begin", name));
    const auto first = begin == std::string::npos ? begin : page->find('\n', begin);
    const auto end = page->find(fmt::format("<!-- {}: end", name));
    if (first == std::string::npos || end == std::string::npos || end < first)
        return base::fail(base::ErrorCode::config_invalid,
                          fmt::format("{} has no section between {}: begin and {}: end", file.string(), name, name));
    return base::replace_file(file, page->substr(0, first + 1) + "\n" + content + "\n" + page->substr(end));
}

base::Result<void> publish_markdown(const Document& document, const Arguments& arguments) {
    const auto file = arguments.value("--markdown");
    if (!file) return {};
    const auto section = arguments.value("--section");
    return section ? replace_section(*file, *section, as_markdown(document)) : write_file(*file, as_markdown(document));
}

}  // namespace

base::Result<void> publish(const Document& document, const Arguments& arguments) {
    fmt::print("{}", as_text(document));
    if (const auto written = publish_markdown(document, arguments); !written) return written;
    if (const auto folder = arguments.value("--report"))
        return write_file(fs::path(*folder) / "index.html", as_html(document));
    return {};
}

base::Result<std::shared_ptr<face::FaceModels>> load_models(const Arguments& arguments) {
    return load_models_of(arguments.value_or("--models", kModels));
}

base::Result<std::shared_ptr<face::FaceModels>> load_models_of(const std::string& folder) {
    auto models = face::FaceModels::load(folder);
    if (!models)
        return base::fail(models.error().code,
                          fmt::format("the face models in {} cannot be used ({}); ./kiosk setup fetches them", folder,
                                      models.error().detail));
    return models;
}

std::string title_of(const Arguments& arguments, const fs::path& folder) {
    const auto path = folder.lexically_normal();
    const auto name = path.has_filename() ? path.filename() : path.parent_path().filename();
    return arguments.value_or("--title", name.string());
}

}  // namespace uketsuke::models::eval
