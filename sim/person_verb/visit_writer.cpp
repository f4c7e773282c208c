// SPDX-License-Identifier: Apache-2.0
#include "visit_writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "firmware/base/file.hpp"
#include "shape.hpp"
#include "sim/paths/paths.hpp"
#include "sim/rig/virtual_rig.hpp"
#include "sim/scenario/player.hpp"

namespace uketsuke::sim {
namespace {

constexpr int kMostScreens = 60;
constexpr base::Duration kPatience = std::chrono::seconds{10};
constexpr std::size_t kExpected = 12;  ///< codes that the scenario expects in its document

/// By item, the three buttons of the screen, of which the first is two consents.
std::vector<std::string> items_of(const domain::Consents& given) {
    std::vector<std::string> taps;
    int nth = 0;
    for (const bool agreed : {given.medication && given.diagnosis, given.surgery, given.checkups})
        taps.push_back(fmt::format("tap     \"{}\" {}", agreed ? "同意する" : "同意しない", ++nth));
    taps.emplace_back("tap     \"次へ\"");
    return taps;
}

std::string consent_of(const domain::Consents& given) {
    const int count = given.medication + given.diagnosis + given.surgery + given.checkups;
    return count == 4 ? "同意する" : count == 0 ? "同意しない" : "個別に選ぶ";
}

class Visit {
public:
    Visit(const Anonymised& who, Rig& rig, Player& player) : who_(who), rig_(rig), player_(player) {}

    /// The steps, as far as the visit goes.
    std::vector<std::string> go() {
        act("card    " + who_.person.key);
        act("insert");
        for (int screens = 0; screens < kMostScreens && wait(); ++screens) {
            lines_.push_back(fmt::format("expect  screen {}", screen()));
            if (screen().starts_with("result")) {
                for (const auto* end : {"remove", "expect  screen idle within 10s"}) act(end);
                break;
            }
            for (const auto& step : answers()) act(step);
        }
        return lines_;
    }

private:
    [[nodiscard]] std::string screen() const { return std::string(flow::name_of(rig_.kiosk().visit().state)); }

    /// Until a screen comes that is answered here; false where none does.
    bool wait() {
        return rig_.advance_until([&] { return screen().starts_with("result") || !answers().empty(); }, kPatience);
    }
    void act(const std::string& text) {
        lines_.push_back(text);
        if (const auto line = parse_line(text)) (void)player_.carry_out(*line);
    }

    [[nodiscard]] std::vector<std::string> answers() const {
        const auto at = screen();
        const auto tap = [](std::string_view label) {
            return std::vector<std::string>{fmt::format("tap     \"{}\"", label)};
        };
        if (at == "choose_identity") return tap("暗証番号");
        if (at == "pin_entry") return {"type    " + who_.person.pin, "tap     \"確定\""};
        if (at == "certificate_notice" || at == "registration_ending") return tap("次へ");
        if (at == "certificate_grace") return tap("次に進む");
        if (at == "registration_offer") return tap("登録する");
        if (at == "consent") return tap(consent_of(who_.consents));
        if (at == "consent_items") return items_of(who_.consents);
        if (at == "specific_disease") return tap(who_.consents.specific_disease ? "同意する" : "同意しない");
        if (at == "high_cost") return tap("提供しない");
        if (at == "prescription_form")
            return tap(who_.form == domain::PrescriptionForm::electronic ? "電子処方箋" : "紙の処方箋");
        if (at == "subsidy") return tap("利用する");
        if (at == "review") return tap("送る");
        return {};
    }

    const Anonymised& who_;
    Rig& rig_;
    Player& player_;
    std::vector<std::string> lines_;
};

std::vector<std::string> facts_of(const Anonymised& who) {
    std::vector<std::string> facts;
    if (who.refuses_high_cost) facts.emplace_back("high_cost=on");
    if (who.form) facts.insert(facts.end(), {"prescription=both", "asked=at_reader"});
    return facts;
}

std::vector<std::string> header_of(const Anonymised& who) {
    std::vector<std::string> lines{fmt::format("version {}", kVerbsVersion), "rig     virtual", "people  ."};
    if (const auto facts = facts_of(who); !facts.empty())
        lines.push_back(fmt::format("facts   {}", fmt::join(facts, " ")));
    return lines;
}

/// Of the documents that the clinic has, the only one.
std::string document_in(const std::filesystem::path& results) {
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(results, error))
        if (const auto text = base::read_file(entry.path()); text && entry.path().extension() == ".xml") return *text;
    return {};
}

/// The codes that a document says, as `expect document` writes them.
std::string expected(const Shape& shape) {
    std::string words;
    std::size_t count = 0;
    for (const auto& element : shape)
        if (element.find('>') != std::string::npos && count++ < kExpected)
            words += fmt::format(" \"{}<\"", element.substr(element.find('/') + 1));
    return words.empty() ? "" : "expect  document" + words;
}

base::Result<Script> script_of(const std::vector<std::string>& header, const std::filesystem::path& folder) {
    ScriptReader reader(folder / "visit.scn");
    for (const auto& line : header)
        if (const auto taken = reader.take(line); !taken) return base::fail(taken.error());
    return reader.script();
}

}  // namespace

base::Result<WrittenVisit> write_visit(const Anonymised& who, const std::filesystem::path& folder) {
    const auto header = header_of(who);
    const auto script = script_of(header, folder);
    if (!script) return base::fail(script.error());
    const TemporaryFolder files;
    VirtualRig::Options options;
    options.start = script->start;
    options.settings = script->settings;
    options.folder = files.path();
    options.paths.own_people = folder;
    auto rig = VirtualRig::create(std::move(options));
    if (!rig) return base::fail(rig.error());
    Player player(**rig, {.people = {Paths{}.people, folder}});
    auto lines = header;
    for (auto& line : Visit(who, **rig, player).go()) lines.push_back(std::move(line));
    WrittenVisit visit{{}, document_in((*rig)->results())};
    if (auto told = expected(shape_of(visit.document)); !told.empty()) lines.push_back(std::move(told));
    visit.scenario = fmt::format(
        "# SPDX-License-Identifier: Apache-2.0\n# A visit with a result of the shape of one that came from "
        "elsewhere; nobody's data.\n{}\n",
        fmt::join(lines, "\n"));
    return visit;
}

}  // namespace uketsuke::sim
