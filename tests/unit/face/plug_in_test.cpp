// SPDX-License-Identifier: Apache-2.0
// A second embedding by a manifest entry alone. It is the first one once more, under another name and fed in another
// way: so it needs no other file, and its scores are its own.
#include <fstream>

#include "models/face/pipeline.hpp"
#include "models/face/still.hpp"
#include "spoilt_folder.hpp"
#include "support.hpp"

using namespace uketsuke;
using namespace uketsuke::models::face;
using test::SpoiltFolder;
namespace fs = std::filesystem;
using Catch::Matchers::Contains;

namespace {

constexpr const char* kAgain = R"(
[source.mine]
licence = "as the first"
trained_on = "as the first"

[embedding.again]
source = "mine"
file = "again.onnx"
sha256 = "87aacdfe57510db2af90c0251df680e8eec88f122ee94712121d09bcaaaf3581"
input = [1, 3, 112, 112]
output = [[1, 512]]
output_name = "output"
colour = "rgb"
mean = [120.0, 125.0, 130.0]
scale = [0.007, 0.0075, 0.008]
metric = "cosine"
weight = 3.0
face = [[40.0, 50.0], [72.0, 50.0], [56.0, 70.0], [43.0, 90.0], [69.0, 90.0]]
flip = true
)";
constexpr const char* kWith = "measured_with = [\"87aacdfe\"]";

/// The first embedding and the second. The thresholds were measured with two, says the manifest.
struct TwoEmbeddings : SpoiltFolder {
    TwoEmbeddings() {
        fs::copy(path() / "fr_feature.onnx", path() / "again.onnx");
        add_to_manifest(kAgain);
        for (int point = 0; point < 2; ++point)
            replace_in_manifest(kWith, "measured_with = [\"87aacdfe57510db2\", \"87aacdfe5\"]");
    }
};

std::shared_ptr<FaceModels> load(const fs::path& folder) {
    auto models = FaceModels::load(folder);
    INFO((models ? "" : models.error().detail));
    REQUIRE(models);
    return *models;
}

double score(const std::shared_ptr<FaceModels>& models, const std::string& live, const std::string& chip) {
    StillFaces still(models);
    const auto one = still.enrol(test::image_of(test::portrait(live)), Role::live);
    const auto other = still.enrol(test::image_of(test::portrait(chip)), Role::portrait);
    REQUIRE((one && other));
    return StillFaces::score(*one, *other);
}

}  // namespace

TEST_CASE("several embeddings give the mean of their cosines by weight, each with its own feeding and centre") {
    const TwoEmbeddings both;
    SpoiltFolder again;  // the second alone
    again.replace_in_manifest("[embedding.fr_feature]", "[embedding.again]");
    again.replace_in_manifest("colour = \"bgr\"\nmean = 127.5\nscale = 0.0078125\nmetric",
                              "colour = \"rgb\"\nmean = [120.0, 125.0, 130.0]\nscale = [0.007, 0.0075, 0.008]\nmetric");
    again.replace_in_manifest(
        "[[38.2946, 51.6963], [73.5318, 51.5014], [56.0252, 71.7366], [41.5493, 92.3655], "
        "[70.7299, 92.2041]]",
        "[[40.0, 50.0], [72.0, 50.0], [56.0, 70.0], [43.0, 90.0], [69.0, 90.0]]");
    again.replace_in_manifest("flip = false", "flip = true");
    again.replace_in_manifest("centre = \"centre_east_asian_a.toml\"\n", "");
    const auto fused = load(both.path()), second = load(again.path());
    REQUIRE(fused->manifest().embeddings.size() == 2);
    CHECK(fused->manifest().embeddings[0].name == "again");  // the heaviest first
    CHECK(fused->manifest().embeddings[0].weight == Approx(0.75));
    const auto chip = GENERATE(as<std::string>(), "yuki.jp2", "taro.jp2");
    const double of_first = score(test::models(), "yuki_live.png", chip),
                 of_second = score(second, "yuki_live.png", chip);
    CHECK(std::abs(of_first - of_second) > 0.005);  // or the test would show nothing
    CHECK(score(fused, "yuki_live.png", chip) == Approx(0.75 * of_second + 0.25 * of_first).margin(1e-4));
}

TEST_CASE("an attempt with two embeddings matches the own chip photo only") {
    const TwoEmbeddings folder;
    FacePipeline pipeline(load(folder.path()));
    const auto attempt = pipeline.begin();
    ports::Observation seen;
    for (unsigned i = 0; i < 30 && !seen.enough; ++i)
        seen =
            attempt->observe(test::frame_of(test::seen(test::portrait("hanako.png"), {.scale = 0.65, .seed = i + 1})));
    const auto own = attempt->decide(test::image_of(test::portrait("hanako.jp2"))),
               other = attempt->decide(test::image_of(test::portrait("umeko.jp2")));
    REQUIRE((own && other));
    CHECK(own->decision == domain::FaceDecision::match);
    CHECK(other->decision == domain::FaceDecision::no_match);
}

TEST_CASE("a second embedding that is not as its entry says is refused before anybody comes") {
    TwoEmbeddings folder;
    SECTION("file missing") {
        fs::remove(folder.path() / "again.onnx");
        CHECK_THAT(folder.failure(), Contains("again.onnx cannot be read"));
    }
    SECTION("another file") {
        std::ofstream(folder.path() / "again.onnx", std::ios::app) << "x";
        CHECK_THAT(folder.failure(), Contains("again.onnx has SHA-256") && Contains("the manifest says 87aacdfe"));
    }
    SECTION("another shape") {
        folder.replace_in_manifest("output = [[1, 512]]\noutput_name", "output = [[1, 192]]\noutput_name");
        CHECK_THAT(folder.failure(), Contains("again.onnx gives [1, 512], the manifest says [1, 192]"));
    }
    SECTION("no such output") {
        folder.replace_in_manifest("\"output\"", "\"feature\"");
        CHECK_THAT(folder.failure(), Contains("again.onnx"));
    }
    SECTION("a key that is not known") {
        folder.replace_in_manifest("weight = 3.0", "weight = 3.0\nwieght = 3.0");
        CHECK_THAT(folder.failure(), Contains("there is no key 'embedding.again.wieght'"));
    }
    SECTION("a section that is not known") {
        folder.add_to_manifest("[embeding.third]\nfile = \"x\"\n");
        CHECK_THAT(folder.failure(), Contains("there is no table [embeding]"));
    }
    SECTION("no weight") {
        folder.replace_in_manifest("weight = 3.0", "weight = -1.0");
        CHECK_THAT(folder.failure(), Contains("'embedding.again.weight' is below 0"));
    }
    SECTION("two numbers for three channels") {
        folder.replace_in_manifest("mean = [120.0, 125.0, 130.0]", "mean = [120.0, 125.0]");
        CHECK_THAT(folder.failure(), Contains("'embedding.again.mean' is not a list of 3, each a number"));
    }
    SECTION("a source without a section, and so without a licence") {
        folder.replace_in_manifest("source = \"mine\"", "source = \"yours\"");
        CHECK_THAT(folder.failure(), Contains("'source' has no 'yours'; again.onnx names it"));
    }
}

TEST_CASE("a local manifest changes single keys, adds an embedding and leaves one out") {
    const SpoiltFolder folder;
    fs::copy(folder.path() / "fr_feature.onnx", folder.path() / "again.onnx");
    std::ofstream local(folder.path() / "manifest.local.toml");
    SECTION("it has its own and changes others") {
        local << kAgain << R"([embedding.fr_feature]
weight = 0.0
[operating_point.default]
threshold = 0.7)"
              << std::endl;
        const auto models = load(folder.path());
        REQUIRE(models->manifest().embeddings.size() == 1);
        CHECK(models->manifest().embeddings[0].name == "again");
        CHECK(models->manifest().threshold() == 0.7);
        CHECK(models->manifest().threshold("strict") == test::models()->manifest().threshold("strict"));
    }
    SECTION("what it says is looked at like the rest") {
        local << "[embedding.fr_feature]\nflop = true" << std::endl;
        CHECK_THAT(folder.failure(), Contains("manifest.local.toml:2:1: there is no key 'embedding.fr_feature.flop'"));
    }
    SECTION("nothing is left") {
        local << "[embedding.fr_feature]\nweight = 0.0" << std::endl;
        CHECK_THAT(folder.failure(), Contains("'embedding' has none with a weight"));
    }
    SECTION("it is no TOML") {
        local << "[embedding" << std::endl;
        CHECK_THAT(folder.failure(), Contains("manifest.local.toml:1:"));
    }
}

TEST_CASE("a threshold does not outlive a change of the embeddings") {
    SpoiltFolder folder;
    SECTION("one more") {
        fs::copy(folder.path() / "fr_feature.onnx", folder.path() / "again.onnx");
        folder.add_to_manifest(kAgain);
    }
    SECTION("another") { folder.replace_in_manifest(kWith, "measured_with = [\"d8ba40c0\"]"); }
    SECTION("too few digits to tell") { folder.replace_in_manifest(kWith, "measured_with = [\"87\"]"); }
    CHECK_THAT(folder.failure(), Contains("measured_with' does not name the embeddings of this manifest"));
}

TEST_CASE("the optional second centre that lies in the folder of models loads, and changes what is compared") {
    const SpoiltFolder folder;
    fs::copy_file(SOURCE_MODELS "/two_centres.toml", folder.path() / "manifest.local.toml");
    fs::copy_file(SOURCE_MODELS "/centre_general.toml", folder.path() / "centre_general.toml");
    const auto two = load(folder.path());
    CHECK(two->taken_off().at(0).sharpness == 5);
    CHECK(two->manifest().threshold() == Approx(0.435));
    CHECK(std::abs(score(two, "yuki_live.png", "yuki.jp2") - score(test::models(), "yuki_live.png", "yuki.jp2")) > 1e-3);
}
