// SPDX-License-Identifier: Apache-2.0
#include "contacts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "firmware/base/file.hpp"

namespace uketsuke::tools::eval {
namespace {

namespace fs = std::filesystem;
using base::ErrorCode;
using nlohmann::json;
using Reports = std::vector<json>;

/// What a report has under a path; null when it has none.
json at(const json& report, const char* pointer) {
    const json::json_pointer place(pointer);
    return report.contains(place) ? report.at(place) : json();
}

std::string text_of(const json& value) { return value.is_string() ? value.get<std::string>() : value.dump(); }

bool is_simulated(const json& report) { return at(report, "/card/certificate/authority") == "simulated"; }

base::Result<json> read(const fs::path& file) {
    const auto text = base::read_file(file);
    if (!text) return base::fail(text.error());
    auto report = json::parse(*text, nullptr, false);
    if (!report.is_object() || at(report, "/report") != "uketsuke first contact" || at(report, "/version") != 1)
        return base::fail(ErrorCode::config_invalid, file.string() + " is no report of a first contact");
    return report;
}

base::Result<Reports> read_all(const fs::path& folder) {
    std::error_code failed;
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder, failed)) {
        const auto name = entry.path().filename().string();
        if (name.starts_with("report") && name.ends_with(".json")) files.push_back(entry.path());
    }
    if (failed) return base::fail(ErrorCode::file_unreadable, fmt::format("{}: {}", folder.string(), failed.message()));
    std::sort(files.begin(), files.end());
    Reports reports;
    for (const auto& file : files) {
        auto report = read(file);
        if (!report) return base::fail(report.error());
        reports.push_back(std::move(*report));
    }
    return reports;
}

/// Of the reports that say anything about it, how many say yes.
template <class Says>
Proportion share(const Reports& reports, Says says) {
    Proportion seen;
    for (const auto& report : reports)
        if (const auto said = says(report)) {
            ++seen.trials;
            seen.errors += *said ? 1 : 0;
        }
    return seen;
}

std::optional<bool> differs(const json& report, const char* pointer, const json& good) {
    const auto value = at(report, pointer);
    return value.is_null() || value == "not made" ? std::nullopt : std::optional(value != good);
}

/// The first match, which the product's own prompts go before; nothing where no face was looked at.
std::optional<bool> refused_at_first(const json& report) {
    const auto matches = at(report, "/face/matches");
    if (!matches.is_array() || matches.empty()) return std::nullopt;
    return at(matches.front(), "/decision") != "match";  // one that came to no decision let nobody in either
}

std::optional<bool> refused_ever(const json& report) {
    const auto matches = at(report, "/face/matches");
    if (!matches.is_array() || matches.empty()) return std::nullopt;
    return std::any_of(matches.begin(), matches.end(), [](const json& one) { return at(one, "/decision") != "match"; });
}

std::optional<bool> not_live_ever(const json& report) {
    const auto matches = at(report, "/face/matches");
    if (!matches.is_array() || matches.empty()) return std::nullopt;
    return std::any_of(matches.begin(), matches.end(),
                       [](const json& one) { return at(one, "/decision") == "not_live"; });
}

Section shares(const Reports& reports) {
    using Row = std::pair<const char*, Proportion>;
    const auto by = [&](const char* pointer, const json& good) {
        return share(reports, [=](const json& report) { return differs(report, pointer, good); });
    };
    const std::vector<Row> rows{
        {"cards on which something differs from card facts",
         share(reports,
               [](const json& report) {
                   const auto deviations = at(report, "/deviations");
                   const bool told = report.contains("card") && deviations.is_array();
                   return told ? std::optional(!deviations.empty()) : std::nullopt;
               })},
        {"照合番号B refused", by("/record/number_accepted", true)},
        {"records whose signature does not hold", by("/record/checks/record", "good")},
        {"cards that do not prove their record's key", by("/record/checks/card_key", "good")},
        {"PINs refused", by("/pin/outcome", "signed")},
        {"people not matched at the first look, with prompts", share(reports, refused_at_first)},
        {"people not matched at one of their looks or more", share(reports, refused_ever)},
        {"people taken for a picture at one of their looks or more", share(reports, not_live_ever)}};
    Section section{"", {}, {{"what", "share"}, {}}};
    for (const auto& [what, seen] : rows)
        section.table.rows.push_back(
            {what, seen.trials == 0 ? "not known: none" : in_counts(Rate{seen, upper95(seen)})});
    return section;
}

/// How often each value was met.
Section counted(const char* heading, const char* column, const std::map<std::string, int>& counts) {
    Section section{heading, {}, {{column, "reports"}, {}}};
    for (const auto& [value, count] : counts) section.table.rows.push_back({value, std::to_string(count)});
    return section;
}

std::map<std::string, int> values(const Reports& reports, const char* pointer) {
    std::map<std::string, int> counts;
    for (const auto& report : reports)
        if (const auto value = at(report, pointer); !value.is_null()) ++counts[text_of(value)];
    return counts;
}

std::string differing(const json& one) {
    std::string text;
    for (const auto* name : {"application", "file", "tag"})
        if (one.contains(name)) text += text_of(one.at(name)) + " ";
    return fmt::format("{}{}: {}, expected {} ({})", text, text_of(at(one, "/what")), text_of(at(one, "/seen")),
                       text_of(at(one, "/expected")), text_of(at(one, "/source")));
}

/// Each difference, in how many reports.
Section differences(const Reports& reports) {
    std::map<std::string, int> counts;
    for (const auto& report : reports) {
        std::map<std::string, int> here;
        for (const auto& one : at(report, "/deviations")) here[differing(one)] = 1;
        for (const auto& [text, one] : here) counts[text] += one;
    }
    return counted("What differs from card facts", "difference", counts);
}

/// The medians of all reports, by command: least, middle, most.
Section times(const Reports& reports) {
    std::map<std::string, std::vector<double>> medians;
    for (const auto& report : reports)
        for (const auto& command : at(report, "/commands"))
            if (const auto median = at(command, "/median_ms"); median.is_number())
                medians[text_of(at(command, "/command"))].push_back(median.get<double>());
    Section section{"Time per command, ms (each report's median)", {}, {{"command", "least", "middle", "most"}, {}}};
    for (auto& [command, all] : medians) {
        std::sort(all.begin(), all.end());
        section.table.rows.push_back({command, fmt::format("{:.1f}", all.front()),
                                      fmt::format("{:.1f}", all[all.size() / 2]), fmt::format("{:.1f}", all.back())});
    }
    return section;
}

Section opening(std::size_t reports, std::size_t simulated) {
    Section section;
    if (reports == 0)
        section.lines.emplace_back(
            "There is no report of a real card: nothing is known of real cards, readers, cameras "
            "and faces here.");
    else
        section.lines.push_back(fmt::format("{} report{} of real cards.", reports, reports == 1 ? "" : "s"));
    if (simulated > 0)
        section.lines.push_back(fmt::format("{} of simulated cards, which count for nothing here.", simulated));
    return section;
}

}  // namespace

base::Result<Document> contacts_of(const fs::path& folder) {
    auto reports = read_all(folder);
    if (!reports) return base::fail(reports.error());
    const auto all = reports->size();
    std::erase_if(*reports, is_simulated);
    Document document{"First contacts", {opening(reports->size(), all - reports->size())}};
    if (reports->empty()) return document;
    document.sections.push_back(shares(*reports));
    document.sections.push_back(counted("Readers", "USB", values(*reports, "/reader/usb")));
    document.sections.push_back(counted("Kinds of cards", "kind", values(*reports, "/card/kind")));
    document.sections.push_back(counted("Photos, bytes", "bytes", values(*reports, "/photo/bytes")));
    document.sections.push_back(differences(*reports));
    document.sections.push_back(times(*reports));
    return document;
}

}  // namespace uketsuke::tools::eval
