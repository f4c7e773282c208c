// SPDX-License-Identifier: Apache-2.0
#include "enrolment_code.hpp"

namespace uketsuke::desk::line {
namespace {

/// Without what is between them.
std::string digits_of(std::string_view text) {
    std::string digits;
    for (const char c : text)
        if (c > ' ' && c != '-' && c != ':') digits += c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
    return digits;
}

}  // namespace

EnrolmentCode EnrolmentCode::of(std::string host, std::string secret, std::string_view certificate) {
    return {std::move(host), std::move(secret), digits_of(certificate).substr(0, 2 * kFingerprint)};
}

std::string EnrolmentCode::print() const {
    auto text = host + "/";
    const auto digits = secret + fingerprint;
    for (std::size_t i = 0; i < digits.size(); i += 4) text += (i == 0 ? "" : "-") + digits.substr(i, 4);
    return text;
}

std::optional<EnrolmentCode> EnrolmentCode::parse(std::string_view text) {
    const auto slash = text.rfind('/');
    if (slash == std::string_view::npos) return std::nullopt;
    EnrolmentCode code;
    for (const char c : text.substr(0, slash))
        if (c > ' ') code.host += c;
    const auto digits = digits_of(text.substr(slash + 1));
    if (code.host.find(':') == std::string::npos || digits.size() != 2 * (kSecret + kFingerprint) ||
        digits.find_first_not_of("0123456789abcdef") != std::string::npos)
        return std::nullopt;
    code.secret = digits.substr(0, 2 * kSecret);
    code.fingerprint = digits.substr(2 * kSecret);
    return code;
}

}  // namespace uketsuke::desk::line
