// SPDX-License-Identifier: Apache-2.0
#include "fault_proxy.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <mutex>
#include <thread>
#include <vector>

#include "firmware/base/bytes.hpp"
#include "firmware/base/descriptor.hpp"

namespace uketsuke::sim {
namespace {

using base::Descriptor;
using Kind = LineFault::Kind;
using Way = LineFault::Way;

constexpr int kLook = 10;  ///< milliseconds between looks whether the fault is another now

sockaddr_in loopback(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    return address;
}

Descriptor connected_to(int port) {
    Descriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const auto address = loopback(port);
    const int on = 1;
    (void)::setsockopt(socket.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (::connect(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 &&
        errno != EINPROGRESS)
        socket.reset();
    return socket;
}

/// What the other side sees of the close that follows is a reset.
void reset_at_close(int socket) {
    const linger now{1, 0};
    (void)::setsockopt(socket, SOL_SOCKET, SO_LINGER, &now, sizeof now);
}

bool send_all(int socket, base::ByteView bytes) {
    while (!bytes.empty()) {
        const auto sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes = bytes.subspan(static_cast<std::size_t>(sent));
    }
    return true;
}

}  // namespace

class FaultProxy::Work {
public:
    explicit Work(int service_port) : service_port_(service_port) {}
    ~Work() {
        closing_ = true;
        if (thread_.joinable()) thread_.join();
    }

    bool start() {
        if (!listen()) return false;
        thread_ = std::thread([this] { run(); });
        return true;
    }
    void set(LineFault fault) {
        const std::scoped_lock lock(mutex_);
        fault_ = fault;
        met_ = 0;
        passed_ = {};
        ++turn_;
        crowd_.clear();
        if (fault.kind == Kind::refuse) return listening_.reset();
        if (!listening_ || fault.kind == Kind::unaccepted) listen(fault.kind == Kind::unaccepted ? 0 : kBacklog);
        if (fault.kind == Kind::unaccepted) fill();
    }
    int met() const {
        const std::scoped_lock lock(mutex_);
        return met_;
    }
    Passed passed() const {
        const std::scoped_lock lock(mutex_);
        return passed_;
    }
    int port() const { return port_; }

private:
    static constexpr int kBacklog = 16;

    bool listen(int backlog = kBacklog) {
        listening_.reset(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
        auto address = loopback(port_);
        socklen_t size = sizeof address;
        const int on = 1;
        (void)::setsockopt(listening_.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
        if (::bind(listening_.get(), reinterpret_cast<sockaddr*>(&address), size) != 0 ||
            ::listen(listening_.get(), backlog) != 0 ||
            ::getsockname(listening_.get(), reinterpret_cast<sockaddr*>(&address), &size) != 0)
            return false;
        port_ = ntohs(address.sin_port);
        return true;
    }
    /// As many as the kernel keeps for a backlog of none; it answers no other.
    void fill() {
        for (int i = 0; i < 2; ++i) {
            Descriptor one(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
            const auto address = loopback(port_);
            (void)::connect(one.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address);
            crowd_.push_back(std::move(one));
        }
    }

    void run() {
        while (!closing_) {
            Descriptor client;
            LineFault fault;
            int turn = 0;
            {
                const std::scoped_lock lock(mutex_);
                fault = fault_;
                turn = turn_;
                if (listening_ && fault.kind != Kind::unaccepted)
                    client.reset(::accept4(listening_.get(), nullptr, nullptr, SOCK_CLOEXEC));
            }
            if (client)
                Connection(*this, fault, turn, std::move(client)).carry();
            else
                ::usleep(500);
        }
    }

    /// One connection, and the one that is made to the service for it.
    class Connection {
    public:
        Connection(Work& work, LineFault fault, int turn, Descriptor client)
            : work_(work),
              fault_(fault),
              turn_(turn),
              client_{std::move(client), Way::to_service},
              service_{connected_to(work.service_port_), Way::to_client} {
            const int on = 1;
            (void)::setsockopt(client_.socket.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        }

        void carry() {
            if (!service_.socket) return;
            while (!over()) {
                std::array<pollfd, 2> both{pollfd{client_.socket.get(), POLLIN, 0},
                                           pollfd{service_.socket.get(), POLLIN, 0}};
                if (stalled_) both[1].fd = -1;  // only whether the client gives up
                if (::poll(both.data(), both.size(), kLook) < 0) return;
                if (both[0].revents != 0 && !pass(client_, service_)) return;
                if (both[1].revents != 0 && !pass(service_, client_)) return;
            }
        }

    private:
        struct Side {
            Descriptor socket;
            Way way;  ///< of what comes from it
            std::size_t passed = 0;
        };

        bool over() const {
            if (work_.closing_) return true;
            const std::scoped_lock lock(work_.mutex_);
            return work_.turn_ != turn_;
        }
        /// False: the connection is over.
        bool pass(Side& from, Side& to) {
            std::array<std::uint8_t, 16384> room{};
            const auto size = ::recv(from.socket.get(), room.data(), room.size(), 0);
            if (size <= 0) return false;
            if (stalled_) return true;
            const base::ByteView bytes(room.data(), static_cast<std::size_t>(size));
            if (fault_.kind == Kind::none || from.way != fault_.way) return hand_on(from, to, bytes);
            const auto whole = std::min(bytes.size(), fault_.after - std::min(fault_.after, from.passed));
            if (!hand_on(from, to, bytes.first(whole))) return false;
            return whole == bytes.size() || strike(from, to, bytes.subspan(whole));
        }
        bool hand_on(Side& from, Side& to, base::ByteView bytes) {
            from.passed += bytes.size();
            {
                const std::scoped_lock lock(work_.mutex_);
                (from.way == Way::to_service ? work_.passed_.to_service : work_.passed_.to_client) += bytes.size();
            }
            return send_all(to.socket.get(), bytes);
        }
        bool strike(Side& from, Side& to, base::ByteView rest) {
            if (!std::exchange(struck_, true)) {
                const std::scoped_lock lock(work_.mutex_);
                ++work_.met_;
            }
            switch (fault_.kind) {
                case Kind::stall: stalled_ = true; return true;
                case Kind::garbage: return hand_on(from, to, base::Bytes(rest.size(), 0x55));
                case Kind::drip: return drip(from, to, rest);
                case Kind::reset:
                    for (auto* side : {&client_, &service_}) reset_at_close(side->socket.get());
                    return false;
                default: return false;
            }
        }
        bool drip(Side& from, Side& to, base::ByteView rest) {
            for (; !rest.empty() && !over(); rest = rest.subspan(1)) {
                std::this_thread::sleep_for(fault_.every);
                if (!hand_on(from, to, rest.first(1))) return false;
            }
            return rest.empty();
        }

        Work& work_;
        const LineFault fault_;
        const int turn_;
        Side client_, service_;
        bool stalled_ = false, struck_ = false;
    };

    const int service_port_;
    int port_ = 0;
    std::atomic<bool> closing_ = false;
    mutable std::mutex mutex_;  ///< of what follows
    LineFault fault_;
    int met_ = 0, turn_ = 0;
    Passed passed_;
    Descriptor listening_;
    std::vector<Descriptor> crowd_;
    std::thread thread_;
};

FaultProxy::FaultProxy(std::unique_ptr<Work> work) : work_(std::move(work)) {}
FaultProxy::~FaultProxy() = default;

base::Result<std::unique_ptr<FaultProxy>> FaultProxy::start(const std::string& service_url) {
    auto work = std::make_unique<Work>(std::atoi(service_url.substr(service_url.rfind(':') + 1).c_str()));
    if (!work->start()) return base::fail(base::ErrorCode::internal, "no free port");
    return std::unique_ptr<FaultProxy>(new FaultProxy(std::move(work)));
}

void FaultProxy::set(LineFault fault) { work_->set(fault); }
int FaultProxy::met() const { return work_->met(); }
FaultProxy::Passed FaultProxy::passed() const { return work_->passed(); }
std::string FaultProxy::url() const { return fmt::format("https://127.0.0.1:{}", work_->port()); }

}  // namespace uketsuke::sim
