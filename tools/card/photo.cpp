// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <array>

#include "dialogues.hpp"
#include "drivers/mynumber/applications.hpp"
#include "firmware/base/file.hpp"
#include "firmware/domain/number_b.hpp"
#include "jp2.hpp"

namespace uketsuke::tools::card {
namespace {

using base::ErrorCode;
using drivers::mynumber::MyNumberApplications;

/// What face_record() does, in its order.
struct Step {
    const char* key;
    const char* done;
};
constexpr std::array kSteps{
    Step{"number", "The card accepts 照合番号B."},
    Step{"record_issuer", "A trusted root certified whoever signed the record."},
    Step{"record",
         "The record's signature (DF28) holds over birth, sex and card key, over name and address, and over the "
         "photo."},
    Step{"card_key", "The card signed a fresh challenge with the record's key (DF24): it is no copy."},
};

/// Which of them an error stops; nullopt: any may be the one (the card was pulled, or talks nonsense).
std::optional<std::size_t> stopped_step(ErrorCode error) {
    switch (error) {
        case ErrorCode::number_b_refused:
        case ErrorCode::number_b_floor: return 0;
        case ErrorCode::record_untrusted: return 1;
        case ErrorCode::portrait_forged:
        case ErrorCode::record_text_forged:
        case ErrorCode::record_birth_forged:
        case ErrorCode::record_signature_forged: return 2;
        case ErrorCode::card_cloned: return 3;
        default: return std::nullopt;
    }
}

base::Result<drivers::mynumber::FaceRecordRoots> roots_of(const Task& task) {
    if (task.options.trust) return drivers::mynumber::load_face_record_roots(*task.options.trust);
    if (task.config) return drivers::mynumber::load_face_record_roots(task.config->card_trusted_issuer);
    return base::fail(ErrorCode::config_invalid,
                      "photo wants --trust FILE or --config FILE: the keys that a record is checked against");
}

Finding counted(const char* key, domain::Tries tries) {
    return note(key, fmt::format("{} of 10 tries are left on 照合番号B.", tries.left)).with("left", tries.left);
}

base::Result<Finding> picture(const Task& task, const base::Bytes& jp2) {
    const auto size = jp2_size(jp2);
    auto words = size ? fmt::format("{} bytes of JPEG 2000, {} x {} pixels", jp2.size(), size->width, size->height)
                      : fmt::format("{} bytes, not a JP2 file", jp2.size());
    const auto& file = task.options.out;
    if (file) {
        const std::string_view content(reinterpret_cast<const char*>(jp2.data()), jp2.size());
        if (const auto written = base::replace_file(*file, content); !written) return base::fail(written.error());
    }
    words += file ? fmt::format(", written to {}.", *file) : "; not written (--out FILE).";
    auto finding = ok("photo", std::move(words)).with("bytes", jp2.size()).with("written", file.has_value());
    if (!size) return finding;
    return std::move(finding).with("width", size->width).with("height", size->height);
}

/// Errors: number_b_refused (nothing was sent), file_unreadable (--out), and those of a card that was pulled or
/// talks nonsense; what is not genuine is a finding.
base::Result<void> read_record(const Task& task, ports::CardSession& session, MyNumberApplications& applications,
                               Findings& findings) {
    auto number = task.machine.ask("照合番号B (birth YYMMDD, expiry YYYY, security code; not shown): ");
    if (!domain::plausible_number_b(number.expose(), applications.profile()->number_b_digits, task.today()))
        return base::fail(ErrorCode::number_b_refused, "These digits cannot be right: nothing was sent.");
    session.begin_dialogue();  // whoever typed took their time
    auto record = applications.face_record(std::move(number));
    const auto stop = record ? std::optional(kSteps.size()) : stopped_step(record.error().code);
    if (!stop) return base::fail(record.error());
    for (std::size_t i = 0; i < *stop; ++i) findings.push_back(ok(kSteps[i].key, kSteps[i].done));
    if (!record) {
        findings.push_back(problem(kSteps[*stop].key, record.error()));
        return {};
    }
    auto told = picture(task, record->photo_jp2);
    if (!told) return base::fail(told.error());
    findings.push_back(std::move(*told));
    return {};
}

const char* key_of(ErrorCode error) {
    switch (error) {
        case ErrorCode::number_b_refused: return "number";
        case ErrorCode::file_unreadable: return "photo";
        default: return "card";
    }
}

}  // namespace

base::Result<Findings> look_at_photo(const Task& task, ChosenCard& card) {
    if (!task.options.verify)
        return base::fail(ErrorCode::config_invalid,
                          "photo sends 照合番号B to the card; say --verify when you mean it");
    auto roots = roots_of(task);
    if (!roots) return base::fail(roots.error());
    const bool in_one = task.config && task.config->reader_extended_apdus == "on";
    MyNumberApplications applications(*card.session, std::move(*roots), {.personal_in_one = in_one});
    if (const auto info = applications.identify(); !info) return base::fail(info.error());
    const auto before = applications.number_b_tries();
    if (!before) return base::fail(before.error());
    if (before->left <= domain::kNumberBTriesFloor)
        return base::fail(
            ErrorCode::number_b_floor,
            fmt::format("{} of 10 tries are left on 照合番号B: nobody was asked and nothing sent.", before->left));
    Findings findings{counted("tries_before", *before)};
    if (const auto read = read_record(task, *card.session, applications, findings); !read)
        findings.push_back(problem(key_of(read.error().code), read.error()));
    const auto after = applications.number_b_tries();
    if (after)
        findings.push_back(counted("tries_after", *after));
    else if (findings.back().verdict != Verdict::problem)
        findings.push_back(problem("tries_after", after.error()));
    return findings;
}

}  // namespace uketsuke::tools::card
