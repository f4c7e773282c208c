// SPDX-License-Identifier: Apache-2.0
#include "volunteer.hpp"

#include <catch2/catch.hpp>

#include "firmware/app/system_clock.hpp"
#include "firmware/base/file.hpp"

namespace uketsuke::test {
namespace {

namespace fs = std::filesystem;
using base::ErrorCode;

/// 2026-04-01, noon in Japan.
constexpr base::WallTime kToday{std::chrono::seconds{1775012400}};
constexpr base::Duration kFrame{50};

/// Gives pictures of one pixel, no two alike, until it fails.
class FewPixels final : public ports::Camera, public ports::Clock {
public:
    explicit FewPixels(std::optional<ErrorCode> fails, int after) : fails_(fails), after_(after) {}
    base::Result<void> probe() override { return {}; }
    base::Result<std::unique_ptr<ports::Capture>> open() override {
        if (fails_ && after_ == 0) return base::fail(*fails_);
        return std::unique_ptr<ports::Capture>(std::make_unique<Pictures>(*this));
    }
    [[nodiscard]] base::MonoTime mono() const override { return base::MonoTime(kFrame * taken_); }
    [[nodiscard]] base::WallTime wall() const override { return kToday; }

private:
    struct Pictures final : ports::Capture {
        explicit Pictures(FewPixels& from) : camera(from) {}
        base::Result<domain::Frame> next_frame(base::Duration) override {
            if (camera.fails_ && camera.taken_ >= camera.after_) return base::fail(*camera.fails_);
            const auto n = static_cast<std::uint64_t>(++camera.taken_);
            const auto byte = [&](int shift) { return static_cast<std::uint8_t>(n >> shift); };
            return domain::Frame{{1, 1, 3, {byte(0), byte(8), 77}}, camera.mono(), n};
        }
        [[nodiscard]] std::string identity() const override { return "one pixel"; }
        FewPixels& camera;
    };
    std::optional<ErrorCode> fails_;
    int after_;
    int taken_ = 0;
};

class OwnClock final : public ports::Clock {
public:
    explicit OwnClock(const FewPixels& camera) : camera_(camera) {}
    [[nodiscard]] base::MonoTime mono() const override { return camera_.mono(); }
    [[nodiscard]] base::WallTime wall() const override { return camera_.wall(); }

private:
    const FewPixels& camera_;
};

/// Has enough after five frames, and finds everybody like their photo unless it is told otherwise.
struct KindFace final : ports::FaceVerifier {
    explicit KindFace(std::vector<LookAlike> finds) : looks(std::move(finds)) {}
    struct Attempt final : ports::FaceAttempt {
        explicit Attempt(LookAlike finds) : look(finds) {}
        ports::Observation observe(const domain::Frame&) override {
            return {domain::FaceAdvice::good, ++frames >= 5, frames >= 3 && look == LookAlike::doubtful};
        }
        void allow_long_moves() override {}
        base::Result<domain::Verdict> decide(const domain::Image&) override {
            using domain::FaceDecision;
            const auto decision = look == LookAlike::attack     ? FaceDecision::not_live
                                  : look == LookAlike::stranger ? FaceDecision::no_match
                                                                : FaceDecision::match;
            return domain::Verdict{decision, 0.8125, 0.454, 0.9375};
        }
        LookAlike look;
        int frames = 0;
    };
    std::unique_ptr<ports::FaceAttempt> begin(domain::FacePrompts, domain::FacePrompts, bool) override {
        const auto at = static_cast<std::size_t>(begun++);
        return std::make_unique<Attempt>(at < looks.size() ? looks[at] : LookAlike::sure);
    }
    std::vector<LookAlike> looks;
    int begun = 0;
};

struct SeenNumber final : ports::CardFrontReader {
    explicit SeenNumber(std::string number) : digits(std::move(number)) {}
    base::Result<base::Secret> read(base::Date) override { return base::Secret(digits); }
    std::string digits;
};

struct OnePixelDecoder final : ports::PhotoDecoder {
    base::Result<domain::Image> decode(base::ByteView) override { return domain::Image{1, 1, 1, {9}}; }
};

}  // namespace

const sim::TestPki& pki() {
    static const auto loaded = sim::TestPki::load(TEST_PKI).value();
    return loaded;
}

sim::Person person(const std::string& key) { return sim::load_person(fs::path(TEST_PEOPLE) / (key + ".toml")).value(); }

base::Bytes photo() {
    auto jp2 = base::from_hex(
                   "0000000C6A5020200D0A870A00000014667479706A703220000000006A703220"
                   "0000001E6A703268000000166968647200000140000000F0000107070000")
                   .value();
    for (int i = 0; jp2.size() < 5000; ++i) jp2.push_back(static_cast<std::uint8_t>(i * 7 + i / 251));
    return jp2;
}

std::shared_ptr<sim::MyNumberCard> card_of(const sim::Person& person) {
    return sim::MyNumberCard::create(person, pki(), photo()).value();
}

bool Volunteer::next() {
    if (!gone_ && questions++ == answers_.end_at) gone_ = true;
    return !gone_;
}

bool Volunteer::yes(const std::string& question) {
    if (!next()) return false;
    const auto is = [&](const char* words) { return question.find(words) != question.npos; };
    if (is("Look at the card")) return answers_.look;
    if (is("Read the photo")) return answers_.record;
    if (is("camera over the card")) return answers_.card_camera;
    if (is("stand on your card")) return answers_.number_right;
    if (is("Compare your face")) return answers_.face;
    if (is("four-digit PIN")) return answers_.pin;
    if (is("Write it")) return answers_.keep;
    FAIL("an unknown question: " << question);
    return false;
}

std::optional<tools::contact::Word> Volunteer::choose(const std::string&,
                                                      std::span<const tools::contact::Word> answers) {
    return next() ? std::optional(answers[1]) : std::nullopt;
}

base::Secret Volunteer::digits(Digits what, std::size_t, int) {
    if (!next()) return {};
    ++(what == Digits::pin ? pins_typed : numbers_typed);
    return base::Secret(what == Digits::pin ? answers_.pin_digits : answers_.number_b);
}

bool Volunteer::look(std::shared_ptr<const domain::Frame>, std::optional<domain::FaceAdvice>) {
    ++frames;
    return !gone_;
}

Contact::Contact(const sim::Person& person) : owner(person), card(card_of(person)) {
    answers.number_b = person.number_b();
    answers.pin_digits = person.pin;
    task.machine.now = kToday;
    task.options.out = scratch_.path / "out";
}

Contact::Contact(const sim::Person& person, const std::string& faults) : Contact(person) {
    card->set_faults(sim::parse_card_faults(faults).value());
}

tools::contact::Desk Contact::desk() {
    const auto readers = [this]() -> base::Result<std::vector<tools::contact::SeenReader>> {
        if (readers_fail) return base::fail(*readers_fail);
        if (!with_reader) return std::vector<tools::contact::SeenReader>{};
        drivers::pcsc::ListedReader listed{"In process 00 00", card != nullptr};
        if (card) listed.atr = card->atr();
        return std::vector<tools::contact::SeenReader>{{listed, tools::contact::UsbId{0x054c, 0x0dc8}}};
    };
    const auto hold = [this]() -> base::Result<tools::card::ChosenCard> {
        const auto state = reader_.state();
        if (state.kind != ports::SlotState::Kind::present) return base::fail(ErrorCode::card_removed);
        auto session = reader_.open(state.card);
        if (!session) return base::fail(session.error());
        return tools::card::ChosenCard{nullptr, "In process 00 00", std::move(*session)};
    };
    return {readers, hold};
}

tools::contact::Eyes Contact::eyes() {
    tools::contact::Eyes eyes;
    auto camera = std::make_unique<FewPixels>(camera_fails, frames_until_failure);
    eyes.clock = std::make_unique<OwnClock>(*camera);
    if (with_camera) {
        eyes.camera = std::move(camera);
        eyes.modes.push_back({V4L2_PIX_FMT_YUYV, 640, 480, {1, 30}});
    } else {
        eyes.clock = std::make_unique<app::SystemClock>();
    }
    eyes.face = [this]() -> base::Result<std::unique_ptr<ports::FaceVerifier>> {
        if (models_fail) return base::fail(*models_fail);
        return std::unique_ptr<ports::FaceVerifier>(std::make_unique<KindFace>(looks));
    };
    if (!number_seen.empty()) eyes.card_front = std::make_unique<SeenNumber>(number_seen);
    eyes.decoder = []() -> base::Result<std::unique_ptr<ports::PhotoDecoder>> {
        return std::unique_ptr<ports::PhotoDecoder>(std::make_unique<OnePixelDecoder>());
    };
    return eyes;
}

void Contact::meet() {
    Volunteer volunteer(answers);
    meet(volunteer);
    said = volunteer.said;
    questions = volunteer.questions;
    numbers_typed = volunteer.numbers_typed;
    pins_typed = volunteer.pins_typed;
}

void Contact::meet(tools::contact::Asker& asker) {
    if (card) reader_.insert(card);
    auto seeing = eyes();
    auto met = tools::contact::meet(task, asker, desk(), seeing);
    REQUIRE(met);
    report = std::move(*met);
    const auto written = [&](const char* name) {
        const auto text = base::read_file(fs::path(*task.options.out) / name);
        return text ? *text : std::string();
    };
    json = written("report.json");
    page = written("report.html");
}

int Contact::verifies(sim::FileId file) const {
    const auto log = card->log();
    const auto found = log.verifies.find(file);
    return found == log.verifies.end() ? 0 : found->second;
}

}  // namespace uketsuke::test
