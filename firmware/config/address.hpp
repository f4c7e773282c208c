// SPDX-License-Identifier: Apache-2.0
// Whether an address in the settings can work at all, before a patient finds out.
#pragma once

#include <string>
#include <string_view>

namespace uketsuke::config {

/// What is wrong with "scheme://host[:port]", for a sentence that begins with the key; empty: nothing is.
std::string complaint_about_host(std::string_view url);
/// The same with a path behind it; an empty text is no address and right.
std::string complaint_about_url(std::string_view url);
/// What is wrong with the URI of a key in a token (RFC 7512), alike: it must name one key, and no PIN.
std::string complaint_about_key_uri(std::string_view uri);

}  // namespace uketsuke::config
