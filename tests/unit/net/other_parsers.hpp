// SPDX-License-Identifier: Apache-2.0
// Two XML parsers that others wrote and that follow the standard.
#pragma once

#include <optional>
#include <string>

namespace uketsuke::test {

/// What libxml2 says against a text: nothing when it is XML with namespaces and no warning.
std::string libxml2_objects(const std::string& xml);
std::string expat_objects(const std::string& xml);

/// Canonical XML (C14N, without comments and blanks between elements), by libxml2. Empty when it is none.
std::string canonical(const std::string& xml);

}  // namespace uketsuke::test
