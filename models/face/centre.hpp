// SPDX-License-Identifier: Apache-2.0
// The population centre: what the embeddings of a group of people have in common. Taken off before faces are compared,
// it stops a network from taking people for each other because they belong to one group. A second one, of people in
// general, keeps everybody else from paying for it.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "firmware/base/error.hpp"
#include "template.hpp"

namespace uketsuke::models::face {

/// As it lies beside the manifest. A mean over many people, from which nobody can be found again.
struct Centre {
    static constexpr int kFewestPeople = 30;  ///< a mean over fewer would tell about them

    std::string model_sha256;  ///< of the embedding network that it was computed with
    bool flip = false;         ///< whether faces were embedded with their mirror image
    std::string source;        ///< the set of pictures
    int people = 0, images = 0;
    std::vector<float> values;  ///< not normalised: its length says how much the group has in common
};

/// Errors: model_invalid with the file and what is wrong.
base::Result<Centre> read_centre(const std::filesystem::path& file);
/// Replaces the file. Errors: model_invalid for fewer than kFewestPeople, file_unreadable.
base::Result<void> write_centre(const std::filesystem::path& file, const Centre& centre);

/// One person's plain templates (StillFaces: Enrolled::plain); all of one length, none empty.
using PersonTemplates = std::vector<const Template*>;
/// Every person weighs the same, however many pictures there are. Empty for nobody.
std::vector<float> mean_of_people(std::span<const PersonTemplates> people);

/// What is taken off the templates of one network, in that network's own scale.
struct TakenOff {
    std::vector<float> centre;       ///< of a group; empty: nothing is taken off
    std::vector<float> second = {};  ///< of people in general; empty: the centre alone is taken off
    double sharpness = 0;            ///< how surely a face belongs to the one of the two that it is nearer to
};
/// Each network's part of the template less what is taken off it, of the length √weight again. With two centres each
/// face loses its own mixture of both, by softmax(sharpness · cosine to each), so that one threshold suits the group
/// and everybody else. `taken` is one a network, or empty: a copy with each part brought to its length.
Template centred(const Template& plain, std::span<const TakenOff> taken, const Layout& layout);
/// One network's own centre, taken out of a row.
std::vector<float> part_of(std::span<const float> row, const Layout& layout, std::size_t network);

}  // namespace uketsuke::models::face
