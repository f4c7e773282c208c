// SPDX-License-Identifier: Apache-2.0
#include "link_client.hpp"

#include "link_messages.hpp"

namespace uketsuke::processes {
namespace {

base::Error error_of(NoAnswer why) {
    return why == NoAnswer::not_asked
               ? base::Error{base::ErrorCode::service_unreachable, "uketsuke-link is not there"}
               : base::Error{base::ErrorCode::service_timeout, "uketsuke-link did not answer"};
}

template <Message Answered, Message Asked>
base::Result<Answered> asked(const LinkAccess& access, LinkCall call, const Asked& question, base::Duration limit) {
    const auto bytes = ask(access.socket, row_of(call), write_message(question), limit);
    if (!bytes) return base::fail(error_of(bytes.error()));
    auto answer = read_message<Answered>(*bytes);
    if (!answer) return base::fail(base::ErrorCode::service_garbled, "what uketsuke-link answered");
    return std::move(*answer);
}

}  // namespace

base::Result<http::Response> LinkLine::post(std::string_view path, const std::string& key,
                                            const eligibility::WipedText& body) {
    auto answered = asked<PostAnswered>(access_, LinkCall::post, PostAsked{std::string(path), key, body},
                                        access_.service_deadline + kSlack);
    if (!answered) return base::fail(answered.error());
    if (!answered->result) return base::fail(answered->result.error());
    auto& response = *answered->result;
    if (access_.hear_date && response.date) access_.hear_date(*response.date);
    return http::Response{response.status, std::move(response.body), response.date};
}

base::Result<base::Bytes> ask_responder(const LinkAccess& access, base::ByteView request) {
    auto answered = asked<OcspAnswered>(access, LinkCall::ocsp, OcspAsked{{request.begin(), request.end()}},
                                        access.responder_deadline + LinkLine::kSlack);
    if (!answered) return base::fail(answered.error());
    return std::move(answered->result);
}

}  // namespace uketsuke::processes
