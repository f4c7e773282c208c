// SPDX-License-Identifier: Apache-2.0
#include "manifest.hpp"

#include <fmt/format.h>

#include <toml++/toml.h>
#include <algorithm>

namespace uketsuke::models::face {
namespace {

using base::ErrorCode;

/// Reads one section and remembers the first thing that is wrong.
class Section {
public:
    Section(const toml::table& table, std::string_view name) : table_(table[name]), name_(name) {
        if (!table_.is_table()) complain("", "the section is missing");
    }
    template <class T>
    void read(std::string_view key, T& into) {
        if (const auto value = table_[key].value<T>())
            into = *value;
        else
            complain(key, "is missing or of the wrong type");
    }
    void shape(std::string_view key, std::vector<int>& into) { into = shape_of(key, table_[key].as_array()); }
    void shapes(std::string_view key, std::vector<std::vector<int>>& into) {
        const auto* list = table_[key].as_array();
        if (list == nullptr) return complain(key, "is no list of shapes");
        for (const auto& one : *list) into.push_back(shape_of(key, one.as_array()));
    }
    void colour(Colour& into) {
        std::string word;
        read("colour", word);
        if (word == "grey")
            into = Colour::grey;
        else if (word == "rgb")
            into = Colour::rgb;
        else if (word == "bgr")
            into = Colour::bgr;
        else
            complain("colour", "is not grey, rgb or bgr");
    }
    void complain(std::string_view key, std::string_view what) {
        if (problem_.empty()) problem_ = fmt::format("[{}] {}: {}", name_, key, what);
    }
    [[nodiscard]] const std::string& problem() const { return problem_; }

private:
    std::vector<int> shape_of(std::string_view key, const toml::array* list) {
        std::vector<int> shape;
        if (list != nullptr)
            for (const auto& size : *list) shape.push_back(size.value_or(0));
        if (shape.empty() || std::find_if(shape.begin(), shape.end(), [](int n) { return n < 1; }) != shape.end())
            complain(key, "is no shape");
        return shape;
    }

    toml::node_view<const toml::node> table_;
    std::string name_, problem_;
};

std::string read_spec(const toml::table& table, std::string_view name, bool decides, ModelSpec& spec) {
    Section section(table, name);
    section.read("file", spec.file);
    section.read("sha256", spec.sha256);
    section.shape("input", spec.input);
    section.shapes("output", spec.output);
    section.colour(spec.colour);
    section.read("mean", spec.mean);
    section.read("scale", spec.scale);
    if (decides) section.read("threshold", spec.threshold);
    const int channels = spec.colour == Colour::grey ? 1 : 3;
    if (spec.input.size() != 4 || spec.input[0] != 1 || spec.input[1] != channels)
        section.complain("input", "is not [1, channels of the colour, height, width]");
    return section.problem();
}

}  // namespace

base::Result<Manifest> load_manifest(const std::filesystem::path& file) {
    if (!std::filesystem::exists(file))
        return base::fail(ErrorCode::model_invalid, file.string() + " is missing: run ./kiosk setup");
    toml::table table;
    try {
        table = toml::parse_file(file.string());
    } catch (const toml::parse_error& error) {
        return base::fail(ErrorCode::model_invalid,
                          fmt::format("{}:{}: {}", file.string(), error.source().begin.line, error.description()));
    }
    Manifest manifest;
    for (auto problem : {read_spec(table, "detector", true, manifest.detector),
                         read_spec(table, "landmarks", false, manifest.landmarks),
                         read_spec(table, "embedding", true, manifest.embedding),
                         read_spec(table, "liveness", true, manifest.liveness)})
        if (!problem.empty()) return base::fail(ErrorCode::model_invalid, file.string() + ": " + problem);
    return manifest;
}

}  // namespace uketsuke::models::face
