// SPDX-License-Identifier: Apache-2.0
// The service and the responder, asked through uketsuke-link: this process has neither a network nor the key.
#pragma once

#include <filesystem>
#include <functional>

#include "firmware/base/time.hpp"
#include "firmware/eligibility/line.hpp"

namespace uketsuke::processes {

struct LinkAccess {
    std::filesystem::path socket;
    base::Duration service_deadline, responder_deadline;  ///< those of the link's settings, which are this process's too
    /// As ServiceAccess::hear_date. Empty: nobody is told.
    std::function<void(base::WallTime)> hear_date = {};
};

/// Where the link has not taken the question, it is not there: service_unreachable. Where it ended meanwhile, or does not
/// answer within kSlack after the deadline, nobody knows whether it was carried out: service_timeout, as on the line
/// itself, and the next question goes under the same key (Line::post).
class LinkLine : public eligibility::Line {
public:
    static constexpr base::Duration kSlack{1000};
    explicit LinkLine(LinkAccess access) : access_(std::move(access)) {}
    base::Result<http::Response> post(std::string_view path, const std::string& key,
                                      const eligibility::WipedText& body) override;

private:
    const LinkAccess access_;
};

/// The responder's answer (DER). Errors: as LinkLine. Thread-safe.
base::Result<base::Bytes> ask_responder(const LinkAccess& access, base::ByteView request);

}  // namespace uketsuke::processes
