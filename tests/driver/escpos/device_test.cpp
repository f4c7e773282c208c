// SPDX-License-Identifier: Apache-2.0
// The driver over a real terminal line, whose other end is the simulated printer.
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

#include <array>
#include <catch2/catch.hpp>
#include <thread>

#include "drivers/escpos/commands.hpp"
#include "drivers/escpos/printer.hpp"
#include "firmware/base/descriptor.hpp"
#include "sim/printer/paper.hpp"
#include "tests/support/scratch.hpp"

using namespace uketsuke;
using namespace drivers::escpos;
using base::ErrorCode;

namespace {

/// The far end of a line: reads and answers until it is stopped.
class FarEnd {
public:
    FarEnd() : file_(::posix_openpt(O_RDWR | O_NOCTTY)) {
        REQUIRE((file_ && ::grantpt(file_.get()) == 0 && ::unlockpt(file_.get()) == 0));
        name = ::ptsname(file_.get());
        near_ = base::Descriptor(::open(name.c_str(), O_RDWR | O_NOCTTY));  // the line stays while nobody has it open
        thread_ = std::jthread([this](const std::stop_token& stop) {
            while (!stop.stop_requested()) serve();
        });
    }
    std::string name;
    sim::Paper paper;  ///< looked at when the far end has stopped
    void stop() {
        thread_.request_stop();
        thread_.join();
    }

private:
    void serve() {
        pollfd one{file_.get(), POLLIN, 0};
        std::array<std::uint8_t, 512> got{};
        if (::poll(&one, 1, 20) <= 0) return;
        const auto size = ::read(file_.get(), got.data(), got.size());
        if (size > 0) paper.take({got.data(), static_cast<std::size_t>(size)});
        while (const auto answer = paper.answer()) REQUIRE(::write(file_.get(), &*answer, 1) == 1);
    }
    base::Descriptor file_, near_;
    std::jthread thread_;
};

}  // namespace

TEST_CASE("a slip goes over a terminal line as it is, every byte of it") {
    FarEnd far;
    domain::Image picture{256, 256, 1, base::Bytes(65536, 255)};
    for (int y = 0; y < 256; ++y)  // every byte stands in some row: none may be taken for a control character
        for (int bit = 0; bit < 8; ++bit)
            if ((y >> bit & 1) != 0) picture.pixels[static_cast<std::size_t>(y * 256 + bit)] = 0;
    Printer printer([&] { return open_device(far.name, 115200); }, kNarrow);
    const auto printed = printer.print(picture);
    INFO((printed ? "" : printed.error().detail));
    CHECK(printed);
    far.stop();
    REQUIRE(far.paper.slips.size() == 1);
    CHECK(far.paper.slips[0].pixels == picture.pixels);
    CHECK(far.paper.unknown.empty());
}

TEST_CASE("what is no device, and a speed that there is none, are errors") {
    CHECK(open_device("/nowhere/lp0", 9600).error().code == ErrorCode::slip_failed);
    FarEnd far;
    CHECK(open_device(far.name, 1234).error().code == ErrorCode::slip_failed);
}
