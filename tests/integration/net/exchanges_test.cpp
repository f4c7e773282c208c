// SPDX-License-Identifier: Apache-2.0
// A line that drops, doubles, delays, reorders and truncates: whatever it does, what a patient decided is on the
// service exactly once or not at all, and nobody is told that it is when it is not.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>

#include "firmware/eligibility/client.hpp"
#include "firmware/eligibility/https_line.hpp"
#include "firmware/eligibility/oqs_document.hpp"
#include "firmware/eligibility/service_messages.hpp"
#include "sim/eligibility/in_process.hpp"
#include "sim/eligibility/tls_service.hpp"
#include "sim/line/unreliable_line.hpp"
#include "tests/support/patience.hpp"
#include "tests/unit/net/patient.hpp"

using namespace uketsuke;
using base::ErrorCode;
using domain::Consents;
using sim::Fate;
namespace wire = eligibility::wire;

namespace {

constexpr auto kFacility = "1319999999";
constexpr int kWhole = 50;  ///< of a hundred exchanges; the rest is broken
constexpr int kHands = 2;   ///< how often a hand wants a repeat before it gives up
const std::vector<Consents> kDecisions{
    Consents::all(), Consents::none(), {true, false, true, false}, {false, true, false, true}};

struct Tally {
    int visits = 0, registered = 0, confirmed = 0, given_up = 0, found_done = 0, repeats = 0;
    int numbers = 0, numbers_told = 0, numbers_kept = 0;  ///< 照会番号 that the desk wanted, was told of, are there
};

/// One patient after the other over one line, each as the kiosk's screens would lead them.
class Counter {
public:
    using MakeLine = std::function<std::shared_ptr<eligibility::Line>(sim::Registry&, sim::FaultSwitch&)>;
    Counter(const MakeLine& make, std::uint32_t seed)
        : line_(std::make_shared<sim::UnreliableLine>(make(*registry_, faults_), seed, kWhole)),
          client_(line_, clock_, kFacility) {
        for (auto& person : test::people())
            if (person.key == "hanako" || person.key == "unregistered") people_.push_back(std::move(person));
        REQUIRE(people_.size() == 2);
    }

    void visit() {
        const auto& person = people_[static_cast<std::size_t>(++tally_.visits % 2)];
        clock_.advance(std::chrono::seconds{3});
        REQUIRE(registry_->enrol(person));  // nothing of the visits before is known
        const int acts = registry_->acts(), confirms = line_->arrived(wire::kConfirmPath),
                  registers = line_->arrived(wire::kRegisterPath);
        const auto seen = ask(*client_.begin(), person.key);
        line_->settle();
        const int registered = line_->arrived(wire::kRegisterPath) - registers;
        const int confirmed = line_->arrived(wire::kConfirmPath) - confirms;
        const int done = registry_->acts() - acts;
        CAPTURE(tally_.visits, person.key, seen.registered, seen.confirmed, registered, confirmed);
        CHECK(registered <= 1);  // one key for one decision
        CHECK(confirmed <= 1);
        CHECK(done <= registered + confirmed);
        CHECK(done >= int{seen.registered} + int{seen.confirmed});
        if (seen.answered_for) CHECK(done == registered + confirmed);
        tally_.registered += seen.registered;
        tally_.confirmed += seen.confirmed;
        tally_.given_up += !seen.confirmed;
        tally_.found_done += !seen.confirmed && confirmed == 1;
        if (seen.confirmed && person.key == "hanako") number_of_hanako();
    }

    void print(const char* where) const {
        std::string fates;
        for (int i = 0; i < sim::kFates; ++i)
            fates += fmt::format("{}{} {}", i == 0 ? "" : ", ", line_->count(Fate(i)), sim::name_of(Fate(i)));
        std::printf(
            "exchanges %s: %d of %d visits (%s); %d registered, %d confirmed, %d given up, of which %d had come to "
            "the service; %d repeats by hand; %d numbers, %d told as kept, %d kept\n",
            where, line_->exchanges(), tally_.visits, fates.c_str(), tally_.registered, tally_.confirmed,
            tally_.given_up, tally_.found_done, tally_.repeats, tally_.numbers, tally_.numbers_told,
            tally_.numbers_kept);
    }
    [[nodiscard]] const Tally& tally() const { return tally_; }
    [[nodiscard]] const sim::UnreliableLine& line() const { return *line_; }
    test::HandClock& clock() { return clock_; }

private:
    /// The desk has a number for the patient who has just left.
    void number_of_hanako() {
        const int acts = registry_->acts(), before = line_->arrived(wire::kNumberPath);
        const auto told = client_.register_number(
            {eligibility::WipedText(fmt::format("V-{}", tally_.visits)), "39139999", {}, "00012345", {}});
        line_->settle();
        const int arrived = line_->arrived(wire::kNumberPath) - before;
        CAPTURE(tally_.visits);
        CHECK(arrived <= 1);
        CHECK(registry_->acts() - acts == arrived);
        if (told) CHECK(arrived == 1);
        ++tally_.numbers;
        tally_.numbers_told += told.has_value();
        tally_.numbers_kept += arrived;
    }

    /// What the patient was told.
    struct Seen {
        bool registered = false, confirmed = false;
        bool answered_for = false;  ///< who it is was told: what came to the service was asked for by right
    };

    /// Until it is answered, or the hand has had enough.
    template <class Ask>
    auto repeat(Ask ask) {
        auto answer = ask();
        for (int hand = 0; !answer && hand < kHands; ++hand) {
            ++tally_.repeats;
            answer = ask();
        }
        return answer;
    }

    Seen ask(ports::EligibilityVisit& visit, const std::string& person) {
        Seen seen;
        const auto who = repeat([&]() -> base::Result<domain::Authentication> {
            const auto nonce = visit.challenge();
            if (!nonce) return base::fail(nonce.error());
            return visit.authenticate(test::sign(person, *nonce));
        });
        if (!who) return seen;
        seen.answered_for = true;
        if (!who->registered()) {
            const auto now = repeat([&] { return visit.register_use(); });
            if (!now) return seen;
            CHECK(now->registered());
            seen.registered = true;
        }
        const auto decision = kDecisions[static_cast<std::size_t>(tally_.visits / 2) % kDecisions.size()];
        const auto answer = repeat([&] { return visit.confirm({decision, {}}); });
        if (!answer) return seen;
        seen.confirmed = true;
        const auto document = eligibility::parse_document(answer->document);
        REQUIRE(document);
        CHECK(document->insured.at(0).consents.given() == decision);
        return seen;
    }

    test::HandClock clock_{"2026-11-22T10:00:00+09:00"};
    std::unique_ptr<sim::Registry> registry_ = test::registry(clock_);
    sim::FaultSwitch faults_;
    std::shared_ptr<sim::UnreliableLine> line_;
    eligibility::Client client_;
    std::vector<sim::Person> people_;
    Tally tally_;
};

void each_fate_came(const Counter& counter) {
    for (int i = 0; i < sim::kFates; ++i) CHECK(counter.line().count(Fate(i)) > 0);
    CHECK(counter.tally().confirmed > 0);
    CHECK(counter.tally().found_done > 0);
    CHECK(counter.tally().numbers_told > 0);
    CHECK(counter.tally().numbers_kept > counter.tally().numbers_told);
    CHECK(counter.tally().numbers_kept < counter.tally().numbers);
}

std::shared_ptr<eligibility::Line> in_process(sim::Registry& registry, sim::FaultSwitch& faults) {
    return std::make_shared<sim::InProcessLine>(registry, faults, sim::InProcessLine::Options{});
}

}  // namespace

namespace {

/// Answers everything with the request's own key, and knows which keys came, in which order.
class Echo : public eligibility::Line {
public:
    std::vector<std::string> heard;
    base::Result<http::Response> post(std::string_view, const std::string& key, const base::WipedText&) override {
        heard.push_back(key);
        http::Response answer;
        answer.status = 200;
        answer.body = base::WipedText("answer to " + key);
        return answer;
    }
    [[nodiscard]] auto times(const std::string& key) const { return std::count(heard.begin(), heard.end(), key); }
};

}  // namespace

TEST_CASE("a number is sent once more, under the same key, where nobody knows what became of it, and only there") {
    /// Ends every exchange with an error.
    class Failing : public eligibility::Line {
    public:
        explicit Failing(ErrorCode why) : why_(why) {}
        std::vector<std::string> heard;
        base::Result<http::Response> post(std::string_view, const std::string& key,
                                          const base::WipedText& body) override {
            heard.push_back(key + std::string(body));
            return base::fail(why_, "simulated");
        }

    private:
        const ErrorCode why_;
    };
    const test::HandClock clock("2026-11-22T10:00:00+09:00");
    for (const auto& [why, times] :
         std::initializer_list<std::pair<ErrorCode, std::size_t>>{{ErrorCode::service_timeout, 2},
                                                                  {ErrorCode::service_unreachable, 2},
                                                                  {ErrorCode::service_garbled, 2},
                                                                  {ErrorCode::service_untrusted, 1},
                                                                  {ErrorCode::service_refused, 1}}) {
        const auto line = std::make_shared<Failing>(why);
        eligibility::Client client(line, clock, kFacility);
        CAPTURE(base::name_of(why));
        CHECK(client.register_number({"V-1", "39139999", {}, "00012345", {}}).error().code == why);
        REQUIRE(line->heard.size() == times);
        CHECK(line->heard.front() == line->heard.back());
    }
}

TEST_CASE("what the line does to an exchange is what its fate says") {
    const auto service = std::make_shared<Echo>();
    sim::UnreliableLine line(service, 20261130, kWhole);
    std::vector<std::string> late;
    std::string before;
    for (int i = 0; i < 2000; ++i) {
        const auto key = std::to_string(i);
        std::array<int, sim::kFates> counts{};
        for (int f = 0; f < sim::kFates; ++f) counts[static_cast<std::size_t>(f)] = line.count(Fate(f));
        const auto answer = line.post("/", key, {});
        Fate fate{};
        for (int f = 0; f < sim::kFates; ++f)
            if (line.count(Fate(f)) > counts[static_cast<std::size_t>(f)]) fate = Fate(f);
        const auto times = service->times(key);
        const auto own = "answer to " + key;
        const auto came = answer ? std::string(answer->body) : std::string(base::name_of(answer.error().code));
        CAPTURE(i, sim::name_of(fate), came);
        const bool passes_by = fate == Fate::request_lost || fate == Fate::late;
        CHECK(times == (passes_by ? 0 : fate == Fate::doubled ? 2 : 1));
        switch (fate) {
            case Fate::whole:
            case Fate::doubled: CHECK(came == own); break;
            case Fate::request_lost: CHECK(came == "service_unreachable"); break;
            case Fate::late: late.push_back(key); [[fallthrough]];
            case Fate::answer_lost: CHECK(came == "service_timeout"); break;
            case Fate::other_answer: CHECK(came == before); break;
            case Fate::truncated: CHECK((came.size() < own.size() && own.starts_with(came))); break;
        }
        if (!passes_by) before = own;
    }
    const auto there = [&](const auto& key) { return service->times(key) == 1; };
    CHECK(std::ranges::count_if(late, there) > 0);  // behind another request
    line.settle();
    CHECK(std::ranges::all_of(late, there));
    std::vector<std::string> came;
    std::ranges::copy_if(service->heard, std::back_inserter(came),
                         [&](const auto& key) { return std::ranges::find(late, key) != late.end(); });
    CHECK(came != late);  // in another order
}

TEST_CASE("over a line that loses, doubles, delays and mixes up, each decision is on the service once or not at all") {
    Counter counter(in_process, 20261130);
    while (counter.line().exchanges() < 3000) counter.visit();
    counter.print("in process");
    each_fate_came(counter);
}

TEST_CASE("the same over TLS", "[.long]") {
    struct Served {
        test::HandClock clock{"2026-11-22T10:00:00+09:00"};
        std::unique_ptr<sim::TlsService> service;
    } served;
    const auto over_tls = [&](sim::Registry& registry, sim::FaultSwitch& faults) {
        const std::string pki = SERVICE_PKI;
        served.service = sim::TlsService::start(registry, faults, served.clock, pki).value();
        return std::shared_ptr<eligibility::Line>(
            eligibility::HttpsLine::create({served.service->url(), pki + "/ca.crt", pki + "/client.crt",
                                            std::make_shared<http::KeyFile>(pki + "/client.key"), test::kPatience},
                                           served.clock)
                .value());
    };
    Counter counter(over_tls, 20261201);
    while (counter.line().exchanges() < 20000) {
        counter.visit();
        if (counter.tally().visits % 500 == 0) counter.print("over TLS, so far");
    }
    counter.print("over TLS");
    each_fate_came(counter);
    served.service.reset();  // before the registry that it serves from
}
