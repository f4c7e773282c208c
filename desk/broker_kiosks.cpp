// SPDX-License-Identifier: Apache-2.0
#include "broker_kiosks.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sys/random.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <sstream>

#include "desk/line/names.hpp"
#include "firmware/base/bytes.hpp"
#include "firmware/base/file.hpp"
#include "firmware/base/log.hpp"

namespace uketsuke::desk {
namespace {

constexpr std::chrono::milliseconds kTurn{200};
constexpr std::chrono::seconds kCheck{5};
constexpr std::chrono::minutes kWarnAgain{10};
constexpr const char* kTwice =
    "同じ登録の受付機が二台あります。一台は複製のおそれがあります。管理者に知らせ、登録をやり直してください";

std::uint64_t number_in(const std::string& text) {
    std::uint64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

std::string draw_instance() {
    std::array<std::uint8_t, 8> random{};
    return ::getrandom(random.data(), random.size(), 0) == static_cast<ssize_t>(random.size()) ? base::to_hex(random)
                                                                                               : std::string{};
}

}  // namespace

bool Presence::heard(const std::string& name, const std::string& instance, base::MonoTime now) {
    auto& kiosk = kiosks_[name];
    heard(name, now);
    if (kiosk.instance == instance) return false;
    if (!kiosk.instance.empty()) kiosk.replaced.insert(kiosk.instance);
    kiosk.instance = instance;
    return kiosk.replaced.erase(instance) > 0;
}

void Presence::heard(const std::string& name, base::MonoTime now) {
    kiosks_[name].last = now;
    kiosks_[name].there = true;
}

bool Presence::there(const std::string& name, base::MonoTime now) const {
    const auto found = kiosks_.find(name);
    return found != kiosks_.end() && found->second.there && now - found->second.last < kSilence;
}

std::vector<std::string> Presence::fallen_silent(base::MonoTime now) {
    std::vector<std::string> silent;
    for (auto& [name, kiosk] : kiosks_)
        if (kiosk.there && now - kiosk.last >= kSilence) {
            kiosk.there = false;
            silent.push_back(name);
        }
    return silent;
}

base::Result<std::unique_ptr<BrokerKiosks>> BrokerKiosks::open(const line::Identity& identity,
                                                               const line::Authority* authority,
                                                               base::Duration keep_names, Board& board,
                                                               const ports::Clock& clock) {
    auto broker = line::Broker::open(identity);
    if (!broker) return base::fail(broker.error());
    return std::unique_ptr<BrokerKiosks>(new BrokerKiosks(std::move(*broker), authority, keep_names, board, clock));
}

BrokerKiosks::BrokerKiosks(std::unique_ptr<line::Broker> broker, const line::Authority* authority,
                           base::Duration keep_names, Board& board, const ports::Clock& clock)
    : broker_(std::move(broker)),
      authority_(authority),
      keep_names_(keep_names),
      board_(board),
      clock_(clock),
      instance_(draw_instance()),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

BrokerKiosks::~BrokerKiosks() {
    thread_.request_stop();
    thread_.join();
}

void BrokerKiosks::run(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        look();
        std::unique_lock lock(mutex_);
        ends_.wait_for(lock, stop, kTurn, [] { return false; });
    }
    here_.reset();
    persons_.reset();
    events_.reset();
}

void BrokerKiosks::look() {
    if (keep()) {
        check_for_gap();
        follow();
        repeat_closed();
    }
    std::vector<std::string> silent;
    {
        const std::scoped_lock lock(mutex_);
        silent = presence_.fallen_silent(clock_.mono());
    }
    for (const auto& kiosk : silent) board_.left(kiosk);
    place_names();
}

/// At the keeper: streams and places are there. False: not now.
bool BrokerKiosks::keep() {
    const auto connection = broker_->connection();
    if (connection == 0) return false;
    if (authority_ == nullptr) return true;
    if (connection != connection_) {
        if (!broker_->make_streams(keep_names_)) return false;
        places_.clear();
        authority_->refresh();
    }
    const auto members = authority_->members();
    if (!members) return true;
    tell_expelled(*members);
    for (const auto& one : *members)
        if (one.kind == line::Member::Kind::kiosk && !places_.contains(one.name) && broker_->make_place(one.name))
            places_.insert(one.name);
    return true;
}

/// What the broker has and the list does not, twice in a row, was lost on the way.
void BrokerKiosks::check_for_gap() {
    if (clock_.mono() - checked_ < kCheck) return;
    checked_ = clock_.mono();
    const auto last = broker_->last(line::kEvents);
    const std::scoped_lock lock(mutex_);
    gap_ = gap_ || (last && *last > last_event_ && last_event_ == last_checked_);
    last_checked_ = last_event_;
}

/// Anew after each break: events from where it broke off, names all, since the broker has them in memory alone. A
/// broker whose files are gone counts from 1.
void BrokerKiosks::follow() {
    const auto connection = broker_->connection();
    {
        const std::scoped_lock lock(mutex_);
        if (connection == connection_ && !gap_ && events_ && persons_ && here_) return;
    }
    const auto last = broker_->last(line::kEvents);
    if (!last) return;
    events_.reset();
    persons_.reset();
    std::uint64_t from = 0;
    {
        const std::scoped_lock lock(mutex_);
        if (*last < last_event_) last_event_ = 0;
        from = last_event_ + 1;
        expected_ = 1;
        gap_ = false;
    }
    here_ = broker_->listen(line::here_of("*"), [this](const line::Heard& heard) { hear_here(heard); });
    events_ = broker_->follow(line::kEvents, from, [this](const line::Heard& heard) { hear_event(heard); });
    persons_ = broker_->follow(line::kNames, 1, [this](const line::Heard& heard) { hear_name(heard); });
    if (events_ && persons_ && here_) connection_ = connection;
}

void BrokerKiosks::hear_event(const line::Heard& heard) {
    const std::string kiosk(line::last_part(heard.subject));
    {
        const std::scoped_lock lock(mutex_);
        gap_ = gap_ || heard.turn != expected_++;
        if (gap_ || heard.sequence <= last_event_) return;
        last_event_ = heard.sequence;
    }
    heard.subject == line::report_of(kiosk) ? hear_report(kiosk, heard) : hear_action(kiosk, heard);
}

void BrokerKiosks::hear_report(const std::string& kiosk, const line::Heard& heard) {
    auto message = desk_link::read_from_kiosk(heard.text);
    const auto run = heard.header(line::kRun);
    if (!message || run.empty()) return base::warn("desk", "{} says what is not understood", kiosk);
    if (auto* hello = std::get_if<desk_link::Hello>(&*message)) {
        hello->kiosk = kiosk;  // whose subject it is: the broker lets nobody else use it
        return hear(kiosk, std::move(*hello), heard.at);
    }
    alive(kiosk);
    board_.hear({kiosk, run}, std::move(std::get<desk_link::Told>(*message)));
}

/// Its clock is held against the broker's of when it was told, which may be hours ago.
void BrokerKiosks::hear(const std::string& kiosk, desk_link::Hello hello, base::WallTime at) {
    hello.now += clock_.wall() - at;
    board_.greet(hello);
    {
        const std::scoped_lock lock(mutex_);
        begin_again(hello);
        kiosks_[kiosk] = std::move(hello);
        presence_.heard(kiosk, clock_.mono());
        to_repeat_to_.insert(kiosk);
    }
}

/// A desk's, this one's too.
void BrokerKiosks::hear_action(const std::string& kiosk, const line::Heard& heard) {
    const auto run = heard.header(line::kRun);
    if (const auto matter = heard.header(line::kMatter); !matter.empty()) settle(matter, heard);
    board_.answered(kiosk, run, number_in(heard.header(line::kNumber)), heard.header(line::kBy));
    const auto message = desk_link::read_from_desk(heard.text);
    if (const auto* said = message ? std::get_if<domain::DeskAnswer>(&*message) : nullptr)
        board_.said(kiosk, run, *said);
}

void BrokerKiosks::hear_name(const line::Heard& heard) {
    auto message = desk_link::read_from_kiosk(heard.text);
    auto* told = message ? std::get_if<desk_link::Told>(&*message) : nullptr;
    auto* person = told == nullptr ? nullptr : std::get_if<domain::PersonNamed>(&told->report);
    {
        const std::scoped_lock lock(mutex_);
        if (person == nullptr) return;
        const auto since = clock_.mono() - std::max<base::Duration>(base::Duration{0}, clock_.wall() - heard.at);
        names_.push_back(
            {std::string(line::last_part(heard.subject)), heard.header(line::kRun), std::move(*person), since});
        if (names_.size() > kMostNames) names_.pop_front();
    }
    place_names();
}

/// A name may arrive before the row that it belongs to; it waits no longer than it may be kept.
void BrokerKiosks::place_names() {
    const std::scoped_lock lock(mutex_);
    std::erase_if(names_, [&](const Named& one) {
        return clock_.mono() - one.since >= keep_names_ || board_.name(one.kiosk, one.run, one.person);
    });
}

void BrokerKiosks::hear_here(const line::Heard& heard) {
    const std::string kiosk(line::last_part(heard.subject));
    alive(kiosk);
    bool twice = false;
    {
        const std::scoped_lock lock(mutex_);
        twice = presence_.heard(kiosk, std::string(heard.text), clock_.mono());
    }
    if (twice) warn_of_two(kiosk);
}

/// One that had fallen silent is back.
void BrokerKiosks::alive(const std::string& kiosk) {
    std::optional<desk_link::Hello> back;
    {
        const std::scoped_lock lock(mutex_);
        const auto known = kiosks_.find(kiosk);
        if (known != kiosks_.end() && !presence_.there(kiosk, clock_.mono())) back = known->second;
        presence_.heard(kiosk, clock_.mono());
    }
    if (back) board_.greet(*back);
}

void BrokerKiosks::warn_of_two(const std::string& kiosk) {
    {
        const std::scoped_lock lock(mutex_);
        const auto [found, first] = warned_.try_emplace(kiosk, clock_.mono());
        if (!first && clock_.mono() - found->second < kWarnAgain) return;
        found->second = clock_.mono();
    }
    base::warn("desk", "two kiosks use the identity of {}", kiosk);
    board_.note(kiosk, {.kind = "alert", .where = "line", .words = kTwice});
}

bool BrokerKiosks::knows(const std::string& kiosk) const {
    const std::scoped_lock lock(mutex_);
    return kiosks_.contains(kiosk);
}

namespace {

/// What of several desks one alone may do; empty: as many as want to.
std::string matter_of(const Board::Answering& answering, const std::string& run) {
    using domain::DeskSays;
    const auto& [ticket, says, item, by] = answering.answer;
    if (answering.number != 0) return fmt::format("{}:{}:{}", answering.kiosk, run, answering.number);
    if (says == DeskSays::confirms || says == DeskSays::refuses || says == DeskSays::unlocks)
        return fmt::format("{}:{}:visit:{}:{}", answering.kiosk, run, ticket.visit, ticket.n);
    if (says == DeskSays::closes || says == DeskSays::opens) return fmt::format("{}:{}:door", answering.kiosk, run);
    return {};
}

}  // namespace

/// To a kiosk that is there.
std::optional<line::Letter> BrokerKiosks::letter_for(const Board::Answering& answering) {
    const std::scoped_lock lock(mutex_);
    const auto known = kiosks_.find(answering.kiosk);
    if (known == kiosks_.end() || !presence_.there(answering.kiosk, clock_.mono())) return std::nullopt;
    const bool note = answering.number != 0;
    const auto run = note ? answering.run : known->second.run;
    const auto matter = matter_of(answering, run);
    line::Letter letter{.subject = line::action_for(answering.kiosk)};
    letter.id = fmt::format("{}-{}", instance_, ++actions_);
    letter.headers = {{line::kRun, run},
                      {line::kNumber, note ? std::to_string(answering.number) : std::string{}},
                      {line::kBy, answering.answer.by},
                      {line::kMatter, matter},
                      {line::kRound, std::to_string(rounds_[matter])}};
    return letter;
}

BrokerKiosks::Sent BrokerKiosks::claim(const Board::Answering& answering) {
    auto letter = letter_for(answering);
    if (!letter) return Sent::no;
    const auto& matter = letter->headers[3].second;
    if (matter.empty()) return Sent::now;
    letter->id = fmt::format("{}#{}", matter, letter->headers[4].second);
    letter->text = line::kClaims;
    return broker_->store(*letter);
}

void BrokerKiosks::give_up(const Board::Answering& answering) {
    auto letter = letter_for(answering);
    if (!letter || letter->headers[3].second.empty()) return;
    letter->headers[2].second.clear();
    letter->text = line::kClaims;
    broker_->store(*letter);
}

BrokerKiosks::Sent BrokerKiosks::send(const Board::Answering& answering) {
    auto letter = letter_for(answering);
    if (!letter) return Sent::no;
    const auto text = desk_link::write(desk_link::FromDesk{answering.answer});
    letter->text = text;
    return broker_->store(*letter);
}

/// What was given up may be claimed again, and a door that was closed may be opened.
void BrokerKiosks::settle(const std::string& matter, const line::Heard& heard) {
    const std::scoped_lock lock(mutex_);
    auto& round = rounds_[matter];
    const bool claim = heard.text == line::kClaims && !heard.header(line::kBy).empty();
    if (claim || (heard.text != line::kClaims && !matter.ends_with(":door"))) return;
    round = std::max(round, static_cast<int>(number_in(heard.header(line::kRound))) + 1);
}

/// What was said to a kiosk that had gone may not have got there; of its run before nothing counts any more.
void BrokerKiosks::begin_again(const desk_link::Hello& hello) {
    const auto of_run = fmt::format("{}:{}:", hello.kiosk, hello.run);
    std::erase_if(rounds_, [&](const auto& one) {
        return one.first.starts_with(hello.kiosk + ":") && !one.first.starts_with(of_run);
    });
    for (auto& [matter, round] : rounds_)
        if (matter.starts_with(of_run + "visit:")) ++round;
}

/// Once all is heard that the broker has: a kiosk that was closed and opened since is not closed again.
void BrokerKiosks::repeat_closed() {
    {
        const std::scoped_lock lock(mutex_);
        if (to_repeat_to_.empty()) return;
    }
    const auto last = broker_->last(line::kEvents);
    std::set<std::string> kiosks;
    {
        const std::scoped_lock lock(mutex_);
        if (!last || *last > last_event_) return;
        kiosks = std::exchange(to_repeat_to_, {});
    }
    for (const auto& kiosk : kiosks)
        if (auto again = board_.to_repeat(kiosk)) send({.kiosk = kiosk, .answer = std::move(*again)});
}

void BrokerKiosks::on_expelled(Expelled hears) {
    const std::scoped_lock lock(mutex_);
    expelled_ = std::move(hears);
}

/// Held against those of before, which a file has: whoever is expelled by a program beside this one, or while no desk
/// ran, is told too.
void BrokerKiosks::tell_expelled(const std::vector<line::Member>& members) {
    const std::scoped_lock lock(mutex_);
    if (!expelled_) return;
    const auto file = authority_->own_identity().parent_path() / "known_members";
    std::set<std::string> before, now;
    for (const auto& one : members) now.insert(one.name);
    const auto text = base::read_file(file);
    std::istringstream words(text ? *text : "");
    for (std::string name; words >> name;) before.insert(name);
    if (now == before) return;
    for (const auto& name : before)
        if (!now.contains(name) && !expelled_(name)) now.insert(name);  // told again
    if (const auto kept = base::replace_file(file, fmt::format("{}\n", fmt::join(now, "\n"))); !kept)
        base::warn("desk", "{}", kept.error().detail);
}

}  // namespace uketsuke::desk
