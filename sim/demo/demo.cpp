// SPDX-License-Identifier: Apache-2.0
#include "demo.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "firmware/audit/verify_journal.hpp"
#include "sim/real_rig/real_rig.hpp"
#include "sim/scenario/player.hpp"
#include "desk_page.hpp"
#include "storyboard_maker.hpp"

namespace uketsuke::sim {
namespace {

struct Chapter {
    const char* title;
    const char* scenario;
};
constexpr Chapter kByFace{"by face", "demo_face"};
constexpr Chapter kByPin{"by PIN", "demo_pin"};
constexpr Chapter kImpostor{"impostor", "demo_impostor"};

/// One chapter's steps as they happen: what was done, what the screen became, when.
class Narrator {
public:
    explicit Narrator(Rig& rig) : rig_(rig) {
        rig_.kiosk().watch([this](const flow::Visit& before, const flow::Event&, const flow::Step& step) {
            if (title_.empty() || before.state == step.visit.state) return;
            tell(fmt::format("        screen: {}{}", flow::name_of(step.visit.state), code_of(step.visit)));
        });
    }
    void begin(const char* title) {
        title_ = title;
        start_ = rig_.now();
        fmt::print("\n== Check-in {} ==\n", title);
    }
    void tell(const std::string& what) const {
        const std::chrono::duration<double> since = rig_.now() - start_;
        fmt::print("  {:6.2f} s  {}\n", since.count(), what);
        std::fflush(stdout);
    }

private:
    static std::string code_of(const flow::Visit& visit) {
        return visit.error
                   ? fmt::format("  ({:03} {})", base::line_of(*visit.error).number, base::name_of(*visit.error))
                   : "";
    }
    Rig& rig_;
    std::string title_;
    base::MonoTime start_;
};

int fail(const std::string& why) {
    fmt::print(stderr, "uketsuke-sim: {}\n", why);
    return 1;
}

/// All that a demo leaves.
constexpr std::string_view kLeft[] = {"storyboard.png", "face",        "audit.jsonl",  "counters",
                                      "journal.key",    "journal.pub", "devices.toml", "devices.found.toml",
                                      "staff_calls.log", "desk.html"};

/// Takes away what an earlier demo left, and touches nothing else: a folder with other things in it is refused.
base::Result<void> empty_folder(const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    for (const auto& entry : std::filesystem::directory_iterator(folder, error))
        if (std::find(std::begin(kLeft), std::end(kLeft), entry.path().filename().string()) == std::end(kLeft))
            return base::fail(
                base::ErrorCode::file_unreadable,
                fmt::format("{} holds other things than a demo's; name an empty folder", folder.string()));
    for (const auto name : kLeft)
        if (!error) std::filesystem::remove_all(folder / name, error);
    if (error)
        return base::fail(base::ErrorCode::file_unreadable, fmt::format("{}: {}", folder.string(), error.message()));
    return {};
}

int tell_what_is_left(const RealRig& rig, const std::filesystem::path& out) {
    const auto checked = audit::verify_journal(rig.journal());
    if (!checked || checked->first_bad_line) return fail("the journal does not hold");
    fmt::print("\nIn {}:\n  storyboard.png   the visits, screen by screen\n", out.string());
    fmt::print("  desk.html        what the clerk's page shows then\n");
    for (const auto& entry : std::filesystem::directory_iterator(rig.results()))
        fmt::print("  face/{}\n", entry.path().filename().string());
    fmt::print("  audit.jsonl      {} records, the hash chain holds\n", checked->records);
    return 0;
}

}  // namespace

int run_demo(const DemoOptions& options) {
    if (auto emptied = empty_folder(options.out); !emptied) return fail(emptied.error().detail);
    RealRig::Options rig_options;
    rig_options.start = *base::parse_iso8601("2026-11-24T09:00:00+09:00");
    rig_options.folder = options.out;
    rig_options.air_time = true;
    rig_options.window = options.window;
    const auto desk = DeskPage::create();
    if (!desk) return fail(desk.error().detail);
    rig_options.settings.desk_socket = (*desk)->socket();
    auto created = RealRig::create(rig_options);
    if (!created) return fail(fmt::format("{}: {}", base::name_of(created.error().code), created.error().detail));
    auto& rig = **created;
    fmt::print("Here: {}.\n", rig.about());

    Narrator narrator(rig);
    StoryboardMaker album(rig);
    Player player(rig, {rig_options.paths.people, std::filesystem::path(UKETSUKE_SCENARIOS) / "golden", false,
                        [&](const std::string& line) { narrator.tell(line); }, [&] { album.look(); }});
    const auto chapters = options.impostor ? std::vector{kImpostor} : std::vector{kByFace, kByPin};
    for (const auto& chapter : chapters) {
        const auto script =
            load_script(std::filesystem::path(UKETSUKE_SCENARIOS) / (std::string(chapter.scenario) + ".scn"));
        if (!script) return fail(script.error().detail);
        rig.advance_until([&] { return rig.kiosk().visit().state == flow::State::idle; }, std::chrono::seconds{10});
        narrator.begin(chapter.title);
        album.begin(chapter.title);
        const auto outcome = player.play(*script);
        if (!outcome.problems.empty()) return fail(outcome.problems.front());
    }
    if (auto written = album.write_storyboard(options.out / "storyboard.png", "Uketsuke: the visits, screen by screen");
        !written)
        return fail(written.error().detail);
    rig.advance_until([&] { return (*desk)->complete(); }, std::chrono::seconds{10});
    if (auto written = (*desk)->write(options.out / "desk.html"); !written) return fail(written.error().detail);
    return tell_what_is_left(rig, options.out);
}

}  // namespace uketsuke::sim
