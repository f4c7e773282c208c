// SPDX-License-Identifier: Apache-2.0
#include "journal_line.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "firmware/base/bytes.hpp"
#include "firmware/domain/questions.hpp"
#include "journal.hpp"

namespace uketsuke::audit {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kLongestWord = 80;  ///< the name of a result has 68
constexpr std::string_view kWordCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.,_-";
constexpr std::string_view kHashKey = R"(,"hash":")";
constexpr std::string_view kSignatureKey = R"(,"sig":")";
constexpr std::size_t kSignatureTail = kSignatureKey.size() + 128 + 2;  // ,"sig":"…"}
constexpr std::size_t kHashTail = kHashKey.size() + 64 + 2;             // ,"hash":"…"}

bool is_word(std::string_view text) {
    return text.size() <= kLongestWord && text.find_first_not_of(kWordCharacters) == std::string_view::npos;
}

std::string sha256(std::string_view text) {
    std::array<std::uint8_t, 32> hash{};
    EVP_Digest(text.data(), text.size(), hash.data(), nullptr, EVP_sha256(), nullptr);
    return base::to_hex(hash);
}

template <class T>
bool take(const Json& object, const char* key, T& into) {
    const auto found = object.find(key);
    if (found == object.end()) return false;
    if constexpr (std::is_integral_v<T>) {
        if (!found->is_number_unsigned()) return false;
    } else if (!found->is_string()) {
        return false;
    }
    into = found->template get<T>();
    return true;
}

bool is_field(std::string_view name) {
    const auto of_question = [&](const domain::QuestionRow& row) { return row.journal == name && !name.empty(); };
    return std::ranges::count(kFieldNames, name) != 0 || std::ranges::any_of(domain::kQuestionRows, of_question);
}

}  // namespace

std::string complaint_about(const domain::AuditRecord& record) {
    if (record.event.empty() || !is_word(record.event)) return "event";
    for (const auto& [name, value] : record.fields) {
        if (!is_field(name)) return fmt::format("field '{}' is not in the list", name);
        if (!is_word(value)) return fmt::format("value of '{}' is no word", name);
    }
    return {};
}

std::string print_line(LineFacts& facts, base::WallTime now, const domain::AuditRecord& record) {
    const auto time = record.time == base::WallTime{} ? now : record.time;
    Json fields = Json::object();
    for (const auto& [name, value] : record.fields) fields[std::string(name)] = value;
    const Json line{{"n", facts.number},     {"time", base::to_iso8601(time)}, {"session", facts.session},
                    {"event", record.event}, {"fields", std::move(fields)},    {"prev", facts.prev}};
    auto text = line.dump();
    text.pop_back();
    facts.hash = sha256(text);
    return fmt::format("{}{}{}\"}}", text, kHashKey, facts.hash);
}

std::string with_signature(std::string line, std::string_view signature) {
    line.pop_back();
    return fmt::format("{}{}{}\"}}", line, kSignatureKey, signature);
}

namespace {

/// Takes the signature off the line, if one stands there and it is right in form.
std::string take_signature(std::string& line) {
    if (line.size() <= kSignatureTail) return {};
    const auto tail = std::string_view(line).substr(line.size() - kSignatureTail);
    if (!tail.starts_with(kSignatureKey) || !tail.ends_with("\"}")) return {};
    std::string signature(tail.substr(kSignatureKey.size(), 128));
    if (signature.find_first_not_of("0123456789abcdef") != std::string::npos) return {};
    line.resize(line.size() - kSignatureTail);
    line += '}';
    return signature;
}

}  // namespace

std::optional<LineFacts> read_line(std::string_view text) {
    std::string line(text);
    LineFacts facts;
    facts.signature = take_signature(line);
    if (line.size() <= kHashTail) return std::nullopt;
    const auto body = std::string_view(line).substr(0, line.size() - kHashTail);
    const auto json = Json::parse(line, nullptr, false);
    const bool complete = json.is_object() && take(json, "n", facts.number) && take(json, "session", facts.session) &&
                          take(json, "event", facts.event) && take(json, "prev", facts.prev) &&
                          take(json, "hash", facts.hash);
    const bool right =
        complete && std::string_view(line).substr(body.size()) == fmt::format("{}{}\"}}", kHashKey, sha256(body));
    if (std::string time; right && take(json, "time", time)) facts.time = base::parse_iso8601(time);
    return right ? std::optional{facts} : std::nullopt;
}

}  // namespace uketsuke::audit
