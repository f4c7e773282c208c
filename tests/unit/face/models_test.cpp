// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "models/face/manifest.hpp"
#include "spoilt_folder.hpp"
#include "support.hpp"

using namespace uketsuke;
using namespace uketsuke::models::face;
using test::SpoiltFolder;
namespace fs = std::filesystem;
using Catch::Matchers::Contains;

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
        CHECK_THAT(folder.failure(), Contains("'operating_point.default.threshold' is missing"));
    }
    SECTION("colour") {
        folder.replace_in_manifest("colour = \"bgr\"", "colour = \"cmyk\"");
        CHECK_THAT(folder.failure(), Contains("'embedding.fr_feature.colour' is none of its words"));
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
        CHECK_THAT(folder.failure(), Contains("centre_east_asian_a.toml:5:10: 'values' is not a list, each a number"));
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
    SECTION("a second one is named and not there, has no sharpness, or is read and taken off") {
        folder.replace_in_manifest("centre = \"centre_east_asian_a.toml\"\n",
                                   "centre = \"centre_east_asian_a.toml\"\nsecond_centre = \"more.toml\"\n");
        CHECK_THAT(folder.failure(), Contains("sharpness"));
        folder.replace_in_manifest("second_centre", "sharpness = 7.0\nsecond_centre");
        CHECK_THAT(folder.failure(), Contains("more.toml"));
        centre->values.front() += 1;
        REQUIRE(write_centre(folder.path() / "more.toml", *centre));
        const auto loaded = FaceModels::load(folder.path());
        REQUIRE(loaded);
        CHECK((*loaded)->taken_off().at(0).second == (*loaded)->second_centres().at(0).values);
        CHECK((*loaded)->taken_off().at(0).sharpness == 7);
        CHECK((*loaded)->taken_off().at(0).second != (*loaded)->taken_off().at(0).centre);
    }
    SECTION("none is named") {
        folder.replace_in_manifest("centre = \"centre_east_asian_a.toml\"\n", "");
        fs::remove(file);
        const auto loaded = FaceModels::load(folder.path());
        REQUIRE(loaded);
        CHECK((*loaded)->centres().at(0).values.empty());
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
    const std::vector<TakenOff> centre{{{0.5F, 0.0F}}};
    const Layout one{{2, 1}};
    CHECK(centred(right, centre, one).cosine(right) == Approx(1));
    CHECK(centred(up, centre, one).cosine(up) == Approx(1 / std::sqrt(1.25)));
    CHECK(centred(up, {}, one).cosine(up) == Approx(1));
}

TEST_CASE("of two centres a face loses its own mixture: more of the one that it is nearer to, the sharper the more") {
    const Template right(std::array{1.0F, 0.0F}), up(std::array{0.0F, 1.0F}), between(std::array{1.0F, 1.0F});
    const Layout one{{2, 1}};
    const auto with = [](double sharpness) { return std::vector<TakenOff>{{{0.5F, 0.0F}, {0.0F, 0.25F}, sharpness}}; };
    const auto left_of = [&](const Template& face, double sharpness) {
        const auto rest = centred(face, with(sharpness), one);
        return std::atan2(rest.values()[1], rest.values()[0]);
    };
    CHECK(left_of(right, 0) == Approx(std::atan2(-0.125, 0.75)));  // half of each
    CHECK(left_of(right, 1000) == Approx(0).margin(1e-6));         // its own alone
    CHECK(left_of(up, 1000) == Approx(std::atan2(0.75, 0.0)));
    CHECK(left_of(between, 1000) == Approx(left_of(between, 0)));  // as near to both
    const double nearer = 1 / (1 + std::exp(-2.0));
    CHECK(left_of(right, 2) == Approx(std::atan2(-0.25 * (1 - nearer), 1 - 0.5 * nearer)));
}

TEST_CASE("templates of two networks in a row compare by the weighted mean of their cosines") {
    const Layout layout{{2, 0.75}, {3, 0.25}};
    const auto row = [&](std::array<float, 2> first, std::array<float, 3> second) {
        const std::array parts{Template(first), Template(second)};
        return Template::joined(parts, layout);
    };
    const auto one = row({1, 0}, {0, 0, 1}), other = row({1, 1}, {0, 3, 4});
    CHECK(one.cosine(one) == Approx(1));
    CHECK(one.cosine(other) == Approx(0.75 * std::sqrt(0.5) + 0.25 * 0.8));
    CHECK(other.first(layout).cosine(Template(std::array{1.0F, 1.0F})) == Approx(1));
    CHECK(row({0, 0}, {0, 0, 1}).empty());  // a network that says nothing

    SECTION("each part loses its own network's centre, whatever the other's") {
        const std::vector<TakenOff> taken{{{0.5F, 0}}, {}};
        const auto less = centred(other, taken, layout);
        const auto by_hand =
            row({static_cast<float>(std::sqrt(0.5)) - 0.5F, static_cast<float>(std::sqrt(0.5))}, {0, 3, 4});
        CHECK(less.cosine(by_hand) == Approx(1));
        CHECK(part_of(other.values(), layout, 1) == std::vector<float>{0, 0.6F, 0.8F});
    }
    SECTION("a mean of frames is brought to the networks' weights again") {
        const auto second = row({0, 1}, {0, 0, 1});
        const std::array<const Template*, 2> frames{&one, &second};
        const auto mean = centred(Template::mean_of(frames), {}, layout);
        CHECK(mean.cosine(row({1, 1}, {0, 0, 1})) == Approx(1));
    }
}

TEST_CASE("a look is doubtful from somewhere between nothing and sure, and never where the manifest does not say") {
    for (const auto* wrong : {"doubtful_from = 0\n", "doubtful_from = 0.51\n"}) {
        SpoiltFolder folder;
        folder.replace_in_manifest("doubtful_from = 0.05\n", wrong);
        CHECK_THAT(folder.failure(), Contains("doubtful_from"));
    }
    SpoiltFolder folder;
    folder.replace_in_manifest("doubtful_from = 0.05\n", "");
    const auto without = FaceModels::load(folder.path());
    REQUIRE(without);
    CHECK((*without)->manifest().presentation.doubtful_from == (*without)->manifest().liveness.threshold);
}

TEST_CASE("the manifest that set-up put beside the models is the repository's") {
    std::stringstream here, there;
    here << std::ifstream(MANIFEST).rdbuf();
    there << std::ifstream(MODELS_DIR "/manifest.toml").rdbuf();
    INFO("run ./kiosk setup");
    CHECK(here.str() == there.str());
}
