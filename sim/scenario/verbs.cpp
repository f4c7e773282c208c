// SPDX-License-Identifier: Apache-2.0
#include "verbs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

namespace uketsuke::sim {
namespace {

constexpr bool kNeeded = false, kOptional = true;

constexpr std::array kPerson{
    Argument{"person", Kind::word, kNeeded, "a file of sim/people"},
    Argument{"counters", Kind::words, kOptional, "`pin_tries=N`, `number_b_tries=N`: the card's counters"}};
constexpr std::array kMoved{
    Argument{"what", Kind::word, kOptional, "`card`, which is meant without a word, or `phone`"}};
constexpr std::array kLaid{
    kMoved[0],
    Argument{"how", Kind::word, kOptional,
             "of a card: `straight`, `back` (its other side up), `turned` (upside down), `sleeve` (in a clear "
             "one); the last two on the real rig only"}};
constexpr std::array kValidity{
    Argument{"what", Kind::word, kNeeded,
             "`valid`, `invalid`, `invalid_newer_exists`, `none_found`, `several` (of whom two insurers report), "
             "`valid_unregistered`"}};
constexpr std::array kTaken{
    Argument{"what", Kind::word, kOptional, "`card`, which is meant without a word, `phone` or `code`"}};
constexpr std::array kCode{
    Argument{"text", Kind::word, kNeeded, "what the code says"},
    Argument{"settings", Kind::words, kOptional,
             "`as=code128`, `code39`, `nw7` or `jan` instead of a QR code, `and=TEXT`: a second code beside it; on the real rig "
             "also how it lies: "
             "`turn=30` degrees, `blur=2` pixels, `glare=on`, `dark=on` (light on dark)"}};
constexpr std::array kWho{
    Argument{"who", Kind::word, kNeeded, "a person, or one of the looks in scenarios.md"},
    Argument{"settings", Kind::words, kOptional, "of room and camera, as there (real rig only): `light=backlight`"}};
constexpr std::array kLabel{
    Argument{"label", Kind::word, kNeeded, "the button's text, or a part that only one button has"},
    Argument{"nth", Kind::number, kOptional, "which of the buttons with exactly this text, from 1"}};
constexpr std::array kSpot{Argument{"what", Kind::word, kNeeded, "`target`"},
                           Argument{"mm", Kind::number, kNeeded, "so many millimetres right of its middle"}};
constexpr std::array kDigits{Argument{"digits", Kind::word, kNeeded,
                                      "digits; `staff_password`, the code of one of the simulated clinic's staff; "
                                      "`card_front`, the digits that are printed on the held card"}};
constexpr std::array kKey{
    Argument{"key", Kind::word, kNeeded,
             "its cap (`5`, `Enter`), or a command that a key gives here (`next`); or `to`, `type`"},
    Argument{"words", Kind::words, kOptional,
             "after `to`: the words on which the focus is to stand; after `type`: digits; after a cap: `held`"}};
constexpr std::array kPlug{Argument{"where", Kind::word, kNeeded, "`in` or `out`"}};
constexpr std::array kHeard{
    Argument{"words", Kind::words, kNeeded, "all of them"},
    Argument{"within", Kind::within, kOptional, "how long they are waited for, 10 s unless told"}};
constexpr std::array kUnheard{Argument{"words", Kind::words, kNeeded, "none of them"}};
constexpr std::array kDuration{Argument{"time", Kind::time, kNeeded, "2s, 350ms"}};
constexpr std::array kClock{Argument{"to", Kind::word, kOptional,
                                     "2025-12-01, at the same time of day, or 2025-12-01T23:59:00+09:00; without it "
                                     "nothing is set (set it on the virtual rig only)"}};
constexpr std::array kFault{Argument{"device", Kind::word, kOptional, "see faults.md; without it nothing is changed"},
                            Argument{"words", Kind::words, kOptional, "what is wrong with it; `none` mends it"}};
constexpr std::array kNumber{Argument{"number", Kind::word, kNeeded, "the 照会番号"}};
constexpr std::array kRows{
    Argument{"rows", Kind::words, kOptional,
             "a line of the list each: number, day (`today`, or 2026-12-01), time, name, department; the last three "
             "may be left out. Anything else stands in the list as it is"}};
constexpr std::array kChart{
    Argument{"person", Kind::word, kNeeded, "a file of sim/people"},
    Argument{"otherwise", Kind::words, kOptional, "`name=…`, `address=…` as columns of docs/differences.md"}};
constexpr std::array kClerk{
    Argument{"says", Kind::word, kNeeded,
             "`comes`, `confirms`, `refuses`, `unlocks`, `language`, `comfort`, `test_slip`, `closes`, `opens`"},
    Argument{"item", Kind::number, kOptional,
             "of `language` and `comfort` the place in their table, 0 unless told; `closes 1`: for a check"}};
constexpr std::array kExpected{Argument{"what", Kind::word, kNeeded, "see Expectations"},
                               Argument{"words", Kind::words, kNeeded, "the others of its line there"},
                               Argument{"within", Kind::within, kOptional, "how long it is waited for"}};
constexpr std::array kEvents{
    Argument{"events", Kind::words, kNeeded, "their names, in order; others may stand between"},
    Argument{"within", Kind::within, kOptional, "how long they are waited for; at once"}};
constexpr std::array kGolden{Argument{"name", Kind::word, kNeeded, "of a file of the scenario's folder golden"}};
constexpr std::array kPicture{Argument{
    "name", Kind::word, kOptional, "letters, digits, - and _; `screen` unless told. It goes to the folder of `--out`"}};
constexpr std::array kFile{Argument{"name", Kind::word, kOptional, "of one file, to be told with its text"}};
constexpr std::array kLines{Argument{"lines", Kind::number, kOptional, "so many at the end, 20 unless told"}};
constexpr std::array kVerb{Argument{"of", Kind::word, kOptional, "of one verb"}};
constexpr std::array kStreams{
    Argument{"to", Kind::words, kOptional, "`state`, `journal`, `desk`; all of them unless told"}};

constexpr std::array kDone{Field{"screen", "string", "the screen that is up now"}};
constexpr std::array kTime{Field{"wall", "string", "the kiosk's date and time"},
                           Field{"ms", "integer", "its clock that is never set, in milliseconds"}};
constexpr std::array kFaults{
    Field{"faults", "array", "of each that is in force: device, words, and fired, how often it met the kiosk"}};
constexpr std::array kFound{Field{"screen", "string", "the screen that is up now"},
                            Field{"ms", "integer", "the time until it was so, in milliseconds"}};
constexpr std::array kState{
    Field{"screen", "string", "as in the state table"},
    Field{"row", "string", "the arrow that led to it: from, event, action, guard; empty at the start"},
    Field{"error", "any", "number and name of the error that it explains, or null"},
    Field{"tries", "any", "the PIN tries that it knows of, or null"},
    Field{"pin_digits", "integer", "how many are typed"},
    Field{"page", "integer", "of the screen, from 1"},
    Field{"pages", "integer", "that it has"},
    Field{"language", "string", "its code"},
    Field{"held", "any", "whose card is in the hand or on the reader, or null"},
    Field{"wall", "string", "the kiosk's date and time"},
    Field{"ms", "integer", "its clock that is never set, in milliseconds"},
    Field{"buttons", "array", "the texts of all that can be touched"},
    Field{"rig", "string", "what is real in it and what is not"},
    Field{"version", "integer", "of these verbs"}};
constexpr std::array kTree{
    Field{"text", "string", "the screen as in the goldens, one line each"},
    Field{"nodes", "array", "id, role, text, detail, touch, and mm: left, top, width, height"},
    Field{"focus", "array", "ids of what can be touched, in the order in which keys lead there"}};
constexpr std::array kShot{Field{"file", "string", "the PNG"}};
constexpr std::array kResults{Field{"files", "array", "names and bytes of what lies in the clinic's result folder"},
                              Field{"text", "string", "of the one that was asked for, else empty"}};
constexpr std::array kJournal{Field{"lines", "array", "its records as they are, see journal.md"}};
constexpr std::array kDesk{Field{"lines", "array", "what the desk was told, a string each"}};
constexpr std::array kHelp{Field{"verbs", "array", "how each is written and what it does, a string each"}};
constexpr std::array kStreamed{Field{"to", "array", "what will be told"}};
constexpr std::array kEnd{Field{"steps", "integer", "verbs that were carried out"}};

const std::array kVerbs{
    VerbRule{"card", Verb::card, "takes the card of a person into the hand", kPerson, kDone},
    VerbRule{"phone", Verb::phone, "takes a person's smartphone into the other hand", kPerson, kDone},
    VerbRule{"insert", Verb::insert, "lays the held card on the reader, or holds the phone to its own", kLaid, kDone},
    VerbRule{"remove", Verb::remove, "takes it away", kTaken, kDone},
    VerbRule{"lay", Verb::lay, "lays a code before the camera over the tray, as on a slip or a phone", kCode, kDone},
    VerbRule{"validity", Verb::validity,
             "what the service says from now on of the insurance of the person whose card is held", kValidity, kDone},
    VerbRule{"look", Verb::look, "who or what is before the camera", kWho, kDone},
    VerbRule{"tap", Verb::tap, "touches a button", kLabel, kDone},
    VerbRule{"touch", Verb::touch, "touches the glass beside the touch test's target", kSpot, kDone},
    VerbRule{"type", Verb::type, "touches the digits of the pad one by one", kDigits, kDone},
    VerbRule{"key", Verb::key,
             "presses a key of the keypad. For a command, or with `to`, the person listens to the end first (virtual "
             "rig only)",
             kKey, kDone},
    VerbRule{"headphones", Verb::headphones, "plugs headphones in or out", kPlug, kDone},
    VerbRule{"heard", Verb::heard,
             "something that was said since what was heard last, or that, has these words in it (virtual rig only)",
             kHeard, kFound},
    VerbRule{"unheard", Verb::unheard,
             "nothing that was said to this person has one of these words in it (virtual rig only)", kUnheard, kDone},
    VerbRule{"wait", Verb::wait, "lets time pass", kDuration, kDone},
    VerbRule{"clock", Verb::clock, "sets the calendar of kiosk and service, and tells it", kClock, kTime},
    VerbRule{
        "fault", Verb::fault,
        "breaks a device, or mends it, and tells what is broken. One that is mended before it ever met the kiosk is "
        "an error: it proved nothing",
        kFault, kFaults},
    VerbRule{"request", Verb::request,
             "a program of the clinic asks in a file that this be its 照会番号 of the person whose card is held "
             "(`facts requests=on`)",
             kNumber, kDone},
    VerbRule{"appointments", Verb::appointments,
             "the clinic's program puts its list of appointments into its folder (`facts appointments=on`); without "
             "words it takes the list away",
             kRows, kDone},
    VerbRule{"chart", Verb::chart,
             "the clinic's own data of a person lie in its folder, as the insurer has them but for what is said "
             "otherwise (`facts chart=on`)",
             kChart, kDone},
    VerbRule{"clerk", Verb::clerk, "somebody at the desk's page says this to the kiosk", kClerk, kDone},
    VerbRule{"expect", Verb::expect, "waits until it is so, for 10 s at most unless told", kExpected, kFound},
    VerbRule{"audit", Verb::audit, "the journal holds these events", kEvents, kFound},
    VerbRule{"golden", Verb::golden, "the tree of the screen is the one in the golden of this name", kGolden, kDone},
    VerbRule{"state", Verb::state, "tells what the kiosk is at", {}, kState},
    VerbRule{"tree", Verb::tree, "tells what is on the screen, and where", {}, kTree},
    VerbRule{"screenshot", Verb::screenshot, "paints the panel into a PNG", kPicture, kShot},
    VerbRule{"results", Verb::results, "tells what the clinic got", kFile, kResults},
    VerbRule{"journal", Verb::journal, "tells the end of the journal", kLines, kJournal},
    VerbRule{"desk", Verb::desk, "tells what the desk was told last", kLines, kDesk},
    VerbRule{"help", Verb::help, "tells the verbs", kVerb, kHelp},
    VerbRule{"subscribe", Verb::subscribe, "from now on tells this connection what happens, an event a line", kStreams,
             kStreamed, Where::live},
    VerbRule{
        "quit", Verb::quit, "ends the kiosk; a fault that never met it is an error then, too", {}, kEnd, Where::live},
};

constexpr std::array kExpectations{
    Expectation{
        "screen NAME [tries=N] [error=N]",
        "the screen: its name as in the state table, the PIN tries it knows, the number of the error it explains"},
    Expectation{"text \"WORDS\"", "the words stand on the screen"},
    Expectation{"comfort [size=…] [theme=…] [slow=…] [reach=…] [hold=…]",
                "how the visit is shown: size `small`, `standard`, `large`; theme `standard`, `high_contrast_dark`, "
                "`high_contrast_light`; the others `on` or `off`. The patient's way to them is `tap \"Aa\"`. At once"},
    Expectation{"earcon NAME, prompt KEY", "the sound and the sentence that came with the screen. At once"},
    Expectation{"results N", "so many files lie in the clinic's result folder. At once"},
    Expectation{"document \"WORDS\"…",
                "the newest result document has all of these in it; with `!` before it, it has not: "
                "`\"PharmacistsInfoConsFlg>1\" \"!ConsTime\"`. At once unless told"},
    Expectation{"answer \"WORDS\"…, fhir \"WORDS\"…",
                "the same of the newest answer to a request (`facts requests=on`) and of the newest FHIR file (`facts "
                "fhir=on`)"},
    Expectation{"desk \"WORDS\"…", "the last line that the desk got has all of these in it. At once unless told"},
    Expectation{"desk_lines N", "the desk got so many lines. At once"},
    Expectation{"metrics \"LINE\"…", "the file of metrics has each of these lines. At once unless told"},
    Expectation{"verifies N", "the card has seen so many VERIFY commands, by its own count. At once"},
    Expectation{"pin_left N, number_b_left N", "the card has so many tries left, by its own count. At once"},
};

std::string usage(const Argument& argument) {
    std::string name(argument.name);
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::toupper(c); });
    if (argument.kind == Kind::words) name += "…";
    if (argument.kind == Kind::within) name = "within TIME";
    return argument.optional ? fmt::format(" [{}]", name) : " " + name;
}

}  // namespace

std::span<const VerbRule> verbs() { return kVerbs; }
std::span<const Expectation> expectations() { return kExpectations; }

const VerbRule* find_verb(std::string_view name) {
    const auto* found =
        std::find_if(kVerbs.begin(), kVerbs.end(), [&](const VerbRule& rule) { return rule.name == name; });
    return found != kVerbs.end() ? found : nullptr;
}

const VerbRule& rule_of(Verb verb) {
    return *std::find_if(kVerbs.begin(), kVerbs.end(), [&](const VerbRule& rule) { return rule.verb == verb; });
}

std::string usage(const VerbRule& rule) {
    std::string text(rule.name);
    for (const auto& argument : rule.arguments) text += usage(argument);
    return text;
}

}  // namespace uketsuke::sim
