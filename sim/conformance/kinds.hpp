// SPDX-License-Identifier: Apache-2.0
// Every kind of file that a kiosk gives to a clinic, made as the product makes it: a document of the service, read,
// judged to be one, and written anew in each form of the settings. People and numbers are invented.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "firmware/eligibility/oqs_document.hpp"

namespace uketsuke::sim {

struct Kind {
    std::string_view file;  ///< name of its sample, docs/result_files/<file>.xml
    const char* name;       ///< in words, for the page
    eligibility::OqsDocument document;
};
std::vector<Kind> kinds();
/// One of them.
Kind kind_of(std::string_view file);

/// What the settings results.encoding and results.line_end make of it.
struct Form {
    const char* name;
    bool shift_jis, crlf;
};
constexpr Form kForms[] = {{"UTF-8, LF", false, false},
                           {"UTF-8, CRLF", false, true},
                           {"Shift_JIS, LF", true, false},
                           {"Shift_JIS, CRLF", true, true}};

/// The bytes of the file, of a document as the service sends it: its order of elements stays.
std::string file_of_xml(std::string_view xml, const Form& form);
/// The same of what it tells, in our order.
std::string file_of(const eligibility::OqsDocument& document, const Form& form);

}  // namespace uketsuke::sim
