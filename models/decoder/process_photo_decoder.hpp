// SPDX-License-Identifier: Apache-2.0
// ports::PhotoDecoder over the program uketsuke-photo: hostile bytes are decoded in a process that can do nothing.
#pragma once

#include <memory>
#include <string>

#include "firmware/base/child_process.hpp"
#include "firmware/ports/card.hpp"

namespace uketsuke::models::decoder {

/// One process for one photo; the next one is started beforehand, so that a visit does not wait for it. A crash, a hang
/// or garbage costs this photo (portrait_undecodable, after `limit` at most) and nothing else. Thread-bound.
class ProcessPhotoDecoder : public ports::PhotoDecoder {
public:
    static constexpr base::Duration kLimit{1000};

    /// Errors: file_unreadable (the program cannot be started).
    static base::Result<std::unique_ptr<ProcessPhotoDecoder>> create(std::string program,
                                                                     base::Duration limit = kLimit);
    base::Result<domain::Image> decode(base::ByteView jp2) override;

private:
    ProcessPhotoDecoder(std::string program, base::Duration limit) : program_(std::move(program)), limit_(limit) {}

    const std::string program_;
    const base::Duration limit_;
    std::unique_ptr<base::ChildProcess> ready_;
};

}  // namespace uketsuke::models::decoder
