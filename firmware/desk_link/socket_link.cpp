// SPDX-License-Identifier: Apache-2.0
#include "socket_link.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/random.h>

#include <array>

#include "firmware/base/log.hpp"
#include "firmware/base/unix_socket.hpp"

namespace uketsuke::desk_link {
namespace {

/// Between two tries to reach the desk, and of a wait for news of either side.
constexpr base::Duration kTryAgain{500};
constexpr int kTurnMs = 1000;
constexpr std::size_t kMostAnswers = 64;      ///< that nobody has fetched
constexpr std::size_t kMostOnTheWay = 65536;  ///< bytes; the rest waits in the outbox

}  // namespace

base::Result<std::unique_ptr<SocketLink>> SocketLink::create(Options options, const ports::Clock& clock) {
    std::array<std::uint8_t, 8> random{};
    base::Descriptor wake(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC));
    if (!wake || ::getrandom(random.data(), random.size(), 0) != static_cast<ssize_t>(random.size()))
        return base::fail(base::ErrorCode::internal, "the way to the desk");
    return std::unique_ptr<SocketLink>(
        new SocketLink(std::move(options), base::to_hex(random), std::move(wake), clock));
}

SocketLink::SocketLink(Options options, std::string run, base::Descriptor wake, const ports::Clock& clock)
    : options_(std::move(options)),
      run_(std::move(run)),
      wake_(std::move(wake)),
      clock_(clock),
      outbox_(options_.bounds),
      thread_([this](const std::stop_token& stop) { this->run(stop); }) {}

SocketLink::~SocketLink() {
    thread_.request_stop();
    ::eventfd_write(wake_.get(), 1);
    thread_.join();
}

void SocketLink::tell(domain::DeskReport report) {
    {
        const std::scoped_lock lock(mutex_);
        if (const auto* step = std::get_if<domain::StepReached>(&report)) here_ = *step;
        if (const auto* ready = std::get_if<domain::ReadinessTold>(&report)) ready_ = *ready;
        outbox_.put(std::move(report), clock_.wall(), clock_.mono());
    }
    ::eventfd_write(wake_.get(), 1);
}

std::vector<domain::DeskAnswer> SocketLink::wait(std::stop_token stop) {
    std::unique_lock lock(mutex_);
    answered_.wait(lock, stop, [this] { return !answers_.empty(); });
    return std::exchange(answers_, {});
}

bool SocketLink::all_taken() const {
    const std::scoped_lock lock(mutex_);
    return outbox_.empty();
}

void SocketLink::run(const std::stop_token& stop) {
    bool there = true;
    while (!stop.stop_requested()) {
        auto socket = base::reach_socket(options_.socket);
        if (std::exchange(there, static_cast<bool>(socket)) && !there)
            base::warn("desk", "nobody listens at {}", options_.socket.string());
        if (socket) converse(LineSocket(std::move(socket)), stop);
        rest(stop, kTryAgain);
    }
}

void SocketLink::rest(const std::stop_token& stop, base::Duration how_long) {
    std::unique_lock lock(mutex_);
    outbox_.drop_old_names(clock_.mono());
    rested_.wait_for(lock, stop, how_long, [] { return false; });
}

base::WipedText SocketLink::greeting() {
    const std::scoped_lock lock(mutex_);
    welcome_ = false;
    return write(Hello{options_.kiosk, run_, outbox_.lost(), clock_.wall(), options_.languages});
}

void SocketLink::converse(LineSocket line, const std::stop_token& stop) {
    if (!line.put(greeting())) return;
    while (!stop.stop_requested()) {
        if (!send_waiting(line)) return;
        std::array<pollfd, 2> on{{{line.descriptor(), POLLIN, 0}, {wake_.get(), POLLIN, 0}}};
        if (line.wants_to_send()) on[0].events |= POLLOUT;
        ::poll(on.data(), on.size(), kTurnMs);
        eventfd_t ignored = 0;
        ::eventfd_read(wake_.get(), &ignored);
        if (!line.pump()) return;
        while (const auto one = line.take_line())
            if (!hear(*one)) return base::warn("desk", "what it says is not understood");
    }
}

namespace {

bool is_name(const Told& told) { return std::holds_alternative<domain::PersonNamed>(told.report); }

}  // namespace

/// Not more at once than the desk reads: what lies in the outbox stays bounded by age and room. A name waits until the
/// desk has taken all before it, so that none lies in the socket of a desk that hangs.
bool SocketLink::send_waiting(LineSocket& line) {
    const std::scoped_lock lock(mutex_);
    outbox_.drop_old_names(clock_.mono());
    while (welcome_ && line.unsent() < kMostOnTheWay) {
        const auto* next = outbox_.after(sent_);
        if (next == nullptr || (is_name(*next) && !outbox_.is_first(*next))) break;
        if (!line.put(write(*next))) return false;
        sent_ = next->number;
    }
    return true;
}

bool SocketLink::hear(std::string_view line) {
    const auto message = read_from_desk(line);
    if (!message) return false;
    const std::scoped_lock lock(mutex_);
    std::visit([this](const auto& one) { hear(one); }, *message);
    return true;
}

/// A desk that knows nothing of this run is told where the kiosk is; what it took before it began anew is not repeated.
void SocketLink::hear(const Welcome& welcome) {
    outbox_.taken(welcome.last);
    if (welcome.last == 0 && outbox_.empty()) {
        if (here_) outbox_.put(*here_, clock_.wall(), clock_.mono());
        if (ready_) outbox_.put(*ready_, clock_.wall(), clock_.mono());
    }
    sent_ = welcome.last;
    welcome_ = true;
}

void SocketLink::hear(const Taken& taken) { outbox_.taken(taken.number); }

void SocketLink::hear(const domain::DeskAnswer& answer) {
    if (answers_.size() >= kMostAnswers) return;
    answers_.push_back(answer);
    answered_.notify_all();
}

}  // namespace uketsuke::desk_link
