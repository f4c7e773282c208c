// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "firmware/config/config.hpp"
#include "firmware/http/key_source.hpp"

namespace uketsuke::wiring {

/// Where the key comes from by which the kiosk is believed, as service.key_source says. Nothing is read yet. Errors:
/// config_invalid (a setting of the token is missing).
base::Result<std::shared_ptr<http::KeySource>> service_key(const config::Config& config);

}  // namespace uketsuke::wiring
