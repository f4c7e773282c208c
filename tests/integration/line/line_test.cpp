// SPDX-License-Identifier: Apache-2.0
// Kiosks and desks of one clinic over the real broker: what is told arrives at each desk once and in order, and what
// clerks do at the kiosk once.
#include <catch2/catch.hpp>

#include "real_broker.hpp"

using namespace uketsuke;
using namespace uketsuke::test;
using Kind = desk::line::Member::Kind;
using Lines = std::vector<std::string>;
using Answers = std::vector<domain::DeskAnswer>;

namespace {

/// So many kiosks, and three desks: the one beside the broker and two that have joined.
struct Clinic {
    RealBroker broker;
    std::vector<std::unique_ptr<FarDesk>> desks;
    std::vector<std::unique_ptr<FarKiosk>> kiosks;

    explicit Clinic(int how_many) {
        add_desk(*desk::line::load_identity(broker.authority->own_identity()), broker.authority.get());
        for (const auto* name : {"desk-2", "desk-3"}) add_desk(broker.join(Kind::desk, name));
        for (int i = 1; i <= how_many; ++i)
            kiosks.push_back(std::make_unique<FarKiosk>(broker.join(Kind::kiosk, "kiosk-" + std::to_string(i)),
                                                        broker.scratch.path, broker.clock));
    }
    void add_desk(const desk::line::Identity& identity, const desk::line::Authority* authority = nullptr) {
        desks.push_back(std::make_unique<FarDesk>(identity, authority, broker.clock));
    }
    bool all_taken() {
        return comes([&] {
            return std::all_of(kiosks.begin(), kiosks.end(), [](const auto& one) { return one->link->all_taken(); });
        });
    }
    /// Visits of that kiosk, at that desk.
    static Lines of(FarDesk& desk, const std::string& kiosk) {
        auto rows = desk.rows();
        std::erase_if(rows, [&](const std::string& row) { return !row.starts_with(kiosk + " "); });
        return rows;
    }
};

Lines visits(const std::string& kiosk, std::uint32_t last) {
    Lines list;
    for (std::uint32_t visit = 1; visit <= last; ++visit)
        list.push_back(kiosk + " " + std::to_string(visit) + " thanks");
    return list;
}

void visit_at(FarKiosk& kiosk, std::uint32_t visit) {
    for (const auto* state : {"consent", "review", "thanks"}) kiosk.link->tell(step(visit, state));
}

}  // namespace

TEST_CASE("ten kiosks tell three desks, each visit once and in order, while the broker is killed again and again") {
    Clinic clinic(10);
    constexpr std::uint32_t kVisits = 6;
    for (std::uint32_t visit = 1; visit <= kVisits; ++visit) {
        for (auto& kiosk : clinic.kiosks) visit_at(*kiosk, visit);
        if (visit % 2 == 0) continue;
        clinic.broker.kill();
        clinic.broker.start();
    }
    REQUIRE(clinic.all_taken());
    for (auto& desk : clinic.desks)
        for (const auto& kiosk : clinic.kiosks) {
            const auto& name = kiosk->identity.name;
            CHECK(comes([&] { return Clinic::of(*desk, name) == visits(name, kVisits); }));
            CHECK(comes([&] { return desk->is_there(name); }));
        }
}

TEST_CASE("a kiosk tells on without a broker, and a desk that comes later has all of it") {
    Clinic clinic(1);
    auto& kiosk = *clinic.kiosks.front();
    visit_at(kiosk, 1);
    REQUIRE(clinic.all_taken());
    clinic.broker.kill();
    visit_at(kiosk, 2);
    CHECK_FALSE(kiosk.link->all_taken());
    CHECK(comes([&] { return !clinic.desks[0]->is_there("kiosk-1"); }));
    const desk::Board::Answering in_vain{.kiosk = "kiosk-1", .answer = {{1, 1}}};
    CHECK(clinic.desks[0]->kiosks->send(in_vain) == desk::BrokerKiosks::Sent::no);
    clinic.broker.start();
    REQUIRE(clinic.all_taken());
    clinic.add_desk(clinic.broker.join(Kind::desk, "desk-4"));
    for (auto& desk : clinic.desks) CHECK(comes([&] { return desk->rows() == visits("kiosk-1", 2); }));
    CHECK(comes([&] { return clinic.desks[0]->is_there("kiosk-1"); }));
}

TEST_CASE("the kiosk's end of the line dies and comes back: nothing twice, nothing missing") {
    Clinic clinic(1);
    auto& kiosk = *clinic.kiosks.front();
    for (std::uint32_t visit = 1; visit <= 5; ++visit) {
        visit_at(kiosk, visit);
        kiosk.begin_line();
    }
    REQUIRE(clinic.all_taken());
    CHECK(comes([&] { return clinic.desks[1]->rows() == visits("kiosk-1", 5); }));
}

TEST_CASE("clerks at two desks answer one call: one effect at the kiosk, and both see whose it is") {
    Clinic clinic(1);
    auto& kiosk = *clinic.kiosks.front();
    kiosk.link->tell(step(1, "staff_called"));
    kiosk.link->tell(domain::NoteGiven{"call", 1, 1, "consent", 0, "呼んでいます", 1});
    const auto id = [](FarDesk& desk) {
        std::uint64_t found = 0;
        for (std::uint64_t one = 1; one < 50 && found == 0; ++one)
            if (desk.board.answer(one, "").how == desk::Board::Answered::now) found = one;
        return found;
    };
    for (auto& desk : clinic.desks)
        REQUIRE(comes([&] { return desk->notes("kiosk-1") == Lines{"呼んでいます "} && desk->is_there("kiosk-1"); }));
    const auto sato = clinic.desks[0]->board.answer(id(*clinic.desks[0]), "sato");
    const auto ito = clinic.desks[1]->board.answer(id(*clinic.desks[1]), "ito");
    REQUIRE(sato.how == desk::Board::Answered::now);
    REQUIRE(ito.how == desk::Board::Answered::now);
    CHECK(clinic.desks[0]->kiosks->claim(sato) == desk::BrokerKiosks::Sent::now);
    CHECK(clinic.desks[1]->kiosks->claim(ito) == desk::BrokerKiosks::Sent::before);
    CHECK(clinic.desks[0]->kiosks->send(sato) == desk::BrokerKiosks::Sent::now);
    CHECK(kiosk.link->wait({}) == Answers{sato.answer});
    for (auto& desk : clinic.desks) CHECK(comes([&] { return desk->notes("kiosk-1") == Lines{"呼んでいます sato"}; }));

    desk::Board::Answering late{.kiosk = "kiosk-1", .answer = {{1, 1}}, .run = "an earlier one", .number = 9};
    CHECK(clinic.desks[0]->kiosks->send(late) == desk::BrokerKiosks::Sent::now);

    // After all this nothing of it comes again, whatever breaks: the next thing that the kiosk hears is the next
    // action.
    clinic.broker.kill();
    clinic.broker.start();
    kiosk.begin_line();
    desk::Board::Answering next{.kiosk = "kiosk-1", .answer = {{2, 7}}};
    CHECK(comes([&] { return clinic.desks[2]->kiosks->send(next) == desk::BrokerKiosks::Sent::now; }));
    CHECK(kiosk.link->wait({}) == Answers{next.answer});
}

TEST_CASE("a kiosk that is there twice under one identity is noticed, and the clerks are told") {
    Clinic clinic(1);
    clinic.kiosks[0]->link->tell(step(1, "consent"));
    REQUIRE(comes([&] { return clinic.desks[0]->is_there("kiosk-1"); }));
    const auto elsewhere = clinic.broker.scratch.path / "elsewhere";
    std::filesystem::create_directory(elsewhere);
    FarKiosk clone(clinic.kiosks[0]->identity, elsewhere, clinic.broker.clock);
    clone.link->tell(step(1, "consent"));
    for (auto& desk : clinic.desks)
        CHECK(comes([&] {
            const auto notes = desk->notes("kiosk-1");
            return std::any_of(notes.begin(), notes.end(), [](const auto& one) { return one.starts_with("同じ登録"); });
        }));
}
