// SPDX-License-Identifier: Apache-2.0
#include "script.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>

namespace uketsuke::sim {
namespace {

using base::ErrorCode;
using namespace std::string_view_literals;

struct VerbRule {
    std::string_view name;
    Verb verb;
    std::size_t least, most;  ///< words after it
};
constexpr std::array kVerbs{
    VerbRule{"card"sv, Verb::card, 1, 9},     VerbRule{"phone"sv, Verb::phone, 1, 9},
    VerbRule{"insert"sv, Verb::insert, 0, 1}, VerbRule{"remove"sv, Verb::remove, 0, 1},
    VerbRule{"tap"sv, Verb::tap, 1, 2},       VerbRule{"type"sv, Verb::type, 1, 2},
    VerbRule{"look"sv, Verb::look, 1, 1},     VerbRule{"today"sv, Verb::today, 1, 1},
    VerbRule{"fault"sv, Verb::fault, 2, 5},   VerbRule{"expect"sv, Verb::expect, 2, 9},
    VerbRule{"golden"sv, Verb::golden, 1, 1}, VerbRule{"audit"sv, Verb::audit, 1, 40},
    VerbRule{"wait"sv, Verb::wait, 1, 1},     VerbRule{"request"sv, Verb::request, 1, 1},
    VerbRule{"touch"sv, Verb::touch, 2, 2},   VerbRule{"key"sv, Verb::key, 1, 2},
    VerbRule{"heard"sv, Verb::heard, 1, 9},   VerbRule{"unheard"sv, Verb::unheard, 1, 9},
    VerbRule{"headphones"sv, Verb::headphones, 1, 1},
};

/// What `facts` may say about the kiosk: its settings.
struct FactRule {
    std::string_view word;
    void (*set)(config::Config&);
};
using Settings = config::Config;
constexpr std::array kFacts{
    FactRule{"camera=optional", [](Settings& s) { s.camera_required = false; }},
    FactRule{"face=off", [](Settings& s) { s.card_front_camera_device.clear(); }},
    FactRule{"staff_check=on", [](Settings& s) { s.staff_check_codes = staff_codes(); }},
    FactRule{"staff_check=password", [](Settings& s) { s.staff_check_password_hash = staff_codes().front().hash; }},
    FactRule{"phone_reader=on", [](Settings& s) { s.phone_reader_name = kPhoneReader; }},
    FactRule{"reader=flat_face_down", [](Settings& s) { s.reader_shape = "flat_face_down"; }},
    FactRule{"reader=upright", [](Settings& s) { s.reader_shape = "upright"; }},
    FactRule{"reader=front_slot", [](Settings& s) { s.reader_shape = "front_slot"; }},
    FactRule{"language=en", [](Settings& s) { s.language_default = "en"; }},
    FactRule{"size=large", [](Settings& s) { s.screen_text_size = "large"; }},
    FactRule{"theme=dark", [](Settings& s) { s.screen_theme = "high_contrast_dark"; }},
    FactRule{"slow=on", [](Settings& s) { s.screen_slow = true; }},
    FactRule{"requests=on",
             [](Settings& s) {
                 s.requests_folder = "req";
                 s.requests_answers = "res";
             }},
    FactRule{"infrared=on", [](Settings& s) { s.infrared_camera_device = "/simulated"; }},
    FactRule{"fhir=on", [](Settings& s) { s.results_fhir_folder = "fhir"; }},
    FactRule{"languages=all", offer_every_language},
    FactRule{"revocation=refuse", [](Settings& s) { s.card_revocation_stale = "refuse"; }},
    FactRule{"number=off", [](Settings& s) { s.results_show_reference_number = false; }},
    FactRule{"typing=off", [](Settings& s) { s.number_b_typing = false; }},
    FactRule{"high_cost=on", [](Settings& s) { s.asks[domain::Question::high_cost] = true; }},
    FactRule{"pharmacy=on", [](Settings& s) { s.prescription_pharmacy = true; }},
    FactRule{"prescription=both", [](Settings& s) { s.prescription_setting = "both"; }},
    FactRule{"prescription=electronic_only", [](Settings& s) { s.prescription_setting = "electronic_only"; }},
    FactRule{"prescription=paper_only", [](Settings& s) { s.prescription_setting = "paper_only"; }},
    FactRule{"asked=at_reader", [](Settings& s) { s.prescription_asked = "at_reader"; }},
};

/// Words at blanks; "quoted words" stay together; `#` outside quotes ends the line.
std::vector<std::string> words_of(std::string_view line) {
    std::vector<std::string> words;
    bool quoted = false, open = false;
    for (const char c : line) {
        if (c == '"') {
            quoted = !quoted;
            if (quoted) words.emplace_back();
            open = quoted;
        } else if (!quoted && c == '#') {
            break;
        } else if (!quoted && (c == ' ' || c == '\t' || c == '\r')) {
            open = false;
        } else {
            if (!open) words.emplace_back();
            open = true;
            words.back() += c;
        }
    }
    return words;
}

/// Takes the header lines (rig, date, facts). False: not a header line. An empty problem: taken.
bool take_header(const std::vector<std::string>& words, Script& script, std::string& problem) {
    if (words[0] == "facts") {
        for (std::size_t i = 1; i < words.size(); ++i) {
            const auto rule =
                std::find_if(kFacts.begin(), kFacts.end(), [&](const FactRule& r) { return r.word == words[i]; });
            if (rule == kFacts.end())
                problem = fmt::format("no such fact: '{}'", words[i]);
            else
                rule->set(script.settings);
        }
        return true;
    }
    if (words.size() != 2) return false;
    if (words[0] == "rig") {
        if (words[1] == "real")
            script.rig = Script::Rig::real;
        else if (words[1] != "virtual")
            problem = "rig is virtual or real";
        return true;
    }
    if (words[0] == "date") {
        if (const auto time = base::parse_iso8601(words[1]))
            script.start = *time;
        else
            problem = "write the date as 2026-11-24T09:00:00+09:00";
        return true;
    }
    return false;
}

base::Result<Line> parse_line(int number, std::string text, std::vector<std::string> words) {
    for (const auto& rule : kVerbs) {
        if (rule.name != words[0]) continue;
        words.erase(words.begin());
        if (words.size() < rule.least || words.size() > rule.most)
            return base::fail(ErrorCode::config_invalid,
                              fmt::format("'{}' takes {} to {} words", rule.name, rule.least, rule.most));
        return Line{number, rule.verb, std::move(words), std::move(text)};
    }
    return base::fail(ErrorCode::config_invalid, fmt::format("no such verb: '{}'", words[0]));
}

std::string comment_in(std::string_view line) {
    line.remove_prefix(1);
    while (line.starts_with(' ')) line.remove_prefix(1);
    return std::string(line);
}

}  // namespace

base::Result<Script> load_script(const std::filesystem::path& file) {
    std::ifstream in(file);
    if (!in) return base::fail(ErrorCode::file_unreadable, file.string());
    Script script;
    script.name = file.stem().string();
    script.start = *base::parse_iso8601("2026-11-24T09:00:00+09:00");
    const auto complain = [&](int number, std::string_view what) {
        return base::fail(ErrorCode::config_invalid, fmt::format("{}:{}: {}", file.string(), number, what));
    };
    std::string text;
    for (int number = 1; std::getline(in, text); ++number) {
        if (script.says.empty() && text.starts_with('#') && text.find("SPDX") == std::string::npos)
            script.says = comment_in(text);
        auto words = words_of(text);
        if (words.empty()) continue;
        std::string problem;
        if (take_header(words, script, problem)) {
            if (!problem.empty()) return complain(number, problem);
            continue;
        }
        auto line = parse_line(number, text, std::move(words));
        if (!line) return complain(number, line.error().detail);
        script.lines.push_back(std::move(*line));
    }
    if (script.lines.empty()) return complain(0, "no step in it");
    return script;
}

std::optional<base::Duration> parse_duration(std::string_view text) {
    long long value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || value < 0) return {};
    const auto unit = text.substr(static_cast<std::size_t>(end - text.data()));
    if (unit == "s") return base::Duration{value * 1000};
    if (unit == "ms") return base::Duration{value};
    return {};
}

}  // namespace uketsuke::sim
