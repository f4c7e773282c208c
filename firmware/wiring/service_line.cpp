// SPDX-License-Identifier: Apache-2.0
#include "service_line.hpp"

#include "drivers/ocsp/http_responder.hpp"
#include "firmware/eligibility/https_line.hpp"
#include "firmware/processes/link_client.hpp"
#include "put.hpp"
#include "service_key.hpp"

namespace uketsuke::wiring {
namespace {

processes::LinkAccess link_access(const config::Config& config, std::function<void(base::WallTime)> hear) {
    return {config.service_link, base::Duration{config.service_deadline_ms},
            base::Duration{config.card_ocsp_deadline_ms}, std::move(hear)};
}

}  // namespace

base::Result<std::unique_ptr<eligibility::Line>> open_line(const config::Config& config, const ports::Clock& clock,
                                                           std::function<void(base::WallTime)> hear) {
    if (!config.service_link.empty())
        return std::make_unique<processes::LinkLine>(link_access(config, std::move(hear)));
    auto key = service_key(config);
    if (!key) return base::fail(key.error());
    auto line =
        eligibility::HttpsLine::create({config.service_url, config.service_ca, config.service_certificate,
                                        std::move(*key), base::Duration{config.service_deadline_ms}, std::move(hear)},
                                       clock);
    if (!line) return blame("service", line.error());
    return std::unique_ptr<eligibility::Line>(std::move(*line));
}

std::function<base::Result<base::Bytes>(base::ByteView request)> open_responder(const config::Config& config) {
    if (config.card_ocsp_url.empty()) return {};
    if (!config.service_link.empty())
        return [access = link_access(config, {})](base::ByteView request) {
            return processes::ask_responder(access, request);
        };
    return [http = drivers::ocsp::HttpResponder(config.card_ocsp_url, base::Duration{config.card_ocsp_deadline_ms})](
               base::ByteView request) { return http.ask(request); };
}

}  // namespace uketsuke::wiring
