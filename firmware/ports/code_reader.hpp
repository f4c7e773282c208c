// SPDX-License-Identifier: Apache-2.0
// QR and bar codes before the camera over the tray.
#pragma once

#include <memory>
#include <optional>

#include "firmware/base/error.hpp"
#include "firmware/domain/code.hpp"

namespace uketsuke::ports {

/// One look for a code: the camera is on while this lives, and its pictures are gone with it. Thread-bound to the card
/// lane.
class CodeLook {
public:
    virtual ~CodeLook() = default;
    /// The next picture, a second at most; whoever has waited long enough drops the look. Nothing: no code yet. A code
    /// counts once two pictures say the same. Errors: code_several (different ones lie there), code_unknown (not a text
    /// that anybody could use), code_camera_missing.
    virtual base::Result<std::optional<domain::Code>> next() = 0;
};

class CodeReader {
public:
    virtual ~CodeReader() = default;
    /// Errors: code_camera_missing.
    virtual base::Result<std::unique_ptr<CodeLook>> begin() = 0;
};

}  // namespace uketsuke::ports
