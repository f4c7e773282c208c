// SPDX-License-Identifier: Apache-2.0
// Looks at every command that a card is sent, and holds that none names a file of My Number or what opens one. Reads
// ISO 7816-4 by itself, so that it shares no mistake with the driver.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "firmware/base/bytes.hpp"

namespace uketsuke::test {

class MyNumberWatch {
public:
    /// A new card, or one that was powered up again.
    void begin() { application_.clear(); }

    void see(base::ByteView command) {
        ++commands_;
        if (command.size() < 4) return;
        const auto instruction = command[1], p1 = command[2], p2 = command[3];
        if (instruction == 0xA4 && p1 == 0x04) {
            application_ = base::to_hex(data(command));
        } else if (instruction == 0xA4) {
            name(data(command).size() >= 2 ? data(command)[0] << 8 | data(command)[1] : 0, command);
        } else if (instruction == 0xB0) {
            if ((p1 & 0x80) != 0) name(p1 & 0x1F, command);
        } else if (instruction == 0xB2) {
            name(p2 >> 3, command);
        } else if ((p2 & 0x80) != 0 && (p2 & 0x1F) != 0 && instruction != 0xA2) {
            name(p2 & 0x1F, command);
        }
    }

    [[nodiscard]] int commands() const { return commands_; }
    /// Headers of commands that they should not have sent.
    [[nodiscard]] const std::vector<std::string>& forbidden() const { return forbidden_; }
    /// Whether a file was named at all: a watch that sees nothing proves nothing.
    [[nodiscard]] bool saw(const std::string& application, int file) const {
        return seen_.count({application, file}) > 0;
    }

    static constexpr const char* kJpki = "d392f000260100000001";
    static constexpr const char* kFace = "d3921000310001010402";
    static constexpr const char* kText = "d3921000310001010408";

private:
    static base::ByteView data(base::ByteView command) {
        if (command.size() < 6) return {};
        return command.subspan(5, std::min<std::size_t>(command[4], command.size() - 5));
    }
    void name(int file, base::ByteView command) {
        seen_.insert({application_, file});
        const bool text = application_ == kText && (file == 0x0001 || file == 0x0014 || file == 0x0011);
        const bool face = application_ == kFace && (file == 0x0005 || file == 0x0013 || file == 0x0001);
        // Whatever is selected, or was believed to be selected.
        const bool any = file == 0x0005 || file == 0x0013 || file == 0x0014;
        if (text || face || any) forbidden_.push_back(application_ + ": " + base::to_hex(command.first(4)));
    }

    std::string application_;
    std::set<std::pair<std::string, int>> seen_;
    std::vector<std::string> forbidden_;
    int commands_ = 0;
};

}  // namespace uketsuke::test
