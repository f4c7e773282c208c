// SPDX-License-Identifier: Apache-2.0
#include "player.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <sstream>

#include "firmware/flow/state_table.hpp"

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
        case Verb::card: return card(line);
        case Verb::insert: return result(rig_.insert());
        case Verb::remove: rig_.remove(); return {};
        case Verb::tap: return tap(line.words[0]);
        case Verb::type: return type(line.words[0]);
        case Verb::look: return result(rig_.look(line.words[0]));
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

Player::Problem Player::card(const Line& line) {
    auto person = load_person(options_.people / (line.words[0] + ".toml"));
    if (!person) return person.error().detail;
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

Player::Problem Player::tap(const std::string& label) {
    const auto* node = ui::find_label(rig_.kiosk().scene(), label);
    if (node == nullptr) return fmt::format("no such button on screen {}", flow::name_of(rig_.kiosk().session().state));
    const auto touch = node->touch;  // the node goes with its scene as soon as the kiosk shows the next one
    if (const auto* action = std::get_if<flow::Action>(&touch))
        rig_.kiosk().handle(ui::Input{*action});
    else if (const auto* key = std::get_if<ui::PinKey>(&touch))
        rig_.kiosk().handle(ui::Input{*key});
    advance_until([] { return false; }, kSettle);
    return {};
}

Player::Problem Player::type(const std::string& digits) {
    for (const char digit : digits)
        if (auto problem = tap(std::string(1, digit))) return problem;
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

/// Numbers that judge from outside: result files, VERIFYs that the card saw, tries that the card has left.
Player::Problem Player::expect_count(const Line& line) {
    const auto& what = line.words[0];
    int wanted = 0;
    std::from_chars(line.words[1].data(), line.words[1].data() + line.words[1].size(), wanted);
    int seen = 0;
    if (what == "results") {
        seen = files_in(rig_.results());
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
