// SPDX-License-Identifier: Apache-2.0
#include "like.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "firmware/base/file.hpp"

namespace uketsuke::sim {
namespace {

using base::ErrorCode;
using Json = nlohmann::json;

struct Counted {
    std::string_view key;
    CardShape::Place place;
};
constexpr std::array kCounters{Counted{"pin", {ApplicationName::jpki, 0x0018}},
                               Counted{"signature_password", {ApplicationName::jpki, 0x001B}},
                               Counted{"number_b", {ApplicationName::card_front, 0x0012}},
                               Counted{"number_b_text", {ApplicationName::text, 0x0015}}};

std::optional<ApplicationName> application_of(const std::string& key) {
    const auto found = std::find_if(kReportedApplications.begin(), kReportedApplications.end(),
                                    [&](const ReportedApplication& one) { return one.key == key; });
    return found == kReportedApplications.end() ? std::nullopt : std::optional(found->name);
}

std::uint32_t hex(const std::string& text) {
    const auto bytes = base::from_hex(text);
    std::uint32_t value = 0;
    for (const auto byte : bytes ? *bytes : base::Bytes{}) value = value << 8 | byte;
    return value;
}

/// What no report says. A report may come from anybody: each number has its bounds, and so has the whole.
struct NoReport {
    std::string why;
};

constexpr std::uintmax_t kLargestReport = 1 << 20;
constexpr int kDeepest = 16;                  ///< reports are six deep
constexpr std::size_t kLargestFile = 0x8000;  ///< what READ BINARY reaches of a file
constexpr std::size_t kLongestAtr = 33;       ///< ISO 7816-3
constexpr int kMostTries = 99;
constexpr double kLongestMs = 60'000;

std::string text_in(const Json& object, const char* key) { return object.value(key, std::string()); }

/// A whole number from 0 on; 0 where there is none.
std::size_t number_in(const Json& object, const char* key, std::size_t most) {
    if (!object.contains(key)) return 0;
    const auto& number = object.at(key);
    if (!number.is_number_unsigned() || number.get<std::uint64_t>() > most)
        throw NoReport{fmt::format("{} is no number from 0 to {}", key, most)};
    return number.get<std::size_t>();
}

std::chrono::microseconds time_in(const Json& object, const char* key) {
    const double ms = object.value(key, 0.0);
    if (!(ms >= 0 && ms <= kLongestMs)) throw NoReport{fmt::format("{} is no time of a card", key)};
    return std::chrono::microseconds(static_cast<std::int64_t>(ms * 1000));
}

/// Brackets that are open at once, also in a text that is no JSON.
int depth_of(std::string_view text) {
    int depth = 0, most = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (quoted && text[i] == '\\')
            ++i;
        else if (text[i] == '"')
            quoted = !quoted;
        else if (!quoted && (text[i] == '[' || text[i] == '{'))
            most = std::max(most, ++depth);
        else if (!quoted && (text[i] == ']' || text[i] == '}'))
            --depth;
    }
    return most;
}

/// The list under a path of names; an empty one where there is none.
Json list_in(const Json& report, std::initializer_list<const char*> path) {
    const auto* at = &report;
    for (const auto* name : path) {
        if (!at->is_object() || !at->contains(name)) return Json::array();
        at = &at->at(name);
    }
    return at->is_array() ? *at : Json::array();
}

std::string person_of(const Json& card) {
    const auto kind = text_in(card, "kind");
    if (kind == "next_generation") return "next_generation";
    if (kind == "iphone" || kind == "android") return "phone_" + kind;
    return card.value("signature_certificate", true) ? "hanako" : "child";
}

std::optional<SeenFile> file_of(const Json& file) {
    const auto application = application_of(text_in(file, "application"));
    if (!application) return std::nullopt;
    SeenFile seen{{*application, static_cast<FileId>(hex(text_in(file, "file")))},
                  {},
                  number_in(file, "size", kLargestFile),
                  number_in(file, "filler", kLargestFile)};
    for (const auto& object : list_in(file, {"objects"}))
        seen.objects.push_back(
            {hex(text_in(object, "tag")), text_in(object, "form"), number_in(object, "length", kLargestFile)});
    return seen;
}

Lengths lengths_of(const SeenObject& object) {
    if (object.form == "81") return Lengths::with_81;
    return object.form == "one_byte" ? Lengths::as_reported : Lengths::long_form;
}

Writing writing_of(const SeenFile& file) {
    Writing writing(Lengths::as_reported);
    for (const auto& object : file.objects) {
        writing.forms[object.tag] = lengths_of(object);
        writing.sizes[object.tag] = object.length;
    }
    return writing;
}

void take_file(const SeenFile& file, CardShape& shape) {
    if (file.objects.empty()) {
        shape.sizes[file.place] = file.size;
        return;
    }
    shape.filler[file.place] = file.filler;
    if (file.place == CardShape::Place{ApplicationName::card_front, 0x0002}) shape.face_record = writing_of(file);
    if (file.place == CardShape::Place{ApplicationName::card_front, 0x0003}) shape.card_front_info = writing_of(file);
}

void take_card(const Json& report, Likeness& like) {
    for (const auto& file : list_in(report, {"card", "files"}))
        if (auto seen = file_of(file)) {
            take_file(*seen, like.shape);
            like.files.push_back(std::move(*seen));
        }
    for (const auto& application : list_in(report, {"card", "applications"}))
        if (const auto name = application_of(text_in(application, "application"));
            name && !application.value("answers", true))
            like.shape.missing.insert(*name);
    for (const auto& counter : list_in(report, {"card", "counters"}))
        for (const auto& known : kCounters)
            if (known.key == text_in(counter, "counter"))
                like.shape.left[known.place] = static_cast<int>(number_in(counter, "left", kMostTries));
}

void take_answers(const Json& report, Likeness& like) {
    for (const auto& answer : list_in(report, {"answers"}))
        if (text_in(answer, "command") == "SELECT application" && text_in(answer, "status") == "6F00")
            like.first_command_fails = true;
    for (const auto& command : list_in(report, {"commands"}))
        like.times[text_in(command, "command")] = time_in(command, "median_ms");
}

Likeness likeness_of(const Json& report) {
    Likeness like;
    const auto card = report.value("card", Json::object()), reader = report.value("reader", Json::object());
    like.person = person_of(card);
    like.atr = base::from_hex(text_in(reader, "atr")).value_or(base::Bytes{});
    if (like.atr.size() > kLongestAtr) throw NoReport{"atr is longer than 33 bytes"};
    constexpr std::size_t kMost = 99'999;
    like.shape.extended =
        number_in(reader, "extended_sent", kMost) == 0 || number_in(reader, "extended_done", kMost) > 0;
    take_card(report, like);
    take_answers(report, like);
    return like;
}

bool is_report(const Json& json) {
    return json.is_object() && text_in(json, "report") == "uketsuke first contact" &&
           number_in(json, "version", 99) == 1;
}

}  // namespace

base::Result<Likeness> read_likeness(const std::filesystem::path& report) {
    const auto refuse = [&](const std::string& why) {
        return base::fail(ErrorCode::config_invalid,
                          fmt::format("{} is no report of a first contact: {}", report.string(), why));
    };
    std::error_code unknown;
    if (const auto size = std::filesystem::file_size(report, unknown); !unknown && size > kLargestReport)
        return refuse("it is larger than 1 MiB");
    const auto text = base::read_file(report);
    if (!text) return base::fail(text.error());
    if (depth_of(*text) > kDeepest) return refuse("its parts stand too deep in each other");
    try {
        const auto json = Json::parse(*text, nullptr, false);
        return is_report(json) ? base::Result<Likeness>(likeness_of(json)) : refuse("it does not say so");
    } catch (const NoReport& wrong) {
        return refuse(wrong.why);
    } catch (const Json::exception&) {
        return refuse("something in it is of another kind than there");
    }
}

}  // namespace uketsuke::sim
