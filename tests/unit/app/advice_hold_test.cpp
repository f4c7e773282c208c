// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "firmware/app/face_jobs.hpp"

using namespace uketsuke;
using app::AdviceHold;
using domain::FaceAdvice;

namespace {
base::MonoTime at(int milliseconds) { return base::MonoTime(base::Duration(milliseconds)); }
}  // namespace

TEST_CASE("advice is shown when it has stood for a second, and not one millisecond earlier") {
    AdviceHold hold;
    CHECK_FALSE(hold.hear(FaceAdvice::too_dark, at(5000)));
    CHECK_FALSE(hold.hear(FaceAdvice::too_dark, at(5500)));
    CHECK_FALSE(hold.hear(FaceAdvice::too_dark, at(5999)));
    CHECK(hold.hear(FaceAdvice::too_dark, at(6000)) == FaceAdvice::too_dark);
    CHECK_FALSE(hold.hear(FaceAdvice::too_dark, at(6001)));
    CHECK_FALSE(hold.hear(FaceAdvice::too_dark, at(9000)));
}

TEST_CASE("advice that comes a millisecond late for its second is shown then") {
    AdviceHold hold;
    CHECK_FALSE(hold.hear(FaceAdvice::good, at(0)));
    CHECK(hold.hear(FaceAdvice::good, at(1001)) == FaceAdvice::good);
}

TEST_CASE("other advice in between begins the second anew") {
    AdviceHold hold;
    hold.hear(FaceAdvice::good, at(0));
    CHECK_FALSE(hold.hear(FaceAdvice::no_face, at(999)));
    CHECK_FALSE(hold.hear(FaceAdvice::good, at(1000)));
    CHECK_FALSE(hold.hear(FaceAdvice::good, at(1999)));
    CHECK(hold.hear(FaceAdvice::good, at(2000)) == FaceAdvice::good);
}

TEST_CASE("a flicker does not show again what is shown") {
    AdviceHold hold;
    hold.hear(FaceAdvice::good, at(0));
    REQUIRE(hold.hear(FaceAdvice::good, at(1000)));
    CHECK_FALSE(hold.hear(FaceAdvice::hold_still, at(1100)));
    CHECK_FALSE(hold.hear(FaceAdvice::good, at(1200)));
    CHECK_FALSE(hold.hear(FaceAdvice::good, at(2300)));
    CHECK_FALSE(hold.hear(FaceAdvice::hold_still, at(2400)));
    CHECK(hold.hear(FaceAdvice::hold_still, at(3400)) == FaceAdvice::hold_still);
}

TEST_CASE("a prompt, and looking ahead after it, are shown at once") {
    AdviceHold hold;
    hold.hear(FaceAdvice::good, at(0));
    CHECK(hold.hear(FaceAdvice::prompt_turn_left, at(100)) == FaceAdvice::prompt_turn_left);
    CHECK_FALSE(hold.hear(FaceAdvice::prompt_turn_left, at(150)));
    CHECK(hold.hear(FaceAdvice::turn_to_camera, at(1500)) == FaceAdvice::turn_to_camera);
    CHECK(hold.hear(FaceAdvice::prompt_blink, at(1600)) == FaceAdvice::prompt_blink);
}

TEST_CASE("a face that is lost for a moment does not wipe the prompt away") {
    AdviceHold hold;
    REQUIRE(hold.hear(FaceAdvice::prompt_blink, at(0)));
    CHECK_FALSE(hold.hear(FaceAdvice::no_face, at(100)));
    CHECK_FALSE(hold.hear(FaceAdvice::prompt_blink, at(200)));
    CHECK_FALSE(hold.hear(FaceAdvice::no_face, at(300)));
    CHECK(hold.hear(FaceAdvice::no_face, at(1300)) == FaceAdvice::no_face);
}
