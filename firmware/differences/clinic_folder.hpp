// SPDX-License-Identifier: Apache-2.0
// The clinic's own data as lists in a folder that somebody else fills: *.csv and *.json, read anew for each result.
// Nothing of them stays in the kiosk but while it compares. docs/differences.md.
#pragma once

#include <filesystem>
#include <memory>

#include "firmware/base/folder.hpp"
#include "firmware/ports/clinic.hpp"
#include "person_data.hpp"

namespace uketsuke::differences {

class ClinicFolder : public ports::ClinicData {
public:
    static constexpr std::size_t kMostLists = 16;                 ///< more are not looked at, and that is an error
    static constexpr std::size_t kLargestList = 8 * 1024 * 1024;  ///< bytes

    /// Errors: file_unreadable (no such folder).
    static base::Result<std::unique_ptr<ClinicFolder>> create(std::filesystem::path folder);
    /// With the one row that is about this person (is_about(), only_row() in compare.hpp). Where several are, and say
    /// different things, nothing is compared, and that is no error: a family may well share its number. A list that is
    /// none does not keep the others from being read. Its error names file and line, and no value.
    Comparison compare(const domain::Eligibility& eligibility) override;

private:
    explicit ClinicFolder(base::Folder folder) : folder_(std::move(folder)) {}
    base::Result<void> look_for(const PersonData& told, const std::string& list, std::vector<PersonData>& found) const;

    base::Folder folder_;
};

}  // namespace uketsuke::differences
