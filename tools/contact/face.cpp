// SPDX-License-Identifier: Apache-2.0
// The live face against the chip's photo: ten matches by the product's own pipeline, the first with prompts.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "firmware/app/checked_camera.hpp"
#include "firmware/app/draw_prompts.hpp"
#include "firmware/app/face_jobs.hpp"
#include "meeting.hpp"

namespace uketsuke::tools::contact {
namespace {

using base::ErrorCode;

constexpr int kMatches = 10;
constexpr base::Duration kFrameLimit{3000};  ///< as the first picture of a camera may take
constexpr base::Duration kAttempt{40'000};   ///< of pictures: two prompts of five seconds, and the way there
constexpr int kUsualPrompts = 2;

/// What came through the camera.
struct Seen {
    int frames = 0, lost = 0;
    std::optional<base::MonoTime> first, last;
    std::uint64_t sequence = 0;
    std::map<Word, int> advices;

    void note(const domain::Frame& frame) {
        if (last && frame.sequence > sequence + 1) lost += static_cast<int>(frame.sequence - sequence - 1);
        sequence = frame.sequence;
        if (!first) first = frame.taken;
        last = frame.taken;
        ++frames;
    }
    [[nodiscard]] double rate() const {
        return frames < 2 || *last <= *first ? 0
                                             : 1000.0 * (frames - 1) / static_cast<double>((*last - *first).count());
    }
};

enum class Ended { enough, too_long, stopped };

/// How it went until it ended.
struct Watched {
    Ended ended = Ended::enough;
    bool doubtful = false;
};

/// As the product grades what it sees (docs/presentation-attacks.md). Nothing: nothing hung on it.
std::optional<Word> grade_of(const domain::Verdict& verdict, bool doubtful) {
    if (doubtful) return Word("doubtful");
    if (verdict.decision == domain::FaceDecision::match) return Word("sure");
    if (verdict.decision == domain::FaceDecision::not_live) return Word("refused");
    return std::nullopt;
}

class Matching {
public:
    Matching(Meeting& meeting, ports::FaceVerifier& face, const domain::Image& portrait)
        : meeting_(meeting), face_(face), portrait_(portrait), camera_(*meeting.eyes.camera, *meeting.eyes.clock) {}

    base::Result<void> run();
    void note();

private:
    base::Result<Watched> watch(ports::Capture& capture, ports::FaceAttempt& attempt);
    base::Result<Ended> one(ports::Capture& capture, int number);
    void decide(ports::FaceAttempt& attempt, bool doubtful, Sheet sheet);
    [[nodiscard]] int prompts() const {
        return meeting_.task.config ? meeting_.task.config->face_challenge_prompts : kUsualPrompts;
    }

    Meeting& meeting_;
    ports::FaceVerifier& face_;
    const domain::Image& portrait_;
    app::CheckedCamera camera_;
    Seen seen_;
    std::vector<Sheet> matches_;
    int matched_ = 0;
};

base::Result<Watched> Matching::watch(ports::Capture& capture, ports::FaceAttempt& attempt) {
    app::AdviceHold hold;
    std::optional<domain::FaceAdvice> shown;
    std::optional<base::MonoTime> begun;
    bool doubtful = false;
    for (;;) {
        auto frame = capture.next_frame(kFrameLimit);
        if (!frame) return base::fail(frame.error());
        const auto shared = std::make_shared<const domain::Frame>(std::move(*frame));
        if (!begun) begun = shared->taken;
        seen_.note(*shared);
        const auto observed = attempt.observe(*shared);
        ++seen_.advices[Word::of(observed.advice)];
        if (const auto advice = hold.hear(observed.advice, shared->taken)) shown = advice;
        if (!meeting_.asker.look(shared, shown)) return Watched{Ended::stopped, doubtful};
        if (observed.enough) return Watched{Ended::enough, doubtful || observed.doubtful};
        if (observed.doubtful && !std::exchange(doubtful, true))
            begun = shared->taken;  // the time once more, as in the product
        if (shared->taken - *begun > kAttempt) return Watched{Ended::too_long, doubtful};
    }
}

void Matching::decide(ports::FaceAttempt& attempt, bool doubtful, Sheet sheet) {
    const auto verdict = attempt.decide(portrait_);
    if (!verdict) {
        matches_.push_back(sheet.put("error", Word::of(verdict.error().code)));
        return;
    }
    matched_ += verdict->decision == domain::FaceDecision::match ? 1 : 0;
    sheet.put("decision", Word::of(verdict->decision));
    if (const auto grade = grade_of(*verdict, doubtful)) sheet.put("look", *grade);
    sheet.put("score", Measure(verdict->score));
    sheet.put("threshold", Measure(verdict->threshold)).put("live_score", Measure(verdict->live_score));
    matches_.push_back(std::move(sheet));
}

base::Result<Ended> Matching::one(ports::Capture& capture, int number) {
    const int asked = number == 1 ? prompts() : 0;
    meeting_.asker.say(fmt::format("Match {} of {}{}\n", number, kMatches,
                                   asked > 0 ? ", with the movements that the product asks for" : ""));
    const auto drawn = app::draw_prompts(asked, app::system_random);
    const auto more = app::draw_more(drawn, app::system_random);
    auto attempt = face_.begin(drawn, more);
    const int before = seen_.frames;
    const auto watched = watch(capture, *attempt);
    if (!watched) return base::fail(watched.error());
    if (watched->ended == Ended::stopped) return watched->ended;
    Sheet sheet;
    sheet.put("prompts", Count(asked)).put("more_prompts", Count(watched->doubtful ? more.size() : 0));
    sheet.put("frames", Count(seen_.frames - before));
    decide(*attempt, watched->doubtful, std::move(sheet));
    return watched->ended;
}

base::Result<void> Matching::run() {
    auto capture = camera_.open();
    if (!capture) return base::fail(capture.error());
    for (int number = 1; number <= kMatches && !meeting_.asker.gone(); ++number) {
        const auto ended = one(**capture, number);
        if (!ended) return base::fail(ended.error());
        if (*ended == Ended::stopped) break;
    }
    return {};
}

void Matching::note() {
    auto& camera = meeting_.notes.part("camera");
    camera.put("frames", Count(seen_.frames)).put("lost", Count(seen_.lost)).put("seen_rate", Measure(seen_.rate()));
    std::vector<Sheet> advices;
    for (const auto& [advice, count] : seen_.advices) {
        Sheet sheet;
        advices.push_back(sheet.put("advice", advice).put("frames", Count(count)));
    }
    meeting_.notes.tell(card::note("face", fmt::format("{} of {} matches", matched_, matches_.size())));
    meeting_.notes.part("face").put("matches", std::move(matches_)).put("advices", std::move(advices));
}

/// What is missing of what it takes is no trouble of the card's: a warning.
void missed(Meeting& meeting, Word what, const base::Error& error) {
    meeting.notes.part("face").put("left_out", Word::of(error.code));
    meeting.notes.tell(card::warning(
        std::string(what.text()), error.code,
        fmt::format("{}{}{}", base::name_of(error.code), error.detail.empty() ? "" : ": ", error.detail)));
}

base::Result<domain::Image> decoded(Meeting& meeting) {
    auto decoder = meeting.eyes.decoder();
    if (!decoder) return base::fail(decoder.error());
    auto portrait = (*decoder)->decode(meeting.photo_jp2);
    meeting.notes.part("photo").put("decoded", portrait.has_value());
    return portrait;
}

void match(Meeting& meeting, ports::FaceVerifier& face, const domain::Image& portrait) {
    Matching matching(meeting, face, portrait);
    const auto ran = matching.run();
    meeting.asker.look_away();
    matching.note();
    if (!ran) missed(meeting, "camera", ran.error());
}

}  // namespace

void look_at_face(Meeting& meeting) {
    if (meeting.photo_jp2.empty()) return;
    const auto portrait = decoded(meeting);
    if (!portrait) return missed(meeting, "photo", portrait.error());
    if (!meeting.eyes.camera) return missed(meeting, "camera", {ErrorCode::camera_missing, "there is none"});
    if (!meeting.asker.yes("Compare your face with the photo? Ten looks through the camera; no picture is kept."))
        return;
    meeting.asker.say("Where a look leaves a doubt you are asked for more movements, as in the product.\n");
    const auto face = meeting.eyes.face();
    if (!face) return missed(meeting, "models", face.error());
    match(meeting, **face, *portrait);
}

}  // namespace uketsuke::tools::contact
