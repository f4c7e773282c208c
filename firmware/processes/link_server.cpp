// SPDX-License-Identifier: Apache-2.0
#include "link_server.hpp"

#include "link_messages.hpp"

namespace uketsuke::processes {
namespace {

PostAnswered carry_out(const LinkEnds& ends, const PostAsked& asked) {
    auto response = ends.service.post(asked.path, asked.key, asked.body);
    if (!response) return {base::fail(response.error())};
    return {PostAnswered::Response{response->status, std::move(response->body), response->date}};
}

OcspAnswered carry_out(const LinkEnds& ends, const OcspAsked& asked) {
    if (!ends.responder) return {base::fail(base::ErrorCode::service_unreachable, "card.ocsp_url: there is none")};
    return {ends.responder(asked.request)};
}

template <Message Asked>
std::optional<base::Bytes> answered(const LinkEnds& ends, base::ByteView question) {
    const auto asked = read_message<Asked>(question);
    if (!asked) return std::nullopt;
    return write_message(carry_out(ends, *asked));
}

}  // namespace

std::optional<base::Bytes> answer_link_call(const LinkEnds& ends, std::uint8_t call, base::ByteView question) {
    switch (static_cast<LinkCall>(call)) {
        case LinkCall::post: return answered<PostAsked>(ends, question);
        case LinkCall::ocsp: return answered<OcspAsked>(ends, question);
    }
    return std::nullopt;
}

}  // namespace uketsuke::processes
