// SPDX-License-Identifier: Apache-2.0
// What the kiosk's process asks the one with the network and the key (uketsuke-link), in one table: each question has one
// answer, on a connection of its own. Whom to ask stands in the settings of the link alone: a kiosk that was taken over
// cannot send anything elsewhere.
#pragma once

#include <array>
#include <string_view>

#include "calls.hpp"
#include "fields.hpp"

namespace uketsuke::processes {

enum class LinkCall : std::uint8_t {
    post,  ///< to the eligibility service, over mutual TLS
    ocsp,  ///< to the responder of the cards' certificates
};

struct PostAsked {
    std::string path, key;  ///< key: idempotency key
    base::WipedText body;   ///< JSON
    static constexpr auto kFields = std::tuple(&PostAsked::path, &PostAsked::key, &PostAsked::body);
};
struct PostAnswered {
    struct Response {
        std::int64_t status = 0;
        base::WipedText body;
        std::optional<base::WallTime> date;  ///< the service's clock
        static constexpr auto kFields = std::tuple(&Response::status, &Response::body, &Response::date);
        bool operator==(const Response&) const = default;
    };
    base::Result<Response> result = Response{};
    static constexpr auto kFields = std::tuple(&PostAnswered::result);
};
struct OcspAsked {
    base::Bytes request;  ///< DER
    static constexpr auto kFields = std::tuple(&OcspAsked::request);
};
struct OcspAnswered {
    base::Result<base::Bytes> result = base::Bytes{};
    static constexpr auto kFields = std::tuple(&OcspAnswered::result);
};

constexpr std::array kLinkRows{
    CallRow{static_cast<std::uint8_t>(LinkCall::post), "post", 128 * 1024, 768 * 1024},
    CallRow{static_cast<std::uint8_t>(LinkCall::ocsp), "ocsp", 16 * 1024, 128 * 1024},
};
static_assert(kLinkRows.size() == base::kCountOf<LinkCall>);
constexpr const CallRow& row_of(LinkCall call) { return kLinkRows.at(base::index_of(call)); }

}  // namespace uketsuke::processes
