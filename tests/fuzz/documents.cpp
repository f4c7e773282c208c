// SPDX-License-Identifier: Apache-2.0
#include "documents.hpp"

#include <string_view>

#include "firmware/base/folder.hpp"
#include "firmware/eligibility/oqs_document.hpp"
#include "firmware/eligibility/result_file.hpp"
#include "firmware/eligibility/service_messages.hpp"
#include "firmware/eligibility/shift_jis.hpp"
#include "firmware/reception/result_name.hpp"
#include "targets.hpp"

namespace uketsuke::fuzz {
namespace {

using namespace eligibility;

std::string_view text_of(base::ByteView bytes) { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }

/// The file in the form that leaves the least as it was says the same.
void check_file(const ReadDocument& read) {
    static const auto form = ResultFile::create({true, true, "{kiosk}-{visit}", "k"}).value();
    const auto file = form->bytes(read.text, {"v", {}});
    require(file.has_value(), "what goes on can be written");
    if (file->size() > kLargestDocument) return;
    const auto again = read_document(*file);
    require(again.has_value(), "the file is a document");
    auto told = read.told;
    told.identifier = "k-v";
    require(again->told == told, "the file says what was judged");
}

/// What goes on to the clinic says what was judged, however it came.
void check_read(const base::Result<ReadDocument>& read) {
    if (!read) {
        require(read.error().detail.size() < 1000, "what is wrong is said shortly");
        return;
    }
    const auto again = read_document(read->text);
    require(again && again->told == read->told && again->text == read->text, "what goes on is what was judged");
    check_file(*read);
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

void answer_body(base::ByteView bytes) {
    static const wire::Envelope asked{"r-1", "v"};
    const auto body = text_of(bytes);
    const auto check = [](const base::Error& error) {
        require(error.detail.size() < 1000, "what is wrong is said shortly");
    };
    if (const auto nonce = wire::read_challenge_answer(body, asked); !nonce) check(nonce.error());
    if (const auto document = wire::read_confirm_answer(body, asked); !document) check(document.error());
    check(wire::read_refusal(body, asked));
    const auto who = wire::read_authenticate_answer(body, asked);
    if (!who) return check(who.error());
    for (const auto& list : who->listed.values)
        require(list.size() <= wire::kMostListed, "no longer list is taken than can be asked about");
}

void file_name(base::ByteView bytes) {
    constexpr std::string_view kFacility = "1319999999";
    const std::string name(text_of(bytes));
    const auto part = base::part_of(name);
    require(part.find('/') == std::string::npos, "what is put into a folder stays in it");
    const auto given = reception::time_of_name(name, kFacility);
    if (!given) return;
    require(name.find('/') == std::string::npos, "a name of ours has no folder in it");
    const auto number = std::stoull(name.substr(name.size() - 36, 17));
    require(reception::result_name(kFacility, number, *given) == name, "a name of ours is what we would write");
}

}  // namespace uketsuke::fuzz
