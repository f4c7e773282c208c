// SPDX-License-Identifier: Apache-2.0
#include "fhir_values.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include "firmware/base/bytes.hpp"

namespace uketsuke::eligibility::fhir {
namespace {

constexpr std::string_view kWideBlank = "　";

WipedText wide(char letter) {
    constexpr int kWideMark = 0xff01;  // U+FF01 is '!'
    const int code = kWideMark + (letter - '!');
    WipedText utf8;
    utf8 += static_cast<char>(0xe0 | code >> 12);
    utf8 += static_cast<char>(0x80 | (code >> 6 & 0x3f));
    utf8 += static_cast<char>(0x80 | (code & 0x3f));
    return utf8;
}

/// A name-based UUID (RFC 9562, version 8: by a hash of our choice).
WipedText uuid_of(std::string_view name) {
    std::array<std::uint8_t, 32> hash{};
    EVP_Digest(name.data(), name.size(), hash.data(), nullptr, EVP_sha256(), nullptr);
    hash[6] = static_cast<std::uint8_t>(0x80 | (hash[6] & 0x0f));
    hash[8] = static_cast<std::uint8_t>(0x80 | (hash[8] & 0x3f));
    const auto hex = base::to_hex(hash);
    return joined({hex.substr(0, 8), "-", hex.substr(8, 4), "-", hex.substr(12, 4), "-", hex.substr(16, 4), "-",
                   hex.substr(20, 12)});
}

}  // namespace

Json profiled(std::string_view type) {
    return {{"resourceType", type}, {"meta", {{"profile", Json::array({joined({kProfiles, "JP_", type})})}}}};
}

Json coding(std::string_view system, std::string_view code, std::string_view display) {
    Json out{{"code", code}};
    if (!system.empty()) out["system"] = system;
    if (!display.empty()) out["display"] = display;
    return out;
}

Json concept_of(Json coding) { return {{"coding", Json::array({std::move(coding)})}}; }
Json text_concept(std::string_view text) { return {{"text", text}}; }

Json identifier(std::string_view system, std::string_view value) { return {{"system", system}, {"value", value}}; }
Json reference(std::string_view url) { return {{"reference", url}}; }

WipedText date(base::Date day) {
    WipedText text(fmt::format("{:04}", day.year));
    if (day.month != 0) text += fmt::format("-{:02}", day.month);
    if (day.month != 0 && day.day != 0) text += fmt::format("-{:02}", day.day);
    return text;
}

std::optional<Json> period(base::Date from, base::Date until) {
    auto out = Json::object();
    if (from.year != 0) out["start"] = date(from);
    if (until.year != 0) out["end"] = date(until);
    if (out.empty()) return std::nullopt;
    return out;
}

WipedText full_width(std::string_view text) {
    WipedText out;
    for (const char letter : without_blanks(text)) {
        if (letter >= '!' && letter <= '~')
            out += wide(letter);
        else
            out += letter;
    }
    return out;
}

WipedText without_blanks(std::string_view text) {
    WipedText out(text);
    for (auto at = out.find(kWideBlank); at != WipedText::npos; at = out.find(kWideBlank)) out.erase(at, kWideBlank.size());
    std::erase(out, ' ');
    return out;
}

Entries::Entries(const OqsDocument& document)
    : of_document_(joined({base::to_yyyymmddhhmmss(document.executed), "|", document.facility_code, "|",
                           document.identifier, "|"})) {}

WipedText Entries::add(Json resource) {
    const auto url = joined({"urn:uuid:", uuid_of(of_document_ + WipedText(fmt::to_string(entries_.size())))});
    entries_.push_back({{"fullUrl", url}, {"resource", std::move(resource)}});
    return url;
}

}  // namespace uketsuke::eligibility::fhir
