// SPDX-License-Identifier: Apache-2.0
// One HTTPS request, once. Used by HttpsLine only.
#pragma once

#include "https_line.hpp"

namespace uketsuke::eligibility {

/// Posts a JSON body to access.url + path. Errors: see Line::post.
base::Result<HttpAnswer> https_post(const ServiceAccess& access, base::WallTime now, std::string_view path,
                                    const std::string& key, const WipedText& body);

}  // namespace uketsuke::eligibility
