// SPDX-License-Identifier: Apache-2.0
// How the words of wire.hpp stand in JSON: the objects, which are wiped when they are dropped, and the names of the
// values. Only for those who read or write bodies: the client here, and the simulated service (sim/eligibility).
#pragma once

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "firmware/base/words.hpp"
#include "service_messages.hpp"

namespace uketsuke::eligibility::wire {

using Json = nlohmann::basic_json<std::map, std::vector, WipedText, bool, std::int64_t, std::uint64_t, double,
                                  base::WipingAllocator>;

/// Discarded (no object, no list, nothing) where it is no JSON, or an object tells a key twice: of which of the two a
/// reader would take the last one, and another the first.
inline Json parsed(std::string_view text) {
    std::vector<std::set<WipedText>> keys;  // of the objects that are open
    bool twice = false;
    const auto look = [&](int, Json::parse_event_t event, const Json& read) {
        if (event == Json::parse_event_t::object_start) keys.emplace_back();
        if (event == Json::parse_event_t::object_end) keys.pop_back();
        if (event == Json::parse_event_t::key)
            twice = !keys.back().insert(read.get_ref<const WipedText&>()).second || twice;
        return true;
    };
    auto json = Json::parse(text, look, false);
    return twice ? Json(Json::value_t::discarded) : json;
}

inline constexpr base::Words<domain::CertificateState> kStates({
    {domain::CertificateState::valid, "valid"},
    {domain::CertificateState::in_grace, "in_grace"},
    {domain::CertificateState::expired, "expired"},
    {domain::CertificateState::revoked, "revoked"},
});
inline constexpr base::Words<domain::Assertion::Way> kWays({
    {domain::Assertion::Way::pin, "pin"},
    {domain::Assertion::Way::simulated_terminal, "simulated_terminal"},
    {domain::Assertion::Way::phone, "phone"},
});
inline constexpr base::Words<domain::Registration> kRegistrations({
    {domain::Registration::registered, "registered"},
    {domain::Registration::none, "none"},
    {domain::Registration::cancelled, "cancelled"},
    {domain::Registration::ending, "ending"},
});
inline constexpr base::Words<domain::ConsentState> kConsentStates({
    {domain::ConsentState::none, "none"},
    {domain::ConsentState::given, "given"},
    {domain::ConsentState::expired, "expired"},
    {domain::ConsentState::difficult, "difficult"},
});
/// Refusals that mean more than "no".
inline constexpr std::array<std::pair<base::ErrorCode, std::string_view>, 2> kRefusals{{
    {base::ErrorCode::service_maintenance, "maintenance"},
    {base::ErrorCode::certificate_unconfirmed, "certificate_unconfirmed"},
}};

/// Whether to ask, where the service says it: "ask_" and the question's name.
inline WipedText ask_key(const domain::QuestionRow& row) { return "ask_" + WipedText(row.wire); }

/// Reads typed fields of one object and remembers whether anything was wrong.
class Fields {
public:
    explicit Fields(std::string_view json) : Fields(parsed(json)) {}
    explicit Fields(Json object) : object_(std::move(object)) { ok_ = object_.is_object(); }

    [[nodiscard]] bool ok() const { return ok_; }
    /// Something within it was wrong.
    void spoil() { ok_ = false; }
    [[nodiscard]] bool has(const char* key) const { return ok_ && object_.contains(key); }

    template <class T>
    T get(const char* key, bool (Json::*is)() const noexcept) {
        if (!has(key) || !(object_[key].*is)()) return bad<T>();
        return object_[key].get<T>();
    }
    /// Valid as long as the fields are.
    std::string_view text(const char* key) {
        if (!has(key) || !object_[key].is_string()) return bad<std::string_view>();
        return object_[key].get_ref<const WipedText&>();
    }
    Envelope envelope() { return {std::string(text("request_id")), std::string(text("visit"))}; }
    bool flag(const char* key) { return get<bool>(key, &Json::is_boolean); }
    base::Date date(const char* key) {
        const auto date = base::parse_date(text(key));
        return date ? *date : bad<base::Date>();
    }
    /// The elements of a list, each as `take` makes it.
    template <class T>
    std::vector<T> list(const char* key, std::size_t most, T (*take)(const Json&, bool& ok)) {
        if (!has(key) || !object_[key].is_array() || object_[key].size() > most) return bad<std::vector<T>>();
        std::vector<T> values;
        for (const auto& element : object_[key]) values.push_back(take(element, ok_));
        return values;
    }
    base::Bytes bytes(const char* key) {
        auto bytes = base::from_hex(text(key));
        return bytes ? std::move(*bytes) : bad<base::Bytes>();
    }
    domain::Nonce nonce() {
        const auto read = bytes("nonce");
        domain::Nonce nonce{};
        if (read.size() != nonce.size()) return bad<domain::Nonce>();
        std::copy(read.begin(), read.end(), nonce.begin());
        return nonce;
    }
    template <class E>
    E word(const char* key, const base::Words<E>& words) {
        const auto value = words.value_of(text(key));
        return value ? *value : bad<E>();
    }

private:
    template <class T>
    T bad() {
        ok_ = false;
        return T{};
    }
    Json object_;
    bool ok_ = true;
};

inline Json open(const Envelope& envelope) { return {{"request_id", envelope.request_id}, {"visit", envelope.visit}}; }

inline base::Unexpected<base::Error> garbled() {
    return base::fail(base::ErrorCode::service_garbled, "a field is missing or wrong");
}

template <class T>
base::Result<T> finish(const Fields& fields, T value) {
    if (!fields.ok()) return garbled();
    return value;
}

}  // namespace uketsuke::eligibility::wire
