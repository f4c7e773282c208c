// SPDX-License-Identifier: Apache-2.0
#include "shown_code.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace uketsuke::sim {
namespace {

struct Kind {
    std::string_view word;
    domain::CodeKind kind;
};
constexpr std::array kKinds{Kind{"qr", domain::CodeKind::qr}, Kind{"code128", domain::CodeKind::code128},
                            Kind{"code39", domain::CodeKind::code39}, Kind{"nw7", domain::CodeKind::codabar},
                            Kind{"jan", domain::CodeKind::jan}};

base::Unexpected<base::Error> no_such(std::string_view setting) {
    return base::fail(base::ErrorCode::config_invalid, fmt::format("a code is not laid down with '{}'", setting));
}

std::optional<double> number_in(std::string_view text, double least, double most) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < least || value > most) return {};
    return value;
}

}  // namespace

base::Result<void> set_shown(ShownCode& code, std::string_view setting) {
    const auto equals = setting.find('=');
    const auto name = setting.substr(0, equals);
    const auto value = equals == setting.npos ? std::string_view() : setting.substr(equals + 1);
    if (const auto* kind = std::ranges::find(kKinds, value, &Kind::word); name == "as" && kind != kKinds.end()) {
        code.kind = kind->kind;
    } else if (name == "and" && !value.empty()) {
        code.other = value;
    } else if ((name == "dark" || name == "glare") && value == "on") {
        (name == "dark" ? code.dark : code.glare) = true;
    } else if (const auto turn = number_in(value, -360, 360); name == "turn" && turn) {
        code.turn = *turn;
    } else if (const auto blur = number_in(value, 0, 20); name == "blur" && blur) {
        code.blur = *blur;
    } else {
        return no_such(setting);
    }
    return {};
}

}  // namespace uketsuke::sim
