// SPDX-License-Identifier: Apache-2.0
// A kiosk with everything around it simulated, as the scenario player and the developer's window use it.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "firmware/app/kiosk.hpp"
#include "lay.hpp"
#include "sim/acting/shown_code.hpp"
#include "sim/card/my_number_card.hpp"
#include "sim/faults/fault_board.hpp"
#include "sim/people/person.hpp"
#include "ui/paint/picture.hpp"

namespace uketsuke::sim {

/// Thread-bound to the kiosk's thread.
class Rig {
public:
    virtual ~Rig() = default;

    virtual app::Kiosk& kiosk() = 0;
    /// Lets the kiosk work until `done` or until `limit` is over; returns done().
    virtual bool advance_until(const std::function<bool()>& done, base::Duration limit) = 0;
    /// The kiosk's monotonic clock.
    [[nodiscard]] virtual base::MonoTime now() const = 0;
    /// Its calendar.
    [[nodiscard]] virtual base::WallTime wall() const = 0;

    /// Takes this person's card into one hand, or their phone into the other.
    virtual base::Result<void> hold(const Person& person) = 0;
    /// Lays the held card on the reader (kCardSlot), or holds the phone to its own (kPhoneSlot).
    base::Result<void> insert(int slot) { return insert(slot, Lay::straight); }
    /// A card so. Errors: config_invalid (nothing is held; a phone, or a rig that cannot show it, lies straight alone).
    virtual base::Result<void> insert(int slot, Lay how) = 0;
    virtual void remove(int slot) = 0;
    /// Lays a code before the camera over the tray, in place of one that lies there; takes it away. Errors:
    /// config_invalid (it cannot be drawn; it lies otherwise than flat and sharp where no pictures are made).
    virtual base::Result<void> show(const ShownCode& code) = 0;
    virtual void lift() = 0;
    /// Sets the calendar of kiosk and service; monotonic time runs on. Errors: config_invalid where it cannot be set.
    virtual base::Result<void> set_clock(base::WallTime now) = 0;
    /// What the service says from now on of the insurance of the person whose card is held. Errors: config_invalid (no
    /// card is held, the service runs elsewhere, or that cannot be of this person).
    virtual base::Result<void> set_validity(domain::Validity validity) = 0;
    /// Who stands before the camera: a person's key, "nobody", "two", "photo" (a print held up), "far", "dark"; then,
    /// where pictures are made, settings (sim/camera/conditions.hpp): "taro light=dim". Errors: config_invalid.
    virtual base::Result<void> look(std::string_view words) = 0;
    /// "service" "slow 3000": docs/faults.md. Errors: config_invalid for words that this rig does not have.
    base::Result<void> fault(std::string_view device, std::string_view words) { return faults_.set(device, words); }
    /// How often the device's present fault fired, by its own count.
    [[nodiscard]] int fired(std::string_view device) const { return faults_.fired(device); }
    [[nodiscard]] const FaultBoard& faults() const { return faults_; }

    /// The held card, if it is a My Number Card: the judge of burnt tries.
    [[nodiscard]] virtual const MyNumberCard* card() const = 0;
    /// Whose card is in the hand; nullptr when none is.
    [[nodiscard]] virtual const Person* held() const = 0;
    /// What the panel shows now.
    virtual const ui::paint::Picture& picture() = 0;
    [[nodiscard]] virtual std::filesystem::path results() const = 0;
    [[nodiscard]] virtual std::filesystem::path journal() const = 0;
    /// What the desk was told.
    [[nodiscard]] virtual std::filesystem::path desk() const = 0;
    /// In one line, what is real here and what is not.
    [[nodiscard]] virtual std::string about() const = 0;

protected:
    explicit Rig(Rigs which) : faults_(which) {}
    FaultBoard faults_;  ///< with every device of the table that this rig has
};

}  // namespace uketsuke::sim
