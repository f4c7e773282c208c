// SPDX-License-Identifier: Apache-2.0
#include "result_file.hpp"

#include "oqs_document.hpp"
#include "oqs_elements.hpp"
#include "shift_jis.hpp"
#include "strict_xml.hpp"
#include "xml_writer.hpp"

namespace uketsuke::eligibility {
namespace {

using namespace oqs;

void fill(std::string& pattern, std::string_view hole, std::string_view text) {
    for (auto at = pattern.find(hole); at != std::string::npos; at = pattern.find(hole, at + text.size()))
        pattern.replace(at, hole.size(), text);
}

}  // namespace

std::string identifier_of(const ResultForm& form, const VisitNames& names) {
    auto identifier = form.identifier;
    fill(identifier, "{kiosk}", form.kiosk);
    fill(identifier, "{visit}", names.visit);
    fill(identifier, "{number}", names.number);
    return identifier;
}

ResultFile::ResultFile(ResultForm form, std::unique_ptr<ToShiftJis> to_shift_jis)
    : form_(std::move(form)), to_shift_jis_(std::move(to_shift_jis)) {}
ResultFile::~ResultFile() = default;

base::Result<std::unique_ptr<ResultFile>> ResultFile::create(ResultForm form) {
    std::unique_ptr<ToShiftJis> to_shift_jis;
    if (form.shift_jis) {
        auto opened = ToShiftJis::open();
        if (!opened) return base::fail(opened.error());
        to_shift_jis = std::move(*opened);
    }
    return std::unique_ptr<ResultFile>(new ResultFile(std::move(form), std::move(to_shift_jis)));
}

base::Result<base::WipedText> ResultFile::bytes(std::string_view document, const VisitNames& names) const {
    const auto tree = XmlTree::read(document, kRoot);
    if (!tree) return base::fail(tree.error());
    auto header = tree->root().child(kHeaderName);
    header.child(kCharacters.name).text().set(form_.shift_jis ? "1" : "0");
    auto identifier = header.child(kIdentifier.name);
    if (!identifier) identifier = header.append_child(kIdentifier.name);
    identifier.text().set(identifier_of(form_, names).c_str());
    auto text = write_xml(tree->root(), {form_.shift_jis ? "Shift_JIS" : "UTF-8", form_.crlf ? "\r\n" : "\n"});
    if (!form_.shift_jis) return text;
    return to_shift_jis_->convert(text);
}

}  // namespace uketsuke::eligibility
