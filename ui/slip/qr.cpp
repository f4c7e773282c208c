// SPDX-License-Identifier: Apache-2.0
#include "qr.hpp"

#include <qrencode.h>

#include <memory>

namespace uketsuke::ui {

paint::SlipCode qr_of(const std::string& text) {
    constexpr int kAnyVersion = 0, kCaseCounts = 1;
    const std::unique_ptr<QRcode, void (*)(QRcode*)> code(
        QRcode_encodeString(text.c_str(), kAnyVersion, QR_ECLEVEL_Q, QR_MODE_8, kCaseCounts), QRcode_free);
    if (!code) return {};
    paint::SlipCode modules{code->width, {}};
    for (int i = 0; i < code->width * code->width; ++i) modules.dark.push_back((code->data[i] & 1) != 0);
    return modules;
}

}  // namespace uketsuke::ui
