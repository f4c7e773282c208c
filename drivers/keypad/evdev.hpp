// SPDX-License-Identifier: Apache-2.0
// One input device of the kernel (linux/input.h): a numeric keypad, or the switch in a headphone jack.
#pragma once

#include <linux/input.h>
#include <poll.h>

#include <optional>
#include <string>
#include <vector>

#include "ui/scene/display.hpp"

namespace uketsuke::drivers::keypad {

/// Like the calls of the same names: −1 and errno on failure. Tests answer in the kernel's place.
struct SystemCalls {
    int (*open)(const char* path);  ///< to read, non-blocking, close-on-exec
    int (*ioctl)(int device, unsigned long request, void* argument);
    ssize_t (*read)(int device, void* into, std::size_t size);
    int (*poll)(pollfd* watched, int milliseconds);
    int (*close)(int device);
    base::MonoTime (*now)();
};
const SystemCalls& system_calls();

/// Thread-bound. A device that is not there, or goes, is looked for again at the next wait(): no error, since a kiosk
/// without keys is one that is touched.
class EventDevice {
public:
    /// `calls` must outlive it.
    EventDevice(std::string path, const SystemCalls& calls = system_calls()) : path_(std::move(path)), calls_(calls) {}
    ~EventDevice() { close(); }
    EventDevice(const EventDevice&) = delete;
    EventDevice& operator=(const EventDevice&) = delete;

    /// What keys and switch did, as soon as there is something, or nothing after `limit`. The first words of a jack
    /// that has headphones in it are that.
    std::vector<ui::Input> wait(base::Duration limit);

private:
    bool open();
    void close();
    void take(const input_event& event, std::vector<ui::Input>& inputs);
    void take_key(const input_event& event, std::vector<ui::Input>& inputs);
    void press(int code, const ui::KeypadKey& key, std::vector<ui::Input>& inputs);
    void press_num_lock(int code, const ui::KeypadKey& key);
    bool bounces(int code);
    void forget_keys();
    void take_num_lock(std::vector<ui::Input>& inputs);
    void take_held(std::vector<ui::Input>& inputs);
    void read_all(std::vector<ui::Input>& inputs);
    void look_at_jack(std::vector<ui::Input>& inputs);
    void tell_plugged(bool plugged, std::vector<ui::Input>& inputs);
    [[nodiscard]] int until(base::MonoTime end) const;

    struct Down {
        int code = 0;
        ui::KeypadKey key;
        base::MonoTime since;
    };
    const std::string path_;
    const SystemCalls& calls_;
    int device_ = -1;
    bool lost_ = false;     ///< what the kernel has dropped comes before the next report
    bool plugged_ = false;  ///< as it was told
    int last_code_ = 0;     ///< of the key that went down last; one that does so again at once has bounced
    base::MonoTime last_at_{};
    std::optional<Down> down_;      ///< the key that went down last and has not been told as held
    std::optional<Down> num_lock_;  ///< has not been told yet
    base::MonoTime other_at_{};     ///< when any other key did something
    bool shift_ = false;
};

}  // namespace uketsuke::drivers::keypad
