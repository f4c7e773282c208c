// SPDX-License-Identifier: Apache-2.0
#include "player.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "firmware/flow/state_table.hpp"
#include "sim/rig/clinic.hpp"

namespace uketsuke::sim {
namespace {

using namespace std::chrono_literals;
constexpr base::Duration kPatience = 10s;
constexpr base::Duration kSettle = 20ms;  ///< what a touch sets off at once

/// "tries=2" → 2 when the word starts so.
std::optional<int> number_after(std::string_view word, std::string_view name) {
    if (!word.starts_with(name) || word.size() <= name.size() || word[name.size()] != '=') return {};
    word.remove_prefix(name.size() + 1);
    int value = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    return error == std::errc{} && end == word.data() + word.size() ? std::optional{value} : std::nullopt;
}

/// Takes "within 2s" off the end of the words.
base::Duration take_limit(std::vector<std::string>& words, base::Duration otherwise = kPatience) {
    if (words.size() < 2 || words[words.size() - 2] != "within") return otherwise;
    const auto limit = parse_duration(words.back());
    if (!limit) return otherwise;
    words.resize(words.size() - 2);
    return *limit;
}

std::string slurp(const std::filesystem::path& file) {
    std::ifstream in(file);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

int files_in(const std::filesystem::path& folder) {
    std::error_code error;
    int count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error))
        count += entry.is_regular_file() ? 1 : 0;
    return count;
}

std::string last_line_of(const std::filesystem::path& file) {
    std::ifstream in(file);
    std::string last;
    for (std::string line; std::getline(in, line);) last = line;
    return last;
}

int lines_in(const std::filesystem::path& file) {
    std::ifstream in(file);
    int count = 0;
    for (std::string line; std::getline(in, line);) ++count;
    return count;
}

/// Event names of a journal, in order.
std::vector<std::string> events_in(const std::filesystem::path& journal) {
    std::vector<std::string> events;
    std::ifstream in(journal);
    const std::string mark = "\"event\":\"";
    for (std::string line; std::getline(in, line);) {
        const auto at = line.find(mark);
        if (at == std::string::npos) continue;
        const auto from = at + mark.size();
        events.push_back(line.substr(from, line.find('"', from) - from));
    }
    return events;
}

/// The result file that was written last: their names count up.
std::string newest_result(const std::filesystem::path& folder) {
    std::filesystem::path newest;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error))
        newest = std::max(newest, entry.path());
    return newest.empty() ? "" : slurp(newest);
}

/// Others may stand between.
bool stand_in_order(const std::vector<std::string>& events, const std::vector<std::string>& wanted) {
    auto at = events.begin();
    for (const auto& event : wanted) {
        at = std::find(at, events.end(), event);
        if (at == events.end()) return false;
        ++at;
    }
    return true;
}

}  // namespace

Player::Player(Rig& rig, Options options) : rig_(rig), options_(std::move(options)) {
    rig_.kiosk().watch([this](const flow::Session&, const flow::Event&, const flow::Step& step) {
        outcome_.rows.insert(step.row);
        outcome_.states.insert(step.session.state);
        if (step.session.error) outcome_.errors.insert(*step.session.error);
    });
}

bool Player::advance_until(const std::function<bool()>& done, base::Duration limit) {
    return rig_.advance_until(
        [&] {
            if (options_.meanwhile) options_.meanwhile();
            return done();
        },
        limit);
}

Outcome Player::play(const Script& script) {
    outcome_ = {};
    for (const auto& line : script.lines) {
        if (options_.say) options_.say(line.text);
        if (auto problem = carry_out(line)) {
            outcome_.problems.push_back(fmt::format("{}:{}: {}: {}", script.name, line.number, line.text, *problem));
            return outcome_;
        }
        ++outcome_.steps;
    }
    if (auto problem = unfired()) outcome_.problems.push_back(fmt::format("{}: {}", script.name, *problem));
    return outcome_;
}

Player::Problem Player::carry_out(const Line& line) {
    const auto result = [](const base::Result<void>& r) { return r ? Problem{} : Problem{r.error().detail}; };
    switch (line.verb) {
        case Verb::card: return hold(line, domain::kCardSlot);
        case Verb::phone: return hold(line, domain::kPhoneSlot);
        case Verb::insert: return move(line, [&](int slot) { return result(rig_.insert(slot)); });
        case Verb::remove:
            return move(line, [&](int slot) {
                rig_.remove(slot);
                return Problem{};
            });
        case Verb::tap: return tap(line);
        case Verb::type: return type(line);
        case Verb::look: return result(rig_.look(line.words[0]));
        case Verb::today: return today(line.words[0]);
        case Verb::fault: return fault(line);
        case Verb::expect: return expect(line);
        case Verb::golden: return golden(line.words[0]);
        case Verb::audit: return audit(line);
        case Verb::wait: {
            const auto duration = parse_duration(line.words[0]);
            if (!duration) return "write 2s or 350ms";
            advance_until([] { return false; }, *duration);
            return {};
        }
    }
    return "unknown verb";
}

Player::Problem Player::hold(const Line& line, int slot) {
    auto person = load_person(options_.people / (line.words[0] + ".toml"));
    if (!person) return person.error().detail;
    if ((person->medium == domain::Medium::card) != (slot == domain::kCardSlot))
        return slot == domain::kCardSlot ? "this person comes with a phone" : "this person has no phone";
    for (std::size_t i = 1; i < line.words.size(); ++i) {
        if (const auto left = number_after(line.words[i], "pin_tries"))
            person->pin_tries = *left;
        else if (const auto surface = number_after(line.words[i], "surface_tries"))
            person->surface_tries = *surface;
        else
            return fmt::format("a card has no '{}'", line.words[i]);
    }
    const auto held = rig_.hold(*person);
    return held ? Problem{} : Problem{held.error().detail};
}

Player::Problem Player::move(const Line& line, const std::function<Problem(int slot)>& how) {
    if (line.words.empty()) return how(domain::kCardSlot);
    return line.words[0] == "phone" ? how(domain::kPhoneSlot) : Problem{"write nothing, or `phone`"};
}

/// A day at the kiosk's time of day, or a day and a time.
Player::Problem Player::today(const std::string& day) {
    const auto now = rig_.wall();
    const auto time = base::parse_iso8601(day.size() == 10 ? day + base::to_iso8601(now).substr(10) : day);
    if (!time) return "write 2025-12-01 or 2025-12-01T23:59:58+09:00";
    const auto set = rig_.set_clock(*time);
    return set ? Problem{} : Problem{set.error().detail};
}

/// The button with this label; with a number, the one that comes so many-th with exactly this label.
Player::Problem Player::tap(const Line& line) {
    const auto& scene = rig_.kiosk().scene();
    const auto* node = ui::find_label(scene, line.words[0]);
    if (line.words.size() > 1) {
        int left = std::atoi(line.words[1].c_str());
        const auto is_it = [&](const ui::Node& n) {
            return n.touchable() && ui::plain(n.text) == line.words[0] && --left == 0;
        };
        const auto found = std::find_if(scene.nodes.begin(), scene.nodes.end(), is_it);
        node = found == scene.nodes.end() ? nullptr : &*found;
    }
    return node != nullptr ? touch(*node) : no_button();
}

Player::Problem Player::no_button() {
    std::string labels;
    for (const auto& node : rig_.kiosk().scene().nodes)
        if (node.touchable()) labels += fmt::format(" [{}]", ui::plain(node.text));
    return fmt::format("no such button on screen {}:{}", flow::name_of(rig_.kiosk().session().state), labels);
}

Player::Problem Player::touch(const ui::Node& node) {
    const auto what = node.touch;  // the node goes with its scene as soon as the kiosk shows the next one
    if (const auto* action = std::get_if<flow::Tap>(&what))
        rig_.kiosk().handle(ui::Input{*action});
    else if (const auto* key = std::get_if<ui::PinKey>(&what))
        rig_.kiosk().handle(ui::Input{*key});
    advance_until([] { return false; }, kSettle);
    return {};
}

/// Digits; "staff password" is the clinic's, "surface" the digits that are printed on the held card.
Player::Problem Player::type(const Line& line) {
    std::string digits = line.words[0];
    if (digits == "staff" && line.words.size() == 2 && line.words[1] == "password")
        digits = Clinic::kStaffPassword;
    else if (digits == "surface" && line.words.size() == 1 && rig_.held() != nullptr)
        digits = rig_.held()->number_b();
    else if (line.words.size() > 1)
        return "write digits, `staff password` or `surface`";
    for (const char digit : digits) {
        const auto* key = ui::find_label(rig_.kiosk().scene(), std::string(1, digit));
        if (key == nullptr) return no_button();
        if (auto problem = touch(*key)) return problem;
    }
    return {};
}

Player::Problem Player::fault(const Line& line) {
    if (auto problem = unfired()) return problem;
    std::string words;
    for (std::size_t i = 1; i < line.words.size(); ++i) words += (i > 1 ? " " : "") + line.words[i];
    const auto set = rig_.fault(line.words[0], words);
    if (!set) return set.error().detail;
    // A swap has happened when the line was carried out; a mended device has nothing to fire.
    if (words == "none" || words.starts_with("swap"))
        devices_with_faults_.erase(line.words[0]);
    else
        devices_with_faults_.insert(line.words[0]);
    return {};
}

Player::Problem Player::unfired() const {
    for (const auto& device : devices_with_faults_)
        if (rig_.fired(device) == 0) return fmt::format("the fault of '{}' never fired", device);
    return {};
}

Player::Problem Player::expect(const Line& line) {
    if (line.words[0] == "screen") return expect_screen(line);
    if (line.words[0] == "text") return expect_text(line);
    if (line.words[0] == "earcon") return expect_sound(line, rig_.kiosk().scene().earcon);
    if (line.words[0] == "prompt") return expect_sound(line, rig_.kiosk().scene().prompt);
    if (line.words[0] == "desk") return expect_desk(line);
    if (line.words[0] == "document") return expect_document(line);
    return expect_count(line);
}

Player::Problem Player::expect_screen(const Line& line) {
    auto words = line.words;
    const auto limit = take_limit(words);
    const auto& rows = flow::state_table();
    if (std::none_of(rows.begin(), rows.end(), [&](const flow::StateRow& row) { return row.name == words[1]; }))
        return "there is no such screen";
    std::optional<int> tries, error;
    for (std::size_t i = 2; i < words.size(); ++i) {
        if (const auto left = number_after(words[i], "tries"))
            tries = left;
        else if (const auto number = number_after(words[i], "error"))
            error = number;
        else
            return fmt::format("no such expectation: '{}'", words[i]);
    }
    const auto& session = rig_.kiosk().session();
    const auto tries_now = [&] { return session.info ? session.info->pin.left : -1; };
    const auto error_now = [&] { return session.error ? base::line_of(*session.error).number : 0; };
    const auto there = [&] {
        return flow::name_of(session.state) == words[1] && (!tries || *tries == tries_now()) &&
               (!error || *error == error_now());
    };
    if (advance_until(there, limit)) return {};
    return fmt::format("it is screen {} tries={} error={:03}", flow::name_of(session.state), tries_now(), error_now());
}

Player::Problem Player::expect_text(const Line& line) {
    auto words = line.words;
    const auto limit = take_limit(words);
    const auto shown = [&] {
        const auto& nodes = rig_.kiosk().scene().nodes;
        return std::any_of(nodes.begin(), nodes.end(), [&](const ui::Node& node) {
            return ui::plain(node.text).find(words[1]) != std::string::npos ||
                   ui::plain(node.detail).find(words[1]) != std::string::npos;
        });
    };
    return advance_until(shown, limit) ? Problem{} : Problem{"it is not on the screen"};
}

Player::Problem Player::expect_sound(const Line& line, const std::string& now) {
    return now == line.words[1] ? Problem{} : Problem{fmt::format("it is '{}'", now)};
}

/// The last line that the desk got has all these words in it.
Player::Problem Player::expect_desk(const Line& line) {
    auto words = line.words;
    const auto limit = take_limit(words, kSettle);
    std::string last;
    const auto there = [&] {
        last = last_line_of(rig_.desk());
        return std::all_of(words.begin() + 1, words.end(),
                           [&](const std::string& word) { return last.find(word) != std::string::npos; });
    };
    return advance_until(there, limit) ? Problem{} : Problem{fmt::format("the desk was told: {}", last)};
}

/// The newest result document has each of these words: "PharmacistsInfoConsFlg>1".
Player::Problem Player::expect_document(const Line& line) {
    const auto document = newest_result(rig_.results());
    for (std::size_t i = 1; i < line.words.size(); ++i) {
        const bool absent = line.words[i].starts_with('!');
        if ((document.find(line.words[i].substr(absent ? 1 : 0)) == std::string::npos) != absent)
            return fmt::format("'{}': {}", line.words[i], document);
    }
    return {};
}

/// Numbers that judge from outside: result files, VERIFYs that the card saw, tries that the card has left.
Player::Problem Player::expect_count(const Line& line) {
    const auto& what = line.words[0];
    int wanted = 0;
    std::from_chars(line.words[1].data(), line.words[1].data() + line.words[1].size(), wanted);
    int seen = 0;
    if (what == "results") {
        seen = files_in(rig_.results());
    } else if (what == "desk_lines") {
        seen = lines_in(rig_.desk());
    } else if (rig_.card() != nullptr && what == "verifies") {
        for (const auto& [pin, count] : rig_.card()->log().verifies) seen += count;
    } else if (rig_.card() != nullptr && what == "pin_left") {
        seen = rig_.card()->tries_left(0x0018);
    } else if (rig_.card() != nullptr && what == "surface_left") {
        seen = rig_.card()->tries_left(0x0012);
    } else {
        return fmt::format("'{}' cannot be counted", what);
    }
    return seen == wanted ? Problem{} : Problem{fmt::format("{} {}", what, seen)};
}

Player::Problem Player::golden(const std::string& name) {
    const auto file = options_.goldens / (name + ".txt");
    const auto text = ui::to_text(rig_.kiosk().scene());
    ++outcome_.goldens;
    if (options_.update_goldens) {
        std::ofstream(file) << text;
        return {};
    }
    if (!std::filesystem::exists(file))
        return fmt::format("there is no golden {} (UPDATE_GOLDENS=1 makes it)", file.string());
    return slurp(file) == text ? Problem{} : Problem{fmt::format("differs from {}:\n{}", file.string(), text)};
}

Player::Problem Player::audit(const Line& line) {
    auto words = line.words;
    const auto limit = take_limit(words, kSettle);
    std::vector<std::string> events;
    const auto there = [&] {
        events = events_in(rig_.journal());
        return stand_in_order(events, words);
    };
    if (advance_until(there, limit)) return {};
    return fmt::format("the journal holds: {}", fmt::join(events, " "));
}

}  // namespace uketsuke::sim
