// SPDX-License-Identifier: Apache-2.0
// A screen as labelled boxes, in the order in which they are painted and read. Painting, hit test, tests and the
// simulator read the same nodes; none of them knows what screen it is.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "firmware/flow/event.hpp"
#include "panel.hpp"

namespace uketsuke::ui {

enum class Role : std::uint8_t {
    sheet,  ///< a plain sheet behind other nodes
    heading,
    text,
    button,
    rail,  ///< a button of the rail: the picture over a short word
    choice,       ///< a large button with a picture and a second line
    key,          ///< of the PIN pad; never highlighted when pressed
    pin_dots,     ///< `value` of `total` filled
    camera_view,  ///< live picture, mirrored, with an oval; `text` is the hint; `value` 1 = the face sits well
    icon,         ///< `value`: of a picture of the card, the reader's shape or the number that stands out
    progress,     ///< a ring that turns
    stepper,      ///< step `value` of `total`
    mark,         ///< a small permanent label
    item,         ///< a box with a picture and a name
    tick,         ///< a line of a list that can be chosen; `value` 1 = it is
    countdown,    ///< a ring and the seconds that are left of `total`; the display counts them down
    pattern,      ///< `value`: which Pattern
};
/// What a panel is tested with.
enum class Pattern : std::uint8_t {
    target,   ///< a cross whose middle is to be touched
    greys,    ///< from black to white
    colours,  ///< the primary ones and their mixtures
    lines,    ///< a pixel thin, and checks
    ruler,    ///< as long as the node is wide, in fifty parts
};
enum class Style : std::uint8_t { neutral, primary, secondary };
/// Never shown by colour alone: each tone has its own shape of icon.
enum class Tone : std::uint8_t { neutral, info, success, warning, error };
enum class Align : std::uint8_t { left, centre };
enum class Valign : std::uint8_t { top, middle, bottom };
enum class Icon : std::uint8_t {
    none,
    card_in,
    card_out,
    card,
    face,
    keypad,
    staff,
    globe,
    back,
    leave,
    retry,
    next,
    check,
    cross,
    warning,
    info,
    camera,
    pill,
    stethoscope,
    scalpel,
    chart,
    clock,
    backspace,
    phone,
    phone_in,
    phone_out,
    people,
    paper,
    card_numbers,
    code,
};

/// A key of the PIN pad. It goes to the PIN buffer, never into the flow.
struct PinKey {
    enum class Kind : std::uint8_t { digit, backspace, clear } kind = Kind::digit;
    int digit = 0;
    bool operator==(const PinKey&) const = default;
};
/// To another page of the same screen, from 0; the flow does not hear of it.
struct TurnPage {
    int page = 0;
    bool operator==(const TurnPage&) const = default;
};
/// What a touch on a node means.
using Touch = std::variant<std::monostate, flow::Tap, PinKey, TurnPage>;

struct Node {
    std::string id;
    Role role = Role::text;
    Rect rect;
    std::string key;     ///< of the text in the catalogue; empty when there is no text
    std::string text;    ///< localised, with phrase marks '|' (see locale)
    std::string detail;    ///< second line of a choice; of a tick a name, from outside
    double detail_em = 0;  ///< its size, mm; 0: as the first line's
    Touch touch;
    std::string voice;  ///< key of the words that say it where the text does not; empty: the text does
    std::optional<bool> chosen;  ///< of one of several, of which one may be chosen: whether it is this
    Style style = Style::neutral;
    Tone tone = Tone::neutral;
    Icon icon = Icon::none;
    double em = 0;  ///< text size, mm
    bool bold = false;
    Align align = Align::left;
    Valign valign = Valign::top;
    int value = 0;
    int total = 0;
    /// Code, of the text: a button may bear the name of another language than the scene's, and a name from outside is
    /// in none (kNames).
    std::string language;
    std::optional<flow::Theme> theme;  ///< a button may show the colours of another theme than the scene's
    bool bar = false;                  ///< of what stands around every screen: comes last where keys lead (focus.hpp)

    [[nodiscard]] bool touchable() const { return touch.index() != 0; }
    bool operator==(const Node&) const = default;
};

struct Scene {
    std::string screen;    ///< name of the state; a change of it is a change of screen
    std::string language;  ///< its code
    std::string earcon;    ///< sound when the screen comes up; empty: none
    std::string prompt;    ///< sentence that is spoken then, a text key; it stands on the screen, too
    std::string front;     ///< what stands in front of it; a change of it is a change of screen, too; empty: nothing
    flow::Theme theme{};
    bool hold = false;  ///< a touch counts only after the finger has stayed
    bool spots = false;  ///< a touch beside all that can be touched is told by its place
    std::string focus;  ///< id of the node that a key would touch now, and that is drawn so; empty: none
    /// What is being said and stands nowhere on it, drawn over its title (caption.hpp); empty: nothing.
    std::string caption;
    std::vector<Node> nodes;
    bool fits = true;      ///< there is room for everything
    double text_scale = 1;  ///< of all text sizes, as they came out: smaller than asked for where nothing else helped
    bool still = false;  ///< nothing in it moves, also in a theme where things do
    int page = 0, pages = 1;  ///< which one it is, from 0, and of how many: a change of it is a change of screen, too

    [[nodiscard]] const Node* find(std::string_view id) const;
    bool operator==(const Scene&) const = default;
};

/// A finger is wider than its middle point (ui facts UI-04).
constexpr double kTouchSlopMm = 1.5;

/// The node under a point: exact hit first, then the nearest within the slop. nullptr: nothing to touch there.
const Node* hit(const Scene& scene, double x_mm, double y_mm);
/// The touchable node with this label: the whole label, else the only one that contains it. For tests and scenarios.
const Node* find_label(const Scene& scene, std::string_view label);
/// Text without phrase marks and line ends: what a person reads.
std::string plain(std::string_view text);
/// One line a node, for text goldens: what stands there and in which order, not where.
std::string to_text(const Scene& scene);

std::string_view name_of(Role role);
std::string_view name_of(Style style);
std::string_view name_of(Tone tone);

}  // namespace uketsuke::ui
