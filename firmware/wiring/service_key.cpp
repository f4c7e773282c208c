// SPDX-License-Identifier: Apache-2.0
#include "service_key.hpp"

#include "drivers/pkcs11/token_key.hpp"

namespace uketsuke::wiring {

base::Result<std::shared_ptr<http::KeySource>> service_key(const config::Config& config) {
    if (config.service_key_source == "file")
        return std::shared_ptr<http::KeySource>(std::make_shared<http::KeyFile>(config.service_key));
    const auto missing = [](std::string_view key) {
        return base::fail(base::ErrorCode::config_invalid, std::string(key) + ": service.key_source = pkcs11 needs it");
    };
    if (config.service_key_uri.empty()) return missing("service.key_uri");
    if (config.service_key_module.empty()) return missing("service.key_module");
    if (config.service_key_pin.empty()) return missing("service.key_pin");
    return std::shared_ptr<http::KeySource>(
        std::make_shared<drivers::pkcs11::TokenKey>(drivers::pkcs11::TokenKey::Settings{
            config.service_key_module, config.service_key_uri, config.service_key_pin}));
}

}  // namespace uketsuke::wiring
