// SPDX-License-Identifier: Apache-2.0
#include "script.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>

#include "old_words.hpp"

namespace uketsuke::sim {
namespace {

using base::ErrorCode;
using namespace std::string_view_literals;

/// What `facts` may say about the kiosk: its settings.
struct FactRule {
    std::string_view word;
    void (*set)(config::Config&);
};
using Settings = config::Config;

void set_panel(Settings& settings, int width_px, int height_px, double diagonal_inch) {
    settings.panel_width_px = width_px;
    settings.panel_height_px = height_px;
    settings.panel_diagonal_inch = diagonal_inch;
}

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
    FactRule{"appointments=on", [](Settings& s) { s.appointments_folder = "appointments"; }},
    FactRule{"chart=on", [](Settings& s) { s.reception_clinic_data = "chart"; }},
    FactRule{"infrared=on", [](Settings& s) { s.infrared_camera_device = "/simulated"; }},
    FactRule{"printer=on", [](Settings& s) { s.printer_device = "/dev/null"; }},
    FactRule{"codes=on", [](Settings& s) { s.card_front_camera_codes = true; }},
    FactRule{"my_way=always", [](Settings& s) { s.printer_my_way = "always"; }},
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
    FactRule{"panel=tall", [](Settings& s) { set_panel(s, 800, 1280, 10.1); }},
    FactRule{"panel=floor", [](Settings& s) { set_panel(s, 1080, 1920, 27); }},
    FactRule{"panel=compact", [](Settings& s) { set_panel(s, 800, 480, 7); }},
    FactRule{"size=small", [](Settings& s) { s.screen_text_size = "small"; }},
    FactRule{"theme=light", [](Settings& s) { s.screen_theme = "high_contrast_light"; }},
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

base::Unexpected<base::Error> wrong(std::string what) { return base::fail(ErrorCode::config_invalid, std::move(what)); }

bool is_number(const std::string& word) {
    double value = 0;
    const auto* last = word.data() + word.size();
    const auto [end, error] = std::from_chars(word.data(), last, value);
    return error == std::errc{} && end == last;
}

/// What is wrong with a word in its place; empty: nothing.
std::string problem_of(const Argument& argument, const std::string& word) {
    if (argument.kind == Kind::number && !is_number(word)) return fmt::format("'{}' is no number", word);
    if (argument.kind == Kind::time && !parse_duration(word))
        return fmt::format("'{}' is no time: write 2s or 350ms", word);
    return {};
}

std::string comment_in(std::string_view line) {
    line.remove_prefix(1);
    while (line.starts_with(' ')) line.remove_prefix(1);
    return std::string(line);
}

/// Each takes a header's words and says what is wrong with them; empty: nothing.
std::string take_facts(const std::vector<std::string>& words, Script& script) {
    for (const auto& word : words) {
        const auto rule = std::find_if(kFacts.begin(), kFacts.end(), [&](const FactRule& r) { return r.word == word; });
        if (rule == kFacts.end()) return fmt::format("no such fact: '{}'", word);
        rule->set(script.settings);
    }
    return {};
}
std::string take_rig(const std::vector<std::string>& words, Script& script) {
    if (words.size() != 1 || (words[0] != "real" && words[0] != "virtual")) return "rig is virtual or real";
    script.rig = words[0] == "real" ? Script::Rig::real : Script::Rig::virtual_;
    return {};
}
std::string take_date(const std::vector<std::string>& words, Script& script) {
    const auto time = words.size() == 1 ? base::parse_iso8601(words[0]) : std::nullopt;
    if (!time) return "write the date as 2026-11-24T09:00:00+09:00";
    script.start = *time;
    return {};
}
std::string take_version(const std::vector<std::string>& words, Script& script) {
    int version = 0;
    if (words.size() == 1) std::from_chars(words[0].data(), words[0].data() + words[0].size(), version);
    if (version < kOldestVersion || version > kVerbsVersion)
        return fmt::format("version is {} to {}", kOldestVersion, kVerbsVersion);
    script.version = version;
    return {};
}

std::string take_people(const std::vector<std::string>& words, Script& script) {
    if (words.size() != 1) return "write the folder of one's own people";
    script.own_people = std::filesystem::path(script.file).parent_path() / words[0];
    return {};
}

struct Header {
    std::string_view name;
    std::string (*take)(const std::vector<std::string>& words, Script& script);
};
constexpr std::array kHeaders{Header{"version"sv, take_version}, Header{"rig"sv, take_rig}, Header{"date"sv, take_date},
                              Header{"facts"sv, take_facts}, Header{"people"sv, take_people}};

}  // namespace

std::vector<std::string_view> fact_words() {
    std::vector<std::string_view> words;
    for (const auto& rule : kFacts) words.push_back(rule.word);
    return words;
}

base::Result<Line> make_line(const VerbRule& rule, std::vector<std::string> words) {
    std::size_t place = 0;
    bool all = false;
    for (const auto& argument : rule.arguments) {
        if (argument.kind == Kind::within) continue;
        if (place >= words.size() && !argument.optional) return wrong(fmt::format("write {}", usage(rule)));
        if (argument.kind == Kind::words) all = true;
        if (all || place >= words.size()) continue;
        if (auto problem = problem_of(argument, words[place++]); !problem.empty()) return wrong(std::move(problem));
    }
    if (!all && place < words.size()) return wrong(fmt::format("write {}", usage(rule)));
    return Line{0, rule.verb, std::move(words), {}};
}

base::Result<Line> parse_line(std::string_view text, int version) {
    auto words = words_of(text);
    if (version < kVerbsVersion) words = renewed(std::move(words));
    const auto* rule = words.empty() ? nullptr : find_verb(words[0]);
    if (rule == nullptr) return wrong(fmt::format("no such verb: '{}'", words.empty() ? "" : words[0]));
    words.erase(words.begin());
    auto line = make_line(*rule, std::move(words));
    if (line) line->text = text;
    return line;
}

std::string written(const Line& line) {
    std::string text = fmt::format("{:<7}", rule_of(line.verb).name);
    for (const auto& word : line.words) {
        const bool quoted = word.empty() || word.find_first_of(" \t\r#") != std::string::npos;
        text += quoted ? fmt::format(" \"{}\"", word) : " " + word;
    }
    text.erase(text.find_last_not_of(' ') + 1);
    return text;
}

ScriptReader::ScriptReader(const std::filesystem::path& file) {
    script_.file = file.string();
    script_.name = file.stem().string();
    script_.start = *base::parse_iso8601("2026-11-24T09:00:00+09:00");
}

base::Result<std::optional<Line>> ScriptReader::take(const std::string& text) {
    ++number_;
    if (script_.says.empty() && text.starts_with('#') && text.find("SPDX") == std::string::npos)
        script_.says = comment_in(text);
    const auto words = words_of(text);
    if (words.empty()) return std::optional<Line>();
    const auto header =
        std::find_if(kHeaders.begin(), kHeaders.end(), [&](const Header& each) { return each.name == words[0]; });
    if (header != kHeaders.end()) {
        auto problem =
            begun_ ? "it stands before the first step" : header->take({words.begin() + 1, words.end()}, script_);
        if (!problem.empty()) return complain(problem);
        return std::optional<Line>();
    }
    begun_ = true;
    auto line = parse_line(text, script_.version);
    if (!line) return complain(line.error().detail);
    if (rule_of(line->verb).where == Where::live) return complain("this verb is for the control socket");
    line->number = number_;
    return std::optional(std::move(*line));
}

base::Unexpected<base::Error> ScriptReader::complain(std::string_view what) const {
    return wrong(fmt::format("{}:{}: {}", script_.file, number_, what));
}

base::Result<Script> load_script(const std::filesystem::path& file) {
    std::ifstream in(file);
    if (!in) return base::fail(ErrorCode::file_unreadable, file.string());
    ScriptReader reader(file);
    std::vector<Line> lines;
    for (std::string text; std::getline(in, text);) {
        auto line = reader.take(text);
        if (!line) return base::fail(line.error());
        if (*line) lines.push_back(std::move(**line));
    }
    if (lines.empty()) return wrong(fmt::format("{}: no step in it", file.string()));
    auto script = reader.script();
    script.lines = std::move(lines);
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
