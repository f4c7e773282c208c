// SPDX-License-Identifier: Apache-2.0
#include "oqs_elements.hpp"

#include <fmt/format.h>

namespace uketsuke::eligibility::oqs {
namespace {

template <class Block>
std::string form_of(const Element<Block>& row) {
    if (row.codes != nullptr) return std::string(row.codes->id);
    if (std::holds_alternative<PartialDay<Block>>(row.value)) return "yyyyMMdd, MM or dd may be 00";
    if (std::holds_alternative<base::Date Block::*>(row.value)) return "yyyyMMdd";
    if (std::holds_alternative<std::optional<base::WallTime> Block::*>(row.value)) return "yyyyMMddHHmmss";
    if (std::holds_alternative<WipedText Block::*>(row.value) || std::holds_alternative<ByHand>(row.value))
        return row.digits == 0 ? "text" : fmt::format("{} digits", row.digits);
    return "number";
}

class Rows {
public:
    template <class Block>
    void put(const char* parent, const Element<Block>& row) {
        all_.push_back({parent, row.name, row.japanese, row.model, form_of(row), row.need});
    }
    template <class Block, std::size_t N>
    void put(const char* parent, const std::array<Element<Block>, N>& rows) {
        for (const auto& row : rows) put(parent, row);
    }
    void hold(const char* parent, const char* name, const char* japanese = "", Need need = Need::may) {
        all_.push_back({parent, name, japanese, {}, {}, need});
    }
    /// The three elements of an item.
    void put(const char* parent, const Item& item) {
        const std::string stem = item.stem;
        all_.push_back({parent, stem + kItemFlag, item.japanese, item.model + std::string(".state"),
                        std::string(kConsentCodes.id), Need::must});
        for (const auto* end : {kItemTime, kItemEnd})
            all_.push_back(
                {parent, stem + end, item.japanese, item.model + std::string(".at"), "14 digits", Need::right});
    }
    std::vector<Described> take() { return std::move(all_); }

private:
    std::vector<Described> all_;
};

std::vector<Described> describe() {
    Rows rows;
    rows.hold(kRoot, kHeaderName, "", Need::must);
    rows.put(kHeaderName, kHeader);
    rows.hold(kRoot, kBodyName, "", Need::must);
    rows.put(kBodyName, kBody);
    rows.hold(kBodyName, kSearchName, "照会条件");
    rows.put(kSearchName, kSearch);
    rows.hold(kBodyName, kList, "資格確認結果リスト");
    rows.hold(kList, kResult, "資格確認結果");
    rows.put(kResult, kForm);
    rows.put(kResult, kInsured);
    rows.hold(kResult, kElderlyName, "高齢受給者証情報");
    rows.put(kElderlyName, kElderly);
    rows.put(kResult, kHighCostFlag);
    rows.put(kResult, kHighCostTime);
    rows.hold(kResult, kHighCostInfo, "限度額適用認定証関連情報");
    rows.put(kHighCostInfo, kHighCostElements);
    rows.put(kResult, kDiseaseFlag);
    rows.put(kResult, kDiseaseTime);
    rows.hold(kResult, kDiseaseList, "特定疾病療養受療証情報リスト");
    rows.hold(kDiseaseList, kDiseaseInfo, "特定疾病療養受療証情報");
    rows.put(kDiseaseInfo, kDisease);
    rows.hold(kResult, kTicketList, "医療扶助資格確認結果リスト");
    rows.hold(kTicketList, kTicketInfo, "医療券・調剤券情報");
    rows.put(kTicketInfo, kTicket);
    for (const auto& item : kItems) rows.put(kResult, item);
    rows.hold(kBodyName, kSubsidies, "医療費助成の受給者証（当方独自）");
    rows.hold(kSubsidies, kLayout);
    rows.hold(kSubsidies, kSubsidyInfo, "受給者証");
    rows.put(kSubsidyInfo, kSubsidy);
    return rows.take();
}

std::vector<Described> describe_requests() {
    Rows rows;
    rows.hold(kRoot, kHeaderName);
    rows.put(kHeaderName, kHeader);
    rows.hold(kRoot, kBodyName);
    rows.hold(kBodyName, kSearchName);
    rows.put(kSearchName, kSearch);
    rows.hold(kBodyName, kNumberInfo);
    rows.put(kNumberInfo, kNumber);
    return rows.take();
}

}  // namespace

const std::vector<Described>& described() {
    static const auto all = describe();
    return all;
}

const std::vector<Described>& described_requests() {
    static const auto all = describe_requests();
    return all;
}

}  // namespace uketsuke::eligibility::oqs
