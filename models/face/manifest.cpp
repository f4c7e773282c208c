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
    Section(const toml::table& table, std::string_view name) : Section(table[name], name) {}
    Section(toml::node_view<const toml::node> node, std::string_view name) : table_(node), name_(name) {
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
    void points(std::string_view key, FacePlaces& into) {
        const auto* list = table_[key].as_array();
        if (list == nullptr || list->size() != into.size()) return complain(key, "is no list of five points");
        for (std::size_t i = 0; i < into.size(); ++i) {
            const auto* point = list->get(i)->as_array();
            if (point == nullptr || point->size() != 2) return complain(key, "is no list of five points");
            for (std::size_t axis = 0; axis < 2; ++axis) into[i][axis] = point->get(axis)->value_or(0.0F);
        }
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
    [[nodiscard]] toml::node_view<const toml::node> operator[](std::string_view key) const { return table_[key]; }

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

std::string read_spec(Section section, bool decides, ModelSpec& spec) {
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

std::string read_operating_points(Section section, EmbeddingSpec& spec) {
    const auto* list = section["operating_point"].as_table();
    if (list == nullptr || !list->contains("default")) section.complain("operating_point.default", "is missing");
    if (!section.problem().empty()) return section.problem();
    for (const auto& [name, node] : *list) {
        Section point(toml::node_view<const toml::node>(node),
                      "embedding.operating_point." + std::string(std::string_view(name)));
        auto& read = spec.operating_points[std::string(std::string_view(name))];
        point.read("threshold", read.threshold);
        point.read("false_match_rate", read.false_match_rate);
        point.read("measured_on", read.measured_on);
        if (!point.problem().empty()) return point.problem();
    }
    return {};
}

std::string read_embedding(Section section, EmbeddingSpec& spec) {
    if (auto problem = read_spec(section, false, spec); !problem.empty()) return problem;
    std::string metric;
    section.points("face", spec.face);
    section.read("flip", spec.flip);
    section.read("metric", metric);
    if (metric != "cosine") section.complain("metric", "is not cosine");
    if (section["centre"]) section.read("centre", spec.centre);
    if (!section.problem().empty()) return section.problem();
    return read_operating_points(section, spec);
}

std::string read_presentation(Section section, PresentationSpec& spec) {
    section.read("moire_weight", spec.moire_weight);
    section.read("frame_weight", spec.frame_weight);
    return section.problem();
}

}  // namespace

double Manifest::threshold(const std::string& operating_point) const {
    const auto found = embedding.operating_points.find(operating_point);
    return (found == embedding.operating_points.end() ? embedding.operating_points.at("default") : found->second)
        .threshold;
}

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
    for (auto problem : {read_spec({table, "detector"}, true, manifest.detector),
                         read_spec({table, "landmarks"}, false, manifest.landmarks),
                         read_embedding({table, "embedding"}, manifest.embedding),
                         read_spec({table, "liveness"}, true, manifest.liveness),
                         read_presentation({table, "presentation"}, manifest.presentation)})
        if (!problem.empty()) return base::fail(ErrorCode::model_invalid, file.string() + ": " + problem);
    return manifest;
}

}  // namespace uketsuke::models::face
