// SPDX-License-Identifier: Apache-2.0
#include "window.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/live/fault_choices.hpp"
#include "sim/live/session.hpp"
#include "sim/real_rig/real_rig.hpp"

namespace uketsuke::sim {
namespace {

/// The developer's side of the window: keys in, lines out. Each key is a verb of the table, so that it is recorded.
class Dock {
public:
    Dock(RealRig& rig, Session& session) : rig_(rig), session_(session) {
        auto people = load_people(Paths{}.people);
        if (people) people_ = std::move(*people);
        std::stable_sort(people_.begin(), people_.end(),
                         [](const Person& a, const Person& b) { return rank(a.key) < rank(b.key); });
        choose(0);
    }

    /// False: the window was closed.
    bool handle(const ui::Input& input) {
        if (std::holds_alternative<ui::Quit>(input)) return false;
        const auto* key = std::get_if<ui::DeveloperKey>(&input);
        if (key == nullptr) return true;
        if (key->character == U'q' || key->character == 27) return false;
        press(key->character);
        rig_.set_strip(lines());
        return true;
    }
    [[nodiscard]] std::vector<std::string> lines() const {
        std::vector<std::string> lines{"SIMULATOR",
                                       "",
                                       "i  lay the card down, hold the phone there",
                                       "r  take it away",
                                       "v  look at camera / away",
                                       "o  another person looks",
                                       "a  next attack",
                                       "f  next fault",
                                       "n  next person",
                                       "q  quit",
                                       ""};
        const auto first = person_ < kShown / 2 ? 0 : person_ - kShown / 2;
        for (std::size_t i = first; i < std::min(people_.size(), first + kShown); ++i)
            lines.push_back(fmt::format("{} {} {}", i == person_ ? ">" : "  ", i < 9 ? std::to_string(i + 1) : " ",
                                        people_[i].key));
        lines.push_back("");
        if (!people_.empty()) {
            lines.push_back(people_[person_].remark);
            lines.push_back(fmt::format("PIN  {}   staff  {}", people_[person_].pin, kStaffPassword));
        }
        lines.push_back(fmt::format("card  {}", lying_ ? "on the reader" : "in the hand"));
        lines.push_back(fmt::format("camera  {}", looks_));
        lines.push_back(fault_ != 0 ? fmt::format("fault  {} {}", chosen().device, chosen().words) : "fault  none");
        if (!problem_.empty()) lines.push_back(problem_);
        return lines;
    }

private:
    static constexpr std::size_t kShown = 14;
    [[nodiscard]] const FaultChoice& chosen() const { return fault_choices()[fault_ - 1]; }
    [[nodiscard]] bool has_card() const { return people_[person_].medium == domain::Medium::card; }
    /// The two to begin with stand first, the others by name.
    static int rank(const std::string& key) { return key == "hanako" ? 0 : key == "taro" ? 1 : 2; }

    void press(char32_t key) {
        problem_.clear();
        if (key == U'i' && say(has_card() ? "insert" : "insert phone")) lying_ = true;
        if (key == U'r' && say(has_card() ? "remove" : "remove phone")) lying_ = false;
        if (key == U'v') look(looks_ == "nobody" ? people_[person_].key : "nobody");
        if (key == U'o') look(people_[(person_ + 1) % people_.size()].key);
        if (key == U'a') next_attack();
        if (key == U'f') next_fault();
        if (key == U'n') choose((person_ + 1) % people_.size());
        if (key >= U'1' && key <= U'9' && key - U'1' < people_.size()) choose(key - U'1');
    }
    void choose(std::size_t person) {
        if (person >= people_.size()) return;
        if (lying_) press(U'r');
        person_ = person;
        say(fmt::format("{} {}", has_card() ? "card" : "phone", people_[person].key));
        look(people_[person].key);
    }
    void look(const std::string& who) {
        if (say("look " + who)) looks_ = who;
    }
    void next_attack() {
        const auto known = looks();
        look(std::string(known[attack_].word));
        attack_ = (attack_ + 1) % known.size();
    }
    void next_fault() {
        if (fault_ != 0) say(fmt::format("fault {} none", chosen().device));
        fault_ = (fault_ + 1) % (fault_choices().size() + 1);
        if (fault_ != 0) say(fmt::format("fault {} {}", chosen().device, chosen().words));
    }
    bool say(const std::string& words) {
        const auto line = parse_line(words);
        const auto problem = line ? session_.carry_out(*line).problem : Problem{"a verb", line.error().detail};
        if (problem) problem_ = fmt::format("{}: {}", problem->expected, problem->found);
        return !problem;
    }

    RealRig& rig_;
    Session& session_;
    std::vector<Person> people_;
    std::size_t person_ = 0;
    std::size_t fault_ = 0;  ///< 0: none; else one more than its place
    std::size_t attack_ = 0;
    bool lying_ = false;
    std::string looks_ = "nobody";
    std::string problem_;
};

/// Of the kiosk that a window shows; null without a file.
std::unique_ptr<Recorder> recorder_for(const std::string& file, Rig& rig) {
    if (file.empty()) return {};
    const std::vector<std::string> header{"# Recorded by hand.", fmt::format("version {}", kVerbsVersion),
                                          "rig     real", "facts   staff_check=on phone_reader=on languages=all"};
    return std::make_unique<Recorder>(rig, header, file);
}

}  // namespace

int run_window(const std::string& record, const std::string& desk, const std::string& name) {
    const TemporaryFolder folder;
    Recorder* recorder = nullptr;
    RealRig::Options options;
    options.touched = [&recorder](const ui::Input& input) {
        if (recorder != nullptr) recorder->touched(input);
    };
    options.start = *base::parse_iso8601("2026-11-24T09:00:00+09:00");
    options.folder = folder.path();
    options.air_time = true;
    options.window = true;
    options.settings.staff_check_codes = staff_codes();
    options.settings.phone_reader_name = kPhoneReader;
    options.settings.desk_socket = desk;
    if (!name.empty()) options.settings.results_kiosk = name;
    offer_every_language(options.settings);
    options.strip = {"SIMULATOR"};
    auto rig = RealRig::create(options);
    if (!rig) {
        fmt::print(stderr, "uketsuke-sim: {}: {}\n", base::name_of(rig.error().code), rig.error().detail);
        return 1;
    }
    fmt::print("Here: {}.\nResults and journal: {} (gone when the window closes)\n", (*rig)->about(),
               folder.path().string());
    Session session(**rig, {.people = options.paths.people}, recorder_for(record, **rig));
    recorder = session.recorder();
    Dock dock(**rig, session);
    (*rig)->set_strip(dock.lines());
    for (bool open = true; open;) {
        (*rig)->advance_until([] { return false; }, base::Duration{50});
        for (const auto& input : (*rig)->take_developer_inputs()) open = open && dock.handle(input);
    }
    return 0;
}

}  // namespace uketsuke::sim
