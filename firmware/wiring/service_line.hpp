// SPDX-License-Identifier: Apache-2.0
// How a process with these settings asks the service and the responder: itself, or through uketsuke-link.
#pragma once

#include <functional>
#include <memory>

#include "firmware/base/bytes.hpp"
#include "firmware/config/config.hpp"
#include "firmware/eligibility/line.hpp"
#include "firmware/ports/clock.hpp"

namespace uketsuke::wiring {

/// `hear` is told the service's time and may be empty. The clock must outlive the line. Errors name the key of the
/// settings: config_invalid, file_unreadable; of a link none, which may come later.
base::Result<std::unique_ptr<eligibility::Line>> open_line(const config::Config& config, const ports::Clock& clock,
                                                           std::function<void(base::WallTime)> hear);

/// Asks the responder of the cards' certificates (DER); thread-safe. Empty: the settings name none.
std::function<base::Result<base::Bytes>(base::ByteView request)> open_responder(const config::Config& config);

}  // namespace uketsuke::wiring
