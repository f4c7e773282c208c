// SPDX-License-Identifier: Apache-2.0
#include "switches.hpp"

#include <fstream>
#include <random>

namespace uketsuke::sim {
namespace {

/// "audit off".
class SwitchedJournal : public ports::AuditSink {
public:
    SwitchedJournal(std::unique_ptr<ports::AuditSink> journal, Switch& off) : journal_(std::move(journal)), off_(off) {}
    base::Result<void> append(const domain::AuditRecord& record) override {
        return off_.fails() ? refuse() : journal_->append(record);
    }
    base::Result<void> check() override { return off_.fails() ? refuse() : journal_->check(); }

private:
    static base::Result<void> refuse() { return base::fail(base::ErrorCode::audit_unwritable, "switched off"); }
    std::unique_ptr<ports::AuditSink> journal_;
    Switch& off_;
};

/// "counters off": nothing can be counted any more.
class SwitchedCounters : public ports::CounterStore {
public:
    SwitchedCounters(std::unique_ptr<ports::CounterStore> counters, Switch& off)
        : counters_(std::move(counters)), off_(off) {}
    base::Result<std::uint64_t> read(std::string_view name) override { return counters_->read(name); }
    base::Result<void> write(std::string_view name, std::uint64_t value) override {
        if (off_.fails()) return base::fail(base::ErrorCode::file_unreadable, "switched off");
        return counters_->write(name, value);
    }
    base::Result<void> write_all(std::span<const Count> counts) override {
        if (off_.fails()) return base::fail(base::ErrorCode::file_unreadable, "switched off");
        return counters_->write_all(counts);
    }

private:
    std::unique_ptr<ports::CounterStore> counters_;
    Switch& off_;
};

/// "terminal off".
class SwitchedSignature : public ports::CardSignature {
public:
    SwitchedSignature(std::unique_ptr<ports::CardSignature> signature, Switch& off)
        : signature_(std::move(signature)), off_(off) {}
    [[nodiscard]] bool available() const override { return signature_->available(); }
    base::Result<domain::Assertion> sign(ports::CardSession& session, base::ByteView certificate,
                                         const domain::Nonce& nonce) override {
        const auto met = off_.meet();
        if (met == Failing::Kind::off)
            return base::fail(base::ErrorCode::terminal_authentication_unavailable, "switched off");
        auto signed_ = signature_->sign(session, certificate, nonce);
        if (met == Failing::Kind::garbage && signed_) signed_->signature.back() ^= 1;
        return signed_;
    }

private:
    std::unique_ptr<ports::CardSignature> signature_;
    Switch& off_;
};

/// "decoder off": the program died.
class SwitchedDecoder : public ports::PhotoDecoder {
public:
    SwitchedDecoder(std::unique_ptr<ports::PhotoDecoder> decoder, Switch& off)
        : decoder_(std::move(decoder)), off_(off) {}
    base::Result<domain::Image> decode(base::ByteView jp2) override {
        const auto met = off_.meet();
        if (met == Failing::Kind::off) return base::fail(base::ErrorCode::portrait_undecodable, "switched off");
        auto image = decoder_->decode(jp2);
        if (met == Failing::Kind::garbage && image) make_noise(image->pixels);
        return image;
    }

private:
    static void make_noise(base::Bytes& pixels) {
        std::minstd_rand random(static_cast<std::uint32_t>(pixels.size()));
        for (auto& pixel : pixels) pixel = static_cast<std::uint8_t>(random());
    }
    std::unique_ptr<ports::PhotoDecoder> decoder_;
    Switch& off_;
};

/// "results off": a file stands where the folder was, so that the real writer really fails. "desk off": no line is
/// written.
class SwitchedReception : public ports::ReceptionLink {
public:
    SwitchedReception(std::unique_ptr<ports::ReceptionLink> reception, Switch& results, Switch& desk)
        : reception_(std::move(reception)), results_(results), desk_(desk) {}
    base::Result<std::string> deliver(const domain::Eligibility& eligibility, const Begin& begin) override {
        results_.meet();
        return reception_->deliver(eligibility, begin);
    }
    base::Result<void> tell_desk(const domain::DeskNote& note) override {
        if (desk_.fails()) return base::fail(base::ErrorCode::result_undeliverable, "switched off");
        return reception_->tell_desk(note);
    }
    base::Result<std::vector<domain::DeskNote>> look_after() override { return reception_->look_after(); }

private:
    std::unique_ptr<ports::ReceptionLink> reception_;
    Switch &results_, &desk_;
};

/// Stands a port behind a switch.
template <class Switched, class Port>
wiring::Around<Port> behind(Switch& off) {
    return [&off](std::unique_ptr<Port> port) { return std::make_unique<Switched>(std::move(port), off); };
}

}  // namespace

Switches::Switches(std::filesystem::path results, const Switch::Pass& pass)
    : results_folder_(std::move(results)),
      audit_(pass),
      counters_(pass),
      decoder_(pass),
      desk_(pass),
      results_(pass),
      settings_(pass),
      terminal_(pass) {}

void Switches::add_to(FaultBoard& board) {
    struct Named {
        std::string_view device;
        Switch& device_switch;
    };
    for (const auto& [device, one] : std::initializer_list<Named>{{"audit", audit_},
                                                                  {"counters", counters_},
                                                                  {"decoder", decoder_},
                                                                  {"desk", desk_},
                                                                  {"settings", settings_},
                                                                  {"terminal", terminal_}})
        board.add(device, {[&one = one](std::string_view words) { return one.set(words); },
                           [&one = one] { return one.fired(); }});
    board.add("results",
              {[this](std::string_view words) { return set_results(words); }, [this] { return results_.fired(); }});
}

base::Result<void> Switches::set_results(std::string_view words) {
    if (auto set = results_.set(words); !set) return set;
    take_results_away(words == "off");
    return {};
}

void Switches::take_results_away(bool away) {
    if (away == results_away_) return;
    results_away_ = away;
    const auto aside = std::filesystem::path(results_folder_).concat(".aside");
    if (away) {
        std::filesystem::rename(results_folder_, aside);
        std::ofstream{results_folder_};
    } else {
        std::filesystem::remove(results_folder_);
        std::filesystem::rename(aside, results_folder_);
    }
}

wiring::ClinicAround Switches::clinic() {
    return {behind<SwitchedCounters, ports::CounterStore>(counters_),
            [this](std::unique_ptr<ports::ReceptionLink> reception) {
                return std::make_unique<SwitchedReception>(std::move(reception), results_, desk_);
            },
            behind<SwitchedJournal, ports::AuditSink>(audit_)};
}

wiring::Around<ports::PhotoDecoder> Switches::decoder() {
    return behind<SwitchedDecoder, ports::PhotoDecoder>(decoder_);
}

std::unique_ptr<ports::CardSignature> Switches::terminal(std::unique_ptr<ports::CardSignature> signature) {
    return std::make_unique<SwitchedSignature>(std::move(signature), terminal_);
}

Switches::KeepSetting Switches::settings(KeepSetting keep) {
    return [this, keep = std::move(keep)](flow::Setting setting, int value) -> base::Result<void> {
        if (settings_.fails()) return base::fail(base::ErrorCode::file_unreadable, "switched off");
        return keep(setting, value);
    };
}

}  // namespace uketsuke::sim
