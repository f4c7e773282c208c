// SPDX-License-Identifier: Apache-2.0
#include "switches.hpp"

#include <algorithm>
#include <array>
#include <fstream>

namespace uketsuke::sim {
namespace {

/// "audit off".
class SwitchedJournal : public ports::AuditSink {
public:
    SwitchedJournal(std::unique_ptr<ports::AuditSink> journal, Switch& off) : journal_(std::move(journal)), off_(off) {}
    base::Result<void> append(const domain::AuditRecord& record) override {
        return off_.fires() ? refuse() : journal_->append(record);
    }
    base::Result<void> check() override { return off_.fires() ? refuse() : journal_->check(); }

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
        if (off_.fires()) return base::fail(base::ErrorCode::file_unreadable, "switched off");
        return counters_->write(name, value);
    }
    base::Result<void> write_all(std::span<const Count> counts) override {
        if (off_.fires()) return base::fail(base::ErrorCode::file_unreadable, "switched off");
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
        if (off_.fires()) return base::fail(base::ErrorCode::terminal_authentication_unavailable, "switched off");
        return signature_->sign(session, certificate, nonce);
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
        if (off_.fires()) return base::fail(base::ErrorCode::portrait_undecodable, "switched off");
        return decoder_->decode(jp2);
    }

private:
    std::unique_ptr<ports::PhotoDecoder> decoder_;
    Switch& off_;
};

/// "results off": a file stands where the folder was, so that the real writer really fails.
class SwitchedReception : public ports::ReceptionLink {
public:
    SwitchedReception(std::unique_ptr<ports::ReceptionLink> reception, Switch& off)
        : reception_(std::move(reception)), off_(off) {}
    base::Result<std::string> deliver(const domain::Eligibility& eligibility, const Begin& begin) override {
        auto delivered = reception_->deliver(eligibility, begin);
        if (!delivered) off_.fires();
        return delivered;
    }
    base::Result<void> tell_desk(const domain::DeskNote& note) override { return reception_->tell_desk(note); }
    base::Result<std::vector<domain::DeskNote>> look_after() override { return reception_->look_after(); }

private:
    std::unique_ptr<ports::ReceptionLink> reception_;
    Switch& off_;
};

/// Stands a port behind a switch.
template <class Switched, class Port>
wiring::Around<Port> behind(Switch& off) {
    return [&off](std::unique_ptr<Port> port) { return std::make_unique<Switched>(std::move(port), off); };
}

}  // namespace

const Switches::Named* Switches::named(std::string_view device) {
    static constexpr std::array kNamed{Named{"audit", &Switches::audit_}, Named{"counters", &Switches::counters_},
                                       Named{"decoder", &Switches::decoder_}, Named{"results", &Switches::results_},
                                       Named{"settings", &Switches::settings_},
                                       Named{"terminal", &Switches::terminal_}};
    const auto* found =
        std::find_if(kNamed.begin(), kNamed.end(), [&](const Named& each) { return each.device == device; });
    return found != kNamed.end() ? found : nullptr;
}

bool Switches::set(std::string_view device, bool on) {
    const auto* known = named(device);
    if (known == nullptr) return false;
    (this->*known->off).set(on);
    if (device == "results") take_results_away(on);
    return true;
}

int Switches::fired(std::string_view device) const {
    const auto* known = named(device);
    return known != nullptr ? (this->*known->off).fired() : 0;
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
            behind<SwitchedReception, ports::ReceptionLink>(results_),
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
        if (settings_.fires()) return base::fail(base::ErrorCode::file_unreadable, "switched off");
        return keep(setting, value);
    };
}

}  // namespace uketsuke::sim
