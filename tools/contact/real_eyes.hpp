// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "eyes.hpp"
#include "tools/card/task.hpp"

namespace uketsuke::tools::contact {

/// The product's camera, networks and photo decoder, by the task's words, its settings, or where packages put them. A
/// camera that is not there is nullptr; the networks are opened when they are asked for.
Eyes real_eyes(const card::Task& task);

/// The USB device behind a video device, from sysfs; nothing where there is none.
std::optional<UsbId> usb_of_video(const std::filesystem::path& device,
                                  const std::filesystem::path& classes = "/sys/class/video4linux");

}  // namespace uketsuke::tools::contact
