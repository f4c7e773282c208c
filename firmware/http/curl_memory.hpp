// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace uketsuke::http {

/// Starts libcurl so that it wipes what it gives back: an answer passes through its buffers. Once a process, before
/// anybody else uses libcurl, or it is without effect. False when libcurl cannot start.
bool start_curl();

}  // namespace uketsuke::http
