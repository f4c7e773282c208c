// SPDX-License-Identifier: Apache-2.0
#include "vpcd_card.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace uketsuke::sim {
namespace {

using base::Bytes;
using base::ByteView;
using namespace std::chrono_literals;

constexpr auto kCallAgain = 20ms;
constexpr auto kFirstContact = 2s;
constexpr std::size_t kRestOfAnswer = 2;  ///< what a torn answer announces and does not bring: its status word at least

/// A connected socket, or none.
base::Descriptor call(std::uint16_t port) {
    base::Descriptor line(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (line && ::connect(line.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) return line;
    return {};
}

bool receive(int fd, std::uint8_t* data, std::size_t size) {
    while (size > 0) {
        // vpcd sends length and payload in two writes; without this the second waits 40 ms for our delayed ACK.
        const int on = 1;
        ::setsockopt(fd, IPPROTO_TCP, TCP_QUICKACK, &on, sizeof on);
        const auto got = ::recv(fd, data, size, 0);
        if (got <= 0) return false;
        data += got;
        size -= static_cast<std::size_t>(got);
    }
    return true;
}

std::optional<Bytes> receive_message(int fd) {
    std::uint8_t length[2];
    if (!receive(fd, length, sizeof length)) return std::nullopt;
    Bytes message(static_cast<std::size_t>(length[0] << 8 | length[1]));
    if (!receive(fd, message.data(), message.size())) return std::nullopt;
    return message;
}

/// Notes now, the first time.
void note(std::atomic<VpcdCard::Instant>& moment) {
    if (moment.load() == VpcdCard::Instant{}) moment = std::chrono::steady_clock::now();
}

}  // namespace

base::Result<void> VpcdCard::insert(std::shared_ptr<VirtualCard> card, base::Duration hand) {
    remove();
    std::this_thread::sleep_until(removed_ + hand);
    std::promise<void> first_contact;
    auto contact = first_contact.get_future();
    lying_ = true;
    laid_ = looked_ = commanded_ = Instant{};
    thread_ = std::thread([this, card = std::move(card), promise = std::move(first_contact)]() mutable {
        live(*card, std::move(promise));
    });
    if (contact.wait_for(kFirstContact) == std::future_status::ready) return {};
    remove();
    return base::fail(base::ErrorCode::reader_missing, fmt::format("no virtual reader listens on port {}", port_));
}

void VpcdCard::remove() {
    if (!thread_.joinable()) return;
    lying_ = false;
    {
        const std::lock_guard lock(socket_mutex_);
        if (socket_) ::shutdown(socket_.get(), SHUT_RDWR);
    }
    thread_.join();
    removed_ = std::chrono::steady_clock::now();
}

void VpcdCard::live(VirtualCard& card, std::promise<void> first_contact) {
    bool met = false;
    while (lying_) {
        auto line = call(port_);
        if (!line) {
            std::this_thread::sleep_for(kCallAgain);
            continue;
        }
        note(laid_);
        if (!met) first_contact.set_value();
        met = true;
        hold(std::move(line));
        if (lying_) serve(card);  // remove() may have come before it could see the socket
        hold({});
        card.power_down();
    }
}

void VpcdCard::hold(base::Descriptor line) {
    const std::lock_guard lock(socket_mutex_);
    socket_ = std::move(line);
}

void VpcdCard::serve(VirtualCard& card) {
    while (const auto message = receive_message(socket_.get()))
        if (!handle(card, *message)) return;
}

/// False when the card is gone.
bool VpcdCard::handle(VirtualCard& card, ByteView message) {
    constexpr std::uint8_t kOff = 0, kOn = 1, kReset = 2, kAtr = 4;
    note(message.size() == 1 ? looked_ : commanded_);
    if (message.size() != 1) return answer(card, message);
    switch (message[0]) {
        case kOff: card.power_down(); return true;
        case kOn: card.power_up(); return true;
        case kReset: card.reset(); return true;
        case kAtr: return send(card.atr());
        default: return true;
    }
}

bool VpcdCard::answer(VirtualCard& card, ByteView command) {
    const auto response = card.answer(command);
    if (!card.in_field()) lying_ = false;  // it tore itself out
    if (!lying_ && response) send(*response, kRestOfAnswer);
    if (!lying_) return false;
    return !response || send(*response);  // a card that never answers keeps lying there
}

bool VpcdCard::send(ByteView payload, std::size_t withheld) {
    const auto size = payload.size() + withheld;
    Bytes message{static_cast<std::uint8_t>(size >> 8), static_cast<std::uint8_t>(size)};
    message.insert(message.end(), payload.begin(), payload.end());
    return ::send(socket_.get(), message.data(), message.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(message.size());
}

}  // namespace uketsuke::sim
