// SPDX-License-Identifier: Apache-2.0
#include "x_server.hpp"

#include <fmt/format.h>
#include <signal.h>
#include <stdlib.h>  // setenv
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <catch2/catch.hpp>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iterator>
#include <vector>

namespace uketsuke::test {
namespace {

std::string output_of(const std::string& command) {
    FILE* in = ::popen(command.c_str(), "r");
    REQUIRE(in != nullptr);
    std::string text;
    for (std::array<char, 256> part{}; std::fgets(part.data(), part.size(), in) != nullptr;) text += part.data();
    INFO(command << ": " << text);
    REQUIRE(::pclose(in) == 0);
    return text;
}

/// Of a line "NAME=42".
int number_in(const std::string& text, std::string_view name) {
    const auto at = text.find(std::string(name) + "=");
    REQUIRE(at != std::string::npos);
    return std::stoi(text.substr(at + name.size() + 1));
}

}  // namespace

XServer::XServer(int width, int height) {
    std::array<int, 2> number{};
    REQUIRE(::pipe(number.data()) == 0);
    const auto size = fmt::format("{}x{}x24", width, height), fd = std::to_string(number[1]);
    server_ = ::fork();
    REQUIRE(server_ >= 0);
    if (server_ == 0) {
        ::close(number[0]);
        ::execlp("Xvfb", "Xvfb", "-displayfd", fd.c_str(), "-screen", "0", size.c_str(), "-nolisten", "tcp", "-noreset",
                 "-fbdir", scratch_.path.c_str(), nullptr);
        ::_exit(127);
    }
    ::close(number[1]);
    std::string display = ":";
    char digit = 0;
    while (::read(number[0], &digit, 1) == 1 && digit != '\n') display += digit;
    ::close(number[0]);
    REQUIRE(display.size() > 1);  // else there is no Xvfb
    ::setenv("DISPLAY", display.c_str(), 1);
    ::unsetenv("WAYLAND_DISPLAY");
    ::unsetenv("SDL_VIDEODRIVER");
}

XServer::~XServer() {
    ::kill(server_, SIGTERM);
    ::waitpid(server_, nullptr, 0);
}

void XServer::click(int x, int y) const { output_of(fmt::format("xdotool mousemove --sync {} {} click 1", x, y)); }

void XServer::drag(int from_x, int from_y, int to_x, int to_y) const {
    output_of(fmt::format("xdotool mousemove --sync {} {} mousedown 1 mousemove --sync {} {} mouseup 1", from_x, from_y,
                          to_x, to_y));
}

XServer::Place XServer::place_of(const std::string& title) const {
    const auto told =
        output_of(fmt::format("xdotool search --onlyvisible --name '{}' getwindowgeometry --shell", title));
    return {number_in(told, "X"), number_in(told, "Y"), number_in(told, "WIDTH"), number_in(told, "HEIGHT")};
}

/// The file is in the format of xwd: a head of big-endian words, names of colours, then the pixels.
ui::paint::Picture XServer::screen() const {
    std::ifstream in(scratch_.path / "Xvfb_screen0", std::ios::binary);
    const std::vector<char> bytes{std::istreambuf_iterator<char>(in), {}};
    REQUIRE(bytes.size() > 100);
    const auto word = [&](std::size_t index) {
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<unsigned char>(bytes.at(index * 4 + i));
        return value;
    };
    enum : std::size_t { head_size = 0, width = 4, height = 5, bits = 11, stride = 12, colours = 19 };
    constexpr std::size_t kColour = 12;
    REQUIRE(word(bits) == 32);
    ui::paint::Picture picture(static_cast<int>(word(width)), static_cast<int>(word(height)));
    const auto first = word(head_size) + word(colours) * kColour;
    for (std::size_t y = 0; y < word(height); ++y)
        std::memcpy(picture.pixels.data() + y * word(width), bytes.data() + first + y * word(stride),
                    word(width) * 4UL);
    for (auto& pixel : picture.pixels) pixel |= 0xFF000000;
    return picture;
}

}  // namespace uketsuke::test
