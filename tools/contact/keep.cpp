// SPDX-License-Identifier: Apache-2.0
// The report, seen whole before it is written.
#include <fmt/format.h>

#include <filesystem>

#include "firmware/base/file.hpp"
#include "meeting.hpp"
#include "page.hpp"

namespace uketsuke::tools::contact {
namespace {

namespace fs = std::filesystem;

std::string differences(const std::vector<Deviation>& deviations) {
    std::string text =
        deviations.empty() ? "Nothing differed from what was expected.\n" : "What differs from what was expected:\n";
    for (const auto& one : deviations) text += "  " + words_of(one) + "\n";
    return text;
}

base::Result<void> write(const fs::path& folder, const std::string& json, const std::string& page) {
    std::error_code failed;
    fs::create_directories(folder, failed);
    if (failed) return base::fail(base::ErrorCode::file_unreadable, folder.string() + ": " + failed.message());
    if (auto written = base::replace_file(folder / "report.json", json); !written) return written;
    return base::replace_file(folder / "report.html", page);
}

}  // namespace

base::Result<void> keep_report(Meeting& meeting) {
    if (!meeting.files.empty()) meeting.notes.part("card").put("files", meeting.files);
    for (auto& one : compare_answers(meeting.log)) meeting.notes.deviates(std::move(one));
    const auto report = meeting.notes.report(meeting.log);
    const auto json = as_json(report);
    meeting.asker.say("\nThis is the report, whole:\n\n" + json + "\n" + differences(meeting.notes.deviations()) +
                      "\n");
    const fs::path folder = meeting.task.options.out.value_or("first-contact");
    if (!meeting.asker.yes(
            fmt::format("Write it, as it stands, to {}/report.json and report.html?", folder.string()))) {
        meeting.asker.say("Nothing was written.\n");
        return {};
    }
    if (auto written = write(folder, json, as_page(report, meeting.notes.deviations())); !written) return written;
    meeting.asker.say(
        fmt::format("Written to {}. docs/first-contact.md says where it may be sent.\n", folder.string()));
    return {};
}

}  // namespace uketsuke::tools::contact
