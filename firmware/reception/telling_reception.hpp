// SPDX-License-Identifier: Apache-2.0
// What the clinic gets, and the desk's list hears of it besides.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string_view>

#include "firmware/domain/desk_guide.hpp"
#include "firmware/ports/clinic.hpp"
#include "firmware/ports/desk.hpp"

namespace uketsuke::reception {

/// Stands around another link; what becomes of that is what became of it.
class TellingReception : public ports::ReceptionLink {
public:
    /// Whom a result is about; without the file's name. Nothing: it does not say.
    using NameOf = std::function<std::optional<domain::PersonNamed>(std::string_view document)>;

    /// The feed must outlive it.
    TellingReception(std::unique_ptr<ports::ReceptionLink> inner, ports::DeskFeed& desk, domain::DeskGuide guide,
                     NameOf name_of)
        : inner_(std::move(inner)), desk_(desk), guide_(std::move(guide)), name_of_(std::move(name_of)) {}

    base::Result<std::string> deliver(const domain::Eligibility& eligibility, const Begin& begin) override;
    base::Result<void> tell_desk(const domain::DeskNote& note) override;
    base::Result<std::vector<domain::DeskNote>> look_after() override { return inner_->look_after(); }

private:
    const std::unique_ptr<ports::ReceptionLink> inner_;
    ports::DeskFeed& desk_;
    const domain::DeskGuide guide_;
    const NameOf name_of_;
};

}  // namespace uketsuke::reception
