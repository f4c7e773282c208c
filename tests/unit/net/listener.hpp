// SPDX-License-Identifier: Apache-2.0
// A socket on the loopback that takes connections, for servers of tests.
#pragma once

#include <arpa/inet.h>
#include <sys/socket.h>

#include <catch2/catch.hpp>
#include <string>

#include "firmware/base/descriptor.hpp"

namespace uketsuke::test {

class Listener {
public:
    Listener() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        REQUIRE(::bind(socket_.get(), reinterpret_cast<sockaddr*>(&address), size) == 0);
        REQUIRE(::listen(socket_.get(), 4) == 0);
        REQUIRE(::getsockname(socket_.get(), reinterpret_cast<sockaddr*>(&address), &size) == 0);
        port_ = ntohs(address.sin_port);
    }
    [[nodiscard]] base::Descriptor accept() const {
        return base::Descriptor(::accept(socket_.get(), nullptr, nullptr));
    }
    [[nodiscard]] std::string url() const { return "https://127.0.0.1:" + std::to_string(port_); }

private:
    base::Descriptor socket_;
    int port_ = 0;
};

}  // namespace uketsuke::test
