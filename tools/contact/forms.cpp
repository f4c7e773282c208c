// SPDX-License-Identifier: Apache-2.0
#include "forms.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "drivers/mynumber/tlv.hpp"

namespace uketsuke::tools::contact {
namespace {

using drivers::mynumber::parse_tlv;
using drivers::mynumber::Tlv;

/// Objects that hold others (card facts A5, A6); a certificate's 30 is left alone.
constexpr std::array<std::uint32_t, 7> kHolds{0xFF10, 0xFF20, 0xFF30, 0xFF40, 0xFF50, 0x7F21, 0xDF24};
constexpr std::uint32_t kTable = 0xDF21;
constexpr std::array<std::uint32_t, 3> kOwn{0xDF25, 0xDF26, 0xDF27};

std::size_t tag_size(std::uint32_t tag) { return tag > 0xFFFF ? 3 : tag > 0xFF ? 2 : 1; }

std::size_t form_size(LengthForm form) { return 1 + static_cast<std::size_t>(form); }

ObjectForm object_of(const Tlv& object, std::size_t at, int depth) {
    const auto length_bytes = object.whole.size() - object.value.size() - tag_size(object.tag);
    return {object.tag, at, object.value.size(), static_cast<LengthForm>(length_bytes - 1), depth};
}

void add(base::ByteView file, std::size_t at, std::size_t end, int depth, std::vector<ObjectForm>& objects) {
    while (at < end) {
        const auto object = parse_tlv(file.subspan(at, end - at));
        if (!object) return;
        objects.push_back(object_of(*object, at, depth));
        const auto value_at = at + object->whole.size() - object->value.size();
        at += object->whole.size();
        if (std::find(kHolds.begin(), kHolds.end(), object->tag) != kHolds.end())
            add(file, value_at, at, depth + 1, objects);
        if (depth == 0) return;
    }
}

}  // namespace

std::size_t ObjectForm::end() const { return at + tag_size(tag) + form_size(form) + length; }

FileForm form_of(base::ByteView file) {
    FileForm form;
    form.size = file.size();
    const bool record = !file.empty() && (file[0] == 0x30 || file[0] == 0x7F || file[0] == 0xFF);
    if (record) add(file, 0, file.size(), 0, form.objects);
    if (form.objects.empty()) return form;
    const auto rest = file.subspan(form.objects.front().end());
    form.filler = rest.size();
    form.only_filler = std::all_of(rest.begin(), rest.end(), [](std::uint8_t byte) { return byte == 0xFF; });
    return form;
}

std::size_t in_steps(std::size_t length, LengthForm form) {
    const auto most = form == LengthForm::one_byte ? 0x7F : form == LengthForm::x81 ? 0xFF : 0xFFFFFF;
    return std::min<std::size_t>((length + kGrain - 1) / kGrain * kGrain, most);
}

FileForm in_steps(FileForm record) {
    if (record.objects.empty()) return record;
    std::size_t more = 0;
    for (auto& object : record.objects) {
        if (std::find(kOwn.begin(), kOwn.end(), object.tag) == kOwn.end()) continue;
        const auto told = in_steps(object.length, object.form);
        more += told - object.length;
        object.length = told;
    }
    record.objects.front().length += more;
    const auto less = std::min(more, record.filler);
    record.filler -= less;
    record.size += more - less;
    return record;
}

bool table_fits(base::ByteView file, const FileForm& form) {
    std::vector<ObjectForm> first;
    std::copy_if(form.objects.begin(), form.objects.end(), std::back_inserter(first),
                 [](const ObjectForm& one) { return one.depth == 1; });
    if (first.empty() || first.front().tag != kTable || first.front().length != 2 * (first.size() - 1)) return false;
    const auto table = file.subspan(first.front().end() - first.front().length, first.front().length);
    for (std::size_t i = 1; i < first.size(); ++i) {
        const auto said = static_cast<std::size_t>(table[2 * i - 2] << 8 | table[2 * i - 1]);
        if (said != first[i].at) return false;
    }
    return true;
}

}  // namespace uketsuke::tools::contact
