// SPDX-License-Identifier: Apache-2.0
#include "calls.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>

#include "firmware/base/log.hpp"
#include "firmware/base/system_error.hpp"
#include "firmware/base/unix_socket.hpp"
#include "frame.hpp"

namespace uketsuke::processes {

base::Expected<base::Bytes, NoAnswer> ask(const std::filesystem::path& socket, const CallRow& row,
                                          base::ByteView question, base::Duration limit) {
    const auto until = Until::clock::now() + limit;
    const auto connection = base::reach_socket(socket);
    if (!connection || question.size() > row.largest_question ||
        !send_frame(connection.get(), row.number, question, until))
        return base::Unexpected{NoAnswer::not_asked};
    auto answer = receive_frame(
        connection.get(),
        [&](std::uint8_t call) { return call == row.number ? std::optional(row.largest_answer) : std::nullopt; },
        until);
    if (!answer) return base::Unexpected{NoAnswer::lost};
    return std::move(answer->message);
}

base::Result<std::unique_ptr<CallServer>> CallServer::listen(Options options, Handler handler) {
    auto listener = base::listen_at(options.socket);
    if (!listener) return base::fail(listener.error());
    base::Descriptor wake(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC));
    if (!wake) return base::system_error(base::ErrorCode::internal, "eventfd");
    return std::unique_ptr<CallServer>(new CallServer(std::move(options), std::move(handler),
                                                      std::move(listener->socket), std::move(listener->lock),
                                                      std::move(wake)));
}

CallServer::CallServer(Options options, Handler handler, base::Descriptor listener, base::Descriptor lock,
                       base::Descriptor wake)
    : options_(std::move(options)),
      handler_(std::move(handler)),
      listener_(std::move(listener)),
      lock_(std::move(lock)),
      wake_(std::move(wake)) {
    for (int i = 0; i < options_.workers; ++i) workers_.emplace_back([this] { work(); });
}

CallServer::~CallServer() {
    ::eventfd_write(wake_.get(), 1);  // read by nobody: it wakes all of them
    workers_.clear();
    std::error_code ignored;
    std::filesystem::remove(options_.socket, ignored);
}

void CallServer::work() {
    for (;;) {
        std::array<pollfd, 2> both{pollfd{listener_.get(), POLLIN, 0}, pollfd{wake_.get(), POLLIN, 0}};
        if (::poll(both.data(), both.size(), -1) < 0) continue;
        if (both[1].revents != 0) return;
        base::Descriptor connection(::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
        if (connection) serve(std::move(connection));
    }
}

void CallServer::serve(base::Descriptor connection) const {
    const auto row_of = [&](std::uint8_t call) {
        return std::find_if(options_.rows.begin(), options_.rows.end(),
                            [&](const CallRow& row) { return row.number == call; });
    };
    const auto largest = [&](std::uint8_t call) {
        const auto row = row_of(call);
        return row == options_.rows.end() ? std::nullopt : std::optional(row->largest_question);
    };
    const auto question = receive_frame(connection.get(), largest, Until::clock::now() + options_.patience);
    if (!question) return;
    const auto& row = *row_of(question->call);
    const auto answer = handler_(question->call, question->message);
    if (!answer)
        base::warn("calls", "what was asked as {} is no such question", row.name);
    else if (answer->size() > row.largest_answer)
        base::warn("calls", "an answer to {} is too large", row.name);
    else
        send_frame(connection.get(), question->call, *answer, Until::clock::now() + options_.patience);
}

}  // namespace uketsuke::processes
