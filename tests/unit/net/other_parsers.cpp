// SPDX-License-Identifier: Apache-2.0
#include "other_parsers.hpp"

#include <expat.h>
#include <libxml/c14n.h>
#include <libxml/parser.h>

#include <memory>

namespace uketsuke::test {
namespace {

struct FreeDocument {
    void operator()(xmlDoc* document) const { xmlFreeDoc(document); }
    void operator()(xmlParserCtxt* context) const { xmlFreeParserCtxt(context); }
    void operator()(XML_ParserStruct* parser) const { XML_ParserFree(parser); }
    void operator()(xmlChar* text) const { xmlFree(text); }
};
template <class T>
using Owned = std::unique_ptr<T, FreeDocument>;

constexpr int kQuiet = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING;

}  // namespace

std::string libxml2_objects(const std::string& xml) {
    const Owned<xmlParserCtxt> context(xmlNewParserCtxt());
    const Owned<xmlDoc> document(xmlCtxtReadMemory(context.get(), xml.data(), static_cast<int>(xml.size()), nullptr,
                                                   nullptr, kQuiet | XML_PARSE_PEDANTIC));
    if (document && context->wellFormed == 1 && context->nsWellFormed == 1 && context->lastError.code == XML_ERR_OK)
        return {};
    return context->lastError.message == nullptr ? "refused" : context->lastError.message;
}

std::string expat_objects(const std::string& xml) {
    const Owned<XML_ParserStruct> parser(XML_ParserCreateNS(nullptr, '|'));
    const auto status = XML_Parse(parser.get(), xml.data(), static_cast<int>(xml.size()), XML_TRUE);
    return status == XML_STATUS_OK ? "" : XML_ErrorString(XML_GetErrorCode(parser.get()));
}

std::string canonical(const std::string& xml) {
    const Owned<xmlDoc> document(xmlReadMemory(xml.data(), static_cast<int>(xml.size()), nullptr, nullptr,
                                               kQuiet | XML_PARSE_NOBLANKS | XML_PARSE_NOCDATA));
    xmlChar* text = nullptr;
    if (!document || xmlC14NDocDumpMemory(document.get(), nullptr, XML_C14N_1_0, nullptr, 0, &text) < 0) return {};
    const Owned<xmlChar> owned(text);
    return reinterpret_cast<const char*>(text);
}

}  // namespace uketsuke::test
