// SPDX-License-Identifier: Apache-2.0
#include "letter_forms.hpp"

#include <algorithm>
#include <array>

namespace uketsuke::differences {
namespace {

// Pairs, the letter of today first.

/// 常用漢字表 (Cabinet notice 2 of 2010): the forms that it shows in brackets (いわゆる康熙字典体).
constexpr std::u32string_view kJoyo =
    U"亜亞 悪惡 圧壓 囲圍 医醫 為爲 壱壹 隠隱 栄榮 営營 衛衞 駅驛 円圓 塩鹽 縁緣 艶艷 応應 欧歐 殴毆 "
    U"桜櫻 奥奧 横橫 温溫 穏穩 仮假 価價 画畫 会會 絵繪 壊壞 懐懷 概槪 拡擴 殻殼 覚覺 学學 岳嶽 楽樂 "
    U"渇渴 缶罐 巻卷 陥陷 勧勸 寛寬 関關 歓歡 観觀 気氣 帰歸 亀龜 偽僞 戯戲 犠犧 旧舊 拠據 挙擧 虚虛 "
    U"峡峽 挟挾 狭狹 郷鄕 暁曉 区區 駆驅 勲勳 薫薰 径徑 茎莖 恵惠 掲揭 渓溪 経經 蛍螢 軽輕 継繼 鶏鷄 "
    U"芸藝 撃擊 欠缺 研硏 県縣 倹儉 剣劍 険險 圏圈 検檢 献獻 権權 顕顯 験驗 厳嚴 広廣 効效 恒恆 黄黃 "
    U"鉱鑛 号號 国國 黒黑 砕碎 済濟 斎齋 剤劑 雑雜 参參 桟棧 蚕蠶 惨慘 賛贊 残殘 糸絲 歯齒 児兒 辞辭 "
    U"湿濕 実實 写寫 釈釋 寿壽 収收 従從 渋澁 獣獸 縦縱 粛肅 処處 緒緖 叙敍 将將 称稱 渉涉 焼燒 証證 "
    U"奨奬 条條 状狀 乗乘 浄淨 剰剩 畳疊 縄繩 壌壤 嬢孃 譲讓 醸釀 触觸 嘱囑 真眞 寝寢 慎愼 尽盡 図圖 "
    U"粋粹 酔醉 穂穗 随隨 髄髓 枢樞 数數 瀬瀨 声聲 斉齊 静靜 窃竊 摂攝 専專 浅淺 戦戰 践踐 銭錢 潜潛 "
    U"繊纖 禅禪 双雙 壮壯 争爭 荘莊 捜搜 挿插 巣巢 曽曾 痩瘦 装裝 総總 騒騷 増增 蔵藏 臓臟 即卽 属屬 "
    U"続續 堕墮 対對 体體 帯帶 滞滯 台臺 滝瀧 択擇 沢澤 担擔 単單 胆膽 団團 断斷 弾彈 遅遲 痴癡 虫蟲 "
    U"昼晝 鋳鑄 庁廳 徴徵 聴聽 勅敕 鎮鎭 逓遞 鉄鐵 点點 転轉 伝傳 灯燈 当當 党黨 盗盜 稲稻 闘鬭 徳德 "
    U"独獨 読讀 届屆 弐貳 悩惱 脳腦 覇霸 拝拜 廃廢 売賣 麦麥 発發 髪髮 抜拔 晩晚 蛮蠻 秘祕 浜濱 瓶甁 "
    U"払拂 仏佛 併倂 並竝 餅餠 辺邊 変變 弁辨 弁瓣 弁辯 歩步 宝寶 豊豐 褒襃 翻飜 毎每 万萬 満滿 麺麵 "
    U"黙默 弥彌 訳譯 薬藥 与與 予豫 余餘 誉譽 揺搖 様樣 謡謠 来來 頼賴 乱亂 覧覽 竜龍 両兩 猟獵 緑綠 "
    U"涙淚 塁壘 礼禮 励勵 戻戾 霊靈 齢齡 暦曆 歴歷 恋戀 錬鍊 炉爐 労勞 郎郞 楼樓 録錄 湾灣 ";
/// 戸籍法施行規則 別表第二, letters for given names: forms that stand beside each other, as far as they are not above.
constexpr std::u32string_view kGivenNames =
    U"亘亙 凜凛 尭堯 巌巖 晃晄 桧檜 槙槇 祢禰 祷禱 禄祿 穣穰 萌萠 遥遙 園薗 駆駈 島嶋 杯盃 富冨 峰峯 "
    U"野埜 涼凉 ";
/// JIS X 0213: letters that it calls related (関連字) and that stand in names and addresses.
constexpr std::u32string_view kRelated =
    U"崎﨑 崎嵜 辺邉 浜濵 柳栁 島嶌 淵渊 淵渕 館舘 桑桒 宝寳 橋𣘺 巌巗 岩嵒 岩嵓 松柗 松枩 秋穐 船舩 "
    U"徳悳 薮藪 鉄鐡 鉄銕 国圀 芦蘆 梅楳 喜㐂 土圡 丈𠀋 剣劔 剣劒 剣剱 煕熙 煕熈 隣鄰 雄䧺 晋晉 翠翆 "
    U"卯夘 籠篭 冴冱 ";
/// JIS X 0208: one letter there (包摂), two in CP932 and Unicode.
constexpr std::u32string_view kUnified = U"高髙 吉𠮷 ";
/// Unicode: what the compatibility ideographs from U+F900 on are decomposed to; blank: there is none.
constexpr char32_t kFirstCompatible = 0xF900;
constexpr std::u32string_view kCompatible =
    U"豈更車賈滑串句龜龜契金喇奈懶癩羅蘿螺裸邏樂洛烙珞落酪駱亂卵欄爛蘭鸞嵐濫藍襤拉臘蠟廊朗浪狼郎來冷勞"
    U"擄櫓爐盧老蘆虜路露魯鷺碌祿綠菉錄鹿論壟弄籠聾牢磊賂雷壘屢樓淚漏累縷陋勒肋凜凌稜綾菱陵讀拏樂諾丹寧"
    U"怒率異北磻便復不泌數索參塞省葉說殺辰沈拾若掠略亮兩凉梁糧良諒量勵呂女廬旅濾礪閭驪麗黎力曆歷轢年憐"
    U"戀撚漣煉璉秊練聯輦蓮連鍊列劣咽烈裂說廉念捻殮簾獵令囹寧嶺怜玲瑩羚聆鈴零靈領例禮醴隸惡了僚寮尿料樂"
    U"燎療蓼遼龍暈阮劉杻柳流溜琉留硫紐類六戮陸倫崙淪輪律慄栗率隆利吏履易李梨泥理痢罹裏裡里離匿溺吝燐璘"
    U"藺隣鱗麟林淋臨立笠粒狀炙識什茶刺切度拓糖宅洞暴輻行降見廓兀嗀  塚 晴  凞猪益礼神祥福靖精羽 "
    U"蘒 諸  逸都   飯飼館鶴郞隷侮僧免勉勤卑喝嘆器塀墨層屮悔慨憎懲敏既暑梅海渚漢煮爫琢碑社祉祈祐"
    U"祖祝禍禎穀突節練縉繁署者臭艹艹著褐視謁謹賓贈辶逸難響頻恵𤋮舘  並况全侀充冀勇勺喝啕喙嗢塚墳奄奔"
    U"婢嬨廒廙彩徭惘慎愈憎慠懲戴揄搜摒敖晴朗望杖歹殺流滛滋漢瀞煮瞧爵犯猪瑱甆画瘝瘟益盛直睊着磌窱節类絛"
    U"練缾者荒華蝹襁覆視調諸請謁諾諭謹變贈輸遲醙鉶陼難靖韛響頋頻鬒龜𢡊𢡄𣏕㮝䀘䀹𥉉𥳐𧻓齃龎";

constexpr std::size_t kStep = 3;  ///< two letters and a blank

constexpr std::array kTables{kJoyo, kGivenNames, kRelated, kUnified};

char32_t compatible_of(char32_t letter) {
    if (letter < kFirstCompatible || letter - kFirstCompatible >= kCompatible.size()) return letter;
    const auto plain = kCompatible[letter - kFirstCompatible];
    return plain == U' ' ? letter : plain;
}

}  // namespace

char32_t todays_form(char32_t letter) {
    letter = compatible_of(letter);
    for (const auto& table : kTables)
        for (std::size_t at = 0; at + 1 < table.size(); at += kStep)
            if (table[at + 1] == letter) return table[at];
    return letter;
}

std::size_t letter_forms() {
    std::size_t forms = 0;
    for (const auto& table : kTables) forms += table.size() / kStep;
    return forms + static_cast<std::size_t>(std::ranges::count_if(kCompatible, [](char32_t c) { return c != U' '; }));
}

}  // namespace uketsuke::differences
