// SPDX-License-Identifier: Apache-2.0
#include "flow_page.hpp"

#include <fmt/format.h>

#include <set>
#include <vector>

#include "firmware/base/enumeration.hpp"
#include "question_table.hpp"
#include "state_table.hpp"

namespace uketsuke::flow {
namespace {

std::string quoted(std::string_view name) { return name.empty() ? "" : fmt::format("`{}`", name); }

std::string seconds(base::Duration duration) {
    return fmt::format("{} s", static_cast<double>(duration.count()) / 1e3);
}

std::string time_out(const StateRow& row) {
    return row.delay ? fmt::format("{} ({})", name_of(*row.delay), seconds(row_of(*row.delay).duration)) : "";
}

std::string may_exist(const StateRow& row) {
    std::string things;
    const auto add = [&](bool is, std::string_view thing) {
        if (is) things += (things.empty() ? "" : ", ") + std::string(thing);
    };
    add(row.person, "a visit");
    if (row.pin) add(true, row.digits > 0 ? fmt::format("up to {} digits", row.digits) : "digits");
    add(row.camera, "camera on");
    return things;
}

std::string_view desk_of(const StateRow& row) { return row.desk ? base::enumerator_name(*row.desk) : ""; }

std::string event_of(const Row& row) {
    return row.action ? fmt::format("{} `{}`", name_of(row.on), name_of(*row.action)) : std::string(name_of(row.on));
}

std::string target_of(const Target& to) {
    switch (to.kind) {
        case Target::Kind::enter: return quoted(name_of(to.state));
        case Target::Kind::stay: return "stays";
        case Target::Kind::resume: return "back to where it was";
        case Target::Kind::choice: return "the choice of ways; from the settings, out of them";
        case Target::Kind::rest: return "`idle`; while something is missing `out_of_service`";
        case Target::Kind::ask: return "the next question";
        case Target::Kind::ask_item: return "that question";
        case Target::Kind::ask_before: return "the question before";
    }
    return "";
}

std::vector<State> drawn_to(const Target& to) {
    if (to.kind == Target::Kind::rest) return {State::idle, State::out_of_service};
    return to.kind == Target::Kind::enter ? std::vector{to.state} : std::vector<State>{};
}

/// Every pair of states once. Rows for any state, and ways back, would only cover the drawing with lines.
std::string drawing() {
    std::string lines = "```mermaid\nstateDiagram-v2\n    [*] --> out_of_service\n";
    std::set<std::pair<State, State>> drawn;
    for (const auto& row : transitions())
        for (const auto state : drawn_to(row.to))
            if (row.from && drawn.emplace(*row.from, state).second)
                lines += fmt::format("    {} --> {}\n", name_of(*row.from), name_of(state));
    return lines + "```\n";
}

/// What the state's own row says, a phrase each.
std::string own_row(const StateRow& row) {
    std::string facts;
    const auto add = [&](bool is, std::string_view what, std::string_view value = {}) {
        if (is) facts += fmt::format("{}{}{}", facts.empty() ? "" : "; ", what, value);
    };
    add(row.delay.has_value(), "time-out ", time_out(row));
    add(row.job.has_value(), "job ", row.job ? quoted(name_of(*row.job)) : "");
    add(!may_exist(row).empty(), "may hold ", may_exist(row));
    add(row.busy, "busy");
    add(row.resume.has_value(), "leads back to ", row.resume ? quoted(name_of(*row.resume)) : "");
    add(!row.audit.empty(), "journal ", quoted(row.audit));
    add(row.desk.has_value(), "tells the desk: ", desk_of(row));
    add(!row.earcon.empty(), "sound ", row.earcon);
    add(!row.prompt.empty(), "says ", quoted(row.prompt));
    return facts;
}

}  // namespace

std::string print_rows(std::span<const Row> rows, std::optional<State> from) {
    std::string page;
    for (const auto& row : rows)
        if (row.from == from)
            page += fmt::format("| {} | {} | {} | {} | {} |\n", event_of(row), row.guard.name, target_of(row.to),
                                row.change.name, row.effect ? quoted(name_of(*row.effect)) : "");
    return page.empty() ? page : "\n| event | if | to | change | effect |\n|---|---|---|---|---|\n" + page;
}

std::string print_states() {
    std::string page =
        "## States\n\n"
        "Each with its own row and the rows that leave it. Time-out and job start on entry; a touch starts most "
        "time-outs again.\n"
        "Whatever a state may not hold is wiped or switched off on the way into it. \"Leads back\" is where a staff "
        "call or the\n"
        "idle warning returns to. Journal, desk, sound (its id) and what is said (its text key) come with entering. "
        "The first row\n"
        "that fits is taken; an event that no row takes changes nothing. The effect is besides those of the state "
        "entered. Once a card was read, whatever follows, its certificate is checked besides (`check_certificate`). A "
        "face attempt without a match is counted for its "
        "card (`count_refusal`), and the desk is alerted from the third of a day on.\n";
    for (const auto& row : state_table())
        page +=
            fmt::format("\n### `{}`\n\n{}\n{}", name_of(row.state), own_row(row), print_rows(transitions(), row.state));
    page += "\n### Any state\n\nTried last.\n" + print_rows(transitions(), {});
    page +=
        "\n| time-out | length | in slow mode, or spoken | a touch starts it again | why |\n|---|---|---|---|---|\n";
    for (const auto& delay : delay_table())
        page += fmt::format("| {} | {} | {} | {} | {} |\n", name_of(delay.delay), seconds(delay.duration),
                            seconds(length_of(delay, true)), delay.again ? "yes" : "", delay.why);
    page +=
        "\nIn slow mode, and where the screens are spoken, what waits for the patient waits three times as long, and "
        "what there\nis to read stays until it is touched: at most as long as anything waits for a touch, since nobody may "
        "be there any\nmore, and never longer than the card lies there. What a device or one of the staff has to keep does "
        "not change.\n";
    return page;
}

std::string print_transitions() {
    return "## Transitions\n\n"
           "Rows for any state (a pulled or another card, a lost device, the idle warning, a staff call) are not in "
           "the drawing.\n\n" +
           drawing();
}

std::string print_questions() {
    std::string page =
        "## Questions\n\n"
        "What is told and asked between the two questions to the service, in this order; `confirming` follows the "
        "last.\n\n"
        "| place | state | asked when | can be changed |\n|---|---|---|---|\n";
    int place = 0;
    for (const auto& question : question_table())
        page += fmt::format("| {} | `{}` | {} | {} |\n", place++, name_of(question.state), question.when,
                            question.changeable ? "yes" : "");
    return page;
}

std::string print_flow() {
    return "# The flow\n\n"
           "Printed from the tables in `firmware/flow` (`uketsuke --print flow`); a test holds this page to "
           "them.\n\n" +
           print_transitions() + "\n" + print_questions() + "\n" + print_states();
}

}  // namespace uketsuke::flow
