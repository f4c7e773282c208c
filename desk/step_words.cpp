// SPDX-License-Identifier: Apache-2.0
#include "step_words.hpp"

#include "firmware/base/enumeration.hpp"
#include "firmware/flow/visit.hpp"

namespace uketsuke::desk {
namespace {

using S = flow::State;

struct Row {
    S state;
    StepWords words;
};

constexpr std::string_view kLayCard = "カードを置いたままでお待ちください";
constexpr std::string_view kTakeCard = "カードをお取りください";
constexpr std::string_view kAnswer = "画面の質問に「同意する」か「同意しない」でお答えください";
constexpr std::string_view kToDesk = "受付を引き継ぎます。カードを持って窓口へお越しください";

constexpr auto kRows = base::one_for_each<&Row::state>(std::to_array<Row>({
    {S::out_of_service, {"休止中", "機械が使えません。窓口で受け付けます"}},
    {S::idle, {"待受け", ""}},
    {S::choose_phone, {"スマートフォンの種類を選ぶ", "iPhoneかAndroidかを選んでください"}},
    {S::phone_wait, {"スマートフォンを待つ", "スマートフォンを読み取り口にかざしてください"}},
    {S::without_card, {"カードなしの案内", "お持ちの書類を窓口でお見せください"}},
    {S::statement, {"申立書の案内", "申立書は窓口でもお書きいただけます"}},
    {S::appointment_entry, {"診察券番号の入力", "診察券の番号を押して、「確定」を押してください"}},
    {S::appointment_looking, {"予約の確認中", "少しお待ちください"}},
    {S::appointment_told, {"予約の案内", "画面の案内を読んで、カードを置いてください"}},
    {S::show_code, {"コードを見せる", "コードの面を上にして、カードを置く所に置いてください"}},
    {S::way_set, {"表示の設定ができた", "続けて、マイナンバーカードを置いてください"}},
    {S::code_problem, {"コードを使えない", "画面の案内のとおりに、もう一度見せてください"}},
    {S::reading_card, {"カード読取り中", kLayCard}},
    {S::card_problem, {"カードを読めない", "カードを一度取って、置き直してください"}},
    {S::choose_identity, {"確認の方法を選ぶ", "顔か暗証番号、どちらかを選んでください"}},
    {S::pin_unusable, {"暗証番号が使えない", "顔で確認できます。「顔認証」を押してください"}},
    {S::accompanied, {"介助の方の案内", "画面の案内を読んで、進めるほうを押してください"}},
    {S::look_away, {"介助の方は目をそらす", "暗証番号のあいだ、介助の方は画面から目をそらしてください"}},
    {S::pin_entry, {"暗証番号の入力", "4けたの暗証番号を押して、「確定」を押してください"}},
    {S::pin_last_try, {"暗証番号 最後の1回", "番号に自信がなければ「もどる」を押してください"}},
    {S::pin_challenge, {"確認中", kLayCard}},
    {S::pin_verifying, {"暗証番号の確認中", kLayCard}},
    {S::pin_wrong, {"暗証番号がちがう", "もう一度入力するか、顔でも確認できます"}},
    {S::pin_locked, {"暗証番号がロック", "顔で確認できます。ロックの解除は市区町村の窓口です"}},
    {S::face_capture, {"顔の撮影", "帽子やマスクを取って、画面をまっすぐ見てください"}},
    {S::number_b_entry, {"カードの数字の入力", "カードの表の数字を画面のとおりに押してください"}},
    {S::number_b_reading, {"カード読取り中", kLayCard}},
    {S::face_deciding, {"顔の確認中", kLayCard}},
    {S::face_refused, {"顔が合わない", "明るいほうを向いてもう一度。暗証番号も使えます"}},
    {S::face_unavailable, {"顔認証が使えない", "暗証番号で進めてください"}},
    {S::staff_password, {"目視の確認を待つ", "窓口で確認します。カードとお顔を見せてください"}},
    {S::staff_checking, {"職員の番号確認中", ""}},
    {S::staff_refused, {"職員の番号がちがう", "窓口で確認します。カードとお顔を見せてください"}},
    {S::staff_confirm, {"目視の確認", ""}},
    {S::terminal_challenge, {"確認中", kLayCard}},
    {S::terminal_signing, {"確認中", kLayCard}},
    {S::phone_challenge, {"確認中", "スマートフォンを離さないでください"}},
    {S::phone_signing, {"確認中", "スマートフォンを離さないでください"}},
    {S::authenticating, {"資格確認へ問合せ中", kLayCard}},
    {S::certificate_refused, {"証明書が無効", kToDesk}},
    {S::certificate_grace, {"証明書の期限切れ（猶予中）", "「次へ」を押してください。更新は市区町村の窓口です"}},
    {S::not_registered, {"利用登録がない", kToDesk}},
    {S::registration_offer, {"利用登録の案内", "保険証として登録するかどうかを選んでください"}},
    {S::registering, {"利用登録中", kLayCard}},
    {S::registration_failed, {"利用登録ができない", kToDesk}},
    {S::certificate_notice, {"証明書の期限が近い", "「次へ」を押してください。更新は市区町村の窓口です"}},
    {S::registration_ending, {"利用登録の取消し予定", "画面を読んで、「次へ」を押してください"}},
    {S::consent, {"同意の質問", kAnswer}},
    {S::consent_items, {"同意の質問（個別）", kAnswer}},
    {S::consent_more, {"同意の説明を読む", "読み終わったら「もどる」を押してください"}},
    {S::specific_disease, {"特定疾病の質問", kAnswer}},
    {S::high_cost, {"限度額の質問", kAnswer}},
    {S::prescription_form, {"処方箋の形の質問", "電子か紙か、どちらかを選んでください"}},
    {S::prescription_choice, {"処方箋を選ぶ", "受け取る処方箋を選んでください"}},
    {S::subsidy, {"医療費助成の質問", kAnswer}},
    {S::review, {"答えの確認", "よければ「この内容で送る」を押してください"}},
    {S::confirming, {"資格確認へ問合せ中", kLayCard}},
    {S::delivering, {"結果の受渡し中", kLayCard}},
    {S::result_valid, {"資格あり", kTakeCard}},
    {S::result_remark, {"資格あり（案内あり）", "画面の案内を読んで、「次へ」を押してください"}},
    {S::result_invalid, {"資格なしの返事", kToDesk}},
    {S::service_failed, {"資格確認につながらない", kToDesk}},
    {S::confirm_failed, {"資格確認の返事がない", kToDesk}},
    {S::result_undelivered, {"結果を渡せない", kToDesk}},
    {S::guidance, {"ほかの方法の案内", kToDesk}},
    {S::take_card, {"カードの取出し待ち", kTakeCard}},
    {S::take_card_reminder, {"カードの取出し待ち", kTakeCard}},
    {S::take_card_urgent, {"カードの置き忘れ注意", "カードをお忘れです。お取りください"}},
    {S::card_left, {"カードの置き忘れ", "リーダーにカードをお忘れの方はいらっしゃいますか"}},
    {S::thanks, {"終了", ""}},
    {S::settings, {"職員が設定中", ""}},
    {S::setting_choice, {"職員が設定中", ""}},
    {S::setting_saving, {"職員が設定中", ""}},
    {S::setting_failed, {"設定を保存できない", ""}},
    {S::readiness_look, {"職員が点検中", ""}},
    {S::readiness, {"職員が点検中", ""}},
    {S::touch_test, {"職員が画面を点検中", ""}},
    {S::picture_test, {"職員が画面を点検中", ""}},
    {S::staff_called, {"職員を呼んでいる", "ただいま参ります。そのままお待ちください"}},
    {S::idle_warning, {"操作がない", "続けるときは画面の「続ける」を押してください"}},
}));

}  // namespace

StepWords words_of(std::string_view state) {
    for (const auto& row : kRows)
        if (base::enumerator_name(row.state) == state) return row.words;
    return {state, ""};
}

}  // namespace uketsuke::desk
