// SPDX-License-Identifier: Apache-2.0
#include "service_record.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <nlohmann/json.hpp>

#include "firmware/base/file.hpp"
#include "firmware/base/log.hpp"

namespace uketsuke::sim {
namespace {

using Json = nlohmann::ordered_json;
using Outcome = RequestHandler::Reply::Outcome;

/// Told in places of their own, or not at all.
constexpr std::array kNotAsked{"request_id", "visit", "nonce", "certificate", "signature"};

std::string text_of(const Json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

Json answer_of(const RequestHandler::Reply& reply) {
    if (reply.outcome == Outcome::cut) return "cut";
    if (reply.outcome == Outcome::silent) return "silent";
    return reply.answer.status;
}

/// Replaced where it is no UTF-8: a record is read by programs.
std::string line_of(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Json parsed(std::string_view text) {
    auto json = Json::parse(text, nullptr, false);
    return json.is_object() ? json : Json::object();
}

}  // namespace

base::Result<void> ServiceRecord::write_to(const std::string& file) {
    if (file.empty()) return {};
    file_.reset(::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600));
    if (!file_) return base::fail(base::ErrorCode::file_unreadable, fmt::format("{}: {}", file, std::strerror(errno)));
    return {};
}

void ServiceRecord::note(const RequestHandler::Handled& handled, const Registry& registry) {
    auto asked = parsed(handled.body);
    const auto visit = text_of(asked, "visit");
    Json line{{"n", 0},
              {"at", base::to_iso8601(registry.now())},
              {"path", handled.path},
              {"request_id", text_of(asked, "request_id")},
              {"visit", visit},
              {"key", handled.key},
              {"person", registry.holder_of(visit)},
              {"answer", answer_of(handled.reply)},
              {"acted", handled.acted}};
    for (const auto* key : kNotAsked) asked.erase(key);
    line["asked"] = std::move(asked);
    if (handled.fault != ServiceFault::Kind::none) line["fault"] = name_of(handled.fault);
    if (const auto why = text_of(parsed(handled.reply.answer.body), "refused"); !why.empty()) line["refused"] = why;

    const std::scoped_lock lock(mutex_);
    line["n"] = ++count_;
    lines_.push_back(line_of(line));
    if (lines_.size() > kKept) lines_.pop_front();
    if (!file_) return;
    if (const auto written = base::write_all(file_.get(), lines_.back() + "\n"); !written)
        base::warn("record", "{}", written.error().detail);
}

std::string ServiceRecord::all() const {
    const std::scoped_lock lock(mutex_);
    return fmt::format("[{}]", fmt::join(lines_, ","));
}

std::size_t ServiceRecord::size() const {
    const std::scoped_lock lock(mutex_);
    return lines_.size();
}

void ServiceRecord::forget() {
    const std::scoped_lock lock(mutex_);
    lines_.clear();
    count_ = 0;
    if (file_ && ::ftruncate(file_.get(), 0) != 0) base::warn("record", "{}", std::strerror(errno));
}

}  // namespace uketsuke::sim
