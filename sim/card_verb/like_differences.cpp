// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "like.hpp"
#include "sim/card/object_reader.hpp"

namespace uketsuke::sim {
namespace {

std::string_view key_of(ApplicationName name) {
    const auto found = std::find_if(kReportedApplications.begin(), kReportedApplications.end(),
                                    [&](const ReportedApplication& one) { return one.name == name; });
    return found == kReportedApplications.end() ? "" : found->key;
}

/// Tag, form and length of all objects, those within others behind them, as the report has them.
void add_objects(base::ByteView bytes, int depth, std::vector<SeenObject>& objects) {
    for (auto object = first_object(bytes); object; object = first_object(bytes)) {
        const std::size_t tag_size = object->tag > 0xFFFF ? 3 : object->tag > 0xFF ? 2 : 1;
        const auto head = bytes.size() - object->rest.size() - object->value.size() - tag_size;
        constexpr std::array<const char*, 4> kForms{"one_byte", "81", "82", "83"};
        objects.push_back({object->tag, kForms.at(head - 1), object->value.size()});
        const auto first = object->tag >> 8;
        if (first == 0xFF || first == 0x7F || object->tag == 0xDF24) add_objects(object->value, depth + 1, objects);
        if (depth == 0) return;
        bytes = object->rest;
    }
}

const File* file_of(const std::vector<Application>& contents, const CardShape::Place& place) {
    for (const auto& application : contents)
        if (const auto file = application.files.find(place.second);
            application.name == place.first && file != application.files.end())
            return &file->second;
    return nullptr;
}

std::string told(const SeenObject& object) {
    return fmt::format("{:02X} {} {}", object.tag, object.form, object.length);
}

void compare(const SeenFile& seen, const File& file, std::vector<std::string>& differences) {
    std::vector<SeenObject> ours;
    add_objects(file.content, 0, ours);
    const auto where = fmt::format("{} {:04X}", key_of(seen.place.first), seen.place.second);
    for (std::size_t i = 0; i < std::max(ours.size(), seen.objects.size()); ++i) {
        const auto here = i < ours.size() ? told(ours[i]) : "nothing",
                   there = i < seen.objects.size() ? told(seen.objects[i]) : "nothing";
        if (here != there) differences.push_back(fmt::format("{}: {} in the report, {} here", where, there, here));
    }
}

}  // namespace

std::vector<std::string> not_followed(const Likeness& likeness, const std::vector<Application>& contents) {
    std::vector<std::string> differences;
    for (const auto& seen : likeness.files) {
        const auto* file = file_of(contents, seen.place);
        if (file == nullptr)
            differences.push_back(
                fmt::format("{} {:04X} is not on this card", key_of(seen.place.first), seen.place.second));
        else if (!seen.objects.empty())
            compare(seen, *file, differences);
    }
    return differences;
}

}  // namespace uketsuke::sim
