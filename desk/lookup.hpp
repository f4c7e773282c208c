// SPDX-License-Identifier: Apache-2.0
// A look-up by the data of a 資格確認書, as the clinic's terminal for the eligibility check takes it (domain facts
// §3.1, §3.3; docs/result_files.md): a question as a file into one of its folders, the answer out of another.
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <string>

#include "firmware/base/folder.hpp"
#include "firmware/eligibility/oqs_document.hpp"
#include "firmware/ports/clock.hpp"

namespace uketsuke::desk {

/// Thread-safe; one question at a time.
class Lookup {
public:
    struct Places {
        std::filesystem::path requests, answers;  ///< must exist
        std::string facility_code;                ///< ten digits
    };
    struct Question {
        std::string insurer, symbol, number, branch;  ///< as they stand on the paper
        base::Date birth;
        bool operator==(const Question&) const = default;
    };
    /// The clock must outlive it. Errors: file_unreadable (no such folder).
    static base::Result<std::unique_ptr<Lookup>> create(Places places, const ports::Clock& clock);

    /// Waits so long for the answer; both files are gone afterwards, whatever came. Errors: config_invalid (the
    /// question has no such form), service_processing (another question is under way), service_timeout,
    /// result_undeliverable (a folder), those of eligibility::read_document.
    base::Result<eligibility::OqsDocument> ask(const Question& question, base::Duration patience);

private:
    Lookup(base::Folder requests, base::Folder answers, std::string facility_code, const ports::Clock& clock)
        : requests_(std::move(requests)),
          answers_(std::move(answers)),
          facility_code_(std::move(facility_code)),
          clock_(clock) {}
    base::Result<base::WipedText> answer_in(const std::string& name, base::Duration patience) const;
    std::string next_id();

    const base::Folder requests_, answers_;
    const std::string facility_code_;
    const ports::Clock& clock_;
    std::mutex mutex_;
    int last_ = 0;
};

}  // namespace uketsuke::desk
