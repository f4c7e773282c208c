// SPDX-License-Identifier: Apache-2.0
#include "tempo.hpp"

#include <sonic.h>

#include <algorithm>
#include <memory>

namespace uketsuke::ui::voice {

Samples at_tempo(Samples samples, int percent) {
    if (percent == 100 || samples.values.empty()) return samples;
    const std::unique_ptr<sonicStreamStruct, decltype(&sonicDestroyStream)> stream(sonicCreateStream(samples.rate, 1),
                                                                                   &sonicDestroyStream);
    if (!stream) return samples;  // no memory: at its own speed
    sonicSetSpeed(stream.get(), static_cast<float>(percent) / 100);
    sonicWriteShortToStream(stream.get(), samples.values.data(), static_cast<int>(samples.values.size()));
    sonicFlushStream(stream.get());
    samples.values.resize(static_cast<std::size_t>(sonicSamplesAvailable(stream.get())));
    const int read =
        sonicReadShortFromStream(stream.get(), samples.values.data(), static_cast<int>(samples.values.size()));
    samples.values.resize(static_cast<std::size_t>(std::max(0, read)));
    return samples;
}

}  // namespace uketsuke::ui::voice
