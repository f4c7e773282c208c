// SPDX-License-Identifier: Apache-2.0
#include "report.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "firmware/base/enumeration.hpp"

namespace uketsuke::readiness {
namespace {

struct Words {
    Part part{};
    std::string_view name, remedy;
};

constexpr auto kWords = base::one_for_each<&Words::part>(std::array{
    Words{Part::service, "資格確認サービス",
          "回線とルーターを確かめてください。つながるまでは資格確認書などで受け付けます。"},
    Words{Part::certificates, "証明書", "保守の担当者に連絡し、期限の前に新しい証明書に入れ替えてください。"},
    Words{Part::lists, "失効リスト", "リストの更新が止まっています。保守の担当者に連絡してください。"},
    Words{Part::reader, "カードリーダー",
          "USBケーブルと電源を確かめてください。直らないときは uketsuke-card doctor を実行してください。"},
    Words{Part::card, "試験用カード", "試験用のカードをリーダーに置き、読めたら取って、もう一度点検してください。"},
    Words{Part::camera, "顔のカメラ", "カメラのケーブルと、レンズの前に物がないことを確かめてください。"},
    Words{Part::card_camera, "カード面のカメラ", "カメラのケーブルと、カードを置く場所の汚れを確かめてください。"},
    Words{Part::infrared, "赤外線カメラ", "カメラのケーブルを確かめてください。"},
    Words{Part::light, "顔の明るさ", "照明をつけるか、窓からの光をさえぎってください。"},
    Words{Part::screen, "画面", "画面のケーブルと電源を確かめてください。"},
    Words{Part::sound, "音声", "スピーカーのケーブルと音声パックの場所を確かめてください。"},
    Words{Part::keypad, "テンキーとイヤホン", "テンキーのケーブルを確かめてください。"},
    Words{Part::printer, "番号札のプリンター", "紙、電源、カバー、ケーブルを確かめてください。"},
    Words{Part::folder, "結果のフォルダー", "共有フォルダーの接続と、書き込みの権限を確かめてください。"},
    Words{Part::disk, "ディスクの空き", "古いファイルを片づけるか、管理者に連絡してください。"},
    Words{Part::journal, "監査記録", "管理者に連絡してください（docs/journal.md）。"},
    Words{Part::clock, "時計", "時刻合わせ（NTP）を確かめてください。電池が切れていることもあります。"},
    Words{Part::models, "顔の照合", "./kiosk setup で部品を入れ直すか、保守の担当者に連絡してください。"},
    Words{Part::guidance, "案内の表", "見直しの日を過ぎた行があります。制度を確かめ、guidance.toml を直してください。"},
    Words{Part::desk, "受付の画面", "uketsuke-desk が動いているか確かめてください。"},
    Words{Part::desk_certificate, "受付の画面の証明書", "uketsuke-desk を起動し直し、もう一度点検してください。"},
    Words{Part::broker, "受付への中継", "中継のサーバーと回線を確かめてください。キオスクは一台で続けられます。"},
});

}  // namespace

bool Report::ready() const {
    return std::ranges::none_of(rows, [](const Row& row) { return row.look.level == Level::wrong; });
}

void Report::put(Part part, Look look) {
    const auto place = std::ranges::lower_bound(rows, part, {}, &Row::part);
    if (place != rows.end() && place->part == part)
        place->look = std::move(look);
    else
        rows.insert(place, {part, std::move(look)});
}

std::string_view name_of(Part part) { return kWords.at(base::index_of(part)).name; }
std::string_view remedy_of(Part part) { return kWords.at(base::index_of(part)).remedy; }

}  // namespace uketsuke::readiness
