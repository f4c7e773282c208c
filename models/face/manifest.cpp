// SPDX-License-Identifier: Apache-2.0
#include "manifest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "models/network/manifest_file.hpp"

namespace uketsuke::models::face {
namespace {

using base::ErrorCode;
using toml_reader::Section;

constexpr std::size_t kDigits = 8;  ///< of a SHA-256 in hexadecimal, that tell one network from another

/// The keys of models/provision, which the firmware does not need but must know.
void pass_over(Section& section, std::initializer_list<std::string_view> keys) {
    std::string unused;
    for (const auto key : keys) section.read_if_there(key, unused);
}

void read_source(Section section, Source& source) {
    pass_over(section, {"npm", "version", "sha256"});
    section.read("licence", source.licence);
    section.read("trained_on", source.trained_on);
    section.end();
}

constexpr std::array<std::pair<std::string_view, Colour>, 3> kColours{
    {{"grey", Colour::grey}, {"rgb", Colour::rgb}, {"bgr", Colour::bgr}}};

/// One number for all three, or three.
void read_by_channel(Section& section, std::string_view key, std::array<double, 3>& into) {
    if (section.is_list(key)) return section.read(key, into);
    section.read(key, into[0]);
    into.fill(into[0]);
}

bool is_shape(const std::vector<int>& sizes) {
    return std::all_of(sizes.begin(), sizes.end(), [](int n) { return n > 0; });
}

void read_shapes(Section& section, ModelSpec& spec) {
    section.read("input", spec.input);
    section.read("output", spec.output);
    const int channels = spec.colour == Colour::grey ? 1 : 3;
    if (!is_shape(spec.input) || spec.input.size() != 4 || spec.input[0] != 1 || spec.input[1] != channels)
        section.complain("input", "is not [1, channels of the colour, height, width]");
    if (!std::all_of(spec.output.begin(), spec.output.end(), is_shape)) section.complain("output", "is no shape");
    if (!spec.output_name.empty() && spec.output.size() != 1)
        section.complain("output", "is not the one shape of the output that is named");
}

void read_spec(Section& section, ModelSpec& spec) {
    section.read("source", spec.source);
    pass_over(section, {"path", "path_sha256"});
    section.read("file", spec.file);
    section.read("sha256", spec.sha256);
    section.read_if_there("output_name", spec.output_name);
    section.read_word("colour", kColours, spec.colour);
    read_by_channel(section, "mean", spec.mean);
    read_by_channel(section, "scale", spec.scale);
    read_shapes(section, spec);
}

void read_landmarks(Section section, ModelSpec& spec) {
    read_spec(section, spec);
    section.end();
}

void read_deciding(Section section, ModelSpec& spec) {
    read_spec(section, spec);
    section.read("threshold", spec.threshold);
    pass_over(section, {"threshold_measured_on"});
    section.end();
}

void read_embedding(Section section, EmbeddingSpec& spec) {
    read_spec(section, spec);
    std::string metric;
    section.read("metric", metric);
    if (metric != "cosine") section.complain("metric", "is not cosine");
    section.read("weight", spec.weight);
    if (!(spec.weight >= 0)) section.complain("weight", "is below 0");
    section.read("face", spec.face);
    section.read("flip", spec.flip);
    section.read_if_there("centre", spec.centre);
    section.read_if_there("second_centre", spec.second_centre);
    if (!spec.second_centre.empty()) section.read("sharpness", spec.sharpness);
    if (!spec.second_centre.empty() && spec.centre.empty()) section.complain("second_centre", "has no first one");
    section.end();
}

void read_embeddings(Section& file, std::vector<EmbeddingSpec>& embeddings) {
    for (auto& [name, section] : file.section("embedding").sections()) {
        embeddings.emplace_back().name = name;
        read_embedding(std::move(section), embeddings.back());
    }
    embeddings.erase(
        std::remove_if(embeddings.begin(), embeddings.end(), [](const EmbeddingSpec& one) { return one.weight == 0; }),
        embeddings.end());
    if (embeddings.empty()) file.complain("embedding", "has none with a weight");
    const double all = std::accumulate(embeddings.begin(), embeddings.end(), 0.0,
                                       [](double sum, const EmbeddingSpec& one) { return sum + one.weight; });
    for (auto& one : embeddings) one.weight /= all;
    std::stable_sort(embeddings.begin(), embeddings.end(),
                     [](const EmbeddingSpec& a, const EmbeddingSpec& b) { return a.weight > b.weight; });
}

/// A threshold belongs to the networks whose scores it was measured on.
bool measured_with(const std::vector<std::string>& digests, const std::vector<EmbeddingSpec>& embeddings) {
    return digests.size() == embeddings.size() &&
           std::all_of(embeddings.begin(), embeddings.end(), [&](const EmbeddingSpec& embedding) {
               return std::any_of(digests.begin(), digests.end(), [&](const std::string& digest) {
                   return digest.size() >= kDigits && embedding.sha256.compare(0, digest.size(), digest) == 0;
               });
           });
}

void read_operating_points(Section& file, Manifest& manifest) {
    for (auto& [name, section] : file.section("operating_point").sections()) {
        auto& point = manifest.operating_points[name];
        section.read("threshold", point.threshold);
        section.read("false_match_rate", point.false_match_rate);
        section.read("measured_on", point.measured_on);
        section.read("measured_with", point.measured_with);
        if (!measured_with(point.measured_with, manifest.embeddings))
            section.complain("measured_with", "does not name the embeddings of this manifest: measure again");
        section.end();
    }
    if (manifest.operating_points.count("default") == 0) file.complain("operating_point", "has no default");
}

void read_presentation(Section section, double sure_from, PresentationSpec& spec) {
    section.read("moire_weight", spec.moire_weight);
    section.read("frame_weight", spec.frame_weight);
    spec.doubtful_from = sure_from;
    section.read_if_there("doubtful_from", spec.doubtful_from);
    pass_over(section, {"doubtful_measured_on"});
    if (!(spec.doubtful_from > 0 && spec.doubtful_from <= sure_from))
        section.complain("doubtful_from", "is not above 0 and at most the liveness threshold");
    section.end();
}

void check_sources(Section& file, const Manifest& manifest) {
    const auto check = [&](const ModelSpec& spec) {
        if (manifest.sources.count(spec.source) == 0)
            file.complain("source", fmt::format("has no '{}'; {} names it", spec.source, spec.file));
    };
    for (const auto* spec : {&manifest.detector, &manifest.landmarks, &manifest.liveness}) check(*spec);
    for (const auto& spec : manifest.embeddings) check(spec);
}

Manifest read_all(Section file) {
    Manifest manifest;
    for (auto& [name, section] : file.section("source").sections())
        read_source(std::move(section), manifest.sources[name]);
    read_deciding(file.section("detector"), manifest.detector);
    read_landmarks(file.section("landmarks"), manifest.landmarks);
    read_embeddings(file, manifest.embeddings);
    read_operating_points(file, manifest);
    read_deciding(file.section("liveness"), manifest.liveness);
    read_presentation(file.section("presentation"), manifest.liveness.threshold, manifest.presentation);
    check_sources(file, manifest);
    file.leave("digits");  // drivers/card_front reads them
    file.end();
    return manifest;
}

}  // namespace

double Manifest::threshold(const std::string& operating_point) const {
    const auto found = operating_points.find(operating_point);
    return (found == operating_points.end() ? operating_points.at("default") : found->second).threshold;
}

base::Result<Manifest> load_manifest(const std::filesystem::path& file) {
    auto parsed = network::read_manifest(file);
    if (!parsed) return base::fail(parsed.error());
    auto manifest = read_all(parsed->root());
    if (auto right = parsed->judge(); !right) return base::fail(right.error());
    return manifest;
}

}  // namespace uketsuke::models::face
