// SPDX-License-Identifier: Apache-2.0
#include "card_shape.hpp"

#include <algorithm>

#include "object_reader.hpp"

namespace uketsuke::sim {
namespace {

void refill(base::Bytes& content, std::size_t filler) {
    const auto object = first_object(content);
    if (!object) return;
    content.resize(content.size() - object->rest.size());
    content.resize(content.size() + filler, 0xFF);
}

File* file_of(std::vector<Application>& applications, const CardShape::Place& place) {
    for (auto& application : applications)
        if (const auto file = application.files.find(place.second);
            application.name == place.first && file != application.files.end())
            return &file->second;
    return nullptr;
}

}  // namespace

void shape(std::vector<Application>& applications, const CardShape& shape) {
    for (const auto& [place, filler] : shape.filler)
        if (auto* file = file_of(applications, place); file != nullptr) {
            refill(file->content, filler);
            refill(file->long_form, filler);
        }
    for (const auto& [place, size] : shape.sizes)
        if (auto* file = file_of(applications, place)) file->content.resize(size);
    for (const auto& [place, left] : shape.left)
        if (auto* file = file_of(applications, place); file != nullptr && file->pin)
            file->pin->left = std::min(left, file->pin->full);
    std::erase_if(applications, [&](const Application& one) { return shape.missing.count(one.name) != 0; });
}

}  // namespace uketsuke::sim
