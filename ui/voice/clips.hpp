// SPDX-License-Identifier: Apache-2.0
// Recorded words, by language and text. Behind it: the folder of packs (drivers/sound/pack_folder.hpp), or memory.
#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "firmware/base/time.hpp"
#include "ui/scene/speaker.hpp"

namespace uketsuke::ui::voice {

inline base::Duration length_of(const Samples& samples) {
    return base::Duration(static_cast<long>(samples.values.size()) * 1000 / samples.rate);
}

/// A recording that nobody has read from its disk yet.
struct Unread {
    base::Duration length;
    /// On any thread, also when the clips are gone. Nothing: it is damaged.
    std::function<std::optional<Samples>()> read;
};

/// Used by one thread at a time.
class Clips {
public:
    virtual ~Clips() = default;
    /// Whether there is any recording in this language.
    [[nodiscard]] virtual bool speaks(std::string_view language) const = 0;
    /// Whether there is one of exactly this text, plain (plain.hpp).
    [[nodiscard]] virtual bool has(std::string_view language, std::string_view text) const = 0;
    /// It; nothing: there is none, or it is damaged. −20 LUFS, at most kWordsPeak, without silence at its ends.
    [[nodiscard]] virtual std::optional<Samples> clip(std::string_view language, std::string_view text) const = 0;
    /// The same, at once: no disk is waited for. These here are in memory.
    [[nodiscard]] virtual std::optional<Unread> unread(std::string_view language, std::string_view text) const {
        auto samples = clip(language, text);
        if (!samples) return std::nullopt;
        const auto length = length_of(*samples);
        return Unread{length, [samples = std::move(samples)] { return samples; }};
    }
};

/// Nothing was recorded: what is said is written down and lasts as long as it would.
class NoClips : public Clips {
public:
    [[nodiscard]] bool speaks(std::string_view) const override { return false; }
    [[nodiscard]] bool has(std::string_view, std::string_view) const override { return false; }
    [[nodiscard]] std::optional<Samples> clip(std::string_view, std::string_view) const override {
        return std::nullopt;
    }
};

}  // namespace uketsuke::ui::voice
