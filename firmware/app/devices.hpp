// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>

#include "face_day.hpp"
#include "firmware/domain/audit.hpp"
#include "firmware/flow/effect.hpp"
#include "firmware/flow/event.hpp"
#include "firmware/flow/setting.hpp"
#include "firmware/ports/appointments.hpp"
#include "firmware/ports/camera.hpp"
#include "firmware/ports/card.hpp"
#include "firmware/ports/clinic.hpp"
#include "firmware/ports/clock.hpp"
#include "firmware/ports/code_reader.hpp"
#include "firmware/ports/eligibility.hpp"
#include "firmware/ports/face.hpp"
#include "firmware/ports/face_place_tap.hpp"
#include "firmware/ports/frame_tap.hpp"
#include "firmware/ports/slip_printer.hpp"
#include "firmware/readiness/report.hpp"
#include "ui/scene/display.hpp"
#include "ui/scene/speaker.hpp"

namespace uketsuke::ui::voice {
class Speech;
}

namespace uketsuke::app {

/// What a look at the kiosk's own premises found.
struct PremisesLook {
    std::optional<base::Error> wrong;     ///< the kiosk is out of service with this
    std::vector<domain::DeskNote> notes;  ///< to tell staff
};

/// Everything outside, as ports. All must outlive the kiosk. The product and the simulator differ in nothing else.
struct Devices {
    ports::Clock& clock;
    ports::CardReader& reader;
    ports::CardReader* phone_reader = nullptr;  ///< the second reader, for smartphones; none where none is configured
    std::function<std::unique_ptr<ports::CardApplications>(ports::CardSession&)> open_applications;
    ports::CardSignature& signature;
    ports::CardFrontReader& card_front;
    ports::PhotoDecoder& decoder;
    ports::Camera& camera;  ///< a CheckedCamera (checked_camera.hpp), or a PairedCamera of two
    ports::FaceVerifier& face;
    ports::EligibilityClient& eligibility;
    ports::ReceptionLink& reception;
    ports::StaffGate& staff;
    ports::AuditSink& audit;
    ports::FrameTap& frames;
    /// A new order of prompts for each face attempt, from real randomness (draw_prompts.hpp).
    std::function<domain::FacePrompts()> draw_prompts;
    /// Asks the network whether a card's certificate (DER) was revoked; bounded, on the net lane. Empty: there is
    /// nobody to ask. Errors: certificate_refused, certificate_untrusted.
    std::function<base::Result<void>(base::ByteView certificate)> check_certificate = {};
    /// Whether the clock may be believed; at once, on the kiosk's thread. Empty: it is. Errors: clock_wrong.
    std::function<base::Result<void>()> check_clock = {};
    /// Whether what the kiosk is believed by still counts; on the files lane. Empty: it does.
    std::function<PremisesLook()> look_at_terms = {};
    /// By what a card is known again until the program ends. Thread-safe. Empty: none is, and nothing is counted for
    /// it.
    std::function<domain::CardKey(const domain::CardId&)> card_key = {};
    /// The camera behind card_front, a CheckedCamera too; it forgets its pictures with the visit. None: there is none.
    ports::Camera* card_front_camera = nullptr;
    /// What became of readers and cameras themselves, for the journal; at once, on the kiosk's thread. Empty: nothing.
    std::function<std::vector<domain::AuditRecord>()> device_news = {};
    /// Results once more, in another form; none: nobody wants them.
    ports::ResultCopies* copies = nullptr;
    /// What the clinic's programs ask in files, and who carries one out, giving the text of the answer; bounded, on the
    /// errands lane. None: nobody asks.
    ports::RequestFiles* requests = nullptr;
    std::function<base::Result<base::WipedText>(std::string_view request)> carry_out = {};
    /// What readers and cameras have to tell staff; at once, on the kiosk's thread. Empty: nothing.
    std::function<std::vector<domain::DeskNote>()> desk_news = {};
    /// What is asked for on top of those when the look leaves a doubt (draw_prompts.hpp). Empty: nothing.
    std::function<domain::FacePrompts(const domain::FacePrompts& asked)> draw_more = {};
    /// How the face check does, in counts. None: nobody counts.
    FaceDay* face_day = nullptr;
    /// Writes what staff set at the screen where a restart finds it (flow/setting_values.hpp); on the files lane.
    /// Empty: there is no such place.
    std::function<base::Result<void>(flow::Setting, int value)> keep_setting = {};
    ports::FacePlaceTap* face_place = nullptr;  ///< none: nobody listens for it
    ui::Speaker* speaker = nullptr;       ///< never waits (drivers/sound/speaker_thread.hpp); none: the kiosk is silent
    ui::voice::Speech* speech = nullptr;  ///< none: screens are not spoken, and no keys lead through them
    /// What keypad and headphones did since the last call; at once, on the kiosk's thread. Empty: there are none.
    std::function<std::vector<ui::Input>()> keys = {};
    /// Puts the counts of face_day where the clinic's monitoring reads them (face_metrics.hpp); on the files lane.
    /// Empty: nobody reads them.
    std::function<base::Result<void>(std::string_view text)> put_metrics = {};
    /// The clinic's own data, held against each result; none: nobody wants that.
    ports::ClinicData* clinic_data = nullptr;
    /// The clinic's list of appointments; none: the kiosk asks for none.
    ports::Appointments* appointments = nullptr;
    /// Slips for patients, and how one looks on paper of so many dots; on the printer's lane. None: nobody prints.
    ports::SlipPrinter* slip_printer = nullptr;
    std::function<domain::Image(const flow::PrintSlip&, int width)> draw_slip = {};
    /// The form of 被保険者資格申立書, and lines for staff, on the same paper.
    std::function<domain::Image(const flow::PrintStatement&, int width)> draw_statement = {};
    std::function<domain::Image(const std::vector<domain::StaffLine>&, int width)> draw_lines = {};
    /// What of the kiosk's readiness may be looked at while patients are served, but for what the kiosk knows itself;
    /// some seconds, on the errands lane. Empty: nobody looks.
    std::function<readiness::Report()> look_at_readiness = {};
    /// Puts a report where other programs find it, and tells it to the desk; on the files lane. Empty: nobody reads it.
    std::function<base::Result<void>(const readiness::Report&)> keep_readiness = {};
    /// Codes before the camera over the tray, and what a my-way code says; nothing: it is none. On the card lane. None:
    /// none are read.
    ports::CodeReader* code_reader = nullptr;
    std::function<std::optional<flow::MyWay>(std::string_view text)> my_way_in = {};
};

/// In Japan.
inline base::Date today(const ports::Clock& clock) { return base::date_in_japan(clock.wall()); }

}  // namespace uketsuke::app
