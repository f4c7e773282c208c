// SPDX-License-Identifier: Apache-2.0
#include "masked.hpp"

#include <algorithm>

#include "firmware/base/utf8.hpp"

namespace uketsuke::eligibility {
namespace {

using std::string_view;

constexpr int kMostLetters = 60;

// Lists, by blanks. What messages of such a service are made of: the official ones (別紙6-1) are not public.
constexpr string_view kWords =
    "対象者 患者 資格情報 資格 情報 記号 番号 枝番 氏名 生年月日 性別 保険者 被保険者 保険証 公費 医療扶助 医療機関 "
    "薬局 施設 電子証明書 証明書 マイナンバーカード カード 利用登録 登録 同意 閲覧 照会 確認 検索 結果 該当 複数 重複 "
    "不一致 一致 有効期限 有効 無効 失効 期限 期間 時間外 時間 停止 中止 取消 解除 拒否 メンテナンス システム サービス "
    "ファイル データ タイムアウト エラー 処理中 処理 要求 応答 接続 認証 署名 形式 項目 必須 入力 設定 誤り 不正 不明 "
    "不足 超過 失敗 異常 終了 発生 存在 混雑 更新 変更 以内 以上 以下 以外 か月 再度 もう一度 しばらくしてから "
    "について "
    "しました しません しています していません しております してください できませんでした できません できない "
    "されました "
    "されません されています されていません ありません あります ください なりました";
/// Told behind a word alone: by themselves they may be part of a name (やまだ, やました).
constexpr string_view kEndings =
    "が は を に の と で も か から まで より な い した して する します しない います ません です でした まだ "
    "すでに "
    "または のため";
constexpr string_view kMarks = "　 、 。 ・ ： : , .";
constexpr string_view kEnglish =
    "a an and another asked authenticated by certificate checked consents error facility failed fit for has have in "
    "invalid is issuer it key maintenance malformed missing no nonce not of old or patient patients phone refused "
    "registered request service several signature simulated such that the timeout to too unknown used visit were wrong";

template <class Look>
void for_each_in(string_view list, Look look) {
    while (!list.empty()) {
        const auto word = list.substr(0, list.find(' '));
        look(word);
        list.remove_prefix(std::min(list.size(), word.size() + 1));
    }
}

/// The longest of the list that the text begins with; empty: none.
string_view begun_by(string_view text, string_view list) {
    string_view found;
    for_each_in(list, [&](string_view one) {
        if (text.starts_with(one) && one.size() > found.size()) found = one;
    });
    return found;
}

bool has(string_view list, string_view word) {
    bool found = false;
    for_each_in(list, [&](string_view one) { found = found || one == word; });
    return found;
}

bool in_latin_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '\'' ||
           c == '-';
}

/// What is told or hidden together.
struct Piece {
    string_view text;  ///< empty: there is no UTF-8
    bool told = false, word = false;
};

Piece first_piece(string_view text, bool behind_word) {
    if (text.front() == ' ') return {text.substr(0, 1), true};
    if (const auto mark = begun_by(text, kMarks); !mark.empty()) return {mark, true};
    if (in_latin_word(text.front())) {
        const auto end = std::ranges::find_if_not(text, in_latin_word);
        const auto word = text.substr(0, static_cast<std::size_t>(end - text.begin()));
        const bool known = has(kEnglish, word);
        return {word, known, known};
    }
    if (const auto word = begun_by(text, kWords); !word.empty()) return {word, true, true};
    if (const auto ending = begun_by(text, kEndings); behind_word && !ending.empty()) return {ending, true};
    auto rest = text;
    if (!base::take_letter(rest)) return {};
    return {text.substr(0, text.size() - rest.size())};
}

int letters_in(string_view text) {
    return static_cast<int>(std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

}  // namespace

std::string masked(string_view message) {
    std::string told;
    bool behind_word = false;
    for (int letters = 0; !message.empty() && letters < kMostLetters;) {
        const auto piece = first_piece(message, behind_word);
        if (piece.text.empty()) break;
        if (piece.told)
            told += piece.text;
        else
            told += told.ends_with('*') ? "" : "*";
        behind_word = piece.word;
        letters += letters_in(piece.text);
        message.remove_prefix(piece.text.size());
    }
    return told;
}

std::string masked_code(string_view code) {
    constexpr std::ptrdiff_t kMostCapitals = 4, kMostDigits = 5;
    const auto capitals = std::ranges::find_if_not(code, [](char c) { return c >= 'A' && c <= 'Z'; });
    const bool digits = std::all_of(capitals, code.end(), [](char c) { return c >= '0' && c <= '9'; });
    const auto before = capitals - code.begin(), behind = code.end() - capitals;
    return digits && before <= kMostCapitals && behind >= 1 && behind <= kMostDigits ? std::string(code) : "*";
}

}  // namespace uketsuke::eligibility
