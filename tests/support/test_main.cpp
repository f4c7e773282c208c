// SPDX-License-Identifier: Apache-2.0
// Catch2's main, compiled once for all test programs.
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>

#include "slow_case.hpp"

namespace {

/// Tells which case a program hangs in: ctest breaks it off without a word.
struct TellSlowCases : Catch::TestEventListenerBase {
    using TestEventListenerBase::TestEventListenerBase;
    void testCaseStarting(const Catch::TestCaseInfo& info) override { slow_.begin(info.name); }
    void testRunEnded(const Catch::TestRunStats&) override { slow_.end(); }

private:
    uketsuke::test::SlowCase slow_;
};
CATCH_REGISTER_LISTENER(TellSlowCases)

}  // namespace
