// SPDX-License-Identifier: Apache-2.0
// What is too much for one page, cut between its parts.
#pragma once

#include <functional>

#include "box.hpp"

namespace uketsuke::ui {

using Parts = std::vector<Box>;
/// What stands under each other in a box, as it is read; columns over a sheet lose it. Pure.
Parts parts_of(Box box);
/// The parts of a part that is too much for a page: of the several ways to show it, of the last that leaves nothing
/// out. Of a text its sentences. None: it is a row, or whatever says that it stays `together`.
Parts parts_of_part(const Box& part);
/// A copy of the first heading in the box; nothing where there is none.
Box heading_in(const Box& box);

/// As many parts on each page as `fits` allows, which hears the parts, the number of the page, from 0, and
/// whether it is the last. None: a part is
/// too much for a page.
std::vector<Parts> pages_of(Parts parts, const std::function<bool(const Parts&, std::size_t, bool)>& fits);

}  // namespace uketsuke::ui
