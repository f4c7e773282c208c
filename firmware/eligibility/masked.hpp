// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace uketsuke::eligibility {

/// A message of the service as it may stand in the log: the words of a list, in which no name is, with the marks and
/// blanks between them. All else may be a person's, and is a "*". Cut behind 60 letters. UTF-8 in and out.
std::string masked(std::string_view message);

/// A code of the service, "E0042"; "*" where it has another form, as it might then be a person's.
std::string masked_code(std::string_view code);

}  // namespace uketsuke::eligibility
