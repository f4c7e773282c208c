// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/flow/story.hpp"

using namespace uketsuke::flow;

TEST_CASE("every story goes as told") {
    for (const auto& story : stories()) {
        for (const auto& complaint : tell(story, transitions())) FAIL_CHECK(story.name << ": " << complaint);
        CHECK(tell(story, transitions()).empty());
    }
}
