// SPDX-License-Identifier: Apache-2.0
#include "standing_service.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

namespace uketsuke::sim {
namespace {

using base::ErrorCode;
using Answer = base::Result<std::string>;

constexpr std::string_view kHelp =
    "fault WORDS (docs/scenarios.md, 'service') | fired | today DAY [or DAYTtimeZ] | pass SECONDS | record | forget | "
    "reset | status | people | where | quit";
constexpr int kLongestPass = 50 * 366 * 24 * 3600;

base::Unexpected<base::Error> no_words(std::string why) {
    return base::fail(ErrorCode::config_invalid, std::move(why));
}

std::pair<std::string, std::string> first_word(const std::string& line) {
    const auto end = std::min(line.find(' '), line.size());
    return {line.substr(0, end), end < line.size() ? line.substr(end + 1) : std::string()};
}

}  // namespace

base::Result<std::unique_ptr<StandingService>> StandingService::start(Options options) {
    std::unique_ptr<StandingService> service(new StandingService(std::move(options)));
    if (auto begun = service->begin(); !begun) return base::fail(begun.error());
    return service;
}

base::Result<void> StandingService::begin() {
    if (options_.today) clock_.set(*options_.today);
    auto people = load_people({options_.paths.people, options_.paths.own_people});
    if (!people) return base::fail(people.error());
    people_ = std::move(*people);
    if (auto writing = record_.write_to(options_.record); !writing) return writing;
    auto registry = Registry::create(people_, options_.paths.card_pki, clock_);
    if (!registry) return base::fail(registry.error());
    registry_ = std::move(*registry);
    TlsServiceOptions how{.host = options_.host, .port = options_.port};
    how.witness = [this](const RequestHandler::Handled& handled) { record_.note(handled, *registry_); };
    auto service = TlsService::start(*registry_, faults_, clock_, options_.paths.service_pki, std::move(how));
    if (!service) return base::fail(service.error());
    service_ = std::move(*service);
    return {};
}

Answer StandingService::command(const std::string& line) {
    const auto [verb, rest] = first_word(line);
    if (verb == "fault") return fault(rest);
    if (verb == "today") return today(rest);
    if (verb == "pass") return pass(rest);
    if (!rest.empty()) return no_words(fmt::format("'{}' takes no words", verb));
    if (verb == "fired") return fmt::to_string(faults_.fired());
    if (verb == "record") return record_.all();
    if (verb == "reset") return reset();
    if (verb == "status") return status();
    if (verb == "people") return keys();
    if (verb == "where") return where();
    if (verb == "help") return std::string(kHelp);
    if (verb != "forget") return no_words(fmt::format("'{}' is not known; {}", verb, kHelp));
    record_.forget();
    return status();
}

Answer StandingService::fault(const std::string& words) {
    const auto fault = parse_service_fault(words);
    if (!fault) return base::fail(fault.error());
    faults_.set(*fault);
    fault_ = words;
    return status();
}

Answer StandingService::today(const std::string& words) {
    const bool day_alone = words.size() == std::string_view("2026-11-24").size();
    const auto time = base::parse_iso8601(day_alone ? words + base::to_iso8601(clock_.wall()).substr(10) : words);
    if (!time) return no_words("write 2026-11-24 or 2026-11-24T09:00:00+09:00");
    clock_.set(*time);
    return status();
}

Answer StandingService::pass(const std::string& words) {
    int seconds = 0;
    const auto [end, error] = std::from_chars(words.data(), words.data() + words.size(), seconds);
    if (error != std::errc{} || end != words.data() + words.size() || seconds < 0 || seconds > kLongestPass)
        return no_words("write how many seconds pass, e.g. 86400");
    clock_.set(clock_.wall() + std::chrono::seconds{seconds});
    return status();
}

/// Everybody is as in their file again, nothing is broken, and nothing was asked. The date stays.
Answer StandingService::reset() {
    for (const auto& person : people_)
        if (auto enrolled = registry_->enrol(person); !enrolled) return base::fail(enrolled.error());
    registry_->forget_visits();
    faults_.set({});
    fault_ = "none";
    record_.forget();
    return status();
}

std::string StandingService::status() const {
    return fmt::format("{}, fault {}, {} requests", base::to_iso8601(clock_.wall()), fault_, record_.size());
}

std::string StandingService::keys() const {
    std::string keys;
    for (const auto& person : people_) keys += (keys.empty() ? "" : " ") + person.key;
    return keys;
}

std::string StandingService::where() const {
    const auto& pki = options_.paths.service_pki;
    return nlohmann::ordered_json{{"url", service_->url()},
                                  {"ca", (pki / "ca.crt").string()},
                                  {"certificate", (pki / "client.crt").string()},
                                  {"key", (pki / "client.key").string()},
                                  {"people", (options_.paths.card_pki / "people").string()},
                                  {"record", options_.record}}
        .dump();
}

}  // namespace uketsuke::sim
