// SPDX-License-Identifier: Apache-2.0
// Documents in Shift_JIS as Windows means it (CP932): what clinics' programs have used since before UTF-8. By glibc's
// iconv, whose own buffers only the product's heap wipes. Internal to eligibility.
#pragma once

#include <memory>
#include <string_view>

#include "firmware/base/error.hpp"
#include "firmware/base/wiped_text.hpp"

namespace uketsuke::eligibility {

/// The encoding that an XML declaration names, as it stands there; empty: none.
std::string_view declared_encoding(std::string_view document);
/// One of the names under which CP932 goes.
bool names_shift_jis(std::string_view encoding);

/// In UTF-8. Errors: service_garbled with the byte, internal where this system has no CP932.
base::Result<base::WipedText> from_shift_jis(std::string_view text);

/// The other way, opened once for many texts. Thread-bound.
class ToShiftJis {
public:
    /// Errors: internal (this system has no CP932).
    static base::Result<std::unique_ptr<ToShiftJis>> open();
    ~ToShiftJis();
    ToShiftJis(const ToShiftJis&) = delete;
    ToShiftJis& operator=(const ToShiftJis&) = delete;

    /// Of XML in UTF-8 with ASCII names: a letter that CP932 does not have stands there as a reference ("&#x9AD9;"),
    /// which every XML parser reads as that letter. Nothing of the text is left in iconv's buffers. Errors: internal
    /// (no UTF-8).
    base::Result<base::WipedText> convert(std::string_view xml);

private:
    class Converter;
    explicit ToShiftJis(std::unique_ptr<Converter> converter);
    base::Result<base::WipedText> converted(std::string_view xml);
    const std::unique_ptr<Converter> converter_;
};

}  // namespace uketsuke::eligibility
