// SPDX-License-Identifier: Apache-2.0
// What the card's part of a visit costs on the air, by the ways of reading files. The table it prints is why
// drivers/mynumber reads as it does.
#include <cstdio>
#include <set>

#include "card_rig.hpp"
#include "sim/card/air_time.hpp"

using namespace uketsuke;
using namespace uketsuke::test;
using drivers::mynumber::Reads;

namespace {

/// Counts what passes to the card and back, as bytes in frames and as modelled time.
class Meter : public ports::CardSession {
public:
    Meter(ports::CardSession& session, std::size_t longest) : session_(session), longest_(longest) {}
    base::Result<base::Bytes> transmit(base::ByteView command) override {
        auto answer = session_.transmit(command);
        const auto size = answer ? answer->size() : 0;
        ++apdus;
        bytes += sim::bytes_on_air(command, size);
        slow += sim::exchange_time(*sim::AirLink::at(106), command, size);
        fast += sim::exchange_time(*sim::AirLink::at(424), command, size);
        return answer;
    }
    [[nodiscard]] domain::CardRef card() const override { return session_.card(); }
    [[nodiscard]] std::size_t longest_answer() const override { return longest_; }

    int apdus = 0;
    std::size_t bytes = 0;
    std::chrono::microseconds slow{0}, fast{0};

private:
    ports::CardSession& session_;
    std::size_t longest_;
};

/// What a face visit is about: the token's label, certificate, face record, its issuer's certificate, both signatures
/// and what they are made of, the number; and what a terminal shows of itself.
std::size_t useful_bytes(std::size_t certificate, std::size_t record) {
    constexpr std::size_t kLabel = 32, kIssuer = 568, kNumber = 14, kSignature = 256, kDigestInfo = 51;
    constexpr std::size_t kTerminal = 568 + 16 + 256;  // certificate, challenge, answer to it
    return kLabel + certificate + record + kIssuer + kNumber + 2 * (kSignature + kDigestInfo) + kTerminal;
}

struct Cost {
    int apdus;
    double ratio;
    std::chrono::microseconds slow, fast;
};

Cost face_visit(Reads reads, std::size_t longest) {
    const auto card = card_of("hanako");
    Insertion insertion(card);
    Meter meter(*insertion.session, longest);
    drivers::mynumber::MyNumberApplications applications(
        meter, drivers::mynumber::FaceRecordRoots{pki().face_record_root}, reads);
    const auto info = applications.identify();
    REQUIRE(info);
    REQUIRE(applications.number_b_tries());
    REQUIRE(applications.face_record(base::Secret(person("hanako").number_b())));
    const auto terminal = sim::TerminalSignature::create(TEST_PKI).value();
    REQUIRE(terminal->sign(meter, applications.certificate(), nonce()));
    const auto keys = sim::CardKeys::load(pki(), person("hanako")).value();
    const auto record =
        sim::face_record(person("hanako"), pki(), keys.card_front, photo(), sim::Lengths::as_reported).size();
    const auto useful = useful_bytes(applications.certificate().size(), record);
    return {meter.apdus, static_cast<double>(meter.bytes) / static_cast<double>(useful), meter.slow, meter.fast};
}

void print(const char* way, const Cost& cost) {
    std::printf("face visit, %-46s %3d APDUs  %.3f bytes on air / useful  %4lld ms at 106, %4lld ms at 424 kbit/s\n",
                way, cost.apdus, cost.ratio, static_cast<long long>(cost.slow.count() / 1000),
                static_cast<long long>(cost.fast.count() / 1000));
}

}  // namespace

TEST_CASE("the way in which files are read was chosen by what it costs on the air") {
    const auto plain = face_visit({256, false, false}, 256);
    const auto frames = face_visit({251, false, false}, 256);
    const auto short_ids = face_visit({251, true, false}, 256);
    const auto extended = face_visit({}, 65536);
    print("SELECT, then 256 bytes at a time:", plain);
    print("SELECT, then 251 (one frame each):", frames);
    print("by short identifier, 251 at a time:", short_ids);
    print("by short identifier, the rest in one (ours):", extended);
    CHECK(frames.slow < plain.slow);
    CHECK(short_ids.slow < frames.slow);
    CHECK(extended.slow < short_ids.slow);
    CHECK(extended.ratio <= 1.06);
}

TEST_CASE("no file is read twice in a face visit, and none is selected without need") {
    const auto card = card_of("hanako");
    Insertion insertion(card);
    const auto info = insertion.applications->identify();
    REQUIRE(info);
    REQUIRE(insertion.applications->number_b_tries());
    REQUIRE(insertion.face(person("hanako").number_b()));
    const auto terminal = sim::TerminalSignature::create(TEST_PKI).value();
    REQUIRE(terminal->sign(*insertion.session, insertion.applications->certificate(), nonce()));
    std::map<std::pair<sim::ApplicationName, sim::FileId>, int> first_reads;
    int applications = 0;
    std::set<std::pair<int, sim::FileId>> selected;  // of which selection of an application, and which file
    for (const auto& sent : card->log().headers) {
        if (sent[1] == 0xB0 && (sent[2] & 0x80) != 0) ++first_reads[{sent.application, sent.file.value_or(0)}];
        if (sent[1] != 0xA4) continue;
        if (sent[2] == 0x04)
            ++applications;
        else
            CHECK(selected.insert({applications, sent.file.value_or(0)}).second);
    }
    CHECK(applications == 3);     // 公的個人認証AP, 券面事項確認AP, and back for the signature
    CHECK(selected.size() == 3);  // still held there (0018), 照合番号B, the terminal's key
    CHECK(first_reads.size() == 4);
    for (const auto& [file, times] : first_reads) {
        INFO("file " << file.second);
        CHECK(times == 1);
    }
}
