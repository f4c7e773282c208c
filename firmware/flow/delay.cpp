// SPDX-License-Identifier: Apache-2.0
#include "delay.hpp"

#include "firmware/base/enumeration.hpp"

namespace uketsuke::flow {
namespace {

using namespace std::chrono_literals;
using D = Delay;

constexpr auto kDelays = base::one_for_each<&DelayRow::delay>(std::array{
    DelayRow{D::touch, 90s, Pace::person, true,
             "nobody touched the screen: ask whether somebody is still there (WCAG 2.2.1)"},
    DelayRow{D::warning, 30s, Pace::person, true, "time to answer the idle warning"},
    DelayRow{D::pin, 60s, Pace::person, true, "digits do not wait longer than this"},
    DelayRow{D::phone, 60s, Pace::person, true, "time to bring the phone to its reader"},
    DelayRow{D::face, 30s, Pace::person, false, "one face attempt with its prompts, then a choice"},
    DelayRow{D::staff_confirm, 30s, Pace::machine, false,
             "staff stand here: an answer that comes later may be somebody else's"},
    DelayRow{D::card_job, 15s, Pace::machine, false,
             "a card dialogue; above the 10 s that a slow card may take (card facts A1)"},
    DelayRow{D::service_job, 20s, Pace::machine, false, "one question to the service; above its own deadline"},
    DelayRow{D::decision_job, 10s, Pace::machine, false, "the face decision"},
    DelayRow{D::file_job, 5s, Pace::machine, false, "writing the result, counting a password's try"},
    DelayRow{D::read, 45s, Pace::result, true, "time to read a result that needs the desk"},
    DelayRow{D::glance, 3s, Pace::result, true, "time to see that all went well"},
    DelayRow{D::goodbye, 3s, Pace::person, true, "time to see the last screen"},
    DelayRow{D::take_card, 3s, Pace::person, true, "the card still lies there: say it again"},
    DelayRow{D::take_card_reminder, 7s, Pace::person, true, "10 s: say it with more weight"},
    DelayRow{D::take_card_urgent, 20s, Pace::person, true, "30 s: tell staff"},
    DelayRow{D::staff, 180s, Pace::person, true, "staff did not come, or nobody cancelled"},
    DelayRow{D::code, 20s, Pace::person, true, "time to find a slip, a card or a phone and lay its code down"},
});

}  // namespace

std::span<const DelayRow> delay_table() { return kDelays; }
const DelayRow& row_of(Delay delay) { return kDelays.at(base::index_of(delay)); }
base::Duration length_of(const DelayRow& row, bool unhurried) {
    if (!unhurried || row.pace == Pace::machine) return row.duration;
    return kSlow * (row.pace == Pace::result ? row_of(Delay::touch).duration : row.duration);
}
std::string_view name_of(Delay delay) { return base::enumerator_name(delay); }

}  // namespace uketsuke::flow
