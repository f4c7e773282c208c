// SPDX-License-Identifier: Apache-2.0
// Whoever reads only one of the languages comes to the end of a visit in it.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <fstream>

#include "firmware/config/config.hpp"
#include "sim/rig/virtual_rig.hpp"
#include "sim/scenario/player.hpp"
#include "tests/support/scratch.hpp"
#include "ui/locale/languages.hpp"

using namespace uketsuke;

namespace {

/// A check-in by PIN with consent to everything, in the words of that language from the second screen on.
std::string visit_in(const ui::LanguageRow& row) {
    const auto says = [&](const char* key) { return ui::plain(ui::languages().words(row.code).text(key)); };
    return fmt::format(
        "rig virtual\nfacts languages=all\ncard hanako\ninsert\nexpect screen choose_identity\ntap \"Language\"\n"
        "tap \"{}\"\ntap \"{}\"\nexpect screen pin_entry\ntype 1234\ntap \"{}\"\nexpect screen consent\n"
        "expect text \"{}\"\ntap \"{}\"\nexpect screen result_valid\nexpect text \"{}\"\nexpect results 1\nremove\n"
        "expect screen thanks\nexpect text \"{}\"\nexpect screen idle within 5s\n",
        ui::plain(row.own_name), says("choose_identity.choose_pin"), says("pad.confirm"), says("consent.free"),
        says("consent.agree_all"), says("result_valid.title"), says("thanks.title"));
}

}  // namespace

TEST_CASE("a visit comes to its end in every language") {
    const test::Scratch folder;
    int ended = 0;
    for (const auto& row : ui::kLanguages) {
        INFO(row.code);
        const auto file = folder.path / fmt::format("{}.scn", row.code);
        std::ofstream(file) << visit_in(row);
        const auto script = sim::load_script(file);
        REQUIRE(script);
        const sim::TemporaryFolder state;
        sim::VirtualRig::Options options{script->start, {}, script->settings, state.path()};
        auto rig = sim::VirtualRig::create(options);
        REQUIRE(rig);
        sim::Player player(**rig, {options.paths.people, {}, false, {}});
        for (const auto& problem : player.play(*script).problems) FAIL_CHECK(problem);
        ++ended;
    }
    CHECK(ended == static_cast<int>(ui::kLanguages.size()));
}

TEST_CASE("by itself a kiosk offers the languages that somebody has reviewed") {
    std::vector<std::string> reviewed;
    for (const auto& row : ui::reviewed_languages().rows()) reviewed.emplace_back(row.code);
    CHECK(config::Config{}.language_offered == reviewed);
}
