// SPDX-License-Identifier: Apache-2.0
// What a test may wait for: no outcome hangs on how busy the machine is, so an upper limit only tells a wait that ends
// from one that does not. Speed is ./kiosk bench's business.
#pragma once

#include <chrono>

namespace uketsuke::test {

/// Longer than a busy machine, or a sanitizer, takes for anything that the tests do.
constexpr std::chrono::milliseconds kPatience{30'000};

/// Built with the address or thread sanitizer: memory figures and page flags are not the product's own then.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kSanitized = true;
#else
constexpr bool kSanitized = false;
#endif

}  // namespace uketsuke::test
