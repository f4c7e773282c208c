// SPDX-License-Identifier: Apache-2.0
// How a kiosk or desk joins with a code: a key is made here and stays here; the desk that the code names signs for it.
#pragma once

#include <filesystem>

#include "enrolment_code.hpp"
#include "firmware/base/error.hpp"

namespace uketsuke::desk::line {

/// Leaves an identity in the folder, and returns its name. Waits at most some seconds for the desk. Errors:
/// service_unreachable; service_untrusted (another's certificate than the code's); service_refused (the code does not
/// count, or no longer); service_garbled; as save_identity.
base::Result<std::string> join(const EnrolmentCode& code, const std::filesystem::path& folder);

}  // namespace uketsuke::desk::line
