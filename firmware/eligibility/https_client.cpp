// SPDX-License-Identifier: Apache-2.0
#include "https_client.hpp"

#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/rand.h>
#include <openssl/ssl.h>

#include <unistd.h>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <utility>

#include "curl_memory.hpp"
#include "https_post.hpp"
#include "judge_answer.hpp"
#include "wire.hpp"

namespace uketsuke::eligibility {
namespace {

using base::ErrorCode;

std::string random_id() {
    std::array<std::uint8_t, 16> bytes{};
    if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) std::abort();
    return base::to_hex(bytes);
}

/// A key that asks for a password would stop a kiosk at the console.
int no_password(char*, int, int, void*) { return -1; }

/// The same files as curl will load, once at the start: a wrong one is found before a patient stands there.
base::Result<void> check_files(const ServiceAccess& access) {
    const std::unique_ptr<SSL_CTX, void (*)(SSL_CTX*)> context(SSL_CTX_new(TLS_client_method()), SSL_CTX_free);
    if (!context) return base::fail(ErrorCode::internal, "SSL_CTX_new");
    SSL_CTX_set_default_passwd_cb(context.get(), no_password);
    const auto complain = [](const std::filesystem::path& file, std::string_view what) {
        ERR_clear_error();
        return base::fail(ErrorCode::file_unreadable, fmt::format("{} {}", file.string(), what));
    };
    if (SSL_CTX_load_verify_file(context.get(), access.ca.c_str()) != 1)
        return complain(access.ca, "has no CA certificate in PEM");
    if (SSL_CTX_use_certificate_chain_file(context.get(), access.certificate.c_str()) != 1)
        return complain(access.certificate, "has no certificate in PEM");
    if (SSL_CTX_use_PrivateKey_file(context.get(), access.key.c_str(), SSL_FILETYPE_PEM) != 1)
        return complain(access.key, fmt::format("has no private key (PEM, no password) that belongs to {}",
                                                access.certificate.string()));
    return {};
}

class Visit : public ports::EligibilityVisit {
public:
    Visit(std::shared_ptr<const ServiceAccess> access, const ports::Clock& clock)
        : access_(std::move(access)), clock_(clock), id_(random_id()) {}

    base::Result<domain::Nonce> challenge() override {
        const auto envelope = next();
        nonce_.reset();
        const auto body = ask(wire::kChallengePath, envelope, envelope.request_id, wire::challenge_question(envelope));
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
                        wire::authenticate_question(envelope, nonce, assertion));
    }

    base::Result<domain::Authentication> register_use() override {
        if (!who_) return base::fail(ErrorCode::internal, "registering without authentication");
        const auto envelope = next();
        return identify(wire::kRegisterPath, envelope, register_key_, wire::register_question(envelope));
    }

    base::Result<domain::Eligibility> confirm(const domain::Choices& choices) override {
        if (!who_) return base::fail(ErrorCode::internal, "confirm without authentication");
        if (!may_carry(*who_, choices.consents))
            return base::fail(ErrorCode::internal, "consents that were not asked for");
        const auto envelope = next();
        const auto body = ask(wire::kConfirmPath, envelope, key_for(choices),
                              wire::confirm_question(envelope, {access_->facility_code, choices}));
        if (!body) return base::fail(body.error());
        const auto document = wire::read_confirm_answer(*body, envelope);
        if (!document) return base::fail(document.error());
        return judge_answer(*document, {id_, access_->facility_code, *who_, choices, clock_.wall()});
    }

private:
    wire::Envelope next() { return {fmt::format("{}-{}", id_, ++requests_), id_}; }

    /// A question whose answer says who it is and what is to be asked.
    base::Result<domain::Authentication> identify(std::string_view path, const wire::Envelope& envelope,
                                                  const std::string& key, const WipedText& question) {
        const auto body = ask(path, envelope, key, question);
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

    base::Result<WipedText> ask(std::string_view path, const wire::Envelope& envelope, const std::string& key,
                                const WipedText& question) {
        auto answer = https_post(*access_, clock_.wall(), path, key, question);
        if (!answer) return base::fail(answer.error());
        if (answer->status == 200) return std::move(answer->body);
        // Whatever else stands there, a result among it, was not meant to be taken.
        auto error = wire::read_refusal(answer->body, envelope);
        if (answer->status >= 500 && error.code != ErrorCode::service_maintenance)
            return base::fail(ErrorCode::service_unreachable, fmt::format("HTTP {}", answer->status));
        error.detail += fmt::format(" (HTTP {})", answer->status);
        return base::fail(std::move(error));
    }

    const std::shared_ptr<const ServiceAccess> access_;
    const ports::Clock& clock_;
    const std::string id_;
    int requests_ = 0;
    std::optional<domain::Nonce> nonce_;
    std::optional<domain::Authentication> who_;
    std::string register_key_, key_;
    domain::Choices key_choices_;
};

}  // namespace

HttpsEligibilityClient::HttpsEligibilityClient(ServiceAccess access, const ports::Clock& clock)
    : access_(std::make_shared<const ServiceAccess>(std::move(access))), clock_(clock) {}

base::Result<std::unique_ptr<HttpsEligibilityClient>> HttpsEligibilityClient::create(ServiceAccess access,
                                                                                     const ports::Clock& clock) {
    if (!start_curl()) return base::fail(ErrorCode::internal, "curl_global_init");
    if (!access.url.starts_with("https://"))
        return base::fail(ErrorCode::config_invalid, fmt::format("'{}' does not begin with https://", access.url));
    for (const auto& file : {access.ca, access.certificate, access.key})
        if (::access(file.c_str(), R_OK) != 0)
            return base::fail(ErrorCode::file_unreadable, fmt::format("{}: {}", file.string(), std::strerror(errno)));
    if (auto good = check_files(access); !good) return base::fail(good.error());
    return std::unique_ptr<HttpsEligibilityClient>(new HttpsEligibilityClient(std::move(access), clock));
}

std::unique_ptr<ports::EligibilityVisit> HttpsEligibilityClient::begin() {
    return std::make_unique<Visit>(access_, clock_);
}

}  // namespace uketsuke::eligibility
