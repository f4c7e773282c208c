// SPDX-License-Identifier: Apache-2.0
// The code lists of an XmlMsg: number, what it is a list of, values and what they mean. Source: domain facts §3 (public
// code; the official list, 別紙5-1, is not public). A value may be added any day. Internal to eligibility.
#pragma once

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

namespace uketsuke::eligibility::oqs {

struct Code {
    std::string_view value, meaning;
};

struct CodeList {
    std::string_view id, name;
    std::span<const Code> codes;

    [[nodiscard]] constexpr bool has(std::string_view value) const {
        return std::ranges::any_of(codes, [&](const Code& code) { return code.value == value; });
    }
};

namespace codes {
inline constexpr std::array kAgreed{Code{"0", "未同意"}, Code{"1", "同意"}};
inline constexpr std::array kReference{Code{"1", "マイナンバーカード"}, Code{"2", "被保険者証情報"},
                                       Code{"7", "紙の保険証のみ（一社の独自値）"},
                                       Code{"8", "紙の保険証と公費（一社の独自値）"}};
inline constexpr std::array kSegment{Code{"1", "正常終了"}, Code{"2", "処理中"}, Code{"9", "異常終了"}};
inline constexpr std::array kStatus{Code{"1", "正常終了"}, Code{"2", "エラー"}};
inline constexpr std::array kCharacters{Code{"0", "UTF-8"}, Code{"1", "Shift_JIS（別の読み方では UTF-8）"},
                                        Code{"2", "別の読み方で Shift_JIS"}};
inline constexpr std::array kValidity{
    Code{"1", "有効"},         Code{"2", "無効"},     Code{"3", "無効（新しい資格あり）"},
    Code{"4", "該当資格なし"}, Code{"5", "複数該当"}, Code{"6", "有効（未登録）"}};
inline constexpr std::array kSex{Code{"1", "男"}, Code{"2", "女"}, Code{"3", "未設定"}};
inline constexpr std::array kLoss{Code{"01", "死亡"}, Code{"02", "生活保護受給開始"}, Code{"03", "他資格取得"},
                                  Code{"99", "その他"}};
inline constexpr std::array kFamily{Code{"1", "本人"}, Code{"2", "家族"}};
inline constexpr std::array kCard{Code{"01", "一般"},
                                  Code{"02", "退職"},
                                  Code{"03", "短期（一般）"},
                                  Code{"04", "短期（退職）"},
                                  Code{"05", "特別療養費支給対象者"},
                                  Code{"06", "特例退職"},
                                  Code{"07", "自衛官"},
                                  Code{"A1", "医療扶助"}};
inline constexpr std::array kLimitKind{Code{"01", "限度額適用"}, Code{"02", "限度額適用・標準負担額減額"},
                                       Code{"03", "標準負担額減額"}};
inline constexpr std::array kLimit{Code{"A01", "ア"},
                                   Code{"A02", "イ"},
                                   Code{"A03", "ウ"},
                                   Code{"A04", "エ"},
                                   Code{"A05", "オ"},
                                   Code{"A06", "オ（境）"},
                                   Code{"B01", "現役並みⅢ"},
                                   Code{"B02", "現役並みⅡ"},
                                   Code{"B03", "現役並みⅠ"},
                                   Code{"B04", "一般"},
                                   Code{"B05", "低所得Ⅱ"},
                                   Code{"B06", "低所得Ⅰ"},
                                   Code{"B07", "低所得Ⅰ（老福）"},
                                   Code{"B08", "低所得Ⅰ（境）"},
                                   Code{"B09", "一般Ⅱ"},
                                   Code{"B10", "一般Ⅰ"}};
inline constexpr std::array kDisease{Code{"1", "人工透析"}, Code{"2", "血液凝固第Ⅷ・第Ⅸ因子"}, Code{"3", "HIV"}};
inline constexpr std::array kPreschool{Code{"1", "未就学該当"}};
inline constexpr std::array kConsent{Code{"0", "同意なし"}, Code{"1", "同意あり"}, Code{"2", "同意有効期限切れ"},
                                     Code{"3", "同意取得困難"}};
inline constexpr std::array kForm{Code{"1", "電子処方箋"}, Code{"2", "紙の処方箋"}};
inline constexpr std::array kTicket{Code{"01", "医療券"}, Code{"02", "調剤券"}};
inline constexpr std::array kTreatment{Code{"01", "入院"}, Code{"02", "入院外"}, Code{"03", "歯科"}, Code{"04", "調剤"},
                                       Code{"05", "訪問看護"}};
inline constexpr std::array kUse{Code{"01", "単独"}, Code{"02", "併用"}};
inline constexpr std::array kYesNo{Code{"01", "あり"}, Code{"02", "なし"}};
inline constexpr std::array kInconsistent{Code{"1", "不整合"}};
inline constexpr std::array kEntrusted{Code{"0", "一致"}, Code{"1", "不一致"}};
}  // namespace codes

inline constexpr CodeList kAgreedCodes{"OQSCD001", "限度額提供同意フラグ", codes::kAgreed};
inline constexpr CodeList kReferenceCodes{"OQSCD002", "照会区分", codes::kReference};
inline constexpr CodeList kSegmentCodes{"OQSCD003", "処理結果区分", codes::kSegment};
inline constexpr CodeList kStatusCodes{"OQSCD004", "処理結果状況", codes::kStatus};
inline constexpr CodeList kCharacterCodes{"OQSCD005", "文字コード識別", codes::kCharacters};
inline constexpr CodeList kValidityCodes{"OQSCD006", "資格有効性", codes::kValidity};
inline constexpr CodeList kSexCodes{"OQSCD007", "性別", codes::kSex};
inline constexpr CodeList kLossCodes{"OQSCD008", "喪失事由", codes::kLoss};
inline constexpr CodeList kFamilyCodes{"OQSCD009", "本人・家族の別", codes::kFamily};
inline constexpr CodeList kCardCodes{"OQSCD010", "被保険者証区分", codes::kCard};
inline constexpr CodeList kLimitKindCodes{"OQSCD011", "限度額適用認定証区分", codes::kLimitKind};
inline constexpr CodeList kLimitCodes{"OQSCD012", "適用区分", codes::kLimit};
inline constexpr CodeList kDiseaseCodes{"OQSCD013", "認定疾病区分", codes::kDisease};
inline constexpr CodeList kPreschoolCodes{"OQSCD015", "未就学区分", codes::kPreschool};
inline constexpr CodeList kConsentCodes{"OQSCD016", "同意区分", codes::kConsent};
inline constexpr CodeList kFormCodes{"OQSCD017", "処方箋発行形態", codes::kForm};
inline constexpr CodeList kTicketCodes{"OQSCD018", "医療券・調剤券別", codes::kTicket};
inline constexpr CodeList kTreatmentCodes{"OQSCD019", "診療別", codes::kTreatment};
inline constexpr CodeList kUseCodes{"OQSCD020", "単独・併用別", codes::kUse};
inline constexpr CodeList kSocialCodes{"OQSCD021", "社会保険状況", codes::kYesNo};
inline constexpr CodeList kConsistencyCodes{"OQSCD022", "社会保険状況の整合性フラグ", codes::kInconsistent};
inline constexpr CodeList kInfectionCodes{"OQSCD023", "感染症の該当状況", codes::kYesNo};
inline constexpr CodeList kElderlyCareCodes{"OQSCD024", "後期高齢者医療の該当状況", codes::kYesNo};
inline constexpr CodeList kPrefectureCodes{"OQSCD025", "都道府県費の該当状況", codes::kYesNo};
inline constexpr CodeList kEntrustedCodes{"OQSCD026", "指定医療機関確認フラグ", codes::kEntrusted};

/// All.
inline constexpr std::array kCodeLists{
    &kAgreedCodes,      &kReferenceCodes, &kSegmentCodes,     &kStatusCodes,     &kCharacterCodes,
    &kValidityCodes,    &kSexCodes,       &kLossCodes,        &kFamilyCodes,     &kCardCodes,
    &kLimitKindCodes,   &kLimitCodes,     &kDiseaseCodes,     &kPreschoolCodes,  &kConsentCodes,
    &kFormCodes,        &kTicketCodes,    &kTreatmentCodes,   &kUseCodes,        &kSocialCodes,
    &kConsistencyCodes, &kInfectionCodes, &kElderlyCareCodes, &kPrefectureCodes, &kEntrustedCodes,
};

}  // namespace uketsuke::eligibility::oqs
