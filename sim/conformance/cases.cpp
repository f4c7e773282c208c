// SPDX-License-Identifier: Apache-2.0
#include "cases.hpp"

#include <fmt/format.h>

#include <pugixml.hpp>
#include <sstream>

#include "firmware/eligibility/oqs_codes.hpp"
#include "kinds.hpp"

namespace uketsuke::sim {
namespace {

namespace oqs = eligibility::oqs;
using eligibility::OqsDocument;
using eligibility::OqsInsured;
using eligibility::WipedText;

class Cases {
public:
    std::vector<Case> all() {
        every_kind();
        every_code();
        every_order();
        every_delivery();
        return std::move(cases_);
    }

private:
    /// In one of the four forms after another.
    void add(std::string name, const OqsDocument& document) {
        const auto& form = kForms[cases_.size() % std::size(kForms)];
        cases_.push_back({fmt::format("{}, {}", name, form.name), file_of(document, form), document});
    }

    void every_kind() {
        for (const auto& kind : kinds())
            for (const auto& form : kForms)
                cases_.push_back(
                    {fmt::format("{}, {}", kind.name, form.name), file_of(kind.document, form), kind.document});
    }

    /// A document of this kind for each code of a list.
    template <class Put>
    void codes_of(const oqs::CodeList& list, std::string_view kind, Put put) {
        for (const auto& code : list.codes) {
            auto document = kind_of(kind).document;
            put(document, code.value);
            add(fmt::format("{} {} {}", list.name, code.value, code.meaning), document);
        }
    }

    void every_code() {
        codes_of(oqs::kSexCodes, "employee",
                 [](OqsDocument& d, std::string_view code) { d.insured[0].sex = code[0] - '0'; });
        codes_of(oqs::kCardCodes, "employee", [](OqsDocument& d, std::string_view code) {
            if (code != "A1") d.insured[0].card_classification = code;
        });
        codes_of(oqs::kFamilyCodes, "employee", [](OqsDocument& d, std::string_view code) {
            d.insured[0].family = code;
            if (code == "2") d.insured[0].insured_name = "仮名　一";
        });
        codes_of(oqs::kLossCodes, "lapsed",
                 [](OqsDocument& d, std::string_view code) { d.insured[0].loss_reason = code; });
        codes_of(oqs::kLimitCodes, "high_cost",
                 [](OqsDocument& d, std::string_view code) { d.insured[0].high_cost.ceiling = code; });
        codes_of(oqs::kLimitKindCodes, "high_cost",
                 [](OqsDocument& d, std::string_view code) { d.insured[0].high_cost.classification = code; });
        codes_of(oqs::kDiseaseCodes, "disease",
                 [](OqsDocument& d, std::string_view code) { d.insured[0].diseases[0].category = code[0] - '0'; });
        codes_of(oqs::kTreatmentCodes, "welfare_ticket",
                 [](OqsDocument& d, std::string_view code) { d.insured[0].tickets[0].treatment = code; });
        codes_of(oqs::kTicketCodes, "welfare_ticket",
                 [](OqsDocument& d, std::string_view code) { d.insured[0].tickets[0].type = code; });
        for (const auto* ratio : {"000", "010", "020", "030"}) {
            auto document = kind_of("elder").document;
            document.insured[0].ratio = ratio;
            add(fmt::format("burden ratio {}", ratio), document);
        }
        for (int tickets = 2; tickets <= 4; ++tickets) {
            auto document = kind_of("welfare_ticket").document;
            while (static_cast<int>(document.insured[0].tickets.size()) < tickets)
                document.insured[0].tickets.push_back(document.insured[0].tickets[0]);
            add(fmt::format("{} tickets", tickets), document);
        }
    }

    void add_changed(const char* name, const Kind& kind, void (*change)(pugi::xml_node)) {
        pugi::xml_document xml;
        const auto text = eligibility::build_document(kind.document);
        xml.load_string(text.c_str());
        change(xml.document_element());
        std::ostringstream out;
        xml.save(out);
        cases_.push_back({fmt::format("{}, {}", kind.name, name), file_of_xml(out.str(), kForms[0]), kind.document});
    }

    static void reverse(pugi::xml_node parent) {
        for (auto node = parent.first_child(); node != nullptr; node = node.next_sibling()) reverse(node);
        // Of a list the order tells which is which.
        const std::string_view name = parent.name();
        if (name.ends_with("List") || name == "UketsukeSubsidyCertificates") return;
        const auto last = parent.last_child();
        for (auto first = parent.first_child(); first != last; first = parent.first_child())
            parent.insert_move_after(first, last);
    }
    static void add_unknown(pugi::xml_node root) {
        for (auto parent :
             {root, root.child("MessageBody"), root.select_node("//ResultOfQualificationConfirmation").node()})
            if (parent != nullptr) parent.prepend_child("FutureElement").append_child("Name").text().set("not a name");
    }
    static void add_empty(pugi::xml_node root) {
        for (const auto& found : root.select_nodes("//ResultOfQualificationConfirmation"))
            for (const auto* name : {"NameOfOther", "ReasonOfLoss", "DisqualificationDate", "PreschoolClassification"})
                if (found.node().child(name) == nullptr) found.node().append_child(name);
    }

    void every_order() {
        for (const auto* file :
             {"employee", "elder", "several", "welfare_ticket", "high_cost", "two_diseases", "none_found"}) {
            const auto kind = kind_of(file);
            add_changed("elements in another order", kind, reverse);
            add_changed("elements that nobody knows", kind, add_unknown);
            add_changed("empty elements", kind, add_empty);
        }
    }

    void every_delivery() {
        const auto all = kinds();
        for (std::size_t i = 0; i < 15; ++i) {
            const auto delivery = i < 5 ? Delivery::touched : i < 10 ? Delivery::burst : Delivery::beside_a_part;
            add(fmt::format("{}, {}", all[i].name,
                            i < 5    ? "touched later"
                            : i < 10 ? "five at once"
                                     : "beside half a file"),
                all[i].document);
            cases_.back().delivery = delivery;
        }
    }

    std::vector<Case> cases_;
};

}  // namespace

std::vector<Case> cases() { return Cases().all(); }

}  // namespace uketsuke::sim
