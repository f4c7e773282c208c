// SPDX-License-Identifier: Apache-2.0
#include "oqs_number.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "firmware/base/utf8.hpp"
#include "shift_jis.hpp"
#include "table_reader.hpp"
#include "table_writer.hpp"

namespace uketsuke::eligibility {
namespace {

using namespace oqs;

constexpr std::ptrdiff_t kLongestReference = 50, kLongestKey = 20;  ///< letters (domain facts §3.7)

void check_length(StrictReader& read, pugi::xml_node info, const Element<OqsNumber>& row, std::ptrdiff_t most) {
    const auto text = read.optional(info, row.name);
    const auto letters = std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; });
    if (letters > most) read.complain(info, row.name, fmt::format("is longer than {} letters", most));
}

/// The header that request and answer have in common.
pugi::xml_node begin_number(pugi::xml_document& xml, const OqsNumberRequest& request) {
    auto root = xml.append_child(kRoot);
    auto header = root.append_child(kHeaderName);
    put(header, kFacility.name, request.facility_code);
    put(header, kIdentifier.name, request.identifier);
    return root;
}

base::Result<WipedText> encoded(pugi::xml_document& xml, bool shift_jis) {
    auto text = written(xml, {.encoding = shift_jis ? "Shift_JIS" : "UTF-8"});
    if (!shift_jis) return text;
    const auto converter = ToShiftJis::open();
    if (!converter) return base::fail(converter.error());
    return (*converter)->convert(text);
}

/// Of a detail, wherever it comes from, what XML can hold.
WipedText plain(std::string_view detail) {
    WipedText told;
    while (!detail.empty()) {
        const auto before = detail;
        const auto letter = base::take_letter(detail);
        if (!letter) break;
        if (*letter >= U' ' && *letter != U'\x7f' && is_xml_letter(*letter))
            told += before.substr(0, before.size() - detail.size());
    }
    return told;
}

std::string code_of(const base::Error& error) { return fmt::format("UKT{:03}", base::line_of(error.code).number); }

}  // namespace

base::Result<OqsNumberRequest> read_number_request(std::string_view xml) {
    return read_asked<OqsNumberRequest>(xml, [](StrictReader& read, const XmlTree& tree, OqsNumberRequest& request) {
        request.shift_jis = tree.was_shift_jis();
        const auto info = read.child(read.child(tree.root(), kBodyName), kNumberInfo);
        read_all(read, info, kNumber, request.what);
        for (const auto& row : kNumber)
            check_length(read, info, row, &row == &kNumber.front() ? kLongestReference : kLongestKey);
        request.what.insurer_number = padded_insurer(request.what.insurer_number);
    });
}

base::Result<std::string> build_number_request(const OqsNumberRequest& request) {
    pugi::xml_document xml;
    put_block(begin_number(xml, request).append_child(kBodyName), kNumberInfo, kNumber, request.what);
    const auto text = encoded(xml, request.shift_jis);
    if (!text) return base::fail(text.error());
    return std::string(*text);
}

base::Result<WipedText> build_number_answer(const OqsNumberRequest& request, base::WallTime executed,
                                            const std::optional<base::Error>& failed) {
    pugi::xml_document xml;
    auto root = begin_number(xml, request);
    auto header = root.child(kHeaderName);
    put(header, kExecuted.name, base::to_yyyymmddhhmmss(executed));
    put(header, kConfirmed.name, base::to_yyyymmdd(base::date_in_japan(executed)));
    put(header, kSegment.name, failed ? "9" : "1");
    if (failed) put(header, kErrorCode.name, code_of(*failed));
    if (failed) put(header, kErrorMessage.name, WipedText(base::name_of(failed->code)) + ": " + plain(failed->detail));
    put(header, kCharacters.name, request.shift_jis ? "1" : "0");
    auto body = root.append_child(kBodyName);
    put(body, kStatus.name, failed ? "2" : "1");
    put_block(body, kNumberInfo, kNumber, request.what);
    return encoded(xml, request.shift_jis);
}

}  // namespace uketsuke::eligibility
