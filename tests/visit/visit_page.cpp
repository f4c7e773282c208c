// SPDX-License-Identifier: Apache-2.0
#include "visit_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <regex>

#include "firmware/base/enumeration.hpp"
#include "firmware/flow/state_table.hpp"
#include "style.hpp"
#include "ui/screens/screens.hpp"

namespace uketsuke::tests::visit {
namespace {

namespace fs = std::filesystem;
using flow::EffectKind;
using flow::Row;
using flow::Target;

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '"')
            out += "&quot;";
        else
            out += c;
    }
    return out;
}

std::string code(std::string_view text) { return fmt::format("<code>{}</code>", escaped(text)); }

/// Knows the tree that the links lead into.
class Linked {
public:
    explicit Linked(fs::path root) : root_(std::move(root)) {}

    /// The text with a link; without one where there is no place.
    [[nodiscard]] std::string to(base::Place place, const std::string& html) const {
        const auto file = in_tree(place.file);
        if (place.line == 0 || file.empty()) return html;
        return fmt::format(R"(<a href="../{}#L{}">{}</a>)", file, place.line, html);
    }
    [[nodiscard]] std::string file(base::Place place) const { return to(place, escaped(name_of(place))); }

private:
    /// However the compiler was given the file (whole, from the build's folder, through a folder of links): its
    /// shortest end that is a file of this tree.
    [[nodiscard]] std::string in_tree(const fs::path& given) const {
        fs::path end;
        for (auto part = given.end(); part != given.begin();) {
            end = end.empty() ? *--part : *--part / end;
            if (fs::exists(root_ / end)) return end.string();
        }
        return {};
    }
    static std::string name_of(base::Place place) { return fs::path(place.file).filename().string(); }

    fs::path root_;
};

class Printer {
public:
    explicit Printer(const fs::path& root) : linked_(root) {}

    std::string body(const std::vector<Entry>& entries) {
        std::string html;
        for (const auto& entry : entries) html += std::visit([&](const auto& e) { return print(e); }, entry);
        return html;
    }

private:
    std::string print(const Happening& now) {
        const auto& row = *now.step.row;
        auto html = fmt::format("<section><h3><span class=\"n\">{}</span> {}{}</h3>\n", ++count_,
                                linked_.to(now.from, code(name_of(kind_of(now.event)))), details(now));
        html += fmt::format("<p class=\"by\">{}</p>\n<dl>\n", origin(now));
        html += line("row", row_of(row, now));
        if (!row.change.name.empty()) html += line("change", linked_.to(row.change.place, escaped(row.change.name)));
        html += line("effects", effects(now));
        html += line("journal", journal(now));
        html += line("screen", screen(now));
        return html + "</dl></section>\n";
    }

    static std::string line(std::string_view what, const std::string& html) {
        return html.empty() ? "" : fmt::format("<dt>{}</dt><dd>{}</dd>\n", what, html);
    }

    static std::string details(const Happening& now) {
        if (const auto* tap = std::get_if<flow::Tap>(&now.event))
            return fmt::format(" {} <q>{}</q>", code(name_of(tap->action)), escaped(now.touched));
        if (const auto* held = std::get_if<flow::AdviceHeld>(&now.event))
            return " " + code(base::enumerator_name(held->advice));
        if (const auto error = error_of(now.event)) return " " + code(base::name_of(*error));
        return {};
    }

    [[nodiscard]] std::string origin(const Happening& now) const {
        if (now.from.line != 0) return "posted in " + linked_.file(now.from);
        return kind_of(now.event) == flow::EventKind::tap ? "a finger on the panel" : "the kiosk's own clock";
    }

    [[nodiscard]] std::string row_of(const Row& row, const Happening& now) const {
        const auto from = row.from ? code(name_of(*row.from)) : "any state";
        const auto guard = row.guard.name.empty() ? "" : " if " + linked_.to(row.guard.place, escaped(row.guard.name));
        return fmt::format("{}: {}{} → {}", linked_.file(row.place), from, guard, target(row, now));
    }

    [[nodiscard]] std::string target(const Row& row, const Happening& now) const {
        if (row.to.kind == Target::Kind::stay) return "stays";
        const auto state = now.step.visit.state;
        const auto entered = linked_.to(flow::row_of(state).place, code(name_of(state)));
        return row.to.kind == Target::Kind::ask ? "the next question: " + entered : entered;
    }

    /// In the order in which they are carried out, each with a link to its row: of the event, or of the state entered.
    [[nodiscard]] std::string effects(const Happening& now) const {
        std::string html;
        for (const auto& effect : now.step.effects) {
            const auto kind = flow::kind_of(effect);
            auto text = code(name_of(kind));
            if (const auto* timer = std::get_if<flow::SetTimer>(&effect.work)) text += " " + seconds(*timer);
            html += (html.empty() ? "" : ", ") + linked_.to(asked_by(now, kind), text);
        }
        return html;
    }
    /// None for what neither row nor state asks for, but step() itself.
    static base::Place asked_by(const Happening& now, EffectKind kind) {
        const auto& state = flow::row_of(now.step.visit.state);
        const auto& row = *now.step.row;
        if (row.effect == kind || row.to.kind == Target::Kind::stay) return row.place;
        const bool switched = kind <= EffectKind::forget || kind == EffectKind::tell_desk;  // by every state's row
        return switched || state.job == kind ? state.place : base::Place{};
    }
    static std::string seconds(flow::SetTimer timer) {
        if (timer.after == base::Duration::zero()) return "off";
        return fmt::format("{} s", static_cast<double>(timer.after.count()) / 1e3);
    }

    [[nodiscard]] static std::string journal(const Happening& now) {
        std::string html;
        for (const auto& name : now.journal) html += (html.empty() ? "" : ", ") + code(name);
        return html;
    }

    std::string screen(const Happening& now) {
        const auto state = now.step.visit.state;
        if (state == now.before.state && now.title == title_) return {};
        title_ = now.title;
        return fmt::format("{} <q>{}</q>", linked_.to(ui::place_of_screen(state), code(name_of(state))),
                           escaped(now.title));
    }

    [[nodiscard]] std::string print(const Work& work) const {
        auto html = fmt::format(
            "<section class=\"job\"><p><b>{} lane</b>: {} from {}{}</p>\n", base::enumerator_name(work.lane),
            work.often ? "frame after frame, each a job" : "a job", linked_.file(work.from), posts(work));
        if (!work.commands.empty()) html += commands(work);
        return html + "</section>\n";
    }

    static std::string posts(const Work& work) {
        std::string html;
        for (const auto kind : work.posted) html += (html.empty() ? "; posts " : ", ") + code(name_of(kind));
        return html;
    }

    /// One line for what is done several times in a row: reading piece by piece.
    static std::string commands(const Work& work) {
        std::string lines, last;
        for (const auto& exchange : work.commands) {
            const auto& command = exchange.command;
            auto now =
                fmt::format("<tr><td>{}</td><td>{}</td><td>{}</td></tr>\n",
                            escaped(drivers::mynumber::name_of_command(command.header, command.data_length)),
                            escaped(tools::card::subject_of(exchange)), escaped(tools::card::status_of(exchange)));
            if (now != last) lines += now;
            last = std::move(now);
        }
        return "<div class=\"wide\"><table><tr><th>command</th><th>about</th><th>answer</th></tr>\n" + lines +
               "</table></div>\n";
    }

    Linked linked_;
    int count_ = 0;
    std::string title_;
};

const std::regex& line_number() {
    static const std::regex expression(R"re(href="\.\./([^"#]+)#L([0-9]+)")re");
    return expression;
}

}  // namespace

std::string print(const std::vector<Entry>& entries, const fs::path& root) {
    return std::string(kHead) + Printer(root).body(entries) + std::string(kFoot);
}

std::vector<Link> links(const std::string& page) {
    std::vector<Link> all;
    for (auto found = std::sregex_iterator(page.begin(), page.end(), line_number()); found != std::sregex_iterator();
         ++found)
        all.push_back({(*found)[1], std::atoi((*found)[2].str().c_str())});
    return all;
}

std::string without_lines(const std::string& page) {
    return std::regex_replace(page, line_number(), R"(href="../$1")");
}

bool still_leads(const std::string& kept, const std::string& page) {
    if (without_lines(kept) != without_lines(page)) return false;
    const auto then = links(kept), now = links(page);
    return std::equal(then.begin(), then.end(), now.begin(), now.end(), [](const Link& a, const Link& b) {
        return a.file == b.file && std::abs(a.line - b.line) <= kScreenOfLines;
    });
}

}  // namespace uketsuke::tests::visit
