// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "models/face/manifest.hpp"
#include "support.hpp"

using namespace uketsuke;
using namespace uketsuke::models::face;
namespace fs = std::filesystem;
using Catch::Matchers::Contains;

namespace {

/// A copy of the models that a test may spoil.
class SpoiltFolder {
public:
    SpoiltFolder() : path_(fs::temp_directory_path() / ("uketsuke_models_" + std::to_string(::getpid()))) {
        test::models();  // says what to do when there is nothing to copy
        fs::remove_all(path_);
        fs::copy(MODELS_DIR, path_);
    }
    ~SpoiltFolder() { fs::remove_all(path_); }
    SpoiltFolder(const SpoiltFolder&) = delete;
    SpoiltFolder& operator=(const SpoiltFolder&) = delete;

    void replace_in_manifest(const std::string& text, const std::string& by) {
        std::stringstream content;
        content << std::ifstream(path_ / "manifest.toml").rdbuf();
        auto manifest = content.str();
        const auto at = manifest.find(text);
        REQUIRE(at != std::string::npos);
        manifest.replace(at, text.size(), by);
        std::ofstream(path_ / "manifest.toml") << manifest;
    }
    [[nodiscard]] std::string failure() const {
        const auto loaded = FaceModels::load(path_);
        REQUIRE_FALSE(loaded);
        CHECK(loaded.error().code == base::ErrorCode::model_invalid);
        return loaded.error().detail;
    }
    [[nodiscard]] const fs::path& path() const { return path_; }

private:
    fs::path path_;
};

}  // namespace

TEST_CASE("a model with one flipped bit is refused") {
    const SpoiltFolder folder;
    const auto file = folder.path() / "fr_feature.onnx";
    {
        std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
        stream.seekg(1'000'000);
        const char byte = static_cast<char>(stream.get() ^ 1);
        stream.seekp(1'000'000);
        stream.put(byte);
    }
    CHECK_THAT(folder.failure(), Contains("fr_feature.onnx has SHA-256") && Contains("the manifest says 87aacdfe"));
}

TEST_CASE("a missing model is named, with what to do") {
    const SpoiltFolder folder;
    fs::remove(folder.path() / "fr_liveness.onnx");
    CHECK_THAT(folder.failure(), Contains("fr_liveness.onnx cannot be read: run ./kiosk setup"));
    fs::remove(folder.path() / "manifest.toml");
    CHECK_THAT(folder.failure(), Contains("manifest.toml is missing"));
}

TEST_CASE("a network of another shape than the manifest's is refused") {
    SpoiltFolder folder;
    SECTION("output") {
        folder.replace_in_manifest("[[1, 512]]", "[[1, 128]]");
        CHECK_THAT(folder.failure(), Contains("fr_feature.onnx gives [1, 512], the manifest says [1, 128]"));
    }
    SECTION("input") {
        folder.replace_in_manifest("[1, 3, 240, 320]", "[1, 3, 256, 320]");
        CHECK_THAT(folder.failure(), Contains("fr_detect.onnx"));
    }
}

TEST_CASE("a file with the right checksum that is no network is refused") {
    SpoiltFolder folder;
    std::ofstream(folder.path() / "fr_landmark.onnx") << "hello";
    folder.replace_in_manifest("f10b0ba1d2a8a099adefede1ebf3733e44fe370715e7303dbeb7f59c02142258",
                               "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
    CHECK_THAT(folder.failure(), Contains("fr_landmark.onnx"));
}

TEST_CASE("a manifest with a missing or wrong key names section and key") {
    SpoiltFolder folder;
    SECTION("threshold") {
        folder.replace_in_manifest("threshold = 0.455\n", "");
        CHECK_THAT(folder.failure(), Contains("[embedding.operating_point.default] threshold: is missing"));
    }
    SECTION("colour") {
        folder.replace_in_manifest("colour = \"bgr\"", "colour = \"cmyk\"");
        CHECK_THAT(folder.failure(), Contains("[embedding] colour"));
    }
    SECTION("no TOML") {
        folder.replace_in_manifest("[detector]", "[detector");
        CHECK_THAT(folder.failure(), Contains("manifest.toml:"));
    }
}

TEST_CASE("a centre that is missing, broken or of another network is refused") {
    SpoiltFolder folder;
    const auto file = folder.path() / "centre_east_asian_a.toml";
    auto centre = read_centre(file);
    REQUIRE(centre);
    SECTION("missing") {
        fs::remove(file);
        CHECK_THAT(folder.failure(), Contains("centre_east_asian_a.toml"));
    }
    SECTION("no numbers") {
        std::ofstream(file) << "model_sha256 = \"x\"\nsource = \"y\"\npeople = 30\nimages = 30\nvalues = [\"z\"]\n";
        CHECK_THAT(folder.failure(), Contains("values is missing or wrong"));
    }
    SECTION("of another network") {
        centre->model_sha256 = std::string(64, '0');
        REQUIRE(write_centre(file, *centre));
        CHECK_THAT(folder.failure(), Contains("is for model 0000") && Contains("compute it again or name none"));
    }
    SECTION("of another length") {
        centre->values.resize(128);
        REQUIRE(write_centre(file, *centre));
        CHECK_THAT(folder.failure(), Contains("128 numbers"));
    }
    SECTION("none is named") {
        folder.replace_in_manifest("centre = \"centre_east_asian_a.toml\"\n", "");
        fs::remove(file);
        const auto loaded = FaceModels::load(folder.path());
        REQUIRE(loaded);
        CHECK((*loaded)->centre().values.empty());
    }
}

TEST_CASE("a centre is written as it is read, and never one of a few people") {
    const SpoiltFolder folder;
    const auto file = folder.path() / "mine.toml";
    Centre centre{"abc", true, "a \"quoted\" source", 30, 61, {0.25F, -0.5F}};
    REQUIRE(write_centre(file, centre));
    const auto read = read_centre(file);
    REQUIRE(read);
    CHECK(read->model_sha256 == "abc");
    CHECK(read->flip);
    CHECK(read->source == "a  quoted  source");
    CHECK((read->people == 30 && read->images == 61));
    CHECK(read->values == centre.values);
    centre.people = 29;
    const auto refused = write_centre(file, centre);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == base::ErrorCode::model_invalid);
}

TEST_CASE("in a centre every person weighs the same, and what is left has length one") {
    const Template right(std::array{1.0F, 0.0F}), up(std::array{0.0F, 1.0F});
    const std::vector<PersonTemplates> people{{&right, &right, &right}, {&up}};
    CHECK(mean_of_people(people) == std::vector<float>{0.5F, 0.5F});
    CHECK(mean_of_people({}).empty());
    const std::array centre{0.5F, 0.0F};
    CHECK(centred(right, centre).cosine(right) == Approx(1));
    CHECK(centred(up, centre).cosine(up) == Approx(1 / std::sqrt(1.25)));
    CHECK(centred(up, {}).cosine(up) == Approx(1));
}

TEST_CASE("the manifest that set-up put beside the models is the repository's") {
    std::stringstream here, there;
    here << std::ifstream(MANIFEST).rdbuf();
    there << std::ifstream(MODELS_DIR "/manifest.toml").rdbuf();
    INFO("run ./kiosk setup");
    CHECK(here.str() == there.str());
}
