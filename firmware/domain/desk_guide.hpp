// SPDX-License-Identifier: Apache-2.0
// The guidance as the desk gets it: what counts instead, and the clerk's words for it. Dated configuration
// (packaging/guidance.toml), not code.
#pragma once

#include <array>
#include <string>

#include "eligibility.hpp"
#include "guidance.hpp"

namespace uketsuke::domain {

constexpr int kFallbacks = 7;

/// In Japanese, as the clerk reads them.
struct DeskWords {
    /// What happened and what to do first. Guidance of before has no words for the last.
    std::array<std::string, kSituations> steps = {
        "", "", "", "", "", "", "", "", "", "", "", "カードなしで来られた方です。お持ちの書類を確かめてください"};
    /// What a fallback is called; alike for the last two.
    std::array<std::string, kFallbacks> papers = {
        "", "", "", "", "", "期限の切れた健康保険証", "資格情報のお知らせ（カードなし）"};
    std::string lookup = "番号で資格を照会してから";  ///< behind what needs it
    std::string ages = "{ages}の方には届いています";  ///< behind what people of an age were sent
    std::string statement =                           ///< somebody wants to write one
        "患者さんが被保険者資格申立書を希望しています。用紙を渡し、記入を手伝ってください。";
    std::array<std::string, kRemarks> remarks;  ///< beside a valid answer: what to see to
    std::string call, alert;                    ///< somebody wants a person; a card was left behind
    std::string unfetched =                     ///< results lie in the folder
        "資格確認の結果が受け取られていません。資格確認端末の取込みが動いているか確かめてください。";
    std::string journal =  ///< journal and counters do not agree
        "監査記録と控えが合いません。管理者に連絡してください（docs/journal.md）。";
    std::string panel =  ///< the screen is unplugged
        "画面の接続が切れています。ケーブルと電源を確認してください。患者さんは窓口で受け付けてください。";
    std::string infrared =  ///< the camera that is not needed is gone
        "赤外線カメラが見つかりません。顔認証はこのカメラなしで続けています。保守の担当者に連絡してください。";
    std::string camera_view =  ///< the face refuses too many whose PIN is right
        "今日は、ご本人なのに顔認証が合わないことが多くなっています。カメラのレンズの汚れ、照明や外の光の映り込みを確か"
        "めてください。";
    std::string fhir =  ///< a result that could not be written as FHIR
        "FHIR形式のファイルを保存できませんでした。資格確認の結果は届いています。管理者に連絡してください。";
    std::string clinic_data =  ///< a list of the clinic's own patients
        "照合用の患者データを読めません。ファイルの形を確かめてください（docs/differences.md）。受付は続いています。";
    std::string appointments =  ///< a list of appointments
        "予約の一覧を読めません。予約の受付は記録していません。ファイルの形と日付を確かめてください（docs/appointments.md）。";
    std::string slip_paper = "番号札のプリンターに紙がありません。紙を入れてください。";
    std::string slip_printer =
        "番号札のプリンターが使えません。電源、カバー、ケーブルを確かめてください。番号は画面に出ています。";
    /// The answer is not about the holder of the card on the reader. A guidance file may have other words.
    std::string mismatch =
        "資格確認の返事とカードの持ち主が合いません。結果は渡していません。カードとご本人を確かめてください。";
    std::string staff_check =  ///< a code was accepted
        "リーダーで職員の確認用番号が使われました。その職員がリーダーの前にいるか確かめてください。";
    std::string faces =  ///< one card, three refusals in a day
        "同じカードで顔認証が3回以上合いませんでした。カードとご本人を確かめてください。暗証番号は使えます。";
    std::string codes =  ///< one card, wrong codes one after another
        "リーダーで職員の確認用番号が続けてまちがえられました。リーダーの前を確かめてください。";
    std::string letters =  ///< that the screen shows as ● or in their plain form
        "画面に正しく出せない文字がありました。患者さんの画面では●か別の字形です。";
    /// Something of the kiosk's own ends in {days} days, or has ended. Guidance of before has no words for them.
    std::string ends = "リーダーの証明書などの期限まであと{days}日です。保守の担当者に連絡してください";
    std::string ended = "リーダーの証明書などの期限が切れました。保守の担当者に連絡してください";
};

struct DeskGuide {
    GuidanceTable table;
    DeskWords words;
};

}  // namespace uketsuke::domain
