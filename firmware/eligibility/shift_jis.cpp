// SPDX-License-Identifier: Apache-2.0
#include "shift_jis.hpp"

#include <fmt/format.h>
#include <iconv.h>

#include <array>
#include <cerrno>
#include <memory>

#include "firmware/base/utf8.hpp"

namespace uketsuke::eligibility {
namespace {

using base::ErrorCode;
using base::WipedText;

constexpr const char* kCp932 = "CP932";
constexpr const char* kUtf8 = "UTF-8";

class Iconv {
public:
    Iconv(const char* to, const char* from) : handle_(::iconv_open(to, from)) {}
    ~Iconv() {
        if (*this) ::iconv_close(handle_);
    }
    Iconv(const Iconv&) = delete;
    Iconv& operator=(const Iconv&) = delete;
    explicit operator bool() const { return handle_ != reinterpret_cast<iconv_t>(-1); }

    /// Takes off `text` what can be converted and appends it. False: `text` now begins with what cannot.
    bool convert(std::string_view& text, WipedText& out) {
        std::array<char, 4096> some{};
        while (!text.empty()) {
            auto* from = const_cast<char*>(text.data());  // iconv's signature; it does not write there
            auto left = text.size();
            auto* to = some.data();
            auto room = some.size();
            const auto done = ::iconv(handle_, &from, &left, &to, &room);
            const bool full = done == static_cast<std::size_t>(-1) && errno == E2BIG;
            out.append(some.data(), some.size() - room);
            text.remove_prefix(text.size() - left);
            if (done == static_cast<std::size_t>(-1) && !full) break;
        }
        ::explicit_bzero(some.data(), some.size());
        return text.empty();
    }

private:
    iconv_t handle_;
};

/// CP932 does not have them; glibc writes others that look alike (¥ as a backslash), which would be another text.
constexpr std::u32string_view kWrittenAsOthers = U"\u00A5\u203E\u2014\u2016\u2212\u301C\u00A2\u00A3\u00AC";

void put_reference(char32_t letter, WipedText& out) {
    out += fmt::format("&#x{:X};", static_cast<std::uint32_t>(letter));
}

/// Of good UTF-8.
void put(Iconv& convert, std::string_view text, WipedText& out) {
    while (!convert.convert(text, out))
        if (const auto letter = base::take_letter(text)) put_reference(*letter, out);
}

base::Unexpected<base::Error> no_cp932() { return base::fail(ErrorCode::internal, "this system has no CP932"); }

}  // namespace

std::string_view declared_encoding(std::string_view document) {
    if (!document.starts_with("<?xml")) return {};
    const auto declaration = document.substr(0, document.find("?>"));
    auto at = declaration.find("encoding");
    if (at == std::string_view::npos) return {};
    const auto quote = declaration.find_first_of("\"'", at);
    if (quote == std::string_view::npos) return {};
    const auto end = declaration.find(declaration[quote], quote + 1);
    return end == std::string_view::npos ? std::string_view() : declaration.substr(quote + 1, end - quote - 1);
}

bool names_shift_jis(std::string_view encoding) {
    std::string name(encoding);
    for (auto& c : name) c = c == '-' ? '_' : c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return name == "SHIFT_JIS" || name == "WINDOWS_31J" || name == "CP932" || name == "MS932";
}

base::Result<WipedText> from_shift_jis(std::string_view text) {
    Iconv convert(kUtf8, kCp932);
    if (!convert) return no_cp932();
    WipedText out;
    out.reserve(2 * text.size());
    auto rest = text;
    if (convert.convert(rest, out)) return out;
    return base::fail(ErrorCode::service_garbled, fmt::format("no Shift_JIS at byte {}", text.size() - rest.size()));
}

class ToShiftJis::Converter : public Iconv {
    using Iconv::Iconv;
};

ToShiftJis::ToShiftJis(std::unique_ptr<Converter> converter) : converter_(std::move(converter)) {}
ToShiftJis::~ToShiftJis() = default;

base::Result<std::unique_ptr<ToShiftJis>> ToShiftJis::open() {
    auto converter = std::make_unique<Converter>(kCp932, kUtf8);
    if (!*converter) return no_cp932();
    return std::unique_ptr<ToShiftJis>(new ToShiftJis(std::move(converter)));
}

base::Result<WipedText> ToShiftJis::convert(std::string_view xml) {
    auto out = converted(xml);
    // glibc keeps the letters between its two steps in a buffer for 8160 of them, which lives as long as the handle.
    static const std::string blanks(10'000, ' ');
    WipedText nothing;
    std::string_view over = blanks;
    converter_->convert(over, nothing);
    return out;
}

base::Result<WipedText> ToShiftJis::converted(std::string_view xml) {
    WipedText out;
    out.reserve(xml.size());
    auto rest = xml;
    std::size_t begun = 0;  // of what is not written yet
    while (!rest.empty()) {
        const auto at = xml.size() - rest.size();
        const auto letter = base::take_letter(rest);
        if (!letter) return base::fail(ErrorCode::internal, "no UTF-8");
        if (kWrittenAsOthers.find(*letter) == std::u32string_view::npos) continue;
        put(*converter_, xml.substr(begun, at - begun), out);
        put_reference(*letter, out);
        begun = xml.size() - rest.size();
    }
    put(*converter_, xml.substr(begun), out);
    return out;
}

}  // namespace uketsuke::eligibility
