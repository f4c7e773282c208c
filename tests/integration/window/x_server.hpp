// SPDX-License-Identifier: Apache-2.0
// An X server without a screen (Xvfb), and a hand on its mouse (xdotool).
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>

#include "tests/support/scratch.hpp"
#include "ui/paint/picture.hpp"

namespace uketsuke::test {

/// Sets DISPLAY for this process and its children. One at a time.
class XServer {
public:
    XServer(int width, int height);
    ~XServer();
    XServer(const XServer&) = delete;
    XServer& operator=(const XServer&) = delete;

    /// A press and a release of the left button there, in the screen's pixels.
    void click(int x, int y) const;
    /// A press at one place and the release at another.
    void drag(int from_x, int from_y, int to_x, int to_y) const;
    /// Where the window with this title lies on the screen.
    struct Place {
        int x = 0, y = 0, width = 0, height = 0;
    };
    [[nodiscard]] Place place_of(const std::string& title) const;
    /// What is on the screen, out of the server's own memory.
    [[nodiscard]] ui::paint::Picture screen() const;

private:
    Scratch scratch_;
    pid_t server_ = -1;
};

}  // namespace uketsuke::test
