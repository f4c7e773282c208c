// SPDX-License-Identifier: Apache-2.0
#include "relay.hpp"

#include <fmt/format.h>
#include <sys/random.h>

#include <array>
#include <sstream>

#include "desk/line/names.hpp"
#include "firmware/base/bytes.hpp"
#include "firmware/base/file.hpp"
#include "firmware/base/log.hpp"
#include "firmware/desk_link/line_status.hpp"

namespace uketsuke::desk {

using Stored = line::Broker::Stored;

base::Result<std::unique_ptr<Relay>> Relay::start(const line::Identity& identity, const Options& options,
                                                  const ports::Clock& clock) {
    std::array<std::uint8_t, 8> random{};
    if (::getrandom(random.data(), random.size(), 0) != static_cast<ssize_t>(random.size()))
        return base::fail(base::ErrorCode::internal, "no randomness");
    auto broker = line::Broker::open(identity);
    if (!broker) return base::fail(broker.error());
    std::unique_ptr<Relay> relay(new Relay(std::move(*broker), identity, base::to_hex(random), options, clock));
    relay->read_handed_on();
    auto kiosks = Kiosks::listen(options.socket, *relay);
    if (!kiosks) return base::fail(kiosks.error());
    relay->kiosks_ = std::move(*kiosks);
    relay->to_kiosk_ = relay->kiosks_.get();
    relay->ear_ = relay->broker_->listen(line::hands_to(identity.name),
                                         [self = relay.get()](const line::Heard& heard) { self->act(heard); });
    if (!relay->ear_) return base::fail(base::ErrorCode::internal, "the line to the broker");
    return relay;
}

Relay::Relay(std::unique_ptr<line::Broker> broker, const line::Identity& identity, std::string instance,
             const Options& options, const ports::Clock& clock)
    : broker_(std::move(broker)),
      name_(identity.name),
      instance_(std::move(instance)),
      socket_(options.socket),
      handed_on_file_(identity.own.parent_path() / "handed_on"),
      certificate_(identity.own),
      keep_names_(options.keep_names),
      clock_(clock) {}

Stored Relay::put(const std::string& subject, const std::string& id, const std::string& run, std::string_view text) {
    return broker_->store({subject, text, id, {{line::kRun, run}}});
}

/// Which time it is stands in it as it is put in: the desks hold the kiosk's clock against the broker's.
std::optional<desk_link::Welcome> Relay::greet(const desk_link::Hello& hello) {
    if (hello.kiosk != name_) {
        base::warn("desk", "{} has joined here, and not {}", name_, hello.kiosk);
        return std::nullopt;
    }
    auto now = hello;
    now.now = clock_.wall();
    const auto id = fmt::format("{}-{}-hello-{}", hello.run, instance_, ++greetings_);
    if (put(line::report_of(name_), id, hello.run, desk_link::write(desk_link::FromKiosk{now})) == Stored::no)
        return std::nullopt;
    const std::scoped_lock lock(mutex_);
    run_ = hello.run;
    if (std::exchange(last_run_, hello.run) != hello.run) last_ = 0;
    return desk_link::Welcome{last_};
}

bool Relay::hear(const desk_link::Hello& from, desk_link::Told told) {
    if (told.number <= last_) return true;
    const auto number = told.number;
    const bool named = std::holds_alternative<domain::PersonNamed>(told.report);
    const auto id = fmt::format("{}-{}", from.run, number);
    auto text = desk_link::write(desk_link::FromKiosk{std::move(told)});
    if (put(named ? line::name_of(name_) : line::report_of(name_), id, from.run, text) == Stored::no) return false;
    last_ = number;
    if (named) names_.push_back({id, from.run, std::move(text), clock_.mono()});
    if (names_.size() > kMostNames) names_.pop_front();
    return true;
}

void Relay::left(const std::string& /*kiosk*/) {
    const std::scoped_lock lock(mutex_);
    run_.reset();
}

void Relay::look() {
    std::erase_if(names_, [&](const Named& one) { return clock_.mono() - one.since >= keep_names_; });
    if (const auto now = broker_->connection(); now != connection_ && now != 0) tell_names_again();
    tell_status();
    const std::scoped_lock lock(mutex_);
    if (run_) broker_->tell(line::here_of(name_), instance_);
}

/// The broker has them in memory alone; of what it still has it takes no second one.
void Relay::tell_names_again() {
    const auto connection = broker_->connection();
    for (const auto& one : names_)
        if (put(line::name_of(name_), one.id, one.run, one.text) == Stored::no) return;
    connection_ = connection;
}

/// At once when it has changed, and now and then so that it is known to be of now.
void Relay::tell_status() {
    const bool there = broker_->there();
    if (told_ != base::MonoTime{} && there == told_broker_ && clock_.mono() - told_ < desk_link::kLineStatusCounts / 3)
        return;
    told_ = clock_.mono();
    told_broker_ = there;
    const auto days = line::days_left(certificate_);
    if (!desk_link::write_line_status(socket_, {there, days, clock_.wall()}))
        base::warn("desk", "no status beside {}", socket_.string());
}

void Relay::act(const line::Heard& heard) {
    if (hand_on(heard)) broker_->tell(std::string(heard.reply), "+ACK");
}

/// True: it is done with. What is not comes again.
bool Relay::hand_on(const line::Heard& heard) {
    const auto message = desk_link::read_from_desk(heard.text);
    const auto* answer = message ? std::get_if<domain::DeskAnswer>(&*message) : nullptr;
    if (answer == nullptr || clock_.wall() - heard.at > kActionCounts) return true;
    if (answer->ticket.visit == 0 && !heard.header(line::kNumber).empty())
        return true;  // seen to: the kiosk need not know
    {
        const std::scoped_lock lock(mutex_);
        if (!run_) return false;
        if (*run_ != heard.header(line::kRun)) return true;
    }
    if (handed_on_.contains(heard.stamp)) return true;
    auto* const kiosk = to_kiosk_.load();
    return kiosk != nullptr && note_handed_on(heard.stamp) && kiosk->send(name_, *answer);
}

void Relay::read_handed_on() {
    const auto text = base::read_file(handed_on_file_);
    std::istringstream words(text ? *text : "");
    for (std::uint64_t stamp = 0; words >> stamp;) handed_on_.insert(stamp);
}

/// Before it is: whatever breaks then, a kiosk does nothing twice. What is too old to be handed on is not kept.
bool Relay::note_handed_on(std::uint64_t stamp) {
    handed_on_.insert(stamp);
    const auto counts = static_cast<std::uint64_t>(std::chrono::nanoseconds(2 * kActionCounts).count());
    while (*handed_on_.begin() + counts < stamp) handed_on_.erase(handed_on_.begin());
    return base::replace_file(handed_on_file_, fmt::format("{}\n", fmt::join(handed_on_, "\n"))).has_value();
}

}  // namespace uketsuke::desk
