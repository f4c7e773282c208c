// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include "drivers/mynumber/certificate_judge.hpp"
#include "drivers/mynumber/cv_certificate.hpp"
#include "firmware/config/config.hpp"

namespace uketsuke::wiring {

/// By whom a card is believed.
struct CardTrust {
    drivers::mynumber::FaceRecordRoots issuers;
    drivers::mynumber::CertificateJudge certificates;
};

/// Sends an OCSP request and brings the answer.
using AskResponder = std::function<base::Result<base::Bytes>(base::ByteView request)>;

/// `responder` stands in for the settings' own. Errors: file_unreadable, naming the key of the settings.
base::Result<CardTrust> build_trust(const config::Config& config, AskResponder responder = {});

}  // namespace uketsuke::wiring
