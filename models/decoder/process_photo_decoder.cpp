// SPDX-License-Identifier: Apache-2.0
#include "process_photo_decoder.hpp"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>

#include "decoder_wire.hpp"

namespace uketsuke::models::decoder {
namespace {

using base::ErrorCode;
using base::fail;
using Instant = std::chrono::steady_clock::time_point;

/// False when the socket was not ready before the deadline.
bool wait_for(int socket, short event, Instant deadline) {
    while (true) {
        const auto left =
            std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now()).count();
        pollfd watched{socket, event, 0};
        const int ready = poll(&watched, 1, static_cast<int>(std::max<std::int64_t>(left, 0)));
        if (ready >= 0 || errno != EINTR) return ready > 0;
    }
}

/// A socket instead of a pipe: MSG_NOSIGNAL keeps a dead decoder from killing us.
bool send_all(int socket, base::ByteView bytes, Instant deadline) {
    while (!bytes.empty()) {
        if (!wait_for(socket, POLLOUT, deadline)) return false;
        const auto sent = send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent < 0 && errno != EAGAIN && errno != EINTR) return false;
        bytes = bytes.subspan(static_cast<std::size_t>(std::max<ssize_t>(sent, 0)));
    }
    return true;
}

bool receive_all(int socket, std::uint8_t* into, std::size_t count, Instant deadline) {
    while (count > 0) {
        if (!wait_for(socket, POLLIN, deadline)) return false;
        const auto got = recv(socket, into, count, MSG_DONTWAIT);
        if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR)) return false;
        into += std::max<ssize_t>(got, 0);
        count -= static_cast<std::size_t>(std::max<ssize_t>(got, 0));
    }
    return true;
}

/// The decoder ends after its answer; more bytes mean that it is not what it should be.
bool ended(int socket, Instant deadline) {
    std::uint8_t more = 0;
    return wait_for(socket, POLLIN, deadline) && recv(socket, &more, 1, MSG_DONTWAIT) == 0;
}

/// One exchange (wire.hpp).
base::Result<domain::Image> exchange(int socket, base::ByteView jp2, base::Duration limit) {
    const auto deadline = std::chrono::steady_clock::now() + limit;
    const auto length = to_word(static_cast<std::uint32_t>(jp2.size()));
    std::array<std::uint8_t, 8> head{};
    if (!send_all(socket, length, deadline) || !send_all(socket, jp2, deadline) ||
        !receive_all(socket, head.data(), head.size(), deadline))
        return fail(ErrorCode::portrait_undecodable, "the decoder gave no picture");
    const auto width = from_word(head.data()), height = from_word(head.data() + 4);
    if (width == 0 || height == 0 || width > kMostSide || height > kMostSide)
        return fail(ErrorCode::portrait_undecodable, "the decoder answered with an impossible size");
    domain::Image image{static_cast<int>(width), static_cast<int>(height), 1, base::Bytes(std::size_t{width} * height)};
    if (receive_all(socket, image.pixels.data(), image.pixels.size(), deadline) && ended(socket, deadline))
        return image;
    return fail(ErrorCode::portrait_undecodable, "the decoder broke off or said too much");
}

}  // namespace

base::Result<std::unique_ptr<ProcessPhotoDecoder>> ProcessPhotoDecoder::create(std::string program,
                                                                               base::Duration limit) {
    std::unique_ptr<ProcessPhotoDecoder> decoder(new ProcessPhotoDecoder(std::move(program), limit));
    decoder->ready_ = base::ChildProcess::start(decoder->program_);
    if (!decoder->ready_) return fail(ErrorCode::file_unreadable, "cannot start " + decoder->program_);
    return decoder;
}

base::Result<domain::Image> ProcessPhotoDecoder::decode(base::ByteView jp2) {
    if (jp2.empty() || jp2.size() > kMostInput) return fail(ErrorCode::portrait_undecodable, "impossible length");
    auto process = std::move(ready_);
    if (!process || !process->running()) process = base::ChildProcess::start(program_);
    if (!process) return fail(ErrorCode::portrait_undecodable, "cannot start the decoder");
    auto image = exchange(process->socket(), jp2, limit_);
    ready_ = base::ChildProcess::start(program_);
    return image;
}

}  // namespace uketsuke::models::decoder
