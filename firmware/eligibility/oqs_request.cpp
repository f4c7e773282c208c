// SPDX-License-Identifier: Apache-2.0
#include "oqs_request.hpp"

#include "table_reader.hpp"
#include "table_writer.hpp"

namespace uketsuke::eligibility {

using namespace oqs;

std::string build_request(const OqsRequest& request) {
    pugi::xml_document xml;
    auto root = xml.append_child(kRoot);
    auto header = root.append_child(kHeaderName);
    put(header, kConfirmed.name, base::to_yyyymmdd(request.day));
    put(header, kFacility.name, request.facility_code);
    put(header, kIdentifier.name, request.identifier);
    auto asked = request.search;
    asked.insurer_number = padded_insurer(asked.insurer_number);
    put_block(root.append_child(kBodyName), kSearchName, kSearch, asked);
    return std::string(written(xml));
}

base::Result<OqsRequest> read_request(std::string_view xml) {
    return read_asked<OqsRequest>(xml, [](StrictReader& read, const XmlTree& tree, OqsRequest& request) {
        request.day = read.date(read.child(tree.root(), kHeaderName), kConfirmed.name);
        const auto search = read.child(read.child(tree.root(), kBodyName), kSearchName);
        read_all(read, search, kSearch, request.search);
        request.search.insurer_number = padded_insurer(request.search.insurer_number);
        request.search.birth = read.date(search, "Birthdate");
        for (const auto* name :
             {"InsurerNumber", "InsuredIdentificationNumber", "LimitApplicationCertificateRelatedConsFlg"})
            static_cast<void>(read.required(search, name));
    });
}

}  // namespace uketsuke::eligibility
