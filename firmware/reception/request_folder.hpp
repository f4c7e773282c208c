// SPDX-License-Identifier: Apache-2.0
// Requests to register a 照会番号 as files, OQSsiimm01req_….xml, and their answers, OQSsiimm01res_….xml, in the two
// folders of the terminal that are called req and res (domain facts §3.1).
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <memory>

#include "firmware/base/folder.hpp"
#include "firmware/ports/clinic.hpp"
#include "firmware/ports/clock.hpp"

namespace uketsuke::reception {

class RequestFolder : public ports::RequestFiles {
public:
    struct Places {
        std::filesystem::path requests, answers;  ///< must exist
        std::chrono::hours remove_after{168};     ///< an answer that nobody fetches
    };
    static constexpr std::size_t kLargest = 64 * 1024;  ///< bytes of a request; what is larger is left alone

    /// The clock must outlive it. Errors: file_unreadable (no such folder).
    static base::Result<std::unique_ptr<RequestFolder>> create(Places places, const ports::Clock& clock);
    /// The first by name that reads as it did at the look before: one that is still being written is waited for. One
    /// that was answered and could not be taken away is asked no second time before it changes.
    std::optional<Request> next() override;
    /// Another request that has come under the same name meanwhile stays.
    base::Result<void> answer(const Request& asked, std::string_view text) override;
    /// Answers name patients: after `remove_after`, by the folder's own times, they are removed.
    void look_after() override;

private:
    using Hashes = std::map<std::string, std::size_t, std::less<>>;  ///< by name, of the text
    RequestFolder(base::Folder requests, base::Folder answers, std::chrono::hours remove_after,
                  const ports::Clock& clock)
        : requests_(std::move(requests)), answers_(std::move(answers)), remove_after_(remove_after), clock_(clock) {}
    [[nodiscard]] bool reads_as(const Request& asked) const;

    base::Folder requests_, answers_;
    const std::chrono::hours remove_after_;
    const ports::Clock& clock_;
    Hashes seen_;      ///< at the last look
    Hashes answered_;  ///< and still there
};

}  // namespace uketsuke::reception
