// SPDX-License-Identifier: Apache-2.0
#include "run_to_end.hpp"

#include <pthread.h>
#include <unistd.h>

#include <csignal>
#include <thread>

#include "firmware/base/log.hpp"

namespace uketsuke::product {
namespace {

sigset_t end_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    return signals;
}

/// Owns nothing and is waited for by nobody, so that no hanging thread can hold it up.
void end_process_within(base::Duration limit) {
    std::thread([limit] {
        std::this_thread::sleep_for(limit);
        base::warn("kiosk", "a call has not come back: ended without it");
        ::_exit(0);
    }).detach();
}

/// Waits for one of the signals, which all threads have blocked; its own end is one more.
std::jthread stop_on_signal(Product& product) {
    return std::jthread([&product](const std::stop_token& stop) {
        const std::stop_callback done(stop, [self = ::pthread_self()] { ::pthread_kill(self, SIGTERM); });
        const auto signals = end_signals();
        int which = 0;
        sigwait(&signals, &which);
        end_process_within(kEndLimit);
        product.stop();
    });
}

}  // namespace

void block_end_signals() {
    const auto signals = end_signals();
    ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

void run_to_end(Product& product) {
    const auto signal_thread = stop_on_signal(product);
    product.run();
}

}  // namespace uketsuke::product
