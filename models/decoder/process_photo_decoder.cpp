// SPDX-License-Identifier: Apache-2.0
#include "process_photo_decoder.hpp"

#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>

#include "wire.hpp"

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

/// The child gets the socket as 0 and 1, our standard error, no other descriptor and no environment.
bool spawn(const std::string& program, int socket, pid_t& pid) {
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, socket, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, socket, STDOUT_FILENO);
    posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
    std::array<char*, 2> arguments{const_cast<char*>(program.c_str()), nullptr};
    std::array<char*, 1> environment{nullptr};
    const int failed = posix_spawn(&pid, program.c_str(), &actions, nullptr, arguments.data(), environment.data());
    posix_spawn_file_actions_destroy(&actions);
    return failed == 0;
}

}  // namespace

std::unique_ptr<DecoderProcess> DecoderProcess::start(const std::string& program) {
    std::array<int, 2> ends{};
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) return nullptr;
    pid_t pid = 0;
    const bool started = spawn(program, ends[1], pid);
    close(ends[1]);
    if (started) return std::unique_ptr<DecoderProcess>(new DecoderProcess(pid, ends[0]));
    close(ends[0]);
    return nullptr;
}

DecoderProcess::~DecoderProcess() {
    close(socket_);
    if (reaped_) return;
    kill(pid_, SIGKILL);
    while (waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) continue;
}

bool DecoderProcess::running() {
    if (!reaped_) reaped_ = waitpid(pid_, nullptr, WNOHANG) != 0;
    return !reaped_;
}

base::Result<domain::Image> DecoderProcess::decode(base::ByteView jp2, base::Duration limit) {
    const auto deadline = std::chrono::steady_clock::now() + limit;
    const auto length = to_word(static_cast<std::uint32_t>(jp2.size()));
    std::array<std::uint8_t, 8> head{};
    if (!send_all(socket_, length, deadline) || !send_all(socket_, jp2, deadline) ||
        !receive_all(socket_, head.data(), head.size(), deadline))
        return fail(ErrorCode::portrait_undecodable, "the decoder gave no picture");
    const auto width = from_word(head.data()), height = from_word(head.data() + 4);
    if (width == 0 || height == 0 || width > kMostSide || height > kMostSide)
        return fail(ErrorCode::portrait_undecodable, "the decoder answered with an impossible size");
    domain::Image image{static_cast<int>(width), static_cast<int>(height), 1, base::Bytes(std::size_t{width} * height)};
    if (receive_all(socket_, image.pixels.data(), image.pixels.size(), deadline) && ended(socket_, deadline))
        return image;
    base::wipe(image.pixels);
    return fail(ErrorCode::portrait_undecodable, "the decoder broke off or said too much");
}

base::Result<std::unique_ptr<ProcessPhotoDecoder>> ProcessPhotoDecoder::create(std::string program,
                                                                               base::Duration limit) {
    std::unique_ptr<ProcessPhotoDecoder> decoder(new ProcessPhotoDecoder(std::move(program), limit));
    decoder->ready_ = DecoderProcess::start(decoder->program_);
    if (!decoder->ready_) return fail(ErrorCode::file_unreadable, "cannot start " + decoder->program_);
    return decoder;
}

base::Result<domain::Image> ProcessPhotoDecoder::decode(base::ByteView jp2) {
    if (jp2.empty() || jp2.size() > kMostInput) return fail(ErrorCode::portrait_undecodable, "impossible length");
    auto process = std::move(ready_);
    if (!process || !process->running()) process = DecoderProcess::start(program_);
    if (!process) return fail(ErrorCode::portrait_undecodable, "cannot start the decoder");
    auto image = process->decode(jp2, limit_);
    ready_ = DecoderProcess::start(program_);
    return image;
}

}  // namespace uketsuke::models::decoder
