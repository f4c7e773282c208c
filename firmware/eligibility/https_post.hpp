// SPDX-License-Identifier: Apache-2.0
// One HTTPS request, once. Used by HttpsEligibilityClient only.
#pragma once

#include <string>

#include "https_client.hpp"
#include "wiped_text.hpp"

namespace uketsuke::eligibility {

struct HttpAnswer {
    long status = 0;
    WipedText body;
};

/// Posts a JSON body to access.url + path. Errors: service_unreachable, service_timeout, service_untrusted,
/// service_garbled (see HttpsEligibilityClient). Body and answer also pass through the buffers of curl
/// (curl_memory.hpp) and of OpenSSL, which wipe them.
base::Result<HttpAnswer> https_post(const ServiceAccess& access, base::WallTime now, std::string_view path,
                                    const std::string& key, const WipedText& body);

}  // namespace uketsuke::eligibility
