// SPDX-License-Identifier: Apache-2.0
#include "client.hpp"

#include <fmt/format.h>
#include <openssl/rand.h>

#include <array>
#include <cstdlib>
#include <optional>
#include <utility>

#include "firmware/base/log.hpp"
#include "judge_answer.hpp"
#include "service_messages.hpp"

namespace uketsuke::eligibility {
namespace {

using base::ErrorCode;

std::string random_id() {
    std::array<std::uint8_t, 16> bytes{};
    if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) std::abort();
    return base::to_hex(bytes);
}

/// The body of what may be taken.
base::Result<WipedText> taken(http::Response& answer, const wire::Envelope& envelope) {
    if (answer.status == 200) return std::move(answer.body);
    // Whatever else stands there, a result among it, was not meant to be taken.
    auto error = wire::read_refusal(answer.body, envelope);
    const auto by_status = http::error_of(answer.status);
    const bool refused = error.code != ErrorCode::service_garbled &&
                         (answer.status < 500 || error.code == ErrorCode::service_maintenance);
    if (!refused) return base::fail(by_status);
    error.detail += fmt::format(" ({})", by_status.detail);
    return base::fail(std::move(error));
}

/// One request, once: the body of its answer.
base::Result<WipedText> ask(Line& line, std::string_view path, const wire::Envelope& envelope, const std::string& key,
                            const WipedText& request) {
    auto answer = line.post(path, key, request);
    if (!answer) return base::fail(answer.error());
    return taken(*answer, envelope);
}

/// Nobody knows whether the service acted.
bool was_lost(const base::Error& error) {
    return error.code == ErrorCode::service_timeout || error.code == ErrorCode::service_unreachable ||
           error.code == ErrorCode::service_garbled || error.code == ErrorCode::service_mismatch;
}

class ClientVisit : public ports::EligibilityVisit {
public:
    ClientVisit(std::shared_ptr<Line> line, const ports::Clock& clock, std::string facility_code,
                std::shared_ptr<const ResultFile> file, ports::ReceptionNumbers* numbers)
        : line_(std::move(line)),
          clock_(clock),
          facility_code_(std::move(facility_code)),
          file_(std::move(file)),
          numbers_(numbers),
          id_(random_id()) {}
    ~ClientVisit() override { forget_holder(); }

    base::Result<domain::Nonce> challenge() override {
        const auto envelope = next();
        nonce_.reset();
        const auto body =
            ask(*line_, wire::kChallengePath, envelope, envelope.request_id, wire::challenge_request(envelope));
        if (!body) return base::fail(body.error());
        auto nonce = wire::read_challenge_answer(*body, envelope);
        if (nonce) nonce_ = *nonce;
        return nonce;
    }

    base::Result<domain::Authentication> authenticate(const domain::Assertion& assertion) override {
        if (!nonce_) return base::fail(ErrorCode::internal, "authenticate without a fresh challenge");
        who_.reset();
        register_key_ = random_id();
        const auto envelope = next();
        const auto nonce = *std::exchange(nonce_, std::nullopt);
        return identify(wire::kAuthenticatePath, envelope, envelope.request_id,
                        wire::authenticate_request(envelope, nonce, assertion));
    }

    base::Result<domain::Authentication> register_use() override {
        if (!who_) return base::fail(ErrorCode::internal, "registering without authentication");
        const auto envelope = next();
        return identify(wire::kRegisterPath, envelope, register_key_, wire::register_request(envelope));
    }

    void hold_against(const domain::HolderProof& holder) override { holder_ = holder; }

    base::Result<domain::Eligibility> confirm(const domain::Choices& choices) override {
        if (!who_) return base::fail(ErrorCode::internal, "confirm without authentication");
        if (!may_carry(*who_, choices.consents))
            return base::fail(ErrorCode::internal, "consents that were not asked for");
        const auto envelope = next();
        const auto body = ask(*line_, wire::kConfirmPath, envelope, key_for(choices),
                              wire::confirm_request(envelope, {facility_code_, choices}));
        if (!body) return base::fail(body.error());
        const auto document = wire::read_confirm_answer(*body, envelope);
        if (!document) return base::fail(document.error());
        return in_form(numbered(judge_answer(
            *document, {id_, facility_code_, *who_, choices, clock_.wall(), holder_ ? &*holder_ : nullptr})));
    }

private:
    [[nodiscard]] base::Result<domain::Eligibility> numbered(base::Result<domain::Eligibility> judged) const {
        if (numbers_ == nullptr || !judged || !counts(judged->answer.validity)) return judged;
        auto number = numbers_->number_for(judged->person);
        if (number)
            judged->answer.number = std::move(*number);
        else
            base::warn("eligibility", "no reception number: {}", number.error().detail);
        return judged;
    }

    /// As the clinic's program wants its file.
    [[nodiscard]] base::Result<domain::Eligibility> in_form(base::Result<domain::Eligibility> judged) const {
        if (!judged || !file_) return judged;
        auto bytes = file_->bytes(judged->document, {id_, judged->answer.number});
        if (!bytes) return base::fail(bytes.error());
        judged->document = std::move(*bytes);
        return judged;
    }

    void forget_holder() {
        if (holder_) base::wipe(&*holder_, sizeof *holder_);
        holder_.reset();
    }

    wire::Envelope next() { return {fmt::format("{}-{}", id_, ++requests_), id_}; }

    /// A request whose answer says who it is and what is to be asked.
    base::Result<domain::Authentication> identify(std::string_view path, const wire::Envelope& envelope,
                                                  const std::string& key, const WipedText& request) {
        const auto body = ask(*line_, path, envelope, key, request);
        if (!body) return base::fail(body.error());
        auto answer = wire::read_authenticate_answer(*body, envelope);
        if (answer) who_ = *answer;
        return answer;
    }

    /// The same for a repeat of the same answers, another for other answers: that is a new decision of the patient.
    const std::string& key_for(const domain::Choices& choices) {
        if (key_.empty() || !(choices == key_choices_)) key_ = random_id();
        key_choices_ = choices;
        return key_;
    }

    const std::shared_ptr<Line> line_;
    const ports::Clock& clock_;
    const std::string facility_code_;
    const std::shared_ptr<const ResultFile> file_;
    ports::ReceptionNumbers* const numbers_;
    const std::string id_;
    int requests_ = 0;
    std::optional<domain::Nonce> nonce_;
    std::optional<domain::Authentication> who_;
    std::optional<domain::HolderProof> holder_;
    std::string register_key_, key_;
    domain::Choices key_choices_;
};

}  // namespace

Client::Client(std::shared_ptr<Line> line, const ports::Clock& clock, std::string facility_code,
               std::shared_ptr<const ResultFile> file, ports::ReceptionNumbers* numbers)
    : line_(std::move(line)),
      clock_(clock),
      facility_code_(std::move(facility_code)),
      file_(std::move(file)),
      numbers_(numbers) {}

std::unique_ptr<ports::EligibilityVisit> Client::begin() {
    return std::make_unique<ClientVisit>(line_, clock_, facility_code_, file_, numbers_);
}

/// Asked once more under the same key where the answer was lost: the service acts once.
base::Result<void> Client::register_number(const OqsNumber& number) {
    const auto id = random_id();
    const wire::Envelope envelope{id, id};
    const auto request = wire::number_request(envelope, {facility_code_, number});
    const auto once = [&]() -> base::Result<void> {
        const auto body = ask(*line_, wire::kNumberPath, envelope, id, request);
        if (!body) return base::fail(body.error());
        return wire::read_number_answer(*body, envelope);
    };
    auto answer = once();
    return !answer && was_lost(answer.error()) ? once() : answer;
}

base::Result<void> Client::probe() {
    const auto id = random_id();
    const wire::Envelope envelope{id, id};
    auto answer = line_->post(wire::kHealthPath, id, wire::health_request(envelope));
    if (!answer) return base::fail(answer.error());
    constexpr long kNotFound = 404;  // a service of before this question was one; it is there
    if (answer->status == kNotFound) return {};
    const auto body = taken(*answer, envelope);
    if (!body) return base::fail(body.error());
    return wire::read_health_answer(*body, envelope);
}

}  // namespace uketsuke::eligibility
