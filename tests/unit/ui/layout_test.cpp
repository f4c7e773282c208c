// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/support/even_letters.hpp"
#include "ui/layout/arrange.hpp"
#include "ui/layout/pages.hpp"
#include "ui/layout/reach.hpp"

using namespace uketsuke;
using ui::Box;
using ui::Rect;

namespace {

/// Letters 1 mm wide, lines 1.5 mm high, unless said otherwise.
Box text(std::string words, double em = 1) { return ui::leaf({.id = words, .text = words, .em = em}); }
Box block(std::string id, double w, double h) { return ui::leaf({.id = std::move(id)}).at_least(w, h); }

/// Where everything stands in 100 × 50 mm, or in another place.
class Placed {
public:
    explicit Placed(const Box& box, const Rect& whole = {0, 0, 100, 50})
        : nodes_(ui::arrange(box, whole, test::EvenLetters())) {}
    Rect operator[](std::string_view id) const { return node(id).rect; }
    [[nodiscard]] const ui::Node& node(std::string_view id) const {
        return *std::find_if(nodes_.begin(), nodes_.end(), [&](const ui::Node& one) { return one.id == id; });
    }
    [[nodiscard]] std::string order() const {
        std::string ids;
        for (const auto& one : nodes_) ids += one.id + " ";
        return ids;
    }

private:
    std::vector<ui::Node> nodes_;
};

ui::Size need(const Box& box, double w, double h) { return ui::needed(box, {w, h}, test::EvenLetters()); }

Rect approx(const Rect& rect) {
    const auto round = [](double mm) { return std::round(mm * 1000) / 1000; };
    return {round(rect.x), round(rect.y), round(rect.w), round(rect.h)};
}

}  // namespace

TEST_CASE("a row stands from left to right, as high as it is, and takes what it needs") {
    const Placed row(ui::row({text("abc"), block("box", 10, 10), text("de")}));
    CHECK(row["abc"] == Rect{0, 0, 3, 50});
    CHECK(row["box"] == Rect{6, 0, 10, 50});
    CHECK(row["de"] == Rect{19, 0, 2, 50});
    CHECK(need(ui::row({text("abc"), block("box", 10, 10), text("de")}), 100, 50) == ui::Size{21, 10});
}

TEST_CASE("a column stands from the top down, as wide as it is") {
    const Placed column(ui::column({text("abc"), block("box", 10, 10)}).gapped(1));
    CHECK(column["abc"] == Rect{0, 0, 100, 1.5});
    CHECK(column["box"] == Rect{0, 2.5, 100, 10});
}

TEST_CASE("what grows shares what the others leave, by weight and within its limits") {
    const Placed two(ui::row({block("a", 10, 5), block("b", 0, 5).grows(), block("c", 0, 5).grows(3)}).gapped(0));
    CHECK(approx(two["b"]) == Rect{10, 0, 22.5, 50});
    CHECK(approx(two["c"]) == Rect{32.5, 0, 67.5, 50});
    const Placed limited(
        ui::row({block("a", 60, 5).grows(), block("b", 0, 5).grows(), block("c", 0, 5).at_most(5, 50).grows()})
            .gapped(0));
    CHECK(approx(limited["a"]) == Rect{0, 0, 60, 50});
    CHECK(approx(limited["b"]) == Rect{60, 0, 35, 50});
    CHECK(approx(limited["c"]) == Rect{95, 0, 5, 50});
    const Placed last(ui::row({block("a", 0, 5).at_most(40, 50).grows(), block("b", 0, 5).grows(ui::kRest)}).gapped(0));
    CHECK(approx(last["a"]).w == 40);
    CHECK(approx(last["b"]).w == 60);
}

TEST_CASE("even boxes are equal, or there is no room for them") {
    const auto even = ui::row({text("a").grows(), text("bcd|efghij").grows()}).even().gapped(0);
    CHECK(approx(Placed(even)["a"]).w == 50);
    CHECK(approx(Placed(even)["bcd|efghij"]).w == 50);
    CHECK(need(even, 20, 50).w <= 20);
    CHECK(need(even, 11, 50).w > 11);  // the longest phrase twice
}

TEST_CASE("a narrow place breaks the text and makes the column higher") {
    const auto column = ui::column({text("abcd|efgh|ijkl"), block("box", 1, 1)}).gapped(0);
    CHECK(need(column, 100, 50).h == 2.5);
    CHECK(need(column, 8, 50).h == 4);
    CHECK(need(column, 4, 50) == ui::Size{4, 5.5});
    CHECK(need(column, 3, 50).w == 4);  // a phrase is never broken
}

TEST_CASE("in a row a text that may be broken makes room for what may not") {
    const Placed row(ui::row({text("abcd|efgh"), block("box", 95, 1)}).gapped(0));
    CHECK(row["abcd|efgh"].w == 5);
    CHECK(row["box"] == Rect{5, 0, 95, 50});
}

TEST_CASE("of several ways the first that fits is shown") {
    const auto ways =
        ui::fit({ui::row({block("a", 40, 5), block("b", 40, 5)}), ui::column({block("a", 40, 5), block("b", 40, 5)})});
    CHECK(Placed(ways)["b"].y == 0);
    CHECK(Placed(ways, {0, 0, 60, 50})["b"].y == 8);
    CHECK(Placed(ways, {0, 0, 10, 5})["b"].y == 8);  // none fits: the narrowest
}

TEST_CASE("of ways that are all too wide the narrowest counts, wherever it stands") {
    const auto ways = ui::fit({ui::column({block("a", 40, 5), block("b", 40, 5)}), block("c", 90, 5)});
    CHECK(need(ways, 10, 50).w == 40);
    CHECK(need(ui::row({ways, block("d", 50, 5)}).gapped(0), 90, 50).w == 90);
}

TEST_CASE("for who does not reach the upper part what is touched is taken from what is read") {
    const auto touch = [](std::string id) { return ui::leaf({.id = std::move(id), .touch = flow::Tap{flow::Action::next}}); };
    const auto order = [](const Box& box) { return Placed(box).order(); };
    const auto split = ui::apart(ui::column({text("title"), ui::row({text("said"), touch("on")}),
                                             ui::row({text("item"), touch("more")}).kept_together(), text("foot")}));
    CHECK(order(split.read) == "title said foot ");
    CHECK(order(split.touched) == "on item more ");
    CHECK(ui::apart(text("words")).touched.kind == Box::Kind::nothing);
    CHECK(ui::apart(touch("on")).read.kind == Box::Kind::nothing);
    const auto sheet = ui::apart(ui::column({text("words"), touch("on")}).over({.id = "sheet"}));
    CHECK(order(sheet.read) == "sheet words ");
    CHECK(order(sheet.touched) == "on ");
}

TEST_CASE("a text is as large as fits beside what has no choice") {
    const auto title = ui::largest(text("abcdefghij"), {9, 6, 3});
    CHECK(Placed(ui::column({title, block("box", 1, 30)})).node("abcdefghij").em == 9);
    CHECK(Placed(ui::column({title, block("box", 1, 36)})).node("abcdefghij").em == 6);
    CHECK(Placed(title, {0, 0, 40, 50}).node("abcdefghij").em == 3);
    // The first of two takes its large size, and the other what is left.
    const auto second = ui::largest(text("klmnopqrst"), {9, 6, 3});
    const Placed both(ui::column({title, second}).gapped(0), {0, 0, 100, 20});
    CHECK(both.node("abcdefghij").em == 9);
    CHECK(both.node("klmnopqrst").em == 3);
}

TEST_CASE("boxes wrap into as many columns as fit, all of one size") {
    const auto cells = [] { return std::vector<Box>{block("a", 30, 5), block("b", 20, 5), block("c", 30, 5)}; };
    const Placed wide(ui::wrap(cells()));
    CHECK(wide["c"].y == 0);
    const Placed narrow(ui::wrap(cells()), {0, 0, 70, 50});
    CHECK(narrow["b"].y == 0);
    CHECK(narrow["c"].y > 0);
    CHECK(approx(narrow["c"]).w == approx(narrow["a"]).w);
    const Placed single(ui::wrap(cells()), {0, 0, 40, 50});
    CHECK(single["b"].x == 0);
    CHECK(approx(single["c"]).h == approx(single["a"]).h);
}

TEST_CASE("a shape keeps its proportions in the middle of its place") {
    CHECK(Placed(block("a", 1, 1).shaped(1))["a"] == Rect{25, 0, 50, 50});
    CHECK(Placed(block("a", 1, 1).shaped(4))["a"] == Rect{0, 12.5, 100, 25});
    CHECK(Placed(block("a", 1, 1).sized(20, 10))["a"] == Rect{40, 20, 20, 10});
}

TEST_CASE("inside is the box less its edge, and over its own node") {
    const Placed sheet(ui::column({block("a", 1, 1).grows()}).padded(5, 2).over({.id = "sheet"}));
    CHECK(sheet["sheet"] == Rect{0, 0, 100, 50});
    CHECK(sheet["a"] == Rect{5, 2, 90, 46});
    CHECK(sheet.order() == "sheet a ");
}

TEST_CASE("nothing takes no room and no gap") {
    const Placed column(ui::column({block("a", 1, 5), Box(), block("b", 1, 5)}));
    CHECK(column["b"].y == 8);
}

TEST_CASE("what is left over stands around a centred box, and a floating one takes only what it needs") {
    const Placed row(ui::row({block("a", 20, 5), block("b", 20, 5).afloat()}).gapped(0).centred());
    CHECK(row["a"] == Rect{30, 0, 20, 50});
    CHECK(row["b"] == Rect{50, 22.5, 20, 5});
}

TEST_CASE("what can be touched has room for a finger") {
    const auto button = [](ui::Role role, ui::Style style) {
        return need(ui::leaf({.id = "b", .role = role, .touch = flow::Tap{}, .style = style}), 100, 50);
    };
    CHECK(button(ui::Role::button, ui::Style::neutral) == ui::Size{12.7, 12.7});
    CHECK(button(ui::Role::button, ui::Style::primary) == ui::Size{12.7, 16});
    CHECK(button(ui::Role::key, ui::Style::neutral) == ui::Size{16, 16});
}

TEST_CASE("what needs more than there is stands out and is not made smaller") {
    const Placed column(ui::column({block("a", 1, 40), block("b", 1, 40)}).gapped(0));
    CHECK(column["a"].h == 40);
    CHECK(column["b"].bottom() == 80);
}

TEST_CASE("a limit is not below what is needed") {
    CHECK(Placed(ui::column({block("a", 1, 20).at_most(100, 10).grows()}))["a"].h == 20);
}

TEST_CASE("a way that is only shown where it is narrow does not take room from the others") {
    const auto ways = ui::fit(
        {ui::row({block("a", 40, 20), block("b", 40, 20)}), ui::column({block("a", 40, 20), block("b", 40, 20)})});
    const Placed column(ui::column({ui::largest(text("title"), {10, 5}), ways}).gapped(0));
    CHECK(column.node("title").em == 10);
    CHECK(column["b"].y == 15);
}

namespace {

/// The ids on each page, where a page holds so many mm.
std::vector<std::string> cut(const Box& box, double height) {
    std::vector<std::string> pages;
    for (auto& page : ui::pages_of(ui::parts_of(box), [&](const ui::Parts& parts, std::size_t, bool) {
             return need(ui::column(parts).gapped(0), 100, height).h <= height;
         }))
        pages.push_back(Placed(ui::column(std::move(page))).order());
    return pages;
}

using Pages = std::vector<std::string>;

}  // namespace

TEST_CASE("what is too much for a page is cut between its parts, and each page is as full as may be") {
    const auto all =
        ui::column({block("a", 10, 10), ui::column({block("b", 10, 10), block("c", 10, 10)}).over({.id = "sheet"}),
                    ui::row({block("d", 10, 10), block("e", 10, 10)}), ui::space()});
    CHECK(cut(all, 40) == Pages{"a b c d e "});
    CHECK(cut(all, 20) == Pages{"a b ", "c d e "});
    CHECK(cut(all, 10) == Pages{"a ", "b ", "c ", "d e "});
    CHECK(cut(all, 9).empty());
}

TEST_CASE("what belongs together stays on one page, and of several ways one that leaves nothing out is cut") {
    const auto pair = ui::column({block("a", 10, 10), block("b", 10, 10)});
    CHECK(cut(ui::column({block("c", 10, 10), Box(pair).kept_together()}), 25) == Pages{"c ", "a b "});
    CHECK(cut(Box(pair).kept_together(), 15).empty());
    const auto in_row = ui::row({block("a", 10, 20), block("b", 10, 10)});
    CHECK(cut(ui::fit({in_row, pair}), 20) == Pages{"a b "});
    CHECK(ui::parts_of_part(ui::fit({in_row, pair, block("a", 10, 10)})).size() == 2);
    const auto touch = [](std::string id) {
        return ui::leaf({.id = std::move(id), .touch = flow::Tap{flow::Action::next}});
    };
    CHECK(cut(ui::fit({ui::row({touch("yes"), touch("no")}), ui::column({touch("yes"), touch("no")})}), 10).empty());
}

TEST_CASE("a text that is too long for a page is cut where a sentence ends") {
    auto body = ui::leaf({.id = "body", .key = "body", .text = "abcde. fghij. klmno.", .em = 10});
    std::vector<std::string> texts;
    for (const auto& part : ui::parts_of_part(body)) texts.push_back(part.node.text);
    CHECK(texts == std::vector<std::string>{"abcde. ", "fghij. ", "klmno."});
    CHECK(ui::parts_of_part(body)[1].node.id == "body.2");
    body.node.text = "一。|二。";
    CHECK(ui::parts_of_part(body).back().node.text == "二。");
}
