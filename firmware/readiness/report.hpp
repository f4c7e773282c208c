// SPDX-License-Identifier: Apache-2.0
// Whether a kiosk is ready for the day: one row for each part, with what was found and what to do. Staff read it, so
// its words are Japanese, wherever it is shown. It names nobody.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/base/time.hpp"

namespace uketsuke::readiness {

/// In the order in which they are told.
enum class Part : std::uint8_t {
    service,
    certificates,  ///< the kiosk's own and those that it believes in, with the days that are left
    lists,         ///< revocation lists
    reader,
    card,    ///< a test card on the reader
    camera,  ///< that looks at the person
    card_camera,
    infrared,
    light,  ///< on the person's place
    screen,
    sound,
    keypad,
    printer,
    folder,  ///< of results
    disk,
    journal,
    clock,
    models,    ///< face networks and the photo's decoder
    guidance,  ///< rows that are past their review date
    desk,
    desk_certificate,  ///< of the clerks' page, as the desk on this machine says it is
    broker,
};

enum class Level : std::uint8_t {
    ready,
    soon,    ///< it works, and somebody must see to it
    wrong,   ///< patients would meet it
    absent,  ///< this kiosk has none, or nobody looked
};

/// What a look at one part found.
struct Look {
    Level level = Level::absent;
    std::string found;  ///< a few words; may be empty
    bool operator==(const Look&) const = default;
};

struct Row {
    Part part{};
    Look look;
    bool operator==(const Row&) const = default;
};

struct Report {
    base::WallTime at{};
    std::vector<Row> rows;  ///< in the order of Part
    /// In place of what stood there.
    void put(Part part, Look look);
    /// Nothing is wrong.
    [[nodiscard]] bool ready() const;
};

/// What a part is called.
std::string_view name_of(Part part);
/// What to do when it is not ready.
std::string_view remedy_of(Part part);

}  // namespace uketsuke::readiness
