// SPDX-License-Identifier: Apache-2.0
#include "desk_with_faces.hpp"

#include <catch2/catch.hpp>
#include <opencv2/imgcodecs.hpp>
#include <thread>

#include "drivers/card_front/printed_number_reader.hpp"
#include "drivers/pcsc/reader_list.hpp"
#include "firmware/base/file.hpp"
#include "models/decoder/process_photo_decoder.hpp"
#include "models/face/pipeline.hpp"
#include "sim/camera/card_front.hpp"
#include "tests/support/patience.hpp"

namespace uketsuke::test {
namespace {

/// 2026-04-01, noon in Japan.
constexpr base::WallTime kToday{std::chrono::seconds{1775012400}};

/// Hands on, and lets the simulated person hear what is said.
class Heard final : public tools::contact::Asker {
public:
    Heard(Asker& asker, sim::SimulatedCamera& camera) : asker_(asker), camera_(camera) {}
    void say(const std::string& text) override { asker_.say(text); }
    bool yes(const std::string& question) override { return asker_.yes(question); }
    std::optional<tools::contact::Word> choose(const std::string& question,
                                               std::span<const tools::contact::Word> answers) override {
        return asker_.choose(question, answers);
    }
    base::Secret digits(Digits what, std::size_t wanted, int left) override {
        return asker_.digits(what, wanted, left);
    }
    bool look(std::shared_ptr<const domain::Frame> frame, std::optional<domain::FaceAdvice> advice) override {
        camera_.hear(advice);
        return asker_.look(std::move(frame), advice);
    }
    void look_away() override { asker_.look_away(); }
    [[nodiscard]] bool gone() const override { return asker_.gone(); }

private:
    Asker& asker_;
    sim::SimulatedCamera& camera_;
};

struct SharedClock final : ports::Clock {
    explicit SharedClock(const ports::Clock& shared) : clock(shared) {}
    [[nodiscard]] base::MonoTime mono() const override { return clock.mono(); }
    [[nodiscard]] base::WallTime wall() const override { return clock.wall(); }
    const ports::Clock& clock;
};

void wait_for_card(bool there) {
    const auto end = std::chrono::steady_clock::now() + kPatience;
    for (bool seen = !there; seen != there && std::chrono::steady_clock::now() < end;) {
        const auto context = drivers::pcsc::Context::establish();
        const auto readers = drivers::pcsc::list_readers(*context);
        seen = readers && !readers->empty() && readers->front().card;
        if (seen != there) std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
}

}  // namespace

DeskWithFaces::DeskWithFaces(const std::string& card, const std::string& face)
    : owner_(sim::load_person(paths_.people / (card + ".toml")).value()),
      daemon_(sim::PrivatePcscd::create().value()),
      time_(kToday),
      face_(face) {
    daemon_->serve_this_process();
    on_reader_ = sim::CardOnReader::create({paths_, daemon_->port(), *sim::find_atr("contactless"), {}}).value();
    REQUIRE(on_reader_->take(card));
    REQUIRE(on_reader_->command("insert"));
    wait_for_card(true);
}

DeskWithFaces::~DeskWithFaces() = default;

void DeskWithFaces::lay(const std::string& card, const std::string& faults) {
    owner_ = sim::load_person(paths_.people / (card + ".toml")).value();
    pull();
    REQUIRE(on_reader_->take(card));
    if (!faults.empty()) REQUIRE(on_reader_->command("fault " + faults));
    REQUIRE(on_reader_->command("insert"));
    wait_for_card(true);
}

void DeskWithFaces::pull() {
    REQUIRE(on_reader_->command("remove"));
    wait_for_card(false);
}

tools::contact::Eyes DeskWithFaces::eyes() {
    const auto pass = [this](base::Duration duration) {
        time_.spend(duration);
        const auto until = time_.mono() + duration;
        while (time_.mono() < until) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    };
    tools::contact::Eyes eyes;
    eyes.clock = std::make_unique<SharedClock>(time_);
    eyes.face = [this]() -> base::Result<std::unique_ptr<ports::FaceVerifier>> {
        auto models = models::face::FaceModels::load(paths_.models);
        if (!models) return base::fail(models.error());
        return std::unique_ptr<ports::FaceVerifier>(std::make_unique<models::face::FacePipeline>(std::move(*models)));
    };
    eyes.decoder = [this]() -> base::Result<std::unique_ptr<ports::PhotoDecoder>> {
        auto decoder = models::decoder::ProcessPhotoDecoder::create(paths_.decoder, kPatience);
        if (!decoder) return base::fail(decoder.error());
        return std::unique_ptr<ports::PhotoDecoder>(std::move(*decoder));
    };
    if (face_.empty()) return eyes;
    auto camera = std::make_unique<sim::SimulatedCamera>(time_, pass, paths_.portraits);
    sim::View view;
    view.who = face_;
    REQUIRE(camera->show(view));
    camera_ = camera.get();
    eyes.camera = std::make_unique<sim::UnhurriedCamera>(std::move(camera), time_);
    auto over_card = std::make_unique<sim::SimulatedCardFrontCamera>(time_, pass);
    const auto photo = cv::imread((paths_.portraits / (owner_.portrait + ".png")).string());
    over_card->lay(sim::render_card_front(owner_, photo, 12));
    card_camera_ = std::make_unique<sim::UnhurriedCamera>(std::move(over_card), time_);
    eyes.card_front = std::make_unique<drivers::card_front::PrintedNumberReader>(
        *card_camera_, time_, drivers::card_front::GlyphNets::load(paths_.models).value());
    return eyes;
}

void DeskWithFaces::meet(tools::contact::Asker& asker) {
    tools::card::Task task;
    task.machine.now = kToday;
    task.options.out = scratch_.path / "out";
    auto seeing = eyes();
    std::filesystem::remove_all(*task.options.out);
    std::optional<Heard> heard;
    if (camera_ != nullptr) heard.emplace(asker, *camera_);
    auto met = tools::contact::meet(task, heard ? *heard : asker, tools::contact::real_desk(task), seeing);
    REQUIRE(met);
    report = std::move(*met);
    const auto written = [&](const char* name) {
        const auto text = base::read_file(std::filesystem::path(*task.options.out) / name);
        return text ? *text : std::string();
    };
    json = written("report.json");
    page = written("report.html");
}

}  // namespace uketsuke::test
