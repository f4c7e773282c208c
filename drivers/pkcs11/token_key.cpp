// SPDX-License-Identifier: Apache-2.0
#define OPENSSL_SUPPRESS_DEPRECATED  // OpenSSL 3.0 calls engines old; Debian 12 has no provider for PKCS#11
#include "token_key.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <openssl/crypto.h>
#include <openssl/engine.h>
#include <openssl/err.h>
#include <openssl/ui.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <string_view>
#include <utility>

#include "firmware/base/bytes.hpp"
#include "firmware/base/descriptor.hpp"

namespace uketsuke::drivers::pkcs11 {
namespace {

using base::ErrorCode;

constexpr std::size_t kLongestPin = 255;

base::Unexpected<base::Error> unreadable(const std::filesystem::path& file, std::string_view why) {
    return base::fail(ErrorCode::file_unreadable, fmt::format("{}: {}", file.string(), why));
}

/// With a zero behind it, as C wants it; one line end does not count.
base::Result<base::Bytes> read_pin(const std::filesystem::path& file) {
    const base::Descriptor in(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    struct stat status {};
    if (!in || ::fstat(in.get(), &status) != 0) return unreadable(file, std::strerror(errno));
    if (!S_ISREG(status.st_mode)) return unreadable(file, "is no file");
    if ((status.st_mode & 0077U) != 0)
        return unreadable(file, fmt::format("has mode {:04o}: others than its owner can read the PIN; chmod 0400",
                                            status.st_mode & 07777U));
    base::Bytes pin(kLongestPin + 2);
    const auto size = ::read(in.get(), pin.data(), pin.size());
    if (size < 0) return unreadable(file, std::strerror(errno));
    pin.resize(static_cast<std::size_t>(size));
    if (!pin.empty() && pin.back() == '\n') pin.pop_back();
    if (pin.empty() || pin.size() > kLongestPin) return unreadable(file, "holds no PIN of 1 to 255 characters");
    pin.push_back(0);
    return pin;
}

/// What the token or the engine said, oldest first; empties OpenSSL's list.
struct Complaint {
    bool pin_refused = false;
    std::string words;
};
Complaint take_complaint() {
    constexpr int kFirstOfPin = 0xa0, kLastOfPin = 0xa4;  // PKCS#11: CKR_PIN_INCORRECT … CKR_PIN_LOCKED
    Complaint complaint;
    while (const auto error = ERR_get_error()) {
        const char* library = ERR_lib_error_string(error);
        const char* reason = ERR_reason_error_string(error);
        const int code = ERR_GET_REASON(error);
        const bool of_token = library != nullptr && std::string_view(library) == "PKCS#11 module";
        complaint.pin_refused |= of_token && code >= kFirstOfPin && code <= kLastOfPin;
        if (complaint.words.empty()) complaint.words = reason != nullptr ? reason : "no reason given";
    }
    return complaint;
}

}  // namespace

/// Initialised; ends with this.
class TokenKey::Engine {
public:
    static std::unique_ptr<Engine> create(const std::filesystem::path& module, const base::Bytes& pin) {
        Loaded engine = load();
        const auto set = [&](const char* what, const char* value) {
            return ENGINE_ctrl_cmd_string(engine.get(), what, value, 0) == 1;
        };
        // Its own words would go to standard error, with the URI.
        if (!engine || !set("QUIET", nullptr) || !set("MODULE_PATH", module.c_str()) ||
            !set("PIN", reinterpret_cast<const char*>(pin.data())) || ENGINE_init(engine.get()) != 1)
            return nullptr;
        return std::unique_ptr<Engine>(new Engine(std::move(engine)));
    }
    ~Engine() { ENGINE_finish(engine_.get()); }
    Engine(const Engine&) = delete;

    /// UI_null: it asks nobody at a console.
    http::PrivateKey key(const std::string& uri) {
        return http::PrivateKey(
            ENGINE_load_private_key(engine_.get(), uri.c_str(), const_cast<UI_METHOD*>(UI_null()), nullptr));
    }

private:
    using Loaded = base::Owned<ENGINE, ENGINE_free>;
    explicit Engine(Loaded engine) : engine_(std::move(engine)) {}

    /// Not into OpenSSL's own list: an engine there keeps module and log-in beyond its end.
    static Loaded load() {
        ENGINE_load_dynamic();
        Loaded engine(ENGINE_by_id("dynamic"));
        const auto set = [&](const char* what, const char* value) {
            return ENGINE_ctrl_cmd_string(engine.get(), what, value, 0) == 1;
        };
        const bool loaded = engine && set("ID", "pkcs11") && set("DIR_LOAD", "2") &&
                            set("DIR_ADD", OPENSSL_info(OPENSSL_INFO_ENGINES_DIR)) && set("LIST_ADD", "0") &&
                            set("LOAD", nullptr);
        return loaded ? std::move(engine) : nullptr;
    }
    const Loaded engine_;
};

TokenKey::TokenKey(Settings settings) : settings_(std::move(settings)) {}
TokenKey::~TokenKey() = default;

base::Result<void> TokenKey::open() {
    struct stat status {};
    if (::stat(settings_.module.c_str(), &status) != 0) return unreadable(settings_.module, std::strerror(errno));
    if (!S_ISREG(status.st_mode)) return unreadable(settings_.module, "is no library");
    const auto pin = read_pin(settings_.pin);
    if (!pin) return base::fail(pin.error());
    engine_ = Engine::create(settings_.module, *pin);
    if (engine_) return {};
    return base::fail(ErrorCode::service_untrusted,
                      fmt::format("OpenSSL has no engine for PKCS#11 ({}): install libengine-pkcs11-openssl",
                                  take_complaint().words));
}

base::Result<http::PrivateKey> TokenKey::load() {
    const std::scoped_lock lock(mutex_);
    if (refused_)
        return base::fail(ErrorCode::service_untrusted,
                          "the token has refused the PIN; it is not tried again before the kiosk is started anew");
    if (!engine_)
        if (auto opened = open(); !opened) return base::fail(opened.error());
    if (auto key = engine_->key(settings_.uri)) return key;
    const auto complaint = take_complaint();
    engine_.reset();  // the next one looks anew for what is plugged in
    refused_ = complaint.pin_refused;
    return base::fail(
        ErrorCode::service_untrusted,
        refused_ ? fmt::format("the token refuses the PIN of {} ({}): tries are counted there, so look before the "
                               "kiosk is started anew",
                               settings_.pin.string(), complaint.words)
                 : fmt::format("no private key for {} ({}): is the token plugged in (pkcs11-tool --list-token-slots), "
                               "and is the key on it (pkcs11-tool --login --list-objects)?",
                               settings_.uri, complaint.words));
}

}  // namespace uketsuke::drivers::pkcs11
