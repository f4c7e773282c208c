// SPDX-License-Identifier: Apache-2.0
// The product as main.cpp starts it, but for what secrets_test has to hold in its own hands: clock, fingers, the
// sensors of both cameras, and the simulated stand-in for terminal credentials, without which there is no face way.
// watched_kiosk --config FILE DESCRIPTOR. Commands come over that descriptor:
//   tap ID · jump MILLISECONDS (of the kiosk's time) · plant HEX (leaves these bytes, inverted, in the heap) ·
//   places (that wiped so far) · skip PLACES (none: all wipe)
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <thread>

#include "camera_line.hpp"
#include "firmware/app/system_clock.hpp"
#include "firmware/base/log.hpp"
#include "firmware/base/terminal.hpp"
#include "firmware/product/run_to_end.hpp"
#include "jumped_calendar.hpp"
#include "remote_hands.hpp"
#include "sim/card/terminal_signature.hpp"
#include "wipe_switch.hpp"

using namespace uketsuke;
using namespace uketsuke::test;

namespace {

/// Goes slowly, so that no limit is met because the machine is busy, and jumps when it is told to.
class JumpingClock : public ports::Clock {
public:
    static constexpr int kSlow = 10;
    [[nodiscard]] base::MonoTime mono() const override {
        return begun_ + (clock_.mono() - begun_) / kSlow + calendar_.jumped();
    }
    [[nodiscard]] base::WallTime wall() const override { return calendar_.wall(); }
    void jump(int milliseconds) { calendar_.jump(milliseconds); }

private:
    const app::SystemClock clock_{base::parse_iso8601(START)};
    const base::MonoTime begun_ = clock_.mono();
    JumpedCalendar calendar_{clock_};
};

/// What the control line acts on; all of it belongs to the product.
struct Handles {
    JumpingClock* clock = nullptr;
    RemoteHands* hands = nullptr;
};

void plant(std::string_view hex) {
    auto* leaked = new base::Bytes(base::from_hex(hex).value_or(base::Bytes()));
    for (auto& byte : *leaked) byte = static_cast<std::uint8_t>(~byte);
}

void obey(const std::string& message, const Handles& handles, const ControlLine& line) {
    const auto blank = message.find(' ');
    const auto verb = message.substr(0, blank);
    const auto rest = blank == std::string::npos ? "" : message.substr(blank + 1);
    if (verb == "tap") handles.hands->tap(rest);
    if (verb == "jump") handles.clock->jump(std::stoi(rest));
    if (verb == "jump") handles.hands->wake();
    if (verb == "plant") plant(rest);
    if (verb == "skip") skip_wipes_at(rest);
    if (verb == "places") line.say("places" + places_that_wiped());
}

base::Result<product::Parts> parts_of(const config::Config& config, const ControlLine& line, Handles& handles) {
    auto parts = product::usual_parts(config);
    auto clock = std::make_unique<JumpingClock>();
    handles.clock = clock.get();
    parts.clock = std::move(clock);
    parts.built = {};  // that clock's date is the test's
    auto signature = sim::TerminalSignature::create(CARD_PKI);
    if (!signature) return base::fail(signature.error());
    parts.signature = std::move(*signature);
    parts.camera = std::make_unique<RemoteCamera>(config.camera_device, *parts.clock);
    parts.card_front_camera = std::make_unique<RemoteCamera>(config.card_front_camera_device, *parts.clock);
    parts.display = [&line, &handles, window = parts.display](
                        const ui::Panel& panel,
                        const ports::FrameTap& frames) -> base::Result<std::unique_ptr<ui::Display>> {
        auto display = window(panel, frames);
        if (!display) return display;
        auto hands = std::make_unique<RemoteHands>(std::move(*display), line);
        handles.hands = hands.get();
        return std::unique_ptr<ui::Display>(std::move(hands));
    };
    return parts;
}

int run(const config::Config& config, int descriptor) {
    const ControlLine line(descriptor);
    Handles handles;
    auto parts = parts_of(config, line, handles);
    auto product = parts ? product::Product::create(config, std::move(*parts)) : base::fail(parts.error());
    if (!product) {
        std::fprintf(stderr, "watched_kiosk: %s\n", product.error().detail.c_str());
        return 3;
    }
    const std::jthread listener([&] {
        while (const auto message = line.hear()) obey(*message, handles, line);
        (*product)->stop();
    });
    product::run_to_end(**product);
    line.shut();  // the listener hears it
    return 0;
}

}  // namespace

int main(int count, char** words) {
    if (::geteuid() == 0) base::seal_memory();  // nobody but root could look into a sealed process
    product::block_end_signals();
    std::signal(SIGPIPE, SIG_IGN);
    const auto config = count == 4 ? config::load_config(words[2]) : base::fail(base::ErrorCode::config_invalid);
    if (!config) return 2;
    base::set_log_level(base::LogLevel::info);
    return run(*config, std::atoi(words[3]));
}
