// SPDX-License-Identifier: Apache-2.0
#include "fault_table.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace uketsuke::sim {
namespace {

using enum Rigs;
using enum Tried;

// clang-format off
constexpr std::array kRules{
    FaultRule{"card", "foreign", "foreign", "no My Number Card"},
    FaultRule{"card", "garbage", "garbage", "answers noise"},
    FaultRule{"card", "wrong", "wrong", "refuses commands (6F00)"},
    FaultRule{"card", "wrong N SW", "wrong 3 6982", "answers the N-th command from now with this status word"},
    FaultRule{"card", "short", "short", "each answer lacks its last byte"},
    FaultRule{"card", "stuck", "stuck", "never answers"},
    FaultRule{"card", "hang N", "hang 3", "the same from the N-th command on", both, alike},
    FaultRule{"card", "mute", "mute", "does not answer to power"},
    FaultRule{"card", "two", "two", "another card lies on it: neither can be told from the other"},
    FaultRule{"card", "slow MS", "slow 400", "each answer comes so much later"},
    FaultRule{"card", "delayed MS", "delayed 4000", "the next answer comes so much later"},
    FaultRule{"card", "intermittent", "intermittent", "every other command ends in 6F00"},
    FaultRule{"card", "tear N", "tear 2", "out of the field at the N-th command from now"},
    FaultRule{"card", "tear N after", "tear 2 after", "the same, but the card acted"},
    FaultRule{"card", "tear N at N", "tear 2 at 1", "so many bytes of the answer still arrived", both, alike},
    FaultRule{"card", "busy", "busy", "another program holds it", virtual_},
    FaultRule{"card", "swap WHO", "swap taro", "another person's card lies there, and the reader says nothing", virtual_},
    FaultRule{"card", "token WHO", "token phone_iphone", "in the hand is this person's phone, to be laid on the card reader; before it is laid", virtual_, alike},
    FaultRule{"card", "relayed WHO", "relayed taro", "this person's face and another's signing key; before it is laid", both, alike},
    FaultRule{"card", "copied", "copied", "files of a card without its keys"},
    FaultRule{"card", "copied otherkey", "copied otherkey", "the same with keys of its own"},
    FaultRule{"card", "tampered", "tampered", "one bit of its photo differs from what was signed"},
    FaultRule{"card", "tampered name", "tampered name", "of the name"},
    FaultRule{"card", "tampered address", "tampered address", "of the address", both, alike},
    FaultRule{"card", "tampered birth", "tampered birth", "of the date of birth"},
    FaultRule{"card", "tampered key", "tampered key", "of the card's public key", both, alike},
    FaultRule{"card", "tampered expiry", "tampered expiry", "of its expiry, which is not signed", both, alike},
    FaultRule{"card", "tampered signature", "tampered signature", "of the face record's signature", both, alike},
    FaultRule{"card", "tampered issuer", "tampered issuer", "of the issuer's", both, alike},
    FaultRule{"card", "tampered attributes", "tampered attributes", "of the name in the text application", both, alike},
    FaultRule{"card", "tampered digest", "tampered digest", "of its digest", both, alike},
    FaultRule{"card", "first6f00", "first6f00", "the first command after power ends in 6F00", both, harmless},
    FaultRule{"card", "longform", "longform", "lengths are written in the long form", both, harmless},
    FaultRule{"card", "filler", "filler", "a kilobyte more behind each file", both, harmless},
    FaultRule{"card", "nofiller", "nofiller", "nothing behind a file's object", both, harmless},
    FaultRule{"card", "drips", "drips", "a byte to each READ BINARY", both, harmless},
    FaultRule{"card", "exactlength", "exactlength", "wants to be asked for what is there", both, harmless},
    FaultRule{"phone", "locked", "locked", "has not checked its owner"},
    FaultRule{"phone", "mute", "mute", "as a card", both, alike},
    FaultRule{"phone", "garbage", "garbage", "as a card", both, alike},
    FaultRule{"phone", "wrong", "wrong", "as a card", both, alike},
    FaultRule{"phone", "wrong N SW", "wrong 3 6982", "as a card", both, alike},
    FaultRule{"phone", "stuck", "stuck", "as a card", both, alike},
    FaultRule{"phone", "hang N", "hang 3", "as a card", both, alike},
    FaultRule{"phone", "tear N", "tear 2", "as a card", both, alike},
    FaultRule{"phone", "tear N after", "tear 2 after", "as a card", both, alike},
    FaultRule{"reader", "off", "off", "unplugged"},
    FaultRule{"reader", "changed", "changed", "one that nobody accepted is plugged in beside it", virtual_},
    FaultRule{"reader", "intermittent", "intermittent", "every other call finds it gone", virtual_},
    FaultRule{"daemon", "off", "off", "pcscd does not run"},
    FaultRule{"phone_reader", "off", "off", "unplugged", virtual_},
    FaultRule{"list", "fresh", "fresh", "the kiosk has a list of revoked certificates", virtual_, harmless},
    FaultRule{"list", "stale", "stale", "its next update is overdue", virtual_},
    FaultRule{"responder", "revoked", "revoked", "asked about any certificate, it takes 5 s to say revoked", virtual_},
    FaultRule{"responder", "silent", "silent", "takes 5 s to say nothing", virtual_},
    FaultRule{"clock", "late", "late", "the service says that it is three days later than the kiosk's clock", virtual_},
    FaultRule{"clock", "ahead", "ahead", "the kiosk's calendar runs ten years ahead", virtual_},
    FaultRule{"clock", "back", "back", "it is a day behind", virtual_},
    FaultRule{"clock", "stopped", "stopped", "it stands still", virtual_},
    FaultRule{"camera", "off", "off", "not there"},
    FaultRule{"camera", "stuck", "stuck", "no more frames"},
    FaultRule{"camera", "black", "black", "a covered lens"},
    FaultRule{"camera", "slow", "slow", "a frame a second", virtual_},
    FaultRule{"camera", "intermittent", "intermittent", "every other picture does not come", virtual_},
    FaultRule{"camera", "frozen", "frozen", "the last picture again, as somebody does who feeds in pictures"},
    FaultRule{"camera", "repeated", "repeated", "an earlier one again", both, alike},
    FaultRule{"camera", "backwards", "backwards", "the sensor's time goes back", both, alike},
    FaultRule{"camera", "torn", "torn", "the lower half of the picture before under the upper half of each new one"},
    FaultRule{"camera", "swapped", "swapped", "another camera in its place"},
    FaultRule{"camera", "changed", "changed", "another than at the first start", virtual_},
    FaultRule{"infrared", "off", "off", "not there", real},
    FaultRule{"infrared", "stuck", "stuck", "no more frames", real},
    FaultRule{"infrared", "black", "black", "a covered lens", real},
    FaultRule{"infrared", "frozen", "frozen", "the last picture again", real},
    FaultRule{"infrared", "repeated", "repeated", "an earlier one again", real},
    FaultRule{"infrared", "backwards", "backwards", "the sensor's time goes back", real},
    FaultRule{"infrared", "torn", "torn", "half of the picture before", real},
    FaultRule{"infrared", "swapped", "swapped", "another camera in its place", real},
    FaultRule{"card_front", "off", "off", "the digits cannot be read"},
    FaultRule{"card_front", "wrong", "wrong", "plausible digits of another card"},
    FaultRule{"card_front", "slow MS", "slow 3000", "takes so much longer to read", virtual_},
    FaultRule{"card_front", "stuck", "stuck", "its camera sends no more frames", real},
    FaultRule{"card_front", "black", "black", "a covered lens", real},
    FaultRule{"decoder", "off", "off", "the decoder program dies"},
    FaultRule{"decoder", "garbage", "garbage", "it gives a picture of noise"},
    FaultRule{"decoder", "slow MS", "slow 1500", "it takes so much longer"},
    FaultRule{"decoder", "intermittent", "intermittent", "it dies every other time"},
    FaultRule{"terminal", "off", "off", "the terminal credentials do not work"},
    FaultRule{"terminal", "garbage", "garbage", "what is signed does not hold"},
    FaultRule{"terminal", "slow MS", "slow 3000", "takes so much longer"},
    FaultRule{"terminal", "intermittent", "intermittent", "does not work every other time"},
    FaultRule{"service", "off [STEP]", "off", "the line is cut before an answer, and nothing was done"},
    FaultRule{"service", "reset [STEP]", "reset", "the work is done and the line cut before the answer"},
    FaultRule{"service", "stuck [STEP]", "stuck", "no answer"},
    FaultRule{"service", "slow MS [STEP]", "slow 7000", "each answer comes so late"},
    FaultRule{"service", "delayed MS [STEP]", "delayed 7000", "the next answer comes so late"},
    FaultRule{"service", "garbage [STEP]", "garbage", "the work is done and answered with nonsense"},
    FaultRule{"service", "truncated [STEP]", "truncated", "alike: the first half of the answer", both, alike},
    FaultRule{"service", "huge [STEP]", "huge", "alike: an answer of many megabytes", both, alike},
    FaultRule{"service", "error [STEP]", "error", "HTTP 500, and nothing was done"},
    FaultRule{"service", "wrong [STEP]", "wrong", "the answer to another request"},
    FaultRule{"service", "refused [STEP]", "refused", "says no"},
    FaultRule{"service", "maintenance [STEP]", "maintenance", "says that it is being maintained"},
    FaultRule{"service", "pending [MS] [STEP]", "pending", "confirm alone: does its work, and says that it is still at it; for so long, if it is told"},
    FaultRule{"service", "failed [STEP]", "failed", "confirm alone: a document of 異常終了"},
    FaultRule{"service", "ignored [STEP]", "ignored", "register alone: a registration is answered and not made"},
    FaultRule{"service", "renewal", "renewal", "the authority cannot be asked: meets renewed certificates and registrations"},
    FaultRule{"service", "untrusted", "untrusted", "shows the certificate of another CA"},
    FaultRule{"service", "intermittent [STEP]", "intermittent", "like off at every other request, beginning with the next"},
    FaultRule{"results", "off", "off", "the clinic's folder is gone"},
    FaultRule{"results", "slow MS", "slow 3000", "takes so much longer to write"},
    FaultRule{"audit", "off", "off", "the journal cannot be written"},
    FaultRule{"audit", "slow MS", "slow 1500", "a record takes so much longer"},
    FaultRule{"audit", "intermittent", "intermittent", "every other record cannot be written"},
    FaultRule{"settings", "off", "off", "the settings' file cannot be written", virtual_},
    FaultRule{"settings", "slow MS", "slow 3000", "it takes so much longer", virtual_},
    FaultRule{"counters", "off", "off", "no counter can be written: result files, and tries of the staff check"},
    FaultRule{"counters", "slow MS", "slow 1500", "it takes so much longer"},
    FaultRule{"counters", "intermittent", "intermittent", "every other one cannot be written"},
    FaultRule{"desk", "off", "off", "what the desk is told cannot be written"},
    FaultRule{"desk", "slow MS", "slow 3000", "it takes so much longer"},
    FaultRule{"panel", "off", "off", "the display is unplugged", virtual_},
    FaultRule{"lane", "card", "card", "a job never ends on the lane of the card reader, as a hanging driver makes it", virtual_},
    FaultRule{"lane", "face", "face", "of the face networks", virtual_},
    FaultRule{"lane", "net", "net", "of the network", virtual_},
    FaultRule{"lane", "journal", "journal", "of the journal: a hung disk", virtual_},
    FaultRule{"lane", "files", "files", "of the clinic's folder: a hung share", virtual_},
    FaultRule{"lane", "desk", "desk", "of the desk's lines", virtual_},
    FaultRule{"lane", "camera", "camera", "of the camera", virtual_},
    FaultRule{"lane", "errands", "errands", "of what has time", virtual_},
    FaultRule{"lane", "shares", "shares", "of the clinic's other folders", virtual_, harmless},
    FaultRule{"lane", "sound", "sound", "of the loudspeaker", virtual_, harmless},
};

constexpr std::array kOutside{
    OutsideFault{"a card with one PIN try left, or none (`card WHO pin_tries=N`)", "scenarios `pin_last_try_then_back`, `pin_unusable`"},
    OutsideFault{"OOM kill", "issue 19"},
    OutsideFault{"limit of descriptors", "issue 19"},
    OutsideFault{"kill -9", "issue 19"},
    OutsideFault{"SIGSTOP", "issue 19"},
    OutsideFault{"power cut", "issue 19"},
    OutsideFault{"disk full, or read-only", "issue 19"},
    OutsideFault{"counters or journal damaged on the disk", "issue 19"},
    OutsideFault{"a touch sensor that is gone", "issue 19"},
    OutsideFault{"no name service (to the kiosk the same as `service off`)", "issue 19"},
    OutsideFault{"TPM gone", "issue 20"},
    OutsideFault{"an update that arrives", "issue 20"},
};
// clang-format on

std::string_view take_word(std::string_view& rest) {
    const auto end = std::min(rest.find(' '), rest.size());
    const auto word = rest.substr(0, end);
    rest.remove_prefix(std::min(rest.size(), end + 1));
    return word;
}

bool is_literal(std::string_view token) { return std::islower(static_cast<unsigned char>(token[0])) != 0; }

bool is_number(std::string_view word) {
    return !word.empty() && std::all_of(word.begin(), word.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
}

bool fits(std::string_view token, std::string_view word) {
    if (is_literal(token)) return token == word;
    return !word.empty() && (token != "N" && token != "MS" ? true : is_number(word));
}

/// As far as the form goes; what a number may be, the device says.
bool matches(std::string_view pattern, std::string_view words) {
    while (!pattern.empty()) {
        auto token = take_word(pattern);
        const bool optional = token[0] == '[';
        if (optional) token = token.substr(1, token.size() - 2);
        auto rest = words;
        if (fits(token, take_word(rest)))
            words = rest;
        else if (!optional)
            return false;
    }
    return words.empty();
}

}  // namespace

std::span<const FaultRule> fault_rules() { return kRules; }
std::span<const OutsideFault> outside_faults() { return kOutside; }

const FaultRule* find_fault(std::string_view device, std::string_view words) {
    const auto* found = std::find_if(kRules.begin(), kRules.end(), [&](const FaultRule& rule) {
        return rule.device == device && matches(rule.words, words);
    });
    return found != kRules.end() ? found : nullptr;
}

bool has(Rigs rig, const FaultRule& rule) { return rule.rigs == Rigs::both || rule.rigs == rig; }

std::vector<std::string_view> faulty_devices(Rigs rig) {
    std::vector<std::string_view> all;
    for (const auto& rule : kRules)
        if (has(rig, rule) && std::find(all.begin(), all.end(), rule.device) == all.end()) all.push_back(rule.device);
    return all;
}

}  // namespace uketsuke::sim
