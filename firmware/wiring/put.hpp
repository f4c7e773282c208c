// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>

#include <functional>
#include <memory>
#include <string_view>

#include "firmware/base/error.hpp"

namespace uketsuke::wiring {

/// The same error, with the key of the settings that is to blame.
inline base::Unexpected<base::Error> blame(std::string_view key, const base::Error& error) {
    return base::fail(error.code, fmt::format("{}: {}", key, error.detail));
}

/// Puts what was made into its place, or says which key of the settings is to blame.
template <class Place, class Made>
base::Result<void> put(Place& place, std::string_view key, base::Result<Made> made) {
    if (!made) return blame(key, made.error());
    place = std::move(*made);
    return {};
}

/// Stands around a port that the settings made, and owns it; empty: the port stays as it is. The simulator breaks ports
/// in this way.
template <class Port>
using Around = std::function<std::unique_ptr<Port>(std::unique_ptr<Port>)>;

template <class Port>
void stand(const Around<Port>& around, std::unique_ptr<Port>& port) {
    if (around) port = around(std::move(port));
}

}  // namespace uketsuke::wiring
