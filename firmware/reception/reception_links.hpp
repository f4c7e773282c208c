// SPDX-License-Identifier: Apache-2.0
// Several ways to the clinic side by side: result files, a desk page, whatever comes.
#pragma once

#include <memory>
#include <vector>

#include "firmware/ports/clinic.hpp"

namespace uketsuke::reception {

/// Every link gets everything, whatever became of the others.
class ReceptionLinks : public ports::ReceptionLink {
public:
    /// At least one; a kiosk without any is a mistake of its wiring, and delivers nothing.
    explicit ReceptionLinks(std::vector<std::unique_ptr<ports::ReceptionLink>> links) : links_(std::move(links)) {}

    /// Returns the first name that a link has for it. Errors: the first link's that failed, with the details of all
    /// that did; result_undeliverable without links.
    base::Result<std::string> deliver(const domain::Eligibility& eligibility, const Begin& begin) override;
    /// Errors: as deliver().
    base::Result<void> tell_desk(const domain::DeskNote& note) override;
    /// What all of them have to tell. Errors: as deliver().
    base::Result<std::vector<domain::DeskNote>> look_after() override;

private:
    template <class Act>
    base::Result<void> each(Act act);

    const std::vector<std::unique_ptr<ports::ReceptionLink>> links_;
};

}  // namespace uketsuke::reception
