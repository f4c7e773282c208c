// SPDX-License-Identifier: Apache-2.0
// Requests to register a 照会番号 as files, OQSsiimm01req_….xml, and their answers, OQSsiimm01res_….xml, in the two
// folders of the terminal that are called req and res (domain facts §3.1).
#pragma once

#include <filesystem>
#include <map>
#include <memory>

#include "firmware/base/folder.hpp"
#include "firmware/ports/clinic.hpp"

namespace uketsuke::reception {

class RequestFolder : public ports::RequestFiles {
public:
    struct Places {
        std::filesystem::path requests, answers;  ///< must exist
    };
    static constexpr std::size_t kLargest = 64 * 1024;  ///< bytes of a request; what is larger is left alone

    /// Errors: file_unreadable (no such folder).
    static base::Result<std::unique_ptr<RequestFolder>> create(Places places);
    /// The first by name that reads as it did at the look before: one that is still being written is waited for.
    std::optional<Request> next() override;
    base::Result<void> answer(const std::string& name, std::string_view text) override;

private:
    RequestFolder(base::Folder requests, base::Folder answers)
        : requests_(std::move(requests)), answers_(std::move(answers)) {}

    base::Folder requests_, answers_;
    std::map<std::string, std::size_t, std::less<>> seen_;  ///< by name, a hash of the text
};

}  // namespace uketsuke::reception
