// SPDX-License-Identifier: Apache-2.0
#include "schema.hpp"

#include <array>
#include <vector>

#include "address.hpp"

namespace uketsuke::config {
namespace {

using C = Config;

constexpr std::string_view kLanguage = "[a-z]{2,3}(-[A-Za-z0-9]+)*";
constexpr std::string_view kUsbPort = "([0-9]+-[0-9]+([.][0-9]+)*)?";

const std::array kSchema{
    Row{"reader.name", &C::reader_name, "", 0, 0,
        "Part of the PC/SC name of the reader under the card; empty: any. Where cards lie in several, each is asked "
        "for its "
        "applications, and a My Number Card is taken."},
    Row{"reader.port", &C::reader_port, kUsbPort, 0, 0,
        "USB port that the reader must be plugged into, as the kernel names it (1-1.4: bus 1, port 1, port 4 of the "
        "hub there); uketsuke-card doctor --bind writes it. Empty: any. A reader that tells no port is bound by its "
        "full name in reader.name."},
    Row{"reader.extended_apdus", &C::reader_extended_apdus, "auto|on|off", 0, 0,
        "Extended commands, which read a file in fewer commands. auto: where the reader or its driver is known to pass "
        "them on, and never for what is about a person, since a driver may keep a long answer; on: always, some per "
        "cent faster, after a trial (a reader that cannot loses the card at each visit); off: never."},
    Row{"reader.shape", &C::reader_shape, "flat|flat_face_down|upright|front_slot", 0, 0,
        "How the card goes into the reader, for words and drawing: laid down with the photo up or down, stood in a "
        "slot with the photo towards the patient, or pushed into a slot at the front with the photo up."},
    Row{"phone_reader.name", &C::phone_reader_name, "", 0, 0,
        "Part of the PC/SC name of a second reader for smartphones; empty when there is none. The first one "
        "then needs a name too, and neither may be a part of the other."},
    Row{"phone_reader.port", &C::phone_reader_port, kUsbPort, 0, 0,
        "USB port of that reader, as reader.port; empty: any."},
    Row{"camera.device", &C::camera_device, "/.+", 0, 0, "Video device that looks at the person."},
    Row{"camera.required", &C::camera_required, "", 0, 0,
        "Without a camera: true puts the kiosk out of service, false offers the PIN alone."},
    Row{"card_front_camera.device", &C::card_front_camera_device, "(/.+)?", 0, 0,
        "Video device that reads the digits printed on the card; empty when there is none: then there is no face way."},
    Row{"card_front_camera.typing", &C::number_b_typing, "", 0, 0,
        "Whether the printed digits may be typed when the camera cannot read them."},
    Row{"card_front_camera.codes", &C::card_front_camera_codes, "", 0, 0,
        "Whether that camera also reads QR and bar codes that people lay before it: the my-way code of a slip "
        "(docs/slip.md). The idle screen then has a button for it."},
    Row{"infrared_camera.device", &C::infrared_camera_device, "(/.+)?", 0, 0,
        "Near-infrared video device right beside camera.device, with a lamp of its own and pictures in GREY "
        "(docs/cameras.md); a face must be in both. Empty when there is none."},
    Row{"infrared_camera.required", &C::infrared_camera_required, "", 0, 0,
        "Where that camera is missing: true takes it as if camera.device were, false goes on without it and tells the "
        "desk."},
    Row{"face.models", &C::face_models, "", 0, 0, "Folder of the face models, as the set-up fetched and checked them."},
    Row{"face.decoder", &C::face_decoder, "", 0, 0, "Program that decodes the photo of the card's chip."},
    Row{"face.operating_point", &C::face_operating_point, "default|strict", 0, 0,
        "Which threshold of the models' manifest decides: default, or strict, with fewer false matches and more "
        "refusals."},
    Row{"face.challenge_prompts", &C::face_challenge_prompts, "", 0, 3,
        "How many movements (turn left, turn right, blink; drawn at random) a person before the camera is asked for; 0 "
        "trusts the pictures alone. A look in doubt is asked for more."},
    Row{"face.tell_rejected_percent", &C::face_tell_rejected_percent, "", 0, 99,
        "Staff are told, once a day, when the face check refuses more than so many of a hundred people whose PIN is "
        "right afterwards, by the lower 95 % bound of the day's counts: a dirty lens, bad light. 0: never."},
    Row{"card.trusted_issuer", &C::card_trusted_issuer, "", 0, 0,
        "PEM file of the keys that certify the issuers of the data on the card's face; a header \"Key-Id: 5000023\" "
        "and an empty line within a block bind its key to that number."},
    Row{"card.authorities", &C::card_authorities, "", 0, 0,
        "PEM file of the CAs that issue user-authentication certificates; JPKI-TEST is refused."},
    Row{"card.revocation_lists", &C::card_revocation_lists, "", 0, 0,
        "Their revocation lists, one in DER or several in PEM, all of them: revoked in any is revoked, and a list is a "
        "fresh "
        "word only about what it covers (distribution point, delta). Read anew when the file changes; one that is not "
        "understood ends the start, by name. Empty: none."},
    Row{"card.ocsp_url", &C::card_ocsp_url, "(https?://[^ ]+)?", 0, 0,
        "Their OCSP responder; its answers are kept until their next update, and one without is believed for an hour. "
        "A "
        "nonce is sent, and wanted back from a responder that sent one back before. Empty: none.",
        complaint_about_url},
    Row{"card.ocsp_deadline_ms", &C::card_ocsp_deadline_ms, "", 100, 5000,
        "Longest time that a question to the responder may take; the card does not wait for it, the service does."},
    Row{"card.revocation_stale", &C::card_revocation_stale, "accept|refuse", 0, 0,
        "When neither list nor responder has a word that is still fresh: accept leaves the decision to the service and "
        "says so in the log; refuse turns the card away. A revoked certificate is always refused."},
    Row{"service.url", &C::service_url, "https://[^/ ]+", 0, 0,
        "Address of the eligibility service: scheme, host and port, no path.", complaint_about_host},
    Row{"service.ca", &C::service_ca, "", 0, 0,
        "PEM file of the CA that issued the service's certificate; no other CA is trusted."},
    Row{"service.certificate", &C::service_certificate, "", 0, 0, "PEM file of this kiosk's certificate."},
    Row{"service.key", &C::service_key, "", 0, 0, "PEM file of this kiosk's private key."},
    Row{"service.key_source", &C::service_key_source, "file|pkcs11", 0, 0,
        "Where that key is: file, in service.key; pkcs11, in a token (smart card, USB token, TPM) that signs itself "
        "and "
        "never gives it away. The latter needs Debian's libengine-pkcs11-openssl."},
    Row{"service.key_uri", &C::service_key_uri, "(pkcs11:[!-~]+)?", 0, 0,
        "Which key of which token (RFC 7512), such as `pkcs11:token=kiosk;object=tls;type=private`. The PIN is never "
        "in "
        "it.",
        complaint_about_key_uri},
    Row{"service.key_module", &C::service_key_module, "", 0, 0,
        "The PKCS#11 library of the token's maker; it runs within the kiosk."},
    Row{"service.key_pin", &C::service_key_pin, "", 0, 0,
        "File of the token's PIN, one line, of mode 0400 or 0600. A PIN that the token refused is not tried again "
        "until "
        "the kiosk is started anew."},
    Row{"service.deadline_ms", &C::service_deadline_ms, "", 100, 14000,
        "Longest time that one question to the service may take, from resolving its name to the whole answer; with the "
        "responder's before it, less than a visit waits for it (docs/flow.md)."},
    Row{"service.link", &C::service_link, "", 0, 0,
        "Socket of uketsuke-link, the process that has the network and the key (docs/processes.md); the kiosk then asks "
        "it, needs neither, and need not be able to read service.key. Empty: the kiosk asks the service itself."},
    Row{"service.probe_s", &C::service_probe_s, "", 0, 3600,
        "How often the service is asked between visits whether it is there, so that the idle screen says so when it is "
        "not; in doubt every 15 s. 0: only once an hour, for its time, and the screen says nothing."},
    Row{"results.folder", &C::results_folder, "", 0, 0,
        "Folder that the clinic's computer watches for result files, another one for each kiosk. It is held open: when "
        "its name leads elsewhere (a "
        "share that was unmounted), nothing is delivered until it leads back. Best not on the file system of "
        "state.folder, which a full share must not fill."},
    Row{"results.marker", &C::results_marker, "([.]?[A-Za-z0-9_-][A-Za-z0-9._-]*)?", 0, 0,
        "Name of a file that somebody puts into results.folder once: a folder without it is not the right one, at the "
        "start neither, and one with it is taken up after the share was mounted again. For shares; empty: none."},
    Row{"results.tell_after_minutes", &C::results_tell_after_minutes, "", 1, 10080,
        "Results that lie in results.folder for so long are told to the desk: nobody fetches them."},
    Row{"results.remove_after_hours", &C::results_remove_after_hours, "", 1, 8760,
        "Results that lie there for so long are removed, and the desk is told."},
    Row{"results.touch_after_ms", &C::results_touch_after_ms, "", 0, 60000,
        "So long after a result appeared its times are set anew: programs that take up a file only when they hear of a "
        "change hear it then (docs/result_files.md). 0: never."},
    Row{"results.encoding", &C::results_encoding, "utf-8|shift_jis", 0, 0,
        "Encoding of the result files. shift_jis is CP932, as Windows means it; a letter that it does not have is "
        "written as a reference (`&#x20B9F;`), which an XML parser reads as that letter."},
    Row{"results.line_end", &C::results_line_end, "lf|crlf", 0, 0, "How lines end in the result files."},
    Row{"results.identifier", &C::results_identifier, "([A-Za-z0-9._-]|[{]kiosk[}]|[{]visit[}]|[{]number[}])+", 0, 0,
        "What stands in ArbitraryFileIdentifier, by which a program knows which kiosk and visit a file belongs to: "
        "{kiosk} is results.kiosk, {visit} 32 hexadecimal digits of the visit, {number} its reception number, empty "
        "where it has none. At most 50 characters in all."},
    Row{"results.kiosk", &C::results_kiosk, "[A-Za-z0-9._-]{1,16}", 0, 0,
        "This kiosk's name in the result files, another one for each kiosk of the facility."},
    Row{"results.fhir_folder", &C::results_fhir_folder, "", 0, 0,
        "Where each result is written once more as HL7 FHIR R4 (docs/fhir.md); a folder of its own. Empty: nowhere."},
    Row{"results.show_reference_number", &C::results_show_reference_number, "", 0, 0,
        "Whether the end of a visit shows the facility's own number of the patient (照会番号), where the result "
        "carries "
        "one."},
    Row{"results.facility_code", &C::results_facility_code, "[0-9]{10}", 0, 0, "The clinic's ten-digit facility code."},
    Row{"requests.folder", &C::requests_folder, "", 0, 0,
        "Where the clinic's program puts OQSsiimm01req_….xml, requests to register a 照会番号 (docs/result_files.md); "
        "taken up between visits. Empty: nowhere."},
    Row{"requests.answers", &C::requests_answers, "", 0, 0,
        "Where their answers appear, OQSsiimm01res_….xml; needed where requests.folder is set. They name patients: one "
        "that nobody fetches is removed after results.remove_after_hours."},
    Row{"prescription.setting", &C::prescription_setting, "unused|electronic_only|both|paper_only", 0, 0,
        "What the facility issues (利用設定, OQSCD038); only `both` asks the patient."},
    Row{"prescription.asked", &C::prescription_asked, "elsewhere|at_reader", 0, 0,
        "Where the patient is asked for the form of the prescription (OQSCD039)."},
    Row{"prescription.pharmacy", &C::prescription_pharmacy, "", 0, 0,
        "Whether this is a pharmacy: it asks which of the stored e-prescriptions it shall dispense."},
    Row{"guidance.file", &C::guidance_file, "", 0, 0,
        "What counts at the desk when the reader cannot verify, by situation and day; `packaging/guidance.toml`."},
    Row{"reception.complete", &C::reception_complete, "", 0, 0,
        "Whether the check at this reader is the clinic's reception. Only then the last screen says "
        "受付が完了しました; "
        "else it says what is done, and nothing of a reception."},
    Row{"reception.next_place", &C::reception_next_place, "announced|waiting_room|desk", 0, 0,
        "Where a patient goes afterwards, as the last screens say: waits for what is announced, to the waiting room, "
        "or "
        "to the desk."},
    Row{"reception.number", &C::reception_number, "([A-Za-z0-9-]{0,8}[{][0-9]{1,6}[}])?", 0, 0,
        "The reception number (受付番号) of a patient whose insurance is valid: how the day's first one looks, such as "
        "{1}, {001} or A-{101}; several kiosks of a facility each have their own letter. Never twice on a day, also "
        "after a power cut; the same person keeps it that day. Empty: none."},
    Row{"reception.clinic_data", &C::reception_clinic_data, "", 0, 0,
        "Folder of lists (CSV, JSON) of what the clinic has on record of its patients; the desk is told where a result "
        "differs (docs/differences.md). Best only today's patients. Empty: nothing is compared."},
    Row{"appointments.folder", &C::appointments_folder, "", 0, 0,
        "Folder of lists (CSV) of today's appointments, by the number of the patient card (診察券番号); who gives "
        "theirs "
        "is recorded as come, and patient and desk are told (docs/appointments.md). Empty: the kiosk asks for none."},
    Row{"appointments.early_minutes", &C::appointments_early_minutes, "", 0, 720,
        "How many minutes before an appointment somebody is still on time; who comes sooner is told so."},
    Row{"appointments.late_minutes", &C::appointments_late_minutes, "", 0, 720,
        "How many minutes after an appointment somebody is still on time; who comes later is told so."},
    Row{"printer.device", &C::printer_device, "(/.+)?", 0, 0,
        "Receipt printer (ESC/POS) that prints a slip with the reception number: its device file, such as /dev/usb/lp0 "
        "or /dev/ttyUSB0. The kiosk's user must be allowed to write to it (group lp or dialout). Empty: there is "
        "none."},
    Row{"printer.baud", &C::printer_baud, "9600|19200|38400|57600|115200", 0, 0,
        "Speed of its line, where it is a serial one."},
    Row{"printer.paper", &C::printer_paper, "58mm|80mm", 0, 0, "Width of its paper: 384 or 576 dots."},
    Row{"printer.my_way", &C::printer_my_way, "never|otherwise|always", 0, 0,
        "When a slip bears a my-way code, by which the next visit begins in the same language, size and colours: "
        "otherwise: where the patient had them otherwise than the kiosk. Only where card_front_camera.codes is on."},
    Row{"staff_check.codes", &C::staff_check_codes, "{ name = \"desk-1\", hash = \"scrypt:…\", expires = 2027-03-31 }",
        0, 0,
        "The codes of the staff check (目視), one for each of the staff, at most 12: a label for journal and desk (1 "
        "to 20 "
        "of a-z 0-9 . _ -; no full name), what `uketsuke --hash-password --name LABEL --expires DAY` prints of the "
        "code, "
        "and the last day on which it counts. No codes: no staff check is offered."},
    Row{"staff_check.password_hash", &C::staff_check_password_hash, "(scrypt:1[5-9]:8:1:[0-9a-f]{32}:[0-9a-f]{64})?", 0,
        0,
        "One password for all of the staff, without an end, as settings of before had it. It still counts, with the "
        "label `facility` and a warning at each start; give each of the staff a code instead."},
    Row{"staff_check.tries", &C::staff_check_tries, "", 3, 20,
        "Wrong codes in a row with one card on the reader until that card has to wait, one minute at first and twice "
        "as "
        "long after each further one; other cards do not wait. A restart gives none back."},
    Row{"staff_check.lock_minutes", &C::staff_check_lock_minutes, "", 1, 1440, "The longest such wait."},
    Row{"staff_calls.file", &C::staff_calls_file, "", 0, 0,
        "Log of calls for staff, alerts and advice, a regular file and no link; not in results.folder, whose files are "
        "taken away."},
    Row{"desk.socket", &C::desk_socket, "", 0, 0,
        "Socket of uketsuke-desk, the clerks' page (docs/desk.md): the kiosk tells it each step as it happens, and "
        "goes "
        "on without it. Empty: there is none."},
    Row{"desk.keep_names_minutes", &C::desk_keep_names_minutes, "", 1, 720,
        "As long the name of a result waits in memory while the desk does not listen; then it is not told any more."},
    Row{"audit.journal", &C::audit_journal, "", 0, 0,
        "The audit journal; without it the kiosk is out of service. Moved away, it is begun again and goes on with the "
        "chain; cut in place, it needs a person to move it away."},
    Row{"state.folder", &C::state_folder, "", 0, 0,
        "Folder of the counters that must survive a restart, and of the key that signs the journal (docs/journal.md). "
        "Best not where audit.journal lies: they are held against each other."},
    Row{"metrics.file", &C::metrics_file, "", 0, 0,
        "Where the counts of the face check stand for the clinic's monitoring, in Prometheus' text format, as "
        "node_exporter's textfile collector reads what ends in .prom in its folder (docs/journal.md). Empty: nowhere."},
    Row{"readiness.at", &C::readiness_at, "(([01][0-9]|2[0-3]):[0-5][0-9])?", 0, 0,
        "When the kiosk looks each day whether it is ready (docs/readiness.md), in Japan's time: what is not is told "
        "to the "
        "desk, and all of it stands in readiness.json of the state folder. Empty: never by itself."},
    Row{"panel.width_px", &C::panel_width_px, "", 320, 7680, "Width of the screen."},
    Row{"panel.height_px", &C::panel_height_px, "", 320, 7680, "Height of the screen."},
    Row{"panel.diagonal_inch", &C::panel_diagonal_inch, "", 3, 60,
        "Diagonal of the screen: with it sizes come out in millimetres."},
    Row{"panel.layout", &C::panel_layout, "automatic|wide|tall|compact", 0, 0,
        "What the screens are laid out as: as the panel's size says; with bars above and below, or upright with them; "
        "or "
        "with a rail on the left. One that the panel has no room for is not used. This one, the next, "
        "screen.text_size, "
        "screen.theme, language.default and sound.volume_percent staff can set at the screen."},
    Row{"panel.brightness_percent", &C::panel_brightness_percent, "", 10, 100,
        "Of what the panel can: by its backlight (/sys/class/backlight) where the kiosk may write that, else the "
        "picture "
        "is drawn darker."},
    Row{"panel.dark_after_minutes", &C::panel_dark_after_minutes, "", 0, 1440,
        "Minutes without anybody after which the idle screen goes dark, until a touch or a card. 0: never, so that it "
        "says from afar that the kiosk works."},
    Row{"panel.fullscreen", &C::panel_fullscreen, "", 0, 0, "Whether the window takes the whole screen."},
    Row{"panel.reduced_motion", &C::panel_reduced_motion, "", 0, 0,
        "No picture moves and no ring turns, as in the colours of high contrast."},
    Row{"screen.text_size", &C::screen_text_size, "small|standard|large", 0, 0,
        "Size of all letters: 小, 中 or 大. This and the next four are what each visit begins with; a patient can "
        "choose "
        "otherwise on every screen, until the visit ends."},
    Row{"screen.theme", &C::screen_theme, "standard|high_contrast_dark|high_contrast_light", 0, 0,
        "Colours: the standard ones, white on black, or black on white."},
    Row{"screen.slow", &C::screen_slow, "", 0, 0,
        "Whether the screens wait three times as long for the patient, and results stay until they are touched "
        "(docs/flow.md)."},
    Row{"screen.reach", &C::screen_reach, "", 0, 0,
        "Whether everything that can be touched stands in the lower half of the screen."},
    Row{"screen.hold", &C::screen_hold, "", 0, 0,
        "Whether a touch counts only after the finger has stayed for half a second, for hands that tremble."},
    Row{"sound.volume_percent", &C::sound_volume_percent, "", 0, 100, "Of what the loudspeaker can; 0: it is silent."},
    Row{"sound.loudspeaker", &C::sound_loudspeaker, "", 0, 0,
        "Sound device of the loudspeaker, as SDL lists it; empty: the system's own choice."},
    Row{"sound.headphones", &C::sound_headphones, "", 0, 0,
        "That of the headphones. The same as the loudspeaker's: one device, on which only a plugged jack lets the "
        "voice "
        "say what is for one person alone."},
    Row{"sound.loudspeaker_db", &C::sound_loudspeaker_db, "", 40, 120,
        "Loudness of the voice at the loudspeaker's full volume, dB SPL at the place of the patient's head, as "
        "measured "
        "on the device with `uketsuke-voice reference`; until then a guess, and so is every loudness that is chosen."},
    Row{"sound.headphones_db", &C::sound_headphones_db, "", 40, 120, "The same of the headphones, at the ear."},
    Row{"sound.packs", &C::sound_packs, "", 0, 0,
        "Folder of the voice packs, one a language (docs/voice_packs.md). Where there is none the kiosk has no voice."},
    Row{"voice.keypad_device", &C::voice_keypad_device, "(/.+)?", 0, 0,
        "Input device of the numeric keypad, by a name that stays (/dev/input/by-id/…-event-kbd); nobody else gets its "
        "keys. Empty when there is none. docs/voice.md tells what the keys do."},
    Row{"voice.headphones_device", &C::voice_headphones_device, "(/.+)?", 0, 0,
        "Input device that tells of headphones in the jack (/dev/input/by-path/…). Empty when there is none: then only "
        "the key 5 begins a spoken visit, by the loudspeaker."},
    Row{"voice.announce_s", &C::voice_announce_s, "", 0, 3600,
        "How often the idle screen says, softly, how to hear it. 0: never."},
    Row{"language.default", &C::language_default, kLanguage, 0, 0,
        "Language of the idle screen, by the name of its file in `ui/locale`; one of language.offered."},
    Row{"language.offered", &C::language_offered, kLanguage, 0, 0,
        "Languages that a patient can choose, in this order. There are also ja-x-easy, zh-Hans, zh-Hant, ko, vi, "
        "pt-BR, "
        "es, fil, ne and my, whose words nobody has reviewed yet: have them read by somebody who speaks them first."},
    Row{"log.level", &C::log_level, "quiet|warning|info|debug", 0, 0, "How much is written to standard error."},
};

std::vector<Row> with_questions() {
    std::vector<Row> all(kSchema.begin(), kSchema.end());
    for (const auto& row : domain::kQuestionRows)
        if (!row.setting.key.empty()) all.push_back({row.setting.key, row.question, "", 0, 0, row.setting.sentence});
    return all;
}

}  // namespace

std::span<const Row> schema() {
    static const auto rows = with_questions();
    return rows;
}

}  // namespace uketsuke::config
