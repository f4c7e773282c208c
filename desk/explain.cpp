// SPDX-License-Identifier: Apache-2.0
#include "explain.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <sstream>

#include "firmware/base/file.hpp"
#include "firmware/base/time.hpp"

namespace uketsuke::desk {
namespace {

using nlohmann::json;

struct Word {
    std::string_view of, says;
};
constexpr std::array kEvents{
    Word{"session_started", "カードが置かれた"},
    Word{"card_identified", "カードを読んだ"},
    Word{"pin_verified", "本人確認：暗証番号"},
    Word{"face_matched", "本人確認：顔認証"},
    Word{"staff_confirmed", "本人確認：職員の目視"},
    Word{"staff_denied", "職員の目視：本人ではない"},
    Word{"phone_signed", "本人確認：スマートフォン"},
    Word{"authenticated", "資格確認の相手に本人を伝えた"},
    Word{"registration_offered", "利用登録をたずねた"},
    Word{"registration_agreed", "利用登録に同意した"},
    Word{"registered", "利用登録をした"},
    Word{"consent", "同意の質問と答え"},
    Word{"confirmed", "資格確認の返事を受けた"},
    Word{"result_valid", "結果を渡した：資格あり"},
    Word{"result_invalid", "結果を渡した：資格なし"},
    Word{"result_undelivered", "結果を渡せなかった"},
    Word{"compared", "医療機関の登録内容とくらべた（項目の数）"},
    Word{"staff_called", "職員を呼んだ"},
    Word{"session_ended", "終わった"},
    Word{"desk_name_shown", "名前が窓口の画面に出た"},
    Word{"desk_answered", "窓口が対応した"},
    Word{"desk_said", "窓口の操作"},
};
constexpr std::array kFields{
    Word{"asked", "たずねた項目"},     Word{"items", "同意した項目"},
    Word{"language", "画面の言語"},    Word{"words", "文章の版"},
    Word{"file", "結果のファイル"},    Word{"validity", "有効性"},
    Word{"code", "表示した番号"},      Word{"by", "だれが"},
    Word{"where", "どこで"},           Word{"how", "どのように"},
    Word{"certificate", "電子証明書"}, Word{"value", "値"},
};

template <class Table>
std::string word_of(const Table& table, const std::string& of) {
    const auto found = std::find_if(table.begin(), table.end(), [&](const Word& word) { return word.of == of; });
    return found == table.end() ? of : std::string(found->says);
}

std::string fields_of(const json& fields) {
    std::string text;
    for (const auto& [key, value] : fields.items())
        text +=
            fmt::format("　{}={}", word_of(kFields, key), value.is_string() ? value.get<std::string>() : value.dump());
    return text;
}

struct Line {
    std::string time, text;
};

/// In Japan's time, whatever it is written in.
std::string day_of(const std::string& time) {
    const auto at = base::parse_iso8601(time);
    if (!at) return {};
    const auto date = base::date_in_japan(*at);
    return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

base::Result<void> add(const std::filesystem::path& file, std::uint32_t visit, const std::string& day,
                       std::vector<Line>& lines) {
    const auto text = base::read_file(file);
    if (!text) return base::fail(text.error());
    std::istringstream all(*text);
    for (std::string one; std::getline(all, one);) {
        const auto record = json::parse(one, nullptr, false);
        if (!record.is_object() || !record.contains("event") || !record.contains("time"))
            return base::fail(base::ErrorCode::file_unreadable, file.string() + " is no journal");
        if (record.value("session", 0U) != visit) continue;
        const auto time = record["time"].get<std::string>();
        if (!day.empty() && day_of(time) != day) continue;
        lines.push_back({time, word_of(kEvents, record["event"].get<std::string>()) +
                                   fields_of(record.value("fields", json::object()))});
    }
    return {};
}

}  // namespace

base::Result<std::string> explain(const std::vector<std::filesystem::path>& journals, std::uint32_t visit,
                                  const std::string& day) {
    std::vector<Line> lines;
    for (const auto& file : journals)
        if (auto added = add(file, visit, day, lines); !added) return base::fail(added.error());
    std::stable_sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) { return a.time < b.time; });
    std::string text;
    for (const auto& line : lines) text += fmt::format("{}　{}\n", line.time, line.text);
    return text;
}

}  // namespace uketsuke::desk
