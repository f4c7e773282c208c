// SPDX-License-Identifier: Apache-2.0
// uketsuke-eval as it is called, on a small set made of the shipped portraits. Its genuine pairs are *synthetic*:
// copies of one photograph in another light or size. They show that the program counts right, and say nothing about
// people.
#include <fmt/format.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <opencv2/videoio.hpp>

#include "firmware/base/file.hpp"
#include "models/face/centre.hpp"
#include "models/face/pipeline.hpp"
#include "tests/support/patience.hpp"
#include "tools/eval/commands/commands.hpp"
#include "tools/eval/measure/card_photo.hpp"
#include "tools/eval/measure/picture_file.hpp"
#include "tools/eval/presentations/presentations.hpp"

namespace fs = std::filesystem;
using namespace uketsuke;
using namespace uketsuke::tools::eval;

namespace {

constexpr const char* kPeople[] = {"hanako", "taro", "umeko", "yuki"};

/// A folder DIR/person/person_0001.png …, removed with the object.
class SyntheticSet {
public:
    SyntheticSet() : root_(fs::temp_directory_path() / ("uketsuke_eval_" + std::to_string(::getpid()))) {
        fs::remove_all(root_);
        for (const std::string person : kPeople) {
            const cv::Mat portrait = cv::imread(std::string(PORTRAITS_DIR "/") + person + ".png");
            INFO(person << " is not in " PORTRAITS_DIR ": run ./kiosk setup, then configure and build again");
            REQUIRE_FALSE(portrait.empty());
            cv::Mat darker = portrait * 0.7, smaller;
            cv::resize(portrait, smaller, {}, 0.5, 0.5, cv::INTER_AREA);
            put(person, 1, portrait);
            put(person, 2, darker);
            put(person, 3, smaller);
        }
    }
    ~SyntheticSet() { fs::remove_all(root_); }
    SyntheticSet(const SyntheticSet&) = delete;
    SyntheticSet& operator=(const SyntheticSet&) = delete;

    [[nodiscard]] std::string path(const std::string& file = {}) const { return (root_ / file).string(); }
    [[nodiscard]] std::string pictures() const { return path("pictures"); }
    std::string write(const std::string& file, const std::string& text) const {
        std::ofstream(root_ / file) << text;
        return path(file);
    }
    void put(const std::string& person, int number, const cv::Mat& picture) const {
        fs::create_directories(root_ / "pictures" / person);
        // The list calls them jpg: OpenCV looks at the content and not at the name.
        std::vector<unsigned char> bytes;
        cv::imencode(".png", picture, bytes);
        const auto name = fmt::format("{}_{:04}.jpg", fs::path(person).filename().string(), number);
        std::ofstream file(root_ / "pictures" / person / name, std::ios::binary);
        file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    }

private:
    fs::path root_;
};

/// Runs with the models of this tree.
int eval(Words words) {
    words.insert(words.end(), {"--models", MODELS_DIR});
    return run(words);
}

nlohmann::json json_in(const std::string& file) {
    const auto text = base::read_file(file);
    REQUIRE(text);
    return nlohmann::json::parse(*text);
}

std::string text_in(const std::string& file) {
    const auto text = base::read_file(file);
    REQUIRE(text);
    return *text;
}

constexpr const char* kPairs =
    "2\t2\nhanako\t1\t2\ntaro\t1\t3\nhanako\t1\ttaro\t1\ntaro\t2\tumeko\t1\n"
    "umeko\t1\t2\nyuki\t1\t3\numeko\t1\tyuki\t1\nyuki\t2\thanako\t1\n";

}  // namespace

TEST_CASE("verify: pairs in folds, all synthetic copies are matched and all four people are told apart") {
    const SyntheticSet set;
    const auto pairs = set.write("pairs.txt", kPairs), group = set.write("two.txt", "hanako\ntaro\n");
    REQUIRE(
        eval({"verify", "--images", set.pictures(), "--pairs", pairs, "--group", group, "--recipe", "both", "--title",
              "Synthetic", "--json", set.path("out/verify.json"), "--markdown", set.path("out/verify.md"), "--report",
              set.path("out/report"), "--save-scores", set.path("out/scores.tsv")}) == kDone);
    const auto json = json_in(set.path("out/verify.json"));
    CHECK(json["accuracy"] == 1.0);
    CHECK(json["failures_to_enrol"] == 0);
    CHECK(json["operating_points"][0]["name"] == "default");
    CHECK(json["operating_points"][0]["genuine"] == 4);
    CHECK(json["operating_points"][0]["impostors"] == 4);
    CHECK(json["operating_points"][0]["fnmr"] == 0.0);
    CHECK(json["operating_points"][0]["fmr"] == 0.0);
    CHECK(json["operating_points"][0]["fmr_upper95"] == 0.75);
    CHECK(json["groups"][0]["name"] == "two");
    CHECK(json["groups"][0]["impostors"] == 1);
    CHECK(fs::file_size(set.path("out/report/index.html")) > 1000);
    CHECK_FALSE(cv::imread(set.path("out/report/worst_pairs.png")).empty());
    const auto markdown = text_in(set.path("out/verify.md"));
    CHECK(markdown.find("## Synthetic") == 0);
    CHECK(markdown.find(set.path()) == std::string::npos);

    SECTION("the saved scores give the same figures again") {
        REQUIRE(eval({"verify", "--scores", set.path("out/scores.tsv"), "--json", set.path("out/again.json"), "--at",
                      fmt::format("default={}", json["operating_points"][0]["threshold"].get<double>())}) == kDone);
        const auto again = json_in(set.path("out/again.json"));
        CHECK(again["accuracy"] == json["accuracy"]);
        CHECK(again["operating_points"][0]["fmr_upper95"] == json["operating_points"][0]["fmr_upper95"]);
    }
    SECTION("so few comparisons show no rate: the claim is refused") {
        CHECK(run({"claim", "fmr<=1e-4@fnmr<=0.03", "--scores", set.path("out/scores.tsv"), "--at", "0.4"}) == kTooFew);
        CHECK(run({"claim", "fmr<=0.9", "--scores", set.path("out/scores.tsv"), "--at", "0.4"}) == kDone);
        CHECK(run({"claim", "fmr<=0.2", "--scores", set.path("out/scores.tsv"), "--at=-1"}) == kDoesNotHold);
        CHECK(run({"claim", "fmr<=0.2", "--scores", set.path("out/scores.tsv"), "--at", "-1"}) == kDoesNotHold);
    }
}

TEST_CASE("verify: every picture against every other person's, and the card's photo simulated") {
    const SyntheticSet set;
    REQUIRE(eval({"verify", "--images", set.pictures(), "--pairs", set.write("pairs.txt", kPairs), "--all-impostors",
                  "--card-sim", "grey,240x320,5kB", "--json", set.path("card.json")}) == kDone);
    const auto json = json_in(set.path("card.json"));
    // The list names ten of the twelve pictures: two, three, two and three of four people.
    CHECK(json["operating_points"][0]["genuine"] == 4);
    CHECK(json["operating_points"][0]["impostors"] == 45 - 1 - 3 - 1 - 3);
    CHECK(json["operating_points"][0]["fnmr"] == 0.0);
    CHECK(json["failures_to_enrol"] == 0);
}

TEST_CASE("verify: what cannot be read or holds no face is counted and named, and ends nothing") {
    const SyntheticSet set;
    set.put("nobody", 1, cv::Mat(480, 360, CV_8UC3, cv::Scalar::all(120)));
    set.write("pictures/taro/taro_0003.jpg", "no picture at all");
    const auto pairs = set.write("pairs.txt", "hanako 1 2\nhanako 1 taro 1\ntaro 1 3\nhanako 7 nobody 1\n");
    REQUIRE(eval({"verify", "--images", set.pictures(), "--pairs", pairs, "--json", set.path("lost.json"), "--report",
                  set.path("lost"), "--markdown", set.path("lost.md")}) == kDone);
    const auto json = json_in(set.path("lost.json"));
    CHECK(json["failures_to_enrol"] == 3);  // unreadable, missing, without a face
    CHECK(json["operating_points"][0]["genuine"] == 1);
    CHECK(json["operating_points"][0]["impostors"] == 1);
    CHECK(json["accuracy"] == 0.75);  // the lost genuine pair is a wrong decision, the lost impostor pair a right one
    const auto page = text_in(set.path("lost/index.html")), markdown = text_in(set.path("lost.md"));
    CHECK(page.find("taro/taro_0003.jpg: no picture") != std::string::npos);
    CHECK(page.find("nobody/nobody_0001.jpg: no face") != std::string::npos);
    CHECK(markdown.find("Failures to enrol: 3.") != std::string::npos);
    CHECK(markdown.find("taro_0003") == std::string::npos);  // Markdown is passed on; names stay here
}

TEST_CASE("a section of a page is replaced by what was measured, and the rest of the page stays") {
    const SyntheticSet set;
    const auto scores = set.write("s.tsv", "1\t0.9\ta\ta\n0\t0.1\ta\tb\n");
    const auto page = set.write("page.md", "Before\n<!-- x: begin (from a run) -->\nstale\n<!-- x: end -->\nAfter\n");
    REQUIRE(run({"verify", "--scores", scores, "--title", "New", "--markdown", page, "--section", "x"}) == kDone);
    const auto text = text_in(page);
    CHECK(text.find("Before\n<!-- x: begin (from a run) -->\n\n## New\n") == 0);
    CHECK(text.find("stale") == std::string::npos);
    CHECK(text.find("<!-- x: end -->\nAfter\n") != std::string::npos);
    CHECK(run({"verify", "--scores", scores, "--markdown", page, "--section", "y"}) == kWrongWords);
    CHECK(text_in(page) == text);
}

TEST_CASE("splits: a centre of two people is tested on the other two, uncentred and centred on the same halves") {
    const SyntheticSet set;
    REQUIRE(eval({"splits", "--images", set.pictures(), "--splits", "3", "--seed", "5", "--json",
                  set.path("s.json")}) == kDone);
    const auto json = json_in(set.path("s.json"));
    REQUIRE(json["splits"].size() == 3);
    const auto& first = json["splits"][0];
    CHECK(first["name"] == "seed 5, split 01");
    CHECK(first["uncentred"]["genuine"] == 6);
    CHECK(first["uncentred"]["impostors"] == 9);
    CHECK(first["centred"]["threshold"] != first["uncentred"]["threshold"]);
    SECTION("the same seed gives the same halves") {
        REQUIRE(eval({"splits", "--images", set.pictures(), "--splits", "3", "--seed", "5", "--json",
                      set.path("t.json")}) == kDone);
        CHECK(json_in(set.path("t.json")) == json);
    }
}

TEST_CASE("centre: four people are too few to be told apart from their mean, so none is written") {
    const SyntheticSet set;
    CHECK(eval({"centre", "--images", set.pictures()}) == kDone);
    CHECK(eval({"centre", "--images", set.pictures(), "--out", set.path("centre.toml")}) == kUnusable);
    CHECK_FALSE(fs::exists(set.path("centre.toml")));
}

TEST_CASE("mixtures: one centre and two, on the same halves of a group and of people in general") {
    const SyntheticSet set;
    for (const std::string person : kPeople)  // a group of the same faces under other names
        for (const int number : {1, 2, 3})
            set.put("group/other_" + person, number,
                    cv::imread(fmt::format("{}/{}/{}_{:04}.jpg", set.pictures(), person, person, number)));
    const auto pairs = set.write("pairs.txt", kPairs), third = set.write("third.txt", "yuki\n");
    const auto mixtures = [&](const std::string& into, Words more) {
        Words words{"mixtures",
                    "--images",
                    set.path("pictures/group"),
                    "--pair-images",
                    set.pictures(),
                    "--pairs",
                    pairs,
                    "--splits",
                    "3",
                    "--sharpness",
                    "10",
                    "--json",
                    into};
        words.insert(words.end(), more.begin(), more.end());
        return eval(words);
    };
    REQUIRE(mixtures(set.path("m.json"), {"--third", third, "--markdown", set.path("m.md")}) == kDone);
    const auto recipes = json_in(set.path("m.json"))["recipes"];
    REQUIRE(recipes.size() == 3);
    CHECK(recipes[0]["recipe"] == "one centre, of the group");
    CHECK(recipes[0]["less_than_one"] == 0.0);
    CHECK(recipes[1]["recipe"] == "one centre, of all");
    CHECK(recipes[2]["recipe"] == "two centres, sharpness 10");
    CHECK(recipes[2]["threshold"] != recipes[0]["threshold"]);
    CHECK(recipes[2]["threshold"] != recipes[1]["threshold"]);
    CHECK(text_in(set.path("m.md")).find("Third group: 1 people") != std::string::npos);
    REQUIRE(mixtures(set.path("again.json"), {"--third", third}) == kDone);
    CHECK(json_in(set.path("again.json")) == json_in(set.path("m.json")));
    REQUIRE(mixtures(set.path("card.json"), {"--card-sim", "grey,240x320,5kB"}) == kDone);
    CHECK(json_in(set.path("card.json")) != json_in(set.path("m.json")));
    CHECK(mixtures(set.path("x.json"), {"--third", set.path("none.txt")}) == kUnusable);
    CHECK(mixtures(set.path("x.json"), {"--card-sim", "purple"}) == kWrongWords);
}

namespace {

/// A person before a wall, as the kiosk's camera has them, with new noise in each frame; `nobody`: the wall.
std::vector<cv::Mat> filmed(const std::string& person, int frames, int nobody = 0) {
    cv::Mat face, portrait = cv::imread(PORTRAITS_DIR "/" + person + ".png");
    cv::resize(portrait, face, {}, 0.65, 0.65, cv::INTER_AREA);
    std::vector<cv::Mat> film;
    for (int i = 0; i < frames + nobody; ++i) {
        cv::Mat frame(480, 640, CV_8UC3, cv::Scalar(150, 160, 165)), noise(480, 640, CV_8UC3);
        if (i < frames) face.copyTo(frame(cv::Rect(164, 32, face.cols, face.rows)));
        cv::RNG(static_cast<std::uint64_t>(i) + 1).fill(noise, cv::RNG::UNIFORM, 0, 6);
        film.push_back(frame + noise);
    }
    return film;
}

void write_video(const std::string& file, const std::vector<cv::Mat>& film) {
    fs::create_directories(fs::path(file).parent_path());
    cv::VideoWriter writer(file, cv::CAP_OPENCV_MJPEG, cv::VideoWriter::fourcc('M', 'J', 'P', 'G'), 20, film[0].size());
    REQUIRE(writer.isOpened());
    for (const auto& frame : film) writer.write(frame);
}

}  // namespace

TEST_CASE("centre: beside a manifest it is written and named, and the models load with it") {
    const SyntheticSet set;  // thirty "people" are copies of four: a centre of nobody, good for the files alone
    for (int i = 0; i < 30; ++i)
        set.put(fmt::format("crowd/p{:02}", i), 1, cv::imread(fmt::format(PORTRAITS_DIR "/{}.png", kPeople[i % 4])));
    fs::copy(MODELS_DIR, set.path("models"));
    const auto manifest = set.path("models/manifest.toml");
    const auto name = (*models::face::FaceModels::load(MODELS_DIR))->manifest().embeddings.front().name;
    const auto centre = [&](const std::string& into, const Words& more = {}) {
        Words words{"centre",  "--images", set.path("pictures/crowd"), "--embedding", name, "--title",
                    "a crowd", "--out",    "centre_crowd.toml",        "--manifest",  into};
        words.insert(words.end(), more.begin(), more.end());
        return eval(words);
    };
    CHECK(centre(set.path("models/none.toml")) == kUnusable);
    REQUIRE(centre(manifest) == kDone);
    const auto loaded = models::face::FaceModels::load(set.path("models"));
    REQUIRE(loaded);
    CHECK((*loaded)->manifest().embeddings.front().centre == "centre_crowd.toml");
    const auto written = models::face::read_centre(set.path("models/centre_crowd.toml"));
    REQUIRE(written);
    CHECK(written->source == "a crowd");
    CHECK(written->people == 30);
    REQUIRE(centre(manifest, {"--second"}) == kDone);
    const auto both = text_in(manifest);
    CHECK(both.find("second_centre = \"centre_crowd.toml\"\n") != std::string::npos);
    CHECK(both.find("\ncentre = \"centre_crowd.toml\"\n") != std::string::npos);
}

TEST_CASE("pad: attacks are counted by species, a picture, a video and a folder of frames is one presentation each") {
    const SyntheticSet set;
    set.put("attacks/print", 1, cv::imread(PORTRAITS_DIR "/hanako.png"));
    set.put("attacks/print", 2, cv::Mat(480, 360, CV_8UC3, cv::Scalar::all(120)));
    write_video(set.path("pictures/attacks/screen/first.AVI"), filmed("taro", 20));
    write_video(set.path("pictures/attacks/screen/gone_too_soon.avi"), filmed("taro", 5, 6));
    write_video(set.path("pictures/attacks/screen/tablet/second.avi"), filmed("umeko", 20));
    set.write("pictures/attacks/screen/broken.mp4", "no video at all");
    int number = 0;
    for (const auto& frame : filmed("yuki", 20)) set.put("attacks/frames/one", ++number, frame);
    set.put("attacks/frames/two_are_too_few", 1, filmed("yuki", 1)[0]);
    const auto attacks = set.path("pictures/attacks"), live = set.path("pictures/yuki");
    REQUIRE(eval({"pad", "--live", live, "--attack", attacks, "--json", set.path("pad.json"), "--report",
                  set.path("pad"), "--markdown", set.path("pad.md")}) == kDone);
    const auto json = json_in(set.path("pad.json"));
    REQUIRE(json["species"].size() == 3);
    for (const auto& [at, name, presentations, lost] :
         {std::tuple{0, "frames", 1, 1}, std::tuple{1, "print", 1, 1}, std::tuple{2, "screen", 2, 2}}) {
        CHECK(json["species"][at]["name"] == name);
        CHECK(json["species"][at]["presentations"] == presentations);
        CHECK(json["species"][at]["non_responses"] == lost);
    }
    CHECK(json["bona_fide"]["presentations"] == 3);
    const auto& graded = json["graded"];
    CHECK(graded["sure_from"] == json["threshold"]);
    CHECK(graded["doubtful_from"] < graded["sure_from"]);
    CHECK(graded["bona_fide"]["presentations"] == 3);
    CHECK(graded["species"].size() == 3);
    CHECK(graded["replay_passes"] > 0.03);
    CHECK(graded["replay_passes_in_doubt"] < 0.01);
    CHECK(json["species"][1]["apcer_upper95"] == 1.0);  // one presentation shows nothing
    const auto page = text_in(set.path("pad/index.html")), markdown = text_in(set.path("pad.md"));
    CHECK(page.find("screen, broken.mp4: no video") != std::string::npos);
    CHECK(page.find("screen, gone_too_soon.avi: 5 of 7 good frames") != std::string::npos);
    CHECK(markdown.find("gone_too_soon") == std::string::npos);  // Markdown is passed on; names stay here
    CHECK(eval({"pad", "--live", live}) == kWrongWords);
    CHECK(eval({"pad", "--live", live, "--attack", set.path("nowhere")}) == kUnusable);
    CHECK(eval({"pad", "--live", live, "--attack", live}) == kUnusable);  // no species in it
}

TEST_CASE("pad: a video has the score that the product gives it, and its frames one by one have the same") {
    const SyntheticSet set;
    write_video(set.path("film/a.avi"), filmed("hanako", 30));
    fs::create_directories(set.path("apart/a"));
    const auto loaded = models::face::FaceModels::load(MODELS_DIR);
    REQUIRE(loaded);
    const auto attempt = models::face::FacePipeline(*loaded).begin();
    cv::VideoCapture video(set.path("film/a.avi"), cv::CAP_FFMPEG);
    domain::Frame frame;
    bool enough = false;
    for (cv::Mat decoded; !enough && video.read(decoded); ++frame.sequence) {
        cv::imwrite(fmt::format("{}/{:02}.png", set.path("apart/a"), frame.sequence), decoded);
        frame.image = image_of(decoded);
        enough = attempt->observe(frame).enough;
    }
    const auto verdict = attempt->decide(frame.image);
    REQUIRE(verdict);
    for (const auto* folder : {"film", "apart"}) {
        const auto species = presentations_in(*loaded, set.path(folder), "live");
        REQUIRE(species);
        REQUIRE(species->presentations.size() == 1);
        CHECK(species->presentations[0].live_score == verdict->live_score);
    }
}

TEST_CASE("speed: every stage is timed as often as was asked for, and a frame allocates nothing of our own") {
    const SyntheticSet set;
    set.put("a_wall", 1, cv::Mat(480, 360, CV_8UC3, cv::Scalar::all(120)));  // no face: the next picture is taken
    set.write("pictures/a_wall/a_wall_0002.jpg", "no picture at all");
    REQUIRE(eval({"speed", "--images", set.pictures(), "--runs", "5", "--json", set.path("speed.json"), "--markdown",
                  set.path("speed.md")}) == kDone);
    const auto json = json_in(set.path("speed.json"));
    CHECK(json["picture"] > 2);
    CHECK(json["one_thread"].size() == 10);
    CHECK(json["two_threads"].size() == 6);
    CHECK(json["others"].size() == 2);
    for (const auto* list : {"one_thread", "two_threads", "others"})
        for (const auto& timing : json[list]) {
            INFO(timing["name"]);
            CHECK(timing["p50_ms"] > 0);
            CHECK(timing["p99_ms"] >= timing["p50_ms"]);
            CHECK(timing["runs"] >= 5);
        }
    CHECK(json["one_thread"][0]["forwards"] == 1.0);
    // Whatever bare OpenCV allocates in the same calls is its own. Negative: a sanitizer has the heap.
    if (json["allocations_per_frame"] < 0) {
        WARN("not looked at: allocations, which a sanitizer counts for itself");
    } else {
        CHECK(json["allocations_of_opencv"] > 100);
        CHECK(json["allocations_per_frame"] == json["allocations_of_opencv"]);
    }
    CHECK(json["nets_ready_ms"] > 0);
    CHECK(json["resident_mb"] > 10);
    CHECK(json["alone_mb"] > 10);
    CHECK(json["alone_mb"] < json["resident_mb"]);
    CHECK(text_in(set.path("speed.md")).find("last byte of the photo to decision, p99") != std::string::npos);
    CHECK(eval({"speed", "--images", set.path("pictures/a_wall"), "--runs", "5"}) == kUnusable);
}

TEST_CASE("wrong words, folders and files end with a sentence and their code") {
    const SyntheticSet set;
    const auto pictures = set.pictures();
    CHECK(run({}) == kWrongWords);
    CHECK(run({"--help"}) == kDone);
    CHECK(run({"fly"}) == kWrongWords);
    CHECK(eval({"verify"}) == kWrongWords);
    CHECK(eval({"verify", "--images"}) == kWrongWords);
    CHECK(eval({"verify", "--colour", "red"}) == kWrongWords);
    CHECK(eval({"verify", "--images", pictures, "--recipe", "secret"}) == kWrongWords);
    CHECK(eval({"verify", "--images", pictures, "--card-sim", "tiny"}) == kWrongWords);
    CHECK(eval({"verify", "--images", pictures, "--at", "x"}) == kWrongWords);
    CHECK(eval({"verify", "--images", pictures, "--pairs", set.write("p.txt", "what\n")}) == kWrongWords);
    CHECK(eval({"verify", "--images", pictures, "more"}) == kWrongWords);
    CHECK(eval({"verify", "--images", pictures, "--section", "x"}) == kWrongWords);
    CHECK(eval({"verify", "--images", set.path("nowhere")}) == kUnusable);
    CHECK(eval({"verify", "--images", pictures, "--pairs", set.path("nothing.txt")}) == kUnusable);
    CHECK(run({"verify", "--images", pictures, "--models", set.path("nowhere")}) == kUnusable);
    CHECK(run({"verify", "--scores", set.path("nothing.tsv")}) == kUnusable);
    CHECK(run({"verify", "--scores", set.write("s.tsv", "maybe,1\n")}) == kWrongWords);
    CHECK(run({"verify", "--scores", set.write("t.tsv", "1,0.9\n0,0.1\n"), "--group", set.write("g.txt", "ann\n")}) ==
          kWrongWords);
    CHECK(run({"verify", "--scores", set.write("u.tsv", "1,0.9\n0,0.1\n"), "--all-impostors"}) == kWrongWords);
    CHECK(run({"verify", "--scores", set.write("v.tsv", "1,0.9,ann,ann\n0,0.1,ann,bob\n"), "--group",
               set.write("h.txt", "cy\n")}) == kWrongWords);
    CHECK(run({"summary"}) == kWrongWords);
    CHECK(run({"summary", "--verify", set.path("nothing.json")}) == kUnusable);
    CHECK(run({"claim"}) == kWrongWords);
    CHECK(run({"claim", "fmr<=2", "--scores", set.path("nothing.tsv")}) == kWrongWords);
    CHECK(eval({"splits", "--images", pictures, "--splits", "0"}) == kWrongWords);
}

TEST_CASE("what cannot end well is told before the long run, and not after it") {
    const SyntheticSet set;
    const auto pictures = set.pictures();
    const auto before = std::chrono::steady_clock::now();
    CHECK(eval({"verify", "--images", pictures, "--report", "/proc/nowhere"}) == kUnusable);
    CHECK(eval({"verify", "--images", pictures, "--json", "/proc/nowhere/a.json"}) == kUnusable);
    CHECK(eval({"verify", "--images", pictures, "--markdown", set.write("p.md", ""), "--section", "x"}) == kWrongWords);
    CHECK(std::chrono::steady_clock::now() - before < test::kPatience);
    // A list for another folder: no rate of nothing.
    const auto pairs = set.write("other.txt", "# theirs\nann 1 2\nann 1 bob 1\n");
    CHECK(eval({"verify", "--images", pictures, "--pairs", pairs, "--json", set.path("none.json")}) == kUnusable);
    CHECK_FALSE(fs::exists(set.path("none.json")));
}

TEST_CASE("a card's photo is as large, as grey and as small as it was asked for") {
    const cv::Mat portrait = cv::imread(PORTRAITS_DIR "/hanako.png");
    REQUIRE_FALSE(portrait.empty());
    const auto card = parse_card_sim("5kB,grey,240x320");
    REQUIRE(card);
    const cv::Point2f left(180, 280), right(300, 280);
    const auto photo = card_photo(portrait, left, right, *card);
    REQUIRE(photo);
    CHECK(photo->size() == cv::Size(240, 320));
    CHECK(photo->channels() == 1);
    CHECK(chip_bytes(*photo, 5000)->size() == Approx(5000).margin(500));
    CHECK(chip_bytes(*photo, 2000)->size() == Approx(2000).margin(300));
    SECTION("the eyes stand a quarter of the width apart, as ISO/IEC 19794-5 has it") {
        cv::Mat dots = cv::Mat::zeros(640, 480, CV_8UC1);
        cv::circle(dots, left, 6, 255, -1);
        cv::circle(dots, right, 6, 255, -1);
        auto plain = *card;
        plain.bytes = 0;
        const auto cut = card_photo(dots, left, right, plain);
        REQUIRE(cut);
        CHECK(cut->at<std::uint8_t>(144, 90) > 128);
        CHECK(cut->at<std::uint8_t>(144, 150) > 128);
        CHECK(cut->at<std::uint8_t>(144, 120) == 0);
    }
    SECTION("words that say nothing about a card are refused") {
        for (const auto* words : {"", "blue", "240", "0x10", "5", "-5kB", "99999x10", "grey,,5kB"}) {
            INFO(words);
            CHECK_FALSE(parse_card_sim(words));
        }
    }
}

TEST_CASE("a plugged-in embedding is measured, and held against the models without it on the same comparisons") {
    const SyntheticSet set;
    const auto models = set.path("models");
    fs::copy(MODELS_DIR, models);
    fs::copy(models + "/fr_feature.onnx", models + "/again.onnx");
    set.write("models/manifest.local.toml", R"(
[embedding.again]
source = "faceplugin"
file = "again.onnx"
sha256 = "87aacdfe57510db2af90c0251df680e8eec88f122ee94712121d09bcaaaf3581"
input = [1, 3, 112, 112]
output = [[1, 512]]
colour = "rgb"
mean = 120.0
scale = 0.008
metric = "cosine"
weight = 1.0
face = [[38.2946, 51.6963], [73.5318, 51.5014], [56.0252, 71.7366], [41.5493, 92.3655], [70.7299, 92.2041]]
flip = false
[operating_point.default]
measured_with = ["87aacdfe57", "87aacdfe"]
[operating_point.strict]
measured_with = ["87aacdfe57", "87aacdfe"]
)");
    const auto pairs = set.write("pairs.txt", kPairs);
    REQUIRE(run({"verify", "--models", models, "--against", MODELS_DIR, "--images", set.pictures(), "--pairs", pairs,
                 "--markdown", set.path("out/verify.md")}) == kDone);
    const auto verify = text_in(set.path("out/verify.md"));
    CHECK(verify.find("fr_feature, weight 0.50, population centre") != std::string::npos);
    CHECK(verify.find("again, weight 0.50, no population centre") != std::string::npos);
    CHECK(verify.find("against other models, same comparisons") != std::string::npos);
    REQUIRE(run({"splits", "--models", models, "--against", models, "--images", set.pictures(), "--splits", "3",
                 "--markdown", set.path("out/splits.md")}) == kDone);
    const auto splits = text_in(set.path("out/splits.md"));
    CHECK(
        splits.find("mean +0.00 over the splits (+0.00 … +0.00), 95 % interval of the mean by subject [+0.00, +0.00]; "
                    "these are lower in 0 of 3") != std::string::npos);
    CHECK(run({"splits", "--models", models, "--against", set.path("nothing"), "--images", set.pictures()}) ==
          kUnusable);
    CHECK(run({"centre", "--models", models, "--images", set.pictures()}) == kWrongWords);  // of which embedding?
    CHECK(run({"centre", "--models", models, "--embedding", "again", "--images", set.pictures()}) == kDone);
}
