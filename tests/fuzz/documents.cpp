// SPDX-License-Identifier: Apache-2.0
#include "documents.hpp"

#include <string_view>

#include "firmware/eligibility/oqs_document.hpp"
#include "firmware/eligibility/shift_jis.hpp"
#include "targets.hpp"

namespace uketsuke::fuzz {
namespace {

using namespace eligibility;

std::string_view text_of(base::ByteView bytes) { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }

/// What goes on to the clinic says what was judged, however it came.
void check_read(const base::Result<ReadDocument>& read) {
    if (!read) {
        require(read.error().detail.size() < 1000, "what is wrong is said shortly");
        return;
    }
    const auto again = read_document(read->text);
    require(again && again->told == read->told && again->text == read->text, "what goes on is what was judged");
    const auto json = document_as_json(read->text);
    if (!json || json->size() > kLargestDocument) return;
    const auto other = read_json_document(*json);
    require(other && other->told == read->told, "JSON of it says the same");
}

}  // namespace

void document_xml(base::ByteView bytes) { check_read(read_document(text_of(bytes))); }

void document_json(base::ByteView bytes) { check_read(read_json_document(text_of(bytes))); }

void shift_jis(base::ByteView bytes) {
    const auto read = from_shift_jis(text_of(bytes));
    if (!read) return;
    static const auto to_shift_jis = ToShiftJis::open().value();
    const auto written = to_shift_jis->convert(*read);
    require(written.has_value(), "what was read can be written");
    const auto again = from_shift_jis(*written);
    require(again && *again == *read, "written and read again it is the same");
}

}  // namespace uketsuke::fuzz
