// SPDX-License-Identifier: Apache-2.0
#include "like.hpp"

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

std::string text_in(const Json& object, const char* key) { return object.value(key, std::string()); }

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
                  file.value("size", 0U),
                  file.value("filler", 0U)};
    for (const auto& object : list_in(file, {"objects"}))
        seen.objects.push_back({hex(text_in(object, "tag")), text_in(object, "form"), object.value("length", 0U)});
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
            if (known.key == text_in(counter, "counter")) like.shape.left[known.place] = counter.value("left", 0);
}

void take_answers(const Json& report, Likeness& like) {
    for (const auto& answer : list_in(report, {"answers"}))
        if (text_in(answer, "command") == "SELECT application" && text_in(answer, "status") == "6F00")
            like.first_command_fails = true;
    for (const auto& command : list_in(report, {"commands"}))
        like.times[text_in(command, "command")] =
            std::chrono::microseconds(static_cast<std::int64_t>(command.value("median_ms", 0.0) * 1000));
}

Likeness likeness_of(const Json& report) {
    Likeness like;
    const auto card = report.value("card", Json::object()), reader = report.value("reader", Json::object());
    like.person = person_of(card);
    like.atr = base::from_hex(text_in(reader, "atr")).value_or(base::Bytes{});
    like.shape.extended = reader.value("extended_sent", 0) == 0 || reader.value("extended_done", 0) > 0;
    take_card(report, like);
    take_answers(report, like);
    return like;
}

bool is_report(const Json& json) {
    return json.is_object() && text_in(json, "report") == "uketsuke first contact" && json.value("version", 0) == 1;
}

}  // namespace

base::Result<Likeness> read_likeness(const std::filesystem::path& report) {
    const auto text = base::read_file(report);
    if (!text) return base::fail(text.error());
    const auto json = Json::parse(*text, nullptr, false);
    const auto wrong = base::fail(ErrorCode::config_invalid, report.string() + " is no report of a first contact");
    try {
        return is_report(json) ? base::Result<Likeness>(likeness_of(json)) : wrong;
    } catch (const Json::exception&) {
        return wrong;
    }
}

}  // namespace uketsuke::sim
