// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "firmware/config/config.hpp"
#include "firmware/eligibility/result_file.hpp"

namespace uketsuke::wiring {

/// How documents go on to the clinic. Errors: internal, naming the key of the settings (this system has no CP932).
base::Result<std::shared_ptr<const eligibility::ResultFile>> build_result_file(const config::Config& config);

}  // namespace uketsuke::wiring
