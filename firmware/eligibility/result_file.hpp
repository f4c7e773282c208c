// SPDX-License-Identifier: Apache-2.0
// How a document is written into the file that the clinic's computer reads: in the encoding and with the line ends that
// its program wants, and with a name by which the program knows the kiosk and the visit. docs/result_files.md.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "firmware/base/error.hpp"
#include "firmware/base/wiped_text.hpp"

namespace uketsuke::eligibility {

class ToShiftJis;

struct ResultForm {
    bool shift_jis = false;  ///< CP932, as Windows means Shift_JIS; else UTF-8
    bool crlf = false;       ///< line ends of two characters; else line feeds
    /// ArbitraryFileIdentifier: {kiosk}, {visit} and {number} stand for them.
    std::string identifier = "{visit}";
    std::string kiosk;
};

/// By what a program knows a visit.
struct VisitNames {
    std::string_view visit;   ///< 32 hexadecimal digits
    std::string_view number;  ///< 受付番号; empty: it has none
};

/// ArbitraryFileIdentifier of a visit.
std::string identifier_of(const ResultForm& form, const VisitNames& names);

/// Thread-bound to the net lane. What it wrote on the way is wiped.
class ResultFile {
public:
    /// What converts to Shift_JIS is opened here, once. Errors: internal (this system has no CP932).
    static base::Result<std::unique_ptr<ResultFile>> create(ResultForm form);
    ~ResultFile();
    ResultFile(const ResultFile&) = delete;
    ResultFile& operator=(const ResultFile&) = delete;

    /// The bytes of the file, of a document as read_document() gives it. Errors: those of read_document.
    [[nodiscard]] base::Result<base::WipedText> bytes(std::string_view document, const VisitNames& names) const;

private:
    ResultFile(ResultForm form, std::unique_ptr<ToShiftJis> to_shift_jis);
    const ResultForm form_;
    const std::unique_ptr<ToShiftJis> to_shift_jis_;  ///< none for UTF-8
};

}  // namespace uketsuke::eligibility
