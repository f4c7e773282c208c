// SPDX-License-Identifier: Apache-2.0
#include "closed_kiosks.hpp"

#include <nlohmann/json.hpp>

#include "firmware/base/file.hpp"
#include "firmware/base/log.hpp"

namespace uketsuke::desk {

using nlohmann::json;

ClosedKiosks::ClosedKiosks(std::filesystem::path file) : file_(std::move(file)) {
    std::error_code none;
    if (!std::filesystem::exists(file_, none)) return;
    const auto text = base::read_file(file_);
    const auto list = text ? json::parse(*text, nullptr, false) : json{};
    if (!list.is_object()) base::warn("desk", "{} is no list of closed kiosks", file_.string());
    for (const auto& [kiosk, how] : list.items())
        if (how.is_object() && how.contains("item") && how["item"].is_number_integer() && how.contains("by") &&
            how["by"].is_string())
            closed_[kiosk] = {{}, domain::DeskSays::closes, how["item"].get<int>(), how["by"].get<std::string>()};
}

const domain::DeskAnswer* ClosedKiosks::find(const std::string& kiosk) const {
    const auto found = closed_.find(kiosk);
    return found == closed_.end() ? nullptr : &found->second;
}

void ClosedKiosks::close(const std::string& kiosk, domain::DeskAnswer how) {
    closed_[kiosk] = std::move(how);
    keep();
}

void ClosedKiosks::open(const std::string& kiosk) {
    if (closed_.erase(kiosk) > 0) keep();
}

void ClosedKiosks::keep() const {
    if (file_.empty()) return;
    auto list = json::object();
    for (const auto& [kiosk, how] : closed_) list[kiosk] = {{"item", how.item}, {"by", how.by}};
    if (const auto kept = base::replace_file(file_, list.dump(-1, ' ', false, json::error_handler_t::replace)); !kept)
        base::warn("desk", "closed kiosks would be open after a new start: {}", kept.error().detail);
}

}  // namespace uketsuke::desk
