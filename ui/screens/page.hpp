// SPDX-License-Identifier: Apache-2.0
// What all screens share: the bars, the type scale, and short words for "a button here".
#pragma once

#include <algorithm>
#include <functional>
#include <string>
#include <string_view>

#include "screens.hpp"
#include "ui/layout/arrange.hpp"
#include "ui/locale/dates.hpp"
#include "ui/viewmodel/view_model.hpp"

namespace uketsuke::ui::screens {

// Text sizes in mm of em, as they are where text is of the middle size. BIZ UDPGothic has capitals of 0.765 em: body
// 4.8 mm, label 3.5 mm (ui facts UI-01, §5.2).
constexpr double kBody = 6.3;
constexpr double kHeading = 8.2;
constexpr double kTitle = 10.5;  ///< the one sentence of a screen that is read from afar
constexpr double kLabel = 4.6;
constexpr double kDigit = 9.6;
/// How much larger everything is written: 小 has capitals of 3.5 mm, 大 of 6.4 mm (ui facts UI-01).
constexpr double scale_of(flow::TextSize size) {
    switch (size) {
        case flow::TextSize::small: return kLabel / kBody;
        case flow::TextSize::standard: return 1;
        case flow::TextSize::large: return 8.4 / kBody;
    }
    return 1;
}

constexpr double kButton = 19;  ///< height of a main button where there is room

/// How much a screen spends on air and on pictures.
enum class Spacing : std::uint8_t { ample, close, bare };

/// One way to show a screen.
struct Manner {
    Spacing spacing = Spacing::ample;
    bool low =
        true;  ///< in reach mode all that is touched stands below Panel::reach_mm(), and not only as low as can be
    bool paged = false;  ///< on as many pages as it needs
};

constexpr double kClose = 2.6;  ///< between the rows of a full screen

/// The words of one screen for its layout, and the bars around it.
class Page {
public:
    Page(const ViewModel& view, const MeasuredPanel& panel, const Languages& languages, Manner manner);

    [[nodiscard]] const ViewModel& view() const { return view_; }
    [[nodiscard]] const Panel& panel() const { return panel_.panel; }
    [[nodiscard]] const Languages& languages() const { return languages_; }
    [[nodiscard]] bool compact() const { return panel().layout_class() == PanelClass::compact; }
    [[nodiscard]] bool tall() const { return panel().layout_class() == PanelClass::tall; }
    /// An upright panel with room for twice as much as a screen needs: titles are larger there.
    [[nodiscard]] bool roomy() const { return tall() && ample() && panel().height_mm() > 250; }
    /// What stands alone under a picture: in the middle of an upright panel.
    [[nodiscard]] Align middle_or_left() const { return tall() ? Align::centre : Align::left; }
    /// All that can be touched goes into the lower part.
    [[nodiscard]] bool reach() const { return view_.comfort.reach && (manner_.low || !compact()); }
    [[nodiscard]] bool low() const { return view_.comfort.reach && manner_.low; }
    [[nodiscard]] bool ample() const { return manner_.spacing == Spacing::ample; }
    [[nodiscard]] bool bare() const { return manner_.spacing == Spacing::bare; }
    /// What does not fit one page is cut into several: so all that belongs together says so (Box::together), and what
    /// leads on comes last.
    [[nodiscard]] bool paged() const { return manner_.paged; }
    /// What makes no sense in parts: never more than one page.
    void undivided() { divided_ = false; }
    /// Stands beside the title of each page.
    void on_each_page(Box box) { on_each_ = std::move(box); }
    /// So much where there is plenty of room, else less.
    [[nodiscard]] double air(double mm) const;
    /// What only decorates: left out where there is no room for it.
    [[nodiscard]] Box decoration(Box box) const { return bare() ? Box() : std::move(box); }
    /// The side of a picture that is so large where there is room.
    [[nodiscard]] double picture_side(double mm) const { return ample() && !compact() ? mm : std::min(mm, 24.0); }
    /// A picture grows to this where there is room.
    [[nodiscard]] Size largest_picture() const {
        if (compact()) return {34, 34};
        return tall() ? Size{panel().width_mm() * 0.7, panel().height_mm() * 0.36} : Size{78, 80};
    }
    /// The size that a text of `em` has here: body text is as large as was asked for; titles grow less, and labels do
    /// not shrink (ui facts §5.2).
    [[nodiscard]] double sized(double em) const;
    /// The texts of the view's language.
    [[nodiscard]] const Catalogue& words() const { return languages_.words(view_.language); }
    /// "<state>.<part>", the key of a text of this screen.
    [[nodiscard]] std::string key(std::string_view part) const;
    /// The key itself, or the words for a visit by phone, for this reader or for this clinic where there are such:
    /// "<key>.phone", "<key>.upright", "<key>.insert" (reader_words.hpp), "<key>.reception" (the check is the
    /// reception), "<key>.waiting_room", "<key>.desk" (where to go now).
    [[nodiscard]] std::string worded(std::string_view key) const;
    [[nodiscard]] std::string text_of(std::string_view key) const;

    /// Of all text sizes, as the patient wants them.
    [[nodiscard]] double text_scale() const { return panel_.text_scale * scale_of(view_.comfort.size); }
    /// A node of this screen, with the words of its key, in the size that the patient reads.
    [[nodiscard]] Box part(Node node) const;
    /// Bold, of this size or the next smaller one that fits.
    [[nodiscard]] Box heading(std::string_view key, double em = kHeading) const;
    [[nodiscard]] Box text(std::string_view id, std::string_view key, double em = kBody) const;
    /// So wide that its text stands in one line.
    [[nodiscard]] Box in_one_line(Box box) const;
    /// Its id is the action's name, with the item where it has one. The icon decorates.
    [[nodiscard]] Box button(flow::Tap tap, std::string_view key, Style style, Icon icon = Icon::none,
                             double em = kBody) const;
    /// A button where the flow takes the action; else nothing.
    [[nodiscard]] Box way(flow::Action action, std::string_view key, Style style, Icon icon = Icon::none) const;
    [[nodiscard]] Box picture(Icon icon, Tone tone) const;
    /// On a white sheet, or one in a tone.
    [[nodiscard]] Box sheet(Box inside, Tone tone = Tone::neutral) const;
    /// A date in a sentence; in a list, where it may be in `digits` only.
    [[nodiscard]] std::string written(base::Date date) const { return ui::written(date, scene_.language); }
    [[nodiscard]] std::string listed(base::Date date, bool digits) const {
        return digits ? in_digits(date, scene_.language) : ui::listed(date, scene_.language);
    }
    /// Text from outside for one line as wide as so many full-width letters, or as the panel less `beside` mm:
    /// measured, and cut with "…" where it is wider. Without marks of its own, and nothing in it that must not be drawn
    /// (domain/letters.hpp).
    [[nodiscard]] std::string shortened(std::string_view text, int letters, double beside, bool bold = false) const;
    /// "番号 042"
    [[nodiscard]] std::string numbered(base::ErrorCode code) const;
    /// The small number of an error, for whoever is asked for help; in the action bar.
    void error_number(base::ErrorCode code);
    /// The facility's own number of the patient, where the view has it; in the action bar.
    void reference_number();
    /// 受付番号, to be read from afar, as large as there is room; nothing where the view has none.
    [[nodiscard]] Box reception_number() const;
    /// Stands in the upper bar, where a visit has its steps.
    void status(Box box) { status_ = std::move(box); }
    /// The staff button of the action bar is not wanted: the screen has its own elsewhere.
    void without_staff() { staff_ = false; }
    /// A touch beside everything is told by its place.
    void ask_for_places() { scene_.spots = true; }
    /// The end of the visit is called so on this screen.
    void end_as(std::string_view key) { end_key_ = key; }
    /// The content between the bars, or right of the rail (frame.cpp): there, the way back where the flow takes that,
    /// and the end of the visit.
    Scene show(Box content) &&;

private:
    [[nodiscard]] double width_of(std::string text, double em, bool bold, std::string_view language) const;
    [[nodiscard]] double margin() const { return air(9); }
    using HasRoom = std::function<bool(const Box&, bool last)>;
    [[nodiscard]] std::vector<Box> pages(Box content, const HasRoom& has_room) const;
    [[nodiscard]] Box one_page(Box heading, std::vector<Box> parts, int number, int of) const;
    [[nodiscard]] Box turn(std::string_view key, int to, Icon icon) const;
    [[nodiscard]] Box framed(const Box& content, const std::vector<const Node*>& shown, const Box& bar) const;
    [[nodiscard]] Box between_bars(Box content, const std::vector<const Node*>& shown, Box above) const;
    [[nodiscard]] Box right_of_rail(Box content, const std::vector<const Node*>& shown) const;
    [[nodiscard]] Box in_reach(Box content, const std::vector<const Node*>& shown) const;
    [[nodiscard]] Box low_beside_rail(Box content, const std::vector<const Node*>& shown) const;
    [[nodiscard]] Box reach_bar() const;
    [[nodiscard]] std::vector<Box> rail_buttons() const;
    [[nodiscard]] Box small_step() const;
    [[nodiscard]] Box said_below(const std::vector<const Node*>& shown) const;
    [[nodiscard]] Box rail() const;
    [[nodiscard]] Box rail_button(Box button, std::string_view key, Icon icon) const;
    [[nodiscard]] Box simulated() const;
    [[nodiscard]] Box app_bar() const;
    [[nodiscard]] Box language_button() const;
    [[nodiscard]] Box comfort_button() const;
    [[nodiscard]] Box action_bar(const std::vector<const Node*>& content) const;
    [[nodiscard]] Box back_button(std::string_view words) const;
    [[nodiscard]] Box bar_button(flow::Action action, std::string_view key, Icon icon) const;
    /// `words`: which of the texts, "" or ".short".
    [[nodiscard]] Box staff_button(std::string_view words) const;
    /// What stands between the two buttons of the action bar, where there is room.
    [[nodiscard]] Box middle(std::string_view id, std::string_view key, Role role) const;
    [[nodiscard]] Box between(const std::vector<const Node*>& content) const;
    [[nodiscard]] Box caption(const std::vector<const Node*>& content) const;

    const ViewModel& view_;
    const MeasuredPanel& panel_;
    const Languages& languages_;
    Manner manner_;
    bool divided_ = true;
    Box on_each_;
    Scene scene_;
    struct Number {
        std::string_view key;
        std::string text;  ///< empty: none
    } number_;             ///< of an error, or the facility's of the patient
    Box status_;
    bool staff_ = true;
    std::string_view end_key_ = "common.end_visit";
};

constexpr double kColumn = 84;  ///< a column of text is not narrower

/// Side by side, or where that is too narrow under each other; on an upright panel the other way round.
Box beside(const Page& page, Box one, Box other, double gap);
/// Buttons of one size, side by side, or where that is too narrow under each other. One alone is not as wide as all.
Box equal(std::vector<Box> buttons, double gap);
/// As low as a finger allows, where many stand under each other.
Box low(Box button);
/// The picture of that name; checked at compile time where a name comes from a table.
constexpr Icon picture_named(std::string_view name) { return base::value_named<Icon>(name).value(); }
static_assert(std::ranges::all_of(domain::kQuestionRows, [](const domain::QuestionRow& row) {
    return base::value_named<Icon>(row.picture) && std::ranges::all_of(row.options, [](const domain::Option& option) {
               return option.word.empty() || base::value_named<Icon>(option.picture);
           });
}));
/// A sentence and the picture that it is known by, left of it.
Box point(const Page& page, std::string_view key, Icon icon, double side);
/// A title and right of it the way on, where a screen is too full for a foot.
Box headed(const Page& page, Box title, Box on);
/// What is left to say, and right of it the way on; on an upright panel under it.
Box foot(const Page& page, Box said, Box on);
/// Of the sentence that explains an error.
std::string error_key(base::ErrorCode code);

}  // namespace uketsuke::ui::screens
