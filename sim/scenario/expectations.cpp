// SPDX-License-Identifier: Apache-2.0
// What a scenario expects: on the screen, in the clinic's files, of the card, in the journal.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <sstream>

#include "firmware/base/enumeration.hpp"
#include "line_words.hpp"
#include "player.hpp"

namespace uketsuke::sim {
namespace {

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

Player::Trouble Player::expect(const Line& line) {
    if (line.words[0] == "screen") return expect_screen(line);
    if (line.words[0] == "text") return expect_text(line);
    if (line.words[0] == "earcon") return expect_sound(line, rig_.kiosk().scene().earcon);
    if (line.words[0] == "prompt") return expect_sound(line, rig_.kiosk().scene().prompt);
    if (line.words[0] == "comfort") return expect_comfort(line);
    if (line.words[0] == "desk") return expect_desk(line);
    if (line.words[0] == "metrics") return expect_metrics(line);
    if (line.words[0] == "document" || line.words[0] == "fhir" || line.words[0] == "answer")
        return expect_document(line);
    return expect_count(line);
}

Player::Trouble Player::expect_screen(const Line& line) {
    auto words = line.words;
    const auto limit = take_limit(words);
    if (!base::value_named<flow::State>(words[1])) return Problem{"a screen of the state table", words[1]};
    std::optional<int> tries, error;
    for (std::size_t i = 2; i < words.size(); ++i) {
        if (const auto left = number_after(words[i], "tries"))
            tries = left;
        else if (const auto number = number_after(words[i], "error"))
            error = number;
        else
            return Problem{"tries=N or error=N", words[i]};
    }
    const auto& visit = rig_.kiosk().visit();
    const auto tries_now = [&] { return visit.info ? visit.info->pin.left : -1; };
    const auto error_now = [&] { return visit.error ? base::line_of(*visit.error).number : 0; };
    const auto there = [&] {
        return flow::name_of(visit.state) == words[1] && (!tries || *tries == tries_now()) &&
               (!error || *error == error_now());
    };
    if (advance_until(there, limit)) return {};
    return Problem{fmt::format("{}", fmt::join(words, " ")),
                   fmt::format("screen {} tries={} error={:03}", flow::name_of(visit.state), tries_now(), error_now())};
}

Player::Trouble Player::expect_text(const Line& line) {
    auto words = line.words;
    const auto limit = take_limit(words);
    const auto shown = [&] {
        const auto& nodes = rig_.kiosk().scene().nodes;
        return std::any_of(nodes.begin(), nodes.end(), [&](const ui::Node& node) {
            return ui::plain(node.text).find(words[1]) != std::string::npos ||
                   ui::plain(node.detail).find(words[1]) != std::string::npos;
        });
    };
    if (advance_until(shown, limit)) return {};
    return Problem{words[1], ui::to_text(rig_.kiosk().scene())};
}

Player::Trouble Player::expect_sound(const Line& line, const std::string& now) {
    return now == line.words[1] ? Trouble{} : Problem{line.words[1], now};
}

/// The visit is shown so: each of the words is one of these.
Player::Trouble Player::expect_comfort(const Line& line) {
    const auto& comfort = rig_.kiosk().visit().comfort;
    const auto on = [](bool is) { return is ? "on" : "off"; };
    const std::vector<std::string> now{
        fmt::format("size={}", base::enumerator_name(comfort.size)),
        fmt::format("theme={}", base::enumerator_name(comfort.theme)), fmt::format("slow={}", on(comfort.slow)),
        fmt::format("reach={}", on(comfort.reach)), fmt::format("hold={}", on(comfort.hold))};
    const bool all = std::all_of(line.words.begin() + 1, line.words.end(), [&](const auto& word) {
        return std::find(now.begin(), now.end(), word) != now.end();
    });
    return all ? Trouble{}
               : Problem{fmt::format("{}", fmt::join(line.words, " ")), fmt::format("{}", fmt::join(now, " "))};
}

/// The last line that the desk got has all these words in it.
Player::Trouble Player::expect_desk(const Line& line) {
    auto words = line.words;
    const auto limit = take_limit(words, kSettle);
    std::string last;
    const auto there = [&] {
        last = last_line_of(rig_.desk());
        return std::all_of(words.begin() + 1, words.end(),
                           [&](const std::string& word) { return last.find(word) != std::string::npos; });
    };
    if (advance_until(there, limit)) return {};
    return Problem{fmt::format("the desk was told {}", fmt::join(words.begin() + 1, words.end(), ", ")), last};
}

/// The file of metrics has each of these lines.
Player::Trouble Player::expect_metrics(const Line& line) {
    auto words = line.words;
    const auto limit = take_limit(words, kSettle);
    std::string metrics;
    const auto there = [&] {
        metrics = "\n" + slurp(rig_.results().parent_path() / "uketsuke.prom");
        return std::all_of(words.begin() + 1, words.end(), [&](const std::string& word) {
            return metrics.find("\n" + word + "\n") != std::string::npos;
        });
    };
    if (advance_until(there, limit)) return {};
    return Problem{fmt::format("metrics {}", fmt::join(words.begin() + 1, words.end(), ", ")), metrics};
}

/// The newest result document, FHIR file, or answer to a request has each of these words: "PharmacistsInfoConsFlg>1".
Player::Trouble Player::expect_document(const Line& line) {
    constexpr std::array kElsewhere{std::pair{"fhir", "fhir"}, std::pair{"answer", "res"}};
    auto words = line.words;
    const auto limit = take_limit(words, kSettle);
    auto folder = rig_.results();
    for (const auto& [what, name] : kElsewhere)
        if (words[0] == what) folder = folder.parent_path() / name;
    std::string document;
    const auto is_wrong = [&](const std::string& word) {
        const bool absent = word.starts_with('!');
        return (document.find(word.substr(absent ? 1 : 0)) == std::string::npos) != absent;
    };
    const auto wrong = [&] {
        document = newest_result(folder);
        return std::find_if(words.begin() + 1, words.end(), is_wrong);
    };
    if (advance_until([&] { return wrong() == words.end(); }, limit)) return {};
    return Problem{fmt::format("{} in the newest {}", *wrong(), words[0]), document};
}

/// Numbers that judge from outside: result files, VERIFYs that the card saw, tries that the card has left.
Player::Trouble Player::expect_count(const Line& line) {
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
    } else if (rig_.card() != nullptr && what == "number_b_left") {
        seen = rig_.card()->tries_left(0x0012);
    } else {
        return Problem{"an expectation (docs/verbs.md)", what};
    }
    return seen == wanted ? Trouble{} : Problem{fmt::format("{} {}", what, line.words[1]), std::to_string(seen)};
}

Player::Trouble Player::golden(const std::string& name) {
    const auto file = options_.goldens / (name + ".txt");
    const auto text = ui::to_text(rig_.kiosk().scene());
    ++outcome_.goldens;
    if (options_.update_goldens) {
        std::ofstream(file) << text;
        return {};
    }
    if (!std::filesystem::exists(file))
        return Problem{fmt::format("golden {} (UPDATE_GOLDENS=1 makes it)", file.string()), "there is none"};
    return slurp(file) == text ? Trouble{} : Problem{fmt::format("the golden {}", file.string()), text};
}

Player::Trouble Player::audit(const Line& line) {
    auto words = line.words;
    const auto limit = take_limit(words, kSettle);
    std::vector<std::string> events;
    const auto there = [&] {
        events = events_in(rig_.journal());
        return stand_in_order(events, words);
    };
    if (advance_until(there, limit)) return {};
    return Problem{fmt::format("{}", fmt::join(words, " ")), fmt::format("{}", fmt::join(events, " "))};
}

}  // namespace uketsuke::sim
