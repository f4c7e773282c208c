// SPDX-License-Identifier: Apache-2.0
#include "canary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "sim/card/card_contents.hpp"
#include "volunteer.hpp"

namespace uketsuke::test {
namespace {

constexpr std::size_t kWindow = 12;  ///< six bytes in hex, nine in base64, twelve as they are

std::string upper(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::toupper(c); });
    return text;
}

std::string base64(base::ByteView bytes) {
    constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    for (std::size_t i = 0; i + 2 < bytes.size(); i += 3) {
        const auto group = std::uint32_t{bytes[i]} << 16 | std::uint32_t{bytes[i + 1]} << 8 | bytes[i + 2];
        for (const int shift : {18, 12, 6, 0}) text += kDigits[group >> shift & 63];
    }
    return text;
}

/// Without what people put between hex digits.
std::string joined(const std::string& text) {
    std::string out;
    for (const char c : text)
        if (c != ' ' && c != ':' && c != '\n') out += c;
    return out;
}

std::vector<std::string> tokens_of(const std::string& text) {
    std::vector<std::string> all(1);
    for (const char c : text) {
        const bool part = std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '.' || (c & 0x80) != 0;
        if (part)
            all.back() += c;
        else if (!all.back().empty())
            all.emplace_back();
    }
    return all;
}

std::string dashed(base::Date date) { return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day); }

void add_words(const sim::Person& person, std::vector<std::string>& texts) {
    for (const auto& text :
         {person.name, person.name_kana, person.address, person.postcode, person.other_name,
          person.insurance.insurer_name, person.insurance.insurer_number, person.insurance.insured_name,
          person.number_b(), person.birth_digits(), person.reference_number, base::to_yyyymmdd(person.birth),
          dashed(person.birth), dashed(person.certificate_until), base::to_yyyymmdd(person.certificate_until),
          base::to_yyyymmdd(person.card_expires), dashed(person.card_expires)})
        if (text.size() > 5) texts.push_back(text);
    const auto blank = person.name.find("　");
    if (blank != person.name.npos) texts.push_back(person.name.substr(0, blank));
}

}  // namespace

Canary::Canary(const sim::Person& person, base::ByteView photo) {
    add_words(person, texts_);
    for (const auto& token : {person.pin, person.security_code})
        if (token.size() > 3) tokens_.push_back(token);
    const auto keys = sim::CardKeys::load(pki(), person).value();
    for (const auto& application : sim::card_contents(person, pki(), keys, photo))
        for (const auto& [number, file] : application.files) {
            add(file.content);
            add(file.long_form);
            if (file.pin) add(file.pin->value);
        }
    add(keys.auth.public_bytes());
    add(keys.card_front.public_bytes());
    add(photo);
}

void Canary::add(base::ByteView bytes) {
    const auto put = [&](const std::string& text) {
        for (std::size_t at = 0; at + kWindow <= text.size(); ++at) windows_.insert(text.substr(at, kWindow));
        if (text.size() > 60) samples_.push_back(text.substr(20, 30));
    };
    put({bytes.begin(), bytes.end()});
    put(base::to_hex(bytes));
    put(upper(base::to_hex(bytes)));
    for (std::size_t from = 0; from < std::min<std::size_t>(3, bytes.size()); ++from) put(base64(bytes.subspan(from)));
}

std::string Canary::found_in(const std::string& text) const {
    for (const auto& one : texts_)
        if (text.find(one) != text.npos) return one;
    const auto tokens = tokens_of(text);
    for (const auto& one : tokens_)
        if (std::find(tokens.begin(), tokens.end(), one) != tokens.end()) return "the token " + one;
    for (const auto& form : {text, joined(text)})
        for (std::size_t at = 0; at + kWindow <= form.size(); ++at)
            if (windows_.count(form.substr(at, kWindow)) != 0) return "bytes: " + form.substr(at, kWindow);
    return {};
}

std::vector<std::string> Canary::samples() const {
    auto all = samples_;
    all.insert(all.end(), texts_.begin(), texts_.end());
    for (const auto& token : tokens_) all.push_back("[" + token + "]");
    return all;
}

}  // namespace uketsuke::test
