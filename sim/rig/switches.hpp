// SPDX-License-Identifier: Apache-2.0
// Ports behind switches that make them fail and count how often they did.
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>

#include "firmware/ports/card.hpp"
#include "firmware/ports/clinic.hpp"
#include "sim/card/card_faults.hpp"

namespace uketsuke::sim {

/// A fault that is set on one thread and fires on another.
class Switch {
public:
    void set(bool on) {
        const std::scoped_lock lock(mutex_);
        fault_ = {on, 0};
    }
    bool fires() {
        const std::scoped_lock lock(mutex_);
        return fault_.fires();
    }
    [[nodiscard]] int fired() const {
        const std::scoped_lock lock(mutex_);
        return fault_.fired;
    }

private:
    mutable std::mutex mutex_;
    Fault fault_;
};

/// "audit off".
class SwitchedJournal : public ports::AuditSink {
public:
    explicit SwitchedJournal(std::unique_ptr<ports::AuditSink> journal) : journal_(std::move(journal)) {}
    base::Result<void> append(const domain::AuditRecord& record) override {
        return off.fires() ? refuse() : journal_->append(record);
    }
    base::Result<void> check() override { return off.fires() ? refuse() : journal_->check(); }
    Switch off;

private:
    static base::Result<void> refuse() { return base::fail(base::ErrorCode::audit_unwritable, "switched off"); }
    std::unique_ptr<ports::AuditSink> journal_;
};

/// "counters off": nothing can be counted any more.
class SwitchedCounters : public ports::CounterStore {
public:
    explicit SwitchedCounters(std::unique_ptr<ports::CounterStore> counters) : counters_(std::move(counters)) {}
    base::Result<std::uint64_t> read(std::string_view name) override { return counters_->read(name); }
    base::Result<void> write(std::string_view name, std::uint64_t value) override {
        if (off.fires()) return base::fail(base::ErrorCode::file_unreadable, "switched off");
        return counters_->write(name, value);
    }
    Switch off;

private:
    std::unique_ptr<ports::CounterStore> counters_;
};

/// "terminal off".
class SwitchedSignature : public ports::CardSignature {
public:
    explicit SwitchedSignature(std::unique_ptr<ports::CardSignature> signature) : signature_(std::move(signature)) {}
    [[nodiscard]] bool available() const override { return signature_->available(); }
    base::Result<domain::Assertion> sign(ports::CardSession& session, base::ByteView certificate,
                                         const domain::Nonce& nonce) override {
        if (off.fires()) return base::fail(base::ErrorCode::terminal_authentication_unavailable, "switched off");
        return signature_->sign(session, certificate, nonce);
    }
    Switch off;

private:
    std::unique_ptr<ports::CardSignature> signature_;
};

/// "decoder off": the program died.
class SwitchedDecoder : public ports::PhotoDecoder {
public:
    explicit SwitchedDecoder(std::unique_ptr<ports::PhotoDecoder> decoder) : decoder_(std::move(decoder)) {}
    base::Result<domain::Image> decode(base::ByteView jp2) override {
        if (off.fires()) return base::fail(base::ErrorCode::portrait_undecodable, "switched off");
        return decoder_->decode(jp2);
    }
    Switch off;

private:
    std::unique_ptr<ports::PhotoDecoder> decoder_;
};

/// "results off": a file stands where the folder was, so that the real writer really fails.
class SwitchedReception : public ports::ReceptionLink {
public:
    SwitchedReception(std::unique_ptr<ports::ReceptionLink> reception, std::filesystem::path folder)
        : reception_(std::move(reception)), folder_(std::move(folder)) {}
    base::Result<void> deliver(const domain::Eligibility& eligibility) override {
        auto delivered = reception_->deliver(eligibility);
        if (!delivered) off_.fires();
        return delivered;
    }
    base::Result<void> tell_desk(const domain::DeskNote& note) override { return reception_->tell_desk(note); }
    void set_off(bool off);
    [[nodiscard]] int fired() const { return off_.fired(); }

private:
    std::unique_ptr<ports::ReceptionLink> reception_;
    std::filesystem::path folder_;
    bool is_off_ = false;
    Switch off_;
};

}  // namespace uketsuke::sim
